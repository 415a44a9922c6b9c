//! Where a program last began a new page.

use super::paragraph::Open;
use crate::model::{CellRef, Place};

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
