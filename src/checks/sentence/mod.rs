//! The checks on sentences that are not whole.

mod heading_cut;
mod lead_in_empty;
mod lost_start;
mod note_missing;
mod sentence_fragment;

pub(super) use heading_cut::HeadingCut;
pub(super) use lead_in_empty::LeadInEmpty;
pub(super) use lost_start::LostStart;
pub(super) use note_missing::NoteMissing;
pub(super) use sentence_fragment::SentenceFragment;
