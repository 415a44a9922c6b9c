//! One line a finding: `path:line:column: severity[rule] message`.

use std::fmt::Write as _;

use super::layout::{Ink, name, one_line, paint};
use super::location::{line_and_column, suppression_place};
use super::{Checked, Look, Tally, message, words};
use crate::catalogue::Catalogue;
use crate::diagnostic::Severity;

/// The lines of one input. Rules that were not checked are one line a reason.
pub fn file(checked: &Checked, catalogue: &Catalogue, look: Look) -> String {
    let mut lines = String::new();
    let path = name(&checked.path);
    let lang = look.lang;
    let outcome = match &checked.result {
        Ok(outcome) => outcome,
        Err(failure) => {
            let told = words::failure(failure, lang);
            let _ = writeln!(lines, "{path}: {}: {} {}", words::Word::Unreadable.text(lang), told.message, told.help);
            return lines;
        }
    };
    if outcome.left_out > 0 {
        let form = words::form(outcome.document.form, outcome.left_out, lang);
        let _ = writeln!(lines, "{path}: {}: {form}", words::Word::Regime.text(lang));
    }
    for notice in &outcome.notices {
        let _ = writeln!(lines, "{path}: {}: {}", words::Word::Notice.text(lang), words::notice(notice, lang));
    }
    for finding in &outcome.diagnostics {
        let (line, column) = line_and_column(&outcome.document, finding.span);
        let severity = paint(words::severity(finding.severity, lang), Ink::Of(finding.severity), look);
        let told = message::finding(catalogue, finding, lang);
        let _ = writeln!(lines, "{path}:{line}:{column}: {severity}[{}] {}", finding.rule, one_line(&told.message));
    }
    for suppression in &outcome.suppressions {
        let place = suppression_place(&outcome.document, suppression)
            .map(|location| format!(":{}:{}", location.line, location.column))
            .unwrap_or_default();
        for fault in &suppression.faults {
            let severity = paint(words::severity(Severity::Warning, lang), Ink::Of(Severity::Warning), look);
            let _ = writeln!(lines, "{path}{place}: {severity}: {}", words::suppression_fault(fault, lang));
        }
    }
    for (reason, rules) in words::by_reason(&outcome.not_checked) {
        let _ = writeln!(
            lines,
            "{path}: {}: {} ({})",
            words::Word::NotChecked.text(lang),
            words::reason(reason, lang),
            words::rules(&rules, lang)
        );
    }
    lines
}

/// The last line: counts.
pub fn summary(tally: Tally, look: Look) -> String {
    format!("{}\n", words::summary(tally, look.lang))
}
