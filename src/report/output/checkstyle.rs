//! Checkstyle XML.

use std::fmt::Write as _;

use super::junit::{attribute, line_or_paragraph, name};
use super::place::{self, faults, has_lines, message};
use super::{End, FileReport, Run, Writer};
use crate::diagnostic::Severity;
use crate::report::json::Entry;
use crate::report::words;

/// One `file` element an input.
pub(super) struct Checkstyle;

impl Writer for Checkstyle {
    fn begin(&mut self, _run: &Run<'_>) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n".to_owned()
    }

    fn file(&mut self, _run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        let (path, errors) = match &report.entry {
            Entry::Unreadable(file) => {
                let said = format!("{} {}", file.message, file.help);
                (&file.path, error(1, None, "error", &said, "unreadable"))
            }
            Entry::File(file) => {
                let mut errors = String::new();
                for finding in &file.diagnostics {
                    let level = match finding.severity {
                        Severity::Error => "error",
                        Severity::Warning => "warning",
                        Severity::Info => "info",
                    };
                    let location = &finding.location;
                    let column = has_lines(location).then_some(location.column);
                    let said = message(finding);
                    errors.push_str(&error(line_or_paragraph(location), column, level, &said, &finding.rule));
                }
                for (location, said) in faults(file) {
                    let line = location.map_or(1, line_or_paragraph);
                    errors.push_str(&error(line, None, "warning", said, "suppression"));
                }
                (&file.path, errors)
            }
        };
        format!("  <file name=\"{}\">\n{errors}  </file>\n", name(path))
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let mut out = String::new();
        for departure in &end.departures {
            let said = words::departure(departure, run.look.lang);
            let entry = error(1, None, "info", &said, &format!("departure/{}", departure.name()));
            let _ = write!(out, "  <file name=\"{}\">\n{entry}  </file>\n", name(place::of_departure(departure)));
        }
        out + "</checkstyle>\n"
    }
}

fn error(line: u32, column: Option<u32>, severity: &str, said: &str, rule: &str) -> String {
    let column = column.map(|column| format!(" column=\"{column}\"")).unwrap_or_default();
    format!(
        "    <error line=\"{line}\"{column} severity=\"{severity}\" message=\"{}\" source=\"rasoat.{}\"/>\n",
        attribute(said),
        attribute(&rule.replace('/', ".")),
    )
}
