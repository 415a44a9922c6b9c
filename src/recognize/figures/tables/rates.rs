//! Rows and columns that by their names are the rate of two others, `Tỷ lệ …` beside `Tổng số …` and
//! `Số … đã …`, and rates that cannot be.

use super::lines::{Kind, Line, Sheet, Value};
use super::numbering::Family;
use crate::lexicon::partitions::partitions;
use crate::lexicon::tables::Heading;
use crate::model::figure::{Decimal, Verdict};
use crate::model::relation::{Derived, Excess, Limit, Operation, Source};
use crate::model::written;

/// Lines before a rate among which its whole and its part are looked for.
const REACH: usize = 4;

/// Finds rates of `sheet` with their wholes and parts, and shares of more than all.
pub(super) fn find(sheet: &Sheet, families: &[Family], found: &mut Vec<Derived>, excesses: &mut Vec<Excess>) {
    for at in (0..sheet.lines.len()).filter(|at| sheet.lines[*at].kind == Kind::Percent) {
        if is_share_of_things(&sheet.lines[at].label) {
            excesses.extend(
                values(sheet, at).filter(|(_, value)| is_over_hundred(value.decimal())).map(|(_, value)| Excess {
                    figure: value.figure,
                    limit: Limit::Whole,
                    witnesses: Vec::new(),
                }),
            );
        }
        if let Some(basis) = basis(sheet, at, families) {
            judge(sheet, at, &basis, found, excesses);
        }
    }
}

/// What a rate is made of.
struct Basis {
    /// All lines that may give it.
    group: Vec<usize>,
    whole: usize,
    part: usize,
    /// The names leave no choice.
    certain: bool,
}

/// The whole and the part of the rate in line `at`: below it by number, else right before it.
fn basis(sheet: &Sheet, at: usize, families: &[Family]) -> Option<Basis> {
    let rate = &sheet.lines[at];
    let adds = |line: &usize| matches!(sheet.lines[*line].kind, Kind::Plain | Kind::Total);
    let below = families.iter().find(|family| family.parent == at).map(|family| &family.children);
    let below = below.filter(|children| children.len() >= 2);
    let is_whole = |line: &usize| Heading::Whole.says(&sheet.lines[*line].label);
    let group: Vec<usize> = if let Some(children) = below {
        children.iter().copied().filter(adds).collect()
    } else {
        let before: Vec<usize> = (at.saturating_sub(REACH)..at).rev().take_while(adds).collect();
        let Some(whole) = before.iter().position(is_whole) else { return beside(sheet, at, &before) };
        // `Số hộ nghèo`, `Tổng số hộ`, `Tỷ lệ hộ nghèo`: the part may stand before its whole.
        let part_first = whole == 0 && before.get(1).is_some_and(|part| is_named_after(&sheet.lines[*part], rate));
        before[..=whole + usize::from(part_first)].to_vec()
    };
    let mut wholes = group.iter().copied().filter(is_whole);
    let (whole, None) = (wholes.next()?, wholes.next()) else { return None };
    let parts: Vec<usize> = group.iter().copied().filter(|line| *line != whole).collect();
    let named: Vec<usize> = parts.iter().copied().filter(|part| is_named_after(&sheet.lines[*part], rate)).collect();
    let by_number = below.is_some() && Heading::Part.says(&sheet.lines[*parts.first()?].label);
    let (part, by_name) = match (named[..].as_ref(), &parts[..]) {
        ([part], _) => (*part, true),
        (_, [part]) => (*part, by_number),
        _ => return None,
    };
    let units = [&sheet.lines[whole].unit, &sheet.lines[part].unit];
    let one_unit = units[0] == units[1] || units.iter().any(|unit| unit.is_empty());
    Some(Basis { group, whole, part, certain: by_name && one_unit })
}

