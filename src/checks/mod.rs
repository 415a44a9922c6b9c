//! The checks: each judges one thing about a recognised document and knows no wording, no severity
//! and no decree. Rules bind them to parameters and words; [`CHECKS`] is the only list.

mod abbreviation_dot;
mod api;
mod broken_sentence;
mod division_level;
mod division_sequence;
mod double_punctuation;
mod encoding;
mod extent;
mod forbidden_text;
mod heading_case;
mod heading_text;
mod joined_words;
mod lists;
mod marker_form;
mod markup;
mod noun_capital;
mod placeholder;
mod quote_style;
mod repeated_passage;
mod repeated_word;
mod sections;
mod spacing;
mod tone_mark;

pub use api::{Bound, Check, CheckKind, Context, Draft, Findings, Stage};

use api::kind;

/// Every check there is, sorted by module. A rule file names one of them in `check`.
pub static CHECKS: &[CheckKind] = &[
    kind::<abbreviation_dot::AbbreviationDot>(),
    kind::<broken_sentence::BrokenSentence>(),
    kind::<division_level::DivisionLevel>(),
    kind::<division_sequence::DivisionSequence>(),
    kind::<double_punctuation::DoublePunctuation>(),
    kind::<encoding::DecomposedLetters>(),
    kind::<encoding::InvisibleCharacter>(),
    kind::<encoding::LegacyFont>(),
    kind::<encoding::LookalikeLetter>(),
    kind::<forbidden_text::ForbiddenText>(),
    kind::<heading_case::HeadingCase>(),
    kind::<heading_text::HeadingText>(),
    kind::<joined_words::JoinedWords>(),
    kind::<lists::ListLeadIn>(),
    kind::<lists::ListLeadingSpace>(),
    kind::<lists::ListMarkerMixed>(),
    kind::<marker_form::MarkerForm>(),
    kind::<markup::MarkupArtifact>(),
    kind::<noun_capital::NounCapital>(),
    kind::<placeholder::Placeholder>(),
    kind::<quote_style::QuoteStyle>(),
    kind::<repeated_passage::RepeatedPassage>(),
    kind::<repeated_word::RepeatedWord>(),
    kind::<sections::MissingFacts>(),
    kind::<sections::MissingSection>(),
    kind::<sections::SectionEmpty>(),
    kind::<sections::SectionOrder>(),
    kind::<sections::SectionUnexpected>(),
    kind::<spacing::Spacing>(),
    kind::<tone_mark::ToneMarkMisplaced>(),
    kind::<tone_mark::ToneMarkMixed>(),
];

/// The check named `name`.
pub fn find(name: &str) -> Option<&'static CheckKind> {
    CHECKS.iter().find(|check| check.name == name)
}
