//! A document as it looks: weight, slant, alignment and indents of the file, tables as tables, and the words of
//! findings marked where they stand.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::escaped;
use crate::catalogue::Lang;
use crate::diagnostic::Diagnostic;
use crate::engine::Outcome;
use crate::model::format::{Alignment, RunFormat};
use crate::model::{Block, BlockKind, CellRef, ComponentKind, Document, Fact, Place, Span, TableId};
use crate::report::words;

/// Deepest nesting of tables that is drawn.
const DEEPEST: usize = 8;
/// Width that a column of a table needs at least, in letters.
const COLUMN: usize = 4;
/// Widest indent that is drawn, in points.
const WIDEST: i32 = 120;

/// The parts that stand in tables of which no line is seen.
const BARE: [ComponentKind; 6] = [
    ComponentKind::IssuingAuthority,
    ComponentKind::NationalName,
    ComponentKind::DocumentNumber,
    ComponentKind::PlaceAndDate,
    ComponentKind::Recipients,
    ComponentKind::Signature,
];

/// One document with its findings.
pub(super) struct Page<'a> {
    document: &'a Document,
    outcome: &'a Outcome,
    lang: Lang,
    name: &'a str,
    /// Numbers of the findings of each block, from 0.
    findings: Vec<Vec<usize>>,
    /// Tables without lines.
    bare: HashSet<TableId>,
    /// The findings in the order of their marks.
    drawn: RefCell<Vec<usize>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(outcome: &'a Outcome, lang: Lang, name: &'a str) -> Self {
        let document = &outcome.document;
        let mut findings = vec![Vec::new(); document.blocks().len()];
        for (at, finding) in outcome.diagnostics.iter().enumerate() {
            if let Some(of_block) = findings.get_mut(finding.span.block.index()) {
                of_block.push(at);
            }
        }
        let parts = BARE.iter().filter_map(|kind| document.component(*kind));
        let bare = parts.flat_map(|part| &part.spans).filter_map(|span| {
            let block = document.blocks().get(span.block.index())?;
            if let Place::Cell(cell) = block.place { Some(cell.table) } else { None }
        });
        let bare = bare.collect();
        Self { document, outcome, lang, name, findings, bare, drawn: RefCell::default() }
    }

    /// The findings in the order of their marks, once the text is drawn.
    pub(super) fn order(&self) -> Vec<usize> {
        self.drawn.borrow().clone()
    }

    /// Draws every block once, in reading order; a table as a whole at its first block.
    pub(super) fn draw(&self, out: &mut String) {
        let mut drawn: HashSet<TableId> = HashSet::new();
        for block in self.document.blocks() {
            match block.place {
                Place::Cell(cell) => {
                    let table = self.outermost(cell);
                    if drawn.insert(table) {
                        out.push_str("<div class=\"scroll\">");
                        self.table(out, table, 0);
                        out.push_str("</div>\n");
                    }
                }
                _ => self.block(out, block),
            }
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

    fn table(&self, out: &mut String, id: TableId, depth: usize) {
        let table = self.document.raw.table(id);
        let bare = if self.bare.contains(&id) { " class=\"bare\"" } else { "" };
        let width = usize::from(table.columns) * COLUMN;
        let _ = write!(out, "<table{bare} style=\"min-width:{width}em\">");
        let mut row = None;
        for cell in &table.cells {
            if row != Some(cell.row) {
                out.push_str(if row.is_some() { "</tr>\n<tr>" } else { "<tr>" });
                row = Some(cell.row);
            }
            let span = |name: &str, count: u16| if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() };
            let _ = write!(out, "<td{}{}>", span("colspan", cell.column_span), span("rowspan", cell.row_span));
            for block in cell.blocks.iter().filter_map(|id| self.document.blocks().get(id.index())) {
                self.block(out, block);
            }
            if depth < DEEPEST {
                let here = CellRef { table: id, row: cell.row, column: cell.column };
                for (at, inner) in self.document.raw.tables.iter().enumerate() {
                    if inner.parent == Some(here) {
                        self.table(out, TableId(at as u32), depth + 1);
                    }
                }
            }
            out.push_str("</td>");
        }
        out.push_str(if row.is_some() { "</tr></table>" } else { "</table>" });
    }

    fn block(&self, out: &mut String, block: &Block) {
        let mut classes = Vec::new();
        match block.format.alignment {
            Fact::Known(Alignment::Center) => classes.push("center"),
            Fact::Known(Alignment::Right) => classes.push("right"),
            Fact::Known(Alignment::Justified) => classes.push("both"),
            Fact::Known(Alignment::Left) | Fact::Unknown => {}
        }
        match block.kind {
            // Where the file knows the weight of letters, that is what is seen.
            BlockKind::Heading(_) if block.runs.is_empty() => classes.push("heading"),
            BlockKind::Verbatim => classes.push("verbatim"),
            BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::ListItem => {}
        }
        out.push_str("<p");
        if !classes.is_empty() {
            let _ = write!(out, " class=\"{}\"", classes.join(" "));
        }
        out.push_str(&indents(block));
        out.push('>');
        self.marked(out, block);
        out.push_str("</p>\n");
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
        let edges = |start: u32, end: u32| [start as usize, end as usize];
        let mut cuts: Vec<usize> = vec![0, whole.len()];
        cuts.extend(
            findings.iter().flat_map(|(_, finding)| edges(finding.span.range.start(), finding.span.range.end())),
        );
        let dresses = dresses(block);
        cuts.extend(dresses.iter().map(|(from, _)| *from));
        cuts.retain(|cut| whole.is_char_boundary(*cut));
        cuts.sort_unstable();
        cuts.dedup();
        let mut next = dresses.iter().peekable();
        let mut dress = Dress::default();
        for (from, to) in cuts.iter().zip(cuts.iter().skip(1).chain([&whole.len()])) {
            let Some(part) = whole.get(*from..*to) else { continue };
            while let Some((_, changed)) = next.next_if(|(start, _)| start <= from) {
                dress = *changed;
            }
            let covers = |span: Span| (span.range.start() as usize) <= *from && (span.range.end() as usize) >= *to;
            let here = findings.iter().filter(|(_, finding)| covers(finding.span) && !finding.span.range.is_empty());
            let worst = here.map(|(_, finding)| finding.severity).max();
            let text = if part.is_empty() { String::new() } else { dress.on(escaped(part)) };
            match worst {
                Some(severity) if !part.is_empty() => {
                    let _ = write!(out, "<mark class=\"{}\">{text}</mark>", severity.name());
                }
                _ => out.push_str(&text),
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
        self.drawn.borrow_mut().push(at);
        let (name, number) = (self.name, at + 1);
        let severity = finding.severity.name();
        let label = words::severity(finding.severity, self.lang);
        let _ = write!(
            out,
            "<a class=\"ref {severity}\" id=\"{name}-m{number}\" href=\"#{name}-n{number}\" aria-label=\"{label} {number}\">\
             {number}</a>"
        );
    }
}

/// The indents of a paragraph as an attribute.
fn indents(block: &Block) -> String {
    let points = |fact: Fact<i32>| fact.known().map_or(0, |twips| (twips / 20).clamp(-WIDEST, WIDEST));
    let (first, left) = (points(block.format.first_line_indent), points(block.format.left_indent).max(0));
    // A hanging line must not hang out of the paper.
    let first = first.max(-left);
    match (first, left) {
        (0, 0) => String::new(),
        (first, 0) => format!(" style=\"text-indent:{first}pt\""),
        (first, left) => format!(" style=\"text-indent:{first}pt;margin-left:{left}pt\""),
    }
}

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a run")]
struct Dress {
    bold: bool,
    italic: bool,
    underline: bool,
    caps: bool,
}

impl Dress {
    fn of(run: &RunFormat) -> Self {
        let is = |fact: Fact<bool>| fact == Fact::Known(true);
        Self { bold: is(run.bold), italic: is(run.italic), underline: is(run.underline), caps: is(run.caps) }
    }

    /// `text`, which is HTML, inside the elements that make it look so.
    fn on(self, mut text: String) -> String {
        for (is, element) in [(self.underline, "u"), (self.italic, "i"), (self.bold, "b")] {
            if is {
                text = format!("<{element}>{text}</{element}>");
            }
        }
        if self.caps { format!("<span class=\"caps\">{text}</span>") } else { text }
    }
}

/// Where the look of `block` changes: the byte from which it is so, in order.
fn dresses(block: &Block) -> Vec<(usize, Dress)> {
    let mut dresses: Vec<(usize, Dress)> = Vec::new();
    for run in &block.runs {
        let dress = Dress::of(run);
        if dresses.last().map_or(Dress::default(), |(_, last)| *last) != dress {
            dresses.push((run.range.start() as usize, dress));
        }
    }
    dresses
}
