//! A table as a grid of numbers, with what its heading says of each row and column.

use super::cell::{self, Entry, Fraction, Marks};
use super::numbering::{Level, Mark};
use crate::lexicon::tables::Heading;
use crate::model::block::Table;
use crate::model::{BlockId, Document};
use crate::recognize::figures::reading::Reading;

/// Tables with more places than this are lists of data that nobody adds up by hand.
const MOST_PLACES: usize = 20_000;
/// Numbers of a table at least: one alone cannot be compared.
const FEWEST_NUMBERS: usize = 2;
/// Columns of a table at most.
const MOST_COLUMNS: usize = 40;
/// Rows in which the heading must end.
const LONGEST_HEADING: usize = 6;

/// What stands in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing, or a dash.
    #[default]
    Blank,
    /// Words, or a number that cannot be read in one way.
    Text,
    /// A number.
    Number(Entry),
    /// A part and its whole.
    Fraction(Fraction),
}

/// One place of the grid.
#[derive(Debug, Clone, Default)]
pub(super) struct Spot {
    pub(super) content: Content,
    /// Folded text.
    pub(super) text: String,
    /// The only block with text.
    pub(super) block: Option<BlockId>,
    /// Index of the cell that covers the place.
    pub(super) cell: usize,
    /// The cell starts here.
    pub(super) first: bool,
}

/// A table that holds numbers.
pub(super) struct Grid {
    pub(super) rows: usize,
    pub(super) columns: usize,
    spots: Vec<Spot>,
    /// Rows of the heading, with the row of column numbers.
    pub(super) heading: usize,
    /// The row of column numbers and formulas.
    pub(super) index_row: Option<usize>,
    /// The column that numbers the rows.
    pub(super) numbering: Option<usize>,
}

impl Grid {
    /// The grid of `tables`, which are one table that pages cut into several; `None` if it holds too
    /// few numbers to compare, or too many.
    pub(super) fn new(document: &Document, tables: &[&Table]) -> Option<Self> {
        let columns = usize::from(tables.first()?.columns);
        let rows: usize = tables.iter().map(|table| usize::from(table.rows)).sum();
        if rows < 2 || !(2..=MOST_COLUMNS).contains(&columns) || rows * columns > MOST_PLACES {
            return None;
        }
        let mut spots = Vec::with_capacity(rows * columns);
        let mut cells = 0;
        for table in tables {
            spots.extend(read(document, table, cells)?);
            cells += table.cells.len();
        }
        let mut grid = Self { rows, columns, spots, heading: 0, index_row: None, numbering: None };
        grid.find_heading();
        grid.drop_repeated_headings();
        grid.find_numbering();
        grid.drop_words_for_signs();
        grid.settle_marks();
        (grid.numbers().count() >= FEWEST_NUMBERS).then_some(grid)
    }

    /// A heading that comes again on the next page is no data.
    fn drop_repeated_headings(&mut self) {
        let grid = &*self;
        let text = |row: usize| (0..grid.columns).map(move |column| grid.spot(row, column).text.as_str());
        let repeats = |row: usize| {
            (0..grid.heading).any(|heading| text(row).eq(text(heading)) && text(row).any(|cell| !cell.is_empty()))
        };
        let again: Vec<bool> = (0..grid.rows).map(|row| row >= grid.heading && repeats(row)).collect();
        if !again.contains(&true) {
            return;
        }
        let mut row = 0;
        let columns = self.columns;
        self.spots.retain(|_| {
            let keep = !again[row / columns];
            row += 1;
            keep
        });
        self.rows = self.spots.len() / columns;
    }

    pub(super) fn spot(&self, row: usize, column: usize) -> &Spot {
        &self.spots[row * self.columns + column]
    }

    /// Rows below the heading.
    pub(super) fn body(&self) -> std::ops::Range<usize> {
        self.heading.min(self.rows)..self.rows
    }

