//! Lines of percentages and of changes: which two lines give them, and whether they do.

use super::lines::{Kind, Place, Sheet, Value};
use crate::model::figure::Verdict;
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written::{self, Judged};

/// Lines before and after that may give a line.
const NEAR: usize = 8;
/// Places that are tried before all are.
const SAMPLE: usize = 12;
/// Places right that show a pattern.
const PATTERN: usize = 2;

/// One way a line may come from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Way {
    operation: Operation,
    first: usize,
    /// Another line, or the place of the total in the first.
    second: Second,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Second {
    Line(usize),
    Total(usize),
}

/// Finds the lines of `sheet` that two others give. `total` is the place of the total across the
/// lines, if there is one.
pub(super) fn find(sheet: &Sheet, total: Option<usize>, found: &mut Vec<Derived>) {
    for line in 0..sheet.lines.len() {
        let ways = match sheet.lines[line].kind {
            Kind::Percent => percent_ways(sheet, line, total),
            Kind::Change => pairs(sheet, line, &[Operation::Difference]),
            Kind::Plain if is_rest(&sheet.lines[line].label) => pairs(sheet, line, &[Operation::Difference]),
            _ => continue,
        };
        let mut best: Option<(Vec<Row>, usize)> = None;
        for way in ways {
            let rows: Vec<Row> = (0..sheet.positions.len())
                .filter_map(|position| judge(sheet, line, way, position).map(|row| (position, row)))
                .enumerate()
                // A way that is wrong at once is not followed to the end of a long table.
                .scan((0, 0), |(right, wrong), (at, (_, row))| {
                    *right += usize::from(row.judged.verdict.holds());
                    *wrong += usize::from(row.judged.verdict == Verdict::Fails);
                    (at < SAMPLE || *wrong <= *right).then_some(row)
                })
                .collect();
            let right = rows.iter().filter(|row| row.judged.verdict.holds() && row.telling).count();
            if right > best.as_ref().map_or(0, |(_, right)| *right) {
                best = Some((rows, right));
            }
        }
        let Some((rows, right)) = best else { continue };
        let wrong = rows.iter().filter(|row| row.judged.verdict == Verdict::Fails).count();
        if right < PATTERN && !(right == 1 && wrong == 0 && rows.len() == 1) || wrong * 2 > right {
            continue;
        }
        found.extend(rows.into_iter().map(|row| Derived {
            operation: row.operation,
            result: row.result,
            operands: row.operands,
            expected: row.judged.expected,
            source: Source::Pattern,
            verdict: row.judged.verdict,
        }));
    }
}

/// `Còn lại`, `Tồn`: what is left of another line.
fn is_rest(label: &str) -> bool {
    ["còn lại", "chưa", "tồn", "còn"].iter().any(|start| label.starts_with(start))
}

struct Row {
    operation: Operation,
    result: usize,
    operands: Vec<usize>,
    judged: Judged,
    /// It would hardly be right by chance.
    telling: bool,
}

fn percent_ways(sheet: &Sheet, line: usize, total: Option<usize>) -> Vec<Way> {
    let mut ways: Vec<Way> = near(sheet, line)
        .filter(|first| matches!(sheet.lines[*first].kind, Kind::Plain | Kind::Total | Kind::Change))
        .filter_map(|first| Some(Way { operation: Operation::Share, first, second: Second::Total(total?) }))
        .collect();
    ways.extend(pairs(sheet, line, &[Operation::Share, Operation::Growth]));
    // `Tỷ lệ năm nay`, `Tỷ lệ năm trước`, `Tăng/giảm`.
    let percents: Vec<usize> = near(sheet, line).filter(|other| sheet.lines[*other].kind == Kind::Percent).collect();
    for first in &percents {
        let seconds = percents.iter().filter(|second| *second != first);
        ways.extend(seconds.map(|second| Way {
            operation: Operation::Difference,
            first: *first,
            second: Second::Line(*second),
        }));
    }
    ways
}

fn pairs(sheet: &Sheet, line: usize, operations: &[Operation]) -> Vec<Way> {
    let counts: Vec<usize> = near(sheet, line)
        .filter(|other| matches!(sheet.lines[*other].kind, Kind::Plain | Kind::Total | Kind::Change))
        .collect();
    let mut ways = Vec::new();
    for operation in operations {
        for first in &counts {
            let seconds = counts.iter().filter(|second| *second != first);
            ways.extend(seconds.map(|second| Way {
                operation: *operation,
                first: *first,
                second: Second::Line(*second),
            }));
        }
    }
    ways
}

/// The lines around `line`, nearest first, those before it first.
fn near(sheet: &Sheet, line: usize) -> impl Iterator<Item = usize> {
    let last = sheet.lines.len();
    (1..=NEAR).filter_map(move |step| line.checked_sub(step)).chain((line + 1..last).take(NEAR))
}

fn judge(sheet: &Sheet, line: usize, way: Way, position: usize) -> Option<Row> {
    let result = sheet.number(line, position)?;
    let first = sheet.number(way.first, position)?;
    let second = match way.second {
        Second::Line(line) => sheet.number(line, position)?,
        Second::Total(total) => match sheet.place(way.first, total) {
            Place::Number(value) => value,
            _ => return None,
        },
    };
    let judged = reckon(way.operation, result, first, second);
    if judged.verdict == Verdict::Unknown {
        return None;
    }
    let (zero, same) = (result.decimal().digits == 0, first.decimal() == second.decimal());
    let telling = !zero && !same && first.decimal().digits != 0 && second.decimal().digits != 0;
    Some(Row {
        operation: way.operation,
        result: result.figure,
        operands: vec![first.figure, second.figure],
        judged,
        telling,
    })
}

fn reckon(operation: Operation, result: Value, first: Value, second: Value) -> Judged {
    match operation {
        Operation::Share => written::share(result.decimal(), first.written, second.written),
        Operation::Growth | Operation::Change => {
            let with_sign = written::growth(result.decimal(), first.written, second.written);
            if with_sign.verdict.holds() {
                return with_sign;
            }
            // A column of changes may leave out the sign.
            let mut turned = result.decimal();
            turned.digits = -turned.digits;
            let without = written::growth(turned, first.written, second.written);
            if without.verdict.holds() { without } else { with_sign }
        }
        Operation::Difference | Operation::Sum => {
            written::sum(result.written, &[(first.written, false), (second.written, true)])
        }
    }
}
