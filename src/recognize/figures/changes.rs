//! Growth and differences: percentages and amounts that two other figures of the same sentence give, with
//! the direction that the verb says, or an earlier value that only the arithmetic finds.

use super::groups::{Page, Placed};
use super::reading::{At, Reading};
use super::scan::{self, Found};
use crate::model::figure::{Decimal, FigureKind, Role, Verdict};
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written::{self, Judged, Written};

/// Tokens between a value and the words that tell its change at most.
const GAP: usize = 3;
/// Tokens between a change and the value it is measured against at most.
const REACH: usize = 16;
/// Figures back among which the other side of a difference is looked for.
const BACK: usize = 6;

/// Finds what sentences say of changes.
pub(super) fn find(page: &Page<'_>) -> Vec<Derived> {
    let mut found = Vec::new();
    let mut first = 0;
    for figures in page.figures.chunk_by(|left, right| left.reading == right.reading) {
        let Some(reading) = figures.first().and_then(|placed| page.readings.get(placed.reading)) else { continue };
        let sentence = Sentence { reading, figures, first };
        found.extend((0..figures.len()).filter_map(|at| sentence.judge(at)));
        first += figures.len();
    }
    found
}

struct Sentence<'p, 'a> {
    reading: &'p Reading<'a>,
    figures: &'p [Placed],
    /// Index of the first figure in the document.
    first: usize,
}

impl Sentence<'_, '_> {
    fn found(&self, at: usize) -> Option<&Found> {
        self.figures.get(at).map(|placed| &placed.found)
    }

    fn judge(&self, at: usize) -> Option<Derived> {
        let found = self.found(at)?;
        match (found.kind, found.role) {
            (FigureKind::Percent, Role::Target) => self.of_change(at, found),
            (FigureKind::Percent, Role::Change) => self
                .against_earlier(at, found)
                .or_else(|| self.between(at, found))
                .or_else(|| self.of_change(at, found))
                .or_else(|| self.bracketed_difference(at, found)),
            (FigureKind::Percent, Role::Plain) => self.of_change(at, found).or_else(|| self.between(at, found)),
            (FigureKind::Count | FigureKind::Amount, Role::Change) => {
                self.against_earlier(at, found).or_else(|| self.bracketed_difference(at, found))
            }
            _ => None,
        }
    }

    fn derived(&self, operation: Operation, result: usize, operands: &[usize], judged: Judged) -> Option<Derived> {
        (judged.verdict != Verdict::Unknown).then(|| Derived {
            operation,
            result: self.first + result,
            operands: operands.iter().map(|operand| self.first + operand).collect(),
            expected: judged.expected,
            source: Source::Sentence,
            verdict: judged.verdict,
        })
    }

    /// `45 hồ sơ, tăng 12,5% so với cùng kỳ (40 hồ sơ)`, and the same with `tăng 05 hồ sơ`.
    fn against_earlier(&self, at: usize, change: &Found) -> Option<Derived> {
        let (later_at, later) = self.value_before(at, change)?;
        let (earlier_at, earlier) = (at + 1, self.found(at + 1)?);
        let compared = (change.tokens.end..earlier.tokens.start)
            .take(REACH)
            .any(|at| scan::is_pair(self.reading, at, &["so với", "cùng kỳ", "kế hoạch", "chỉ tiêu", "dự toán"]));
        let so_with = self.reading.word_before(earlier.tokens.start, 1) == "với"
            && self.reading.word_before(earlier.tokens.start, 2) == "so";
        let placed = so_with || self.bracket_before(change.tokens.end, earlier).is_some();
        if !is_plain(earlier)
            || earlier.sentence != change.sentence
            || !compared
            || !placed
            || !self.is_same_thing(later, earlier)
        {
            return None;
        }
        let operands = [later_at, earlier_at];
        if change.kind == FigureKind::Percent {
            let judged = self.grown(change, later, earlier);
            return self.derived(Operation::Growth, at, &operands, judged);
        }
        let judged = self.differs(change, later, earlier);
        self.derived(Operation::Difference, at, &operands, judged)
    }

