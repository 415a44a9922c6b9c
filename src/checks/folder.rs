//! What a check over several files is given and what it gives back.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::across::{Paper, Place, Summary};
use crate::diagnostic::Value;
use crate::lexicon::instruments::Registry;

/// What a check over several files may ask.
#[derive(Debug, Clone, Copy)]
pub struct Folder<'a> {
    /// The files of the run, by path.
    pub members: &'a [Member<'a>],
    /// Summaries that state the sums of other files.
    pub sums: &'a [Sum],
    /// The instruments that are known.
    pub registry: &'a Registry,
}

impl<'a> Folder<'a> {
    /// Every document with the index of its file.
    pub fn papers(&self) -> impl Iterator<Item = (usize, &'a Paper)> {
        self.members.iter().enumerate().flat_map(|(at, member)| member.summary.papers.iter().map(move |p| (at, p)))
    }
}

/// One file of a run.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// The path as it was given.
    pub path: &'a str,
    /// What the file tells the others.
    pub summary: &'a Summary,
}

/// A file whose figures are the sums of those of other files, as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Index of the file that states the sums.
    pub whole: usize,
    /// Indices of the files that are summed.
    pub parts: Vec<usize>,
    /// Words that name the figures.
    pub figures: Vec<String>,
}

/// A check over several files: parameters and a judgement.
pub trait FolderCheck: DeserializeOwned + JsonSchema + Send + Sync + 'static {
    /// The name that rule files use.
    const NAME: &'static str;
    /// Names of the values its messages may use as `{name}`.
    const VALUES: &'static [&'static str];
    /// Names of its further places, each worded in the rule file's `labels`.
    const LABELS: &'static [&'static str] = &[];
    /// Names of its special cases, each worded in the rule file's `cases`.
    const CASES: &'static [&'static str] = &[];

    /// Judges the files.
    fn check(&self, folder: &Folder<'_>, findings: &mut FolderFindings);
}

/// A check over several files bound to its parameters.
pub trait BoundFolder: Send + Sync {
    /// Judges the files.
    fn check(&self, folder: &Folder<'_>, findings: &mut FolderFindings);
}

impl<C: FolderCheck> BoundFolder for C {
    fn check(&self, folder: &Folder<'_>, findings: &mut FolderFindings) {
        FolderCheck::check(self, folder, findings);
    }
}

/// A further place, which may stand in another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderLabel {
    /// Name of its wording in the rule file.
    pub name: &'static str,
    /// Index of its file.
    pub file: usize,
    /// The place there.
    pub place: Place,
}

/// A finding before the engine joins it to its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderDraft {
    /// Index of the file it is about.
    pub file: usize,
    /// The place there.
    pub place: Place,
    /// Special wording.
    pub case: Option<&'static str>,
    /// Values for the message.
    pub values: Vec<Value>,
    /// Further places.
    pub labels: Vec<FolderLabel>,
}

impl FolderDraft {
    /// Gives the placeholder `name` its value.
    pub fn value(&mut self, name: &'static str, value: impl Into<String>) -> &mut Self {
        self.values.push((name, value.into()));
        self
    }

    /// Points to a further place.
    pub fn label(&mut self, name: &'static str, file: usize, place: &Place) -> &mut Self {
        self.labels.push(FolderLabel { name, file, place: place.clone() });
        self
    }

    /// Uses the special wording `case`.
    pub fn case(&mut self, case: &'static str) -> &mut Self {
        self.case = Some(case);
        self
    }
}

/// Collects what one rule has to say about the files of a run. Where nothing can be compared it
/// says nothing.
#[derive(Debug, Default)]
pub struct FolderFindings {
    /// Findings.
    pub drafts: Vec<FolderDraft>,
}

impl FolderFindings {
    /// Reports a finding at `place` of the file `file`.
    pub fn report(&mut self, file: usize, place: &Place) -> &mut FolderDraft {
        let draft = FolderDraft { file, place: place.clone(), case: None, values: Vec::new(), labels: Vec::new() };
        self.drafts.push(draft);
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }
}
