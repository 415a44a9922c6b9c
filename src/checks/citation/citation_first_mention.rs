//! `citation-first-mention`: the first mention of an instrument gives its date and issuer.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::model::{Document, Place, Zone};

/// Reports instruments whose first mention in running text has no date, unless an earlier mention,
/// as in the title, has it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationFirstMention {
    /// Kinds that may be cited by name alone (slugs).
    except: Vec<String>,
}

/// What is known of an instrument so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Dated,
    Judged,
}

impl Check for CitationFirstMention {
    const NAME: &'static str = "citation-first-mention";
    const VALUES: &'static [&'static str] = &["word", "symbol"];
    const CASES: &'static [&'static str] = &["no-issuer"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut seen: BTreeMap<usize, Seen> = BTreeMap::new();
        let dated_later = dated_later(&cx.document.citations.all);
        for (at, citation, symbol) in cx.document.citations.numbered() {
            // `các Nghị quyết số 01/NQ-CP và số 02/NQ-CP ngày …`: the list gives one date to all.
            if citation.date.is_none() && dated_later[at] {
                seen.entry(citation.instrument).or_insert(Seen::Dated);
                continue;
            }
            if citation.date.is_some() || citation.dated_before {
                seen.entry(citation.instrument).or_insert(Seen::Dated);
                continue;
            }
            // What another instrument is called is not the author's to complete.
            let of_title = cx.document.citations.is_in_title(at);
            let first =
                Self::is_judged_at(cx.document, citation) && !of_title && !seen.contains_key(&citation.instrument);
            let Some(kind) = citation.kind.as_ref().filter(|_| first && self.wants_date(citation, symbol)) else {
                continue;
            };
            seen.insert(citation.instrument, Seen::Judged);
            let draft = findings.report(citation.span);
            draft.value("word", kind.text.clone()).value("symbol", symbol.text.clone());
            if citation.issuer.is_none() {
                draft.case("no-issuer");
            }
        }
    }
}

/// Of each citation whether one with a date follows it in its list.
fn dated_later(all: &[Citation]) -> Vec<bool> {
    let mut dated = vec![false; all.len()];
    for (at, pair) in all.windows(2).enumerate().rev() {
        let [citation, next] = pair else { continue };
        let listed = next.kind_shared && next.span.block == citation.span.block;
        dated[at] = listed && (next.date.is_some() || dated[at + 1]);
    }
    dated
}

impl CitationFirstMention {
    /// Running text, and cells of a table that have room for the issuer. A symbol with a space in it was
    /// not read to its end, and with it the date.
    fn is_judged_at(document: &Document, citation: &Citation) -> bool {
        let block = document.block(citation.span.block);
        let cell = matches!(block.place, Place::Cell(_)) && document.zone(block.id()) == Zone::Body;
        let placed = document.in_running_text(block.id()) || cell && citation.issuer.is_some();
        let after = citation
            .symbol
            .as_ref()
            .and_then(|symbol| block.clean().get(block.clean_range(symbol.span).usize().end..)?.strip_prefix(' '));
        let word = after.and_then(|after| after.split([' ', ',', '.', ';', ')']).next()).unwrap_or("");
        placed && word.chars().filter(|letter| letter.is_uppercase()).count() < 2
    }

    /// Whether the clause on first mentions binds this one. A list gives its kind once, and what
    /// its members lack is not to be told.
    fn wants_date(&self, citation: &Citation, symbol: &Symbol) -> bool {
        let by_name = citation.kind_slug.is_none_or(|slug| self.except.iter().any(|known| known == slug));
        !by_name
            && !citation.kind_shared
            && !citation.quoted
            && !citation.enclosing
            && symbol.number.is_some()
            // Resolutions of the National Assembly are cited like its laws.
            && symbol.family != SymbolFamily::Legacy
            && !(symbol.term.is_some() && symbol.issuer_code().starts_with("QH"))
    }
}
