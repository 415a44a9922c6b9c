//! Abbreviations with and without their full stop.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::{Document, Span};
use crate::text::fold;

/// Flags an abbreviation that the recipients write both with a full stop and without.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AbbreviationDot {
    /// The abbreviations, in capitals.
    abbreviations: Vec<String>,
    /// Words that must follow, folded: `TT` is the standing committee before `Đảng ủy` and a centre
    /// before `Công báo`.
    before: Vec<String>,
}

impl Check for AbbreviationDot {
    const NAME: &'static str = "abbreviation-dot";
    const VALUES: &'static [&'static str] = &["abbreviation"];
    const LABELS: &'static [&'static str] = &["other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for abbreviation in &self.abbreviations {
            let (dotted, plain) = self.uses(cx.document, abbreviation);
            let (Some(dotted), Some(plain)) = (dotted.first(), plain.first()) else { continue };
            findings.report(*dotted).value("abbreviation", abbreviation).label("other", *plain);
        }
    }
}

impl AbbreviationDot {
    /// Places where `abbreviation` stands before a word it goes with, with and without a full stop.
    fn uses(&self, document: &Document, abbreviation: &str) -> (Vec<Span>, Vec<Span>) {
        let (mut dotted, mut plain) = (Vec::new(), Vec::new());
        for line in document.recipients.iter().flat_map(|recipients| &recipients.lines) {
            let block = document.block(line.span.block);
            let range = block.clean_range(line.span);
            for found in fold::find_words(block.shown(), abbreviation) {
                if found.start < range.start() as usize || found.end > range.end() as usize {
                    continue;
                }
                let rest = &block.folded()[found.end..];
                let goes_with = |rest: &str| {
                    let rest = rest.trim_start();
                    self.before.iter().any(|word| fold::find_words(rest, word).next().is_some_and(|hit| hit.start == 0))
                };
                match rest.strip_prefix('.') {
                    Some(rest) if goes_with(rest) => dotted.push(block.span(found.start..found.end + 1)),
                    None if goes_with(rest) => plain.push(block.span(found)),
                    _ => {}
                }
            }
        }
        (dotted, plain)
    }
}
