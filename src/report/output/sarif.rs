//! SARIF 2.1.0: one run, with the rules and their help, fingerprints, related places, fixes,
//! accepted and known findings. Columns count code points, and `columnKind` says so.
//!
//! Only text and Markdown have lines. A place in a package or a PDF is told by its logical location
//! and by the message; its region is the first line with the words, because readers drop a result without one.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::place::{faults, has_lines, message, quiet_json, uri};
use super::{Commas, End, FileReport, Run, Writer};
use crate::catalogue::{Lang, Rule};
use crate::diagnostic::Severity;
use crate::report::json::Entry;
use crate::report::json::v1::{Diagnostic, File, Fix, Location, Related};
use crate::report::{config, full, words};

/// The log. Results come as the inputs do; what concerns the whole run stands behind them.
#[derive(Default)]
pub(super) struct Sarif {
    commas: Commas,
    artifacts: Vec<Value>,
    notes: Vec<Value>,
    failed: bool,
    cited: usize,
    compared: usize,
}

impl Writer for Sarif {
    fn begin(&mut self, run: &Run<'_>) -> String {
        let rules: Vec<Value> = run.rules.values().map(|rule| descriptor(rule, run.look.lang)).collect();
        let driver = json!({
            "name": "rasoat",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        });
        let language = match run.look.lang {
            Lang::Vi => "vi",
            Lang::En => "en",
        };
        quiet_json(format!(
            "{{\n\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n\"version\":\"2.1.0\",\n\"runs\":[{{\n\
             \"tool\":{{\"driver\":{driver}}},\n\"columnKind\":\"unicodeCodePoints\",\n\"language\":\"{language}\",\n\
             \"results\":["
        ))
    }

    fn file(&mut self, run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        let file = match &report.entry {
            Entry::File(file) => file,
            Entry::Unreadable(file) => {
                self.failed = true;
                let said = format!("{} {}", file.message, file.help);
                self.notes.push(notification("error", said.trim(), Some(&file.path), None));
                return String::new();
            }
        };
        let new = run.has_known.then_some("new");
        let mut results: Vec<Value> =
            file.diagnostics.iter().map(|finding| result(file, finding, run, new, &json!([]))).collect();
        results.extend(file.known.iter().map(|known| result(file, &known.finding, run, Some("unchanged"), &json!([]))));
        results.extend(file.suppressed.iter().map(|accepted| {
            let kind = if accepted.kind == "comment" { "inSource" } else { "external" };
            let by = json!([{ "kind": kind, "status": "accepted", "justification": accepted.reason }]);
            result(file, &accepted.finding, run, new, &by)
        }));
        self.notes
            .extend(faults(file).map(|(location, said)| notification("warning", said, Some(&file.path), location)));
        self.artifacts.push(artifact(file));
        self.cited += file.citations.cited;
        self.compared += file.citations.compared;
        let mut out = String::new();
        for result in results {
            let _ = write!(out, "{}\n{result}", self.commas.next());
        }
        quiet_json(out)
    }

