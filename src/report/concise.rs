//! One line a finding: `path:line:column: severity[rule] message`.

use std::fmt::Write as _;

use super::layout::{Ink, clipped, name, one_line, paint};
use super::location::{Location, line_and_column, suppression_place};
use super::{Checked, Look, Tally, message, places, words};
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
        let document = &outcome.document;
        let at = if document.raw.format.has_lines() {
            let (line, column) = line_and_column(document, finding.span);
            format!(":{line}:{column}")
        } else {
            in_words(&places::told(document, finding.span, lang), document.quote(finding.span))
        };
        let severity = paint(words::severity(finding.severity, lang), Ink::Of(finding.severity), look);
        let told = message::finding(catalogue, finding, lang);
        let _ = writeln!(lines, "{path}{at}: {severity}[{}] {}", finding.rule, one_line(&told.message));
    }
    for suppression in &outcome.suppressions {
        let place = match suppression_place(&outcome.document, suppression) {
            Some(Location { byte_columns: Some(_), line, column, .. }) => format!(":{line}:{column}"),
            _ => places::of_suppression(&outcome.document, suppression, lang)
                .map(|place| format!(": {place}"))
                .unwrap_or_default(),
        };
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

/// A place in a file without lines, behind the path: in words, with what stands there.
pub(super) fn in_words(place: &str, quote: &str) -> String {
    /// Columns of a quotation.
    const QUOTE: usize = 40;
    let quote = clipped(&one_line(quote), QUOTE);
    if quote.is_empty() { format!(": {place}") } else { format!(": {place}, “{quote}”") }
}

/// The last line: counts.
pub fn summary(tally: Tally, look: Look) -> String {
    format!("{}\n", words::summary(tally, look.lang))
}