/// Two lines before a rate of which the second is named after it: the first may be its whole.
fn beside(sheet: &Sheet, at: usize, before: &[usize]) -> Option<Basis> {
    let [part, whole, ..] = *before else { return None };
    is_named_after(&sheet.lines[part], &sheet.lines[at]).then(|| Basis {
        group: vec![part, whole],
        whole,
        part,
        certain: false,
    })
}

/// True if the words that name the rate all stand in the name of the line.
fn is_named_after(part: &Line, rate: &Line) -> bool {
    let words = |label: &str| -> Vec<String> {
        let words = label.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty() && !Heading::Filler.says(word)).map(str::to_owned).collect()
    };
    let (rate, part) = (words(&rate.label), words(&part.label));
    rate.len() >= 2 && rate.iter().all(|word| part.contains(word))
}

fn judge(sheet: &Sheet, at: usize, basis: &Basis, found: &mut Vec<Derived>, excesses: &mut Vec<Excess>) {
    let mut own = Vec::new();
    for (position, rate) in values(sheet, at) {
        let (Some(part), Some(whole)) = (sheet.number(basis.part, position), sheet.number(basis.whole, position))
        else {
            continue;
        };
        if whole.decimal().digits == 0 {
            if basis.certain && part.decimal().digits == 0 && rate.decimal().digits != 0 {
                let witnesses = vec![part.figure, whole.figure];
                excesses.push(Excess { figure: rate.figure, limit: Limit::Nothing, witnesses });
            }
            continue;
        }
        let judged = written::share(rate.decimal(), part.written, whole.written);
        let (operands, judged) = match judged.verdict {
            Verdict::Unknown => continue,
            // Of three rows the rate may be that of two others.
            Verdict::Fails => match other_pair(sheet, basis, position, rate) {
                Some(pair) => pair,
                None => (vec![part.figure, whole.figure], judged),
            },
            _ => (vec![part.figure, whole.figure], judged),
        };
        own.push(Derived {
            operation: Operation::Share,
            result: rate.figure,
            operands,
            expected: judged.expected,
            source: Source::Naming,
            verdict: judged.verdict,
        });
    }
    // Wrong in every place of several says that these are not what the rate is made of.
    let wrong = own.iter().filter(|one| !one.verdict.holds()).count();
    let refutes = basis.certain && (own.len() == 1 || wrong < own.len());
    found.extend(own.into_iter().filter(|one| refutes || one.verdict.holds()));
}

/// Two other lines of the group that give the rate.
fn other_pair(sheet: &Sheet, basis: &Basis, position: usize, rate: Value) -> Option<(Vec<usize>, written::Judged)> {
    let numbers: Vec<Value> = basis.group.iter().filter_map(|line| sheet.number(*line, position)).collect();
    if numbers.len() < 3 {
        return None;
    }
    let pairs = numbers.iter().flat_map(|part| numbers.iter().map(move |whole| (part, whole)));
    pairs.filter(|(part, whole)| part.figure != whole.figure).find_map(|(part, whole)| {
        let judged = written::share(rate.decimal(), part.written, whole.written);
        judged.verdict.holds().then(|| (vec![part.figure, whole.figure], judged))
    })
}

/// Percentages of line `at`.
fn values(sheet: &Sheet, at: usize) -> impl Iterator<Item = (usize, Value)> {
    let places = (0..sheet.positions.len()).filter(|position| !sheet.is_score(*position));
    places.filter_map(move |position| Some((position, sheet.number(at, position)?)))
}

/// True for the share of things that can be counted, such as `Tỷ lệ hộ đã đăng ký`.
fn is_share_of_things(label: &str) -> bool {
    let rest = Heading::Share.says(label).then(|| after_words(label, 2)).flatten();
    rest.is_some_and(|rest| partitions().classes.iter().any(|class| class.head(rest).is_some()))
}

fn after_words(label: &str, count: usize) -> Option<&str> {
    label.trim().splitn(count + 1, ' ').nth(count)
}

fn is_over_hundred(value: Decimal) -> bool {
    10i64.checked_pow(u32::from(value.decimals) + 2).is_some_and(|hundred| value.digits > hundred)
}
