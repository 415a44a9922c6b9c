//! Text in the encodings of old fonts.

use crate::model::document::LegacyText;
use crate::model::{Block, Document};
use crate::text::legacy::{LegacyEncoding, decodes, detect};

/// Different words that must decode before a block counts as legacy text. Names and units in a
/// sound text do not decode into three.
const NEEDED: usize = 3;

/// Finds the blocks of `document` that are written for an old font. Once one is sure, shorter ones
/// in the same encoding count too.
pub fn recognize(document: &Document) -> Option<LegacyText> {
    let blocks = || document.own_blocks();
    let by_letters = || blocks().find_map(|block| detect(block.text(), NEEDED));
    let by_font = || blocks().find_map(font_and_letters);
    let encoding = by_letters().or_else(by_font).or_else(|| short_lines(document))?;
    let written =
        blocks().filter(|block| detect(block.text(), 1) == Some(encoding) || font_and_letters(block) == Some(encoding));
    Some(LegacyText { encoding, blocks: written.map(Block::id).collect() })
}

/// The encoding of an old font in which the block shows words that only it makes Vietnamese. One
/// word is enough then. The font alone is not: it is often left behind when a text is typed anew in
/// Unicode, and it shows plain Latin letters as they are.
fn font_and_letters(block: &Block) -> Option<LegacyEncoding> {
    block.runs.iter().find_map(|run| {
        let encoding = LegacyEncoding::of_font(run.font.as_deref()?)?;
        let text = block.text().get(run.range.usize())?;
        decodes(text, encoding).then_some(encoding)
    })
}

/// The encoding of a text whose lines are too short to tell alone, as in a letterhead.
fn short_lines(document: &Document) -> Option<LegacyEncoding> {
    let mut lines = String::new();
    for block in document.own_blocks().filter(|block| !block.text().is_ascii()) {
        if detect(block.text(), 1).is_some() {
            lines.push_str(block.text());
            lines.push('\n');
        }
    }
    detect(&lines, NEEDED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{self, Settings};
    use crate::model::format::RunFormat;
    use crate::model::{BlockId, BlockKind, Fact, Origin, Piece, Place, SourceFile};
    use crate::text::TextRange;

    fn legacy(text: &str) -> Option<LegacyText> {
        let file = SourceFile { name: "a.txt".to_owned(), bytes: text.as_bytes().to_vec() };
        engine::parse(&file, &Settings::new()).expect("reads").0.legacy
    }

    #[test]
    fn a_font_makes_one_word_enough_and_no_word_wrong() {
        let in_font = |text: &str, font: &str| {
            let range = TextRange::from(0..text.len());
            let pieces = vec![Piece { range, origin: Origin::Paragraph { bytes: range } }];
            let mut block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), pieces);
            block.runs.push(RunFormat {
                range,
                font: Some(font.to_owned()),
                plain_font: None,
                half_points: Fact::Unknown,
                bold: Fact::Unknown,
                italic: Fact::Unknown,
                underline: Fact::Unknown,
                caps: Fact::Unknown,
                color: Fact::Unknown,
                highlighted: Fact::Unknown,
            });
            font_and_letters(&block)
        };
        assert_eq!(in_font("NghÞ", ".VnTimeH"), Some(LegacyEncoding::Tcvn3));
        assert_eq!(in_font("Nghò 12", "VNI-Times"), Some(LegacyEncoding::Vni));
        assert_eq!(in_font("NghÞ", "Times New Roman"), None);
        assert_eq!(in_font("Nghị định, số 12", ".VnTime"), None, "typed anew in Unicode");
        assert_eq!(in_font("Ban 12 m²", ".VnTime"), None);
    }

    #[test]
    fn short_lines_are_told_together() {
        let found = legacy("B¸o c¸o\n\nNgµy 12\n\nKÕt qu¶\n\nend").expect("legacy");
        assert_eq!(found.encoding, LegacyEncoding::Tcvn3);
        assert_eq!(found.blocks.len(), 3);
        assert_eq!(legacy("Báo cáo\n\nSố 12\n\nEl Niño"), None);
    }
}
