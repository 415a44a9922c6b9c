//! Relations between figures beyond ratios and totals, and what became of each figure.

use super::block::BlockId;
use super::figure::{Decimal, Verdict};

/// A figure that other figures give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// How.
    pub operation: Operation,
    /// Index of the figure that is given.
    pub result: usize,
    /// Indices of the figures that give it, in the order of [`Operation`].
    pub operands: Vec<usize>,
    /// What they give, in the digits of the result; `None` if that cannot be written so.
    pub expected: Option<Decimal>,
    /// What says so.
    pub source: Source,
    /// Whether it is true.
    pub verdict: Verdict,
}

/// How figures give another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// All operands together.
    Sum,
    /// The first without the second.
    Difference,
    /// The first in per cent of the second.
    Share,
    /// The change from the second to the first, in per cent of the second.
    Growth,
    /// The second, a change, in per cent of what the first was before it.
    Change,
    /// All operands multiplied: quantity and price.
    Product,
    /// How many times the second the first is.
    Times,
    /// The first, a percentage, of a greatest score.
    Portion(Decimal),
    /// The result is a part of the operand, and no more than it.
    Within,
    /// The mean of all operands.
    Mean,
    /// How many items the list has that the result announces.
    Items,
}

/// What says that figures give another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// The words of a sentence.
    Sentence,
    /// The words of a sentence or list that hardly allow another reading.
    Wording,
    /// No other pair of figures near it gives it.
    Nearby,
    /// The heading of a row or column of a table.
    Heading,
    /// A row of formulas such as `4=5+6`.
    Formula,
    /// The other rows or columns of the table, in which the same holds.
    Pattern,
    /// The numbers of the rows: `1.1` and `1.2` make up `1`.
    Numbering,
    /// The names of the rows or columns: a rate, its whole and its part.
    Naming,
}

/// A figure above what it can be at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excess {
    /// Index of the figure.
    pub figure: usize,
    /// What it can be at most.
    pub limit: Limit,
    /// Indices of the figures that say so, if figures do.
    pub witnesses: Vec<usize>,
}

/// Two ranks that stand the other way round than the scores beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disorder {
    /// Index of the better rank.
    pub better: usize,
    /// Index of the worse rank.
    pub worse: usize,
    /// Index of the score beside the better rank, which is the lower one.
    pub better_score: usize,
    /// Index of the score beside the worse rank.
    pub worse_score: usize,
}

/// What looks like a slip of the hand in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// What is odd.
    pub kind: OddityKind,
    /// The block of the cell.
    pub block: BlockId,
    /// The block of a cell that it is unlike, or too much alike.
    pub other: Option<BlockId>,
}

/// How a cell or a column is odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OddityKind {
    /// A number without the percent sign that the others of its column have.
    SignMissing,
    /// A row without a unit in a column of units.
    UnitMissing,
    /// The unit of another thing than the name of the row.
    UnitOther,
    /// Two columns of percentages alike in every row.
    AlikeColumns,
}

/// What a figure can be at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// A greatest score.
    Maximum(Decimal),
    /// All of what is counted: a share is 100 per cent at most.
    Whole,
    /// Nothing: a share of 0 things has no value.
    Nothing,
}

impl Source {
    /// True for what a table says.
    pub const fn is_table(self) -> bool {
        !matches!(self, Self::Sentence | Self::Wording | Self::Nearby)
    }
}

/// A percentage that no figures prove, with the counts nearest to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// Index of the percentage.
    pub percent: usize,
    /// Indices of the counts that were weighed, in the order of the text.
    pub counts: Vec<usize>,
    /// Why they do not decide it.
    pub why: Refusal,
}

/// Why counts near a percentage do not decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The words after the percentage name another whole.
    OtherWhole,
    /// There is one count and nothing to divide it by.
    OneCount,
    /// No two of them give it, and the sentence does not say that they must.
    NoPair,
    /// Several pairs give it, or one that may do so by chance.
    Chance,
}

/// One quantity that the document gives twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// Index of the first figure.
    pub first: usize,
    /// Index of the second.
    pub second: usize,
    /// What both give, as the first place has it.
    pub quantity: String,
    /// Whether they agree.
    pub verdict: Verdict,
}

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Standing {
    /// It was compared with others and is right.
    Right,
    /// It was compared with others and something is wrong.
    Wrong,
    /// It has a count, but the whole is not known.
    NoTotal,
    /// It is a limit, a norm or the end of a range.
    Limit,
    /// It is given as approximate.
    Approximate,
    /// It is measured against a plan whose value is not given.
    NoPlan,
    /// It is a change, and one of the two values is not given.
    NoEarlier,
    /// It is a share of something that is named and not counted (`30% giá đất`).
    NotCounted,
    /// Nothing near it can be compared with it.
    #[default]
    Alone,
}

impl Standing {
    /// All, in the order of a report.
    pub const ALL: [Self; 9] = [
        Self::Right,
        Self::Wrong,
        Self::NoTotal,
        Self::Alone,
        Self::NoEarlier,
        Self::NoPlan,
        Self::NotCounted,
        Self::Limit,
        Self::Approximate,
    ];

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::NoTotal => "no-total",
            Self::Limit => "limit",
            Self::Approximate => "approximate",
            Self::NoPlan => "no-plan",
            Self::NoEarlier => "no-earlier",
            Self::NotCounted => "not-counted",
            Self::Alone => "alone",
        }
    }

    /// True if the figure was compared with others.
    pub const fn is_checked(self) -> bool {
        matches!(self, Self::Right | Self::Wrong)
    }
}

/// How many figures stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    counts: [usize; Standing::ALL.len()],
}

impl Coverage {
    /// Counts `standings`.
    pub fn of(standings: impl Iterator<Item = Standing>) -> Self {
        let mut coverage = Self::default();
        for standing in standings {
            for (count, _) in coverage.counts.iter_mut().zip(Standing::ALL).filter(|(_, each)| *each == standing) {
                *count += 1;
            }
        }
        coverage
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many were compared with others.
    pub fn checked(&self) -> usize {
        self.each().filter(|(standing, _)| standing.is_checked()).map(|(_, count)| count).sum()
    }

    /// How many stand how, those that occur.
    pub fn each(&self) -> impl Iterator<Item = (Standing, usize)> {
        Standing::ALL.into_iter().zip(self.counts).filter(|(_, count)| *count > 0)
    }
}
