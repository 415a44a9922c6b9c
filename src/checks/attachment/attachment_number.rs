//! `attachment-number`: how several *phụ lục* are numbered.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::{Block, Span, Zone};
use crate::text::numerals::roman;

/// Reports Arabic numbers of two or more annexes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AttachmentNumber {}

impl Check for AttachmentNumber {
    const NAME: &'static str = "attachment-number";
    const VALUES: &'static [&'static str] = &["found", "expected", "count"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let titles: Vec<(Span, u32)> = cx.document.zone_blocks(Zone::Attachment).filter_map(arabic_title).collect();
        let [(first, number), .., _] = titles.as_slice() else { return };
        let Some(expected) = roman(*number) else { return };
        let draft = findings.report(*first);
        draft
            .value("found", cx.document.clean_text(*first))
            .value("expected", format!("Phụ lục {expected}"))
            .value("count", titles.len().to_string());
        for (span, number) in &titles {
            if let Some(numeral) = roman(*number) {
                draft.edit(Edit::replace(number_of(cx, *span), numeral));
            }
        }
    }
}

/// The title `Phụ lục 1` at the start of a block, with its number.
fn arabic_title(block: &Block) -> Option<(Span, u32)> {
    let line = block.lines().next()?;
    let folded = &block.folded()[line.usize()];
    let rest = folded.strip_prefix("phụ lục")?;
    let number = rest.trim_start_matches([' ', ':']).trim_start_matches("số ");
    let digits = number.len() - number.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let after = number[digits..].trim_start_matches([' ', '.', ':']);
    // `Phụ lục 1a` and a sentence that begins with an annex are no titles.
    if digits == 0 || digits > 3 || !after.is_empty() {
        return None;
    }
    let end = line.usize().start + folded.len() - number.len() + digits;
    Some((block.span(line.usize().start..end), number[..digits].parse().ok()?))
}

/// The digits at the end of a title.
fn number_of(cx: &Context<'_>, title: Span) -> Span {
    let block = cx.document.block(title.block);
    let range = block.clean_range(title).usize();
    let text = &block.clean()[range.clone()];
    let digits = text.len() - text.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    block.span(range.end - digits..range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockId, BlockKind, Place};

    fn number(text: &str) -> Option<u32> {
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        arabic_title(&block).map(|(_, number)| number)
    }

    #[test]
    fn titles_are_told_from_sentences() {
        assert_eq!(number("Phụ lục 1"), Some(1));
        assert_eq!(number("PHỤ LỤC 02"), Some(2));
        assert_eq!(number("Phụ lục số 3:"), Some(3));
        assert_eq!(number("Phụ lục IV"), None);
        assert_eq!(number("Phụ lục 1 nêu rõ các chỉ tiêu"), None);
        assert_eq!(number("Phụ lục 1a"), None);
    }
}
