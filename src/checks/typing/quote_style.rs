//! Curly and straight quotation marks.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::Block;
use crate::text::{TextRange, quotes};

/// Flags a document that quotes with both `“ ”` and `" "`. The marks in the minority are the places.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct QuoteStyle {}

impl Check for QuoteStyle {
    const NAME: &'static str = "quote-style";
    const VALUES: &'static [&'static str] = &["count", "minor", "major"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut curly = Vec::new();
        let mut straight = Vec::new();
        for block in cx.document.prose() {
            for range in quotes::quoted(block.clean()) {
                let text = &block.clean()[range.usize()];
                if text.starts_with('“') {
                    curly.push((block, range));
                } else if text.starts_with('"') {
                    straight.push((block, range));
                }
            }
        }
        let curly_wins = curly.len() >= straight.len();
        let (minor, marks) = if curly_wins { (&straight, ["“", "”"]) } else { (&curly, ["\"", "\""]) };
        if curly.is_empty() || straight.is_empty() {
            return;
        }
        let places: Vec<Occurrence> = minor.iter().map(|(block, range)| Occurrence::new(block.span(*range))).collect();
        let names = if curly_wins { ("\" \"", "“ ”") } else { ("“ ”", "\" \"") };
        let Some(draft) = extent::report(findings, &places) else { return };
        draft.value("minor", names.0).value("major", names.1);
        for (block, range) in minor {
            for (mark, side) in marks.iter().zip(ends(block, *range)) {
                draft.edit(crate::diagnostic::Edit::replace(block.span(side), *mark));
            }
        }
    }
}

/// The two marks at the ends of a quotation.
fn ends(block: &Block, range: TextRange) -> [TextRange; 2] {
    let text = &block.clean()[range.usize()];
    let first = text.chars().next().map_or(0, char::len_utf8) as u32;
    let last = text.chars().next_back().map_or(0, char::len_utf8) as u32;
    [TextRange::new(range.start(), range.start() + first), TextRange::new(range.end() - last, range.end())]
}
