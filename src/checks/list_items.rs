//! The items of typed lists: lines that start with a marker.

use crate::model::outline::MarkerStyle;
use crate::model::{Block, Document, Place};
use crate::text::TextRange;

/// A line that starts with a typed list marker.
pub(super) struct Item<'a> {
    pub(super) block: &'a Block,
    /// The marker in the clean text.
    pub(super) marker: TextRange,
    pub(super) sign: char,
}

impl<'a> Item<'a> {
    pub(super) fn of(block: &'a Block) -> Option<Self> {
        if block.is_auto_numbered() || matches!(block.place, Place::Cell(_)) {
            return None;
        }
        let text = block.clean();
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let sign = text[spaces..].chars().next().filter(|sign| is_marker(*sign))?;
        let end = spaces + sign.len_utf8();
        // A marker has a space and words after it; `-5` and `---` have not.
        let follows = text[end..].starts_with(' ') && text[end..].chars().any(char::is_alphabetic);
        follows.then(|| Self { block, marker: TextRange::from(spaces..end), sign })
    }

    /// Spaces before the marker.
    pub(super) const fn indent(&self) -> u32 {
        self.marker.start()
    }

    pub(super) fn ends_with(&self, mark: char) -> bool {
        self.block.clean().trim_end().ends_with(mark)
    }
}

const fn is_marker(sign: char) -> bool {
    matches!(sign, '-' | '–' | '—' | '−' | '•' | '●' | '▪' | '+' | '*')
}

/// Runs of list items, blank lines between them or not. A line without a marker ends a list.
pub(super) fn lists(document: &Document) -> Vec<Vec<Item<'_>>> {
    let mut lists = Vec::new();
    let mut open: Vec<Item<'_>> = Vec::new();
    for block in document.prose() {
        let goes_on = open.last().is_some_and(|last| last.block.id().0 + 1 == block.id().0);
        let item = Item::of(block);
        if !goes_on || item.is_none() {
            lists.push(std::mem::take(&mut open));
        }
        open.extend(item);
    }
    lists.push(open);
    lists.retain(|list| list.len() > 1);
    lists
}

/// Runs of points and of numbered paragraphs of one block each: lists too, with a number for a sign.
pub(super) fn numbered(document: &Document) -> Vec<Vec<Item<'_>>> {
    let mut lists: Vec<Vec<Item<'_>>> = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    for division in document.outline.divisions.iter().filter(|division| !division.is_heading) {
        let style = division.marker.as_ref().map(|marker| marker.style);
        if !matches!(style, Some(MarkerStyle::Letter | MarkerStyle::Arabic)) {
            continue;
        }
        let at = division.block.index();
        let item = Item { block: document.block(division.block), marker: TextRange::new(0, 0), sign: '1' };
        match lists.last_mut().filter(|_| before == at.checked_sub(1).map(|above| (division.series, above))) {
            Some(list) => list.push(item),
            None => lists.push(vec![item]),
        }
        before = Some((division.series, at));
    }
    lists.retain(|list| list.len() > 1);
    lists
}
