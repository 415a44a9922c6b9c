//! Scores against their greatest value: none is above it, and a rate beside it gives the points.

use super::lines::{Kind, Line, Sheet, Value};
use crate::lexicon::tables::Heading;
use crate::model::figure::{Decimal, Verdict};
use crate::model::relation::{Derived, Excess, Limit, Operation, Source};
use crate::model::written;

/// How far the rate may stand from the points.
const NEAR: usize = 2;
/// Rows in which a column of greatest scores must be kept before another row is called wrong.
const MANY: usize = 3;

/// Finds scores of `sheet` that are too high, and those that rates give.
pub(super) fn find(sheet: &Sheet, found: &mut Vec<Derived>, excesses: &mut Vec<Excess>) {
    let states = |line: &Line| matches!(line.kind, Kind::Score | Kind::Plain);
    for (at, line) in sheet.lines.iter().enumerate().filter(|(_, line)| states(line)) {
        if let Some(maximum) = line.maximum {
            excesses.extend(too_high(sheet, at, maximum));
            portions(sheet, at, maximum, found);
        }
    }
    if sheet.upright {
        above_column(sheet, excesses);
    }
}

/// Scores of a line, without percentages, ranks and counts of other columns.
fn scores(sheet: &Sheet, at: usize) -> impl Iterator<Item = (usize, Value)> {
    let only = sheet.positions.len() == 1;
    let fits = move |position: &usize| sheet.upright || only || sheet.is_score(*position);
    (0..sheet.positions.len()).filter(fits).filter_map(move |position| Some((position, sheet.number(at, position)?)))
}

/// Scores above the maximum that their heading states. Most of them above it means that the heading
/// says something else.
fn too_high(sheet: &Sheet, at: usize, maximum: Decimal) -> Vec<Excess> {
    let above: Vec<Excess> = scores(sheet, at)
        .filter(|(_, value)| is_more(value.decimal(), maximum))
        .map(|(_, value)| Excess { figure: value.figure, limit: Limit::Maximum(maximum), witnesses: Vec::new() })
        .collect();
    let all = scores(sheet, at).count();
    if all > 1 && above.len() * 2 > all { Vec::new() } else { above }
}

/// Points that are the rate beside them of the greatest score, if other rows show it.
fn portions(sheet: &Sheet, at: usize, maximum: Decimal, found: &mut Vec<Derived>) {
    let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(sheet.lines.len());
    let rates = near.filter(|line| sheet.lines[*line].kind == Kind::Percent);
    let judged = rates.map(|rate| {
        let rows = scores(sheet, at).filter_map(|(position, points)| {
            let percent = sheet.number(rate, position)?;
            let judged = written::portion(points.decimal(), percent.decimal(), maximum);
            (judged.verdict != Verdict::Unknown).then_some(Derived {
                operation: Operation::Portion(maximum),
                result: points.figure,
                operands: vec![percent.figure],
                expected: judged.expected,
                source: Source::Pattern,
                verdict: judged.verdict,
            })
        });
        rows.collect::<Vec<_>>()
    });
    let holds = |rows: &[Derived]| rows.iter().filter(|row| row.verdict.holds()).count();
    let Some(rows) = judged.max_by_key(|rows| holds(rows)) else { return };
    let right = holds(&rows);
    if right >= 2 && (rows.len() - right) * 2 <= right {
        found.extend(rows);
    }
}

/// Scores above the greatest score that a column gives for each row.
fn above_column(sheet: &Sheet, excesses: &mut Vec<Excess>) {
    let named = |heading: Heading| (0..sheet.lines.len()).filter(move |line| heading.says(&sheet.lines[*line].label));
    let mut greatest = named(Heading::GreatestScore);
    let (Some(greatest), None) = (greatest.next(), greatest.next()) else { return };
    for reached in named(Heading::ReachedScore).filter(|line| *line != greatest) {
        let rows = (0..sheet.positions.len())
            .filter(|position| !Heading::Bonus.says(&sheet.positions[*position].label))
            .filter_map(|position| Some((sheet.number(reached, position)?, sheet.number(greatest, position)?)));
        let (above, kept): (Vec<_>, Vec<_>) =
            rows.partition(|(reached, most)| is_more(reached.decimal(), most.decimal()));
        if kept.len() >= MANY && above.len() * 4 <= kept.len() {
            excesses.extend(above.into_iter().map(|(reached, most)| Excess {
                figure: reached.figure,
                limit: Limit::Maximum(most.decimal()),
                witnesses: vec![most.figure],
            }));
        }
    }
}

/// True if one number is larger than the other, as they are written.
fn is_more(one: Decimal, other: Decimal) -> bool {
    let decimals = one.decimals.max(other.decimals);
    let scaled = |value: Decimal| {
        let factor = 10i128.checked_pow(u32::from(decimals - value.decimals)).unwrap_or(i128::MAX);
        i128::from(value.digits).saturating_mul(factor)
    };
    scaled(one) > scaled(other)
}
