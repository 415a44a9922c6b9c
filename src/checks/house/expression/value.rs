//! Values of a run, and exact numbers.

use std::cmp::Ordering;
use std::rc::Rc;

use jiff::civil::Date;

use super::facts::Record;
use crate::model::written::Written;

/// A value. `Missing` is a fact that the document does not give.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Bool(bool),
    Number(Number),
    Text(Rc<str>),
    Date(Date),
    Record(Record),
    List(Rc<[Value]>),
    Missing,
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(Rc::from(text))
    }

    pub(super) fn count(count: usize) -> Self {
        Self::Number(Number::whole(count as i128))
    }

    /// Its order beside another of its type; `None` if either is missing or they have none.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Bool(left), Self::Bool(right)) => Some(left.cmp(right)),
            (Self::Number(left), Self::Number(right)) => left.order(*right),
            (Self::Text(left), Self::Text(right)) => Some(left.cmp(right)),
            (Self::Date(left), Self::Date(right)) => Some(left.cmp(right)),
            _ => None,
        }
    }
}

/// A fraction, exact. `below` is above zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    above: i128,
    below: i128,
}

impl Number {
    pub(super) const fn whole(number: i128) -> Self {
        Self { above: number, below: 1 }
    }

    /// `digits / 10^decimals`.
    pub(super) fn decimal(digits: i128, decimals: u32) -> Option<Self> {
        Some(Self { above: digits, below: 10i128.checked_pow(decimals)? }.reduced())
    }

    pub(super) fn of(written: Written) -> Option<Self> {
        let scale = 10i128.checked_pow(u32::from(written.scale))?;
        Self::decimal(i128::from(written.value.digits).checked_mul(scale)?, u32::from(written.value.decimals))
    }

    /// The number if it is whole and small enough for days.
    pub(super) fn days(self) -> Option<i64> {
        (self.below == 1).then(|| i64::try_from(self.above).ok()).flatten()
    }

    fn reduced(self) -> Self {
        let common = gcd(self.above.unsigned_abs(), self.below.unsigned_abs());
        let common = i128::try_from(common).unwrap_or(1).max(1);
        Self { above: self.above / common, below: self.below / common }
    }

    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        Some(self.above.checked_mul(other.below)?.cmp(&other.above.checked_mul(self.below)?))
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let above = self.above.checked_mul(other.below)?.checked_add(other.above.checked_mul(self.below)?)?;
        Some(Self { above, below: self.below.checked_mul(other.below)? }.reduced())
    }

    pub(super) fn minus(self) -> Option<Self> {
        Some(Self { above: self.above.checked_neg()?, below: self.below })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let above = self.above.checked_mul(other.above)?;
        Some(Self { above, below: self.below.checked_mul(other.below)? }.reduced())
    }

    pub(super) fn over(self, other: Self) -> Option<Self> {
        let sign = other.above.signum();
        let turned = Self { above: other.below.checked_mul(sign)?, below: other.above.checked_mul(sign)? };
        (sign != 0).then(|| self.times(turned)).flatten()
    }

    pub(super) fn remainder(self, other: Self) -> Option<Self> {
        let both_whole = self.below == 1 && other.below == 1;
        both_whole.then(|| self.above.checked_rem(other.above)).flatten().map(Self::whole)
    }
}

const fn gcd(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_exact() {
        let third = Number::whole(1).over(Number::whole(3)).expect("fits");
        let one = third.times(Number::whole(3)).expect("fits");
        assert_eq!(one.order(Number::whole(1)), Some(Ordering::Equal));
        assert_eq!(Number::decimal(975, 1).and_then(|left| left.order(Number::whole(98))), Some(Ordering::Less));
        assert!(Number::whole(1).over(Number::whole(0)).is_none());
        assert!(Number::whole(i128::MAX).plus(Number::whole(1)).is_none(), "too large is no number");
    }
}
