//! What `rasoat review` gives machines, version 1: `schemas/review-v1.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::Severity;
use crate::report::review::{Item, Taken};

/// What became of the findings of some marked copies.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Review {
    /// Name and version of this shape.
    pub schema: SchemaName,
    /// The copies.
    pub files: Vec<File>,
    /// How often the advice of each rule was taken, over all copies.
    pub rules: Vec<Rule>,
}

/// Name and version of this shape.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub enum SchemaName {
    /// Version 1.
    #[serde(rename = "rasoat/review/v1")]
    V1,
}

/// One copy.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    /// The path as it was given.
    pub path: String,
    /// Whether the copy remembers what was told in it; without that all findings are new.
    pub remembers: bool,
    /// The findings that were told in it, and new ones.
    pub findings: Vec<Finding>,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// `accepted`, `mended` by hand, `pending`, `rejected`, `resolved`, `answered`, `still-there` or `new`.
    pub fate: String,
    /// What is wrong; the title of the rule if the finding is gone.
    pub message: String,
    /// Where it is; empty if it is gone.
    pub place: String,
    /// The words there; empty if it is gone.
    pub quote: String,
    /// What others answered to its comment.
    pub answers: Vec<Answer>,
    /// Names the finding across edits elsewhere.
    pub fingerprint: String,
}

/// An answer to a comment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// Who wrote it.
    pub author: String,
    /// What it says.
    pub text: String,
}

/// How often the advice of a rule was taken.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Rule {
    /// Id of the rule.
    pub rule: String,
    /// Findings that were mended.
    pub taken: usize,
    /// Findings that somebody decided against.
    pub refused: usize,
    /// Findings that nobody has decided on.
    pub open: usize,
}

impl File {
    /// The copy `path` with its findings.
    pub fn new(path: &str, remembers: bool, items: &[Item]) -> Self {
        let finding = |item: &Item| Finding {
            rule: item.rule.to_string(),
            severity: item.severity,
            fate: item.fate.name().to_owned(),
            message: item.said.clone(),
            place: item.place.clone(),
            quote: item.quote.clone(),
            answers: item
                .answers
                .iter()
                .map(|(author, text)| Answer { author: author.clone(), text: text.clone() })
                .collect(),
            fingerprint: item.fingerprint.clone(),
        };
        Self { path: path.to_owned(), remembers, findings: items.iter().map(finding).collect() }
    }
}

impl Rule {
    /// The figures of one rule.
    pub fn new(rule: &str, taken: Taken) -> Self {
        Self { rule: rule.to_owned(), taken: taken.taken, refused: taken.refused, open: taken.open }
    }
}
