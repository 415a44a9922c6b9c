//! Printed lines, and what is seen at their edges.

use std::ops::Range;

use crate::lexicon;
use crate::lexicon::layout::Edge;
use crate::lexicon::lines::line_words;
use crate::model::{Block, BlockKind, Origin, Place, RawDocument};
use crate::text::letters::{self, Case};
use crate::text::{Clean, fold, numerals};

/// What stands between a printed line and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Empty lines, the border of a cell, or the beginning of something that no line goes on with.
    Apart,
    /// A line end.
    LineEnd {
        /// Bold or italics of Markdown go on over it.
        emphasized: bool,
    },
    /// A line break that the author made inside a paragraph.
    Hard,
}

/// One printed line.
#[derive(Debug)]
pub(super) struct Row {
    /// Its block, by index.
    pub block: usize,
    /// Bytes of the block's stored text, without the line end.
    pub range: Range<usize>,
    pub gap: Gap,
    /// Letters of the line in the file, markup included; 0 where the format has no lines.
    pub width: usize,
    /// A stroke of a table that a copy left behind.
    pub bar: bool,
    /// The line of the file begins, and ends, with a star of Markdown.
    pub starred: (bool, bool),
    /// Stars of Markdown that were left in the text.
    pub stars: usize,
}

/// Words looked at on either side of a line end.
const REACH: usize = 8;

/// What is seen of a line.
#[derive(Debug)]
pub(super) struct Look {
    /// The line without white space, and without stars that Markdown left, at its ends.
    pub text: String,
    pub head: (Vec<String>, Vec<String>),
    pub tail: (Vec<String>, Vec<String>),
    /// The line has no more words than `tail` holds.
    pub short: bool,
    pub case: Case,
    pub words: usize,
    pub mark: Option<Mark>,
}

/// The mark of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet(char),
    Number,
    Letter,
    Roman,
}

impl Look {
    pub(super) fn of(raw: &RawDocument, row: &Row) -> Self {
        let stored = raw.blocks[row.block].text().get(row.range.clone()).unwrap_or("");
        let clean = Clean::new(stored);
        let text = clean.text(stored).trim().trim_start_matches(['>', ' ']);
        let text = match text.strip_prefix('*') {
            Some(rest) if !rest.starts_with(' ') => rest,
            _ => text,
        };
        let text = text.trim_end_matches(['*', ' ']);
        let words = text.split_whitespace().count();
        let cut = |from: usize, to: usize| {
            text.split_whitespace().skip(from).take(to - from).collect::<Vec<&str>>().join(" ")
        };
        Self {
            head: lexicon::layout::words(&cut(0, REACH.min(words))),
            tail: lexicon::layout::words(&cut(words.saturating_sub(REACH), words)),
            short: words <= REACH,
            case: letters::case_of(text),
            words,
            mark: mark(text),
            text: text.to_owned(),
        }
    }

    pub(super) fn head(&self) -> Edge<'_> {
        Edge { shown: &self.head.0, folded: &self.head.1 }
    }

    /// The beginning of the line, folded.
    pub(super) fn opening(&self) -> String {
        self.head.1.join(" ")
    }

    pub(super) fn is_upper(&self) -> bool {
        self.case == Case::Upper
    }

    pub(super) fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    pub(super) fn first(&self) -> Option<char> {
        self.text.chars().next()
    }
}

/// The printed lines of the flow in reading order.
pub(super) fn rows(raw: &RawDocument) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::with_capacity(raw.blocks.len());
    for (at, block) in raw.blocks.iter().enumerate() {
        if !matches!(block.place, Place::Body | Place::Cell(_) | Place::TextBox) {
            continue;
        }
        let first = rows.len();
        let text = block.text();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let shown = line.trim_end_matches(['\n', '\r']);
            let range = start..start + shown.len();
            start += line.len();
            let gap = if rows.len() == first { gap_before(raw, &rows, block) } else { gap_inside(block, &range) };
            let bar = raw.format.has_lines() && is_bar(shown);
            // The line of a table is as long as its cells make it.
            let in_flow = raw.format.has_lines() && block.place == Place::Body;
            let written = if in_flow { written(raw, block, range.start) } else { "" };
            if shown.trim().is_empty() && rows.len() > first {
                continue;
            }
            rows.push(Row {
                block: at,
                gap,
                width: written.chars().count(),
                bar,
                starred: (written.starts_with('*'), written.ends_with('*')),
                stars: if raw.format.has_lines() { stars(&text[range.clone()]) } else { 0 },
                range,
            });
        }
        if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Verbatim) {
            rows[first..].iter_mut().for_each(|row| row.gap = Gap::Apart);
        }
    }
    for at in 1..rows.len() {
        if rows[at - 1].bar || rows[at].bar {
            rows[at].gap = Gap::Apart;
        }
    }
    rows
}

