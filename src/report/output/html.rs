//! One self-contained page: each document as it reads, its findings in the margin beside the words
//! they are about. It needs neither scripts nor anything from elsewhere; the filter is a form
//! control and a style. It prints.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::{End, FileReport, Run, Writer};
use crate::catalogue::{Catalogue, Lang};
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Outcome;
use crate::model::format::Alignment;
use crate::model::{Block, BlockId, BlockKind, CellRef, Document, Fact, Place, Span, TableId};
use crate::report::json::{Entry, v1};
use crate::report::layout::shown;
use crate::report::words::{self, Word};
use crate::report::{Checked, Tally, full, message, places};

const STYLE: &str = include_str!("page.css");

/// Deepest nesting of tables that is drawn.
const DEEPEST: usize = 8;

/// The page.
#[derive(Default)]
pub(super) struct Html {
    rows: String,
}

impl Writer for Html {
    fn begin(&mut self, run: &Run<'_>) -> String {
        let lang = run.look.lang;
        let (code, title) = (language(lang), Word::ReviewSheet.text(lang));
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – rasoat</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n\
             <p class=\"skip\"><a href=\"#overview\">{}</a></p>\n",
            Word::Overview.text(lang),
        );
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let name = severity.name();
            let _ = writeln!(
                out,
                "<input type=\"checkbox\" class=\"filters\" id=\"show-{name}\" checked><label for=\"show-{name}\">{}</label>",
                words::capitalized(words::severity(severity, lang)),
            );
        }
        out.push_str("<main>\n");
        out
    }

    fn file(&mut self, run: &Run<'_>, report: &FileReport, drawn: &str) -> String {
        let path = match &report.entry {
            Entry::File(file) => &file.path,
            Entry::Unreadable(file) => &file.path,
        };
        let Tally { error, warning, info, unreadable, .. } = report.tally;
        let note = if unreadable > 0 { Word::Unreadable.text(run.look.lang) } else { "" };
        let _ = writeln!(
            self.rows,
            "<tr><td><a href=\"#{}\">{}</a> {note}</td><td class=\"n\">{error}</td><td class=\"n\">{warning}</td>\
             <td class=\"n\">{info}</td></tr>",
            id(path),
            escaped(path),
        );
        drawn.to_owned()
    }

    fn across(&mut self, run: &Run<'_>, reports: &[FileReport], _output: usize) -> String {
        let lang = run.look.lang;
        let mut notes = String::new();
        for report in reports {
            let Entry::File(file) = &report.entry else { continue };
            for finding in &file.diagnostics {
                across(&mut notes, &file.path, finding, lang);
            }
        }
        if notes.is_empty() {
            return notes;
        }
        let title = Word::AcrossFiles.text(lang);
        format!("<section class=\"document\" id=\"across\">\n<h2>{title}</h2>\n{notes}</section>\n")
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let lang = run.look.lang;
        let mut out = format!("<section class=\"document\" id=\"overview\">\n<h2>{}</h2>\n", Word::Overview.text(lang));
        let _ = writeln!(out, "<p>{}</p>", escaped(&words::summary(end.tally, lang)));
        let heads = [Severity::Error, Severity::Warning, Severity::Info];
        let heads = heads.map(|severity| words::capitalized(words::severity(severity, lang)));
        let _ = writeln!(
            out,
            "<table class=\"overview\"><thead><tr><th>{}</th><th>{}</th></tr></thead><tbody>\n{}</tbody></table>",
            words::capitalized(Word::File.text(lang)),
            heads.join("</th><th>"),
            self.rows,
        );
        let notes = run.deviations.iter().map(|deviation| crate::report::config::departure(deviation, lang));
        list(&mut out, Word::Deviations, notes, lang);
        let unused = end.unused.iter().map(|unused| format!("{}: {}", unused.config, unused.message));
        list(&mut out, Word::SuppressionFaults, unused, lang);
        let departures = end.departures.iter().map(|departure| words::departure(departure, lang));
        list(&mut out, Word::Departures, departures, lang);
        out.push_str("</section>\n</main>\n</body>\n</html>\n");
        out
    }
}

const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

/// Name of a document inside the page.
fn id(path: &str) -> String {
    format!("d{}", &blake3::hash(path.as_bytes()).to_hex()[..12])
}

