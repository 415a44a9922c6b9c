//! The JSON report, version 1: `schemas/report-v1.schema.json`. Names and meanings never change
//! within a version; fields may be added.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checks::Stage;
use crate::diagnostic::{Applicability, Severity, Tier};
use crate::model::Regime;

/// The result of one run of `rasoat check`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Name and version of this shape.
    pub schema: SchemaName,
    /// What made the report.
    pub tool: Tool,
    /// Where the configuration departs from law and guidance.
    pub deviations: Vec<Deviation>,
    /// Inputs that were checked, by path.
    pub files: Vec<File>,
    /// Inputs that could not be read, by path.
    pub unreadable: Vec<Unreadable>,
    /// What was found by comparing the inputs with each other, by path.
    pub across: Vec<Across>,
    /// Entries `[[suppress]]` of configurations that accepted nothing.
    pub unused_suppressions: Vec<Unused>,
    /// Because of what the run says less than the tool by itself would.
    pub departures: Vec<Departure>,
    /// Counts over all inputs.
    pub summary: Summary,
    /// Counts by rule, folder and office; only if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statistics: Option<Statistics>,
    /// Where the time went; only if it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timings: Option<Timings>,
}

/// An entry `[[suppress]]` of a configuration that accepted nothing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
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

/// Name and version of this shape.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub enum SchemaName {
    /// Version 1.
    #[serde(rename = "rasoat/report/v1")]
    V1,
}

/// What made the report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tool {
    /// Always `rasoat`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Where the configuration departs from a rule of law or guidance.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Deviation {
    /// Id of the rule.
    pub rule: String,
    /// `off`, `severity` or `parameter`.
    pub change: String,
    /// The change in words, with who made it.
    pub message: String,
}

/// Something because of which the run says less than the tool by itself would.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Departure {
    /// `rules-off`, `severity-lowered`, `parameters`, `conditional`, `words-accepted`, `rules-replaced`, `profiles-replaced`,
    /// `facts-replaced`, `fail-on`, `accepted`, `known`, `cut-short`, `left-out-ignored`, `left-out-excluded`,
    /// `left-out-hidden`, `left-out-link` or `left-out-copy`.
    pub kind: String,
    /// The configuration file that it comes from, if it comes from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config: Option<String>,
    /// What it is, in words.
    pub message: String,
}

/// Counts over all inputs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    /// Inputs that were checked.
    pub files: usize,
    /// Inputs that could not be read.
    pub unreadable: usize,
    /// Findings of severity `error`.
    pub error: usize,
    /// Findings of severity `warning`.
    pub warning: usize,
    /// Findings of severity `info`.
    pub info: usize,
    /// Findings that are accepted.
    pub suppressed: usize,
    /// Findings that were there before.
    pub known: usize,
    /// Instruments that are cited.
    pub cited: usize,
    /// Of these, compared with the registry.
    pub compared: usize,
    /// Findings that `--fix` has mended.
    pub mended: usize,
    /// Findings that `--fix` would mend without new words.
    pub fixable: usize,
    /// Further findings that it would mend with new words.
    pub fixable_unsafe: usize,
}

/// Counts by rule, folder and office.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Statistics {
    /// Rules, those that found most first.
    pub rules: Vec<RuleStatistics>,
    /// Folders, by name, as their paths were given.
    pub folders: Vec<GroupStatistics>,
    /// Issuing offices, as the first document of each writes its name; the empty name has the documents
    /// whose issuer was not recognised.
    pub offices: Vec<GroupStatistics>,
}

/// What one rule found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RuleStatistics {
    /// Id of the rule.
    pub rule: String,
    /// Its findings, without those that are accepted or known.
    pub findings: usize,
    /// Files that have one.
    pub files: usize,
    /// Findings that come with a fix.
    pub fixable: usize,
}

/// What was found in the documents of one folder or office.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GroupStatistics {
    /// The folder or office.
    pub name: String,
    /// Files that were checked.
    pub files: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// Findings of severity `error`.
    pub error: usize,
    /// Findings of severity `warning`.
    pub warning: usize,
    /// Findings of severity `info`.
    pub info: usize,
}

/// Time by step and by rule, the slowest first. Over several threads the times add up.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Timings {
    /// Steps; the rules together are one.
    pub steps: Vec<Timing>,
    /// Rules.
    pub rules: Vec<Timing>,
    /// Most memory the process has used, where the system says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak_bytes: Option<u64>,
}

/// Time of one step or rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Timing {
    /// Name of the step or id of the rule.
    pub name: String,
    /// Nanoseconds.
    pub nanoseconds: u64,
}

