//! The number in a table cell that holds nothing else.

use std::ops::Range;

use super::grid::Content;
use crate::lexicon::tables::Heading;
use crate::model::figure::Decimal;
use crate::recognize::figures::numbers;
use crate::recognize::figures::reading::{At, Reading};
use crate::text::tokens::TokenKind;

/// What the marks of a number tell of the table it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// Nothing.
    None,
    /// A comma sets off decimals, or points set off several groups of thousands.
    DecimalComma,
    /// A point sets off decimals, or commas set off several groups of thousands.
    DecimalPoint,
    /// One point before three digits.
    Point,
    /// One comma before three digits.
    Comma,
}

/// A number in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) value: Decimal,
    /// The number with its sign and percent sign.
    pub(super) tokens: Range<At>,
    /// The number alone.
    pub(super) number: Range<At>,
    pub(super) percent: bool,
    pub(super) marks: Marks,
    pub(super) decimal_mark: Option<char>,
    pub(super) zero_padded: bool,
    /// Its sign is a word or a bracket: `Giảm 6`, `(6)`. Only where changes stand is that a number.
    pub(super) worded_sign: bool,
}

impl Entry {
    /// Reads a point or comma as the rest of the table does; false if that is not certain.
    pub(super) fn settle(&mut self, point: bool, comma: bool) -> bool {
        let (thousands, mark) = match self.marks {
            Marks::Point if !point => (true, '.'),
            Marks::Point if !comma => (false, '.'),
            Marks::Comma if point && !comma => (true, ','),
            Marks::Comma if comma && !point => (false, ','),
            Marks::Point | Marks::Comma => return false,
            _ => return true,
        };
        if !thousands {
            self.value.decimals = 3;
            self.decimal_mark = Some(mark);
        }
        true
    }

    pub(super) fn is_year(&self) -> bool {
        self.marks == Marks::None && self.value.integer().is_some_and(|value| (1900..=2100).contains(&value))
    }
}

/// Words that may follow a number in its cell: a unit or a noun.
const MOST_WORDS: usize = 3;
/// Digits of a number at most.
const MOST_DIGITS: usize = 15;

/// A part and its whole in one cell: `45/50`, `8,5/10`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fraction {
    pub(super) part: Entry,
    pub(super) whole: Entry,
}

/// What stands in the cell whose only block is `reading`.
pub(super) fn content(reading: &Reading<'_>) -> Content {
    let only_dashes = (0..reading.len()).all(|at| matches!(reading.mark(at), '-' | '–' | '—' | '…' | '.' | '/' | 'x'));
    if only_dashes {
        return Content::Blank;
    }
    if let Some(entry) = entry(reading) {
        return Content::Number(entry);
    }
    fraction(reading).map_or(Content::Text, Content::Fraction)
}

fn entry(reading: &Reading<'_>) -> Option<Entry> {
    let marked = matches!(reading.mark(0), '-' | '–' | '+' | '−');
    let bracketed = reading.mark(0) == '(';
    let fallen = reading.is_word(0) && Heading::Fallen.says(reading.word(0));
    let worded_sign = bracketed || fallen || reading.is_word(0) && Heading::Risen.says(reading.word(0));
    let negative = bracketed || fallen || marked && reading.mark(0) != '+';
    let mut entry = unsigned(reading, usize::from(marked || worded_sign))?;
    entry.worded_sign = worded_sign;
    let end = entry.number.end;
    let sign = numbers::is_percent_sign(reading, end);
    let after = sign.map_or(end, |(after, _)| after);
    if bracketed {
        if reading.mark(after) != ')' || after + 1 != reading.len() {
            return None;
        }
    } else if !closes(reading, after) {
        return None;
    }
    if negative {
        entry.value.digits = -entry.value.digits;
    }
    Some(Entry { tokens: 0..after, percent: sign.is_some(), ..entry })
}

fn fraction(reading: &Reading<'_>) -> Option<Fraction> {
    let part = unsigned(reading, 0)?;
    let slash = part.number.end;
    if reading.mark(slash) != '/' {
        return None;
    }
    let whole = unsigned(reading, slash + 1)?;
    let end = whole.number.end;
    (closes(reading, end) && whole.value.digits != 0 && !whole.is_year())
        .then_some(Fraction { part: Entry { tokens: 0..end, ..part }, whole })
}

