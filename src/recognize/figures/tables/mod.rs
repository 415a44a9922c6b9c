//! Tables: the numbers of their cells, and what rows and columns must add up to.
//!
//! A heading says little for certain (`Tổng số` may stand beside parts that overlap), so a relation
//! counts only if the headings leave no choice or the other rows and columns show it.

mod cell;
mod families;
mod formula;
mod fractions;
mod grid;
mod lines;
mod means;
mod numbering;
mod oddities;
mod products;
mod ranks;
mod rates;
mod scores;
mod shares;
mod signs;
mod sums;

use std::collections::BTreeMap;

use super::scan::Found;
use grid::{Content, Grid};
use lines::{Kind, Sheet};

use crate::lexicon::tables::Heading;
use crate::model::block::{CellRef, Place};
use crate::model::figure::{FigureKind, NumberStyle, Role};
use crate::model::relation::{Derived, Disorder, Excess, Oddity};
use crate::model::{BlockId, Document};

/// The tables of a document that hold numbers.
pub(super) struct Tables {
    grids: Vec<Grid>,
    /// Where the number of a block stands.
    by_block: BTreeMap<BlockId, Spot>,
}

#[derive(Debug, Clone, Copy)]
struct Spot {
    grid: usize,
    row: usize,
    column: usize,
    percent: bool,
    /// The block of the heading of its row.
    heading: Option<BlockId>,
}

impl Tables {
    /// Reads the tables of `document` whose blocks `speaks` takes.
    pub(super) fn read(document: &Document, speaks: impl Fn(BlockId) -> bool) -> Self {
        let mut tables = Self { grids: Vec::new(), by_block: BTreeMap::new() };
        for run in grid::runs(document) {
            let Some(grid) = Grid::new(document, &run) else { continue };
            let sheet = Sheet::rows(&grid, &|_, _| None);
            let columns = lines::data_columns(&grid);
            let mut any = false;
            for (row, column, entry) in grid.numbers() {
                let Some(block) = grid.spot(row, column).block.filter(|block| speaks(*block)) else { continue };
                let kind_of = |line: Option<&lines::Line>| line.map(|line| line.kind);
                let of_column =
                    kind_of(columns.iter().position(|each| *each == column).and_then(|at| sheet.positions.get(at)));
                let of_row = kind_of(sheet.lines.get(row.saturating_sub(grid.heading)));
                let percent = entry.percent
                    || of_column == Some(Kind::Percent)
                    || of_row == Some(Kind::Percent) && of_column != Some(Kind::Score);
                let heading = lines::row_heading(&grid, row).and_then(|spot| spot.block);
                tables.by_block.insert(block, Spot { grid: tables.grids.len(), row, column, percent, heading });
                any = true;
            }
            for (row, column, _) in grid.fractions() {
                let Some(block) = grid.spot(row, column).block.filter(|block| speaks(*block)) else { continue };
                let heading = lines::row_heading(&grid, row).and_then(|spot| spot.block);
                let spot = Spot { grid: tables.grids.len(), row, column, percent: false, heading };
                tables.by_block.insert(block, spot);
            }
            if any {
                tables.grids.push(grid);
            }
        }
        tables
    }

    /// The figure of a block that is a number in a cell and nothing else.
    pub(super) fn figure(&self, block: BlockId) -> Option<Found> {
        let spot = self.by_block.get(&block)?;
        let (entry, whole) = match &self.grids.get(spot.grid)?.spot(spot.row, spot.column).content {
            Content::Number(entry) => (entry, None),
            Content::Fraction(fraction) => (&fraction.part, Some(fraction.whole.value)),
            Content::Blank | Content::Text => return None,
        };
        let kind = match whole {
            Some(_) => FigureKind::Fraction,
            None if spot.percent => FigureKind::Percent,
            None => FigureKind::Count,
        };
        Some(Found {
            kind,
            role: Role::Plain,
            value: entry.value,
            whole,
            scale: 0,
            unit: std::ops::Range::default(),
            style: NumberStyle {
                zero_padded: entry.zero_padded,
                decimal_mark: entry.decimal_mark,
                ..NumberStyle::default()
            },
            number: entry.number.clone(),
            tokens: entry.tokens.clone(),
            noun: entry.tokens.end..entry.tokens.end,
            lead: std::ops::Range::default(),
            depth: 0,
            sentence: 0,
        })
    }

    /// The block that heads the row of `block`.
    pub(super) fn heading(&self, block: BlockId) -> Option<BlockId> {
        self.by_block.get(&block)?.heading
    }

    /// What the heading of the column of `block` and the unit of its row say, folded.
    pub(super) fn context(&self, block: BlockId) -> Option<(String, String)> {
        let spot = self.by_block.get(&block)?;
        let grid = self.grids.get(spot.grid)?;
        let unit = lines::unit_column(grid).map(|column| grid.spot(spot.row, column).text.clone());
        Some((lines::column_heading(grid, spot.column), unit.unwrap_or_default()))
    }

    /// Judges the tables. `figures` are the figures of blocks, by block.
    pub(super) fn judge(&self, figures: &BTreeMap<BlockId, usize>) -> Judged {
        let mut found = Judged::default();
        for grid in &self.grids {
            let figure = |row: usize, column: usize| figures.get(&grid.spot(row, column).block?).copied();
            let rows = Sheet::rows(grid, &figure);
            let columns = Sheet::columns(grid, &figure);
            let mut own = Vec::new();
            formula::find(grid, &columns, &mut own);
            let families = families::of(&rows);
            families::find(&rows, &families, &mut own);
            means::find(&rows, &mut own);
            products::find(&columns, &mut own);
            ranks::find(&columns, &mut found.disorders);
            oddities::find(grid, &rows, &columns, &mut found.oddities);
            for sheet in [&columns, &rows] {
                let families = if sheet.upright { &[][..] } else { &families[..] };
                rates::find(sheet, families, &mut own, &mut found.excesses);
                fractions::find(sheet, &mut own);
                scores::find(sheet, &mut own, &mut found.excesses);
                signs::find(sheet, &mut own);
                sums::find(sheet, &mut own);
                shares::find(sheet, total_place(sheet), &mut own);
            }
            keep_first(&mut own);
            found.derived.append(&mut own);
        }
        found
    }
}

/// What the tables of a document say of their figures.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) derived: Vec<Derived>,
    pub(super) excesses: Vec<Excess>,
    pub(super) disorders: Vec<Disorder>,
    pub(super) oddities: Vec<Oddity>,
}

/// The place of the total across the lines: its last or first line that is one.
fn total_place(sheet: &Sheet) -> Option<usize> {
    let is_total = |at: &usize| sheet.positions[*at].kind == Kind::Total;
    (0..sheet.positions.len())
        .rev()
        .find(|at| is_total(at) && Heading::Closing.says(&sheet.positions[*at].label))
        .or_else(|| (0..sheet.positions.len()).find(is_total))
}

/// One relation of a kind for each result: formulas before patterns.
fn keep_first(found: &mut Vec<Derived>) {
    let mut seen = std::collections::HashSet::new();
    found.retain(|derived| {
        let mut operands = derived.operands.clone();
        operands.sort_unstable();
        seen.insert((derived.result, derived.operation, operands))
    });
}

/// The cell that a block stands in.
pub(super) const fn cell_of(place: Place) -> Option<CellRef> {
    match place {
        Place::Cell(cell) => Some(cell),
        _ => None,
    }
}
