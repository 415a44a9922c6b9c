//! `citation-repetition`: date and issuer repeated at later mentions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::citation::{Citation, Symbol};

/// Reports instruments that running text keeps citing with date and issuer. One finding for each,
/// at the first repetition.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationRepetition {
    /// Number of superfluous repetitions from which on it is reported.
    from: usize,
    /// Folded first words of a paragraph that says by habit once more what the document is about.
    closing: Vec<String>,
    /// Folded words behind a mention that gives the instrument a short name: there it is named in full on purpose.
    #[serde(default)]
    naming: Vec<String>,
}

impl Check for CitationRepetition {
    const NAME: &'static str = "citation-repetition";
    const VALUES: &'static [&'static str] = &["citation", "count"];
    const LABELS: &'static [&'static str] = &["first", "again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut full: BTreeMap<usize, Vec<(&Citation, &Symbol)>> = BTreeMap::new();
        for (at, citation, symbol) in cx.document.citations.numbered() {
            let complete = citation.date.is_some() && citation.issuer.is_some();
            let opening = cx.document.block(citation.span.block).folded().trim_start();
            let habit = self.closing.iter().any(|words| opening.starts_with(words.as_str()));
            let block = cx.document.block(citation.span.block);
            let behind = block.folded().get(block.clean_range(citation.span).usize().end..).unwrap_or("").trim_start();
            let named = self.naming.iter().any(|words| behind.starts_with(words.as_str()));
            let own =
                !named && !citation.quoted && !citation.enclosing && !habit && !cx.document.citations.is_in_title(at);
            if complete && own && cx.document.in_running_text(citation.span.block) {
                full.entry(citation.instrument).or_default().push((citation, symbol));
            }
        }
        for mentions in full.into_values() {
            let repeated: Vec<_> =
                mentions.iter().skip(1).filter(|(citation, _)| !cx.document.in_grounds(citation.span.block)).collect();
            let (Some((first, _)), Some((again, symbol))) = (mentions.first(), repeated.first()) else { continue };
            if repeated.len() < self.from {
                continue;
            }
            let places: Vec<Occurrence> = repeated.iter().map(|(again, _)| Occurrence::new(again.span)).collect();
            if let Some(draft) = extent::report(findings, &places) {
                draft
                    .value("citation", again.head().map_or(symbol.text.as_str(), |head| cx.document.clean_text(head)))
                    .label("first", first.span);
            }
        }
    }
}
