//! The checks: each judges one thing about a recognised document and knows no wording, no severity
//! and no decree. Rules bind them to parameters and words; [`CHECKS`] is the only list.

mod abbreviation;
mod across;
mod addressee;
mod api;
mod appearance;
mod attachment;
mod bodies;
mod body;
mod capitals;
mod citation;
mod common;
mod date;
mod dates;
mod decision;
mod encoding;
mod extent;
mod figures;
pub mod folder;
mod grounds;
mod header;
mod headings;
mod house;
mod list_items;
mod names;
mod number;
mod outline;
mod page;
mod punctuation;
mod recipients;
mod sentence;
mod sentences;
mod signature;
mod spelling;
mod structure;
mod terms;
mod title;
mod title_words;
mod typing;

pub use api::{Bound, BoundDocument, Check, CheckKind, Context, Draft, Findings, Stage};

pub use citation::{Cited, Known, Validity, cited, validity};
pub use house::{FormulaFault, FormulaWhat, formula_facts, formula_fault};
pub(crate) use house::{with_bounded_patterns, with_late_patterns};
pub use spelling::Misspellings;

use api::{folder_kind, kind};

/// Every check there is, by folder and name. A rule file names one of them in `check`.
pub static CHECKS: &[CheckKind] = &[
    kind::<abbreviation::AbbreviationDot>(),
    kind::<abbreviation::AbbreviationUse>(),
    folder_kind::<across::AnnexFigures>(),
    folder_kind::<across::InstrumentDates>(),
    folder_kind::<across::NumberTwice>(),
    folder_kind::<across::SummaryFigure>(),
    folder_kind::<across::SummaryTotal>(),
    kind::<addressee::AddresseeLines>(),
    kind::<addressee::MissingAddressee>(),
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
    kind::<attachment::AnnexMissing>(),
    kind::<attachment::AnnexNote>(),
    kind::<attachment::AnnexNumbers>(),
    kind::<attachment::AnnexPageRestart>(),
    kind::<attachment::AnnexUnmentioned>(),
    kind::<attachment::AttachmentNumber>(),
    kind::<bodies::EndedBody>(),
    kind::<body::BrokenSentence>(),
    kind::<body::EmptyHeading>(),
    kind::<body::EndMarkCheck>(),
    kind::<body::OtherPlace>(),
    kind::<body::PeriodMismatch>(),
    kind::<body::RepeatedClause>(),
    kind::<body::RepeatedPassage>(),
    kind::<capitals::CapitalInside>(),
    kind::<capitals::NameCapitals>(),
    kind::<capitals::NounCapitalMixed>(),
    kind::<capitals::OwnKindCapital>(),
    kind::<citation::AnnexIssuer>(),
    kind::<citation::CitationAliasForm>(),
    kind::<citation::CitationAliasUse>(),
    kind::<citation::CitationBlankNumber>(),
    kind::<citation::CitationChronology>(),
    kind::<citation::CitationDate>(),
    kind::<citation::CitationDateForm>(),
    kind::<citation::CitationDateMixed>(),
    kind::<citation::CitationDouble>(),
    kind::<citation::CitationEnclosing>(),
    kind::<citation::CitationFirstMention>(),
    kind::<citation::CitationIssuerLifetime>(),
    kind::<citation::CitationIssuerName>(),
    kind::<citation::CitationKindCode>(),
    kind::<citation::CitationKindIssuer>(),
    kind::<citation::CitationKindShort>(),
    kind::<citation::CitationKindSymbol>(),
    kind::<citation::CitationLinkOrder>(),
    kind::<citation::CitationNumberRange>(),
    kind::<citation::CitationNumberWord>(),
    kind::<citation::CitationParts>(),
    kind::<citation::CitationPlace>(),
    kind::<citation::CitationRepetition>(),
    kind::<citation::CitationShortForm>(),
    kind::<citation::CitationSwappedNumber>(),
    kind::<citation::CitationSymbolForm>(),
    kind::<citation::CitationSymbolIssuer>(),
    kind::<citation::CitationSymbolSlip>(),
    kind::<citation::CitationTwin>(),
    kind::<citation::CitationTwoDates>(),
    kind::<citation::CitationTwoTitles>(),
    kind::<citation::CitationUnitComma>(),
    kind::<citation::CitationUnits>(),
    kind::<citation::CitationVariant>(),
    kind::<citation::CitationYear>(),
    kind::<citation::InstrumentDate>(),
    kind::<citation::InstrumentForce>(),
    kind::<citation::InstrumentIssuer>(),
    kind::<citation::InstrumentKind>(),
    kind::<citation::InstrumentLawName>(),
    kind::<citation::InstrumentLawNumber>(),
    kind::<citation::InstrumentLawYear>(),
    kind::<citation::InstrumentNearTitle>(),
    kind::<citation::InstrumentNickname>(),
    kind::<citation::InstrumentOrder>(),
    kind::<citation::InstrumentParent>(),
    kind::<citation::InstrumentShortName>(),
    kind::<citation::InstrumentTitle>(),
    kind::<common::ForbiddenText>(),
    kind::<common::LabelForm>(),
    kind::<common::LetterCase>(),
    kind::<common::LineEnding>(),
    kind::<common::MissingComponent>(),
    kind::<common::PresentComponent>(),
    kind::<date::IssueDate>(),
    kind::<dates::StatedDate>(),
    kind::<decision::DecisionForm>(),
    kind::<encoding::DecomposedLetters>(),
    kind::<encoding::InvisibleCharacter>(),
    kind::<encoding::LegacyFont>(),
    kind::<encoding::LookalikeDigit>(),
    kind::<encoding::LookalikeLetter>(),
    kind::<figures::AmountUnit>(),
    kind::<figures::AnnouncedCount>(),
    kind::<figures::BeyondLimit>(),
    kind::<figures::CutPercent>(),
    kind::<figures::DecimalMark>(),
    kind::<figures::DerivedFigure>(),
    kind::<figures::DigitsAndWords>(),
    kind::<figures::NumberStyle>(),
    kind::<figures::PartsTotal>(),
    kind::<figures::PercentOverHundred>(),
    kind::<figures::PercentSpacing>(),
    kind::<figures::PercentSum>(),
    kind::<figures::RankOrder>(),
    kind::<figures::RatioAgainstBase>(),
    kind::<figures::RepeatedQuantity>(),
    kind::<figures::TableOddity>(),
    kind::<figures::TotalMissing>(),
    kind::<figures::WordAndDigit>(),
    kind::<grounds::GroundLaw>(),
    kind::<grounds::GroundsApart>(),
    kind::<grounds::GroundsJoined>(),
    kind::<header::CommitteeSuperior>(),
    kind::<header::ComponentText>(),
    kind::<header::ComponentWords>(),
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
    kind::<names::DashMixed>(),
    kind::<names::KnownName>(),
    kind::<names::NameCase>(),
    kind::<names::NameSlip>(),
    kind::<names::NameVariant>(),
    kind::<names::OfficialForm>(),
    kind::<number::NumberForm>(),
    kind::<number::NumberSymbol>(),
    kind::<outline::DecimalStopMixed>(),
    kind::<outline::DivisionForm>(),
    kind::<outline::DivisionLevel>(),
    kind::<outline::DivisionSequence>(),
    kind::<outline::HeadingCapitals>(),
    kind::<outline::HeadingCase>(),
    kind::<outline::HeadingLikeParent>(),
    kind::<outline::HeadingText>(),
    kind::<outline::MarkerForm>(),
    kind::<outline::NumberDoubled>(),
    kind::<outline::NumberTyped>(),
    kind::<outline::OwnPartMissing>(),
    kind::<outline::SeriesStart>(),
    kind::<page::PageMargins>(),
    kind::<page::PageNumberMissing>(),
    kind::<page::PageNumberOnFirstPage>(),
    kind::<page::PageNumberPosition>(),
    kind::<page::PageNumberSize>(),
    kind::<page::PageNumberStyle>(),
    kind::<page::PageOrientation>(),
    kind::<page::PageSize>(),
    kind::<page::TypedPageNumber>(),
    kind::<punctuation::ListEnding>(),
    kind::<punctuation::UnpairedMark>(),
    kind::<recipients::ArchiveLine>(),
    kind::<recipients::AsAbove>(),
    kind::<recipients::RecipientList>(),
    kind::<recipients::RecipientMarker>(),
    kind::<sentence::HeadingCut>(),
    kind::<sentence::LostStart>(),
    kind::<sentence::NoteMissing>(),
    kind::<sentence::SentenceFragment>(),
    kind::<signature::CollectiveSignature>(),
    kind::<signature::SignatureChain>(),
    kind::<signature::SignatureForm>(),
    kind::<spelling::ImpossibleSyllable>(),
    kind::<spelling::JoinedWords>(),
    kind::<spelling::NounCapital>(),
    kind::<spelling::RepeatedWord>(),
    kind::<spelling::SeriesComma>(),
    kind::<spelling::MisspellingCheck>(),
    kind::<spelling::ToneMarkMixed>(),
    kind::<structure::MissingFacts>(),
    kind::<structure::MissingSection>(),
    kind::<structure::SectionEmpty>(),
    kind::<structure::SectionOrder>(),
    kind::<structure::SectionUnexpected>(),
    kind::<terms::ConsistentChoice>(),
    kind::<terms::SyllableChoice>(),
    kind::<title::ComponentEdge>(),
    kind::<title::TitleLine>(),
    kind::<typing::DoublePunctuation>(),
    kind::<typing::ListLeadIn>(),
    kind::<typing::ListLeadingSpace>(),
    kind::<typing::ListMarkerMixed>(),
    kind::<typing::ListSignChanged>(),
    kind::<typing::MarkupArtifact>(),
    kind::<typing::Placeholder>(),
    kind::<typing::QuoteStyle>(),
    kind::<typing::Spacing>(),
    kind::<typing::TypingSlip>(),
    kind::<typing::YearRangeMixed>(),
];

/// The check named `name`.
pub fn find(name: &str) -> Option<&'static CheckKind> {
    CHECKS.iter().find(|check| check.name == name)
}
