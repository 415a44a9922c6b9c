//! `citation-enclosing`: what an annex says of the document it belongs to.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::citation_kinds::{Agreement, agreement, citation_kind_name};
use crate::lexicon::instruments::{number_key, written};
use crate::model::citation::{Citation, Symbol};
use crate::model::{ComponentKind, Document, Zone};
use crate::text::fold;

/// Reports annexes (`Kèm theo Kế hoạch số …`) that name the document by another number, symbol or
/// date. One of the three may differ; with two it is another document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationEnclosing {}

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Difference {
    Number,
    Date,
}

impl Check for CitationEnclosing {
    const NAME: &'static str = "citation-enclosing";
    const VALUES: &'static [&'static str] = &["written", "right"];
    const LABELS: &'static [&'static str] = &["own"];
    const CASES: &'static [&'static str] = &["date", "kind"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let own = document.number.as_ref().and_then(|own| Some((own.span, own.serial.as_ref()?, own.symbol.as_ref()?)));
        let Some((own_place, serial, own_symbol)) = own else { return };
        let number = format!("{}/{}", serial.text, own_symbol.text);
        for (_, citation, symbol) in document.citations.numbered() {
            if let Some(kind) = other_kind(document, citation, symbol, &number) {
                findings
                    .report(citation.head().unwrap_or(citation.span))
                    .case("kind")
                    .value("written", document.clean_text(citation.head().unwrap_or(citation.span)))
                    .value("right", citation_kind_name(kind))
                    .label("own", own_place);
                continue;
            }
            if !names_own(document, citation) {
                continue;
            }
            match difference(document, citation, symbol, &number) {
                Some(Difference::Number) => {
                    findings
                        .report(symbol.span)
                        .value("written", symbol.text.clone())
                        .value("right", number.clone())
                        .label("own", own_place)
                        .edit(Edit::replace(symbol.span, number.clone()));
                }
                Some(Difference::Date) => {
                    let (Some(cited), Some(line)) = (&citation.date, &document.place_and_date) else { continue };
                    findings
                        .report(cited.span)
                        .case("date")
                        .value("written", document.clean_text(cited.span))
                        .value("right", document.own_date().map_or(String::new(), written))
                        .label("own", line.date.span);
                }
                None => {}
            }
        }
    }
}

/// The kind of the document, where an annex gives its number and calls it otherwise. A paper whose own
/// number is of another kind than its title is told of that.
fn other_kind<'a>(document: &'a Document, citation: &Citation, symbol: &Symbol, own: &str) -> Option<&'a str> {
    let in_annex = citation.enclosing && !citation.quoted && document.zone(citation.span.block) == Zone::Attachment;
    let (kind, called) = (document.kind_slug()?, citation.kind_slug?);
    let same = number_key(&symbol.right_form()) == number_key(own);
    let agrees = agreement(kind, symbol.kind_code()) == Agreement::Agrees;
    let differs = called != kind && called != "van-ban" && !citation.kind_shared;
    (in_annex && same && agrees && differs && symbol.kind.is_some()).then_some(kind)
}

/// True if the citation stands in an annex and names a document of this one's kind and issuer.
fn names_own(document: &Document, citation: &Citation) -> bool {
    let in_annex = citation.enclosing && !citation.quoted && document.zone(citation.span.block) == Zone::Attachment;
    let of_kind = citation.kind_slug.is_some() && citation.kind_slug == document.kind_slug();
    in_annex && of_kind && !is_of_another(document, citation)
}

/// True if the issuer that is named ends in a word which the header does not hold.
fn is_of_another(document: &Document, citation: &Citation) -> bool {
    let (Some(issuer), Some(authority)) = (&citation.issuer, document.component(ComponentKind::IssuingAuthority))
    else {
        return false;
    };
    let header: Vec<String> = authority.spans.iter().map(|span| fold::key(document.clean_text(*span))).collect();
    let named = fold::key(&issuer.text);
    let last = named.rsplit(' ').next().unwrap_or("");
    !header.iter().any(|line| line.split(' ').any(|word| word == last))
}

fn difference(document: &Document, citation: &Citation, symbol: &Symbol, own: &str) -> Option<Difference> {
    let (cited, own) = (number_key(&symbol.right_form()), number_key(own));
    let same_date = citation.full_date().zip(document.own_date()).map(|(cited, own)| cited == own);
    if cited == own {
        return (same_date == Some(false)).then_some(Difference::Date);
    }
    let ((cited_serial, cited_symbol), (own_serial, own_symbol)) = (cited.split_once('/')?, own.split_once('/')?);
    let only_symbol = cited_serial == own_serial && same_date != Some(false);
    let only_serial = cited_symbol == own_symbol && same_date == Some(true);
    (only_symbol || only_serial).then_some(Difference::Number)
}
