//! Findings that are known already: what they are called in the file that lists them.

use std::collections::BTreeSet;
use std::path::Path;

use crate::baseline::{Baseline, Entry};
use crate::diagnostic::Diagnostic;
use crate::engine::{KnownBy, Outcome};

/// The name of the document `path` in the baseline at `baseline`; both are absolute.
pub(crate) fn name(path: &Path, baseline: &Path) -> String {
    let below = baseline.parent().and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The findings of the document called `name`, as entries.
pub(crate) fn entries(outcome: &Outcome, name: &str) -> Vec<Entry> {
    let entry = |finding: &Diagnostic| {
        let section = outcome.document.section_path(finding.span.block);
        let quote = outcome.document.quote(finding.span);
        Entry::new(name, finding.rule.as_str(), &finding.fingerprint, &section, quote)
    };
    outcome.diagnostics.iter().map(entry).collect()
}

/// Sets aside the findings of the document called `name` that `baseline` lists.
pub(crate) fn set_known(outcome: &mut Outcome, name: &str, baseline: &Baseline) {
    let findings = entries(outcome, name);
    let known: BTreeSet<&str> = findings
        .iter()
        .zip(baseline.match_up(&findings))
        .filter(|(_, entry)| entry.is_some())
        .map(|(finding, _)| finding.fingerprint.as_str())
        .collect();
    outcome.set_known(|_, finding| known.contains(finding.fingerprint.as_str()).then_some(KnownBy::Baseline));
}
