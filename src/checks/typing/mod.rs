//! The checks on slips of the keyboard and of lists.

mod double_punctuation;
mod list_lead_in;
mod list_leading_space;
mod list_marker_mixed;
mod list_sign_changed;
mod markup_artifact;
mod placeholder;
mod quote_style;
mod spacing;
mod typing_slip;
mod year_range_mixed;

pub(super) use double_punctuation::DoublePunctuation;
pub(super) use list_lead_in::ListLeadIn;
pub(super) use list_leading_space::ListLeadingSpace;
pub(super) use list_marker_mixed::ListMarkerMixed;
pub(super) use list_sign_changed::ListSignChanged;
pub(super) use markup_artifact::MarkupArtifact;
pub(super) use placeholder::Placeholder;
pub(super) use quote_style::QuoteStyle;
pub(super) use spacing::Spacing;
pub(super) use typing_slip::TypingSlip;
pub(super) use year_range_mixed::YearRangeMixed;
