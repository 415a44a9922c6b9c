//! The forms for people on a terminal.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::place::{faults, has_lines, message};
use super::{End, FileReport, Run, Writer};
use crate::catalogue::Lang;
use crate::diagnostic::Severity;
use crate::report::json::Entry;
use crate::report::json::v1::Location;
use crate::report::layout::{Ink, name, padded, paint, wrapped};
use crate::report::words::{self, Word};
use crate::report::{Look, concise, config, full, statistics};

/// Each finding with the text around it.
pub(super) struct Full;

impl Writer for Full {
    fn file(&mut self, _run: &Run<'_>, _report: &FileReport, drawn: &str) -> String {
        drawn.to_owned()
    }

    fn across(&mut self, run: &Run<'_>, reports: &[FileReport], output: usize) -> String {
        let found: String = reports.iter().filter_map(|report| report.drawn.get(output)).map(String::as_str).collect();
        let title = paint(Word::AcrossFiles.text(run.look.lang), Ink::Bold, run.look);
        if found.is_empty() { found } else { format!("{title}\n\n{found}") }
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let mut out = tail(run, end);
        out.push_str(&full::summary(end.tally, run.look));
        out.push_str(&departed(end, run.look));
        out
    }
}

/// One line a finding.
pub(super) struct Concise;

impl Writer for Concise {
    fn file(&mut self, _run: &Run<'_>, _report: &FileReport, drawn: &str) -> String {
        drawn.to_owned()
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let mut out = tail(run, end);
        out.push_str(&concise::summary(end.tally, run.look));
        out.push_str(&departed(end, run.look));
        out
    }
}

/// One line a finding, under the name of the file.
pub(super) struct Grouped;

impl Writer for Grouped {
    fn across(&mut self, run: &Run<'_>, reports: &[FileReport], _output: usize) -> String {
        let found: String = reports.iter().map(|report| self.file(run, report, "")).collect();
        let title = paint(Word::AcrossFiles.text(run.look.lang), Ink::Bold, run.look);
        if found.is_empty() { found } else { format!("{title}\n\n{found}") }
    }

    fn file(&mut self, run: &Run<'_>, report: &FileReport, drawn: &str) -> String {
        let look = run.look;
        let file = match &report.entry {
            Entry::File(file) => file,
            Entry::Unreadable(file) => {
                let said = format!("  {}: {} {}\n\n", Word::Unreadable.text(look.lang), file.message, file.help);
                return format!("{}\n{said}", paint(&name(&file.path), Ink::Bold, look));
            }
        };
        if file.diagnostics.is_empty() && faults(file).next().is_none() {
            return drawn.to_owned();
        }
        let mut out = format!("{}\n", paint(&name(&file.path), Ink::Bold, look));
        let place = |location: &Location| {
            if has_lines(location) { format!("{}:{}", location.line, location.column) } else { String::new() }
        };
        let places = file.diagnostics.iter().map(|finding| place(&finding.location));
        let width = places.map(|place| place.len()).max().unwrap_or(0);
        let weights = file.diagnostics.iter().map(|finding| words::severity(finding.severity, look.lang).width());
        let weight = weights.max().unwrap_or(0);
        for finding in &file.diagnostics {
            let severity = padded(words::severity(finding.severity, look.lang), weight);
            let first = format!(
                "  {:>width$}  {}  ",
                place(&finding.location),
                paint(&severity, Ink::Of(finding.severity), look),
            );
            let said = format!("{} [{}]", message(finding), finding.rule);
            out.push_str(&wrapped(&first, &said, look.width));
        }
        for (location, message) in faults(file) {
            let at = location.map(place).unwrap_or_default();
            out.push_str(&wrapped(&format!("  {at:>width$}  "), message, look.width));
        }
        out.push('\n');
        out.push_str(drawn);
        out
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let mut out = tail(run, end);
        out.push_str(&concise::summary(end.tally, run.look));
        out.push_str(&departed(end, run.look));
        out
    }
}

/// What concerns the configuration and the run as a whole.
fn tail(run: &Run<'_>, end: &End) -> String {
    let look = run.look;
    let mut out = String::new();
    for unused in &end.unused {
        let first = format!("{}: ", unused.config);
        out.push_str(&wrapped(&first, &unused.message, look.width));
    }
    if !run.deviations.is_empty() {
        out.push_str(&deviations(run, look));
    }
    if let Some(counted) = &end.statistics {
        out.push_str(&statistics::tables(counted, look));
    }
    out
}

/// Because of what less is told, behind the counts: they mean less then.
fn departed(end: &End, look: Look) -> String {
    if end.departures.is_empty() {
        return String::new();
    }
    let mut out = format!("{}\n", paint(Word::Departures.text(look.lang), Ink::Of(Severity::Warning), look));
    for departure in &end.departures {
        out.push_str(&wrapped("  - ", &words::departure(departure, look.lang), look.width));
    }
    out
}

/// The departures from law and guidance, or their number if they are many.
fn deviations(run: &Run<'_>, look: Look) -> String {
    /// More would bury the findings; `config --show` has them all.
    const MOST: usize = 5;
    let mut out = format!("{}\n", paint(Word::Deviations.text(look.lang), Ink::Bold, look));
    for deviation in run.deviations.iter().take(MOST) {
        out.push_str(&wrapped("  - ", &config::departure(deviation, look.lang), look.width));
    }
    let more = run.deviations.len().saturating_sub(MOST);
    if more > 0 {
        let _ = match look.lang {
            Lang::Vi => writeln!(out, "  … và {more} chỗ khác: rasoat config --show TỆP"),
            Lang::En => writeln!(out, "  … and {more} more: rasoat config --show FILE"),
        };
    }
    out.push('\n');
    out
}
