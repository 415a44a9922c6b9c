//! Figures: numbers that count or measure a share, what they belong to, and whether they are true.
//!
//! [`numbers`] reads digits, [`scan`] tells figures from dates, symbols and money, [`ties`] joins a
//! percentage to its count, [`groups`] finds which figures speak of one whole, [`solve`] does the
//! arithmetic. Everything walks the tokens once.

mod agreements;
mod amounts;
mod annexed;
mod announcements;
mod changes;
mod context;
mod groups;
mod lists;
mod notes;
mod numbers;
mod parts;
mod periods;
mod reading;
mod relations;
mod repeats;
mod scan;
mod solve;
mod spelled;
mod standing;
mod tables;
mod ties;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use groups::{Page, Placed};
use reading::Reading;
use tables::Tables;

use crate::model::block::{Block, BlockKind, Place};
use crate::model::document::Zone;
use crate::model::figure::{Decimal, Figure, FigureKind, Figures, Verdict};
use crate::model::relation::{Derived, Operation, Source, Standing};
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
    let tables = Tables::read(document, |id| speaks(document, document.block(id)));
    let mut by_block = BTreeMap::new();
    for block in document.blocks().iter().filter(|block| speaks(document, block)) {
        let reading = Reading::new(block);
        let citations = covered.get(block.id().index()).map_or(&[][..], Vec::as_slice);
        let first = page.figures.len();
        let at = page.readings.len();
        if let Some(found) = tables.figure(block.id()) {
            by_block.insert(block.id(), first);
            page.figures.push(Placed { reading: at, found });
            page.readings.push(reading);
            passages.interrupt();
            continue;
        }
        let numbers = numbers::read(&reading);
        let found = scan::scan(&reading, &numbers, citations);
        page.ties.extend(ties::tie(&reading, &found).into_iter().map(|mut tie| {
            tie.count += first;
            tie.percent += first;
            tie
        }));
        passages.add(&reading, first, &found);
        spelled.extend(spelled::pairs(&reading, &numbers));
        writings.add(&reading);
        page.figures.extend(found.into_iter().map(|found| Placed { reading: at, found }));
        page.readings.push(reading);
    }
    let passages = passages.finish();
    let relations = groups::relate(&page, &passages);
    let tables::Judged { derived, excesses, disorders, oddities } = tables.judge(&by_block);
    let mut figures = Figures {
        all: page.figures.iter().map(|placed| figure(&page, placed)).collect(),
        ratios: relations.ratios,
        totals: relations.totals,
        shares: relations.shares,
        derived,
        excesses,
        weighed: Vec::new(),
        disorders,
        oddities,
        agreements: Vec::new(),
        repeats: repeats::find(&page),
        faults: relations.faults,
        spelled,
        announcements: Vec::new(),
        two_writings: writings.finish(),
    };
    announce(&page, &mut figures);
    relations::find(&page, &mut figures);
    changes::find(&page, &mut figures);
    notes::find(&page, &mut figures);
    head_rows(document, &tables, &mut figures);
    figures.agreements = agreements::find(document, &tables, &figures);
    figures.agreements.extend(annexed::find(document, &tables, &figures));
    figures.agreements.sort_by_key(|agreement| agreement.second);
    standing::judge(&page, &mut figures);
    figures
}

/// Adds the announced numbers; one whose list has as many items is proved.
fn announce(page: &Page<'_>, figures: &mut Figures) {
    for announced in announcements::find(&page.readings) {
        let said = announced.said;
        let first = page.figures.partition_point(|placed| placed.reading < announced.reading);
        let mut of_block = page.figures[first..].iter().take_while(|placed| placed.reading == announced.reading);
        let at = of_block.position(|placed| placed.found.number.start == announced.number);
        if let Some(at) = at.filter(|_| i64::try_from(said.items.len()) == Ok(said.count)) {
            figures.derived.push(Derived {
                operation: Operation::Items,
                result: first + at,
                operands: Vec::new(),
                expected: Some(Decimal::whole(said.count)),
                source: Source::Sentence,
                verdict: Verdict::Holds,
            });
        }
        figures.announcements.push(said);
    }
}

/// Names the numbers of tables by the headings of their rows.
fn head_rows(document: &Document, tables: &Tables, figures: &mut Figures) {
    for figure in figures.all.iter_mut().filter(|figure| figure.cell.is_some()) {
        let heading = tables.heading(figure.span.block).map(|id| document.block(id).whole());
        if figure.label.is_none()
            && let Some(span) = heading
        {
            figure.label = Some(Located { text: document.clean_text(span).to_owned(), span });
        }
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

/// True if the block is running text or a note that may state figures.
fn speaks(document: &Document, block: &Block) -> bool {
    let note = block.place == Place::Note;
    block.kind != BlockKind::Verbatim && (note || matches!(document.zone(block.id()), Zone::Body | Zone::Attachment))
}

fn figure(page: &Page<'_>, placed: &Placed) -> Figure {
    let reading = &page.readings[placed.reading];
    let found = &placed.found;
    let span = |tokens: &Range<usize>| -> Span { reading.block.span(reading.cover(tokens)) };
    let whole_cell = found.tokens.end >= reading.len() && found.sentence == 0 && found.noun.is_empty();
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
        scale: found.scale,
        unit: if found.unit.is_empty() { String::new() } else { reading.folded_slice(&found.unit).to_owned() },
        label,
        period: periods::of(reading, found)
            .map(|tokens| Located { text: reading.slice(&tokens).to_owned(), span: span(&tokens) }),
        counts: context::counts(reading, found),
        share,
        in_words: reading.is_word(found.number.start),
        cell: tables::cell_of(reading.block.place).filter(|_| whole_cell && found.tokens.start == 0),
        standing: Standing::default(),
    }
}
