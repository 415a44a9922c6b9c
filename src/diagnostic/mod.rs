//! A finding about the user's document, without wording: which rule, where, with which values.
//! The words are in the rule file; `report` joins both.

use serde::{Deserialize, Serialize};

use crate::model::Span;
use crate::model::format::{Alignment, LineSpacing};

/// Id of a rule: `group/slug`, in ASCII small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct RuleId(std::borrow::Cow<'static, str>);

impl RuleId {
    /// For ids known at compile time; the catalogue's test checks their form.
    pub const fn from_static(id: &'static str) -> Self {
        Self(std::borrow::Cow::Borrowed(id))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the slash.
    pub fn group(&self) -> &str {
        self.0.split('/').next().unwrap_or("")
    }
}

impl TryFrom<String> for RuleId {
    type Error = InvalidRuleId;

    fn try_from(id: String) -> Result<Self, Self::Error> {
        let part = |text: &str| {
            !text.is_empty()
                && text.starts_with(|first: char| first.is_ascii_lowercase())
                && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
        };
        let valid = id.split_once('/').is_some_and(|(group, slug)| part(group) && part(slug));
        if valid { Ok(Self(std::borrow::Cow::Owned(id))) } else { Err(InvalidRuleId(id)) }
    }
}

impl From<RuleId> for String {
    fn from(id: RuleId) -> Self {
        id.0.into_owned()
    }
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A text that is not a rule id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rule id: expected `group/slug` in small ASCII letters, digits and hyphens")]
pub struct InvalidRuleId(pub String);

/// How much a finding weighs. The order is by weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A matter of style or completeness.
    Info,
    /// Very likely wrong, or wrong by the rule but tolerated in practice.
    Warning,
    /// Wrong by the rule or self-contradictory.
    Error,
}

impl Severity {
    /// The name in JSON, rule files and options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule rests on. It sets the tone of its wording and caps its severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// A clause of law says it in words.
    Law,
    /// Official guidance or a sample says it.
    Guidance,
    /// Almost all practice agrees; no clause says it.
    Custom,
    /// The document contradicts itself, the calendar or arithmetic.
    Consistency,
}

impl Tier {
    /// The name in JSON and rule files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Guidance => "guidance",
            Self::Custom => "custom",
            Self::Consistency => "consistency",
        }
    }

    /// The highest severity a rule of this tier may have.
    pub const fn ceiling(self) -> Severity {
        match self {
            Self::Law | Self::Consistency => Severity::Error,
            Self::Guidance | Self::Custom => Severity::Warning,
        }
    }
}

/// Whether a fix may be applied unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// Spacing, punctuation, letter case or format only.
    Safe,
    /// Words change.
    Unsafe,
    /// Numbers, dates, names, citations: shown, never applied unasked.
    Suggestion,
}

impl Applicability {
    /// The name in JSON and rule files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::Suggestion => "suggestion",
        }
    }
}

/// Replacement of one span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

impl Edit {
    /// Replaces `span` by `replacement`.
    pub fn replace(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }
}

/// How letters, a paragraph or the page are to look. Lengths are twentieths of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Letters of this size, in half points.
    HalfPoints(u16),
    /// Letters of this font.
    Font(&'static str),
    /// Letters of this weight.
    Bold(bool),
    /// Letters with this slant.
    Italic(bool),
    /// Letters of the colour of text.
    Black,
    /// Letters without a line under them.
    NotUnderlined,
    /// A paragraph aligned so.
    Alignment(Alignment),
    /// A paragraph whose first line is indented by this.
    FirstLine(i32),
    /// A paragraph with this space before it.
    SpaceBefore(u32),
    /// A paragraph with this space after it.
    SpaceAfter(u32),
    /// A paragraph with this space between its lines.
    LineSpacing(LineSpacing),
    /// A paragraph of an automatic list that begins anew with it, from this number.
    ListFrom(u32),
    /// Top, right, bottom and left margin of the section.
    Margins([u32; 4]),
    /// Width and height of the paper of the section.
    Paper(u32, u32),
    /// Pages of the section that are numbered from one.
    PagesFromOne,
    /// Pages of the section that are numbered in digits.
    PagesInDigits,
    /// A first page of the section that has a header and a footer of its own: none.
    FirstPageApart,
    /// A straight line below the last line of a paragraph, in its middle, in the place of the one that is drawn
    /// there.
    LineBelow {
        /// Its length.
        length: u32,
        /// How far below the top of that line of text it stands.
        drop: u32,
    },
    /// The page numbers in the margins.
    PageNumber(NumberLook),
}

