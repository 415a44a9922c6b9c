//! Lines of percentages and of changes: which two lines give them, and whether they do.

use super::lines::{Kind, Place, Sheet, Value};
use crate::lexicon::quantities;
use crate::lexicon::tables::Heading;
use crate::model::figure::{Decimal, Verdict};
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written::{self, Judged};
use crate::text::fold;

/// Lines before and after that may give a line.
const NEAR: usize = 8;
/// Places that are tried before all are.
const SAMPLE: usize = 12;

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

impl Way {
    /// True if both lines stand right beside `line`.
    fn is_close(self, line: usize) -> bool {
        let near = |other: usize| other.abs_diff(line) <= 2;
        match self.second {
            Second::Line(second) => near(self.first) && near(second),
            Second::Total(_) => near(self.first),
        }
    }

    /// True if the second line is a plan or the values of an earlier time by its name, or the first is what
    /// `line` names: `Đúng hạn`, `Tỷ lệ đúng hạn`.
    fn is_named(self, sheet: &Sheet, line: usize) -> bool {
        let Second::Line(second) = self.second else { return false };
        let (first, second) = (&sheet.lines[self.first].label, &sheet.lines[second].label);
        let earlier = || Some(year(second)? < year(first)?);
        let repeated = first.contains(' ') && fold::has_words(&sheet.lines[line].label, first);
        // `Tổng số`, `Đã hoàn thành`, `Tỷ lệ (%)`.
        let of_all =
            sheet.lines[line].kind == Kind::Percent && Heading::Whole.says(second) && !Heading::Whole.says(first);
        repeated
            || of_all
            || !quantities::is_other_column(first) && quantities::is_other_column(second)
            || earlier().unwrap_or(false)
    }
}

/// The year that a heading names: `Năm 2025`.
fn year(heading: &str) -> Option<u32> {
    let mut numbers = heading.split(|letter: char| !letter.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.find_map(|number| number.parse().ok().filter(|year| (1900..=2100).contains(year)))
}

/// Finds the lines of `sheet` that two others give. `total` is the place of the total across the
/// lines, if there is one.
pub(super) fn find(sheet: &Sheet, total: Option<usize>, found: &mut Vec<Derived>) {
    for line in 0..sheet.lines.len() {
        let ways = match sheet.lines[line].kind {
            Kind::Percent => percent_ways(sheet, line, total),
            Kind::Change => pairs(sheet, line, &[Operation::Difference]),
            Kind::Plain if Heading::Rest.says(&sheet.lines[line].label) => pairs(sheet, line, &[Operation::Difference]),
            _ => continue,
        };
        let mut best: Option<(Vec<Row>, usize, Nearness)> = None;
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
            let weight = rows.iter().filter(|row| row.judged.verdict.holds()).map(|row| row.weight).sum();
            if weight > best.as_ref().map_or(0, |(_, weight, _)| *weight) {
                let nearness = Nearness { close: way.is_close(line), named: way.is_named(sheet, line) };
                best = Some((rows, weight, nearness));
            }
        }
        let Some((rows, weight, nearness)) = best else { continue };
        if !shows(&rows, weight, nearness) {
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

/// How the lines that give a line stand to it.
#[derive(Debug, Clone, Copy)]
struct Nearness {
    close: bool,
    /// Their names say that one is measured against the other.
    named: bool,
}

/// True if the numbers show that the line comes from the others: by more places than chance allows,
/// and more so where some are wrong or the lines stand apart.
fn shows(rows: &[Row], weight: usize, Nearness { close, named }: Nearness) -> bool {
    let right = rows.iter().filter(|row| row.judged.verdict.holds() && row.weight > 0).count();
    let wrong = rows.iter().filter(|row| row.judged.verdict == Verdict::Fails).count();
    match (wrong, close) {
        (0, true) => weight >= 2,
        (0, false) => weight >= 4,
        (_, true) => right >= 2 && (named || weight >= 3) && wrong * 2 <= right,
        (_, false) => right >= 3 && weight >= 6 && wrong * 3 <= right,
    }
}

struct Row {
    operation: Operation,
    result: usize,
    operands: Vec<usize>,
    judged: Judged,
    /// How little it could be right by chance.
    weight: usize,
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
    let counts: Vec<usize> = near(sheet, line).filter(|other| sheet.lines[*other].kind.adds()).collect();
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
    if sheet.lines[line].kind == Kind::Percent && sheet.is_score(position) {
        return None;
    }
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
    // A column that gives the total 100 per cent says what its shares are of.
    let weight = if way.second == Second::Total(position) && is_hundred(result.decimal()) {
        2
    } else if is_telling(result, first, second) {
        weight(way.operation, result, first, second)
    } else {
        0
    };
    Some(Row {
        operation: way.operation,
        result: result.figure,
        operands: vec![first.figure, second.figure],
        judged,
        weight,
    })
}

fn is_hundred(value: Decimal) -> bool {
    10i64.checked_pow(u32::from(value.decimals) + 2) == Some(value.digits)
}

fn is_telling(result: Value, first: Value, second: Value) -> bool {
    let digits = [result, first, second].map(|value| value.decimal().digits);
    !digits.contains(&0) && first.decimal() != second.decimal()
}

fn weight(operation: Operation, result: Value, first: Value, second: Value) -> usize {
    let value = result.decimal();
    if operation == Operation::Difference || operation == Operation::Sum {
        let size = first.decimal().digits.unsigned_abs().max(second.decimal().digits.unsigned_abs());
        1 + usize::from(size >= 10) + usize::from(size >= 100)
    } else {
        // `50%` is right of many pairs, `37,8%` of few.
        1 + usize::from(value.decimals > 0) + usize::from(value.digits % 5 != 0)
    }
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
        Operation::Product => written::product(result.written, &[first.written, second.written], 0),
        Operation::Times => written::times(result.decimal(), first.written, second.written),
        Operation::Portion(maximum) => written::portion(result.decimal(), first.decimal(), maximum),
        Operation::Mean => written::mean(result.written, &[first.written, second.written]),
        Operation::Difference | Operation::Sum | Operation::Within | Operation::Items => {
            written::sum(result.written, &[(first.written, false), (second.written, true)])
        }
    }
}
