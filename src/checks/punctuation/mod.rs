//! The checks on punctuation.

mod list_ending;
mod unpaired_mark;

pub(super) use list_ending::ListEnding;
pub(super) use unpaired_mark::UnpairedMark;
