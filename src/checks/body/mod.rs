//! The checks on the content as a whole.

mod broken_sentence;
mod empty_heading;
mod end_mark;
mod other_place;
mod period_mismatch;
mod repeated_clause;
mod repeated_passage;

pub(super) use broken_sentence::BrokenSentence;
pub(super) use empty_heading::EmptyHeading;
pub(super) use end_mark::{EndMarkForm, EndMarkJoined, EndMarkLast, EndMarkOnce, EndMarkPresent};
pub(super) use other_place::OtherPlace;
pub(super) use period_mismatch::PeriodMismatch;
pub(super) use repeated_clause::RepeatedClause;
pub(super) use repeated_passage::RepeatedPassage;
