//! The checks: each judges one thing about a recognised document and knows no wording, no severity
//! and no decree. Rules bind them to parameters and words; [`CHECKS`] is the only list.

mod api;
mod archive_line;
mod as_above;
mod attachment_number;
mod collective_signature;
mod component_edge;
mod component_text;
mod component_words;
mod division_level;
mod division_sequence;
mod end_mark;
mod forbidden_text;
mod heading_case;
mod heading_text;
mod issue_date;
mod label_form;
mod letter_case;
mod line_ending;
mod marker_form;
mod missing_addressee;
mod missing_component;
mod number_form;
mod number_symbol;
mod recipient_marker;
mod sections;
mod signature_chain;
mod signature_form;
mod title_line;

pub use api::{Bound, Check, CheckKind, Context, Draft, Findings, Stage};

use api::kind;

/// Every check there is, sorted by module. A rule file names one of them in `check`.
pub static CHECKS: &[CheckKind] = &[
    kind::<archive_line::ArchiveLine>(),
    kind::<as_above::AsAbove>(),
    kind::<attachment_number::AttachmentNumber>(),
    kind::<collective_signature::CollectiveSignature>(),
    kind::<component_edge::ComponentEdge>(),
    kind::<component_text::ComponentText>(),
    kind::<component_words::ComponentWords>(),
    kind::<division_level::DivisionLevel>(),
    kind::<division_sequence::DivisionSequence>(),
    kind::<end_mark::EndMarkCheck>(),
    kind::<forbidden_text::ForbiddenText>(),
    kind::<heading_case::HeadingCase>(),
    kind::<heading_text::HeadingText>(),
    kind::<issue_date::IssueDate>(),
    kind::<label_form::LabelForm>(),
    kind::<letter_case::LetterCase>(),
    kind::<line_ending::LineEnding>(),
    kind::<marker_form::MarkerForm>(),
    kind::<missing_addressee::MissingAddressee>(),
    kind::<missing_component::MissingComponent>(),
    kind::<number_form::NumberForm>(),
    kind::<number_symbol::NumberSymbol>(),
    kind::<recipient_marker::RecipientMarker>(),
    kind::<sections::MissingFacts>(),
    kind::<sections::MissingSection>(),
    kind::<sections::SectionEmpty>(),
    kind::<sections::SectionOrder>(),
    kind::<sections::SectionUnexpected>(),
    kind::<signature_chain::SignatureChain>(),
    kind::<signature_form::SignatureForm>(),
    kind::<title_line::TitleLine>(),
];

/// The check named `name`.
pub fn find(name: &str) -> Option<&'static CheckKind> {
    CHECKS.iter().find(|check| check.name == name)
}
