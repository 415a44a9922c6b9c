//! A block before the document is whole: what the readers of word processors share.

use crate::model::format::{ParagraphFormat, RunFormat};
use crate::model::{Block, BlockId, BlockKind, Piece, Place, RawDocument, Table};
use crate::text::TextRange;

/// A block without its number. `R` is how the reader notes the look of a run, `M` what else it notes.
#[derive(Debug)]
pub(super) struct Draft<R, M = ()> {
    pub(super) kind: BlockKind,
    pub(super) place: Place,
    /// The cell's position in its table.
    pub(super) cell: Option<usize>,
    pub(super) blank_before: bool,
    pub(super) part: u32,
    pub(super) paragraph: u32,
    pub(super) format: ParagraphFormat,
    pub(super) runs: Vec<(TextRange, R)>,
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) marks: M,
}

/// Puts `drafts` into `raw` as its blocks, and `tables` with the blocks of each cell. `look` gives the
/// format of a run.
pub(super) fn settle<R, M>(
    raw: &mut RawDocument,
    drafts: Vec<Draft<R, M>>,
    mut tables: Vec<Table>,
    look: impl Fn(TextRange, R) -> RunFormat,
) {
    raw.blocks.reserve(drafts.len());
    for draft in drafts {
        let id = BlockId(raw.blocks.len() as u32);
        if let (Place::Cell(cell), Some(at)) = (draft.place, draft.cell)
            && let Some(cell) = tables.get_mut(cell.table.index()).and_then(|table| table.cells.get_mut(at))
        {
            cell.blocks.push(id);
        }
        let mut block = Block::new(id, draft.kind, draft.place, draft.text, draft.pieces);
        block.blank_before = draft.blank_before;
        block.part = draft.part;
        block.paragraph = draft.paragraph;
        block.format = draft.format;
        block.runs = draft.runs.into_iter().map(|(range, run)| look(range, run)).collect();
        raw.blocks.push(block);
    }
    raw.tables = tables;
}
