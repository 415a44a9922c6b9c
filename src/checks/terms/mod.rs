//! The checks on terms written in two ways.

mod consistent_choice;
mod syllable_choice;

pub(super) use consistent_choice::ConsistentChoice;
pub(super) use syllable_choice::SyllableChoice;
