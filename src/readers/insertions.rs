//! What somebody has inserted and nobody has accepted yet.

use crate::model::{RawDocument, Span};
use crate::text::TextRange;

/// Text that somebody has inserted.
#[derive(Debug, Default)]
pub(super) struct Insertions {
    /// Part, paragraph and bytes of its text.
    ranges: Vec<(u32, u32, TextRange)>,
}

impl Insertions {
    /// Notes that the bytes `range` of the text of a paragraph are inserted.
    pub(super) fn add(&mut self, part: u32, paragraph: u32, range: TextRange) {
        if !range.is_empty() {
            self.ranges.push((part, paragraph, range));
        }
    }

    /// The insertions as spans of the blocks of `raw`.
    pub(super) fn settled(mut self, raw: &RawDocument) -> Vec<Span> {
        self.ranges.sort_unstable_by_key(|(part, paragraph, range)| (*part, *paragraph, range.start()));
        let mut blocks: Vec<_> = raw.blocks.iter().collect();
        blocks.sort_unstable_by_key(|block| (block.part, block.paragraph));
        let span = |(part, paragraph, range): (u32, u32, TextRange)| {
            let at = blocks.binary_search_by_key(&(part, paragraph), |block| (block.part, block.paragraph)).ok()?;
            Some(Span::new(blocks.get(at)?.id(), range))
        };
        self.ranges.into_iter().filter_map(span).collect()
    }
}
