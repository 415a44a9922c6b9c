//! What the figures of a match give, and whether they may be compared at all.

use super::matcher::{Match, Matcher};
use super::stream::Item;
use crate::lexicon::number_context::number_context;
use crate::lexicon::partitions::partitions;
use crate::lexicon::relations::{Refute, Relation, RelationKind, Same, Slot, relations};
use crate::model::figure::{Decimal, FigureKind, Role, Verdict};
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written::{self, Judged, Written};
use crate::recognize::figures::amounts;
use crate::recognize::figures::groups::Page;
use crate::recognize::figures::reading::Reading;
use crate::recognize::figures::scan::{self, Found};
use crate::recognize::figures::ties;
use crate::text::fold;

/// Tokens before a change in which the word that tells its direction stands.
const MOVED: usize = 6;

const UNDECIDED: Judged = Judged { verdict: Verdict::Unknown, expected: None };

impl<'a> Matcher<'_, 'a> {
    /// What a match of `relation` says; `None` if its figures do not belong together, or if they
    /// disagree where the relation only proves.
    pub(super) fn judge(&self, relation: &Relation, found: &Match) -> Option<Derived> {
        if !self.is_comparable(relation, found) {
            return None;
        }
        let mut derived = match relation.entry.kind {
            RelationKind::Share => self.share(relation, found),
            RelationKind::Sum => self.sum(found),
            RelationKind::Fractions => self.fractions(found),
            RelationKind::Within => self.within(found),
            RelationKind::Rest => self.rest(found),
            RelationKind::Growth => self.growth(found),
            RelationKind::Difference => self.difference(found),
            RelationKind::Times => self.times(found),
            RelationKind::Change => self.change(found),
        }?;
        if relation.entry.refute != Refute::Certain {
            derived.source = Source::Wording;
        }
        if derived.verdict == Verdict::Fails {
            let over = || self.is_over(found);
            let refutes = match relation.entry.refute {
                Refute::Never => false,
                Refute::WhenOver => over(),
                Refute::WhenNear => self.is_near(found, &derived),
                Refute::Likely | Refute::Certain => true,
            };
            let echoes = !relation.entry.echo || self.echoes(found);
            if !refutes || !echoes || self.is_rough(found) || self.holds(&found.items, &relation.unless) {
                return None;
            }
        }
        (derived.verdict != Verdict::Unknown).then_some(derived)
    }

    fn found(&self, figure: usize) -> Option<&Found> {
        self.page.figures.get(figure).map(|placed| &placed.found)
    }

    fn reading(&self, figure: usize) -> Option<&Reading<'a>> {
        reading(self.page, figure)
    }

    /// The share of a part in its whole.
    fn share(&self, relation: &Relation, found: &Match) -> Option<Derived> {
        let percent_at = found.one(Slot::Share)?;
        let percent = self.found(percent_at)?;
        let (part, whole, whole_at, operands) = if let Some(ratio_at) = found.one(Slot::Ratio) {
            let ratio = self.found(ratio_at)?;
            let whole = exactly(ratio.whole?);
            // Beside the fraction: what it leaves, as a share of its whole.
            match found.one(Slot::Part) {
                Some(part_at) => (written(self.found(part_at)?), whole, ratio_at, vec![part_at, ratio_at]),
                None => (exactly(ratio.value), whole, ratio_at, vec![ratio_at]),
            }
        } else {
            let (part_at, whole_at) = (found.one(Slot::Part)?, found.one(Slot::Whole)?);
            let both = [part_at, whole_at];
            let (part, whole) = (self.written_among(part_at, &both)?, self.written_among(whole_at, &both)?);
            let whole_written = if relation.entry.set { set(whole) } else { whole };
            (part, whole_written, whole_at, vec![part_at, whole_at])
        };
        // A word that makes the percentage rough outweighs `kế hoạch` after it.
        let judged = match self.reading(percent_at)?.word_before(percent.number.start, 1) {
            "hơn" | "trên" => rough_share(true, percent.value, part, whole),
            "gần" | "ngót" => rough_share(false, percent.value, part, whole),
            _ if percent.role == Role::Approximate => UNDECIDED,
            _ => share(percent.value, part, whole),
        };
        let hundred = 10i64.checked_pow(u32::from(percent.value.decimals) + 2)?;
        let degree = percent.value.digits >= hundred;
        let more = written::is_more(part, whole);
        // `17/19 tiêu chí, đạt 100%` may say how far each of the 17 came.
        if judged.verdict == Verdict::Fails
            && (degree && !relation.entry.set && !more || self.is_of_other_whole(percent_at, whole_at))
        {
            return None;
        }
        Some(derived(Operation::Share, percent_at, operands, judged))
    }

    /// True if the percentage names a whole that is not the one of the figure `whole`: another thing, or
    /// that of a wider place.
    fn is_of_other_whole(&self, percent: usize, whole: usize) -> bool {
        let named = || {
            let (reading, found) = (self.reading(percent)?, self.found(percent)?);
            let end = found.tokens.end;
            let total = (end..end + 3).find(|at| reading.word(*at) == "tổng");
            // `chiếm 40% số học sinh` names its whole without `tổng`.
            let named = total.map_or(end, |total| total + 1);
            let counted = usize::from(reading.word(named) == "số");
            let start = (total.is_some() || counted > 0).then_some(named + counted)?;
            let noun = scan::noun(reading, start);
            (!noun.is_empty()).then(|| reading.folded_slice(&noun))
        };
        named().is_some_and(|noun| {
            let wider = self.relations.wider.iter().any(|words| fold::has_words(noun, words));
            wider || !is_same_noun(noun, self.noun(whole))
        })
    }

    fn sum(&self, found: &Match) -> Option<Derived> {
        let whole_at = found.one(Slot::Whole)?;
        let whole = self.found(whole_at)?;
        let parts: Vec<usize> = found.all(Slot::Part).collect();
        let all: Vec<usize> = parts.iter().copied().chain([whole_at]).collect();
        let mut terms = Vec::new();
        for at in &parts {
            let part = self.found(*at)?;
            // `11/13 đơn vị` is 11 of the 13 that were named before.
            if part.whole.is_some_and(|of| of != whole.value) {
                return None;
            }
            terms.push((self.written_among(*at, &all)?, false));
        }
        let judged = written::sum(self.written_among(whole_at, &all)?, &terms);
        // What only the rounding of the parts allows is not decided.
        let open = judged.verdict.holds() && judged.expected.is_some_and(|expected| expected != whole.value);
        let judged = if open { UNDECIDED } else { judged };
        (parts.len() >= 2).then(|| derived(Operation::Sum, whole_at, parts, judged))
    }

    /// Fractions that together are another one: proved when both sides add up, wrong when just one
    /// does.
    fn fractions(&self, found: &Match) -> Option<Derived> {
        let ratio_at = found.one(Slot::Ratio)?;
        let ratio = self.found(ratio_at)?;
        let parts: Vec<usize> = found.all(Slot::Part).collect();
        let above: Option<Vec<(Written, bool)>> =
            parts.iter().map(|part| Some((exactly(self.found(*part)?.value), false))).collect();
        let below: Option<Vec<(Written, bool)>> =
            parts.iter().map(|part| Some((exactly(self.found(*part)?.whole?), false))).collect();
        let above = written::sum(exactly(ratio.value), &above?);
        let below = written::sum(exactly(ratio.whole?), &below?);
        let judged = match (above.verdict.holds(), below.verdict.holds()) {
            (true, true) => Judged { verdict: Verdict::Holds, expected: above.expected },
            (false, true) => above,
            _ => UNDECIDED,
        };
        Some(derived(Operation::Sum, ratio_at, parts, judged))
    }

    fn within(&self, found: &Match) -> Option<Derived> {
        let (part_at, whole_at) = (found.one(Slot::Part)?, found.one(Slot::Whole)?);
        let (part, whole) = (self.found(part_at)?, self.found(whole_at)?);
        // `1.250 hộ, trong đó nam 2.000`: without a noun the part may count something else.
        let named = part.kind == FigureKind::Amount || !self.noun(part_at).is_empty();
        let over = named && written::is_more(written(part), written(whole));
        let judged = Judged { verdict: if over { Verdict::Fails } else { Verdict::Unknown }, expected: None };
        Some(derived(Operation::Within, part_at, vec![whole_at], judged))
    }

    /// What `67/124` leaves: 57.
    fn rest(&self, found: &Match) -> Option<Derived> {
        let (part_at, ratio_at) = (found.one(Slot::Part)?, found.one(Slot::Ratio)?);
        let (part, ratio) = (self.found(part_at)?, self.found(ratio_at)?);
        let terms = [(exactly(ratio.whole?), false), (exactly(ratio.value), true)];
        Some(derived(Operation::Difference, part_at, vec![ratio_at], written::sum(written(part), &terms)))
    }

    fn growth(&self, found: &Match) -> Option<Derived> {
        let (change_at, later_at, earlier_at) =
            (found.one(Slot::Change)?, found.one(Slot::Later)?, found.one(Slot::Earlier)?);
        let (change, later, earlier) = (self.found(change_at)?, self.found(later_at)?, self.found(earlier_at)?);
        let mut percent = change.value;
        percent.digits = percent.digits.saturating_abs();
        let fell = self.fell(change_at).unwrap_or_else(|| written::is_more(written(earlier), written(later)));
        if fell {
            percent.digits = -percent.digits;
        }
        let judged = written::growth(percent, written(later), written(earlier));
        let expected = judged.expected.map(|value| Decimal { digits: value.digits.saturating_abs(), ..value });
        Some(derived(Operation::Growth, change_at, vec![later_at, earlier_at], Judged { expected, ..judged }))
    }

    fn difference(&self, found: &Match) -> Option<Derived> {
        let (change_at, later_at, earlier_at) =
            (found.one(Slot::Change)?, found.one(Slot::Later)?, found.one(Slot::Earlier)?);
        let (change, later, earlier) = (self.found(change_at)?, self.found(later_at)?, self.found(earlier_at)?);
        let fell = self.fell(change_at).unwrap_or_else(|| written::is_more(written(earlier), written(later)));
        let (more, less) = if fell { (earlier, later) } else { (later, earlier) };
        let judged = written::sum(written(change), &[(written(more), false), (written(less), true)]);
        // `tăng 15%` from 80% to 92% is right in its way.
        if judged.verdict == Verdict::Fails && later.kind == FigureKind::Percent && change.kind == FigureKind::Percent {
            let grown = self.growth(found).filter(|grown| grown.verdict != Verdict::Fails);
            if grown.is_some() {
                return grown;
            }
        }
        Some(derived(Operation::Difference, change_at, vec![later_at, earlier_at], judged))
    }

    /// `36 lượt, gấp 3 lần năm trước (12 lượt)`.
    fn times(&self, found: &Match) -> Option<Derived> {
        let (change_at, later_at, earlier_at) =
            (found.one(Slot::Change)?, found.one(Slot::Later)?, found.one(Slot::Earlier)?);
        let (change, later, earlier) = (self.found(change_at)?, self.found(later_at)?, self.found(earlier_at)?);
        let fell = self.fell(change_at) == Some(true);
        let (more, less) = if fell { (earlier_at, later_at) } else { (later_at, earlier_at) };
        let (above, below) = if fell { (earlier, later) } else { (later, earlier) };
        let judged = written::times(change.value, written(above), written(below));
        // `tăng 2 lần` may also say that twice as much came on top.
        let on_top = || {
            let one = 10i64.checked_pow(u32::from(change.value.decimals))?;
            let more = Decimal { digits: change.value.digits.checked_add(one)?, ..change.value };
            Some(written::times(more, written(above), written(below)).verdict.holds())
        };
        let two_ways = self.reading(change_at)?.word_before(change.number.start, 1) != amounts::FOLD;
        if judged.verdict == Verdict::Fails && two_ways && on_top() != Some(false) {
            return None;
        }
        Some(derived(Operation::Times, change_at, vec![more, less], judged))
    }

    /// `45 hồ sơ, tăng 05 hồ sơ (12,5%)`: the change in per cent of what there was before.
    fn change(&self, found: &Match) -> Option<Derived> {
        let (later_at, mut changes) = (found.one(Slot::Later)?, found.all(Slot::Change));
        let (first, second) = (changes.next()?, changes.next()?);
        // Either may stand first.
        let percent_first = self.found(first)?.kind == FigureKind::Percent;
        let (by_at, percent_at) = if percent_first { (second, first) } else { (first, second) };
        let percent = self.found(percent_at)?.value;
        let (now, by) = (written(self.found(later_at)?), written(self.found(by_at)?));
        if now.scale != by.scale || now.value.decimals != by.value.decimals {
            return None;
        }
        let before = if self.fell(by_at)? {
            now.value.digits.checked_add(by.value.digits)?
        } else {
            now.value.digits.checked_sub(by.value.digits)?
        };
        let earlier = Written { value: Decimal { digits: before, ..now.value }, ..now };
        let judged = written::share(percent, by, earlier);
        Some(derived(Operation::Change, percent_at, vec![later_at, by_at], judged))
    }

    fn fell(&self, change: usize) -> Option<bool> {
        has_fallen(self.reading(change)?, self.found(change)?.number.start)
    }

    /// True if a word leaves one of the figures open: `hơn 36 lớp`.
    fn is_rough(&self, found: &Match) -> bool {
        found.figures.iter().filter(|(slot, _)| *slot != Slot::Share).any(|(_, at)| {
            let before = self.reading(*at).zip(self.found(*at));
            let word = |back: usize| {
                before.as_ref().map_or("", |(reading, found)| reading.word_before(found.tokens.start, back))
            };
            // `cao hơn 12` says exactly by how much.
            let compared = matches!(word(2), "cao" | "thấp");
            let word = word(1);
            !compared && self.relations.rough.iter().any(|rough| rough == word)
        })
    }

    /// True if the parts are more than the whole.
    fn is_over(&self, found: &Match) -> bool {
        let Some(whole) = found.one(Slot::Whole).and_then(|whole| self.found(whole)) else { return false };
        let parts = found.all(Slot::Part).filter_map(|part| Some((written(self.found(part)?), false)));
        let parts: Vec<(Written, bool)> = parts.collect();
        let sum = written::sum(written(whole), &parts);
        sum.expected
            .is_some_and(|expected| written::is_more(Written { value: expected, ..written(whole) }, written(whole)))
    }

    /// True if the parts differ from the whole by a tenth at most.
    fn is_near(&self, found: &Match, derived: &Derived) -> bool {
        let whole = found.one(Slot::Whole).and_then(|whole| self.found(whole));
        let digits = whole.map(|whole| whole.value.digits).zip(derived.expected.map(|expected| expected.digits));
        digits.is_some_and(|(whole, sum)| whole.abs_diff(sum) <= whole.unsigned_abs() / 10)
    }

    /// True if the figures count or measure the same thing, as the relation demands.
    fn is_comparable(&self, relation: &Relation, found: &Match) -> bool {
        // A fraction beside a part is the whole of that part.
        let beside = relation.entry.kind == RelationKind::Share && found.one(Slot::Part).is_some();
        let rest = (beside || relation.entry.kind == RelationKind::Rest).then_some(Slot::Ratio);
        let values = [Some(Slot::Whole), Some(Slot::Part), Some(Slot::Earlier), Some(Slot::Later), rest];
        let figures: Vec<usize> =
            found.figures.iter().filter(|(slot, _)| values.contains(&Some(*slot))).map(|(_, figure)| *figure).collect();
        let by_amount = matches!(relation.entry.kind, RelationKind::Difference | RelationKind::Change);
        // Of a change that is told twice, the amount.
        let is_amount = |at: &usize| self.found(*at).is_some_and(|found| found.kind != FigureKind::Percent);
        let change = found.all(Slot::Change).find(is_amount).or(found.one(Slot::Change)).filter(|_| by_amount);
        let all = || figures.iter().copied().chain(change);
        let Some(first) = figures.first().copied() else { return true };
        let named_by = all().find(|figure| !self.noun(*figure).is_empty()).unwrap_or(first);
        // A change is told in the unit of its value.
        let convertible = matches!(relation.entry.kind, RelationKind::Sum | RelationKind::Share);
        let alike = all().all(|figure| self.is_alike(first, figure) || convertible && self.converts(first, figure));
        // Of amounts of one unit the things may differ: `12 ha cam và 8 ha bưởi, tổng cộng 20 ha`.
        let measured = relation.entry.kind == RelationKind::Sum
            && all().all(|figure| self.found(figure).is_some_and(|found| !found.unit.is_empty()));
        let named = match relation.entry.same {
            Same::Unit => true,
            Same::Noun if measured => true,
            Same::Noun => all().all(|figure| self.is_same_noun(named_by, figure)),
            Same::Parts => {
                let mut parts = found.all(Slot::Part);
                let head = |figure: usize| self.noun(figure).split(' ').next().unwrap_or("");
                let first = parts.next().map_or("", head);
                !first.is_empty() && parts.all(|part| head(part) == first)
            }
            Same::Repeated => {
                let bare = all().skip(1).all(|figure| self.noun(figure).is_empty());
                // A unit that all have is repeated, whatever stands behind it.
                let measured = all().all(|figure| self.found(figure).is_some_and(|found| !found.unit.is_empty()));
                bare || measured
                    || all().all(|figure| self.is_same_noun(named_by, figure))
                        && all().skip(1).all(|figure| !self.noun(figure).is_empty())
            }
        };
        alike && named && self.is_one_list(found)
    }

    /// The folded unit of an amount.
    fn unit(&self, figure: usize) -> &'a str {
        let unit = self.found(figure).filter(|found| !found.unit.is_empty()).zip(self.reading(figure));
        unit.map_or("", |(found, reading)| reading.folded_slice(&found.unit))
    }

    /// The figure `at` in the smallest of the units of `all`: `2,4 ha` beside `9.000 m²`.
    fn written_among(&self, at: usize, all: &[usize]) -> Option<Written> {
        let number = written(self.found(at)?);
        let own = self.unit(at);
        let others = all.iter().map(|other| self.unit(*other)).filter(|other| *other != own);
        let smaller = others.filter_map(|other| number_context().powers(own, other));
        let more = smaller.map(|(own, other)| own.saturating_sub(other)).max().unwrap_or(0);
        Some(Written { scale: number.scale.checked_add(more)?, ..number })
    }

    /// True if two amounts measure one kind of thing in different units.
    fn converts(&self, one: usize, other: usize) -> bool {
        number_context().powers(self.unit(one), self.unit(other)).is_some()
    }

    fn is_alike(&self, one: usize, other: usize) -> bool {
        let (Some(left), Some(right)) = (self.found(one), self.found(other)) else { return false };
        let measured = |found: &Found| found.kind == FigureKind::Amount;
        let percent = |found: &Found| found.kind == FigureKind::Percent;
        let points = |found: &Found| percent(found) || found.role == Role::Change;
        if percent(left) || percent(right) {
            return points(left) && points(right);
        }
        if measured(left) != measured(right) {
            return false;
        }
        let (left, right) = (self.unit(one), self.unit(other));
        left.is_empty() || right.is_empty() || left == right
    }

    /// The folded words after a count, up to the end of its name.
    fn noun(&self, figure: usize) -> &'a str {
        let (Some(found), Some(reading)) = (self.found(figure), self.reading(figure)) else { return "" };
        if found.noun.is_empty() { "" } else { reading.folded_slice(&found.noun) }
    }

    fn is_same_noun(&self, one: usize, other: usize) -> bool {
        is_same_noun(self.noun(one), self.noun(other))
    }

    /// True if the items of the match are those of one list.
    fn is_one_list(&self, found: &Match) -> bool {
        let items = self.stream.items.get(found.items.clone()).unwrap_or(&[]);
        let mut signs = items.iter().filter_map(|item| if let Item::Entry(sign) = item { Some(*sign) } else { None });
        let first = signs.next();
        signs.all(|sign| Some(sign) == first)
    }

    /// True if the words before the percentage name the part: `Số phiếu thu về: 380`, `Tỷ lệ thu về`; or
    /// the first of the two does, `Số trẻ đã tiêm: 24 trẻ`, `Tỷ lệ tiêm chủng`.
    fn echoes(&self, found: &Match) -> bool {
        let echo = || {
            let (share, part) = (found.one(Slot::Share)?, found.one(Slot::Part)?);
            let (reading, own) = (self.reading(share)?, self.found(share)?);
            let end = ties::introduction(reading, own.number.start).start;
            let end = if reading.mark_before(end, 1) == ':' { end - 1 } else { end };
            let last = end.checked_sub(2).filter(|start| (*start..end).all(|at| reading.is_word(at)))?..end;
            let words = reading.folded_slice(&last);
            let (reading, part) = (self.reading(part)?, self.found(part)?);
            let around = reading.folded_slice(&(part.lead.start..part.noun.end));
            let first = words.split(' ').next().unwrap_or(words);
            let counted = reading.word(part.noun.start);
            Some(around.contains(words) || first != counted && fold::has_words(around, first))
        };
        echo().unwrap_or(false)
    }
}

