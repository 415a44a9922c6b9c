//! `citation-chronology`: an instrument cannot carry out or amend one that did not exist yet.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::written;
use crate::model::Document;
use crate::model::citation::Citation;

/// Compares the dates of two instruments of which the first is said to carry out or amend the
/// second.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationChronology {
    /// Folded phrases directly after the first citation that say so (`hướng dẫn thi hành`).
    links: Vec<String>,
    /// Folded phrases that turn the relation round or loosen it (`được sửa đổi`).
    unless: Vec<String>,
    /// Longest text between the two citations, in bytes.
    reach: usize,
}

impl Check for CitationChronology {
    const NAME: &'static str = "citation-chronology";
    const VALUES: &'static [&'static str] = &["first", "second", "first-date", "second-date"];
    const LABELS: &'static [&'static str] = &["second"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        for pair in document.citations.all.windows(2) {
            let [first, second] = pair else { continue };
            let (Some(early), Some(late)) = (first.full_date(), second.full_date()) else { continue };
            if early >= late || !self.carries_out(document, first, second) {
                continue;
            }
            let head = |citation: &Citation| citation.head().map_or("", |head| document.clean_text(head)).to_owned();
            findings
                .report(first.span)
                .value("first", head(first))
                .value("second", head(second))
                .value("first-date", written(early))
                .value("second-date", written(late))
                .label("second", second.span);
        }
    }
}

impl CitationChronology {
    fn carries_out(&self, document: &Document, first: &Citation, second: &Citation) -> bool {
        let block = document.block(first.span.block);
        let apart = first.span.block != second.span.block || first.quoted || second.quoted || second.kind_shared;
        if apart || second.mention != first.mention {
            return false;
        }
        let from = block.clean_range(first.span).end() as usize;
        let to = block.clean_range(second.span).start() as usize;
        let Some(between) = block.folded().get(from..to).filter(|between| between.len() <= self.reach) else {
            return false;
        };
        let link = self.links.iter().any(|link| between.trim_start().starts_with(link.as_str()));
        // A comma before the second goes on with a list: the phrase has an object of its own.
        let loose = between.contains([';', '.', '“', '(', ':'])
            || between.trim_end().ends_with(',')
            || self.unless.iter().any(|phrase| between.contains(phrase.as_str()));
        link && !loose
    }
}
