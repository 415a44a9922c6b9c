//! A copy with what was found in its margin and the fixes as tracked changes.

use std::collections::BTreeMap;

use super::limits;
use crate::catalogue::Lang;
use crate::config::Plan;
use crate::diagnostic::Diagnostic;
use crate::engine::Outcome;
use crate::engine::fix::{self, FixPlan, Reach};
use crate::model::source::OWN_NAME;
use crate::model::{Format, SourceFile};
use crate::report::remarks::{self, Remarks, Repeated};
use crate::report::words;
use crate::writeback::{self, Author, Marks, Recorded, Signature, WriteError, Written, sum};

/// How a copy is made.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// In whose name.
    pub author: &'a Author,
    /// How far the fixes go that are written; `None` for none.
    pub reach: Option<Reach>,
    /// What becomes of findings that say the same.
    pub repeated: Repeated,
    /// What becomes of a signature.
    pub signature: Signature,
    /// The language of the remarks.
    pub lang: Lang,
}

/// Whether somebody has answered remarks in `file`, or marked them as done: that must not be lost.
pub fn is_answered(bytes: &[u8], plan: &Plan) -> bool {
    let returned = writeback::returned(bytes, OWN_NAME, limits(plan));
    returned
        .is_ok_and(|returned| returned.comments.iter().any(|comment| comment.is_done || !comment.answers.is_empty()))
}

/// `file` without the marks of an earlier run, if it can have any.
pub fn without_own_marks(file: SourceFile, plan: &Plan) -> SourceFile {
    match writeback::clean(&file.bytes, OWN_NAME, limits(plan)) {
        Ok(cleaned) => SourceFile { bytes: cleaned.bytes, ..file },
        Err(_) => file,
    }
}

/// A copy of `file` with what was found in it; or why there is none, in words.
pub fn marked(file: &SourceFile, outcome: &Outcome, plan: &Plan, asked: &Asked<'_>) -> Result<Written, String> {
    let settings = &plan.settings;
    let Asked { author, repeated, signature, lang, .. } = *asked;
    let format = outcome.document.raw.format;
    if !matches!(format, Format::Docx | Format::Odt) {
        return Err(words::unwritable(format, lang));
    }
    let mut fixes = match asked.reach {
        Some(reach) => fix::plan(&outcome.document, &outcome.diagnostics, reach),
        None => FixPlan::default(),
    };
    loop {
        let Remarks { remarks, told } = remarks::remarks(outcome, &settings.catalogue, &fixes, lang, repeated);
        let recorded = recorded(outcome, &fixes, &told);
        let marks = Marks { remarks: &remarks, fixes: &fixes, author, signature, recorded: &recorded };
        let written = writeback::annotate(&file.bytes, &outcome.document, &marks, limits(plan));
        let written = written.map_err(|error: WriteError| words::not_annotated(&error, lang))?;
        if written.refused.is_empty() {
            return Ok(written);
        }
        // The remarks said that these were mended.
        let refused: Vec<usize> = written.refused.iter().map(|(at, _)| *at).collect();
        fixes.refuse(&refused);
    }
}

/// What the copy is to remember of what was found.
fn recorded(outcome: &Outcome, fixes: &FixPlan<'_>, told: &[(usize, String)]) -> Vec<Recorded> {
    let mended = fixes.findings();
    let told: BTreeMap<usize, &String> = told.iter().map(|(at, said)| (*at, said)).collect();
    let entry = |(at, finding): (usize, &Diagnostic)| Recorded {
        rule: finding.rule.clone(),
        severity: finding.severity,
        fingerprint: finding.fingerprint.clone(),
        is_mended: mended.binary_search(&at).is_ok(),
        told: told.get(&at).map_or_else(String::new, |said| sum(said)),
    };
    outcome.diagnostics.iter().enumerate().map(entry).collect()
}
