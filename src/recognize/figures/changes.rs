//! Differences in brackets: `20,62%, bình quân cả nước 9,78% (cao hơn 10,84)`.
//!
//! The wordings of changes are patterns of the lexicon. These are none: which earlier value of the paragraph is
//! compared with the one before the bracket is said by the arithmetic alone, over any words and sentences between,
//! so they prove and never refute.

use super::groups::{Page, Placed};
use super::reading::Reading;
use super::relations::has_fallen;
use super::scan::Found;
use crate::model::figure::{FigureKind, Figures, Role, Verdict};
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written::{self, Written};

/// Tokens between a value and the bracket with its difference at most.
const GAP: usize = 5;
/// Figures back among which the other side of a difference is looked for.
const BACK: usize = 6;

/// Adds the differences that nothing has judged yet.
pub(super) fn find(page: &Page<'_>, figures: &mut Figures) {
    let known: std::collections::BTreeSet<usize> = figures.derived.iter().map(|derived| derived.result).collect();
    let mut first = 0;
    for placed in page.figures.chunk_by(|left, right| left.reading == right.reading) {
        let Some(reading) = placed.first().and_then(|placed| page.readings.get(placed.reading)) else { continue };
        let paragraph = Paragraph { reading, placed };
        for at in (0..placed.len()).filter(|at| !known.contains(&(first + at))) {
            if let Some((value, other)) = paragraph.sides(at) {
                figures.derived.push(Derived {
                    operation: Operation::Difference,
                    result: first + at,
                    operands: vec![first + value, first + other],
                    expected: Some(placed[at].found.value),
                    source: Source::Sentence,
                    verdict: Verdict::Holds,
                });
            }
        }
        first += placed.len();
    }
}

struct Paragraph<'p, 'a> {
    reading: &'p Reading<'a>,
    placed: &'p [Placed],
}

impl Paragraph<'_, '_> {
    fn found(&self, at: usize) -> Option<&Found> {
        self.placed.get(at).map(|placed| &placed.found)
    }

    /// The two values whose difference stands in brackets at `at`.
    fn sides(&self, at: usize) -> Option<(usize, usize)> {
        let change = self.found(at).filter(|found| found.role == Role::Change)?;
        let other_at = at.checked_sub(1)?;
        let other = self.found(other_at)?;
        let opened = (other.tokens.end..change.number.start).take(GAP).any(|at| self.reading.mark(at) == '(');
        if change.depth != other.depth + 1 || !opened || !is_value(other) {
            return None;
        }
        let fell = has_fallen(self.reading, change.number.start).unwrap_or(false);
        let gives = |value: &Found| {
            let (high, low) = if fell { (other, value) } else { (value, other) };
            written::sum(written(change), &[(written(high), false), (written(low), true)]).verdict.holds()
        };
        let mut values = other_at.saturating_sub(BACK)..other_at;
        let value = values.find(|at| {
            self.found(*at).is_some_and(|value| is_value(value) && value.depth == other.depth && gives(value))
        })?;
        Some((value, other_at))
    }
}

fn is_value(found: &Found) -> bool {
    matches!(found.role, Role::Plain | Role::Rate) && found.kind != FigureKind::Fraction
}

fn written(found: &Found) -> Written {
    Written { value: found.value, scale: found.scale }
}
