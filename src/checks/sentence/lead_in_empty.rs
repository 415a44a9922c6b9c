//! A sentence that announces what follows, and nothing does.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::title;
use crate::checks::{Check, Context, Findings};
use crate::model::outline::{Division, Sequence};
use crate::model::{Block, Document, Format, Place, Zone};
use crate::text::TextRange;

/// Flags a paragraph that announces a list or a result (`… như sau:`) as the last one of its section.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct LeadInEmpty {
    /// Words before the colon that announce, folded.
    endings: Vec<String>,
}

impl Check for LeadInEmpty {
    const NAME: &'static str = "lead-in-empty";
    const VALUES: &'static [&'static str] = &["found", "next"];
    const LABELS: &'static [&'static str] = &["next"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // What a picture on the page shows was not read.
        if document.raw.format == Format::Pdf {
            return;
        }
        for block in document.zone_blocks(Zone::Body).filter(|block| block.place == Place::Body) {
            let Some(ending) = self.ending(block) else { continue };
            let Some(next) = next_section(document, block) else { continue };
            let draft = findings.report(block.span(ending)).value("found", &block.clean()[ending.usize()]);
            draft.value("next", title(document, next)).label("next", next.title);
        }
    }
}

impl LeadInEmpty {
    /// The words that announce, with their colon, at the end of `block`.
    fn ending(&self, block: &Block) -> Option<TextRange> {
        let text = block.folded().trim_end();
        let before = text.strip_suffix(':')?.trim_end();
        let begins = |words: &String| {
            let rest = before.strip_suffix(words.as_str())?;
            (!rest.ends_with(char::is_alphanumeric)).then_some(rest.len())
        };
        let from = self.endings.iter().filter_map(begins).min()?;
        Some(TextRange::from(from..text.len()))
    }
}

/// The section that begins right below `block`, if the one that `block` stands in ends there.
fn next_section<'a>(document: &'a Document, block: &Block) -> Option<&'a Division> {
    let divisions = &document.outline.divisions;
    let own = &divisions[document.outline.division_of(block.id())?];
    let next = document.blocks().iter().skip(block.id().index() + 1).find(|next| !next.is_blank())?;
    // A paragraph without words, where others have none between them, may hold a picture: that was announced.
    if next.blank_before && !block.blank_before {
        return None;
    }
    let at = divisions.binary_search_by_key(&next.id(), |division| division.block).ok()?;
    let next = &divisions[at];
    // A numbered lead-in may stand on the level of its items.
    let closes = own.block != block.id() && own.end <= next.block && next.depth <= own.depth;
    (closes && own.is_heading && next.is_heading && next.sequence == Sequence::Right).then_some(next)
}
