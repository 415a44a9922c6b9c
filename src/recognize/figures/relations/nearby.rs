//! A percentage that exactly one pair of counts of its sentence, or of the sentence before, gives.

use std::collections::BTreeSet;

use super::judge::{self, is_same_noun};
use super::settle;
use crate::model::figure::{FigureKind, Figures, Role, Verdict};
use crate::model::relation::{Derived, Operation, Refusal, Source, Weighed};
use crate::model::written::Written;
use crate::recognize::figures::groups::Page;
use crate::recognize::figures::scan::Found;
use crate::recognize::figures::ties::{self, Whole};

/// Figures before a percentage among which a pair is looked for.
const BEFORE: usize = 8;
/// Figures after it.
const AFTER: usize = 3;

/// Counts named for a percentage that none of them proves.
const NAMED: usize = 2;

/// Adds the percentages that only one pair gives, and says of the others what was weighed in vain.
pub(super) fn find(page: &Page<'_>, figures: &mut Figures) {
    let known: BTreeSet<usize> = settle::judged_percents(figures);
    let mut taken = settle::TakenBack::default();
    for (at, placed) in page.figures.iter().enumerate() {
        let percent = &placed.found;
        let asks = percent.kind == FigureKind::Percent
            && matches!(percent.role, Role::Plain | Role::Target)
            && !known.contains(&at);
        if !asks {
            continue;
        }
        let near = near(page, at);
        let Some(reading) = page.readings.get(placed.reading).filter(|_| !near.is_empty()) else { continue };
        let other_whole = percent.role == Role::Plain && ties::whole(reading, percent.tokens.end) == Whole::Other;
        let pairs = if other_whole { Vec::new() } else { pairs(page, percent, &near) };
        let why = match pairs.as_slice() {
            _ if other_whole => Refusal::OtherWhole,
            [operands] if is_telling(percent) => {
                taken.percent(at);
                figures.derived.push(Derived {
                    operation: Operation::Share,
                    result: at,
                    operands: operands.clone(),
                    expected: Some(percent.value),
                    source: Source::Nearby,
                    verdict: Verdict::Holds,
                });
                continue;
            }
            [] if near.len() == 1 && page.figures[near[0]].found.whole.is_none() => Refusal::OneCount,
            [] => Refusal::NoPair,
            _ => Refusal::Chance,
        };
        let mut counts = near;
        counts.sort_by_key(|figure| figure.abs_diff(at));
        counts.truncate(NAMED);
        counts.sort_unstable();
        figures.weighed.push(Weighed { percent: at, counts, why });
    }
    taken.leave(figures);
}

/// The counts and amounts around a percentage in its sentence and the one before.
fn near(page: &Page<'_>, at: usize) -> Vec<usize> {
    let Some(placed) = page.figures.get(at) else { return Vec::new() };
    let range = at.saturating_sub(BEFORE)..(at + 1 + AFTER).min(page.figures.len());
    let is_near = |other: &usize| {
        let other = &page.figures[*other];
        let apart = placed.found.sentence.checked_sub(other.found.sentence);
        other.reading == placed.reading
            && matches!(apart, Some(0 | 1))
            && other.found.kind != FigureKind::Percent
            && other.found.role == Role::Plain
    };
    range.filter(is_near).collect()
}

/// The fractions and pairs of `near` that give the percentage to its digits.
fn pairs(page: &Page<'_>, percent: &Found, near: &[usize]) -> Vec<Vec<usize>> {
    let gives = |part: Written, whole: Written| judge::share(percent.value, part, whole).verdict == Verdict::Holds;
    let mut pairs = Vec::new();
    for one in near {
        let part = &page.figures[*one].found;
        if let Some(whole) = part.whole {
            pairs.extend(gives(judge::exactly(part.value), judge::exactly(whole)).then(|| vec![*one]));
            continue;
        }
        for other in near.iter().filter(|other| *other != one) {
            let whole = &page.figures[*other].found;
            let fits = whole.whole.is_none() && is_comparable(page, *one, *other);
            pairs.extend((fits && gives(judge::written(part), judge::written(whole))).then(|| vec![*one, *other]));
        }
    }
    pairs
}

/// A percentage that two counts hardly give by chance: not 100, not 50, not 0.
pub(in crate::recognize::figures) fn is_telling(percent: &Found) -> bool {
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
