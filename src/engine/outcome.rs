//! What a check of one file gives.

use std::collections::{BTreeMap, HashMap};

use super::suppress::{Suppressed, Suppression};
use crate::checks::Cited;
use crate::diagnostic::{Diagnostic, Evidence, NotChecked, RuleId};
use crate::model::{BlockId, Document, Span};
use crate::readers::Notice;
use crate::text::TextRange;

/// What a check of one file gives.
#[derive(Debug)]
pub struct Outcome {
    /// The document as recognised.
    pub document: Document,
    /// Name of the profile used.
    pub profile: Option<String>,
    /// Findings, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Rules that could not be checked, by id.
    pub not_checked: Vec<NotChecked>,
    /// How many rules that are on the form of the document leaves out.
    pub left_out: usize,
    /// What the reader did not understand.
    pub notices: Vec<Notice>,
    /// What was proved right, by place.
    pub evidence: Vec<Evidence>,
    /// Findings that are accepted, by place.
    pub suppressed: Vec<Suppressed>,
    /// What accepts findings, whether it was needed or not.
    pub suppressions: Vec<Suppression>,
    /// Findings that were there before, by place; see [`Outcome::set_known`].
    pub known: Vec<(Diagnostic, KnownBy)>,
    /// The instruments that are cited, and whether the registry holds them.
    pub cited: Vec<Cited>,
    /// Findings that are not told because their rule found too many; see [`Outcome::cut_short`].
    pub not_told: usize,
}

/// Findings of one rule in one file that are told. Who has seen so many knows what to do, and a file made
/// for it could have millions.
const MOST_OF_RULE: usize = 200;
/// Findings of one file that are told, and things in it that are told to be right.
const MOST_OF_FILE: usize = 2_000;

/// How a finding is known to have been there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// It stands in the baseline.
    Baseline,
    /// It stands in an earlier revision of the file, in text that has not changed since.
    Unchanged,
}

impl Outcome {
    /// Sets aside the findings that `known` says were there before.
    pub fn set_known(&mut self, known: impl Fn(&Document, &Diagnostic) -> Option<KnownBy>) {
        for diagnostic in std::mem::take(&mut self.diagnostics) {
            match known(&self.document, &diagnostic) {
                Some(why) => self.known.push((diagnostic, why)),
                None => self.diagnostics.push(diagnostic),
            }
        }
    }

    /// Keeps the findings that touch text which somebody has inserted and nobody has accepted yet: with the
    /// place itself, a further one or what is mended.
    pub fn keep_insertions(&mut self) {
        let inserted: BTreeMap<BlockId, Vec<TextRange>> =
            self.document.raw.insertions.iter().fold(BTreeMap::new(), |mut inserted, span| {
                inserted.entry(span.block).or_insert_with(Vec::new).push(span.range);
                inserted
            });
        let is_new = |span: &Span| {
            let ranges = inserted.get(&span.block);
            ranges.is_some_and(|ranges| ranges.iter().any(|range| range.touches(span.range)))
        };
        self.diagnostics.retain(|finding| {
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.span);
            let labels = finding.labels.iter().map(|label| &label.span);
            std::iter::once(&finding.span).chain(labels).chain(edits).any(is_new)
        });
    }

    /// Keeps of each rule, and of the whole file, the first findings only, and counts the others. To be called
    /// when all are set aside that are accepted or known: a new one must not hide behind those.
    pub fn cut_short(&mut self) {
        self.evidence.truncate(MOST_OF_FILE);
        let mut told = Told::default();
        self.diagnostics.retain(|finding| told.takes(&finding.rule));
        self.not_told += told.refused;
    }
}

/// What is told so far of one file.
#[derive(Default)]
struct Told {
    by_rule: HashMap<RuleId, usize>,
    all: usize,
    refused: usize,
}

impl Told {
    fn takes(&mut self, rule: &RuleId) -> bool {
        let count = self.by_rule.entry(rule.clone()).or_default();
        let takes = *count < MOST_OF_RULE && self.all < MOST_OF_FILE;
        *count += usize::from(takes);
        self.all += usize::from(takes);
        self.refused += usize::from(!takes);
        takes
    }
}
