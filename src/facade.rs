//! The library as others use it: a [`Checker`] is built once and checks bytes.
//!
//! Everything here keeps its promise from version to version: nothing is taken away or changes its meaning
//! within a major version, and what is added breaks nobody, for every type is opened by its methods alone. The
//! modules below are how it works; they may change with every version.

use std::fmt;

use jiff::civil::Date;

use crate::catalogue::rule::Lang as Tongue;
use crate::catalogue::{Catalogue, PackFile};
use crate::checks::Stage;
use crate::diagnostic::{self, Applicability};
use crate::engine::{self, Outcome, Settings};
use crate::model::SourceFile;
use crate::report::location::locate;
use crate::report::{Failure, message, words};

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
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
        match lang {
            Lang::Vi => Self::Vi,
            Lang::En => Self::En,
        }
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// A hint.
    Info,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

impl From<diagnostic::Severity> for Severity {
    fn from(severity: diagnostic::Severity) -> Self {
        match severity {
            diagnostic::Severity::Info => Self::Info,
            diagnostic::Severity::Warning => Self::Warning,
            diagnostic::Severity::Error => Self::Error,
        }
    }
}

/// Why something could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read; the words say what to do.
    Unreadable(String),
    /// Rules that were given have mistakes, one a line.
    Rules(Vec<String>),
    /// There is no profile of this name.
    UnknownProfile(String),
}

impl Error {
    /// True if what was given is at fault, and not the program.
    pub const fn is_of_the_caller(&self) -> bool {
        matches!(self, Self::Rules(_) | Self::UnknownProfile(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(what) => formatter.write_str(what),
            Self::Rules(mistakes) => formatter.write_str(&mistakes.join("\n")),
            Self::UnknownProfile(name) => write!(formatter, "{name}"),
        }
    }
}

impl std::error::Error for Error {}

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
#[derive(Debug, Clone, Default)]
pub struct CheckerBuilder {
    lang: Lang,
    is_final: bool,
    today: Option<Date>,
    profile: Option<String>,
    select: Vec<String>,
    ignore: Vec<String>,
    rules: Vec<PackFile>,
}

impl CheckerBuilder {
    /// The language of messages; Vietnamese if not told.
    #[must_use]
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// The documents are ready to be signed: number, date and name may not be blank.
    #[must_use]
    pub fn ready_to_sign(mut self) -> Self {
        self.is_final = true;
        self
    }

    /// The day of checking. The library reads no clock: without it, what depends on the day is not checked. A day that the
    /// calendar does not have counts as none.
    #[must_use]
    pub fn today(mut self, year: i16, month: i8, day: i8) -> Self {
        self.today = Date::new(year, month, day).ok();
        self
    }

    /// The required outline; chosen by title and content if not told.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Runs only rules that these names select: a rule, a group, `pack:NAME`, `tier:NAME`.
    #[must_use]
    pub fn select<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.select.extend(names.into_iter().map(Into::into));
        self
    }

    /// Does not run rules that these names select.
    #[must_use]
    pub fn ignore<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.ignore.extend(names.into_iter().map(Into::into));
        self
    }

    /// Adds a rule or profile of one's own; its path (`GROUP/NAME.toml`, `profiles/NAME.toml`) is its name.
    #[must_use]
    pub fn rule(mut self, path: &str, text: &str) -> Self {
        let parts = path.split('/').map(str::to_owned).collect();
        self.rules.push(PackFile { path: path.to_owned(), parts, text: text.to_owned() });
        self
    }

    /// Builds the checker; the rules that were given are judged now.
    pub fn build(self) -> Result<Checker, Error> {
        let lang = self.lang;
        let catalogue = Catalogue::builtin().with_packs(&self.rules).map_err(|errors| {
            let told = |error: &crate::catalogue::PackError| {
                let path = self.rules.get(error.file).map_or("", |file| file.path.as_str());
                format!("{path}: {}", words::mistake(&error.mistake, lang.into()).message)
            };
            Error::Rules(errors.iter().map(told).collect())
        })?;
        if let Some(name) = &self.profile
            && !catalogue.profiles.iter().any(|profile| profile.name == *name)
        {
            return Err(Error::UnknownProfile(name.clone()));
        }
        let settings = Settings {
            stage: if self.is_final { Stage::Final } else { Stage::Draft },
            today: self.today,
            profile: self.profile,
            select: self.select,
            ignore: self.ignore,
            ..Settings::with(catalogue)
        };
        Ok(Checker { settings, lang })
    }
}

/// Checks documents. It is built once and may be shared between threads.
///
/// ```
/// let checker = rasoat::Checker::new();
/// let draft = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n";
/// let report = checker.check("du-thao.txt", draft.as_bytes())?;
/// let lines: Vec<String> = report
///     .findings()
///     .map(|found| format!("{}:{} {}", found.location().line(), found.location().column(), found.message()))
///     .collect();
/// assert_eq!(lines.len(), report.findings().count());
/// # Ok::<(), rasoat::Error>(())
/// ```
pub struct Checker {
    settings: Settings,
    lang: Lang,
}

impl Checker {
    /// With the built-in rules, in Vietnamese.
    pub fn new() -> Self {
        Self { settings: Settings::new(), lang: Lang::Vi }
    }

    /// With what is told.
    pub fn builder() -> CheckerBuilder {
        CheckerBuilder::default()
    }

