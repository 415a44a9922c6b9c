//! Figures: numbers that count or measure a share, what they belong to, and whether they are true.
//!
//! [`numbers`] reads digits, [`scan`] tells figures from dates, symbols and money, [`ties`] joins a
//! percentage to its count, [`groups`] finds which figures speak of one whole, [`solve`] does the
//! arithmetic. Everything walks the tokens once.

mod groups;
mod lists;
mod numbers;
mod parts;
mod reading;
mod scan;
mod solve;
mod spelled;
mod ties;
mod words;

use std::ops::Range;

use groups::{Page, Placed};
use reading::Reading;

use crate::model::block::{Block, BlockKind};
use crate::model::document::Zone;
use crate::model::figure::{Figure, FigureKind, Figures};
use crate::model::values::Located;
use crate::model::{Document, Span};
use crate::text::TextRange;

/// Finds all figures of `document` and their relations.
pub fn recognize(document: &Document) -> Figures {
    let covered = covered(document);
    let mut page = Page { readings: Vec::new(), figures: Vec::new(), ties: Vec::new() };
    let mut passages = lists::Passages::default();
    let mut spelled = Vec::new();
    let mut writings = spelled::Writings::default();
    for block in document.blocks().iter().filter(|block| speaks(document, block)) {
        let reading = Reading::new(block);
        let citations = covered.get(block.id().index()).map_or(&[][..], Vec::as_slice);
        let found = scan::scan(&reading, citations);
        let first = page.figures.len();
        page.ties.extend(ties::tie(&reading, &found).into_iter().map(|mut tie| {
            tie.count += first;
            tie.percent += first;
            tie
        }));
        passages.add(&reading, first, &found);
        spelled.extend(spelled::pairs(&reading));
        writings.add(&reading);
        let at = page.readings.len();
        page.figures.extend(found.into_iter().map(|found| Placed { reading: at, found }));
        page.readings.push(reading);
    }
    let relations = groups::relate(&page, &passages.finish());
    Figures {
        all: page.figures.iter().map(|placed| figure(&page, placed)).collect(),
        ratios: relations.ratios,
        totals: relations.totals,
        shares: relations.shares,
        faults: relations.faults,
        spelled,
        announcements: lists::announcements(&page.readings),
        two_writings: writings.finish(),
    }
}

/// Clean ranges of the citations of each block: their numbers count nothing.
fn covered(document: &Document) -> Vec<Vec<TextRange>> {
    let mut covered = vec![Vec::new(); document.blocks().len()];
    for citation in &document.citations.all {
        if let Some(ranges) = covered.get_mut(citation.span.block.index()) {
            ranges.push(document.block(citation.span.block).clean_range(citation.span));
        }
    }
    covered
}

/// True if the block is running text that may state figures.
fn speaks(document: &Document, block: &Block) -> bool {
    block.kind != BlockKind::Verbatim && matches!(document.zone(block.id()), Zone::Body | Zone::Attachment)
}

fn figure(page: &Page<'_>, placed: &Placed) -> Figure {
    let reading = &page.readings[placed.reading];
    let found = &placed.found;
    let span = |tokens: &Range<usize>| -> Span { reading.block.span(reading.cover(tokens)) };
    let label = if found.noun.is_empty() { &found.lead } else { &found.noun };
    let label = (!label.is_empty()).then(|| Located { text: reading.slice(label).to_owned(), span: span(label) });
    let share = found.kind == FigureKind::Percent && ties::introduction(reading, found.number.start).share;
    Figure {
        span: span(&found.tokens),
        number: span(&found.number),
        kind: found.kind,
        role: found.role,
        style: found.style,
        value: found.value,
        whole: found.whole,
        label,
        share,
    }
}
