//! Columns that a quantity and a price give: `Thành tiền` is `Số lượng` times `Đơn giá`, or times `Số ngày` too.

use super::lines::{Kind, Sheet, Value};
use crate::lexicon::tables::Heading;
use crate::model::figure::Verdict;
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written;

/// Columns before a cost among which its factors are looked for.
const REACH: usize = 5;
/// Powers of ten by which a cost may be told in larger units than its price.
const SCALES: [u8; 3] = [0, 3, 6];

/// Finds the columns of costs in `sheet` whose rows show what they are made of.
pub(super) fn find(sheet: &Sheet, found: &mut Vec<Derived>) {
    if !sheet.upright {
        return;
    }
    for cost in (0..sheet.lines.len()).filter(|at| Heading::Cost.says(&sheet.lines[*at].label)) {
        let tried = ways(sheet, cost).into_iter().flat_map(|factors| {
            SCALES.into_iter().map(move |scale| {
                let places = 0..sheet.positions.len();
                places.filter_map(|place| judge(sheet, cost, &factors, scale, place)).collect::<Vec<_>>()
            })
        });
        let count = |rows: &[Derived], holds: bool| rows.iter().filter(|row| row.verdict.holds() == holds).count();
        let best = tried.max_by_key(|rows| (count(rows, true), std::cmp::Reverse(count(rows, false))));
        // What is true in fewer rows than it is wrong is not how the column was reckoned.
        found.extend(
            best.filter(|rows| count(rows, true) > 0 && count(rows, false) <= count(rows, true)).into_iter().flatten(),
        );
    }
}

/// The sets of columns that may give the one at `cost`: a price and one quantity or more.
fn ways(sheet: &Sheet, cost: usize) -> Vec<Vec<usize>> {
    let before: Vec<usize> = (cost.saturating_sub(REACH)..cost).collect();
    let named = |at: &usize, heading: Heading| heading.says(&sheet.lines[*at].label);
    let counts = |at: &usize| named(at, Heading::Quantity) && sheet.lines[*at].kind != Kind::Percent;
    let quantities: Vec<usize> = before.iter().copied().filter(counts).collect();
    let Some(price) = before.iter().copied().rev().find(|at| named(at, Heading::Price)) else { return Vec::new() };
    let sets = 1u32..1 << quantities.len();
    sets.map(|set| {
        let taken = quantities.iter().enumerate().filter(|(bit, _)| set & (1 << bit) != 0).map(|(_, at)| *at);
        taken.chain([price]).collect()
    })
    .collect()
}

fn judge(sheet: &Sheet, cost: usize, factors: &[usize], scale: u8, place: usize) -> Option<Derived> {
    let result = sheet.number(cost, place)?;
    let values: Vec<Value> = factors.iter().map(|at| sheet.number(*at, place)).collect::<Option<_>>()?;
    let written: Vec<_> = values.iter().map(|value| value.written).collect();
    let judged = written::product(result.written, &written, scale);
    (judged.verdict != Verdict::Unknown).then(|| Derived {
        operation: Operation::Product,
        result: result.figure,
        operands: values.iter().map(|value| value.figure).collect(),
        expected: judged.expected,
        source: Source::Pattern,
        verdict: judged.verdict,
    })
}
