//! What a check of one file gives.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::{Document, Finding, Member, Severity};
use crate::across::Kept;
use crate::catalogue::Rule;
use crate::config::Plan;
use crate::engine::Outcome;
use crate::report::json::Part;
use crate::report::output::{End, FileReport, Kind, Run, draw, writer};
use crate::report::{Checked, Look, words};

/// Columns of the forms for a console.
const WIDTH: usize = 100;

/// A form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Text for people, with the words around each finding.
    Text,
    /// Text, one line a finding.
    Concise,
    /// JSON, by `schemas/report-v1.schema.json`.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// One page for a browser: the document with its findings in the margin.
    Html,
    /// Markdown.
    Markdown,
}

impl Form {
    const fn kind(self) -> Kind {
        match self {
            Self::Text => Kind::Full,
            Self::Concise => Kind::Concise,
            Self::Json => Kind::Json,
            Self::Sarif => Kind::Sarif,
            Self::Html => Kind::Html,
            Self::Markdown => Kind::Markdown,
        }
    }
}

/// What a check of one file gives. It owns everything and may be sent to other threads.
///
/// ```
/// let checker = rasoat::Checker::new();
/// let report = checker.check("a.txt", "Đã đã họp.".as_bytes())?;
/// assert_eq!(report.profile(), None);
/// assert!(report.not_checked().all(|entry| !entry.message().is_empty()));
/// assert!(report.render(rasoat::Form::Json).contains("rasoat/report/v1"));
/// # Ok::<(), rasoat::Error>(())
/// ```
pub struct Report {
    plan: Arc<Plan>,
    /// What was read: [`Report::new`] is given nothing else.
    checked: Checked,
    kept: Kept,
}

impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let findings = self.outcome().diagnostics.len();
        formatter
            .debug_struct("Report")
            .field("name", &self.name())
            .field("findings", &findings)
            .finish_non_exhaustive()
    }
}

impl Report {
    pub(super) fn new(plan: Arc<Plan>, name: &str, outcome: Outcome, kept: Kept) -> Self {
        Self { plan, checked: Checked { path: name.to_owned(), result: Ok(outcome) }, kept }
    }

    pub(super) fn outcome(&self) -> &Outcome {
        match &self.checked.result {
            Ok(outcome) => outcome,
            Err(_) => unreachable!("a report is made of what was read"),
        }
    }

    /// The name that was given.
    pub fn name(&self) -> &str {
        &self.checked.path
    }

    /// The findings, by place. Of a rule that found hundreds the first are here; see [`Report::not_told`].
    pub fn findings(&self) -> impl Iterator<Item = Finding<'_>> {
        let outcome = self.outcome();
        outcome.diagnostics.iter().map(move |diagnostic| Finding::new(&self.plan, outcome, diagnostic))
    }

    /// How many findings are not told, because their rule found too many.
    pub fn not_told(&self) -> usize {
        self.outcome().not_told
    }

    /// Findings that a comment in the document or the configuration accepts, with the reason.
    pub fn accepted(&self) -> impl Iterator<Item = (Finding<'_>, &str)> {
        let outcome = self.outcome();
        outcome.suppressed.iter().map(move |suppressed| {
            let reason = outcome.suppressions.get(suppressed.by).map_or("", |by| by.reason.as_str());
            (Finding::new(&self.plan, outcome, &suppressed.diagnostic), reason)
        })
    }

    /// The worst severity there is.
    pub fn worst(&self) -> Option<Severity> {
        self.findings().map(|finding| finding.severity()).max()
    }

    /// Rules that could not be checked, with the reason. They have not passed.
    pub fn not_checked(&self) -> impl Iterator<Item = NotChecked<'_>> {
        let lang = self.plan.lang.into();
        self.outcome().not_checked.iter().map(move |entry| NotChecked {
            rule: entry.rule.as_str(),
            reason: entry.reason.name(),
            message: words::reason(entry.reason, lang),
        })
    }

    /// The required outline that was used.
    pub fn profile(&self) -> Option<&str> {
        self.outcome().profile.as_deref()
    }

    /// The document as it was recognised.
    pub fn document(&self) -> Document<'_> {
        Document(&self.outcome().document)
    }

    /// What the file tells others, for [`Checker::compare`](crate::Checker::compare).
    pub fn member(&self) -> Member {
        Member::of(&self.checked, self.kept)
    }

    /// The report as the program would write it for this one file.
    pub fn render(&self, form: Form) -> String {
        let (kind, settings) = (form.kind(), &self.plan.settings);
        let look = Look { lang: self.plan.lang.into(), color: false, width: WIDTH };
        let rules: BTreeMap<&str, &Rule> =
            settings.catalogue.rules.iter().map(|rule| (rule.meta.id.as_str(), rule)).collect();
        let run = Run { look, rules: &rules, deviations: &self.plan.deviations, has_known: false };
        let drawn = draw(&self.checked, &settings.catalogue, settings.stage, &[(kind, look)], look.lang, Part::Whole);
        let report = FileReport { fails_from: self.plan.fail_on.threshold(), ..drawn };
        let end = End { tally: report.tally, departures: self.plan.departures.clone(), ..End::default() };
        let mut writer = writer(kind);
        let parts = [
            writer.begin(&run),
            writer.file(&run, &report, report.drawn.first().map_or("", String::as_str)),
            writer.across(&run, &[], 0),
            writer.end(&run, &end),
        ];
        parts.concat()
    }
}

/// A rule that could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotChecked<'r> {
    rule: &'r str,
    reason: &'static str,
    message: &'static str,
}

impl<'r> NotChecked<'r> {
    /// The rule.
    pub const fn rule(&self) -> &'r str {
        self.rule
    }

    /// Stable name of the reason, as in the JSON report: `kind-unknown`, `date-blank`, …
    pub const fn reason(&self) -> &'static str {
        self.reason
    }

    /// The reason in the language of the checker.
    pub const fn message(&self) -> &'static str {
        self.message
    }
}
