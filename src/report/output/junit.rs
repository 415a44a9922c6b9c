//! `JUnit` XML: an input is a suite, a finding a failed case.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::place::{self, faults, message};
use super::{End, FileReport, Run, Writer};
use crate::diagnostic::Severity;
use crate::report::json::Entry;
use crate::report::json::v1::{File, Location};
use crate::report::layout::{plain, shown};
use crate::report::words;

/// The suites.
pub(super) struct Junit;

impl Writer for Junit {
    fn begin(&mut self, _run: &Run<'_>) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"rasoat\">\n".to_owned()
    }

    fn file(&mut self, _run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        match &report.entry {
            Entry::File(file) => suite(file, report.fails_from),
            Entry::Unreadable(file) => {
                let path = name(&file.path);
                format!(
                    "  <testsuite name=\"{path}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n    \
                     <testcase classname=\"{path}\" name=\"{}\" time=\"0\">\n      <error type=\"{}\" message=\"{}\">{}</error>\n    \
                     </testcase>\n  </testsuite>\n",
                    attribute(&file.reason),
                    attribute(&file.reason),
                    attribute(&file.message),
                    content(&file.help),
                )
            }
        }
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let mut out = String::new();
        if !end.departures.is_empty() {
            let tests = end.departures.len();
            let _ = writeln!(
                out,
                "  <testsuite name=\"rasoat\" tests=\"{tests}\" failures=\"0\" errors=\"0\" skipped=\"{tests}\" time=\"0\">"
            );
            for departure in &end.departures {
                let said = attribute(&words::departure(departure, run.look.lang));
                let _ = writeln!(
                    out,
                    "    <testcase classname=\"rasoat\" name=\"{}\" time=\"0\">\n      <skipped message=\"{said}\"/>\n    </testcase>",
                    departure.name(),
                );
            }
            out.push_str("  </testsuite>\n");
        }
        out.push_str("</testsuites>\n");
        out
    }
}

fn suite(file: &File, fails_from: Option<Severity>) -> String {
    // A report that fails where the run passes would be taken for the verdict.
    let fails = |severity: Severity| fails_from.is_some_and(|threshold| severity >= threshold);
    let path = name(&file.path);
    let mut cases = String::new();
    let (mut tests, mut failures) = (0, 0);
    let mut case = |name: &str, inner: &str| {
        tests += 1;
        let _ = write!(cases, "    <testcase classname=\"{path}\" name=\"{}\" time=\"0\"", attribute(name));
        let _ =
            if inner.is_empty() { writeln!(cases, "/>") } else { write!(cases, ">\n      {inner}\n    </testcase>\n") };
    };
    for finding in &file.diagnostics {
        let name = format!("{} ({})", finding.rule, finding.place);
        let said = message(finding);
        let body = content(&format!("{}: {said}\n{}", plain(&file.path), finding.help));
        if !fails(finding.severity) {
            case(&name, &format!("<system-out>{body}</system-out>"));
            continue;
        }
        failures += 1;
        let level = finding.severity.name();
        case(&name, &format!("<failure type=\"{level}\" message=\"{}\">{body}</failure>", attribute(&said)));
    }
    for (_, said) in faults(file) {
        if !fails(Severity::Warning) {
            case("suppression", &format!("<system-out>{}</system-out>", content(said)));
            continue;
        }
        failures += 1;
        case("suppression", &format!("<failure type=\"warning\" message=\"{}\"/>", attribute(said)));
    }
    if tests == 0 {
        tests = 1;
        let _ = writeln!(cases, "    <testcase classname=\"{path}\" name=\"rasoat\" time=\"0\"/>");
    }
    let coverage = coverage(file);
    format!(
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"0\">\n\
         {coverage}{cases}  </testsuite>\n"
    )
}

/// How many cited instruments were compared with the registry; nothing where none is cited.
fn coverage(file: &File) -> String {
    let citations = &file.citations;
    if citations.cited == 0 {
        return String::new();
    }
    let (cited, compared) = (citations.cited, citations.compared);
    format!(
        "    <properties>\n      <property name=\"citations.cited\" value=\"{cited}\"/>\n      \
         <property name=\"citations.compared\" value=\"{compared}\"/>\n    </properties>\n"
    )
}

/// The line; for a format without lines the ordinal of the paragraph.
pub(super) fn line_or_paragraph(location: &Location) -> u32 {
    location.line.max(1)
}

/// `text` as the value of an attribute, on one line.
pub(super) fn attribute(text: &str) -> String {
    escape(super::place::one_line(text)).into_owned()
}

/// The path of a file as the value of an attribute, with every space it has.
pub(super) fn name(path: &str) -> String {
    escape(allowed(&place::path(path))).replace('\n', "&#10;").replace('\t', "&#9;")
}

fn content(text: &str) -> String {
    escape(allowed(text.trim())).into_owned()
}

/// `text` without what XML cannot hold.
fn allowed(text: &str) -> String {
    text.chars().map(|letter| if matches!(letter, '\n' | '\t') { letter } else { shown(letter) }).collect()
}
