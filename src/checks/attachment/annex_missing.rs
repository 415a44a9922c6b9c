//! `annex-missing`: annexes that the text points to and the file does not hold.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::house::Pattern;
use crate::checks::{Check, Context, Findings};
use crate::model::{Document, Span, Zone};
use crate::text::numerals;

/// Reports the number of an annex that is not among those in the file. A file without any annex may have
/// them in files of their own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AnnexMissing {
    /// The folded label of an annex, with its number as the group `number`.
    label: Pattern,
    /// Folded words behind the number that show an annex of another document.
    of_others: Vec<String>,
}

/// Bytes behind the number of an annex in which the document it belongs to is named.
const REACH: usize = 60;

impl Check for AnnexMissing {
    const NAME: &'static str = "annex-missing";
    const VALUES: &'static [&'static str] = &["found", "last"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let held = self.held(document);
        let Some(last) = held.last().copied().filter(|_| held.iter().copied().eq(1..=held.len() as u32)) else {
            return;
        };
        let mut told = BTreeSet::new();
        for block in document.prose().filter(|block| document.zone(block.id()) != Zone::Attachment) {
            for captures in self.label.matches(block.folded()) {
                let number = captures.name("number").and_then(|found| value(found.as_str()));
                let (Some(whole), Some(number)) = (captures.get(0), number) else { continue };
                let rest = block.folded()[whole.end()..].trim_start_matches([' ', ',', '(', ')']);
                let cited = document.citations.all.iter().any(|citation| {
                    citation.span.block == block.id()
                        && (whole.end()..whole.end() + REACH).contains(&block.clean_range(citation.span).usize().start)
                });
                let others = cited || self.of_others.iter().any(|words| rest.starts_with(words.as_str()));
                if number > last && !others && told.insert(number) {
                    let span = block.span(whole.range());
                    findings.report(span).value("found", block.clean_text(span)).value("last", last.to_string());
                }
            }
        }
    }
}

impl AnnexMissing {
    /// The numbers on the labels of the annexes.
    fn held(&self, document: &Document) -> BTreeSet<u32> {
        let labels = document.annexes().filter_map(|annex| annex.label);
        let number = |span: Span| {
            let block = document.block(span.block);
            let folded = block.folded().get(block.clean_range(span).usize())?;
            value(self.label.matches(folded).next()?.name("number")?.as_str())
        };
        labels.filter_map(number).collect()
    }
}

fn value(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| numerals::roman_value(&text.to_uppercase()))
}
