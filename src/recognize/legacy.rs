//! Text in the encodings of old fonts.

use crate::model::Document;
use crate::model::document::LegacyText;
use crate::text::legacy::{LegacyEncoding, detect};

/// Different words that must decode before a block counts as legacy text. Names and units in a
/// sound text do not decode into three.
const NEEDED: usize = 3;

/// Finds the blocks of `document` that are written for an old font. Once one is sure, shorter ones
/// in the same encoding count too.
pub fn recognize(document: &Document) -> Option<LegacyText> {
    let blocks = document.blocks();
    let encoding = blocks.iter().find_map(|block| detect(block.text(), NEEDED)).or_else(|| short_lines(document))?;
    let written = blocks.iter().filter(|block| detect(block.text(), 1) == Some(encoding));
    Some(LegacyText { encoding, blocks: written.map(crate::model::Block::id).collect() })
}

/// The encoding of a text whose lines are too short to tell alone, as in a letterhead.
fn short_lines(document: &Document) -> Option<LegacyEncoding> {
    let mut lines = String::new();
    for block in document.blocks().iter().filter(|block| !block.text().is_ascii()) {
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
    use crate::model::SourceFile;

    fn legacy(text: &str) -> Option<LegacyText> {
        let file = SourceFile { name: "a.txt".to_owned(), bytes: text.as_bytes().to_vec() };
        engine::parse(&file, &Settings::new()).expect("reads").0.legacy
    }

    #[test]
    fn short_lines_are_told_together() {
        let found = legacy("B¸o c¸o\n\nNgµy 12\n\nKÕt qu¶\n\nend").expect("legacy");
        assert_eq!(found.encoding, LegacyEncoding::Tcvn3);
        assert_eq!(found.blocks.len(), 3);
        assert_eq!(legacy("Báo cáo\n\nSố 12\n\nEl Niño"), None);
    }
}