    fn across(&mut self, run: &Run<'_>, reports: &[FileReport], _output: usize) -> String {
        let (known, coverage) = (self.artifacts.len(), (self.cited, self.compared));
        let results = reports.iter().map(|report| self.file(run, report, "")).collect();
        // The files are listed already, with what their own check told.
        self.artifacts.truncate(known);
        (self.cited, self.compared) = coverage;
        results
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let mut settings: Vec<Value> = run
            .deviations
            .iter()
            .map(|deviation| notification("note", &config::departure(deviation, run.look.lang), None, None))
            .collect();
        settings.extend(
            end.unused.iter().map(|unused| notification("warning", &unused.message, Some(&unused.config), None)),
        );
        settings.extend(end.departures.iter().map(|departure| {
            let mut note = notification("note", &words::departure(departure, run.look.lang), departure.file(), None);
            note["descriptor"] = json!({ "id": departure.name() });
            note
        }));
        let invocation = json!({
            "executionSuccessful": !self.failed,
            "toolExecutionNotifications": self.notes,
            "toolConfigurationNotifications": settings,
        });
        let artifacts = Value::Array(std::mem::take(&mut self.artifacts));
        let properties = json!({ "citations": { "cited": self.cited, "compared": self.compared } });
        quiet_json(format!(
            "\n],\n\"artifacts\":{artifacts},\n\"invocations\":[{invocation}],\n\"properties\":{properties}\n}}]\n}}\n"
        ))
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A rule with its help.
fn descriptor(rule: &Rule, lang: Lang) -> Value {
    let meta = &rule.meta;
    let text = meta.words(lang);
    let basis = full::clauses(rule, lang);
    let help = words::without_values(&text.help);
    let mut plain = text.why.to_string();
    let mut markdown = text.why.to_string();
    for line in std::iter::once(help.as_str()).filter(|line| !line.is_empty()) {
        plain = format!("{line}\n\n{plain}");
        markdown = format!("{line}\n\n{markdown}");
    }
    for clause in &basis {
        let _ = write!(plain, "\n- {clause}");
        let _ = write!(markdown, "\n- *{clause}*");
    }
    for example in meta.examples.iter().filter(|example| !example.bad.is_empty()) {
        let _ = write!(markdown, "\n\n```text\n{}\n```", example.bad.trim_end());
    }
    json!({
        "id": meta.id.as_str(),
        "shortDescription": { "text": text.title },
        "fullDescription": { "text": text.why },
        "help": { "text": plain, "markdown": markdown },
        "defaultConfiguration": { "level": level(meta.severity) },
        "properties": { "pack": meta.pack, "tier": meta.tier.name(), "tags": [meta.tier.name(), meta.id.group()] },
    })
}

fn artifact_location(path: &str) -> Value {
    if path.starts_with('/') || path == "-" {
        return json!({ "uri": uri(path) });
    }
    json!({ "uri": uri(path), "uriBaseId": "%SRCROOT%" })
}

fn artifact(file: &File) -> Value {
    let not_checked: Map<String, Value> =
        file.not_checked.iter().map(|entry| (entry.rule.clone(), json!(entry.reason))).collect();
    json!({
        "location": artifact_location(&file.path),
        "properties": {
            "format": file.format,
            "profile": file.profile,
            "form": file.form,
            "notChecked": not_checked,
            "citations": citations(file),
        },
    })
}

/// How many of the cited instruments the registry holds, and which it does not.
fn citations(file: &File) -> Value {
    let coverage = &file.citations;
    let missing: Vec<&str> = coverage.missing.iter().map(|missing| missing.citation.as_str()).collect();
    json!({ "cited": coverage.cited, "compared": coverage.compared, "missing": missing })
}

/// The region of a place; nothing for a format without lines.
fn region(location: &Location) -> Option<Value> {
    has_lines(location).then(|| {
        json!({
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
        })
    })
}

fn physical(path: &str, location: Option<&Location>, quote: Option<&str>) -> Value {
    let mut place = json!({ "artifactLocation": artifact_location(path) });
    if let Some(mut region) = location.map(|location| region(location).unwrap_or_else(|| json!({ "startLine": 1 }))) {
        if let Some(quote) = quote.filter(|quote| !quote.is_empty()) {
            region["snippet"] = json!({ "text": quote });
        }
        place["region"] = region;
    }
    place
}

fn result(file: &File, finding: &Diagnostic, run: &Run<'_>, baseline: Option<&str>, suppressions: &Value) -> Value {
    let lang = run.look.lang;
    let location = &finding.location;
    let mut place = json!({ "physicalLocation": physical(&file.path, Some(location), Some(&finding.quote)) });
    place["logicalLocations"] = json!([{
        "fullyQualifiedName": logical(finding),
        "decoratedName": finding.place,
        "kind": if has_lines(location) { "section" } else { "paragraph" },
    }]);
    let text =
        if finding.help.is_empty() { message(finding) } else { format!("{}\n{}", message(finding), finding.help) };
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [place],
        "partialFingerprints": { "rasoat/v1": finding.fingerprint },
        "suppressions": suppressions,
        "properties": { "quote": finding.quote },
    });
    if let Some(index) = run.rules.keys().position(|id| *id == finding.rule) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(state) = baseline {
        result["baselineState"] = json!(state);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(at, related)| related_location(file, related, at));
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = finding.fix.as_ref().and_then(|fix| fix_of(file, fix, lang)) {
        result["fixes"] = json!([fix]);
    }
    result
}

fn logical(finding: &Diagnostic) -> String {
    let Location { part, paragraph, .. } = &finding.location;
    match (part, paragraph) {
        (Some(part), Some(paragraph)) => format!("{part}#{paragraph}"),
        _ => finding.section.clone(),
    }
}

fn related_location(file: &File, related: &Related, at: usize) -> Value {
    let path = related.path.as_deref().unwrap_or(&file.path);
    json!({
        "id": at + 1,
        "message": { "text": related.message },
        "physicalLocation": physical(path, Some(&related.location), Some(&related.quote)),
    })
}

/// The fix, if every edit has a region.
fn fix_of(file: &File, fix: &Fix, lang: Lang) -> Option<Value> {
    let replacements = fix.edits.iter().map(|edit| {
        let deleted = region(&edit.location)?;
        Some(json!({ "deletedRegion": deleted, "insertedContent": { "text": edit.replacement } }))
    });
    let replacements = replacements.collect::<Option<Vec<Value>>>()?;
    if replacements.is_empty() {
        return None;
    }
    Some(json!({
        "description": { "text": words::applicability(fix.applicability, lang) },
        "artifactChanges": [{ "artifactLocation": artifact_location(&file.path), "replacements": replacements }],
    }))
}

fn notification(level: &str, said: &str, path: Option<&str>, location: Option<&Location>) -> Value {
    let mut note = json!({ "level": level, "message": { "text": said } });
    if let Some(path) = path {
        note["locations"] = json!([{ "physicalLocation": physical(path, location, None) }]);
    }
    note
}
