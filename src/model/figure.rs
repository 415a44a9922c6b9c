//! Figures: counts and percentages with what they count and how they relate.

use super::block::Span;
use super::values::Located;

/// A decimal number, exact: `digits / 10^decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits as one integer.
    pub digits: i64,
    /// Digits after the decimal mark.
    pub decimals: u8,
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// A count of things.
    Count,
    /// A percentage.
    Percent,
    /// `a/b`: a part of a whole.
    Fraction,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number with its unit sign.
    pub span: Span,
    /// What it is.
    pub kind: FigureKind,
    /// Its value; the numerator of a fraction.
    pub value: Decimal,
    /// The denominator of a fraction.
    pub whole: Option<Decimal>,
    /// The counted noun or the label before it (`nam`, `người dưới 40 tuổi`).
    pub label: Option<Located>,
}

/// Whether a relation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It is true within the rounding that its digits allow.
    Holds,
    /// It holds only if the value was cut off instead of rounded.
    HoldsTruncated,
    /// No base makes it true.
    Fails,
    /// Not decidable: the base is not known.
    Unknown,
}

/// A count and its percentage against a base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratio {
    /// Index of the count or fraction.
    pub count: usize,
    /// Index of the percentage.
    pub percent: usize,
    /// The base, if one was found.
    pub base: Option<Base>,
    /// The verdict.
    pub verdict: Verdict,
}

/// The whole of a ratio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Its value.
    pub value: i64,
    /// Where it comes from.
    pub source: BaseSource,
}

/// Where a base comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaseSource {
    /// A stated figure.
    Stated(usize),
    /// The sum of stated parts.
    SumOf(Vec<usize>),
    /// The only whole number that fits the ratios of the group.
    Inferred,
}

/// Parts that should add up to a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Index of the stated total; `None` when it is only implied.
    pub total: Option<usize>,
    /// Indices of the parts.
    pub parts: Vec<usize>,
    /// Sum of the parts.
    pub sum: i64,
    /// The verdict.
    pub verdict: Verdict,
}

/// All figures of a document and their relations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// The figures, in reading order.
    pub all: Vec<Figure>,
    /// Counts with percentages.
    pub ratios: Vec<Ratio>,
    /// Parts with totals.
    pub totals: Vec<Total>,
}
