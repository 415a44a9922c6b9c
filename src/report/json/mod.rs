//! Reports for machines. The shapes are wire types of their own, so the model can change without
//! breaking a reader of the JSON.

pub mod cite_v1;
pub mod cited_v1;
pub mod facts;
pub mod figures;
pub mod figures_v1;
pub mod lists_v1;
pub mod parse;
pub mod parse_v1;
pub mod review_v1;
pub mod v1;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::layout::one_line;
use super::location::{Location, locate, suppression_place};
use super::{Checked, Tally, message, places, words};
use crate::across::Place;
use crate::catalogue::{Basis, Catalogue, Lang};
use crate::checks::Stage;
use crate::config::{Change, Departure, Deviation};
use crate::diagnostic::{Diagnostic, Fix};
use crate::engine::{Fault, KnownBy, Outcome, Source, Suppression};
use crate::model::{Document, Span};
use crate::readers::Notice;

/// The schema of the report.
pub fn report_schema() -> Value {
    schema::<v1::Report>("report-v1.schema.json")
}

/// The schema of what was recognised.
pub fn parse_schema() -> Value {
    schema::<parse_v1::Parsed>("parse-v1.schema.json")
}

/// The schema of the figures and their proof.
pub fn figures_schema() -> Value {
    schema::<figures_v1::Figures>("figures-v1.schema.json")
}

/// The schema of the facts of appearance.
pub fn facts_schema() -> Value {
    schema::<facts::Facts>("facts-v1.schema.json")
}

/// The schema of what a look-up in the registry found.
pub fn cite_schema() -> Value {
    schema::<cite_v1::Found>("cite-v1.schema.json")
}

/// The schema of the list of what a document cites.
pub fn cited_schema() -> Value {
    schema::<cited_v1::CitedList>("cited-v1.schema.json")
}

/// The schema of what became of the findings of marked copies.
pub fn review_schema() -> Value {
    schema::<review_v1::Review>("review-v1.schema.json")
}

/// The schema of the list of rules.
pub fn rules_schema() -> Value {
    schema::<lists_v1::Rules>("rules-v1.schema.json")
}

/// The schema of the list of profiles.
pub fn profiles_schema() -> Value {
    schema::<lists_v1::Profiles>("profiles-v1.schema.json")
}

/// The schema of what is written, under its own name.
fn schema<T: JsonSchema>(id: &str) -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), Value::from(id));
    schema.to_value()
}

/// One input in the report.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// It was checked.
    File(v1::File),
    /// It could not be read.
    Unreadable(v1::Unreadable),
}

/// How much of an entry a run needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What every run asks of it: the name, and what of a configuration accepts findings.
    Brief,
    /// All of it.
    Whole,
}

impl Entry {
    /// The part that every run asks of it.
    #[must_use]
    pub fn brief(&self) -> Self {
        match self {
            Self::File(file) => {
                let by_config = |suppression: &&v1::Suppression| suppression.config.is_some();
                let suppressions = file.suppressions.iter().filter(by_config).cloned().collect();
                Self::File(v1::File { suppressions, ..v1::File::bare(&file.path, file.stage) })
            }
            Self::Unreadable(file) => Self::Unreadable(file.clone()),
        }
    }
}

/// The entry of one input, or the part of it that is needed.
pub fn entry(checked: &Checked, catalogue: &Catalogue, stage: Stage, lang: Lang, part: Part) -> Entry {
    match &checked.result {
        Ok(outcome) if part == Part::Brief => {
            let by_config = outcome.suppressions.iter().filter(|entry| matches!(entry.source, Source::Config { .. }));
            let suppressions = by_config.map(|entry| suppression(&outcome.document, entry, lang)).collect();
            Entry::File(v1::File { suppressions, ..v1::File::bare(&checked.path, stage) })
        }
        Ok(outcome) => Entry::File(file(&checked.path, outcome, catalogue, stage, lang)),
        Err(failure) => {
            let told = words::failure(failure, lang);
            Entry::Unreadable(v1::Unreadable {
                path: checked.path.clone(),
                reason: failure.name().to_owned(),
                message: told.message,
                help: told.help,
            })
        }
    }
}