/// What stands before the first line of `block`.
fn gap_before(raw: &RawDocument, rows: &[Row], block: &Block) -> Gap {
    let Some(before) = rows.last().map(|row| &raw.blocks[row.block]) else { return Gap::Apart };
    let together = raw.format.has_lines()
        && before.place == Place::Body
        && block.place == Place::Body
        && before.id().index() + 1 == block.id().index()
        && !block.blank_before
        && !matches!(before.kind, BlockKind::Heading(_) | BlockKind::Verbatim);
    if together { Gap::LineEnd { emphasized: false } } else { Gap::Apart }
}

fn gap_inside(block: &Block, range: &Range<usize>) -> Gap {
    let end = (range.start as u32).saturating_sub(1);
    match block.soft.binary_search_by_key(&end, |soft| soft.at) {
        Ok(found) => Gap::LineEnd { emphasized: block.soft[found].emphasized },
        Err(_) => Gap::Hard,
    }
}

/// The line of the file that holds byte `at` of the stored text.
fn written<'a>(raw: &'a RawDocument, block: &Block, at: usize) -> &'a str {
    let next = block.pieces().partition_point(|piece| piece.range.end() as usize <= at);
    let Some(piece) = block.pieces().get(next) else { return "" };
    let Origin::Text { bytes } = piece.origin else { return "" };
    // A piece may hold several lines.
    let inside = if bytes.len() == piece.range.len() { (at as u32).saturating_sub(piece.range.start()) } else { 0 };
    let line = raw.lines.line_of(bytes.start() + inside);
    let from = raw.lines.line_start(line) as usize;
    let to =
        if line + 1 < raw.lines.line_count() { raw.lines.line_start(line + 1) as usize } else { raw.decoded.len() };
    raw.decoded.get(from..to).unwrap_or("").trim()
}

/// Stars in `text` that look like those of Markdown.
fn stars(text: &str) -> usize {
    let shown = text.trim();
    let single = |text: &str| text.starts_with('*') && !text.starts_with("**") && !text.starts_with("* ");
    let closing = shown.ends_with('*') && !shown.ends_with("**");
    text.matches("**").count() + usize::from(single(shown)) + usize::from(closing && shown.len() > 1)
}

/// True for the strokes of a table alone on a line.
fn is_bar(line: &str) -> bool {
    let shown = line.trim();
    !shown.is_empty() && shown.chars().all(|letter| matches!(letter, '|' | ' ' | '*' | '\u{a0}'))
}

/// The mark of an item at the start of `text`.
fn mark(text: &str) -> Option<Mark> {
    let word = text.split([' ', '\t']).next().unwrap_or("");
    let last = word.chars().next_back()?;
    if matches!(last, '-' | '–' | '—' | '•' | '+' | '*' | '·') && word.chars().count() == 1 {
        return Some(Mark::Bullet(last));
    }
    // `-Sở Nội vụ`, typed without its space.
    let mut letters = text.chars();
    if let (Some(dash @ ('-' | '–' | '•' | '+')), Some(next)) = (letters.next(), letters.next())
        && next.is_uppercase()
    {
        return Some(Mark::Bullet(dash));
    }
    let body = word.strip_suffix([')', '.', '/'])?.trim_start_matches('(');
    let mut letters = body.chars();
    let first = letters.next()?;
    // `2026.` at the start of a printed line is a year.
    let numbers =
        body.split('.').all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    if numbers && body.len() <= 8 {
        return Some(Mark::Number);
    }
    // `ll.` is typed for `II.`.
    let as_capitals = body.replace('l', "I").to_ascii_uppercase();
    if numerals::roman_value(body).is_some() || body.len() > 1 && numerals::roman_value(&as_capitals).is_some() {
        return Some(Mark::Roman);
    }
    (letters.next().is_none() && first.is_alphabetic()).then_some(Mark::Letter)
}

/// True for `Điều 5.` and its like at the start of a line.
pub(super) fn opens_division(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(word), Some(number)) = (words.next(), words.next()) else { return false };
    let bare = number.trim_end_matches(['.', ':', ')']);
    let numbered = bare.bytes().all(|byte| byte.is_ascii_digit()) || numerals::roman_value(bare).is_some();
    let alone = words.next().is_none();
    word.starts_with(char::is_uppercase)
        && line_words().is_division(&fold::fold(word))
        && numbered
        && (alone || bare.len() < number.len())
}
