//! Arithmetic on numbers as they are written. A whole count is exact; digits after a decimal mark or
//! before `triệu` and `tỷ` stand for every number that rounds to them. Integers only, and what does
//! not fit is not decided.

use super::figure::{Decimal, Verdict};

/// A number with the powers of ten of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Its digits.
    pub value: Decimal,
    /// Powers of ten: 6 for `triệu`.
    pub scale: u8,
}

/// All numbers that a written one may stand for, in halves of a common unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Interval {
    low: i128,
    high: i128,
}

impl Written {
    /// A count.
    pub const fn count(digits: i64) -> Self {
        Self { value: Decimal::whole(digits), scale: 0 }
    }

    /// True if it stands for one number only.
    pub const fn is_exact(self) -> bool {
        self.scale == 0 && self.value.decimals == 0
    }

    /// Its last digit as a power of ten.
    const fn last_digit(self) -> i32 {
        self.scale as i32 - self.value.decimals as i32
    }

    /// As halves of `10^unit`, which is no coarser than its last digit.
    fn interval(self, unit: i32) -> Option<Interval> {
        let factor = power(self.last_digit() - unit)?;
        let middle = i128::from(self.value.digits).checked_mul(2)?.checked_mul(factor)?;
        let half = if self.is_exact() { 0 } else { factor };
        Some(Interval { low: middle.checked_sub(half)?, high: middle.checked_add(half)? })
    }
}

fn power(exponent: i32) -> Option<i128> {
    10i128.checked_pow(u32::try_from(exponent).ok()?)
}

fn finest(numbers: &[Written]) -> i32 {
    numbers.iter().map(|number| number.last_digit()).min().unwrap_or(0)
}

/// `value / divisor`, rounded half away from zero.
fn rounded(value: i128, divisor: i128) -> Option<i128> {
    let doubled = value.checked_mul(2)?;
    let away = if (doubled < 0) == (divisor < 0) { divisor } else { divisor.checked_neg()? };
    (divisor != 0).then(|| doubled.checked_add(away)?.checked_div(divisor.checked_mul(2)?)).flatten()
}

/// The middle of an interval in halves of `10^unit`, in the digits of `like`.
fn in_digits_of(like: Written, doubled: i128, unit: i32) -> Option<Decimal> {
    let digits = rounded(doubled, power(like.last_digit() - unit)?.checked_mul(2)?)?;
    Some(Decimal { digits: i64::try_from(digits).ok()?, decimals: like.value.decimals })
}

/// What arithmetic says of a result: whether it holds, and what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// The right value in the digits of the result.
    pub expected: Option<Decimal>,
}

const UNDECIDED: Judged = Judged { verdict: Verdict::Unknown, expected: None };

/// `total` against the sum of `parts`, the parts that are taken away marked by `true`.
pub fn sum(total: Written, parts: &[(Written, bool)]) -> Judged {
    let judge = || {
        let unit = finest(&parts.iter().map(|(part, _)| *part).chain([total]).collect::<Vec<_>>());
        let mut all = Interval { low: 0, high: 0 };
        for (part, taken) in parts {
            let Interval { low, high } = part.interval(unit)?;
            let (low, high) = if *taken { (-high, -low) } else { (low, high) };
            all = Interval { low: all.low.checked_add(low)?, high: all.high.checked_add(high)? };
        }
        let stated = total.interval(unit)?;
        let holds = stated.low <= all.high && all.low <= stated.high;
        let expected = in_digits_of(total, all.low.checked_add(all.high)? / 2, unit);
        Some(Judged { verdict: if holds { Verdict::Holds } else { Verdict::Fails }, expected })
    };
    judge().unwrap_or(UNDECIDED)
}

/// True if `one` is more than `other`, however the digits of both were rounded.
pub fn is_more(one: Written, other: Written) -> bool {
    let compare = || {
        let unit = finest(&[one, other]);
        Some(one.interval(unit)?.low > other.interval(unit)?.high)
    };
    compare().unwrap_or(false)
}