/// The whole report.
pub fn report(
    entries: impl IntoIterator<Item = Entry>,
    deviations: &[Deviation],
    tally: Tally,
    lang: Lang,
) -> v1::Report {
    let mut files = Vec::new();
    let mut unreadable = Vec::new();
    for entry in entries {
        match entry {
            Entry::File(file) => files.push(file),
            Entry::Unreadable(file) => unreadable.push(file),
        }
    }
    v1::Report {
        schema: v1::SchemaName::V1,
        tool: tool(),
        deviations: deviations.iter().map(|deviation| departure(deviation, lang)).collect(),
        files,
        unreadable,
        across: Vec::new(),
        unused_suppressions: Vec::new(),
        departures: Vec::new(),
        summary: summary(tally),
        statistics: None,
        timings: None,
    }
}

/// The counts of a run.
pub(super) const fn summary(tally: Tally) -> v1::Summary {
    v1::Summary {
        files: tally.files,
        unreadable: tally.unreadable,
        error: tally.error,
        warning: tally.warning,
        info: tally.info,
        suppressed: tally.suppressed,
        known: tally.known,
        cited: tally.cited,
        compared: tally.compared,
        mended: tally.mended,
        fixable: tally.fixable,
        fixable_unsafe: tally.fixable_unsafe,
    }
}

/// A departure from law or guidance.
pub(super) fn departure(deviation: &Deviation, lang: Lang) -> v1::Deviation {
    let change = match deviation.change {
        Change::Off => "off",
        Change::Severity { .. } => "severity",
        Change::Parameter { .. } => "parameter",
    };
    v1::Deviation {
        rule: deviation.rule.to_string(),
        change: change.to_owned(),
        message: super::config::departure(deviation, lang),
    }
}

/// Because of what the run says less than the tool by itself would.
pub(super) fn departures(departures: &[Departure], lang: Lang) -> Vec<v1::Departure> {
    let told = |departure: &Departure| v1::Departure {
        kind: departure.name().to_owned(),
        config: departure.file().map(str::to_owned),
        message: words::departure(departure, lang),
    };
    departures.iter().map(told).collect()
}

fn file(path: &str, outcome: &Outcome, catalogue: &Catalogue, stage: Stage, lang: Lang) -> v1::File {
    let document = &outcome.document;
    v1::File {
        path: path.to_owned(),
        format: document.raw.format.name().to_owned(),
        form: Box::new(v1::Form {
            id: document.form.map(|reading| reading.form.id.clone()),
            regime: document.regime,
            left_out: outcome.left_out,
            message: words::form(document.form, outcome.left_out, lang),
        }),
        profile: outcome.profile.clone(),
        stage,
        diagnostics: outcome.diagnostics.iter().map(|finding| diagnostic(document, finding, catalogue, lang)).collect(),
        not_checked: outcome
            .not_checked
            .iter()
            .map(|entry| v1::NotChecked {
                rule: entry.rule.to_string(),
                reason: entry.reason.name().to_owned(),
                message: words::reason(entry.reason, lang).to_owned(),
            })
            .collect(),
        notices: notices(&outcome.notices, lang),
        evidence: outcome
            .evidence
            .iter()
            .map(|evidence| v1::Evidence {
                rule: evidence.rule.to_string(),
                message: message::evidence(catalogue, evidence, lang),
                quote: document.quote(evidence.span).to_owned(),
                location: location(document, evidence.span),
            })
            .collect(),
        suppressed: outcome
            .suppressed
            .iter()
            .map(|suppressed| {
                let by = outcome.suppressions.get(suppressed.by);
                v1::Suppressed {
                    finding: diagnostic(document, &suppressed.diagnostic, catalogue, lang),
                    kind: by.map_or("comment", |by| by.source.name()).to_owned(),
                    reason: by.map_or_else(String::new, |by| by.reason.clone()),
                }
            })
            .collect(),
        known: outcome
            .known
            .iter()
            .map(|(finding, why)| v1::Known {
                finding: diagnostic(document, finding, catalogue, lang),
                why: match why {
                    KnownBy::Baseline => "baseline".to_owned(),
                    KnownBy::Unchanged => "unchanged".to_owned(),
                },
            })
            .collect(),
        suppressions: outcome.suppressions.iter().map(|entry| suppression(document, entry, lang)).collect(),
        figures: Box::new(figure_coverage(document, lang)),
        citations: Box::new(citation_coverage(outcome, lang)),
    }
}

