//! Percentages beside cells that hold a part and its whole: `45/50` and `90`.

use super::lines::{Kind, Place, Sheet};
use crate::model::figure::Verdict;
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written;

/// How far the percentages may stand from the fractions.
const NEAR: usize = 3;

/// Finds the lines of percentages that lines of fractions give.
pub(super) fn find(sheet: &Sheet, found: &mut Vec<Derived>) {
    let is_of_fractions: Vec<bool> = (0..sheet.lines.len())
        .map(|line| {
            (0..sheet.positions.len()).any(|position| matches!(sheet.place(line, position), Place::Fraction(..)))
        })
        .collect();
    for percent in (0..sheet.lines.len()).filter(|line| sheet.lines[*line].kind == Kind::Percent) {
        let near = percent.saturating_sub(NEAR)..(percent + NEAR + 1).min(sheet.lines.len());
        let candidates = near.filter(|line| is_of_fractions[*line]).map(|line| judge(sheet, percent, line));
        let holds = |rows: &[Derived]| rows.iter().filter(|row| row.verdict.holds()).count();
        let Some(rows) = candidates.max_by_key(|rows| holds(rows)) else { continue };
        let right = holds(&rows);
        let refutes = right >= 2 && (rows.len() - right) * 2 <= right;
        found.extend(rows.into_iter().filter(|row| refutes || row.verdict.holds()));
    }
}

fn judge(sheet: &Sheet, percent: usize, fractions: usize) -> Vec<Derived> {
    let rows = (0..sheet.positions.len()).filter_map(|position| {
        let result = sheet.number(percent, position)?;
        let Place::Fraction(part, whole) = sheet.place(fractions, position) else { return None };
        let judged = written::share(result.decimal(), part.written, whole);
        (judged.verdict != Verdict::Unknown).then_some(Derived {
            operation: Operation::Share,
            result: result.figure,
            operands: vec![part.figure],
            expected: judged.expected,
            source: Source::Pattern,
            verdict: judged.verdict,
        })
    });
    rows.collect()
}
