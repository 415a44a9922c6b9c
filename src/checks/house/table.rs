//! A table as its reader takes it: rows of a heading, then rows with a name.

use crate::model::block::{Cell, Table};
use crate::model::{Block, BlockId, CellRef, Document, Place, Span, TableId, Zone};
use crate::text::fold;

/// Rows that a heading has at most.
const LONGEST_HEADING: u16 = 6;

/// A table of the content. Those that only set a header or a signature side by side are none.
pub(super) struct TableView<'d> {
    document: &'d Document,
    table: &'d Table,
    id: TableId,
    /// Rows of the heading, with the row that numbers the columns.
    heading: u16,
    /// The folded words above each column.
    columns: Vec<String>,
}

impl<'d> TableView<'d> {
    /// The tables of `document`, in reading order.
    pub(super) fn all(document: &'d Document) -> Vec<Self> {
        let tables = document.raw.tables.iter().enumerate();
        tables.filter_map(|(at, table)| Self::new(document, table, TableId(at as u32))).collect()
    }

    fn new(document: &'d Document, table: &'d Table, id: TableId) -> Option<Self> {
        let first = table.cells.iter().find_map(|cell| cell.blocks.first())?;
        if !matches!(document.zone(*first), Zone::Body | Zone::Attachment) {
            return None;
        }
        let mut view = Self { document, table, id, heading: 1, columns: Vec::new() };
        view.heading = view.rows_of_heading();
        let words = |column: u16| {
            let above = table.cells.iter().filter(|cell| cell.row < view.heading && covers(cell, column));
            fold::key(&above.map(|cell| view.text(cell)).collect::<Vec<_>>().join(" "))
        };
        view.columns = (0..table.columns).map(words).collect();
        Some(view)
    }

    /// The table that holds `cell`, among `views`.
    pub(super) fn of(views: &[Self], cell: CellRef) -> Option<&Self> {
        views.binary_search_by_key(&cell.table, |view| view.id).ok().and_then(|at| views.get(at))
    }

    fn rows_of_heading(&self) -> u16 {
        let last = self.table.rows.min(LONGEST_HEADING);
        let is_data = |row: &u16| {
            let cells: Vec<String> = self.row(*row).map(|cell| self.text(cell)).collect();
            !numbers_columns(&cells) && cells.iter().any(|text| is_number(text))
        };
        let data = (1..last).find(is_data).unwrap_or(1);
        // Behind the heading of words may stand the row that numbers the columns.
        let numbered = self.row(data).map(|cell| self.text(cell)).collect::<Vec<_>>();
        if data < self.table.rows && numbers_columns(&numbered) { data + 1 } else { data }
    }

    /// The cells of a row; all of them stand in row order.
    fn row(&self, row: u16) -> impl Iterator<Item = &'d Cell> + use<'d> {
        let cells = &self.table.cells;
        let first = cells.partition_point(|cell| cell.row < row);
        cells[first..].iter().take_while(move |cell| cell.row == row)
    }

    /// The text of a cell.
    pub(super) fn text(&self, cell: &Cell) -> String {
        let lines = cell.blocks.iter().map(|block| self.document.block(*block).clean().trim());
        lines.collect::<Vec<_>>().join(" ")
    }

    /// The folded words above column `column`.
    pub(super) fn column_words(&self, column: u16) -> &str {
        self.columns.get(usize::from(column)).map_or("", String::as_str)
    }

    /// The folded words above all columns, column by column.
    pub(super) fn headings(&self) -> &[String] {
        &self.columns
    }

    /// The folded words that name row `row`: those of its first cells without a number.
    pub(super) fn row_words(&self, row: u16) -> String {
        let texts = self.row(row).map(|cell| self.text(cell));
        texts.filter(|text| !is_number(text)).take(2).map(|text| fold::key(&text)).collect::<Vec<_>>().join(" ")
    }

    /// Rows below the heading.
    pub(super) fn body(&self) -> std::ops::Range<u16> {
        self.heading.min(self.table.rows)..self.table.rows
    }

    /// True if `cell` belongs to the heading.
    pub(super) const fn is_heading(&self, cell: CellRef) -> bool {
        cell.row < self.heading
    }

    /// Cells of the body in `column`.
    pub(super) fn cells_of(&self, column: u16) -> impl Iterator<Item = &'d Cell> {
        let heading = self.heading;
        self.table.cells.iter().filter(move |cell| cell.row >= heading && covers(cell, column))
    }

    /// The words of the heading, for a finding about the whole table.
    pub(super) fn place(&self) -> Option<Span> {
        let mut blocks = self.table.cells.iter().flat_map(|cell| &cell.blocks).map(|block| self.document.block(*block));
        blocks.find(|block| !block.is_blank()).map(Block::whole)
    }

    /// The place of an empty cell: the words above it, or those of its row.
    pub(super) fn place_of_empty(&self, cell: &Cell) -> Option<Span> {
        let filled = |cell: &Cell| {
            cell.blocks
                .iter()
                .map(|block| self.document.block(*block))
                .find(|block| !block.is_blank())
                .map(Block::whole)
        };
        self.row(cell.row).find_map(filled).or_else(|| self.place())
    }

    /// The blocks of its cells, in row order.
    pub(super) fn blocks(&self) -> impl Iterator<Item = BlockId> + '_ {
        self.table.cells.iter().flat_map(|cell| cell.blocks.iter().copied())
    }

    /// The paragraph right above the table.
    pub(super) fn above(&self) -> Option<&'d Block> {
        let first = self.blocks().next()?;
        let before = self.document.blocks().get(..first.index())?.iter().rev();
        before.take_while(|block| !matches!(block.place, Place::Cell(_))).find(|block| !block.is_blank())
    }
}

const fn covers(cell: &Cell, column: u16) -> bool {
    cell.column <= column && column < cell.column.saturating_add(cell.column_span)
}

/// True for digits with the marks of numbers around and between them.
fn is_number(text: &str) -> bool {
    let mut digits = text.chars().filter(char::is_ascii_digit).peekable();
    digits.peek().is_some()
        && text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '%' | ' ' | '-' | '–' | '/'))
}

/// True for `1 2 3 …` or `(1) (2) (3) …`.
fn numbers_columns(cells: &[String]) -> bool {
    let number =
        |text: &String| text.trim_matches(['(', ')', '[', ']', ' ']).split(['=', ' ']).next()?.parse::<u32>().ok();
    let numbers: Vec<u32> = cells.iter().filter_map(number).collect();
    cells.len() > 2 && numbers.len() + 1 >= cells.len() && numbers.is_sorted_by(|left, right| left + 1 == *right)
}