/// `stated` against the mean of `values`.
pub fn mean(stated: Written, values: &[Written]) -> Judged {
    let judge = || {
        let count = i128::try_from(values.len()).ok().filter(|count| *count > 0)?;
        let unit = finest(&[values, &[stated]].concat());
        let mut all = Interval { low: 0, high: 0 };
        for value in values {
            let Interval { low, high } = value.interval(unit)?;
            all = Interval { low: all.low.checked_add(low)?, high: all.high.checked_add(high)? };
        }
        // A mean is rounded even where it is written without decimals.
        let middle = i128::from(stated.value.digits).checked_mul(2)?.checked_mul(power(stated.last_digit() - unit)?)?;
        let half = power(stated.last_digit() - unit)?;
        let (low, high) =
            (middle.checked_sub(half)?.checked_mul(count)?, middle.checked_add(half)?.checked_mul(count)?);
        let verdict = if low <= all.high && all.low <= high { Verdict::Holds } else { Verdict::Fails };
        let divisor = power(stated.last_digit() - unit)?.checked_mul(4)?.checked_mul(count)?;
        let digits = rounded(all.low.checked_add(all.high)?, divisor)?;
        let expected = Decimal { digits: i64::try_from(digits).ok()?, decimals: stated.value.decimals };
        Some(Judged { verdict, expected: Some(expected) })
    };
    judge().unwrap_or(UNDECIDED)
}

/// `percent` against `part / whole`.
pub fn share(percent: Decimal, part: Written, whole: Written) -> Judged {
    let judge = || {
        let unit = finest(&[part, whole]);
        quotient(percent, PER_CENT, part.interval(unit)?, whole.interval(unit)?)
    };
    judge().unwrap_or(UNDECIDED)
}

/// `stated` against the product of `factors`, if it is told in units `10^scale` times as large as theirs.
pub fn product(stated: Written, factors: &[Written], scale: u8) -> Judged {
    let judge = || {
        let stated = Written { scale: stated.scale.checked_add(scale)?, ..stated };
        let mut all = Interval { low: 1, high: 1 };
        let mut exact = 1i128;
        let mut unit = 0i32;
        for factor in factors {
            let Interval { low, high } = factor.interval(factor.last_digit())?;
            if low < 0 {
                return None;
            }
            all = Interval { low: all.low.checked_mul(low)?, high: all.high.checked_mul(high)? };
            exact = exact.checked_mul(i128::from(factor.value.digits))?;
            unit += factor.last_digit();
        }
        // The product is in halves as often as there are factors.
        let halves = 2i128.checked_pow(u32::try_from(factors.len()).ok()?.checked_sub(1)?)?;
        let Interval { low, high } = stated.interval(stated.last_digit())?;
        let finest = unit.min(stated.last_digit());
        let (fine, coarse) = (power(unit - finest)?, power(stated.last_digit() - finest)?.checked_mul(halves)?);
        let holds = all.low.checked_mul(fine)? <= high.checked_mul(coarse)?
            && low.checked_mul(coarse)? <= all.high.checked_mul(fine)?;
        let digits = rounded(exact.checked_mul(fine)?, power(stated.last_digit() - finest)?)?;
        let expected = Some(Decimal { digits: i64::try_from(digits).ok()?, decimals: stated.value.decimals });
        Some(Judged { verdict: if holds { Verdict::Holds } else { Verdict::Fails }, expected })
    };
    judge().unwrap_or(UNDECIDED)
}

/// `times` against `more / less`: `gấp 3 lần`.
pub fn times(times: Decimal, more: Written, less: Written) -> Judged {
    let judge = || {
        let unit = finest(&[more, less]);
        let judged = quotient(times, 0, more.interval(unit)?, less.interval(unit)?)?;
        // Nobody cuts `3,9 lần` down to 3.
        let verdict = if judged.verdict == Verdict::HoldsTruncated { Verdict::Fails } else { judged.verdict };
        Some(Judged { verdict, ..judged })
    };
    judge().unwrap_or(UNDECIDED)
}

