//! The checks: each judges one thing about a recognised document and knows no wording, no severity
//! and no decree. Rules bind them to parameters and words; [`CHECKS`] is the only list.

mod abbreviation_dot;
mod abbreviation_use;
mod across;
mod addressee_lines;
mod annex_issuer;
mod annex_missing;
mod annex_note;
mod annex_numbers;
mod annex_unmentioned;
mod api;
mod appearance;
mod archive_line;
mod as_above;
mod attachment_number;
mod broken_sentence;
mod capital_inside;
mod citation_alias_form;
mod citation_alias_use;
mod citation_blank_number;
mod citation_chronology;
mod citation_date;
mod citation_date_form;
mod citation_double;
mod citation_enclosing;
mod citation_first_mention;
mod citation_issuer_lifetime;
mod citation_issuer_name;
mod citation_kind_code;
mod citation_kind_issuer;
mod citation_kind_short;
mod citation_kind_symbol;
mod citation_link_order;
mod citation_number_range;
mod citation_number_word;
mod citation_parts;
mod citation_place;
mod citation_repetition;
mod citation_short_form;
mod citation_symbol_form;
mod citation_symbol_issuer;
mod citation_symbol_slip;
mod citation_twin;
mod citation_two_dates;
mod citation_two_titles;
mod citation_unit_comma;
mod citation_units;
mod citation_variant;
mod citation_year;
mod collective_signature;
mod committee_superior;
mod component_edge;
mod component_text;
mod component_words;
mod consistent_choice;
mod dash_mixed;
mod decision_form;
mod division_form;
mod division_level;
mod division_sequence;
mod double_punctuation;
mod encoding;
mod end_mark;
mod ended_body;
mod extent;
mod figures;
pub mod folder;
mod forbidden_text;
mod ground_law;
mod grounds_apart;
mod grounds_joined;
mod heading_case;
mod heading_content;
mod heading_marks;
mod heading_text;
mod house;
mod issue_date;
mod joined_words;
mod label_form;
mod letter_case;
mod line_ending;
mod list_ends;
mod lists;
mod marker_form;
mod markup;
mod missing_addressee;
mod missing_component;
mod name_capitals;
mod name_case;
mod name_slip;
mod name_variant;
mod note_mark;
mod noun_capital;
mod noun_capital_mixed;
mod number_form;
mod number_habit;
mod number_symbol;
mod number_typed;
mod official_form;
mod other_place;
mod own_kind_capital;
mod own_part;
mod page;
mod period_mismatch;
mod placeholder;
mod present_component;
mod quote_style;
mod recipient_list;
mod recipient_marker;
mod registry;
mod repeated_clause;
mod repeated_passage;
mod repeated_word;
mod sections;
mod sentence_fragment;
mod sentences;
mod series_comma;
mod series_start;
mod signature_chain;
mod signature_form;
mod spacing;
mod spelling;
mod stated_date;
mod syllable_choice;
mod title_line;
mod title_words;
mod tone_mark;
mod typing_slip;
mod unpaired_mark;
mod unseen;
mod year_range;

pub use api::{Bound, BoundDocument, Check, CheckKind, Context, Draft, Findings, Stage};

pub(crate) use house::with_bounded_patterns;
pub use house::{FormulaFault, FormulaWhat, formula_facts, formula_fault};
pub use registry::{Cited, Known, Validity, cited, validity};
pub use spelling::Misspellings;

use api::{folder_kind, kind};