    /// `tăng từ 40 hồ sơ lên 45 hồ sơ (12,5%)`.
    fn between(&self, at: usize, change: &Found) -> Option<Derived> {
        let (later_at, earlier_at) = (at.checked_sub(1)?, at.checked_sub(2)?);
        let (later, earlier) = (self.found(later_at)?, self.found(earlier_at)?);
        let from = self.reading.word_before(earlier.tokens.start, 1) == "từ";
        let to = matches!(self.reading.word_before(later.tokens.start, 1), "lên" | "xuống" | "còn" | "thành");
        let gap = later.noun.end..change.number.start;
        let near = gap.start <= gap.end
            && gap.len() <= GAP
            && gap.clone().all(|at| !self.reading.is_number(at) && self.reading.mark(at) != ';');
        let bracketed = gap.clone().any(|at| self.reading.mark(at) == '(') || change.role == Role::Change;
        let one = change.sentence == later.sentence && later.sentence == earlier.sentence;
        let fits = from && to && near && bracketed && one && self.is_same_thing(later, earlier);
        if !fits {
            return None;
        }
        let operands = [later_at, earlier_at];
        if later.kind == FigureKind::Percent {
            // `tăng 12,5%` may be points or per cent; only what is right says which.
            let points =
                written::sum(exactly(change.value), &[(exactly(later.value), false), (exactly(earlier.value), true)]);
            return points
                .verdict
                .holds()
                .then(|| self.derived(Operation::Difference, at, &operands, points))
                .flatten();
        }
        let mut percent = change.value;
        if later.value.digits < earlier.value.digits && later.scale == earlier.scale {
            percent.digits = -percent.digits;
        }
        let judged = unsigned(written::growth(percent, written(later), written(earlier)));
        self.derived(Operation::Growth, at, &operands, judged)
    }

    /// `45 hồ sơ, tăng 05 hồ sơ (12,5%)`.
    fn of_change(&self, at: usize, percent: &Found) -> Option<Derived> {
        let change_at = at.checked_sub(1)?;
        let change = self.found(change_at)?;
        if change.role != Role::Change || change.kind == FigureKind::Percent || change.sentence != percent.sentence {
            return None;
        }
        let gap = change.noun.end..percent.number.start;
        let bracket = gap.len() == 1 && self.reading.mark(gap.start) == '(';
        let worded = gap.len() <= 4
            && gap.clone().any(|at| matches!(self.reading.word(at), "ứng" | "đương" | "bằng"))
            && gap.clone().all(|at| !self.reading.is_number(at));
        if gap.start > gap.end || !bracket && !worded {
            return None;
        }
        let (later_at, later) = self.value_before(change_at, change)?;
        if !self.is_same_thing(later, change) {
            return None;
        }
        let (now, by) = (written(later), written(change));
        let grows = self.direction(change) >= 0;
        let before = if grows {
            now.value.digits.checked_sub(by.value.digits)?
        } else {
            now.value.digits.checked_add(by.value.digits)?
        };
        if now.scale != by.scale || now.value.decimals != by.value.decimals {
            return None;
        }
        let earlier = Written { value: Decimal { digits: before, ..now.value }, ..now };
        let judged = written::share(percent.value, by, earlier);
        self.derived(Operation::Change, at, &[later_at, change_at], judged)
    }

    /// `20,62%, bình quân cả nước 9,78% (cao hơn 10,84)`: proved if true, else not said of these two.
    fn bracketed_difference(&self, at: usize, change: &Found) -> Option<Derived> {
        let other_at = at.checked_sub(1)?;
        let other = self.found(other_at)?;
        let opened = (other.tokens.end..change.number.start).take(GAP + 2).any(|at| self.reading.mark(at) == '(');
        if change.depth != other.depth + 1 || !opened || !is_value(other) {
            return None;
        }
        let signed = |from: &Found| {
            let (low, high) = if self.direction(change) >= 0 { (other, from) } else { (from, other) };
            written::sum(written(change), &[(written(high), false), (written(low), true)])
        };
        let value_at = (other_at.saturating_sub(BACK)..other_at).find(|value_at| {
            self.found(*value_at)
                .is_some_and(|value| is_value(value) && value.depth == other.depth && signed(value).verdict.holds())
        })?;
        let judged = signed(self.found(value_at)?);
        self.derived(Operation::Difference, at, &[value_at, other_at], judged)
    }