/// What the words before the number at `start` say of the direction of a change: true for `giảm`, false for
/// `tăng`.
pub(in crate::recognize::figures) fn has_fallen(reading: &Reading<'_>, start: usize) -> Option<bool> {
    let words = relations();
    let says = |at: usize, phrases: &[String]| phrases.iter().any(|phrase| reading.has_phrase(at, phrase));
    let before = (start.saturating_sub(MOVED)..start).rev().take_while(|at| !reading.is_number(*at));
    let mut told = before.filter_map(|at| {
        let (fell, rose) = (says(at, &words.falls), says(at, &words.rises));
        (fell || rose).then_some(fell)
    });
    told.next()
}

pub(super) fn reading<'p, 'a>(page: &'p Page<'a>, figure: usize) -> Option<&'p Reading<'a>> {
    page.figures.get(figure).and_then(|placed| page.readings.get(placed.reading))
}

/// True if two folded names may be those of one kind of thing.
pub(in crate::recognize::figures) fn is_same_noun(one: &str, other: &str) -> bool {
    let head = |noun: &str| noun.split(' ').next().map(str::to_owned);
    one.is_empty()
        || other.is_empty()
        || head(one) == head(other)
        || partitions().classes.iter().any(|class| {
            let heads = (class.head(one), class.head(other));
            matches!(heads, (Some(one), Some(other)) if class.is_general(one) || class.is_general(other))
        })
}

