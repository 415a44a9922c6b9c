//! `citation-two-dates`: one symbol under two dates.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::instruments::{Fact, Registry};
use crate::lexicon::issuers::issuer_by_code;
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::text::fold;

/// Finds symbols that are cited with different dates. Numbers without a year are used again every
/// year, those of the Party every term, so such dates must lie close together to contradict.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationTwoDates {}

/// The mentions of one symbol with one date.
struct Dated<'a> {
    date: Date,
    mentions: Vec<&'a Citation>,
}

impl Check for CitationTwoDates {
    const NAME: &'static str = "citation-two-dates";
    const VALUES: &'static [&'static str] = &["symbol", "date", "other"];
    const LABELS: &'static [&'static str] = &["other"];
    const CASES: &'static [&'static str] = &["undecided"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut groups: BTreeMap<String, Vec<Dated<'_>>> = BTreeMap::new();
        for (_, citation, symbol) in document.citations.numbered() {
            let (Some(key), Some(date)) = (series(citation, symbol), citation.full_date()) else { continue };
            let group = groups.entry(key).or_default();
            match group.iter_mut().find(|dated| dated.date == date) {
                Some(dated) => dated.mentions.push(citation),
                None => group.push(Dated { date, mentions: vec![citation] }),
            }
        }
        for group in groups.values().filter(|group| group.len() > 1) {
            // What the registry knows is right; else what the text says more often.
            let weight = |dated: &&Dated<'_>| (is_known(cx.registry, dated), dated.mentions.len());
            let Some(best) = group.iter().max_by_key(weight) else { continue };
            let heaviest = weight(&best);
            let known = group.iter().filter(|dated| is_known(cx.registry, dated)).count();
            let decided = known < 2 && group.iter().filter(|dated| weight(dated) == heaviest).count() == 1;
            // Without a majority the first one in the text is taken as what the others contradict.
            let reference = if decided { best } else { &group[0] };
            let (Some(first), Some(right)) = (reference.mentions.first(), date_text(document, reference)) else {
                continue;
            };
            for dated in group.iter().filter(|dated| dated.date != reference.date) {
                for citation in &dated.mentions {
                    let Some(date) = &citation.date else { continue };
                    let symbol = citation.symbol.as_ref().map_or("", |symbol| symbol.text.as_str());
                    let draft = findings.report(date.span);
                    draft
                        .value("symbol", symbol)
                        .value("date", document.clean_text(date.span).trim_start_matches("ngày ").to_owned())
                        .value("other", right.trim_start_matches("ngày ").to_owned())
                        .label("other", first.span);
                    if decided {
                        draft.edit(Edit::replace(date.span, right.clone()));
                    } else {
                        draft.case("undecided");
                    }
                }
            }
        }
    }
}

/// True if the registry holds the instrument under this date.
fn is_known(registry: &Registry, dated: &Dated<'_>) -> bool {
    let symbol = dated.mentions.first().and_then(|citation| citation.symbol.as_ref());
    let known = symbol.map(|symbol| registry.numbered(&symbol.right_form())).unwrap_or_default();
    known.iter().any(|entry| entry.date == dated.date && entry.is_sure(Fact::Date))
}

fn date_text(document: &crate::model::Document, dated: &Dated<'_>) -> Option<String> {
    let date = dated.mentions.first()?.date.as_ref()?;
    Some(document.clean_text(date.span).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A key that only one instrument can have; `None` where several may share the symbol.
fn series(citation: &Citation, symbol: &Symbol) -> Option<String> {
    if citation.quoted {
        return None;
    }
    let serial = symbol.serial()?;
    let code = symbol.issuer_code();
    let central = issuer_by_code(code).is_some_and(|issuer| issuer.class.is_central());
    // Every commune writes `UBND`: only the name tells them apart.
    let issuer = match (&citation.issuer, central) {
        (_, true) => String::new(),
        (Some(name), false) => fold::key(&name.text),
        (None, false) => return None,
    };
    let kind = citation.kind_slug.unwrap_or("");
    let period = match symbol.family {
        SymbolFamily::Normative => symbol.year.as_ref()?.text.clone(),
        // The same number comes back in another year or term: only dates of one year contradict.
        SymbolFamily::Party | SymbolFamily::Administrative | SymbolFamily::Letter => {
            citation.full_date()?.year().to_string()
        }
        SymbolFamily::Legacy | SymbolFamily::Malformed => return None,
    };
    // `19/2025/QĐ-TTg` and `19/QĐ-TTg` are two series.
    Some(format!("{serial}|{:?}|{period}|{kind}|{}|{code}|{issuer}", symbol.family, symbol.kind_code()))
}