/// `points` against `percent` of the greatest score `maximum`.
pub fn portion(points: Decimal, percent: Decimal, maximum: Decimal) -> Judged {
    let judge = || {
        // The greatest score is exact, whatever its digits.
        let part = Written { value: points, scale: maximum.decimals };
        let verdict = share(percent, part, Written::count(maximum.digits)).verdict;
        let exact = i128::from(percent.digits).checked_mul(i128::from(maximum.digits))?;
        let decimals = i32::from(percent.decimals) + i32::from(maximum.decimals) + 2;
        let more = i32::from(points.decimals) - decimals;
        let digits = if more >= 0 { exact.checked_mul(power(more)?)? } else { rounded(exact, power(-more)?)? };
        let expected = Decimal { digits: i64::try_from(digits).ok()?, decimals: points.decimals };
        Some(Judged { verdict, expected: Some(expected) })
    };
    judge().unwrap_or(UNDECIDED)
}

/// `percent` against the change from `earlier` to `later`, in per cent of `earlier`.
pub fn growth(percent: Decimal, later: Written, earlier: Written) -> Judged {
    let judge = || {
        let unit = finest(&[later, earlier]);
        let (now, before) = (later.interval(unit)?, earlier.interval(unit)?);
        let change = Interval { low: now.low.checked_sub(before.high)?, high: now.high.checked_sub(before.low)? };
        quotient(percent, PER_CENT, change, before)
    };
    judge().unwrap_or(UNDECIDED)
}

/// Powers of ten of a percentage.
const PER_CENT: i32 = 2;