    /// Checks one file. The extension of `name` tells its format; nothing is read from disk.
    pub fn check(&self, name: &str, bytes: &[u8]) -> Result<Report<'_>, Error> {
        let file = SourceFile { name: name.to_owned(), bytes: bytes.to_vec() };
        let outcome = engine::check(&file, &self.settings).map_err(|error| {
            let told = words::failure(&Failure::Read(error), self.lang.into());
            Error::Unreadable(format!("{} {}", told.message, told.help).trim_end().to_owned())
        })?;
        Ok(Report { checker: self, outcome })
    }
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Checker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Checker").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// What a check of one file gives.
///
/// ```
/// let checker = rasoat::Checker::new();
/// let report = checker.check("a.txt", "Đã đã họp.".as_bytes())?;
/// assert_eq!(report.profile(), None);
/// assert!(report.not_checked().all(|entry| !entry.reason().is_empty()));
/// # Ok::<(), rasoat::Error>(())
/// ```
#[derive(Debug)]
pub struct Report<'c> {
    checker: &'c Checker,
    outcome: Outcome,
}

impl Report<'_> {
    /// The findings, by place.
    pub fn findings(&self) -> impl Iterator<Item = Finding<'_>> {
        self.outcome.diagnostics.iter().map(|diagnostic| Finding { report: self, diagnostic })
    }

    /// The worst severity there is.
    pub fn worst(&self) -> Option<Severity> {
        self.findings().map(|finding| finding.severity()).max()
    }

    /// Rules that could not be checked, with the reason. They have not passed.
    pub fn not_checked(&self) -> impl Iterator<Item = NotChecked<'_>> {
        let lang = self.checker.lang.into();
        self.outcome
            .not_checked
            .iter()
            .map(move |entry| NotChecked { rule: entry.rule.as_str(), reason: words::reason(entry.reason, lang) })
    }

    /// The required outline that was used.
    pub fn profile(&self) -> Option<&str> {
        self.outcome.profile.as_deref()
    }

    /// The kind of document, such as `bao-cao`.
    pub fn kind(&self) -> Option<&str> {
        self.outcome.document.kind_slug()
    }
}

/// A rule that could not be checked.
#[derive(Debug, Clone, Copy)]
pub struct NotChecked<'r> {
    rule: &'r str,
    reason: &'static str,
}

impl<'r> NotChecked<'r> {
    /// The rule.
    pub const fn rule(&self) -> &'r str {
        self.rule
    }

    /// Why, in the language of the checker.
    pub const fn reason(&self) -> &'static str {
        self.reason
    }
}

/// A finding.
///
/// ```
/// let checker = rasoat::Checker::builder().select(["language"]).build()?;
/// let report = checker.check("a.txt", "Xã đã báo báo cáo cáo kết quả.".as_bytes())?;
/// for finding in report.findings() {
///     assert!(finding.rule().starts_with("language/"));
///     assert!(!finding.message_in(rasoat::Lang::En).is_empty());
/// }
/// # Ok::<(), rasoat::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Finding<'r> {
    report: &'r Report<'r>,
    diagnostic: &'r diagnostic::Diagnostic,
}

impl<'r> Finding<'r> {
    /// The rule that found it.
    pub fn rule(&self) -> &'r str {
        self.diagnostic.rule.as_str()
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.diagnostic.severity.into()
    }

    /// What is wrong, in the language of the checker.
    pub fn message(&self) -> String {
        self.message_in(self.report.checker.lang)
    }

    /// What is wrong.
    pub fn message_in(&self, lang: Lang) -> String {
        self.told(lang).message
    }

    /// What to do, in the language of the checker; may be empty.
    pub fn help(&self) -> String {
        self.told(self.report.checker.lang).help
    }

    fn told(&self, lang: Lang) -> message::Told {
        message::finding(&self.report.checker.settings.catalogue, self.diagnostic, lang.into())
    }

    /// The words it is about, as the file holds them.
    pub fn quote(&self) -> &'r str {
        self.report.outcome.document.quote(self.diagnostic.span)
    }

    /// Where it is.
    pub fn location(&self) -> Location {
        Location(locate(&self.report.outcome.document, self.diagnostic.span))
    }

    /// The numbers of the sections it is in, such as `II.1`; may be empty.
    pub fn section(&self) -> String {
        self.report.outcome.document.section_path(self.diagnostic.span.block)
    }

    /// The same as long as the words around it are, wherever the document changes.
    pub fn fingerprint(&self) -> &'r str {
        &self.diagnostic.fingerprint
    }

    /// What to write instead, where one is known.
    pub fn fix(&self) -> Option<Fix<'r>> {
        self.diagnostic.fix.as_ref().map(|fix| Fix { report: self.report, fix })
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location(crate::report::location::Location);

impl Location {
    /// Line of a text file, or paragraph of an office file, from 1.
    pub const fn line(&self) -> u32 {
        self.0.line
    }

    /// Character in it, from 1.
    pub const fn column(&self) -> u32 {
        self.0.column
    }

    /// Line of the end.
    pub const fn end_line(&self) -> u32 {
        self.0.end_line
    }

    /// Character after the last one, from 1.
    pub const fn end_column(&self) -> u32 {
        self.0.end_column
    }

    /// Name of the package part, or page of a PDF.
    pub fn part(&self) -> Option<&str> {
        self.0.part.as_deref()
    }
}

/// What to write instead.
#[derive(Debug, Clone, Copy)]
pub struct Fix<'r> {
    report: &'r Report<'r>,
    fix: &'r diagnostic::Fix,
}

impl Fix<'_> {
    /// True if it changes spacing, punctuation, letter case or format only, so that it may be applied unasked.
    pub fn is_safe(&self) -> bool {
        self.fix.applicability == Applicability::Safe
    }

    /// Its edits, by place: where, and the new text.
    pub fn edits(&self) -> impl Iterator<Item = (Location, &str)> {
        let document = &self.report.outcome.document;
        self.fix.edits.iter().map(move |edit| (Location(locate(document, edit.span)), edit.replacement.as_str()))
    }
}
