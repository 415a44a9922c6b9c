//! One line a finding: `path:line:column: severity[rule] message`.

use std::fmt::Write as _;

use super::location::line_and_column;
use super::{Checked, Look, Tally, message, words};
use crate::catalogue::Catalogue;
use crate::diagnostic::Severity;

/// The lines of one input. Rules that were not checked are one line a reason.
pub fn file(checked: &Checked, catalogue: &Catalogue, look: Look) -> String {
    let mut lines = String::new();
    let path = &checked.path;
    let lang = look.lang;
    let outcome = match &checked.result {
        Ok(outcome) => outcome,
        Err(failure) => {
            let told = words::failure(failure, lang);
            let _ = writeln!(lines, "{path}: {}: {} {}", words::Word::Unreadable.text(lang), told.message, told.help);
            return lines;
        }
    };
    for notice in &outcome.notices {
        let _ = writeln!(lines, "{path}: {}: {}", words::Word::Notice.text(lang), words::notice(notice, lang));
    }
    for finding in &outcome.diagnostics {
        let (line, column) = line_and_column(&outcome.document, finding.span);
        let severity = paint(look, finding.severity);
        let told = message::finding(catalogue, finding, lang);
        let _ = writeln!(lines, "{path}:{line}:{column}: {severity}[{}] {}", finding.rule, one_line(&told.message));
    }
    for (reason, rules) in words::by_reason(&outcome.not_checked) {
        let _ = writeln!(
            lines,
            "{path}: {}: {} ({})",
            words::Word::NotChecked.text(lang),
            words::reason(reason, lang),
            rules.join(", ")
        );
    }
    lines
}

/// The last line: counts.
pub fn summary(tally: Tally, look: Look) -> String {
    format!("{}\n", words::summary(tally, look.lang))
}

/// The name of a severity, coloured if wanted.
pub(super) fn paint(look: Look, severity: Severity) -> String {
    let name = words::severity(severity, look.lang);
    if !look.color {
        return name.to_owned();
    }
    let code = match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Info => "1;36",
    };
    format!("\u{1b}[{code}m{name}\u{1b}[0m")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
