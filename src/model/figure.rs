//! Figures: counts and percentages with what they count, how they relate, and whether that is true.
//!
//! Every number is exact: a percentage written with `d` decimals is an integer in units of
//! `10^-d` per cent, and a base is an integer.

use super::block::{CellRef, Span};
use super::relation::{Coverage, Derived, Disorder, Excess, Oddity, Repeat, Standing, Weighed};
use super::values::Located;
use super::written::Written;

/// A decimal number, exact: `digits / 10^decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits as one integer.
    pub digits: i64,
    /// Digits after the decimal mark.
    pub decimals: u8,
}

impl Decimal {
    /// A whole number.
    pub const fn whole(digits: i64) -> Self {
        Self { digits, decimals: 0 }
    }

    /// The value if it is a whole number as written.
    pub const fn integer(self) -> Option<i64> {
        if self.decimals == 0 { Some(self.digits) } else { None }
    }
}

impl std::fmt::Display for Decimal {
    /// As Vietnamese documents write it: thousands points and a decimal comma.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let decimals = usize::from(self.decimals);
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push('.');
            }
            grouped.push(digit);
        }
        let sign = if self.digits < 0 { "-" } else { "" };
        let mark = if decimals == 0 { "" } else { "," };
        write!(formatter, "{sign}{grouped}{mark}{fraction}")
    }
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
    /// A measured amount: money, area, weight.
    Amount,
}

/// What a figure claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// So many there are, or such a share.
    Plain,
    /// Roughly so many: `gần`, `hơn`, `khoảng`.
    Approximate,
    /// A limit or an end of a range: `ít nhất`, `từ … đến …`, `trở lên`.
    Bound,
    /// A change: `tăng`, `giảm`, `vượt`.
    Change,
    /// Measured against a plan or an earlier period: `đạt … kế hoạch`, `so với cùng kỳ`.
    Target,
    /// So many for each of something: `mỗi`, `bình quân`.
    Rate,
}

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct NumberStyle {
    /// A one-digit number with a zero before it: `08`.
    pub zero_padded: bool,
    /// The decimal mark.
    pub decimal_mark: Option<char>,
    /// A space stands before `%`.
    pub spaced_sign: bool,
    /// `phần trăm` instead of `%`.
    pub sign_in_words: bool,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number with its unit sign.
    pub span: Span,
    /// The number alone.
    pub number: Span,
    /// What it is.
    pub kind: FigureKind,
    /// What it claims.
    pub role: Role,
    /// How it is written.
    pub style: NumberStyle,
    /// Its value; the numerator of a fraction.
    pub value: Decimal,
    /// The denominator of a fraction.
    pub whole: Option<Decimal>,
    /// Powers of ten of its unit: 6 for `triệu`, 9 for `tỷ`.
    pub scale: u8,
    /// Its unit, folded: `đồng`, `ha`; empty for counts and percentages.
    pub unit: String,
    /// The counted noun or the label before it (`nam`, `người dưới 40 tuổi`); in a table, the heading
    /// of its row.
    pub label: Option<Located>,
    /// The time it speaks of, as written: `6 tháng đầu năm 2026`.
    pub period: Option<Located>,
    /// It says how many there are of what its noun names: not the number of a name (`Nhóm 2`), not `/01 hộ`.
    pub counts: bool,
    /// It is introduced as a share of a whole: `chiếm 25%`.
    pub share: bool,
    /// In words: `hai mươi bốn`.
    pub in_words: bool,
    /// The table cell that holds nothing else.
    pub cell: Option<CellRef>,
    /// Whether the figure was checked against others, or why not.
    pub standing: Standing,
}

impl Figure {
    /// The figure as the arithmetic takes it.
    pub const fn written(&self) -> Written {
        Written { value: self.value, scale: self.scale }
    }
}

/// Whether a relation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It is true within the rounding that its digits allow.
    Holds,
    /// It holds only if the value was cut off instead of rounded.
    HoldsTruncated,
    /// It is off by one in its last digit so that the percentages of all parts add up to 100.
    HoldsAdjusted,
    /// No base makes it true.
    Fails,
    /// Not decidable: the base is not known.
    Unknown,
}

impl Verdict {
    /// True if the relation is proved right, whatever the convention of rounding.
    pub const fn holds(self) -> bool {
        matches!(self, Self::Holds | Self::HoldsTruncated | Self::HoldsAdjusted)
    }
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
    pub value: Decimal,
    /// Where it comes from.
    pub source: BaseSource,
}

