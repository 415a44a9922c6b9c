//! What a checker is built with, which is data: it can be stored, sent and compared.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Checker, Error};
use crate::catalogue::rule::Lang as Tongue;
use crate::config::LangName;

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl From<Lang> for Tongue {
    fn from(lang: Lang) -> Self {
        LangName::from(lang).into()
    }
}

impl From<Lang> for LangName {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Vi => Self::Vi,
            Lang::En => Self::En,
        }
    }
}

/// What a [`Checker`] is built with.
///
/// ```
/// let checker = rasoat::Checker::builder()
///     .lang(rasoat::Lang::En)
///     .today(2026, 11, 30)
///     .rule("words/vague.toml", r#"
///         check = "forbidden-text"
///         with.phrases = ["cơ bản"]
///         vi.title = "Nói chung chung"
///         vi.message = "“{found}”: ghi rõ mức độ"
///     "#)
///     .build()?;
/// let report = checker.check("a.txt", "Kết quả cơ bản tốt.".as_bytes())?;
/// assert!(report.findings().any(|found| found.rule() == "words/vague"));
/// # Ok::<(), rasoat::Error>(())
/// ```
///
/// It is data. Fields that are left out keep their default, and unknown ones are a mistake:
///
/// ```
/// let text = r#"{ "lang": "en", "ready_to_sign": true, "today": "2026-11-30" }"#;
/// let settings: rasoat::CheckerBuilder = serde_json::from_str(text)?;
/// assert_eq!(settings, rasoat::Checker::builder().lang(rasoat::Lang::En).ready_to_sign().today(2026, 11, 30));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[must_use]
pub struct CheckerBuilder {
    pub(super) lang: Option<Lang>,
    pub(super) ready_to_sign: bool,
    pub(super) today: Option<Date>,
    pub(super) profile: Option<String>,
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) rules: BTreeMap<String, String>,
    pub(super) registry: Option<String>,
    pub(super) config: Option<String>,
    pub(super) untrusted: bool,
    pub(super) largest_file: Option<u64>,
}

impl CheckerBuilder {
    /// The language of messages; Vietnamese if not told.
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    /// The documents are ready to be signed: number, date and name may not be blank.
    pub fn ready_to_sign(mut self) -> Self {
        self.ready_to_sign = true;
        self
    }

    /// The day of checking. The library reads no clock: without it, what depends on the day is not checked. A day that the
    /// calendar does not have counts as none.
    pub fn today(mut self, year: i16, month: i8, day: i8) -> Self {
        self.today = Date::new(year, month, day).ok();
        self
    }

    /// The required outline; chosen by title and content if not told.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Runs only rules that these names select: a rule, a group, `pack:NAME`, `tier:NAME`.
    pub fn select<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.select.extend(names.into_iter().map(Into::into));
        self
    }

    /// Does not run rules that these names select.
    pub fn ignore<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.ignore.extend(names.into_iter().map(Into::into));
        self
    }

    /// Words and phrases that the rules on spelling accept.
    pub fn words<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.words.extend(words.into_iter().map(Into::into));
        self
    }

    /// Adds a rule or profile of one's own; its path (`GROUP/NAME.toml`, `profiles/NAME.toml`) is its name.
    pub fn rule(mut self, path: &str, text: &str) -> Self {
        self.rules.insert(path.to_owned(), text.to_owned());
        self
    }

    /// The text of a registry of instruments of one's own (JSON, `schemas/instruments.schema.json`), beside the
    /// built-in one.
    pub fn registry(mut self, text: impl Into<String>) -> Self {
        self.registry = Some(text.into());
        self
    }

    /// The text of a configuration, as `rasoat.toml` holds it: severities, parameters, overrides, accepted findings,
    /// summaries. Its patterns start where the names of documents start. What names further files (`extends`,
    /// `rules`, `packs`, `registry`, `baseline`) is a mistake here, for nothing is read from disk.
    pub fn config(mut self, text: impl Into<String>) -> Self {
        self.config = Some(text.into());
        self
    }

    /// The documents come from somebody who may want the check to find nothing: what they say in comments accepts no
    /// finding.
    pub fn untrusted(mut self) -> Self {
        self.untrusted = true;
        self
    }

    /// The largest file that is read, in bytes; 64 MiB if not told.
    pub fn largest_file(mut self, bytes: u64) -> Self {
        self.largest_file = Some(bytes);
        self
    }

    /// Builds the checker; everything that was given is judged now.
    pub fn build(self) -> Result<Checker, Error> {
        Checker::of(self)
    }
}
