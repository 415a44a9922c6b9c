//! Passages: a sentence, or a list of short items with its lead-in. How the items of lists are marked.

use std::ops::Range;

use super::reading::{At, Reading};
use super::scan::Found;
use crate::text::letters;

/// How a list item is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// `-`, `+`, `*`, `•`.
    Sign(char),
    /// `1.`, `1)`, `(1)` with the number and its closing.
    Number(u32, char),
    /// `a)`, with the number of the letter.
    Letter(u32),
}

impl Marker {
    /// True if both mark items of one list, in whatever order.
    pub(super) fn same_style(self, other: Self) -> bool {
        match (self, other) {
            (Self::Sign(this), Self::Sign(other)) | (Self::Number(_, this), Self::Number(_, other)) => this == other,
            (this, other) => matches!((this, other), (Self::Letter(_), Self::Letter(_))),
        }
    }

    /// The number, also of a letter; `None` for a sign.
    pub(super) fn number(self) -> Option<u32> {
        match self {
            Self::Sign(_) => None,
            Self::Number(number, _) | Self::Letter(number) => Some(number),
        }
    }
}

/// The marker a block begins with.
pub(super) fn marker(reading: &Reading<'_>) -> Option<Marker> {
    let closing = reading.mark(1);
    match reading.mark(0) {
        sign @ ('-' | '–' | '+' | '*' | '•' | '●' | '·' | '\u{f0b7}') => {
            Some(Marker::Sign(if sign == '–' { '-' } else { sign }))
        }
        '(' if reading.is_number(1) && reading.mark(2) == ')' => {
            Some(Marker::Number(reading.text(1).parse().ok()?, '('))
        }
        _ if reading.is_number(0)
            && matches!(closing, '.' | ')' | '/')
            && reading.glued(0)
            && !reading.is_number(2) =>
        {
            Some(Marker::Number(reading.text(0).parse().ok()?, closing))
        }
        _ if reading.is_word(0) && matches!(closing, '.' | ')') && reading.glued(0) => {
            let mut word = reading.word(0).chars();
            let letter = word.next().and_then(letters::point_number)?;
            (word.next().is_none() && !reading.is_capital(0)).then_some(Marker::Letter(letter))
        }
        _ => None,
    }
}

/// The sign that a list item begins with and the tokens it takes: `-`, the closing of its number, `a` for a letter.
pub(super) fn item_sign(reading: &Reading<'_>) -> Option<(char, At)> {
    Some(match marker(reading)? {
        Marker::Sign(sign) => (sign, 1),
        Marker::Number(_, '(') => ('(', 3),
        Marker::Number(_, closing) => (closing, 2),
        Marker::Letter(_) => ('a', 2),
    })
}

/// Items longer than this are paragraphs with figures of their own.
const SHORT_ITEM: usize = 32;

/// Collects passages as ranges of figures.
#[derive(Default)]
pub(super) struct Passages {
    done: Vec<Range<usize>>,
    open: Open,
}

/// How the last passage may go on in the next block.
#[derive(Default)]
enum Open {
    /// Not at all.
    #[default]
    Closed,
    /// With the first item of a list that it leads in.
    LeadIn,
    /// With the next item of a list.
    List(Marker),
}

impl Passages {
    /// Adds the figures of the next block, the first of which is figure `first` of the document.
    pub(super) fn add(&mut self, reading: &Reading<'_>, first: usize, found: &[Found]) {
        let marker = marker(reading);
        let one_sentence = found.first().map(|found| found.sentence) == found.last().map(|found| found.sentence);
        let short = reading.len() <= SHORT_ITEM && one_sentence;
        let joins = match (&self.open, marker) {
            (Open::LeadIn, Some(_)) => short,
            (Open::List(before), Some(marker)) => short && marker.same_style(*before),
            _ => false,
        };
        let mut start = first;
        for (step, figure) in found.iter().enumerate() {
            let index = first + step;
            let new = found.get(step.wrapping_sub(1)).is_some_and(|before| before.sentence != figure.sentence);
            if new {
                self.push(start..index, joins);
                start = index;
            }
        }
        self.push(start..first + found.len(), joins);
        let leads_in = reading.len().checked_sub(1).is_some_and(|last| reading.mark(last) == ':');
        self.open = match marker {
            _ if leads_in => {
                // The last sentence of the lead-in belongs to the list even without a figure.
                if found.is_empty() {
                    self.done.push(first..first);
                }
                Open::LeadIn
            }
            Some(marker) if short => {
                if !joins && found.is_empty() {
                    self.done.push(first..first);
                }
                Open::List(marker)
            }
            _ => Open::Closed,
        };
    }

    /// Nothing goes on past a table.
    pub(super) fn interrupt(&mut self) {
        self.open = Open::Closed;
    }

    fn push(&mut self, range: Range<usize>, joins: bool) {
        match self.done.last_mut() {
            Some(last) if joins => last.end = range.end,
            _ if range.is_empty() => {}
            _ => self.done.push(range),
        }
    }

    /// The passages in order.
    pub(super) fn finish(self) -> Vec<Range<usize>> {
        self.done
    }
}
