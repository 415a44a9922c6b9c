//! What the file says beside its text: where a program last began a new page, and what is inserted but not
//! yet accepted.

use super::paragraph::Open;
use crate::model::{CellRef, Place, RawDocument, Span};
use crate::text::TextRange;

/// Where pages begin, as the program that wrote the file last showed it.
#[derive(Debug, Default)]
pub(super) struct Pages {
    starts: Vec<Start>,
}

#[derive(Debug)]
struct Start {
    paragraph: u32,
    offset: u32,
    cell: Option<CellRef>,
}

impl Pages {
    /// Notes that a page begins at the end of what is read of `open`, in part number `part`.
    pub(super) fn begin(&mut self, part: u32, open: &Open) {
        if part == 0 {
            let offset = open.stretch.text.len() as u32;
            self.starts.push(Start { paragraph: open.ordinal, offset, cell: None });
        }
    }

    /// Says where paragraph number `ordinal`, which ends, stands.
    pub(super) fn end_of_paragraph(&mut self, ordinal: u32, place: Place) {
        let Place::Cell(cell) = place else { return };
        for start in self.starts.iter_mut().rev().take_while(|start| start.paragraph == ordinal) {
            start.cell = Some(cell);
        }
    }

    /// The starts in order. A row that begins a page, or goes on on the next one, says so in each of its cells.
    pub(super) fn settled(self) -> Vec<(u32, u32)> {
        let mut row = None;
        let mut settled = Vec::new();
        for start in self.starts {
            let here = start.cell.map(|cell| (cell.table, cell.row));
            if here.is_none() || here != row {
                settled.push((start.paragraph, start.offset));
            }
            row = here;
        }
        settled.sort_unstable();
        settled
    }
}

/// Text that somebody has inserted.
#[derive(Debug, Default)]
pub(super) struct Insertions {
    /// Part, paragraph and bytes of its text.
    ranges: Vec<(u32, u32, TextRange)>,
}

impl Insertions {
    /// Notes that the text of `open` from byte `from` on is inserted.
    pub(super) fn add(&mut self, part: u32, open: &Open, from: usize) {
        let range = TextRange::from(from..open.stretch.text.len());
        if !range.is_empty() {
            self.ranges.push((part, open.ordinal, range));
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
