//! `citation-first-mention`: the first mention of an instrument gives its date and issuer.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::model::citation::{Citation, Symbol, SymbolFamily};

/// Reports instruments whose first mention in running text has no date, unless an earlier mention,
/// as in the title, has it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CitationFirstMention {
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
        for (_, citation, symbol) in cx.document.citations.numbered() {
            if citation.date.is_some() || citation.dated_before {
                seen.entry(citation.instrument).or_insert(Seen::Dated);
                continue;
            }
            let first = cx.document.in_running_text(citation.span.block) && !seen.contains_key(&citation.instrument);
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

impl CitationFirstMention {
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