fn citation_coverage(outcome: &Outcome, lang: Lang) -> v1::CitationCoverage {
    let document = &outcome.document;
    let missing = outcome.cited.iter().filter(|cited| !cited.is_compared());
    v1::CitationCoverage {
        cited: outcome.cited.len(),
        compared: outcome.cited.iter().filter(|cited| cited.is_compared()).count(),
        message: words::citations_of(outcome, lang),
        missing: missing
            .map(|cited| v1::MissingCitation {
                citation: one_line(document.clean_text(cited.head)),
                location: location(document, cited.span),
            })
            .collect(),
    }
}

fn figure_coverage(document: &Document, lang: Lang) -> v1::FigureCoverage {
    let coverage = document.figures.coverage();
    v1::FigureCoverage {
        percentages: coverage.all(),
        checked: coverage.checked(),
        message: words::coverage(&coverage, lang),
    }
}

fn suppression(document: &Document, entry: &Suppression, lang: Lang) -> v1::Suppression {
    let (config, number) = match &entry.source {
        Source::Comment(_) => (None, None),
        Source::Config { file, entry } => (Some(file.clone()), Some(*entry)),
    };
    let fault = |fault: &Fault| v1::SuppressionFault {
        kind: fault.name().to_owned(),
        message: words::suppression_fault(fault, lang),
    };
    v1::Suppression {
        kind: entry.source.name().to_owned(),
        config,
        entry: number,
        location: suppression_place(document, entry).map(wire),
        rules: entry.rules.clone(),
        reason: entry.reason.clone(),
        used: entry.used,
        faults: entry.faults.iter().map(fault).collect(),
    }
}

pub(super) fn tool() -> v1::Tool {
    v1::Tool { name: "rasoat".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
}

fn notices(notices: &[Notice], lang: Lang) -> Vec<v1::Notice> {
    let wire = notices.iter().map(|notice| v1::Notice {
        kind: notice.kind.name().to_owned(),
        detail: notice.detail.clone(),
        message: words::notice(notice, lang),
    });
    wire.collect()
}

fn diagnostic(document: &Document, finding: &Diagnostic, catalogue: &Catalogue, lang: Lang) -> v1::Diagnostic {
    let rule = catalogue.rule(finding.rule.as_str());
    let told = message::finding(catalogue, finding, lang);
    let form = document.owner(finding.span.block).form;
    v1::Diagnostic {
        rule: finding.rule.to_string(),
        severity: finding.severity,
        tier: rule.map_or(crate::diagnostic::Tier::Custom, |rule| rule.meta.tier),
        message: told.message,
        help: told.help,
        basis: rule.map(|rule| basis(rule.binding(form))).unwrap_or_default(),
        quote: document.quote(finding.span).to_owned(),
        location: location(document, finding.span),
        place: places::told(document, finding.span, lang),
        section: document.section_path(finding.span.block),
        related: finding
            .labels
            .iter()
            .map(|label| v1::Related {
                message: message::label(catalogue, finding, label, lang),
                quote: document.quote(label.span).to_owned(),
                path: None,
                location: location(document, label.span),
            })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| suggested(document, fix)),
        fingerprint: finding.fingerprint.clone(),
    }
}

pub(super) fn basis<'a>(clauses: impl Iterator<Item = &'a Basis>) -> Vec<v1::Basis> {
    clauses
        .map(|basis| v1::Basis { instrument: basis.instrument.to_string(), locator: basis.locator.to_string() })
        .collect()
}

fn suggested(document: &Document, fix: &Fix) -> v1::Fix {
    v1::Fix {
        applicability: fix.applicability,
        edits: fix
            .edits
            .iter()
            .map(|edit| v1::Edit {
                quote: document.quote(edit.span).to_owned(),
                location: location(document, edit.span),
                replacement: edit.replacement.clone(),
            })
            .collect(),
    }
}

pub(super) fn location(document: &Document, span: Span) -> v1::Location {
    wire(locate(document, span))
}

/// A place that outlived its document.
pub(super) fn placed(place: &Place) -> v1::Location {
    v1::Location {
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        offset: place.offset,
        length: place.length,
        byte_column: place.byte_columns.map(|(start, _)| start),
        end_byte_column: place.byte_columns.map(|(_, end)| end),
        part: place.part.clone(),
        paragraph: place.paragraph,
    }
}

fn wire(found: Location) -> v1::Location {
    v1::Location {
        line: found.line,
        column: found.column,
        end_line: found.end_line,
        end_column: found.end_column,
        offset: found.offset,
        length: found.length,
        byte_column: found.byte_columns.map(|(start, _)| start),
        end_byte_column: found.byte_columns.map(|(_, end)| end),
        part: found.part,
        paragraph: found.paragraph,
    }
}