    /// The value whose change stands at `at`: right before the word that tells it.
    fn value_before(&self, at: usize, change: &Found) -> Option<(usize, &Found)> {
        let before = at.checked_sub(1)?;
        let value = self.found(before)?;
        let verb = (value.noun.end..change.number.start).find(|at| scan::says_change(self.reading, *at))?;
        let gap = value.noun.end..verb;
        let clear = gap.len() <= GAP
            && gap.clone().all(|at| {
                matches!(self.reading.mark(at), ',' | '(' | ';') || matches!(self.reading.word(at), "đã" | "và")
            });
        (is_plain(value) && value.whole.is_none() && value.sentence == change.sentence && clear)
            .then_some((before, value))
    }

    /// The bracket that opens before `value`, after `from`, with only words that lead to the value
    /// inside.
    fn bracket_before(&self, from: At, value: &Found) -> Option<At> {
        let start = value.tokens.start;
        let open = (from..start).rev().take(REACH).find(|at| self.reading.mark(*at) == '(')?;
        let leads = (open + 1..start).all(|at| {
            self.reading.is_number(at) && self.reading.word_before(at, 1) == "năm"
                || matches!(self.reading.mark(at), ':')
                || matches!(
                    self.reading.word(at),
                    "cùng"
                        | "kỳ"
                        | "năm"
                        | "trước"
                        | "là"
                        | "có"
                        | "kế"
                        | "hoạch"
                        | "giao"
                        | "quý"
                        | "tháng"
                        | "ngoái"
                        | "kh"
                        | "đạt"
                )
        });
        (leads && (from..open).len() <= REACH && self.reading.mark_before(open, 1) != ')').then_some(open)
    }

    /// -1 for `giảm` and `thấp hơn`, else 1.
    fn direction(&self, change: &Found) -> i64 {
        let start = change.number.start;
        let verb = (start.saturating_sub(6)..start).rev().find(|at| scan::says_change(self.reading, *at));
        let down = verb.is_some_and(|at| matches!(self.reading.word(at), "giảm" | "thấp"));
        if down { -1 } else { 1 }
    }

    fn grown(&self, change: &Found, later: &Found, earlier: &Found) -> Judged {
        let mut percent = change.value;
        percent.digits *= self.direction(change);
        unsigned(written::growth(percent, written(later), written(earlier)))
    }

    fn differs(&self, change: &Found, later: &Found, earlier: &Found) -> Judged {
        let (more, less) = if self.direction(change) >= 0 { (later, earlier) } else { (earlier, later) };
        written::sum(written(change), &[(written(more), false), (written(less), true)])
    }

    /// True if two figures count or measure the same thing, as far as their words tell.
    fn is_same_thing(&self, one: &Found, other: &Found) -> bool {
        if one.kind != other.kind {
            return false;
        }
        if one.kind == FigureKind::Amount {
            let unit = |found: &Found| self.reading.folded_slice(&found.unit);
            return one.unit.is_empty() || other.unit.is_empty() || unit(one) == unit(other);
        }
        let noun = |found: &Found| self.reading.word(found.noun.start);
        one.noun.is_empty() || other.noun.is_empty() || noun(one) == noun(other)
    }
}

fn is_plain(found: &Found) -> bool {
    found.role == Role::Plain && found.kind != FigureKind::Percent
}

fn is_value(found: &Found) -> bool {
    matches!(found.role, Role::Plain | Role::Rate) && found.kind != FigureKind::Fraction
}

fn written(found: &Found) -> Written {
    Written { value: found.value, scale: found.scale }
}

const fn exactly(value: Decimal) -> Written {
    Written { value, scale: 0 }
}

/// What should stand, as the sentence writes it: without a sign.
fn unsigned(judged: Judged) -> Judged {
    let expected = judged.expected.map(|value| Decimal { digits: value.digits.saturating_abs(), ..value });
    Judged { expected, ..judged }
}