/// `text` as the content of an element or the value of an attribute, safe to show.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            letter => out.push(shown(letter)),
        }
    }
    out
}

/// The section of one input.
pub(super) fn document(checked: &Checked, catalogue: &Catalogue, lang: Lang) -> String {
    let name = id(&checked.path);
    let mut out = format!("<section class=\"document\" id=\"{name}\">\n<h2>{}</h2>\n", escaped(&checked.path));
    match &checked.result {
        Ok(outcome) => {
            let _ = writeln!(out, "<p class=\"counts\">{}</p>", escaped(&words::counts(Tally::of(checked), lang)));
            let page = Page::new(outcome, catalogue, lang, &name);
            page.draw(&mut out);
            page.lists(&mut out);
        }
        Err(failure) => {
            let told = words::failure(failure, lang);
            let title = Word::Unreadable.text(lang);
            let said = format!("<div class=\"note error\"><p class=\"what\">{title}</p><p>");
            out.push_str(&said);
            let _ = writeln!(out, "{} {}</p></div>", escaped(&told.message), escaped(&told.help));
        }
    }
    out.push_str("</section>\n");
    out
}

fn list(out: &mut String, title: Word, items: impl Iterator<Item = String>, lang: Lang) {
    let items: Vec<String> = items.map(|item| format!("<li>{}</li>\n", escaped(&item))).collect();
    if !items.is_empty() {
        let _ = writeln!(out, "<div class=\"list\"><h3>{}</h3><ul>\n{}</ul></div>", title.text(lang), items.concat());
    }
}

/// A finding that rests on several files; their names lead to them.
fn across(out: &mut String, path: &str, finding: &v1::Diagnostic, lang: Lang) {
    let linked = |path: &str, location: &v1::Location, quote: &str| {
        let told = super::super::across::place(path, location, quote, lang);
        let rest = told.strip_prefix(path).unwrap_or(&told).to_owned();
        format!("<a href=\"#{}\">{}</a>{}", id(path), escaped(path), escaped(&rest))
    };
    let _ = write!(
        out,
        "<div class=\"note {}\" role=\"note\"><p><strong>{}</strong> <code>{}</code> {}</p><p class=\"what\">{}</p>",
        finding.severity.name(),
        words::capitalized(words::severity(finding.severity, lang)),
        escaped(&finding.rule),
        linked(path, &finding.location, &finding.quote),
        escaped(&finding.message),
    );
    for related in &finding.related {
        let path = related.path.as_deref().unwrap_or(path);
        let place = linked(path, &related.location, &related.quote);
        let _ = write!(out, "<p>{}: {place}</p>", escaped(&related.message));
    }
    if !finding.help.is_empty() {
        let _ = write!(out, "<p>{}</p>", escaped(&finding.help));
    }
    let basis = super::super::across::basis(&finding.basis, lang);
    if !basis.is_empty() {
        let _ = write!(out, "<p class=\"basis\">{}</p>", escaped(&basis));
    }
    out.push_str("</div>\n");
}

/// One document with its findings.
struct Page<'a> {
    document: &'a Document,
    outcome: &'a Outcome,
    catalogue: &'a Catalogue,
    lang: Lang,
    name: &'a str,
    /// Numbers of the findings of each block, from 0.
    findings: Vec<Vec<usize>>,
}

impl<'a> Page<'a> {
    fn new(outcome: &'a Outcome, catalogue: &'a Catalogue, lang: Lang, name: &'a str) -> Self {
        let document = &outcome.document;
        let mut findings = vec![Vec::new(); document.blocks().len()];
        for (at, finding) in outcome.diagnostics.iter().enumerate() {
            if let Some(of_block) = findings.get_mut(finding.span.block.index()) {
                of_block.push(at);
            }
        }
        Self { document, outcome, catalogue, lang, name, findings }
    }

