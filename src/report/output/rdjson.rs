//! Reviewdog's diagnostic format. Columns are bytes, so only text and Markdown have them.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::place::{self, faults, message};
use super::{Commas, End, FileReport, Run, Writer};
use crate::diagnostic::Severity;
use crate::report::json::Entry;
use crate::report::json::v1::{Diagnostic, Location};
use crate::report::words;

/// The whole result.
#[derive(Default)]
pub(super) struct Rdjson {
    commas: Commas,
}

impl Writer for Rdjson {
    fn begin(&mut self, _run: &Run<'_>) -> String {
        "{\"source\":{\"name\":\"rasoat\"},\"diagnostics\":[".to_owned()
    }

    fn file(&mut self, _run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        let items: Vec<Value> = match &report.entry {
            Entry::Unreadable(file) => {
                vec![item(&file.path, None, &format!("{} {}", file.message, file.help), "ERROR")]
            }
            Entry::File(file) => {
                let found = file.diagnostics.iter().map(|finding| {
                    let said = message(finding);
                    let mut value = item(&file.path, Some(&finding.location), &said, level(finding.severity));
                    value["code"] = json!({ "value": finding.rule });
                    if let Some(suggestions) = suggestions(finding) {
                        value["suggestions"] = suggestions;
                    }
                    value
                });
                let faults = faults(file).map(|(location, said)| item(&file.path, location, said, "WARNING"));
                found.chain(faults).collect()
            }
        };
        let mut out = String::new();
        for item in items {
            let _ = write!(out, "{}\n{item}", self.commas.next());
        }
        place::quiet_json(out)
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let mut out = String::new();
        for departure in &end.departures {
            let said = words::departure(departure, run.look.lang);
            let mut value = item(place::of_departure(departure), None, &said, "INFO");
            value["code"] = json!({ "value": departure.name() });
            let _ = write!(out, "{}\n{value}", self.commas.next());
        }
        place::quiet_json(out) + "\n]}\n"
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

fn item(path: &str, location: Option<&Location>, said: &str, severity: &str) -> Value {
    let mut at = json!({ "path": place::path(path) });
    if let Some(range) = location.and_then(range) {
        at["range"] = range;
    }
    json!({ "message": said, "location": at, "severity": severity })
}

fn range(location: &Location) -> Option<Value> {
    Some(json!({
        "start": { "line": location.line, "column": location.byte_column? },
        "end": { "line": location.end_line, "column": location.end_byte_column? },
    }))
}

/// The edits, if every one has a place that a reviewer's tool can reach.
fn suggestions(finding: &Diagnostic) -> Option<Value> {
    let edits = &finding.fix.as_ref()?.edits;
    let suggestion = |edit: &crate::report::json::v1::Edit| {
        Some(json!({ "range": range(&edit.location)?, "text": edit.replacement }))
    };
    edits.iter().map(suggestion).collect::<Option<Vec<Value>>>().map(Value::Array)
}