    /// Places with a number that is data, in reading order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (usize, usize, &Entry)> {
        let places = self.body().flat_map(|row| (0..self.columns).map(move |column| (row, column)));
        places.filter(|(_, column)| self.numbering != Some(*column)).filter_map(|(row, column)| {
            let spot = self.spot(row, column);
            match &spot.content {
                Content::Number(entry) if spot.first => Some((row, column, entry)),
                _ => None,
            }
        })
    }

    /// Places with a part and its whole, in columns that hold nothing else.
    pub(super) fn fractions(&self) -> impl Iterator<Item = (usize, usize, &Fraction)> {
        let columns = (0..self.columns).filter(|column| self.is_of_fractions(*column));
        columns.flat_map(move |column| self.body().map(move |row| (row, column))).filter_map(|(row, column)| {
            let spot = self.spot(row, column);
            match &spot.content {
                Content::Fraction(fraction) if spot.first => Some((row, column, fraction)),
                _ => None,
            }
        })
    }

    /// True if the column holds parts with their wholes: `12/6` alone may be a date.
    pub(super) fn is_of_fractions(&self, column: usize) -> bool {
        let dated = (0..self.heading).any(|row| Heading::Date.says(&self.spot(row, column).text));
        let other = |row: usize| matches!(self.spot(row, column).content, Content::Text);
        let fraction = |row: usize| matches!(self.spot(row, column).content, Content::Fraction(_));
        !dated && self.body().any(fraction) && !self.body().any(other)
    }

    /// `Giảm 6` and `(6)` are numbers in a column of changes, and notes elsewhere.
    fn drop_words_for_signs(&mut self) {
        let changes: Vec<bool> = (0..self.columns)
            .map(|column| (0..self.heading).any(|row| Heading::Change.says(&self.spot(row, column).text)))
            .collect();
        for (at, spot) in self.spots.iter_mut().enumerate() {
            let note = matches!(&spot.content, Content::Number(entry) if entry.worded_sign);
            if note && !changes[at % self.columns] {
                spot.content = Content::Text;
            }
        }
    }

    /// Chooses what a point means where it may set off thousands or decimals, for the whole table.
    fn settle_marks(&mut self) {
        let entries = || self.numbers().map(|(_, _, entry)| entry);
        let point = entries().any(|entry| entry.marks == Marks::DecimalPoint);
        let comma = entries().any(|entry| entry.marks == Marks::DecimalComma);
        for spot in &mut self.spots {
            let settled = match &mut spot.content {
                Content::Number(entry) => entry.settle(point, comma),
                Content::Fraction(cell) => cell.part.settle(point, comma) && cell.whole.settle(point, comma),
                Content::Blank | Content::Text => true,
            };
            if !settled {
                spot.content = Content::Text;
            }
        }
    }

    /// The heading ends before the first row of data, or with the row that numbers the columns.
    fn find_heading(&mut self) {
        for row in 0..self.rows.min(LONGEST_HEADING) {
            if self.is_index_row(row) {
                self.index_row = Some(row);
                self.heading = row + 1;
                return;
            }
        }
        let is_data = |row: usize| {
            (1..self.columns).any(|column| {
                let spot = self.spot(row, column);
                matches!(&spot.content, Content::Number(entry) if !entry.is_year())
            })
        };
        self.heading = (0..self.rows).find(|row| is_data(*row)).unwrap_or(self.rows);
    }

    /// `1 | 2 | 3`, `(1) | (2)`, `A | B | 1 | 2`, `1=2+3 | 2 | 3`.
    fn is_index_row(&self, row: usize) -> bool {
        let mut last = 0;
        let mut seen = 0;
        for column in 0..self.columns {
            let text = self.spot(row, column).text.as_str();
            if text.is_empty() {
                continue;
            }
            let label = text.split('=').next().unwrap_or("").trim().trim_matches(['(', ')', '[', ']']);
            match label.parse::<usize>() {
                Ok(number) if number == last + 1 => {
                    last = number;
                    seen += 1;
                }
                _ if last == 0 && label.chars().count() == 1 => {}
                _ => return false,
            }
        }
        seen >= 3 || seen == 2 && self.columns <= 3
    }

    /// A first column that only numbers the rows.
    fn find_numbering(&mut self) {
        let mut above = (0..self.heading).map(|row| self.spot(row, 0).text.as_str());
        let named = above.any(|text| Heading::Numbering.says(text));
        let mut next = 1;
        let mut counts = false;
        let counting = self.body().all(|row| match &self.spot(row, 0).content {
            Content::Number(entry) => {
                let fits = entry.value.integer() == Some(next);
                next += 1;
                counts = true;
                fits
            }
            Content::Blank => true,
            Content::Text | Content::Fraction(_) => false,
        });
        self.numbering = (named || counting && counts && self.columns > 2 && next > 3).then_some(0);
    }
}