    /// Draws every block once, in reading order; a table as a whole at its first block.
    fn draw(&self, out: &mut String) {
        let mut drawn: HashSet<TableId> = HashSet::new();
        for block in self.document.blocks() {
            let mut blocks = Vec::new();
            let mut text = String::new();
            match block.place {
                Place::Cell(cell) => {
                    let table = self.outermost(cell);
                    if !drawn.insert(table) {
                        continue;
                    }
                    self.table(&mut text, table, &mut blocks, 0);
                }
                _ => self.block(&mut text, block, &mut blocks),
            }
            let _ = write!(out, "<div class=\"row\"><div class=\"text\">{text}</div><div class=\"notes\">");
            for finding in blocks.iter().flat_map(|id| self.findings.get(id.index()).into_iter().flatten()) {
                self.note(out, *finding);
            }
            out.push_str("</div></div>\n");
        }
    }

    /// The table that holds all others around `cell`.
    fn outermost(&self, cell: CellRef) -> TableId {
        let mut at = cell.table;
        for _ in 0..DEEPEST {
            match self.document.raw.table(at).parent {
                Some(parent) => at = parent.table,
                None => break,
            }
        }
        at
    }

    fn table(&self, text: &mut String, id: TableId, blocks: &mut Vec<BlockId>, depth: usize) {
        let table = self.document.raw.table(id);
        text.push_str("<table>");
        let mut row = None;
        for cell in &table.cells {
            if row != Some(cell.row) {
                text.push_str(if row.is_some() { "</tr>\n<tr>" } else { "<tr>" });
                row = Some(cell.row);
            }
            let _ = write!(text, "<td colspan=\"{}\" rowspan=\"{}\">", cell.column_span.max(1), cell.row_span.max(1));
            for block in cell.blocks.iter().filter_map(|id| self.document.blocks().get(id.index())) {
                self.block(text, block, blocks);
            }
            if depth < DEEPEST {
                let here = CellRef { table: id, row: cell.row, column: cell.column };
                for (at, inner) in self.document.raw.tables.iter().enumerate() {
                    if inner.parent == Some(here) {
                        self.table(text, TableId(at as u32), blocks, depth + 1);
                    }
                }
            }
            text.push_str("</td>");
        }
        text.push_str(if row.is_some() { "</tr></table>" } else { "</table>" });
    }

    fn block(&self, text: &mut String, block: &Block, blocks: &mut Vec<BlockId>) {
        blocks.push(block.id());
        let mut classes = Vec::new();
        match block.format.alignment {
            Fact::Known(Alignment::Center) => classes.push("center"),
            Fact::Known(Alignment::Right) => classes.push("right"),
            Fact::Known(Alignment::Justified) => classes.push("both"),
            Fact::Known(Alignment::Left) | Fact::Unknown => {}
        }
        match block.kind {
            BlockKind::Heading(_) => classes.push("heading"),
            BlockKind::Verbatim => classes.push("verbatim"),
            BlockKind::Paragraph | BlockKind::ListItem => {}
        }
        if classes.is_empty() {
            text.push_str("<p>");
        } else {
            let _ = write!(text, "<p class=\"{}\">", classes.join(" "));
        }
        self.marked(text, block);
        text.push_str("</p>");
    }

    /// The text of a block with its findings marked; a number after each leads to the note.
    fn marked(&self, out: &mut String, block: &Block) {
        let findings: Vec<(usize, &Diagnostic)> = self
            .findings
            .get(block.id().index())
            .into_iter()
            .flatten()
            .filter_map(|at| Some((*at, self.outcome.diagnostics.get(*at)?)))
            .collect();
        let whole = block.text();
        let mut cuts: Vec<usize> = vec![0, whole.len()];
        cuts.extend(
            findings
                .iter()
                .flat_map(|(_, finding)| [finding.span.range.start() as usize, finding.span.range.end() as usize]),
        );
        cuts.sort_unstable();
        cuts.dedup();
        for (from, to) in cuts.iter().zip(cuts.iter().skip(1).chain([&whole.len()])) {
            let Some(part) = whole.get(*from..*to) else { continue };
            let covers = |span: Span| (span.range.start() as usize) <= *from && (span.range.end() as usize) >= *to;
            let here = findings.iter().filter(|(_, finding)| covers(finding.span) && !finding.span.range.is_empty());
            let worst = here.map(|(_, finding)| finding.severity).max();
            match worst {
                Some(severity) if !part.is_empty() => {
                    let _ = write!(out, "<mark class=\"{}\">{}</mark>", severity.name(), escaped(part));
                }
                _ => out.push_str(&escaped(part)),
            }
            for (at, finding) in findings.iter().filter(|(_, finding)| finding.span.range.end() as usize == *to) {
                if *to > *from || whole.is_empty() {
                    self.reference(out, *at, finding);
                }
            }
        }
        for (at, finding) in findings.iter().filter(|(_, finding)| finding.span.range.end() == 0 && !whole.is_empty()) {
            self.reference(out, *at, finding);
        }
    }

