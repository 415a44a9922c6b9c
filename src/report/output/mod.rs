//! What a run writes, in the form that each reader wants. A form is a [`Writer`]: it is told of the
//! inputs one after the other, in order, and gives the next stretch of text, so that ten thousand
//! drafts need the memory of a few.

mod checkstyle;
mod filed;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod place;
mod rdjson;
mod sarif;
mod sheet;
mod text;

use std::collections::BTreeMap;

pub(in crate::report) use html::escaped;

use serde::{Deserialize, Serialize};

use super::json::{Entry, Part, entry};
use super::statistics::Statistics;
use super::timings::Timings;
use super::{Checked, Look, Tally, concise, full, location};
use crate::across::{Kept, Packed};
use crate::catalogue::{Catalogue, Lang, Rule};
use crate::checks::Stage;
use crate::config::{Departure, Deviation};
use crate::diagnostic::Severity;
use crate::engine;

/// The forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// For people: each finding with the text around it.
    Full,
    /// For people: one line a finding.
    Concise,
    /// For people: one line a finding, under the name of the file.
    Grouped,
    /// JSON of our own, as one value.
    Json,
    /// The same, one line an input.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// `JUnit` XML.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// Summary of a job of GitHub Actions.
    GithubSummary,
    /// Code quality report of GitLab.
    Gitlab,
    /// Checkstyle XML.
    Checkstyle,
    /// Reviewdog's JSON.
    Rdjson,
    /// A review sheet (*phiếu rà soát*) in Markdown.
    Markdown,
    /// One page with the documents and the findings in the margin.
    Html,
    /// The review sheet as a Word file, to be filed. It is a package, so it goes to a file only.
    SheetDocx,
}

impl Kind {
    /// All forms that are text.
    pub const ALL: [Self; 14] = [
        Self::Full,
        Self::Concise,
        Self::Grouped,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::GithubSummary,
        Self::Gitlab,
        Self::Checkstyle,
        Self::Rdjson,
        Self::Markdown,
        Self::Html,
    ];

    /// The name in options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Grouped => "grouped",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::GithubSummary => "github-summary",
            Self::Gitlab => "gitlab",
            Self::Checkstyle => "checkstyle",
            Self::Rdjson => "rdjson",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::SheetDocx => "sheet-docx",
        }
    }

    /// The form called `name`.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::SheetDocx]).find(|kind| kind.name() == name)
    }

    /// True for a form that is no text: what its writer gives has to be [`packed`].
    pub const fn is_package(self) -> bool {
        matches!(self, Self::SheetDocx)
    }

    /// True for the forms that people read on a terminal.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Full | Self::Concise | Self::Grouped)
    }

    /// True for the forms that hold something which can only be drawn with the document at hand.
    pub const fn is_drawn(self) -> bool {
        self.is_text() || matches!(self, Self::Html)
    }

    /// True for the forms that need of an input nothing but what was drawn, its name and its counts.
    pub const fn is_drawn_whole(self) -> bool {
        matches!(self, Self::Full | Self::Concise | Self::Html)
    }
}

/// What is written about one input.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileReport {
    /// Everything that is known, for machines.
    pub entry: Entry,
    /// For each output that [`Kind::is_drawn`], what was drawn.
    pub drawn: Vec<String>,
    /// Its counts.
    pub tally: Tally,
    /// What it tells the other inputs of the run, if there are any; see [`told`].
    pub told: Packed,
    /// The severity from which a finding in it fails the run; none if it is not to fail.
    #[serde(skip)]
    pub fails_from: Option<Severity>,
}

/// Draws the input for every output: form and look. For machines it tells `part`.
pub fn draw(
    checked: &Checked,
    catalogue: &Catalogue,
    stage: Stage,
    outputs: &[(Kind, Look)],
    lang: Lang,
    part: Part,
) -> FileReport {
    let drawn = outputs.iter().filter(|(kind, _)| kind.is_drawn()).map(|(kind, look)| match kind {
        Kind::Full => full::file(checked, catalogue, *look),
        Kind::Concise => concise::file(checked, catalogue, *look),
        Kind::Html => html::document(checked, catalogue, stage, look.lang),
        _ => String::new(),
    });
    FileReport {
        entry: entry(checked, catalogue, stage, lang, part),
        drawn: drawn.collect(),
        tally: Tally::of(checked),
        told: Packed::default(),
        fails_from: None,
    }
}

