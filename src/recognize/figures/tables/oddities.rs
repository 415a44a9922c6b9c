//! What looks like a slip of the hand in a table, whatever the numbers say: a percent sign or a unit
//! that is missing once, the unit of another thing, a column that was pasted twice.

use std::collections::BTreeSet;

use super::grid::{Content, Grid};
use super::lines::{Kind, Sheet, data_columns, unit_column};
use crate::lexicon::partitions::partitions;
use crate::lexicon::quantities;
use crate::model::BlockId;
use crate::model::relation::{Oddity, OddityKind};

/// Rows that two columns of percentages share by more than chance.
const ALIKE: usize = 4;
/// Filled cells that show that a column is meant to be filled.
const FILLED: usize = 3;

/// Finds the oddities of `grid`, whose rows and columns are `rows` and `columns`.
pub(super) fn find(grid: &Grid, rows: &Sheet, columns: &Sheet, found: &mut Vec<Oddity>) {
    signs(grid, found);
    if let Some(units) = unit_column(grid) {
        missing_units(grid, rows, units, found);
        other_units(grid, rows, units, found);
    }
    alike(grid, columns, found);
}

/// A number without the percent sign that the others of its column have.
fn signs(grid: &Grid, found: &mut Vec<Oddity>) {
    for column in data_columns(grid) {
        let heading = |row: usize| grid.spot(row, column).text.contains('%');
        let cells: Vec<(BlockId, bool)> = grid
            .body()
            .filter_map(|row| match &grid.spot(row, column).content {
                Content::Number(entry) => Some((grid.spot(row, column).block?, entry.percent)),
                _ => None,
            })
            .collect();
        let (signed, bare): (Vec<_>, Vec<_>) = cells.into_iter().partition(|(_, percent)| *percent);
        if let ([(first, _), _, ..], [(block, _)]) = (&signed[..], &bare[..])
            && !(0..grid.heading).any(heading)
        {
            found.push(Oddity { kind: OddityKind::SignMissing, block: *block, other: Some(*first) });
        }
    }
}

/// A row with numbers whose unit is blank while nearly all others have one.
fn missing_units(grid: &Grid, rows: &Sheet, units: usize, found: &mut Vec<Oddity>) {
    let numbered = |row: &usize| (0..rows.positions.len()).any(|position| rows.number(*row, position).is_some());
    let data: Vec<usize> = (0..rows.lines.len()).filter(numbered).collect();
    let is_blank = |row: &&usize| {
        let spot = grid.spot(grid.heading + **row, units);
        spot.first && spot.content == Content::Blank && spot.text.is_empty()
    };
    let blank: Vec<usize> = data.iter().filter(is_blank).copied().collect();
    let filled = data.len() - blank.len();
    if filled < FILLED || blank.len() * 3 > filled {
        return;
    }
    for row in blank.into_iter().filter(|row| rows.lines[*row].kind != Kind::Total) {
        if let Some(block) = super::lines::row_heading(grid, grid.heading + row).and_then(|spot| spot.block) {
            found.push(Oddity { kind: OddityKind::UnitMissing, block, other: None });
        }
    }
}

/// A row that is named after one thing and counted in another, where a row beside it has both alike.
fn other_units(grid: &Grid, rows: &Sheet, units: usize, found: &mut Vec<Oddity>) {
    let nouns: Vec<Option<&str>> = rows.lines.iter().map(|line| counted_noun(&line.label)).collect();
    let mut agreed: BTreeSet<&str> = BTreeSet::new();
    agreed.extend(rows.lines.iter().zip(&nouns).filter_map(|(line, noun)| noun.filter(|noun| line.unit == *noun)));
    for (row, (line, noun)) in rows.lines.iter().zip(&nouns).enumerate() {
        let Some(noun) = noun.filter(|noun| agreed.contains(noun) && line.unit != *noun) else { continue };
        // Only another thing that is counted: `bộ hồ sơ` or `lượt` may count the same one.
        let classes = || partitions().classes.iter();
        let is_thing = classes().any(|class| class.nouns.contains(&line.unit) || class.is_general(&line.unit))
            && !classes().any(|class| class.is_general(&line.unit) && class.head(noun).is_some());
        if is_thing
            && !noun.contains(line.unit.as_str())
            && let Some(block) = grid.spot(grid.heading + row, units).block
        {
            found.push(Oddity { kind: OddityKind::UnitOther, block, other: None });
        }
    }
}

/// The noun of `Tổng số hồ sơ …`, `Số hồ sơ …`.
fn counted_noun(label: &str) -> Option<&str> {
    let rest = quantities::unopened(label.trim());
    partitions()
        .classes
        .iter()
        .filter_map(|class| class.nouns.iter().find(|noun| begins(rest, noun)))
        .map(String::as_str)
        .next()
}

fn begins(text: &str, noun: &str) -> bool {
    text.strip_prefix(noun).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Two columns of percentages that are the same in every row, to the decimals.
fn alike(grid: &Grid, columns: &Sheet, found: &mut Vec<Oddity>) {
    let percents: Vec<usize> =
        (0..columns.lines.len()).filter(|line| columns.lines[*line].kind == Kind::Percent).collect();
    let places = data_columns(grid);
    let cell = |line: usize| {
        let column = *places.get(line)?;
        grid.body().find_map(|row| match grid.spot(row, column).content {
            Content::Number(_) => grid.spot(row, column).block,
            _ => None,
        })
    };
    for (at, first) in percents.iter().enumerate() {
        for second in &percents[at + 1..] {
            let mut pairs = (0..columns.positions.len()).map(|position| {
                let value = |line: usize| columns.number(line, position).map(super::lines::Value::decimal);
                (value(*first), value(*second))
            });
            let mut values = BTreeSet::new();
            let same = pairs.all(|(one, other)| {
                values.extend(one.filter(|value| value.decimals > 0).map(|value| value.digits));
                one == other
            });
            if same
                && values.len() >= ALIKE
                && columns.lines[*first].full != columns.lines[*second].full
                && let Some(block) = cell(*second)
            {
                found.push(Oddity { kind: OddityKind::AlikeColumns, block, other: cell(*first) });
                return;
            }
        }
    }
}