    fn reference(&self, out: &mut String, at: usize, finding: &Diagnostic) {
        let (name, number) = (self.name, at + 1);
        let severity = finding.severity.name();
        let label = words::severity(finding.severity, self.lang);
        let _ = write!(
            out,
            "<a class=\"ref {severity}\" id=\"{name}-m{number}\" href=\"#{name}-n{number}\" aria-label=\"{label} {number}\">\
             {number}</a>"
        );
    }

    fn note(&self, out: &mut String, at: usize) {
        let Some(finding) = self.outcome.diagnostics.get(at) else { return };
        let (name, number, lang) = (self.name, at + 1, self.lang);
        let told = message::finding(self.catalogue, finding, lang);
        let place = places::told(self.document, finding.span, lang);
        let _ = write!(
            out,
            "<div class=\"note {}\" id=\"{name}-n{number}\" role=\"note\"><p><a href=\"#{name}-m{number}\">{number}</a> \
             <strong>{}</strong> <code>{}</code> {}</p><p class=\"what\">{}</p>",
            finding.severity.name(),
            words::capitalized(words::severity(finding.severity, lang)),
            finding.rule,
            escaped(&place),
            escaped(&told.message),
        );
        if !told.help.is_empty() {
            let _ = write!(out, "<p>{}</p>", escaped(&told.help));
        }
        for label in &finding.labels {
            let text = message::label(self.catalogue, finding, label, lang);
            let place = places::told(self.document, label.span, lang);
            let quote = escaped(&crate::report::layout::clipped(self.document.quote(label.span), 80));
            let _ = write!(out, "<p>{}: “{quote}” ({})</p>", escaped(&text), escaped(&place));
        }
        let clauses = self
            .catalogue
            .rule(finding.rule.as_str())
            .map(|rule| full::binding_clauses(rule, &self.outcome.document, finding, lang));
        if let Some(clauses) = clauses.filter(|clauses| !clauses.is_empty()) {
            let _ = write!(out, "<p class=\"basis\">{}</p>", escaped(&clauses.join("; ")));
        }
        out.push_str("</div>");
    }

    /// What is said about the document as a whole.
    fn lists(&self, out: &mut String) {
        let (outcome, lang) = (self.outcome, self.lang);
        let form = words::form(outcome.document.form, outcome.left_out, lang);
        list(out, Word::Regime, std::iter::once(form), lang);
        let notices = outcome.notices.iter().map(|notice| words::notice(notice, lang));
        list(out, Word::NoticesTitle, notices, lang);
        let accepted = outcome.suppressed.iter().map(|suppressed| {
            let told = message::finding(self.catalogue, &suppressed.diagnostic, lang);
            let reason = outcome.suppressions.get(suppressed.by).map_or("", |by| by.reason.as_str());
            format!("{} [{}] – {reason}", told.message, suppressed.diagnostic.rule)
        });
        list(out, Word::Accepted, accepted, lang);
        let faults = outcome.suppressions.iter().flat_map(|suppression| &suppression.faults);
        list(out, Word::SuppressionFaults, faults.map(|fault| words::suppression_fault(fault, lang)), lang);
        let proved = outcome.evidence.iter().map(|evidence| message::evidence(self.catalogue, evidence, lang));
        list(out, Word::ProvedTitle, proved, lang);
        let not_checked = words::by_reason(&outcome.not_checked).into_iter();
        let not_checked =
            not_checked.map(|(reason, rules)| format!("{}: {}", words::reason(reason, lang), rules.join(", ")));
        let unknown = outcome.cited.iter().any(|cited| !cited.is_compared());
        let citations = unknown.then(|| words::citations_of(outcome, lang));
        list(out, Word::NotCheckedTitle, not_checked.chain(citations), lang);
    }
}
