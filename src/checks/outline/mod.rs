//! The checks on headings and their numbers.

mod decimal_stop_mixed;
mod division_form;
mod division_level;
mod division_sequence;
mod heading_capitals;
mod heading_case;
mod heading_like_parent;
mod heading_marks;
mod heading_text;
mod marker_form;
mod number_doubled;
mod number_typed;
mod own_part_missing;
mod series_start;

pub(super) use decimal_stop_mixed::DecimalStopMixed;
pub(super) use division_form::DivisionForm;
pub(super) use division_level::DivisionLevel;
pub(super) use division_sequence::DivisionSequence;
pub(super) use heading_capitals::HeadingCapitals;
pub(super) use heading_case::HeadingCase;
pub(super) use heading_like_parent::HeadingLikeParent;
pub(super) use heading_text::HeadingText;
pub(super) use marker_form::MarkerForm;
pub(super) use number_doubled::NumberDoubled;
pub(super) use number_typed::NumberTyped;
pub(super) use own_part_missing::OwnPartMissing;
pub(super) use series_start::SeriesStart;
