//! GitLab's code quality report: a list of issues.

use std::collections::BTreeMap;

use serde_json::json;

use super::place::{self, faults, message};
use super::{Commas, End, FileReport, Run, Writer};
use crate::diagnostic::Severity;
use crate::report::json::Entry;
use crate::report::json::v1::Location;
use crate::report::words;

/// The list.
#[derive(Default)]
pub(super) struct Gitlab {
    commas: Commas,
}

impl Writer for Gitlab {
    fn begin(&mut self, _run: &Run<'_>) -> String {
        "[".to_owned()
    }

    fn file(&mut self, _run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        let mut out = String::new();
        let file = match &report.entry {
            Entry::File(file) => file,
            Entry::Unreadable(file) => {
                self.issue(&mut out, &file.path, None, "unreadable", &file.message, "blocker", "unreadable");
                return out;
            }
        };
        for finding in &file.diagnostics {
            let severity = match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            };
            let said = message(finding);
            let place = Some(&finding.location);
            self.issue(&mut out, &file.path, place, &finding.rule, &said, severity, &finding.fingerprint);
        }
        // GitLab keeps one issue a fingerprint, so a message that comes again is counted.
        let mut times: BTreeMap<&str, u32> = BTreeMap::new();
        for (location, said) in faults(file) {
            let time = times.entry(said).and_modify(|time| *time += 1).or_insert(1);
            let fingerprint = format!("{said}\n{time}");
            self.issue(&mut out, &file.path, location, "suppression", said, "minor", &fingerprint);
        }
        out
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let mut out = String::new();
        for departure in &end.departures {
            let said = words::departure(departure, run.look.lang);
            let name = departure.name();
            self.issue(&mut out, place::of_departure(departure), None, name, &said, "info", &said);
        }
        out + "\n]\n"
    }
}

impl Gitlab {
    #[expect(clippy::too_many_arguments, reason = "the fields of one issue")]
    fn issue(
        &mut self,
        out: &mut String,
        path: &str,
        place: Option<&Location>,
        rule: &str,
        said: &str,
        severity: &str,
        fingerprint: &str,
    ) {
        // GitLab compares fingerprints over all files of the report.
        let fingerprint = blake3::hash(format!("{path}\n{rule}\n{fingerprint}").as_bytes()).to_hex();
        let (begin, end) = place.map_or((1, 1), |place| (place.line.max(1), place.end_line.max(1)));
        // GitLab does without the type, the categories and the end, which Code Climate's own readers ask for.
        let issue = json!({
            "type": "issue",
            "description": said,
            "categories": ["Style"],
            "check_name": rule,
            "fingerprint": &fingerprint[..32],
            "severity": severity,
            "location": { "path": place::path(path), "lines": { "begin": begin, "end": end } },
        });
        out.push_str(self.commas.next());
        out.push('\n');
        out.push_str(&place::quiet_json(issue.to_string()));
    }
}
