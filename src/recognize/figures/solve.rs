//! The arithmetic: whether counts and percentages can be true together, and which single change
//! makes them so. Integers only.

use crate::model::figure::{Decimal, Verdict};

/// A part with its count and, if given, its percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) count: i64,
    pub(super) percent: Option<Decimal>,
}

/// Figures that claim to be about one whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    /// The stated total.
    pub(super) total: Option<i64>,
    /// All parts of the whole; empty if they are not known.
    pub(super) parts: Vec<Part>,
    /// Further ratios on the same whole, or on one of the parts.
    pub(super) loose: Vec<Part>,
    /// Other stated counts that may be the whole of a loose ratio.
    pub(super) nested: Vec<i64>,
}

/// One value of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Variable {
    Total,
    Count(usize),
    Percent(usize),
    Loose(usize),
}

/// A change that repairs a group, with the value if only one does.
struct Repaired(Option<Decimal>);

/// What the arithmetic says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// All hold together.
    Consistent,
    /// Changing this value alone repairs the group; to the given value, if only one does.
    Repair(Variable, Option<Decimal>),
    /// No single change does, or several do.
    Unclear,
}

/// `percent` of a ratio in its last digit: how `part / whole` relates to it.
pub(super) fn fit(part: Decimal, whole: Decimal, percent: Decimal) -> Verdict {
    let Some((scaled, base)) = scaled(part, whole, percent) else { return Verdict::Unknown };
    let stated = i128::from(percent.digits) * base;
    if (scaled - stated).abs() * 2 <= base {
        Verdict::Holds
    } else if stated <= scaled && scaled < stated + base {
        Verdict::HoldsTruncated
    } else {
        Verdict::Fails
    }
}

/// The percentage of `part / whole` with `decimals` digits, rounded half up.
pub(super) fn percentage(part: Decimal, whole: Decimal, decimals: u8) -> Option<Decimal> {
    let (scaled, base) = scaled(part, whole, Decimal { digits: 0, decimals })?;
    let digits = i64::try_from((scaled * 2 + base).div_euclid(base * 2)).ok()?;
    Some(Decimal { digits, decimals })
}

/// `100 · part · 10^decimals` and `whole`, brought to one scale.
fn scaled(part: Decimal, whole: Decimal, percent: Decimal) -> Option<(i128, i128)> {
    let ten = |power: u8| 10i128.checked_pow(u32::from(power));
    let base = i128::from(whole.digits).checked_mul(ten(part.decimals)?)?;
    let scaled = i128::from(part.digits).checked_mul(ten(whole.decimals)?)?.checked_mul(hundred(percent)?)?;
    (base > 0).then_some((scaled, base))
}

/// 100 per cent in the last digit of `percent`.
fn hundred(percent: Decimal) -> Option<i128> {
    10i128.checked_pow(u32::from(percent.decimals) + 2)
}

/// Whole numbers from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bases {
    pub(super) low: i128,
    pub(super) high: i128,
}

impl Bases {
    const ALL: Self = Self { low: 1, high: i64::MAX as i128 };

    fn meet(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.min(other.high) }
    }

    pub(super) const fn is_empty(self) -> bool {
        self.low > self.high
    }

    /// The only number, if there is one only.
    pub(super) fn only(self) -> Option<i64> {
        (self.low == self.high).then(|| i64::try_from(self.low).ok()).flatten()
    }
}

/// The whole numbers of which `count` is `percent`, rounded or cut off.
pub(super) fn bases(count: i64, percent: Decimal) -> Bases {
    let Some(hundred) = hundred(percent) else { return Bases::ALL };
    let (scaled, stated) = (i128::from(count) * hundred, i128::from(percent.digits));
    // `stated - 1/2 <= scaled / base < stated + 1`, the lower half for rounding up.
    let low = scaled.div_euclid(stated + 1) + 1;
    let high = if stated == 0 { Bases::ALL.high } else { (2 * scaled).div_euclid(2 * stated - 1) };
    Bases { low: low.max(i128::from(count).max(1)), high }
}

/// The whole numbers `base` of which `base - others` is `percent`.
fn bases_of_rest(others: i64, percent: Decimal) -> Bases {
    let Some(hundred) = hundred(percent) else { return Bases::ALL };
    let (scaled, stated) = (2 * i128::from(others) * hundred, i128::from(percent.digits));
    let least = 2 * (hundred - stated) + 1;
    let low = if least <= 0 { return Bases { low: 1, high: 0 } } else { -(-scaled).div_euclid(least) };
    let most = 2 * (hundred - stated - 1);
    let high = if most <= 0 { Bases::ALL.high } else { (scaled - 1).div_euclid(most) };
    Bases { low: low.max(i128::from(others)).max(1), high }
}

/// The whole numbers that are a base of every ratio.
pub(super) fn common_bases(ratios: &[Part]) -> Bases {
    ratios.iter().filter_map(|part| Some(bases(part.count, part.percent?))).fold(Bases::ALL, Bases::meet)
}

