//! What was found, and where.

use serde::Serialize;

use crate::catalogue::rule::Lang as Tongue;
use crate::config::Plan;
use crate::diagnostic::{self, Applicability, Diagnostic};
use crate::engine::Outcome;
use crate::model::Span;
use crate::report::location::{self, locate};
use crate::report::{message, places};

use super::Lang;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Severity {
    /// A hint.
    Info,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

impl Severity {
    /// The name in JSON: `info`, `warning`, `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
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

/// A finding.
///
/// ```
/// let checker = rasoat::Checker::builder().select(["spelling"]).build()?;
/// let report = checker.check("a.txt", "Xã đã báo báo cáo cáo kết quả.".as_bytes())?;
/// for finding in report.findings() {
///     assert!(finding.rule().starts_with("spelling/"));
///     assert!(!finding.message_in(rasoat::Lang::En).is_empty());
/// }
/// # Ok::<(), rasoat::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Finding<'r> {
    plan: &'r Plan,
    outcome: &'r Outcome,
    diagnostic: &'r Diagnostic,
}

impl std::fmt::Debug for Finding<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = |at: &Location| format!("{}:{}", at.line(), at.column());
        formatter
            .debug_struct("Finding")
            .field("rule", &self.rule())
            .field("severity", &self.severity())
            .field("location", &name(&self.location()))
            .finish_non_exhaustive()
    }
}

impl<'r> Finding<'r> {
    pub(super) const fn new(plan: &'r Plan, outcome: &'r Outcome, diagnostic: &'r Diagnostic) -> Self {
        Self { plan, outcome, diagnostic }
    }

    /// The rule that found it.
    pub fn rule(&self) -> &'r str {
        self.diagnostic.rule.as_str()
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.diagnostic.severity.into()
    }

    /// What the rule rests on: `law`, `guidance`, `custom` or `consistency`.
    pub fn tier(&self) -> &'static str {
        let rule = self.plan.settings.catalogue.rule(self.rule());
        rule.map_or(diagnostic::Tier::Custom, |rule| rule.meta.tier).name()
    }

    /// The clauses that the rule rests on: instrument and place in it.
    pub fn basis(&self) -> Vec<(String, String)> {
        let rule = self.plan.settings.catalogue.rule(self.rule());
        let form = self.outcome.document.owner(self.diagnostic.span.block).form;
        let clauses = rule.into_iter().flat_map(|rule| rule.binding(form));
        clauses.map(|basis| (basis.instrument.to_string(), basis.locator.to_string())).collect()
    }

    /// What is wrong, in the language of the checker.
    pub fn message(&self) -> String {
        self.told(self.plan.lang.into()).message
    }

    /// What is wrong.
    pub fn message_in(&self, lang: Lang) -> String {
        self.told(lang.into()).message
    }

    /// What to do, in the language of the checker; may be empty.
    pub fn help(&self) -> String {
        self.told(self.plan.lang.into()).help
    }

    fn told(&self, lang: Tongue) -> message::Told {
        message::finding(&self.plan.settings.catalogue, self.diagnostic, lang)
    }

    /// The words it is about, as the file holds them; empty where something is missing.
    pub fn quote(&self) -> &'r str {
        self.outcome.document.quote(self.diagnostic.span)
    }

    /// Where it is.
    pub fn location(&self) -> Location {
        located(self.outcome, self.diagnostic.span)
    }

    /// Where it is, for people: the page, the headings above, the table with its row and column.
    pub fn place(&self) -> String {
        places::told(&self.outcome.document, self.diagnostic.span, self.plan.lang.into())
    }

    /// The numbers of the sections it is in, such as `II.1`; may be empty.
    pub fn section(&self) -> String {
        self.outcome.document.section_path(self.diagnostic.span.block)
    }

    /// Further places that belong to it.
    pub fn related(&self) -> impl Iterator<Item = Related> {
        self.diagnostic.labels.iter().map(|label| Related {
            message: message::label(&self.plan.settings.catalogue, self.diagnostic, label, self.plan.lang.into()),
            quote: self.outcome.document.quote(label.span).to_owned(),
            name: None,
            location: located(self.outcome, label.span),
        })
    }

    /// The same as long as the words around it are, wherever the document changes.
    pub fn fingerprint(&self) -> &'r str {
        &self.diagnostic.fingerprint
    }

    /// What to write instead, where one is known.
    pub fn fix(&self) -> Option<Fix<'r>> {
        self.diagnostic.fix.as_ref().map(|fix| Fix { outcome: self.outcome, fix })
    }
}

fn located(outcome: &Outcome, span: Span) -> Location {
    Location(locate(&outcome.document, span))
}

/// A further place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub(super) message: String,
    pub(super) quote: String,
    pub(super) name: Option<String>,
    pub(super) location: Location,
}

impl Related {
    /// What is there.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The words there.
    pub fn quote(&self) -> &str {
        &self.quote
    }

    /// The name of the document, if it is another one than that of the finding.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Where it is.
    pub const fn location(&self) -> &Location {
        &self.location
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location(pub(super) location::Location);

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

    /// UTF-8 bytes before it: in the decoded file, or in the paragraph of an office file.
    pub const fn offset(&self) -> u32 {
        self.0.offset
    }

    /// Its length in UTF-8 bytes.
    pub const fn length(&self) -> u32 {
        self.0.length
    }

    /// Name of the package part, or page of a PDF.
    pub fn part(&self) -> Option<&str> {
        self.0.part.as_deref()
    }
}

/// What to write instead.
#[derive(Clone, Copy)]
pub struct Fix<'r> {
    outcome: &'r Outcome,
    fix: &'r diagnostic::Fix,
}

impl std::fmt::Debug for Fix<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Fix").field("applicability", &self.applicability()).finish_non_exhaustive()
    }
}

impl<'r> Fix<'r> {
    /// True if it changes spacing, punctuation, letter case or format only, so that it may be applied unasked.
    pub fn is_safe(&self) -> bool {
        self.fix.applicability == Applicability::Safe
    }

    /// `safe`; `unsafe`, if words change; `suggestion`, if numbers, dates, names or citations do.
    pub const fn applicability(&self) -> &'static str {
        self.fix.applicability.name()
    }

    /// Its edits, by place.
    pub fn edits(&self) -> impl Iterator<Item = Edit<'r>> {
        let outcome = self.outcome;
        self.fix.edits.iter().map(move |edit| Edit { outcome, edit })
    }
}

/// Replacement of one place.
#[derive(Clone, Copy)]
pub struct Edit<'r> {
    outcome: &'r Outcome,
    edit: &'r diagnostic::Edit,
}

impl std::fmt::Debug for Edit<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Edit")
            .field("quote", &self.quote())
            .field("replacement", &self.replacement())
            .finish_non_exhaustive()
    }
}

impl<'r> Edit<'r> {
    /// The words that are replaced; empty for an insertion.
    pub fn quote(&self) -> &'r str {
        self.outcome.document.quote(self.edit.span)
    }

    /// Where.
    pub fn location(&self) -> Location {
        located(self.outcome, self.edit.span)
    }

    /// The new words.
    pub fn replacement(&self) -> &'r str {
        &self.edit.replacement
    }
}