/// Where a base comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaseSource {
    /// A stated figure: a count, or the fraction itself.
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
    /// Each part has its percentage.
    pub with_percents: bool,
    /// The verdict; `Unknown` without a stated total.
    pub verdict: Verdict,
}

/// Percentages of all parts of one whole, whose counts are not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// Indices of the percentages.
    pub percents: Vec<usize>,
    /// Their sum.
    pub sum: Decimal,
    /// Whether the sum is 100 within rounding.
    pub verdict: Verdict,
}

/// What is wrong with a group of figures, said once for the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which statement fails.
    pub kind: FaultKind,
    /// Index of the figure to point at: the odd one out, or the first that fails.
    pub figure: usize,
    /// The one value that repairs the group, where changing this figure alone does.
    pub expected: Option<Decimal>,
    /// The ratio that fails, as count against base, where there is one.
    pub reading: Option<(Decimal, Decimal)>,
    /// Index of the percentage of that ratio.
    pub percent: Option<usize>,
    /// The parts that the base is the sum of.
    pub parts: Vec<usize>,
    /// Index of the stated total.
    pub total: Option<usize>,
}

/// Which statement of a group fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// A percentage is not what its count and base give.
    Percent,
    /// A count is not what the other figures of its group require.
    Count,
    /// The ratios have no common base, and no single change gives them one.
    Group,
    /// No whole number is a base of this ratio.
    NoBase,
    /// The parts do not add up to the stated total.
    Sum,
}

/// A number given in digits and in words: `02 (hai)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpelledNumber {
    /// From the first to the second.
    pub span: Span,
    /// The digits.
    pub digits: Located,
    /// Their value.
    pub value: i64,
    /// The words.
    pub words: Located,
    /// Their value.
    pub words_value: i64,
}

/// A number announced before a list: `gồm 04 lĩnh vực:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The number and the noun.
    pub span: Span,
    /// The noun.
    pub noun: String,
    /// How many are announced.
    pub count: i64,
    /// The items of the list.
    pub items: Vec<Span>,
    /// The words say that the list is all there is: another number of items is a fault.
    pub closed: bool,
}

/// The same number before the same words, once in words and once in digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoWritings {
    /// In words, first place, with the noun.
    pub words: Located,
    /// In digits, first place, with the noun.
    pub digits: Located,
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
    /// Percentages of all parts of a whole.
    pub shares: Vec<Shares>,
    /// Figures that others give: totals and percentages of tables, growth, results against a plan.
    pub derived: Vec<Derived>,
    /// Figures of tables above what they can be at most.
    pub excesses: Vec<Excess>,
    /// Percentages that no figures prove, with the counts nearest to them.
    pub weighed: Vec<Weighed>,
    /// Ranks that contradict the scores beside them.
    pub disorders: Vec<Disorder>,
    /// Cells and columns of tables that look like slips.
    pub oddities: Vec<Oddity>,
    /// Figures of the text that a row of a table gives under the same name: the table first.
    pub agreements: Vec<Repeat>,
    /// One quantity that the document gives twice.
    pub repeats: Vec<Repeat>,
    /// What does not add up.
    pub faults: Vec<Fault>,
    /// Numbers in digits and words.
    pub spelled: Vec<SpelledNumber>,
    /// Numbers announced before lists.
    pub announcements: Vec<Announcement>,
    /// Phrases with a number in words here and in digits there.
    pub two_writings: Vec<TwoWritings>,
}

impl Figures {
    /// The figure `index`.
    pub fn get(&self, index: usize) -> Option<&Figure> {
        self.all.get(index)
    }

    /// What became of the percentages, so that silence is not taken for approval.
    pub fn coverage(&self) -> Coverage {
        let percents = self.all.iter().filter(|figure| figure.kind == FigureKind::Percent);
        Coverage::of(percents.map(|figure| figure.standing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_read_as_vietnamese_writes_them() {
        let shown = |digits, decimals| Decimal { digits, decimals }.to_string();
        assert_eq!(shown(1875, 2), "18,75");
        assert_eq!(shown(5, 2), "0,05");
        assert_eq!(shown(1_250_000, 0), "1.250.000");
        assert_eq!(shown(0, 0), "0");
    }
}
