//! What can be wrong with a statement. The words are in `report`.

use std::fmt;
use std::ops::Range;

/// A mistake in a statement, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaFault {
    /// Bytes of the statement.
    pub at: Range<usize>,
    /// What is wrong there.
    pub what: What,
}

/// What is wrong in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Something else is expected here; empty at the end.
    Unexpected(String),
    /// A text in quotes that never ends.
    OpenText,
    /// It is longer or nested deeper than allowed.
    TooLarge,
    /// A name nobody knows, with those that are known there.
    UnknownName {
        /// The name.
        name: String,
        /// Those that are known there.
        known: Vec<&'static str>,
    },
    /// A value of another type is needed.
    WrongType {
        /// The type that is there.
        found: String,
        /// The types that are needed.
        wanted: String,
    },
    /// A function with another number of arguments.
    Arguments(String),
    /// A regular expression that cannot be used.
    Pattern(String),
    /// A day that the calendar does not have.
    Day(String),
}

impl FormulaFault {
    pub(super) fn new(at: Range<usize>, what: What) -> Self {
        Self { at, what }
    }
}

impl fmt::Display for FormulaFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at {}: {:?}", self.at.start, self.what)
    }
}
