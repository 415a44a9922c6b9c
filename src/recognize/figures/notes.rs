//! Notes that say what a figure of the text is made of: their counts together are that figure, or their
//! fraction is that percentage.
//!
//! Nothing but the arithmetic says which figure is meant, so a note proves and never refutes.

use std::collections::BTreeMap;

use super::groups::{Page, Placed};
use super::relations::{is_same_noun, is_telling, judged_percents};
use super::scan::Found;
use crate::model::block::Place;
use crate::model::figure::{Decimal, FigureKind, Figures, Role, Verdict};
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written::{self, Written};

/// Decimals of a percentage that a fraction is tried for.
const MOST_DECIMALS: u8 = 3;

/// A sum that is hardly that of a note by chance.
const TELLING: i64 = 10;

/// Adds the figures of the text that exactly one note gives.
pub(super) fn find(page: &Page<'_>, figures: &mut Figures) {
    let in_note = |placed: &Placed| page.readings[placed.reading].block.place == Place::Note;
    if !page.figures.iter().any(in_note) {
        return;
    }
    shares(page, figures, in_note);
    let mut of_text: BTreeMap<(i64, u8, u8), Vec<usize>> = BTreeMap::new();
    for (at, placed) in page.figures.iter().enumerate().filter(|(_, placed)| !in_note(placed)) {
        if is_number(&placed.found) {
            of_text.entry(measure(&placed.found, placed.found.value.digits)).or_default().push(at);
        }
    }
    let mut first = 0;
    for parts in page.figures.chunk_by(|left, right| left.reading == right.reading) {
        let all: Vec<usize> = (first..first + parts.len()).collect();
        first += parts.len();
        if parts.len() < 2 || !parts.iter().all(|part| in_note(part) && is_number(&part.found)) {
            continue;
        }
        let one = &parts[0].found;
        let alike = |part: &Placed| measure(&part.found, 0) == measure(one, 0) && part.found.kind == one.kind;
        let sum = parts.iter().try_fold(0i64, |sum, part| sum.checked_add(part.found.value.digits));
        let Some(sum) = sum.filter(|sum| *sum >= TELLING && parts.iter().all(alike)) else { continue };
        let same = |at: &&usize| {
            let whole = &page.figures[**at];
            whole.found.kind == one.kind && parts.iter().all(|part| is_same_noun(noun(page, whole), noun(page, part)))
        };
        let wholes: Vec<&usize> = of_text.get(&measure(one, sum)).into_iter().flatten().filter(same).collect();
        if let [whole] = wholes[..] {
            figures.derived.push(Derived {
                operation: Operation::Sum,
                result: *whole,
                operands: all,
                expected: Some(page.figures[*whole].found.value),
                source: Source::Nearby,
                verdict: Verdict::Holds,
            });
        }
    }
}

/// Adds the percentages of the text that the one fraction of exactly one note gives.
fn shares(page: &Page<'_>, figures: &mut Figures, in_note: impl Fn(&Placed) -> bool) {
    let known = judged_percents(figures);
    let mut of_text: BTreeMap<(i64, u8), Vec<usize>> = BTreeMap::new();
    for (at, placed) in page.figures.iter().enumerate() {
        let found = &placed.found;
        let open = found.kind == FigureKind::Percent
            && matches!(found.role, Role::Plain | Role::Target)
            && !in_note(placed)
            && !known.contains(&at)
            && is_telling(found);
        if open {
            of_text.entry((found.value.digits, found.value.decimals)).or_default().push(at);
        }
    }
    let mut proofs: BTreeMap<usize, Vec<(usize, Decimal)>> = BTreeMap::new();
    let mut first = 0;
    for of_note in page.figures.chunk_by(|left, right| left.reading == right.reading) {
        let fraction = first;
        first += of_note.len();
        let [only] = of_note else { continue };
        let Some(whole) = only.found.whole.filter(|_| in_note(only)) else { continue };
        let exactly = |value: Decimal| Written { value, scale: 0 };
        for decimals in 0..=MOST_DECIMALS {
            let asked = Decimal { digits: 0, decimals };
            let Some(real) = written::share(asked, exactly(only.found.value), exactly(whole)).expected else {
                continue;
            };
            if let Some([percent]) = of_text.get(&(real.digits, real.decimals)).map(Vec::as_slice) {
                proofs.entry(*percent).or_default().push((fraction, real));
            }
        }
    }
    for (percent, fractions) in proofs {
        let [(fraction, real)] = fractions[..] else { continue };
        figures.weighed.retain(|weighed| weighed.percent != percent);
        figures.derived.push(Derived {
            operation: Operation::Share,
            result: percent,
            operands: vec![fraction],
            expected: Some(real),
            source: Source::Nearby,
            verdict: Verdict::Holds,
        });
    }
}

fn is_number(found: &Found) -> bool {
    matches!(found.kind, FigureKind::Count | FigureKind::Amount) && found.role == Role::Plain && found.whole.is_none()
}

const fn measure(found: &Found, digits: i64) -> (i64, u8, u8) {
    (digits, found.value.decimals, found.scale)
}

fn noun<'a>(page: &Page<'a>, placed: &Placed) -> &'a str {
    let noun = &placed.found.noun;
    if noun.is_empty() { "" } else { page.readings[placed.reading].folded_slice(noun) }
}
