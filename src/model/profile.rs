//! Profiles: what a kind of report must contain. Data; matching is done in `recognize`.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::text::fold;

/// A text in both languages of the tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Words")]
#[schemars(with = "Words")]
pub struct Bilingual {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// How a text is written in a file: one language is enough.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum Words {
    /// One text for both languages.
    One(String),
    /// One for each.
    Each(EachLanguage),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EachLanguage {
    /// Vietnamese.
    vi: String,
    /// English; the Vietnamese if left out.
    en: Option<String>,
}

impl From<Words> for Bilingual {
    fn from(words: Words) -> Self {
        let (vi, en) = match words {
            Words::One(text) => (text, None),
            Words::Each(EachLanguage { vi, en }) => (vi, en),
        };
        Self { en: en.unwrap_or_else(|| vi.clone()), vi }
    }
}

/// Phrases as they are compared, so that no document has to fold them again.
fn keys<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let phrases = Vec::<String>::deserialize(deserializer)?;
    Ok(phrases.iter().map(|phrase| fold::key(phrase)).collect())
}

/// What a report of one kind must contain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Name used with `--profile`.
    pub name: String,
    /// What it is for.
    pub title: Bilingual,
    /// Who prescribes it: a letter, or custom.
    #[serde(default)]
    pub source: Option<Bilingual>,
    /// When it is chosen by itself.
    pub choose: Choose,
    /// Higher wins when several profiles fit.
    #[serde(default)]
    pub priority: i32,
    /// The document goes to a higher authority: *Kính gửi* and *Như trên* are expected.
    #[serde(default)]
    pub upward: bool,
    /// Required and known sections, in order.
    #[serde(default, rename = "section")]
    pub sections: Vec<RequiredSection>,
    /// Facts and figures the report must give.
    #[serde(default, rename = "fact")]
    pub facts: Vec<RequiredFact>,
}

/// Conditions for choosing a profile. All given ones must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Choose {
    /// Kinds of document (slugs of the lexicon).
    #[serde(default)]
    pub kinds: Vec<String>,
    /// One of these phrases stands in the subject (compared folded).
    #[serde(default, deserialize_with = "keys")]
    pub subject_any: Vec<String>,
    /// One of these symbols is cited in the subject or the grounds.
    #[serde(default)]
    pub cites_any: Vec<String>,
}

/// A section or sub-section that a profile knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RequiredSection {
    /// Short id within the profile (`III.2`).
    pub id: String,
    /// Its usual heading.
    pub title: Bilingual,
    /// The heading contains one of these phrases (compared folded, whole words).
    #[serde(deserialize_with = "keys")]
    pub any: Vec<String>,
    /// … and none of these.
    #[serde(default, deserialize_with = "keys")]
    pub none: Vec<String>,
    /// Whether its absence is a finding.
    #[serde(default)]
    pub required: Required,
    /// It is wanted only in reports issued in these months; in all if empty.
    #[serde(default)]
    pub months: Vec<i8>,
    /// Contents that count as a full answer (`Không.`), compared folded.
    #[serde(default)]
    pub empty_ok: Vec<String>,
    /// Its sub-sections.
    #[serde(default, rename = "section")]
    pub sections: Vec<RequiredSection>,
}

/// How much a section is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Required {
    /// Its absence is a finding.
    #[default]
    Yes,
    /// Its absence is worth a hint.
    Hint,
    /// It may stand there or not.
    No,
}

/// A fact or figure that a report must give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RequiredFact {
    /// Short id within the profile.
    pub id: String,
    /// What is wanted.
    pub title: Bilingual,
    /// Id of the section where it is looked for; the whole body if empty.
    #[serde(default)]
    pub section: String,
    /// One of these phrases stands there (compared folded) …
    #[serde(deserialize_with = "keys")]
    pub any: Vec<String>,
    /// … in a sentence that also holds a number, or one of [`Self::negative`].
    #[serde(default)]
    pub with_number: bool,
    /// Explicit negatives that answer it (`không có trường hợp`), compared folded.
    #[serde(default, deserialize_with = "keys")]
    pub negative: Vec<String>,
}

/// How the outline of a draft meets a profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Rows in the order of the profile; children follow their parent.
    pub rows: Vec<AlignedSection>,
    /// Divisions of the top level that the profile does not know, as indices into the outline.
    pub unexpected: Vec<usize>,
    /// Facts that the report does not give.
    pub missing_facts: Vec<MissingFact>,
}

/// A fact that a report does not give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingFact {
    /// What is wanted.
    pub title: Bilingual,
    /// The division where it was looked for; `None` for the whole body.
    pub division: Option<usize>,
}

/// One section of a profile and where the draft has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlignedSection {
    /// Id within the profile.
    pub id: String,
    /// Its usual heading.
    pub title: Bilingual,
    /// How much it is wanted.
    pub required: Required,
    /// Depth in the profile, from 0.
    pub depth: u8,
    /// Row of the parent section.
    pub parent: Option<usize>,
    /// Index of the division that answers it.
    pub division: Option<usize>,
    /// It has no heading, but this block of its parent speaks of it.
    pub in_text: Option<super::block::BlockId>,
    /// It stands before a section that should precede it: the row it should follow.
    pub misplaced_after: Option<usize>,
    /// Its division has no text at all.
    pub empty: bool,
}