impl Problem {
    /// Sum of the parts.
    pub(super) fn sum(&self) -> i64 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.count))
    }

    /// The whole, stated or added up.
    pub(super) fn base(&self) -> Option<i64> {
        self.total.or_else(|| (!self.parts.is_empty()).then(|| self.sum()))
    }

    /// The verdict on the percentage of part `index`, against the whole.
    pub(super) fn part_verdict(&self, index: usize) -> Verdict {
        let (Some(part), Some(base)) = (self.parts.get(index), self.base()) else { return Verdict::Unknown };
        let Some(percent) = part.percent else { return Verdict::Unknown };
        match fit(Decimal::whole(part.count), Decimal::whole(base), percent) {
            Verdict::Fails if self.is_adjusted(part.count, base, percent) => Verdict::HoldsAdjusted,
            verdict => verdict,
        }
    }

    /// True if the percentages of all parts add up to exactly 100 and this one is one off in its
    /// last digit.
    fn is_adjusted(&self, count: i64, base: i64, percent: Decimal) -> bool {
        let same = self.parts.iter().all(|part| part.percent.is_some_and(|each| each.decimals == percent.decimals));
        let sum: i128 =
            self.parts.iter().filter_map(|part| part.percent).map(|percent| i128::from(percent.digits)).sum();
        let right = percentage(Decimal::whole(count), Decimal::whole(base), percent.decimals);
        same && Some(sum) == hundred(percent) && right.is_some_and(|right| right.digits.abs_diff(percent.digits) == 1)
    }

    /// The verdict on loose ratio `index` and the whole it is true of.
    pub(super) fn loose_verdict(&self, index: usize) -> (Verdict, Option<i64>) {
        let Some((part, percent)) = self.loose.get(index).and_then(|part| Some((part, part.percent?))) else {
            return (Verdict::Unknown, None);
        };
        let own = self.parts.iter().map(|part| part.count);
        let mut best = (Verdict::Fails, self.base());
        for base in self.base().into_iter().chain(own).chain(self.nested.iter().copied()) {
            let verdict = fit(Decimal::whole(part.count), Decimal::whole(base), percent);
            if verdict.holds() && part.count <= base {
                best = (verdict, Some(base));
                break;
            }
        }
        best
    }

    fn is_consistent(&self) -> bool {
        let adds_up = self.parts.is_empty() || self.total.is_none_or(|total| total == self.sum());
        adds_up
            && (0..self.parts.len())
                .all(|index| self.parts[index].percent.is_none() || self.part_verdict(index).holds())
            && (0..self.loose.len())
                .all(|index| self.loose[index].percent.is_none() || self.loose_verdict(index).0.holds())
    }

    /// Judges the group.
    pub(super) fn answer(&self) -> Answer {
        if self.is_consistent() {
            return Answer::Consistent;
        }
        let mut repairs = Vec::new();
        for index in 0..self.parts.len() {
            repairs.extend(self.repair_percent(index).map(|Repaired(to)| (Variable::Percent(index), to)));
            repairs.extend(self.repair_count(index).map(|Repaired(to)| (Variable::Count(index), to)));
        }
        for index in 0..self.loose.len() {
            repairs.extend(self.repair_loose(index).map(|Repaired(to)| (Variable::Loose(index), to)));
        }
        repairs.extend(self.repair_total().map(|Repaired(to)| (Variable::Total, to)));
        match repairs.as_slice() {
            [(variable, expected)] => Answer::Repair(*variable, *expected),
            _ => Answer::Unclear,
        }
    }

    fn repair_percent(&self, index: usize) -> Option<Repaired> {
        let mut other = self.clone();
        let percent = other.parts.get_mut(index)?.percent.take()?;
        let base = other.base()?;
        let part = Decimal::whole(self.parts[index].count);
        other.is_consistent().then(|| Repaired(percentage(part, Decimal::whole(base), percent.decimals)))
    }

    fn repair_loose(&self, index: usize) -> Option<Repaired> {
        let mut other = self.clone();
        let percent = other.loose.get_mut(index)?.percent.take()?;
        let base = other.base()?;
        let part = Decimal::whole(self.loose[index].count);
        other.is_consistent().then(|| Repaired(percentage(part, Decimal::whole(base), percent.decimals)))
    }

    fn repair_count(&self, index: usize) -> Option<Repaired> {
        let others = self.sum() - self.parts.get(index)?.count;
        let bases = match self.total {
            Some(total) => Bases { low: i128::from(total), high: i128::from(total) },
            None => self.bases_without(index, others),
        };
        let tried = [bases.low, bases.high].into_iter().filter(|_| !bases.is_empty());
        let mut works = tried.filter_map(|base| {
            let count = i64::try_from(base - i128::from(others)).ok().filter(|count| *count >= 0)?;
            let mut other = self.clone();
            other.parts[index].count = count;
            other.is_consistent().then_some(count)
        });
        let first = works.next()?;
        Some(Repaired((bases.low == bases.high).then_some(Decimal::whole(first))))
    }

    /// The bases for which some count of part `index` makes the group true.
    fn bases_without(&self, index: usize, others: i64) -> Bases {
        let mut bases = Bases::ALL.meet(Bases { low: i128::from(others), high: Bases::ALL.high });
        for (at, part) in self.parts.iter().enumerate() {
            let Some(percent) = part.percent else { continue };
            let these = if at == index { bases_of_rest(others, percent) } else { self::bases(part.count, percent) };
            bases = bases.meet(these);
        }
        for (at, part) in self.loose.iter().enumerate() {
            let on_other_whole = self.nested.iter().any(|base| {
                part.percent
                    .is_some_and(|percent| fit(Decimal::whole(part.count), Decimal::whole(*base), percent).holds())
            });
            if !on_other_whole && let Some(percent) = self.loose[at].percent {
                bases = bases.meet(self::bases(part.count, percent));
            }
        }
        bases
    }

    fn repair_total(&self) -> Option<Repaired> {
        self.total?;
        let mut other = self.clone();
        other.total = if self.parts.is_empty() { common_bases(&self.loose).only() } else { None };
        (other.base().is_some() && other.is_consistent()).then(|| Repaired(other.base().map(Decimal::whole)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn percent(digits: i64, decimals: u8) -> Decimal {
        Decimal { digits, decimals }
    }

    const fn part(count: i64, digits: i64, decimals: u8) -> Part {
        Part { count, percent: Some(percent(digits, decimals)) }
    }

    fn verdict(count: i64, base: i64, digits: i64, decimals: u8) -> Verdict {
        fit(Decimal::whole(count), Decimal::whole(base), percent(digits, decimals))
    }

    #[test]
    fn rounding_and_cutting_off() {
        assert_eq!(verdict(7, 32, 219, 1), Verdict::Holds);
        assert_eq!(verdict(7, 32, 218, 1), Verdict::HoldsTruncated);
        assert_eq!(verdict(7, 32, 229, 1), Verdict::Fails);
        assert_eq!(verdict(22, 32, 688, 1), Verdict::Holds);
        assert_eq!(verdict(10, 32, 312, 1), Verdict::Holds);
        assert_eq!(verdict(0, 32, 0, 0), Verdict::Holds);
    }

    #[test]
    fn bases_are_exactly_those_that_fit() {
        for (count, digits, decimals) in [(24, 75, 0), (6, 1875, 2), (1, 33, 0), (7, 218, 1), (3, 0, 0), (5, 100, 0)] {
            let range = bases(count, percent(digits, decimals));
            for base in count..400 {
                let fits = verdict(count, base, digits, decimals).holds();
                let inside = range.low <= i128::from(base) && i128::from(base) <= range.high;
                assert_eq!(fits, inside, "{count}/{base} = {digits}e-{decimals}");
            }
        }
    }

    #[test]
    fn bases_of_the_rest_are_exactly_those_that_fit() {
        for (others, digits, decimals) in [(8, 75, 0), (8, 57, 0), (24, 25, 0), (3, 100, 0), (10, 333, 1)] {
            let range = bases_of_rest(others, percent(digits, decimals));
            for base in others..600 {
                let fits = verdict(base - others, base, digits, decimals).holds();
                let inside = range.low <= i128::from(base) && i128::from(base) <= range.high;
                assert_eq!(fits, inside, "({base} - {others})/{base} = {digits}e-{decimals}");
            }
        }
    }

    fn founding() -> Problem {
        Problem { parts: vec![part(24, 75, 0), part(8, 25, 0)], loose: vec![part(6, 1875, 2)], ..Problem::default() }
    }

    #[test]
    fn the_odd_one_out_is_named() {
        assert_eq!(founding().answer(), Answer::Consistent);
        let mut changed = founding();
        changed.parts[0].percent = Some(percent(57, 0));
        assert_eq!(changed.answer(), Answer::Repair(Variable::Percent(0), Some(percent(75, 0))));
        let mut changed = founding();
        changed.parts[1].count = 9;
        assert_eq!(changed.answer(), Answer::Repair(Variable::Count(1), Some(Decimal::whole(8))));
        let mut changed = founding();
        changed.loose[0].percent = Some(percent(1857, 2));
        assert_eq!(changed.answer(), Answer::Repair(Variable::Loose(0), Some(percent(1875, 2))));
    }

    #[test]
    fn two_ways_to_repair_name_none() {
        let mut changed = founding();
        changed.loose.clear();
        changed.parts[1].count = 9;
        assert_eq!(changed.answer(), Answer::Unclear);
    }

    #[test]
    fn thirds_may_be_adjusted_to_a_hundred() {
        let thirds = Problem { parts: vec![part(1, 333, 1), part(1, 333, 1), part(1, 334, 1)], ..Problem::default() };
        assert_eq!(thirds.answer(), Answer::Consistent);
        assert_eq!(thirds.part_verdict(2), Verdict::HoldsAdjusted);
    }

    #[test]
    fn nothing_overflows() {
        let huge = Problem {
            total: Some(i64::MAX),
            parts: vec![part(i64::MAX, 999_999_999, 6), part(i64::MAX, 1, 6)],
            ..Problem::default()
        };
        assert_eq!(huge.answer(), Answer::Unclear);
        assert_eq!(verdict(5, 0, 50, 0), Verdict::Unknown);
    }
}
