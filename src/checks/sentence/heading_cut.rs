//! `heading-cut`: the last words of a heading are there.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::title;
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Document, Format, Zone};

/// Flags a heading that ends with a word no heading ends with: its last words are lost.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct HeadingCut {
    /// Words that no heading ends with, in small letters.
    words: Vec<String>,
}

impl Check for HeadingCut {
    const NAME: &'static str = "heading-cut";
    const VALUES: &'static [&'static str] = &["title", "last"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if document.raw.format == Format::Pdf {
            return;
        }
        for division in document.outline.divisions.iter().filter(|division| division.is_heading) {
            let block = document.block(division.block);
            let text = block.clean().trim_end();
            let last = text.rsplit(' ').next().unwrap_or("");
            let cut = self.words.iter().any(|word| word == last);
            if cut
                && division.inline.is_none()
                && document.zone(division.block) == Zone::Body
                && ends_there(document, block)
            {
                let start = text.trim_end_matches(last).trim_end().rfind(' ').map_or(0, |at| at + 1);
                findings
                    .report(block.span(start..text.len()))
                    .value("title", title(document, division))
                    .value("last", last);
            }
        }
    }
}

/// True if the next block does not go on with the line of `block`.
fn ends_there(document: &Document, block: &Block) -> bool {
    let next = document.blocks().iter().skip(block.id().index() + 1).find(|next| !next.is_blank());
    block.lines().count() == 1
        && next.is_some_and(|next| {
            let apart = !document.raw.format.has_lines() || next.blank_before;
            let divisions = &document.outline.divisions;
            let numbered = divisions.binary_search_by_key(&next.id(), |below| below.block).is_ok();
            apart && (numbered || next.clean().trim_start().starts_with(|first: char| !first.is_lowercase()))
        })
}
