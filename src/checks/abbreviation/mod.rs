//! The checks on abbreviations.

mod abbreviation_dot;
mod abbreviation_use;

pub(super) use abbreviation_dot::AbbreviationDot;
pub(super) use abbreviation_use::AbbreviationUse;
