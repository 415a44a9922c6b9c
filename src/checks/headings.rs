//! The place and the words of a heading, and of the document as a whole.

use crate::model::outline::Division;
use crate::model::{Block, ComponentKind, Document, Span, Zone};

/// What stands for the whole document: its title, subject, or first block.
pub(super) fn title_span(document: &Document) -> Option<Span> {
    let title = document.kind.as_ref().and_then(|kind| kind.title.as_ref()).map(|title| title.span);
    title
        .or_else(|| document.component(ComponentKind::Subject).and_then(|subject| subject.spans.first().copied()))
        .or_else(|| document.zone_blocks(Zone::Body).next().map(Block::whole))
}

/// The number and words of a heading.
pub(super) fn heading_span(division: &Division) -> Span {
    let title = division.title.range;
    let range = division.marker.as_ref().map_or(title, |marker| {
        // A number that stands alone has its title below.
        if title.is_empty() { marker.span.range } else { marker.span.range.cover(title) }
    });
    Span::new(division.block, range)
}

/// The title of a heading; where the outline keeps none, the words of its line.
pub(super) fn title<'a>(document: &'a Document, division: &'a Division) -> &'a str {
    if division.title_text.is_empty() { document.clean_text(division.title) } else { &division.title_text }
}
