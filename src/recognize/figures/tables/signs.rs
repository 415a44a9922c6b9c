//! Changes between two columns that their names give, and their signs: what is more this year and said
//! to have fallen.

use super::lines::{Kind, Sheet, Value};
use crate::lexicon::tables::Heading;
use crate::model::figure::Verdict;
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written;

/// Lines around a change among which the two values are looked for.
const NEAR: usize = 4;

/// Finds the lines of `sheet` that give the change from an earlier to a later line, as their names
/// say. The sign is called wrong only if the change is right without it in every place, a change only
/// if most others are right.
pub(super) fn find(sheet: &Sheet, found: &mut Vec<Derived>) {
    let lines = sheet.lines.iter().enumerate();
    for (at, line) in lines.filter(|(_, line)| line.kind == Kind::Change && Heading::SignedChange.says(&line.label)) {
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(sheet.lines.len());
        let nearest = |heading: Heading| {
            let named = near.clone().filter(|other| *other != at && heading.says(&sheet.lines[*other].label));
            // The values stand before what is made of them.
            named.min_by_key(|other| (*other > at, other.abs_diff(at)))
        };
        if let (Some(later), Some(earlier)) = (nearest(Heading::Later), nearest(Heading::Earlier))
            && sheet.lines[later].groups == line.groups
        {
            judge(sheet, [at, later, earlier], found);
        }
    }
}

fn judge(sheet: &Sheet, [change, later, earlier]: [usize; 3], found: &mut Vec<Derived>) {
    let mut turned = 0;
    let mut own = Vec::new();
    for position in 0..sheet.positions.len() {
        let number = |line: usize| sheet.number(line, position);
        let (Some(result), Some(now), Some(before)) = (number(change), number(later), number(earlier)) else {
            continue;
        };
        let judged = difference(result, now, before);
        if result.decimal().digits == 0 || judged.verdict == Verdict::Unknown {
            continue;
        }
        turned += usize::from(!judged.verdict.holds() && difference(result, before, now).verdict.holds());
        own.push(Derived {
            operation: Operation::Difference,
            result: result.figure,
            operands: vec![now.figure, before.figure],
            expected: judged.expected,
            source: Source::Naming,
            verdict: judged.verdict,
        });
    }
    let holds = own.iter().filter(|one| one.verdict.holds()).count();
    if own.len() >= 2 && (turned == own.len() || holds == own.len()) {
        found.extend(own);
    } else if holds >= 2 && turned == 0 && (own.len() - holds) * 2 <= holds {
        found.extend(own.into_iter().map(|one| Derived { source: Source::Pattern, ..one }));
    }
}

fn difference(result: Value, first: Value, second: Value) -> written::Judged {
    written::sum(result.written, &[(first.written, false), (second.written, true)])
}
