//! A percentage that exactly one pair of counts of its sentence, or of the sentence before, gives.

use std::collections::BTreeSet;

use super::judge::{self, is_same_noun};
use super::settle;
use crate::model::figure::{FigureKind, Figures, Role, Verdict};
use crate::model::relation::{Derived, Operation, Source};
use crate::recognize::figures::groups::Page;
use crate::recognize::figures::scan::Found;
use crate::recognize::figures::ties::{self, Whole};

/// Figures before a percentage among which a pair is looked for.
const BEFORE: usize = 8;
/// Figures after it.
const AFTER: usize = 3;

/// Adds the percentages that only one pair gives.
pub(super) fn find(page: &Page<'_>, figures: &mut Figures) {
    let known: BTreeSet<usize> = settle::judged_percents(figures);
    for (at, placed) in page.figures.iter().enumerate() {
        let percent = &placed.found;
        let asks = percent.kind == FigureKind::Percent
            && matches!(percent.role, Role::Plain | Role::Target)
            && !known.contains(&at)
            && is_telling(percent);
        if !asks {
            continue;
        }
        let Some(reading) = page.readings.get(placed.reading) else { continue };
        if percent.role == Role::Plain && ties::whole(reading, percent.tokens.end) == Whole::Other {
            continue;
        }
        let from = at.saturating_sub(BEFORE);
        let near: Vec<usize> = (from..(at + 1 + AFTER).min(page.figures.len()))
            .filter(|other| {
                let other = &page.figures[*other];
                let apart = percent.sentence.checked_sub(other.found.sentence);
                other.reading == placed.reading
                    && matches!(apart, Some(0 | 1))
                    && other.found.kind != FigureKind::Percent
                    && other.found.role == Role::Plain
            })
            .collect();
        let mut pairs: Vec<Vec<usize>> = Vec::new();
        for one in &near {
            let part = &page.figures[*one].found;
            if let Some(whole) = part.whole {
                let judged = judge::share(percent.value, judge::exactly(part.value), judge::exactly(whole));
                if judged.verdict == Verdict::Holds {
                    pairs.push(vec![*one]);
                }
                continue;
            }
            for other in near.iter().filter(|other| *other != one) {
                let whole = &page.figures[*other].found;
                if whole.whole.is_none()
                    && is_comparable(page, *one, *other)
                    && judge::share(percent.value, judge::written(part), judge::written(whole)).verdict
                        == Verdict::Holds
                {
                    pairs.push(vec![*one, *other]);
                }
            }
        }
        if let [operands] = pairs.as_slice() {
            settle::clear(figures, at);
            figures.derived.push(Derived {
                operation: Operation::Share,
                result: at,
                operands: operands.clone(),
                expected: Some(percent.value),
                source: Source::Nearby,
                verdict: Verdict::Holds,
            });
        }
    }
}

/// A percentage that two counts hardly give by chance: not 100, not 50, not 0.
fn is_telling(percent: &Found) -> bool {
    let unit = 10i64.saturating_pow(u32::from(percent.value.decimals));
    percent.value.digits > 0 && percent.value.digits % unit.saturating_mul(50) != 0
}

fn is_comparable(page: &Page<'_>, one: usize, other: usize) -> bool {
    let (left, right) = (&page.figures[one].found, &page.figures[other].found);
    let text = |figure: usize, tokens: &std::ops::Range<usize>| {
        if tokens.is_empty() {
            ""
        } else {
            judge::reading(page, figure).map_or("", |reading| reading.folded_slice(tokens))
        }
    };
    left.kind == right.kind
        && text(one, &left.unit) == text(other, &right.unit)
        && is_same_noun(text(one, &left.noun), text(other, &right.noun))
}