/// The places of one table, its cells counted from `first`.
fn read(document: &Document, table: &Table, first: usize) -> Option<Vec<Spot>> {
    let (rows, columns) = (usize::from(table.rows), usize::from(table.columns));
    let mut spots = vec![Spot::default(); rows * columns];
    for (index, cell) in table.cells.iter().enumerate() {
        let mut filled = cell.blocks.iter().map(|id| document.block(*id)).filter(|block| !block.is_blank());
        let (block, more) = (filled.next(), filled.next());
        let text = block.map(|block| block.folded().trim().to_owned()).unwrap_or_default();
        let content = match block {
            None => Content::Blank,
            Some(_) if more.is_some() => Content::Text,
            Some(block) => cell::content(&Reading::new(block)),
        };
        let block = block.filter(|_| more.is_none()).map(crate::model::Block::id);
        let spot = Spot { content, text, block, cell: first + index, first: false };
        let covered = usize::from(cell.row_span) * usize::from(cell.column_span);
        if covered > MOST_PLACES {
            return None;
        }
        for row in usize::from(cell.row)..(usize::from(cell.row) + usize::from(cell.row_span)).min(rows) {
            let right = (usize::from(cell.column) + usize::from(cell.column_span)).min(columns);
            for column in usize::from(cell.column)..right {
                let first = row == usize::from(cell.row) && column == usize::from(cell.column);
                spots[row * columns + column] = Spot { first, ..spot.clone() };
            }
        }
    }
    Some(spots)
}

/// The tables of `document`, those that are one table cut by pages together.
pub(super) fn runs(document: &Document) -> Vec<Vec<&Table>> {
    let mut runs: Vec<Vec<&Table>> = Vec::new();
    for table in &document.raw.tables {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| continues(document, last, table)) => run.push(table),
            _ => runs.push(vec![table]),
        }
    }
    runs
}

/// True if `next` goes on where `last` ends: nothing stands between them, and its rows are numbered on.
fn continues(document: &Document, last: &Table, next: &Table) -> bool {
    let ids = |table: &Table| {
        let blocks = || table.cells.iter().flat_map(|cell| &cell.blocks);
        Some((blocks().min().copied()?, blocks().max().copied()?))
    };
    let (Some((_, end)), Some((start, _))) = (ids(last), ids(next)) else { return false };
    if last.columns != next.columns || end >= start {
        return false;
    }
    let between = document.blocks().get(end.index() + 1..start.index()).unwrap_or_default();
    let first_column = |table: &Table| -> Vec<Mark> {
        let cells = table.cells.iter().filter(|cell| cell.column == 0);
        let texts = cells.filter_map(|cell| cell.blocks.first().map(|id| document.block(*id).folded().trim()));
        texts.map(Mark::read).filter(|mark| matches!(mark.level, Level::Number(_) | Level::Roman)).collect()
    };
    between.iter().all(crate::model::Block::is_blank)
        && match (first_column(last).last(), first_column(next).first()) {
            (Some(before), Some(after)) => after.goes_on_from(before),
            _ => false,
        }
}