/// Every check there is, sorted by module. A rule file names one of them in `check`.
pub static CHECKS: &[CheckKind] = &[
    kind::<abbreviation_dot::AbbreviationDot>(),
    kind::<abbreviation_use::AbbreviationUse>(),
    kind::<addressee_lines::AddresseeLines>(),
    folder_kind::<across::AnnexFigures>(),
    folder_kind::<across::InstrumentDates>(),
    folder_kind::<across::NumberTwice>(),
    folder_kind::<across::SummaryFigure>(),
    folder_kind::<across::SummaryTotal>(),
    kind::<annex_issuer::AnnexIssuer>(),
    kind::<annex_missing::AnnexMissing>(),
    kind::<annex_note::AnnexNote>(),
    kind::<annex_numbers::AnnexNumbers>(),
    kind::<annex_unmentioned::AnnexUnmentioned>(),
    kind::<appearance::BlankParagraphs>(),
    kind::<appearance::ComponentAlignment>(),
    kind::<appearance::ComponentFormat>(),
    kind::<appearance::ComponentFrame>(),
    kind::<appearance::ComponentGap>(),
    kind::<appearance::ComponentLine>(),
    kind::<appearance::ComponentLineLength>(),
    kind::<appearance::ComponentSizeOrder>(),
    kind::<appearance::FontColor>(),
    kind::<appearance::FontFamily>(),
    kind::<appearance::HeadingFormat>(),
    kind::<appearance::HighlightedText>(),
    kind::<appearance::ParagraphFormat>(),
    kind::<appearance::SizeMixed>(),
    kind::<archive_line::ArchiveLine>(),
    kind::<as_above::AsAbove>(),
    kind::<attachment_number::AttachmentNumber>(),
    kind::<broken_sentence::BrokenSentence>(),
    kind::<capital_inside::CapitalInside>(),
    kind::<broken_sentence::LostStart>(),
    kind::<citation_alias_form::CitationAliasForm>(),
    kind::<citation_alias_use::CitationAliasUse>(),
    kind::<citation_blank_number::CitationBlankNumber>(),
    kind::<citation_chronology::CitationChronology>(),
    kind::<citation_date::CitationDate>(),
    kind::<citation_date_form::CitationDateForm>(),
    kind::<citation_double::CitationDouble>(),
    kind::<citation_enclosing::CitationEnclosing>(),
    kind::<citation_first_mention::CitationFirstMention>(),
    kind::<citation_issuer_lifetime::CitationIssuerLifetime>(),
    kind::<citation_issuer_name::CitationIssuerName>(),
    kind::<citation_kind_code::CitationKindCode>(),
    kind::<citation_kind_issuer::CitationKindIssuer>(),
    kind::<citation_kind_short::CitationKindShort>(),
    kind::<citation_kind_symbol::CitationKindSymbol>(),
    kind::<citation_link_order::CitationLinkOrder>(),
    kind::<citation_number_range::CitationNumberRange>(),
    kind::<citation_number_word::CitationNumberWord>(),
    kind::<citation_parts::CitationParts>(),
    kind::<citation_place::CitationPlace>(),
    kind::<citation_repetition::CitationRepetition>(),
    kind::<citation_short_form::CitationShortForm>(),
    kind::<citation_symbol_form::CitationSymbolForm>(),
    kind::<citation_symbol_issuer::CitationSymbolIssuer>(),
    kind::<citation_symbol_slip::CitationSymbolSlip>(),
    kind::<citation_twin::CitationTwin>(),
    kind::<citation_two_dates::CitationTwoDates>(),
    kind::<citation_two_titles::CitationTwoTitles>(),
    kind::<citation_unit_comma::CitationUnitComma>(),
    kind::<citation_units::CitationUnits>(),
    kind::<citation_variant::CitationVariant>(),
    kind::<citation_year::CitationYear>(),
    kind::<collective_signature::CollectiveSignature>(),
    kind::<committee_superior::CommitteeSuperior>(),
    kind::<component_edge::ComponentEdge>(),
    kind::<component_text::ComponentText>(),
    kind::<component_words::ComponentWords>(),
    kind::<consistent_choice::ConsistentChoice>(),
    kind::<dash_mixed::DashMixed>(),
    kind::<decision_form::DecisionForm>(),
    kind::<division_form::DivisionForm>(),
    kind::<division_level::DivisionLevel>(),
    kind::<division_sequence::DivisionSequence>(),
    kind::<double_punctuation::DoublePunctuation>(),
    kind::<encoding::DecomposedLetters>(),
    kind::<encoding::LegacyFont>(),
    kind::<encoding::LookalikeLetter>(),
    kind::<end_mark::EndMarkCheck>(),
    kind::<ended_body::EndedBody>(),
    kind::<figures::AmountUnit>(),
    kind::<figures::AnnouncedCount>(),
    kind::<figures::CutPercent>(),
    kind::<figures::DecimalMark>(),
    kind::<figures::BeyondLimit>(),
    kind::<figures::RankOrder>(),
    kind::<figures::TableOddity>(),
    kind::<figures::DerivedFigure>(),
    kind::<figures::DigitsAndWords>(),
    kind::<figures::ListedParts>(),
    kind::<figures::NumberStyle>(),
    kind::<figures::PartsTotal>(),
    kind::<figures::PercentOverHundred>(),
    kind::<figures::PercentSpacing>(),
    kind::<figures::PercentSum>(),
    kind::<figures::RatioAgainstBase>(),
    kind::<figures::RepeatedQuantity>(),
    kind::<figures::TotalMissing>(),
    kind::<figures::WordAndDigit>(),
    kind::<forbidden_text::ForbiddenText>(),
    kind::<ground_law::GroundLaw>(),
    kind::<grounds_apart::GroundsApart>(),
    kind::<grounds_joined::GroundsJoined>(),
    kind::<heading_case::HeadingCapitals>(),
    kind::<heading_case::HeadingCase>(),
    kind::<heading_content::EmptyHeading>(),
    kind::<heading_content::HeadingCut>(),
    kind::<heading_content::HeadingLikeParent>(),
    kind::<heading_text::HeadingText>(),
    kind::<house::ConsistentTerm>(),
    kind::<house::DateBound>(),
    kind::<house::Expression>(),
    kind::<house::FigureBound>(),
    kind::<house::HeadingOrder>(),
    kind::<house::Length>(),
    kind::<house::PreferredText>(),
    kind::<house::RequiredCitation>(),
    kind::<house::RequiredTable>(),
    kind::<house::RequiredText>(),
    kind::<issue_date::IssueDate>(),
    kind::<joined_words::JoinedWords>(),
    kind::<label_form::LabelForm>(),
    kind::<letter_case::LetterCase>(),
    kind::<line_ending::LineEnding>(),
    kind::<list_ends::ListEnding>(),
    kind::<lists::ListLeadIn>(),
    kind::<lists::ListLeadingSpace>(),
    kind::<lists::ListMarkerMixed>(),
    kind::<lists::ListSignChanged>(),
    kind::<marker_form::MarkerForm>(),
    kind::<markup::MarkupArtifact>(),
    kind::<missing_addressee::MissingAddressee>(),
    kind::<missing_component::MissingComponent>(),
    kind::<name_capitals::NameCapitals>(),
    kind::<name_case::NameCase>(),
    kind::<name_slip::NameSlip>(),
    kind::<name_variant::NameVariant>(),
    kind::<note_mark::NoteMissing>(),
    kind::<noun_capital::NounCapital>(),
    kind::<noun_capital_mixed::NounCapitalMixed>(),
    kind::<number_form::NumberForm>(),
    kind::<number_habit::DecimalStopMixed>(),
    kind::<number_habit::NumberDoubled>(),
    kind::<number_symbol::NumberSymbol>(),
    kind::<official_form::OfficialForm>(),
    kind::<own_kind_capital::OwnKindCapital>(),
    kind::<own_part::OwnPartMissing>(),
    kind::<page::AnnexPageRestart>(),
    kind::<number_typed::NumberTyped>(),
    kind::<other_place::OtherPlace>(),
    kind::<page::PageMargins>(),
    kind::<page::PageNumberMissing>(),
    kind::<page::PageNumberOnFirstPage>(),
    kind::<page::PageNumberPosition>(),
    kind::<page::PageNumberSize>(),
    kind::<page::PageNumberStyle>(),
    kind::<page::PageOrientation>(),
    kind::<page::PageSize>(),
    kind::<page::TypedPageNumber>(),
    kind::<period_mismatch::PeriodMismatch>(),
    kind::<placeholder::Placeholder>(),
    kind::<present_component::PresentComponent>(),
    kind::<quote_style::QuoteStyle>(),
    kind::<recipient_list::RecipientList>(),
    kind::<recipient_marker::RecipientMarker>(),
    kind::<registry::InstrumentDate>(),
    kind::<registry::InstrumentForce>(),
    kind::<registry::InstrumentIssuer>(),
    kind::<registry::InstrumentKind>(),
    kind::<registry::InstrumentLawName>(),
    kind::<registry::InstrumentLawNumber>(),
    kind::<registry::InstrumentNearTitle>(),
    kind::<registry::InstrumentNickname>(),
    kind::<registry::InstrumentOrder>(),
    kind::<registry::InstrumentParent>(),
    kind::<registry::InstrumentTitle>(),
    kind::<repeated_clause::RepeatedClause>(),
    kind::<repeated_passage::RepeatedPassage>(),
    kind::<repeated_word::RepeatedWord>(),
    kind::<sections::MissingFacts>(),
    kind::<sections::MissingSection>(),
    kind::<sections::SectionEmpty>(),
    kind::<sections::SectionOrder>(),
    kind::<sections::SectionUnexpected>(),
    kind::<sentence_fragment::SentenceFragment>(),
    kind::<series_comma::SeriesComma>(),
    kind::<series_start::SeriesStart>(),
    kind::<signature_chain::SignatureChain>(),
    kind::<signature_form::SignatureForm>(),
    kind::<spacing::Spacing>(),
    kind::<spelling::Spelling>(),
    kind::<stated_date::StatedDate>(),
    kind::<syllable_choice::SyllableChoice>(),
    kind::<title_line::TitleLine>(),
    kind::<tone_mark::ImpossibleSyllable>(),
    kind::<tone_mark::ToneMarkMixed>(),
    kind::<typing_slip::TypingSlip>(),
    kind::<unpaired_mark::UnpairedMark>(),
    kind::<unseen::InvisibleCharacter>(),
    kind::<unseen::LookalikeDigit>(),
    kind::<year_range::YearRangeMixed>(),
];

/// The check named `name`.
pub fn find(name: &str) -> Option<&'static CheckKind> {
    CHECKS.iter().find(|check| check.name == name)
}