/// One input that was checked.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct File {
    /// The path as it was given.
    pub path: String,
    /// `text`, `markdown`, `docx`, `odt` or `doc`.
    pub format: String,
    /// Which form the document was held to.
    pub form: Box<Form>,
    /// The profile whose required structure was used; null if none fits.
    pub profile: Option<String>,
    /// How finished the document claims to be.
    pub stage: Stage,
    /// Findings, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Rules that could not be checked. They neither fired nor passed.
    pub not_checked: Vec<NotChecked>,
    /// What the reader did not understand or left out.
    pub notices: Vec<Notice>,
    /// What was proved right, by place.
    pub evidence: Vec<Evidence>,
    /// Findings that are accepted, with the reason, by place. They do not count.
    pub suppressed: Vec<Suppressed>,
    /// Findings that were there before, by place. They do not count.
    pub known: Vec<Known>,
    /// What accepts findings of this input, whether it was needed or not.
    pub suppressions: Vec<Suppression>,
    /// How many percentages were compared with other figures, so that silence is not taken for approval.
    pub figures: Box<FigureCoverage>,
    /// How many cited instruments were compared with the registry, and which it does not hold.
    pub citations: Box<CitationCoverage>,
}

impl File {
    /// An input about which nothing is said.
    pub(crate) fn bare(path: &str, stage: Stage) -> Self {
        Self {
            path: path.to_owned(),
            format: String::new(),
            form: Box::new(Form { id: None, regime: Regime::Unknown, left_out: 0, message: String::new() }),
            profile: None,
            stage,
            diagnostics: Vec::new(),
            not_checked: Vec::new(),
            notices: Vec::new(),
            evidence: Vec::new(),
            suppressed: Vec::new(),
            known: Vec::new(),
            suppressions: Vec::new(),
            figures: Box::new(FigureCoverage { percentages: 0, checked: 0, message: String::new() }),
            citations: Box::new(CitationCoverage {
                cited: 0,
                compared: 0,
                message: String::new(),
                missing: Vec::new(),
            }),
        }
    }
}

/// What was found about one input by comparing it with others.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Across {
    /// The path as it was given.
    pub path: String,
    /// Findings, by place. Their further places name the other file.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that are accepted, with the reason. They do not count.
    pub suppressed: Vec<Suppressed>,
    /// Findings that were there before. They do not count.
    pub known: Vec<Known>,
}

impl Across {
    /// The part of `file` that such findings fill.
    pub fn of(file: &File) -> Self {
        let File { path, diagnostics, suppressed, known, .. } = file.clone();
        Self { path, diagnostics, suppressed, known }
    }
}

/// Which form a document was held to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Form {
    /// Name of the form, as in `rules/forms`; null if nothing spoke for one.
    pub id: Option<String>,
    /// The body of rules that binds it.
    pub regime: Regime,
    /// How many rules on form that are on it leaves out.
    pub left_out: usize,
    /// The same in words.
    pub message: String,
}

/// How many percentages were compared with other figures.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FigureCoverage {
    /// Percentages found.
    pub percentages: usize,
    /// Of these, compared with other figures.
    pub checked: usize,
    /// The same in words, with the reasons.
    pub message: String,
}

/// How many cited instruments were compared with the registry.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CitationCoverage {
    /// Instruments that are cited.
    pub cited: usize,
    /// Of these, held by the registry.
    pub compared: usize,
    /// The same in words.
    pub message: String,
    /// Those that the registry does not hold, by place.
    pub missing: Vec<MissingCitation>,
}

/// A cited instrument that the registry does not hold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct MissingCitation {
    /// Kind, number and symbol, or the name of a law, as written.
    pub citation: String,
    /// Where it is cited first.
    pub location: Location,
}

/// One input that could not be read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Unreadable {
    /// The path as it was given.
    pub path: String,
    /// Stable name of the reason: `empty`, `too-large`, `encrypted`, `damaged`, `unpacks-too-large`,
    /// `unsupported`, `not-what-name-says`, `pictures-only`, `recognised-text-unusable`, `letters-lost`, `not-found`, `not-allowed`, `system`,
    /// `no-libreoffice`, `conversion-timed-out`, `conversion-failed`, `too-much-memory`, `too-long`, `fault`.
    pub reason: String,
    /// The reason in words.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

/// A finding.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// Id of the rule, `group/slug`.
    pub rule: String,
    /// How much it weighs at the stage of this run.
    pub severity: Severity,
    /// What the rule rests on.
    pub tier: Tier,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
    /// Clauses the rule rests on.
    pub basis: Vec<Basis>,
    /// Exactly the flagged text of the source; empty where something is missing.
    pub quote: String,
    /// Where it is.
    pub location: Location,
    /// The same for people: the page, the headings above, the table with its row and column.
    pub place: String,
    /// Numbers of the sections it stands in, such as `II.1`; may be empty.
    pub section: String,
    /// Further places that belong to it.
    pub related: Vec<Related>,
    /// How to mend it; null if the tool offers nothing.
    pub fix: Option<Fix>,
    /// Names the finding across edits elsewhere in the document.
    pub fingerprint: String,
}