fn derived(operation: Operation, result: usize, operands: Vec<usize>, judged: Judged) -> Derived {
    Derived {
        operation,
        result,
        operands,
        expected: judged.expected,
        source: Source::Sentence,
        verdict: judged.verdict,
    }
}

pub(super) fn written(found: &Found) -> Written {
    Written { value: found.value, scale: found.scale }
}

pub(super) const fn exactly(value: Decimal) -> Written {
    Written { value, scale: 0 }
}

/// A number that was set and not measured, with all its digits; itself if they are too many.
fn set(number: Written) -> Written {
    let digits = u32::from(number.scale)
        .checked_sub(u32::from(number.value.decimals))
        .and_then(|zeros| number.value.digits.checked_mul(10i64.checked_pow(zeros)?));
    digits.map_or(number, Written::count)
}

/// A percentage against two numbers. What only the rounding of the two leaves open is not decided.
pub(super) fn share(percent: Decimal, part: Written, whole: Written) -> Judged {
    let judged = written::share(percent, part, whole);
    let open = judged.verdict.holds()
        && !(part.is_exact() && whole.is_exact())
        && judged.expected.is_some_and(|expected| expected != percent);
    if open { UNDECIDED } else { judged }
}

/// `hơn 30%` (`above`) or `gần 30%` against two numbers.
fn rough_share(above: bool, percent: Decimal, part: Written, whole: Written) -> Judged {
    // With two more digits the rounding of the real value cannot hide a contradiction.
    let fine = Decimal { digits: percent.digits.saturating_mul(100), decimals: percent.decimals.saturating_add(2) };
    let Some(real) = written::share(fine, part, whole).expected else { return UNDECIDED };
    let right = if above { real.digits >= fine.digits } else { real.digits <= fine.digits };
    let shown = written::share(percent, part, whole).expected;
    Judged { verdict: if right { Verdict::Holds } else { Verdict::Fails }, expected: shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_exact() {
        let five = Written { value: Decimal::whole(5), scale: 9 };
        let part = Written { value: Decimal { digits: 45, decimals: 1 }, scale: 9 };
        assert_eq!(share(Decimal::whole(95), part, set(five)).verdict, Verdict::Fails);
        assert_eq!(share(Decimal::whole(90), part, set(five)).verdict, Verdict::Holds);
        // Measured amounts leave it open.
        assert_eq!(share(Decimal::whole(95), part, five).verdict, Verdict::Unknown);
    }

    #[test]
    fn nouns_of_one_kind() {
        assert!(is_same_noun("hồ sơ khai sinh", "hồ sơ"));
        assert!(is_same_noun("người", "hội viên nữ"));
        assert!(is_same_noun("", "hộ"));
        assert!(!is_same_noun("hộ nghèo", "tổ"));
    }
}
