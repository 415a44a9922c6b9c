//! The running text of a document as patterns of relations walk it: one item for each word, mark and
//! figure, list items told from paragraphs, and blocks without figures left out.

use crate::lexicon::relations::{NO_WORD, Relations, WordId};
use crate::recognize::figures::groups::Page;
use crate::recognize::figures::lists;
use crate::recognize::figures::reading::Reading;
use crate::recognize::figures::scan;

/// One item of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// A word.
    Word(WordId),
    /// A mark inside a sentence.
    Mark(char),
    /// A number that is no figure.
    Number,
    /// A figure, by its index in the document.
    Figure(usize),
    /// The end of a sentence.
    Stop,
    /// The start of a list item, with its sign.
    Entry(char),
    /// The start of another paragraph.
    Line,
    /// Something that nothing runs past: a table, a paragraph without figures.
    Wall,
}

/// The items of a document.
pub(super) struct Stream {
    pub(super) items: Vec<Item>,
    /// Where a phrase begins that no gap runs over.
    stops: Vec<bool>,
}

impl Stream {
    pub(super) fn new(page: &Page<'_>, relations: &Relations) -> Self {
        let mut items = vec![Item::Wall];
        let mut next = 0;
        for (at, reading) in page.readings.iter().enumerate() {
            let first = next;
            while page.figures.get(next).is_some_and(|placed| placed.reading == at) {
                next += 1;
            }
            let in_table = crate::recognize::figures::tables::cell_of(reading.block.place).is_some();
            let marker = lists::item_sign(reading).filter(|_| !in_table);
            let joined = items.last() != Some(&Item::Wall);
            match marker {
                Some((sign, _)) if joined || first < next => items.push(Item::Entry(sign)),
                _ if joined => items.push(Item::Line),
                _ => {}
            }
            if in_table || first == next {
                if items.last() != Some(&Item::Wall) {
                    items.push(Item::Wall);
                }
                continue;
            }
            add(&mut items, page, relations, reading, marker.map_or(0, |(_, end)| end), first..next);
        }
        items.push(Item::Wall);
        let mut stream = Self { stops: vec![false; items.len()], items };
        stream.find_stops(relations);
        stream
    }

    pub(super) fn get(&self, at: usize) -> Item {
        self.items.get(at).copied().unwrap_or(Item::Wall)
    }

    /// True if the words from `at` on are those of `phrase`.
    pub(super) fn has(&self, at: usize, phrase: &[WordId]) -> bool {
        phrase.iter().enumerate().all(|(step, word)| self.get(at + step) == Item::Word(*word))
    }

    /// True if a gap may run over the item at `at`.
    pub(super) fn is_loose(&self, at: usize) -> bool {
        match self.get(at) {
            Item::Word(_) => !self.stops.get(at).copied().unwrap_or(true),
            Item::Mark(':') => matches!(self.get(at + 1), Item::Figure(_)),
            Item::Mark(mark) => !matches!(mark, ';' | '(' | ')' | '='),
            Item::Number => true,
            _ => false,
        }
    }

    fn find_stops(&mut self, relations: &Relations) {
        for at in 0..self.items.len() {
            let Item::Word(word) = self.items[at] else { continue };
            if word == NO_WORD {
                continue;
            }
            let phrases = relations.stops.get(&word).map_or(&[][..], Vec::as_slice);
            self.stops[at] = phrases.iter().any(|phrase| self.has(at, phrase));
        }
    }
}

/// Adds the items of one block from token `from` on.
fn add(
    items: &mut Vec<Item>,
    page: &Page<'_>,
    relations: &Relations,
    reading: &Reading<'_>,
    from: usize,
    figures: std::ops::Range<usize>,
) {
    let mut figures = figures.peekable();
    let mut at = from;
    while at < reading.len() {
        while figures.next_if(|figure| page.figures[*figure].found.tokens.start < at).is_some() {}
        let start = figures.peek().map(|figure| &page.figures[*figure].found.tokens);
        if let Some(tokens) = start.filter(|tokens| tokens.start == at)
            && let Some(figure) = figures.peek()
        {
            items.push(Item::Figure(*figure));
            at = tokens.end.max(at + 1);
            continue;
        }
        let until = start.map_or(reading.len(), |tokens| tokens.start);
        if reading.mark(at) == '('
            && let Some(close) = (at + 1..until).find(|at| matches!(reading.mark(*at), '(' | ')'))
            && reading.mark(close) == ')'
        {
            // A bracket without a figure only explains.
            at = close + 1;
            continue;
        }
        if scan::ends_sentence(reading, at) {
            items.push(Item::Stop);
        } else if reading.is_number(at) {
            items.push(Item::Number);
        } else if reading.is_word(at) {
            items.push(Item::Word(relations.word(reading.word(at))));
        } else if !matches!(reading.mark(at), '"' | '“' | '”' | '*' | '\0') {
            items.push(Item::Mark(reading.mark(at)));
        }
        at += 1;
    }
}
