//! Why a document was read as it was: the form with the next best one, and for each part the words that told
//! it; then the lines around the content that nothing explains.

use std::fmt::Write as _;

use super::layout::{Ink, clipped, one_line, paint, wrapped};
use super::words::{self, Word};
use super::{Look, location};
use crate::catalogue::Lang;
use crate::lexicon::clues;
use crate::model::{Component, ComponentKind, Document, Span, Zone};

/// Longest piece of text that is shown of a line.
const QUOTE: usize = 60;

/// Reasons for the reading of `document`.
pub fn why(document: &Document, look: Look) -> String {
    let lang = look.lang;
    let mut out = format!("\n{}\n", paint(Word::WhyTitle.text(lang), Ink::Bold, look));
    let form = words::form(document.form, 0, lang);
    let second = document.form.and_then(|reading| reading.second);
    let second = second.map_or_else(String::new, |form| {
        format!("; {}: {}", Word::SecondBest.text(lang), words::bilingual(&form.name, lang))
    });
    out.push_str(&wrapped("  ", &format!("{}: {form}{second}", Word::Regime.text(lang)), look.width));
    let told = document.components.iter().filter(|component| component.clue != "zone");
    for component in told {
        out.push_str(&wrapped("  ", &part(document, component, lang), look.width));
    }
    for line in unexplained(document) {
        let place = place(document, line, lang);
        let quote = clipped(&one_line(document.shown_text(line)), QUOTE);
        let _ = writeln!(out, "  {place}  “{quote}”: {}", Word::Unexplained.text(lang));
    }
    out
}

fn part(document: &Document, component: &Component, lang: Lang) -> String {
    let first = component.spans.first().copied();
    let place = first.map_or_else(String::new, |span| place(document, span, lang));
    let quote = first.map_or_else(String::new, |span| clipped(&one_line(document.shown_text(span)), QUOTE));
    let words = clues::clue(component.clue).map_or(component.clue, |words| match lang {
        Lang::Vi => &words.vi,
        Lang::En => &words.en,
    });
    let name = words::component(component.kind, lang);
    let certainty = words::certainty(component.certainty, lang);
    format!("{place}  “{quote}” → {name}, {certainty}: {words} [{}]", component.clue)
}

fn place(document: &Document, span: Span, lang: Lang) -> String {
    let line = location::line_and_column(document, span).0;
    words::line(line, document.raw.format.has_lines(), lang)
}

/// Lines of header, title and closing that belong to no part.
fn unexplained(document: &Document) -> Vec<Span> {
    let around = |zone: Zone| matches!(zone, Zone::Header | Zone::Title | Zone::Closing);
    let whole = [ComponentKind::Body, ComponentKind::Attachment];
    let parts: Vec<Span> = document
        .components
        .iter()
        .filter(|component| !whole.contains(&component.kind))
        .flat_map(|component| component.spans.iter().copied())
        .collect();
    let blocks = document.own_blocks().filter(|block| around(document.zone(block.id())) && !block.is_blank());
    let lines = blocks.flat_map(|block| block.lines().map(|range| block.span(range)));
    lines.filter(|line| !line.range.is_empty() && !parts.iter().any(|part| part.touches(*line))).collect()
}
