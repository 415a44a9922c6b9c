//! Rows that are the mean of the others: `Trung bình`, `Chỉ số trung bình`.

use super::lines::{Place, Sheet, Value};
use super::numbering::Level;
use crate::lexicon::tables::Heading;
use crate::model::figure::Verdict;
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written::{self, Judged};

/// Finds the rows of `sheet` that by their names are means. A mean may be weighted, so another value
/// is wrong only where other columns show plain means, or it lies outside of all values.
pub(super) fn find(sheet: &Sheet, found: &mut Vec<Derived>) {
    let means = (0..sheet.lines.len()).filter(|line| Heading::Mean.says(&sheet.lines[*line].label));
    for mean in means {
        let before: Vec<usize> = (0..mean).filter(|line| is_one_of_many(sheet, *line)).collect();
        let lines = if before.is_empty() { (mean + 1..sheet.lines.len()).collect() } else { before };
        let levels = lines.iter().map(|line| sheet.lines[*line].level());
        if lines.len() < 2 || levels.clone().any(|level| Some(level) != levels.clone().next()) {
            continue;
        }
        let judged: Vec<(Derived, bool)> =
            (0..sheet.positions.len()).filter_map(|position| judge(sheet, mean, &lines, position)).collect();
        let right = judged.iter().filter(|(one, _)| one.verdict.holds()).count();
        let wrong = judged.len() - right;
        let shown = judged.into_iter().filter(|(one, outside)| one.verdict.holds() || *outside || right > wrong);
        found.extend(shown.map(|(one, _)| one));
    }
}

/// True for a row of data: totals and other means are none of the values.
fn is_one_of_many(sheet: &Sheet, line: usize) -> bool {
    let line = &sheet.lines[line];
    line.level() != Level::Dash
        && ![Heading::Total, Heading::Mean, Heading::Overall].iter().any(|one| one.says(&line.label))
}

/// The mean in one place, and whether it lies outside of the values.
fn judge(sheet: &Sheet, mean: usize, lines: &[usize], position: usize) -> Option<(Derived, bool)> {
    if Heading::Rank.says(&sheet.positions[position].full) {
        return None;
    }
    let result = sheet.number(mean, position)?;
    let mut values: Vec<Value> = Vec::new();
    for line in lines {
        match sheet.place(*line, position) {
            Place::Number(value)
                if value.decimal().decimals >= result.decimal().decimals || value.written.is_exact() =>
            {
                values.push(value);
            }
            // A value that is missing or written otherwise leaves the mean open.
            _ => return None,
        }
    }
    let written: Vec<_> = values.iter().map(|value| value.written).collect();
    let Judged { verdict, expected } = written::mean(result.written, &written);
    let scaled =
        |value: &Value| i128::from(value.decimal().digits) * 10i128.pow(u32::from(6 - value.decimal().decimals.min(6)));
    let (least, most) = (values.iter().map(scaled).min()?, values.iter().map(scaled).max()?);
    let outside = !(least..=most).contains(&scaled(&result));
    (verdict != Verdict::Unknown).then(|| {
        let operands = values.iter().map(|value| value.figure).collect();
        let derived = Derived {
            operation: Operation::Mean,
            result: result.figure,
            operands,
            expected,
            source: Source::Heading,
            verdict,
        };
        (derived, outside)
    })
}
