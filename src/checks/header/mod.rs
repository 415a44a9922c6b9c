//! The checks on the head of the document.

mod committee_superior;
mod component_text;
mod component_words;

pub(super) use committee_superior::CommitteeSuperior;
pub(super) use component_text::ComponentText;
pub(super) use component_words::ComponentWords;