/// A finding that is accepted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Suppressed {
    /// The finding.
    pub finding: Diagnostic,
    /// `comment` or `config`.
    pub kind: String,
    /// Why it is accepted.
    pub reason: String,
}

/// A finding that was there before.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Known {
    /// The finding.
    pub finding: Diagnostic,
    /// `baseline`, or `unchanged` since the revision that was given.
    pub why: String,
}

/// Something that accepts findings.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Suppression {
    /// `comment` or `config`.
    pub kind: String,
    /// The configuration file; left out for comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<String>,
    /// The entry in the configuration file, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<usize>,
    /// Where the comment is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Rules, groups, packs or tiers.
    pub rules: Vec<String>,
    /// Why; empty if it is missing.
    pub reason: String,
    /// How many findings it accepts.
    pub used: usize,
    /// What is wrong with it.
    pub faults: Vec<SuppressionFault>,
}

/// What is wrong with a suppression.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SuppressionFault {
    /// `not-understood`, `no-reason`, `unknown-rule` or `unused`.
    pub kind: String,
    /// What is wrong, and what to do.
    pub message: String,
}

/// A clause.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Basis {
    /// Symbol of the instrument (`30/2020/NĐ-CP`) or a name such as `thông lệ soạn thảo`.
    pub instrument: String,
    /// Place in it, largest unit first; may be empty.
    pub locator: String,
}

/// A place in the file.
///
/// Text and Markdown: lines and characters of the file; `offset` and `length` are bytes of the
/// decoded text, which are the bytes of the file itself when it is UTF-8.
///
/// DOCX has no lines: `line` is the ordinal of the paragraph in its `part` and equals `paragraph`,
/// `column` is the character in that paragraph, and `offset` and `length` are UTF-8 bytes of the
/// paragraph's text. The number that automatic numbering shows belongs to that text.
///
/// PDF: the same, with a page as `part` (`trang 2`) and paragraphs counted on the page.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// Line, or paragraph of a DOCX part or a PDF page, from 1.
    pub line: u32,
    /// Character (Unicode code point) in it, from 1.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Character after the last one, from 1.
    pub end_column: u32,
    /// UTF-8 bytes before it.
    pub offset: u32,
    /// Its length in UTF-8 bytes.
    pub length: u32,
    /// UTF-8 byte of the line (text and Markdown only), from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byte_column: Option<u32>,
    /// UTF-8 byte after the last one, on the line of the end, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_byte_column: Option<u32>,
    /// Package part (DOCX), such as `word/document.xml`, or page (PDF), such as `trang 2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Ordinal of the paragraph in its part (DOCX and PDF only), from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
}

/// A further place that belongs to a finding.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Related {
    /// What stands there.
    pub message: String,
    /// The text there.
    pub quote: String,
    /// The file, if it is another one than that of the finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Where it is.
    pub location: Location,
}

/// A way to mend a finding.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Fix {
    /// Whether it may be applied unasked.
    pub applicability: Applicability,
    /// Its edits, by place, not overlapping.
    pub edits: Vec<Edit>,
}

/// Replacement of one place.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// The text that is replaced; empty for an insertion.
    pub quote: String,
    /// Where it is.
    pub location: Location,
    /// The new text.
    pub replacement: String,
}

/// A rule that could not be checked.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NotChecked {
    /// Id of the rule.
    pub rule: String,
    /// Stable name of the reason: `header-lost`, `no-format-facts`, `regime-unknown`,
    /// `kind-unknown`, `component-unknown`, `date-blank`, `legacy-text`, `poorly-scanned`, `letters-drawn`, `frame-drawn`,
    /// `automatic-numbers-unread`, `glued-lines`, `reprint`, `fault`.
    pub reason: String,
    /// The reason in words.
    pub message: String,
}

/// Something a reader did not understand or left out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// Stable name of the kind: `invalid-bytes`, `encoding`, `tracked-changes`, `number-format`,
    /// `damaged-part`, `hidden-text`, `comments`, `date-field`, `signed`, `macros`, `embedded`,
    /// `converted`, `automatic-numbers`, `picture-pages`, `recognised-text`.
    pub kind: String,
    /// Part of the file or other detail; may be empty.
    pub detail: String,
    /// The notice in words.
    pub message: String,
}

/// Something that was proved right.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Id of the rule that proved it.
    pub rule: String,
    /// What was proved.
    pub message: String,
    /// The text it is about.
    pub quote: String,
    /// Where it is.
    pub location: Location,
}