/// `stated` against the quotient of two intervals, which is taken `10^powers` times. The digits may be rounded or
/// cut off.
fn quotient(stated: Decimal, powers: i32, part: Interval, whole: Interval) -> Option<Judged> {
    if whole.low <= 0 {
        return None;
    }
    let decimals = stated.decimals;
    let hundred = power(i32::from(decimals) + powers)?;
    let stated = i128::from(stated.digits);
    // The least quotient has the largest divisor unless it is negative.
    let low = (part.low.checked_mul(hundred)?, if part.low < 0 { whole.low } else { whole.high });
    let high = (part.high.checked_mul(hundred)?, if part.high < 0 { whole.high } else { whole.low });
    let compare =
        |value: (i128, i128), doubled: i128| Some(value.0.checked_mul(2)?.cmp(&doubled.checked_mul(value.1)?));
    let doubled = stated.checked_mul(2)?;
    let rounds = compare(low, doubled + 1)?.is_le() && compare(high, doubled - 1)?.is_ge();
    let cut = if stated < 0 {
        compare(high, doubled - 2)?.is_gt() && compare(low, doubled)?.is_le()
    } else {
        compare(low, doubled + 2)?.is_lt() && compare(high, doubled)?.is_ge()
    };
    let verdict = if rounds {
        Verdict::Holds
    } else if cut {
        Verdict::HoldsTruncated
    } else {
        Verdict::Fails
    };
    let (middle, base) = (part.low.checked_add(part.high)?, whole.low.checked_add(whole.high)?);
    let digits = rounded(middle.checked_mul(hundred)?, base)?;
    let expected = i64::try_from(digits).ok().map(|digits| Decimal { digits, decimals });
    Some(Judged { verdict, expected })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn decimal(digits: i64, decimals: u8) -> Decimal {
        Decimal { digits, decimals }
    }

    const fn written(digits: i64, decimals: u8, scale: u8) -> Written {
        Written { value: decimal(digits, decimals), scale }
    }

    #[test]
    fn whole_counts_are_exact() {
        let parts = [(Written::count(24), false), (Written::count(8), false)];
        assert_eq!(sum(Written::count(32), &parts).verdict, Verdict::Holds);
        assert_eq!(
            sum(Written::count(33), &parts),
            Judged { verdict: Verdict::Fails, expected: Some(Decimal::whole(32)) }
        );
    }

    #[test]
    fn digits_stand_for_what_rounds_to_them() {
        // 12,3 tỷ + 8,3 tỷ may be 20,5 tỷ, and 20,6 tỷ, but not 20,8 tỷ.
        let parts = [(written(123, 1, 9), false), (written(83, 1, 9), false)];
        assert_eq!(sum(written(205, 1, 9), &parts).verdict, Verdict::Holds);
        assert_eq!(sum(written(208, 1, 9), &parts).verdict, Verdict::Fails);
        assert_eq!(sum(written(20_600, 0, 6), &parts).verdict, Verdict::Holds);
    }

    #[test]
    fn growth_has_a_sign_and_rounding() {
        let now = |later, earlier, digits, decimals| {
            growth(decimal(digits, decimals), Written::count(later), Written::count(earlier)).verdict
        };
        assert_eq!(now(45, 40, 125, 1), Verdict::Holds);
        assert_eq!(now(39, 32, 21, 0), Verdict::HoldsTruncated);
        assert_eq!(now(45, 40, 14, 0), Verdict::Fails);
        assert_eq!(now(40, 45, -111, 1), Verdict::Holds);
        assert_eq!(now(40, 45, 111, 1), Verdict::Fails);
        assert_eq!(now(5, 0, 100, 0), Verdict::Unknown);
    }

    #[test]
    fn means_are_rounded() {
        let of = |stated, values: &[i64]| {
            let values: Vec<Written> = values.iter().map(|digits| written(*digits, 2, 0)).collect();
            let judged = mean(written(stated, 2, 0), &values);
            (judged.verdict.holds(), judged.expected.map(|value| value.digits))
        };
        assert_eq!(of(8333, &[8000, 8500, 8500]), (true, Some(8333)));
        assert_eq!(of(8200, &[7500, 7900, 8100]), (false, Some(7833)));
        assert_eq!(mean(Written::count(8), &[Written::count(7), Written::count(8)]).verdict, Verdict::Holds);
        assert_eq!(mean(Written::count(8), &[]).verdict, Verdict::Unknown);
    }

    #[test]
    fn points_are_a_portion_of_the_maximum() {
        let of = |points, percent, maximum| {
            let judged = portion(decimal(points, 2), decimal(percent, 2), maximum);
            (judged.verdict.holds(), judged.expected.map(|value| value.digits))
        };
        assert_eq!(of(1959, 9796, Decimal::whole(20)), (true, Some(1959)));
        assert_eq!(of(1727, 9134, Decimal::whole(20)), (false, Some(1827)));
        assert_eq!(of(855, 9000, decimal(95, 1)), (true, Some(855)));
    }

    #[test]
    fn cut_off_digits_are_known() {
        let of = |part, whole, digits| share(decimal(digits, 1), Written::count(part), Written::count(whole)).verdict;
        assert_eq!(of(7, 32, 219), Verdict::Holds);
        assert_eq!(of(7, 32, 218), Verdict::HoldsTruncated);
        assert_eq!(of(7, 32, 220), Verdict::Fails);
        assert_eq!(of(7, 32, 217), Verdict::Fails);
    }

    #[test]
    fn products_are_told_in_larger_units() {
        let of = |stated, factors: &[i64], scale| {
            let factors: Vec<Written> = factors.iter().map(|digits| Written::count(*digits)).collect();
            let judged = product(Written::count(stated), &factors, scale);
            (judged.verdict.holds(), judged.expected.map(|value| value.digits))
        };
        assert_eq!(of(12_600, &[3, 4200], 0), (true, Some(12_600)));
        assert_eq!(of(12_800, &[3, 4200], 0), (false, Some(12_600)));
        assert_eq!(of(1500, &[10, 3, 50_000], 3), (true, Some(1500)));
        assert_eq!(product(written(375, 1, 0), &[written(125, 1, 0), Written::count(3)], 0).verdict, Verdict::Holds);
        assert_eq!(product(written(475, 1, 0), &[written(125, 1, 0), Written::count(3)], 0).verdict, Verdict::Fails);
        assert_eq!(product(Written::count(1), &[Written::count(i64::MAX); 4], 18).verdict, Verdict::Unknown);
    }

    #[test]
    fn times_are_rounded_to_their_digits() {
        let of = |digits, decimals, more, less| {
            times(decimal(digits, decimals), Written::count(more), Written::count(less)).verdict.holds()
        };
        assert!(of(3, 0, 36, 12) && of(3, 0, 40, 12) && of(25, 1, 30, 12));
        assert!(!of(3, 0, 46, 12) && !of(24, 1, 30, 12));
    }

    #[test]
    fn nothing_overflows() {
        let huge = written(i64::MAX, 0, 18);
        assert_eq!(sum(huge, &[(huge, false), (written(1, 18, 0), true)]).verdict, Verdict::Unknown);
        assert_eq!(share(decimal(i64::MAX, 18), huge, huge).verdict, Verdict::Unknown);
    }
}
