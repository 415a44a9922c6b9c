//! Checks that rules of several groups bind: to a part of the form, or to words.

mod forbidden_text;
mod label_form;
mod letter_case;
mod line_ending;
mod missing_component;
mod present_component;

pub(super) use forbidden_text::ForbiddenText;
pub(super) use label_form::LabelForm;
pub(super) use letter_case::LetterCase;
pub(super) use line_ending::LineEnding;
pub(super) use missing_component::{MissingComponent, place};
pub(super) use present_component::PresentComponent;