/// How page numbers are to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberLook {
    /// Of this size, in half points.
    HalfPoints(u16),
    /// Upright.
    Upright,
    /// In the middle of the margin.
    Centered,
    /// In the top margin, and nowhere else.
    OnTop,
}

/// What is right for the looks of a place: the one value there is, or the nearest that is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restyle {
    /// The letters; or a place in the paragraph or section.
    pub span: Span,
    /// How it is to look.
    pub look: Look,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied unasked.
    pub applicability: Applicability,
    /// Its edits, by place, not overlapping.
    pub edits: Vec<Edit>,
}

/// A further place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Name of its wording in the rule file.
    pub name: &'static str,
    /// The place.
    pub span: Span,
}

/// A named value for the placeholders of a message.
pub type Value = (&'static str, String);

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleId,
    /// Its severity at the stage of this run.
    pub severity: Severity,
    /// Which wording of the rule applies; `None` for the main one.
    pub case: Option<&'static str>,
    /// The place.
    pub span: Span,
    /// Values for the message.
    pub values: Vec<Value>,
    /// Further places.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// How it is to look, for a finding about looks.
    pub restyles: Vec<Restyle>,
    /// Stable across edits elsewhere: rule, normalised quote, section path, occurrence.
    pub fingerprint: String,
}

/// Something that was proved right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The rule that proved it.
    pub rule: RuleId,
    /// Which wording of the rule applies; `None` for the main one.
    pub case: Option<&'static str>,
    /// The place.
    pub span: Span,
    /// Values for the wording.
    pub values: Vec<Value>,
}

/// Why a rule could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The header is not in the text; copying into this format commonly loses it.
    HeaderLost,
    /// The format carries no facts of appearance, or they were not read.
    NoFormatFacts,
    /// Which rules bind the document could not be told.
    RegimeUnknown,
    /// The kind of document could not be told.
    KindUnknown,
    /// The part the rule needs was not recognised.
    ComponentUnknown,
    /// The part the rule needs may as well be another one, or words of it stand where it was not found.
    DoubtfulPart,
    /// The document's own date is blank.
    DateBlank,
    /// The text is in a legacy font encoding; its letters are not what they look like.
    LegacyText,
    /// The words were read from a picture by a program, badly.
    PoorlyScanned,
    /// The file is a drawing of letters; those that were typed are not kept.
    LettersDrawn,
    /// A frame or a stamp is a drawing, or is put onto the paper.
    FrameDrawn,
    /// Numbers that the program counts are not read from this format.
    AutomaticNumbersUnread,
    /// Line ends are not the author's: the lines were glued and split again.
    GluedLines,
    /// The file is a reprint in a gazette, which leaves parts out.
    Reprint,
    /// The document is older than the instrument the rule rests on.
    NotYetInForce,
    /// The statement of the rule asks for more work than one rule may do.
    TooMuchWork,
    /// The rule stopped with an internal fault; the others ran.
    Fault,
}

impl Reason {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HeaderLost => "header-lost",
            Self::NoFormatFacts => "no-format-facts",
            Self::RegimeUnknown => "regime-unknown",
            Self::KindUnknown => "kind-unknown",
            Self::ComponentUnknown => "component-unknown",
            Self::DoubtfulPart => "doubtful-part",
            Self::DateBlank => "date-blank",
            Self::LegacyText => "legacy-text",
            Self::PoorlyScanned => "poorly-scanned",
            Self::LettersDrawn => "letters-drawn",
            Self::FrameDrawn => "frame-drawn",
            Self::AutomaticNumbersUnread => "automatic-numbers-unread",
            Self::GluedLines => "glued-lines",
            Self::Reprint => "reprint",
            Self::NotYetInForce => "not-yet-in-force",
            Self::TooMuchWork => "too-much-work",
            Self::Fault => "fault",
        }
    }
}

/// A rule that was not checked, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotChecked {
    /// The rule.
    pub rule: RuleId,
    /// The reason.
    pub reason: Reason,
}

/// How a stretch of a remark is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As text.
    Plain,
    /// To be seen first.
    Strong,
    /// For whoever looks for it.
    Small,
}

/// What is to be written in the margin of a document, beside the words it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The words; `None` if it is about the document.
    pub about: Option<Span>,
    /// What it says: paragraphs of stretches.
    pub paragraphs: Vec<Vec<(String, Tone)>>,
}