/// What the input tells the other inputs of the run; nothing if it could not be read.
pub fn told(checked: &Checked, kept: Kept) -> Packed {
    let told = checked.result.as_ref().map(|outcome| {
        let document = &outcome.document;
        let summary = engine::summarize(outcome, kept, &|span| location::lasting(document, span));
        Packed::new(&summary, &checked.path)
    });
    told.unwrap_or_default()
}

/// What a writer knows before the first input.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// How it looks; only texts for people care.
    pub look: Look,
    /// Every rule of the run, by id.
    pub rules: &'a BTreeMap<&'a str, &'a Rule>,
    /// Where the configurations depart from law and guidance.
    pub deviations: &'a [Deviation],
    /// Whether findings are compared with earlier ones.
    pub has_known: bool,
}

/// What a writer learns after the last input.
#[derive(Debug, Clone, Default)]
pub struct End {
    /// The counts of the run.
    pub tally: Tally,
    /// Accepted findings of configurations that no input had.
    pub unused: Vec<Unused>,
    /// Counts by rule, folder and office, if they were asked for.
    pub statistics: Option<Statistics>,
    /// Where the time went, if it was asked for.
    pub timings: Option<Timings>,
    /// Because of what the run says less than the tool by itself would. Every form tells it: who reads a
    /// report must not take for a verdict what the checked change itself has silenced.
    pub departures: Vec<Departure>,
}

/// An entry `[[suppress]]` that accepted nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unused {
    /// The configuration file.
    pub config: String,
    /// The entry, from 0.
    pub entry: usize,
    /// Its rules.
    pub rules: Vec<String>,
    /// What to do.
    pub message: String,
}

/// A form of output.
pub trait Writer {
    /// Text before the first input.
    fn begin(&mut self, run: &Run<'_>) -> String {
        let _ = run;
        String::new()
    }

    /// Text for one input; `drawn` is what was drawn for this output.
    fn file(&mut self, run: &Run<'_>, report: &FileReport, drawn: &str) -> String;

    /// Text for what was found by comparing the inputs, a report for each file that something is said
    /// about; `output` is the place of this output in what was drawn.
    fn across(&mut self, run: &Run<'_>, reports: &[FileReport], output: usize) -> String {
        let drawn = |report: &FileReport| report.drawn.get(output).cloned().unwrap_or_default();
        reports.iter().map(|report| self.file(run, report, &drawn(report))).collect()
    }

    /// Text after the last input.
    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let _ = (run, end);
        String::new()
    }
}

/// A writer of `kind`.
pub fn writer(kind: Kind) -> Box<dyn Writer> {
    match kind {
        Kind::Full => Box::new(text::Full),
        Kind::Concise => Box::new(text::Concise),
        Kind::Grouped => Box::new(text::Grouped),
        Kind::Json => Box::<json::Json>::default(),
        Kind::Jsonl => Box::new(json::Jsonl),
        Kind::Sarif => Box::<sarif::Sarif>::default(),
        Kind::Junit => Box::new(junit::Junit),
        Kind::Github => Box::new(github::Annotations),
        Kind::GithubSummary => Box::<github::JobSummary>::default(),
        Kind::Gitlab => Box::<gitlab::Gitlab>::default(),
        Kind::Checkstyle => Box::new(checkstyle::Checkstyle),
        Kind::Rdjson => Box::<rdjson::Rdjson>::default(),
        Kind::Markdown => Box::<sheet::Sheet>::default(),
        Kind::Html => Box::<html::Html>::default(),
        Kind::SheetDocx => Box::<filed::Filed>::default(),
    }
}

/// The file of a form that [`Kind::is_package`], made of all that its writer gave.
pub fn packed(written: &str) -> std::io::Result<Vec<u8>> {
    filed::packed(written)
}

/// Text between two items of a list: a comma after all but the first.
#[derive(Debug, Default)]
struct Commas {
    some: bool,
}

impl Commas {
    fn next(&mut self) -> &'static str {
        if std::mem::replace(&mut self.some, true) { "," } else { "" }
    }
}
