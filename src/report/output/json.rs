//! Our own JSON: one value in the shape of `schemas/report-v1.schema.json`, or one line an input.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Commas, End, FileReport, Run, Writer, place};
use crate::report::json::{self, Entry, v1};
use crate::report::{statistics, timings};

/// One value. It is written as the inputs come; the unreadable ones are few and wait for the end.
#[derive(Default)]
pub(super) struct Json {
    commas: Commas,
    unreadable: Vec<v1::Unreadable>,
    across: Vec<v1::Across>,
}

impl Writer for Json {
    fn begin(&mut self, run: &Run<'_>) -> String {
        let deviations: Vec<v1::Deviation> =
            run.deviations.iter().map(|deviation| json::departure(deviation, run.look.lang)).collect();
        let mut out = "{\n".to_owned();
        field(&mut out, "schema", &v1::SchemaName::V1);
        field(&mut out, "tool", &json::tool());
        field(&mut out, "deviations", &deviations);
        out.push_str("  \"files\": [");
        out
    }

    fn file(&mut self, _run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        match &report.entry {
            Entry::File(file) => format!("{}\n{}", self.commas.next(), indented(file, "    ")),
            Entry::Unreadable(file) => {
                self.unreadable.push(file.clone());
                String::new()
            }
        }
    }

    fn across(&mut self, _run: &Run<'_>, reports: &[FileReport], _output: usize) -> String {
        self.across = reports.iter().filter_map(across).collect();
        String::new()
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let mut out = if self.commas.some { "\n  ],\n".to_owned() } else { "],\n".to_owned() };
        field(&mut out, "unreadable", &self.unreadable);
        field(&mut out, "across", &self.across);
        let unused: Vec<v1::Unused> = end.unused.iter().map(unused).collect();
        field(&mut out, "unused_suppressions", &unused);
        field(&mut out, "departures", &json::departures(&end.departures, run.look.lang));
        out.push_str("  \"summary\": ");
        out.push_str(indented(&json::summary(end.tally), "  ").trim_start());
        if let Some(counted) = &end.statistics {
            out.push_str(",\n  \"statistics\": ");
            out.push_str(indented(&statistics::json(counted), "  ").trim_start());
        }
        if let Some(measured) = &end.timings {
            out.push_str(",\n  \"timings\": ");
            out.push_str(indented(&timings::json(measured), "  ").trim_start());
        }
        out.push_str("\n}\n");
        out
    }
}

fn across(report: &FileReport) -> Option<v1::Across> {
    match &report.entry {
        Entry::File(file) => Some(v1::Across::of(file)),
        Entry::Unreadable(_) => None,
    }
}

fn unused(unused: &super::Unused) -> v1::Unused {
    v1::Unused {
        config: unused.config.clone(),
        entry: unused.entry,
        rules: unused.rules.clone(),
        message: unused.message.clone(),
    }
}

/// One line an input; the last line has the counts.
pub(super) struct Jsonl;

impl Writer for Jsonl {
    fn file(&mut self, _run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        match &report.entry {
            Entry::File(file) => line("file", file),
            Entry::Unreadable(file) => line("unreadable", file),
        }
    }

    fn across(&mut self, _run: &Run<'_>, reports: &[FileReport], _output: usize) -> String {
        reports.iter().filter_map(across).map(|found| line("across", &found)).collect()
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let departures = json::departures(&end.departures, run.look.lang);
        let departed = if departures.is_empty() { String::new() } else { line("departures", &departures) };
        let counted = end.statistics.as_ref().map(|counted| line("statistics", &statistics::json(counted)));
        departed + &counted.unwrap_or_default() + &line("summary", &json::summary(end.tally))
    }
}

fn line(name: &str, value: &impl Serialize) -> String {
    format!("{{\"{name}\":{}}}\n", text(serde_json::to_string(value)))
}

fn field(out: &mut String, name: &str, value: &impl Serialize) {
    let value = indented(value, "  ");
    let _ = writeln!(out, "  \"{name}\": {},", value.trim_start());
}

/// `value` as indented JSON, every line after `indent`.
fn indented(value: &impl Serialize, indent: &str) -> String {
    let value = text(serde_json::to_string_pretty(value));
    value.lines().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n")
}

/// A value of our own types always serializes.
fn text(value: serde_json::Result<String>) -> String {
    place::quiet_json(value.unwrap_or_else(|_| "null".to_owned()))
}
