//! The checks: each judges one thing about a recognised document and knows no wording, no severity
//! and no decree. Rules bind them to parameters and words; [`CHECKS`] is the only list.

mod api;
mod division_level;
mod division_sequence;
mod forbidden_text;
mod heading_case;
mod heading_text;
mod marker_form;
mod sections;

pub use api::{Bound, Check, CheckKind, Context, Draft, Findings, Stage};

use api::kind;

/// Every check there is, sorted by module. A rule file names one of them in `check`.
pub static CHECKS: &[CheckKind] = &[
    kind::<division_level::DivisionLevel>(),
    kind::<division_sequence::DivisionSequence>(),
    kind::<forbidden_text::ForbiddenText>(),
    kind::<heading_case::HeadingCase>(),
    kind::<heading_text::HeadingText>(),
    kind::<marker_form::MarkerForm>(),
    kind::<sections::MissingFacts>(),
    kind::<sections::MissingSection>(),
    kind::<sections::SectionEmpty>(),
    kind::<sections::SectionOrder>(),
    kind::<sections::SectionUnexpected>(),
];

/// The check named `name`.
pub fn find(name: &str) -> Option<&'static CheckKind> {
    CHECKS.iter().find(|check| check.name == name)
}
