//! GitHub Actions: annotations, and the summary of the job.

use std::fmt::Write as _;

use super::place::{self, faults, has_lines, message};
use super::{End, FileReport, Run, Writer};
use crate::config::Departure;
use crate::diagnostic::Severity;
use crate::report::json::Entry;
use crate::report::layout::shown;
use crate::report::words::{self, Word};

/// One workflow command a finding.
pub(super) struct Annotations;

impl Writer for Annotations {
    fn file(&mut self, _run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        let mut out = String::new();
        let file = match &report.entry {
            Entry::File(file) => file,
            Entry::Unreadable(file) => {
                let said = data(&format!("{} {}", file.message, file.help));
                return format!("::error file={}::{said}\n", property(&place::path(&file.path)));
            }
        };
        for finding in &file.diagnostics {
            let mut properties = format!("file={}", property(&place::path(&file.path)));
            let location = &finding.location;
            if has_lines(location) {
                let _ = write!(properties, ",line={},endLine={}", location.line, location.end_line);
                if location.line == location.end_line {
                    let _ = write!(properties, ",col={},endColumn={}", location.column, location.end_column);
                }
            }
            let _ = write!(properties, ",title={}", property(&finding.rule));
            let mut said = message(finding);
            if !finding.help.is_empty() {
                let _ = write!(said, "\n{}", finding.help);
            }
            let _ = writeln!(out, "::{} {properties}::{}", level(finding.severity), data(&said));
        }
        for (location, said) in faults(file) {
            let line =
                location.filter(|location| has_lines(location)).map(|location| format!(",line={}", location.line));
            let path = property(&place::path(&file.path));
            let _ = writeln!(out, "::warning file={path}{}::{}", line.unwrap_or_default(), data(said));
        }
        out
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let said = |unused: &super::Unused| {
            format!("::warning file={}::{}\n", property(&unused.config), data(&unused.message))
        };
        let departed = |departure: &Departure| {
            let name = departure.name();
            format!("::warning title=rasoat {name}::{}\n", data(&words::departure(departure, run.look.lang)))
        };
        end.unused.iter().map(said).chain(end.departures.iter().map(departed)).collect()
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// `text` as the message of a workflow command.
fn data(text: &str) -> String {
    // What turns the direction of a line, or moves a cursor, has no place in a log.
    let text: String =
        text.chars().map(|letter| if matches!(letter, '\n' | '\r') { letter } else { shown(letter) }).collect();
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `text` as the value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A Markdown table. GitHub refuses summaries above one megabyte, so a long one is cut.
#[derive(Default)]
pub(super) struct JobSummary {
    rows: Vec<String>,
    left_out: usize,
}

/// Rows that certainly fit.
const MOST_ROWS: usize = 500;

impl Writer for JobSummary {
    fn file(&mut self, run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        let lang = run.look.lang;
        match &report.entry {
            Entry::File(file) => {
                for finding in &file.diagnostics {
                    let cells = [
                        code(&file.path),
                        cell(&finding.place),
                        words::severity(finding.severity, lang).to_owned(),
                        cell(&finding.message),
                        format!("`{}`", finding.rule),
                    ];
                    self.add(&cells);
                }
            }
            Entry::Unreadable(file) => {
                let severity = Word::Unreadable.text(lang).to_owned();
                let path = code(&file.path);
                self.add(&[path, String::new(), severity, cell(&file.message), String::new()]);
            }
        }
        String::new()
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let lang = run.look.lang;
        let mut out = format!("### rasoat\n\n{}\n", words::summary(end.tally, lang));
        if !self.rows.is_empty() {
            let titles = [Word::File, Word::Where, Word::Severity, Word::Content, Word::Rule];
            let titles: Vec<String> = titles.iter().map(|word| words::capitalized(word.text(lang))).collect();
            let _ = write!(out, "\n| {} |\n|---|---|---|---|---|\n", titles.join(" | "));
            out.extend(std::mem::take(&mut self.rows));
        }
        if self.left_out > 0 {
            let _ = write!(out, "\n{}\n", words::more_findings(self.left_out, lang));
        }
        for unused in &end.unused {
            let _ = write!(out, "\n- {}: {}\n", cell(&unused.config), cell(&unused.message));
        }
        if !end.departures.is_empty() {
            let _ = write!(out, "\n**{}**\n\n", Word::Departures.text(lang));
            for departure in &end.departures {
                let _ = writeln!(out, "- {}", cell(&words::departure(departure, lang)));
            }
        }
        out
    }
}

impl JobSummary {
    fn add(&mut self, cells: &[String; 5]) {
        if self.rows.len() < MOST_ROWS {
            self.rows.push(format!("| {} |\n", cells.join(" | ")));
        } else {
            self.left_out += 1;
        }
    }
}

/// A path as code inside a cell of a Markdown table, where a bar would end the cell.
fn code(path: &str) -> String {
    format!("`{}`", super::place::one_line(path).replace('`', "'").replace('|', "\\|"))
}

/// `text` inside a cell of a Markdown table.
pub(super) fn cell(text: &str) -> String {
    let line = super::place::one_line(text);
    let mut cell = String::with_capacity(line.len());
    for letter in line.chars() {
        if matches!(letter, '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']') {
            cell.push('\\');
        }
        cell.push(letter);
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_write_commands() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }

    #[test]
    fn a_cell_is_one_line_without_markup() {
        assert_eq!(cell("a|b\n<b>*c*"), "a\\|b \\<b>\\*c\\*");
    }
}
