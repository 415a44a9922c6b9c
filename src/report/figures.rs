//! The figures of a document with their proof, for people.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::Look;
use super::json::figures_v1::{Figure, Figures, Relation, SectionFigures};
use super::layout::{Ink, clipped, padded, paint, plain, wrapped};
use super::places;
use super::words::{self, Word};
use crate::catalogue::Lang;
use crate::diagnostic::Severity;
use crate::model::Document;

/// Columns of a label in the table.
const LABEL: usize = 36;
/// Columns of a figure in the table.
const TEXT: usize = 22;

/// What was compared, and every figure with its place and what became of it.
pub fn readable(wire: &Figures, document: &Document, look: Look) -> String {
    let mut out = format!("{}\n", paint(&plain(&wire.path), Ink::Bold, look));
    for notice in &wire.notices {
        out.push_str(&wrapped(&format!("  {}: ", Word::Notice.text(look.lang)), &notice.message, look.width));
    }
    if wire.figures.is_empty() {
        out.push_str(&wrapped("  ", words::no_figures(look.lang), look.width));
        return out;
    }
    out.push_str(&wrapped("  ", &wire.coverage.message, look.width));
    if wire.sections.len() > 1 {
        for section in &wire.sections {
            out.push_str(&wrapped("  - ", &plain(&section_line(section, look.lang)), look.width));
        }
    }
    let (compared, found) = words::figure_titles(look.lang);
    let has_lines = document.raw.format.has_lines();
    // The figures told are those of the document, in its order. A paragraph has no number that its reader sees.
    let span_of = |at: usize| document.figures.all.get(at).filter(|_| !has_lines).map(|figure| figure.span);
    let by_number = |at: usize| {
        let line = wire.figures.get(at).map_or(0, |figure| figure.location.line);
        words::line(line, has_lines, look.lang)
    };
    let full = |at: usize| span_of(at).map_or_else(|| by_number(at), |span| places::told(document, span, look.lang));
    let short = |at: usize| {
        let seen =
            |span| places::page(document, span, look.lang).or_else(|| places::section(document, span.block, look.lang));
        span_of(at).and_then(seen).unwrap_or_else(|| by_number(at))
    };
    if !wire.relations.is_empty() {
        let _ = writeln!(out, "\n{}", paint(compared, Ink::Bold, look));
        for relation in &wire.relations {
            out.push_str(&line(wire, relation, &full(relation.result), look));
        }
    }
    let _ = writeln!(out, "\n{}", paint(found, Ink::Bold, look));
    let places: Vec<String> = (0..wire.figures.len()).map(short).collect();
    let width = places.iter().map(|place| place.width()).max().unwrap_or(0);
    for (figure, place) in wire.figures.iter().zip(&places) {
        let label = [figure.label.as_deref(), figure.period.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        let row = format!(
            "  {}  {}  {}  {}{}",
            padded(place, width),
            padded(&clipped(&figure.text, TEXT), TEXT),
            padded(&clipped(&label.join("; "), LABEL), LABEL),
            figure.message,
            refused(wire, figure, look),
        );
        let _ = writeln!(out, "{}", row.trim_end());
    }
    out
}

/// What became of the figures of a section, in a line.
pub(super) fn section_line(section: &SectionFigures, lang: Lang) -> String {
    let heading = section.heading.as_deref().unwrap_or(words::outside_sections(lang));
    format!("{}: {}", clipped(heading, LABEL), words::section_figures(section.right, section.wrong, section.open, lang))
}

/// What was weighed for a percentage in vain: `; số gần nhất: 24, 32 (…)`.
fn refused(wire: &Figures, figure: &Figure, look: Look) -> String {
    let Some(why) = &figure.refused else { return String::new() };
    let counts = figure.weighed.iter().filter_map(|at| wire.figures.get(*at)).map(|count| count.text.as_str());
    let counts = counts.collect::<Vec<_>>().join(", ");
    format!("; {}: {} ({why})", words::nearest(look.lang), plain(&counts))
}

fn line(wire: &Figures, relation: &Relation, place: &str, look: Look) -> String {
    let ink = match relation.verdict.as_str() {
        "fails" => Ink::Of(Severity::Error),
        "unknown" => Ink::Dim,
        _ => Ink::Good,
    };
    let first = format!("  {} ", paint(sign(relation), ink, look));
    wrapped(&first, &format!("{place}: {}", plain(&said(wire, relation, look.lang))), look.width)
}

/// The sign of a verdict.
pub(super) fn sign(relation: &Relation) -> &'static str {
    match relation.verdict.as_str() {
        "fails" => "✗",
        "unknown" => "?",
        _ => "✓",
    }
}

/// The working of a relation, and what says that the figures belong together.
pub(super) fn said(wire: &Figures, relation: &Relation, lang: Lang) -> String {
    let texts = || {
        let operands = relation.operands.iter().take(4).filter_map(|at| wire.figures.get(*at));
        let result = wire.figures.get(relation.result);
        operands.chain(result).map(|figure| figure.text.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut said = match &relation.reckoning {
        Some(reckoning) => reckoning.clone(),
        None => texts(),
    };
    if relation.verdict == "unknown" {
        said = format!("{said}: {}", words::undecided(lang));
    }
    if let Some(found) = &relation.found {
        said = format!("{said}; {}", words::text_says(found, lang));
    }
    format!("{said} ({})", relation.reason)
}