/// True if nothing but a unit or a noun stands in the cell from token `after` on. A number glued to
/// letters or a slash is a code; `1.` numbers a row.
fn closes(reading: &Reading<'_>, after: usize) -> bool {
    let words = (after..reading.len()).all(|at| reading.is_word(at)) && reading.len() - after <= MOST_WORDS;
    let glued = after < reading.len() && reading.glued(after - 1) && reading.kind(after) == Some(TokenKind::Word);
    words && !glued
}

/// The number that begins at token `start`, without a sign.
fn unsigned(reading: &Reading<'_>, start: usize) -> Option<Entry> {
    if !reading.is_number(start) {
        return None;
    }
    let mut end = start + 1;
    let mut separators = Vec::new();
    let mut pieces = vec![reading.text(start)];
    loop {
        let mark = reading.mark(end);
        if matches!(mark, '.' | ',') && reading.glued_before(end) && reading.glued(end) && reading.is_number(end + 1) {
            separators.push(mark);
            pieces.push(reading.text(end + 1));
            end += 2;
        } else if reading.is_number(end) && !reading.glued_before(end) && separators.iter().all(|mark| *mark == ' ') {
            // `12 450`: a space sets off thousands.
            separators.push(' ');
            pieces.push(reading.text(end));
            end += 1;
        } else {
            break;
        }
    }
    let (decimals, marks) = marks(&pieces, &separators)?;
    let digits: String = pieces.concat();
    if digits.len() > MOST_DIGITS || digits.len() > 1 && digits.starts_with("00") {
        return None;
    }
    Some(Entry {
        value: Decimal { digits: digits.parse().ok()?, decimals },
        tokens: start..end,
        number: start..end,
        percent: false,
        marks,
        decimal_mark: (decimals > 0).then(|| separators.last().copied()).flatten(),
        zero_padded: pieces.len() == 1 && pieces[0].len() == 2 && pieces[0].starts_with('0'),
        worded_sign: false,
    })
}

/// True if spaces alone set off the pieces.
fn is_spaced(separators: &[char]) -> bool {
    separators.iter().all(|mark| *mark == ' ')
}

/// The decimals of a number by its marks; `None` if it cannot be read.
fn marks(pieces: &[&str], separators: &[char]) -> Option<(u8, Marks)> {
    let (first, rest) = pieces.split_first()?;
    let last = rest.last();
    let fraction = last.and_then(|last| u8::try_from(last.len()).ok()).filter(|length| *length <= 6);
    let groups = |pieces: &[&str]| {
        (1..=3).contains(&first.len()) && !first.starts_with('0') && pieces.iter().all(|piece| piece.len() == 3)
    };
    match separators {
        [] => Some((0, Marks::None)),
        ['.'] if groups(rest) => Some((0, Marks::Point)),
        [','] if groups(rest) => Some((0, Marks::Comma)),
        [spaces @ .., ','] if !spaces.is_empty() && is_spaced(spaces) && groups(&rest[..rest.len() - 1]) => {
            Some((fraction?, Marks::DecimalComma))
        }
        spaces if is_spaced(spaces) => groups(rest).then_some((0, Marks::None)),
        ['.'] => Some((fraction?, Marks::DecimalPoint)),
        [','] => Some((fraction?, Marks::DecimalComma)),
        _ if separators.iter().all(|mark| *mark == '.') && groups(rest) => Some((0, Marks::DecimalComma)),
        _ if separators.iter().all(|mark| *mark == ',') && groups(rest) => Some((0, Marks::DecimalPoint)),
        [thousands @ .., ','] if thousands.iter().all(|mark| *mark == '.') && groups(&rest[..rest.len() - 1]) => {
            Some((fraction?, Marks::DecimalComma))
        }
        [thousands @ .., '.'] if thousands.iter().all(|mark| *mark == ',') && groups(&rest[..rest.len() - 1]) => {
            Some((fraction?, Marks::DecimalPoint))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockId, BlockKind, Place};

    fn read(text: &str) -> Option<String> {
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        match content(&Reading::new(&block)) {
            Content::Number(entry) => Some(entry.value.to_string()),
            _ => None,
        }
    }

    #[test]
    fn numbers_in_every_writing() {
        for (text, value) in [
            ("12 450", "12.450"),
            ("1 250 300", "1.250.300"),
            ("12 450,5", "12.450,5"),
            ("-3", "-3"),
            ("(3)", "-3"),
            ("Giảm 6", "-6"),
            ("Tăng 12,5%", "12,5"),
            ("45 hộ", "45"),
        ] {
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["0912 345 678", "12 45", "12 4500", "(3) hộ", "1.", "12/6/2026", "Tăng"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
