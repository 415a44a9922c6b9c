//! The checks on the required structure: what the alignment of the outline with the profile says.

mod missing_facts;
mod missing_section;
mod section_empty;
mod section_order;
mod section_unexpected;

pub(super) use missing_facts::MissingFacts;
pub(super) use missing_section::MissingSection;
pub(super) use section_empty::SectionEmpty;
pub(super) use section_order::SectionOrder;
pub(super) use section_unexpected::SectionUnexpected;
