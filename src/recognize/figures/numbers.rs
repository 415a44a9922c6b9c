//! Numbers in digits: `24`, `08`, `1.250.000`, `18,75`, and what is glued to them.

use super::reading::{At, Reading};
use crate::model::figure::Decimal;
use crate::text::tokens::TokenKind;

/// A number in digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its tokens.
    pub(super) tokens: std::ops::Range<At>,
    /// Its value; `None` if it cannot be read in one way (`1,250`, `1.2.3`, a code).
    pub(super) value: Option<Decimal>,
    /// Its decimal mark.
    pub(super) decimal_mark: Option<char>,
    /// Two digits, the first a zero.
    pub(super) zero_padded: bool,
    /// Thousands are set off by points.
    pub(super) grouped: bool,
}

/// Longest run of digits that is a number and not a code or a telephone number, when no thousands
/// are set off.
const LONGEST_PLAIN: usize = 7;

/// All numbers of a block, left to right.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        if reading.is_number(at) {
            let number = read_at(reading, at);
            at = number.tokens.end;
            numbers.push(number);
        } else {
            at += 1;
        }
    }
    numbers
}

fn read_at(reading: &Reading<'_>, start: At) -> Number {
    let mut end = start + 1;
    let mut marks = String::new();
    while matches!(reading.mark(end), '.' | ',')
        && reading.glued_before(end)
        && reading.glued(end)
        && reading.is_number(end + 1)
    {
        marks.push(reading.mark(end));
        end += 2;
    }
    let pieces: Vec<&str> = (start..end).step_by(2).map(|at| reading.text(at)).collect();
    let percent = is_percent_sign(reading, end).is_some();
    let form = form(&pieces, &marks, percent);
    let zero_padded = pieces.len() == 1 && pieces[0].len() == 2 && pieces[0].starts_with('0');
    Number {
        tokens: start..end,
        value: form.and_then(|form| value(&pieces, form)),
        decimal_mark: form.and_then(|form| form.decimal_mark),
        zero_padded,
        grouped: form.is_some_and(|form| form.grouped),
    }
}

#[derive(Clone, Copy)]
struct Form {
    grouped: bool,
    decimal_mark: Option<char>,
}

/// How the pieces between the marks are to be read; `None` if that is not certain.
fn form(pieces: &[&str], marks: &str, percent: bool) -> Option<Form> {
    let (first, rest) = pieces.split_first()?;
    let thousands = |pieces: &[&str]| pieces.iter().all(|piece| piece.len() == 3);
    let leads_group = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let grouped_by = |mark: char, marks: &str| marks.chars().all(|each| each == mark);
    match marks {
        "" => {
            let padded = first.len() > 2 && first.starts_with('0');
            (!padded && first.len() <= LONGEST_PLAIN).then_some(Form { grouped: false, decimal_mark: None })
        }
        // `1,250` may be a thousand two hundred and fifty in English style.
        "," => (percent || rest[0].len() != 3).then_some(Form { grouped: false, decimal_mark: Some(',') }),
        // `18.75` is a number only before `%`; elsewhere it is a section, a date or a version.
        "." if percent && rest[0].len() <= 2 => Some(Form { grouped: false, decimal_mark: Some('.') }),
        "." if percent => None,
        _ if grouped_by('.', marks) && leads_group && thousands(rest) => {
            Some(Form { grouped: true, decimal_mark: None })
        }
        _ => {
            let (_, middle) = rest.split_last()?;
            let head = marks.strip_suffix(',')?;
            (!head.is_empty() && grouped_by('.', head) && leads_group && thousands(middle))
                .then_some(Form { grouped: true, decimal_mark: Some(',') })
        }
    }
}

fn value(pieces: &[&str], form: Form) -> Option<Decimal> {
    let decimals = match form.decimal_mark {
        Some(_) => u8::try_from(pieces.last()?.len()).ok()?,
        None => 0,
    };
    let digits: String = pieces.concat();
    let fits = digits.len() <= 15 && decimals <= 6;
    fits.then(|| digits.parse().ok()).flatten().map(|digits| Decimal { digits, decimals })
}

/// A percent sign or `phần trăm` at `at`: the token after it, and whether it is in words.
pub(super) fn is_percent_sign(reading: &Reading<'_>, at: At) -> Option<(At, bool)> {
    if reading.mark(at) == '%' {
        Some((at + 1, false))
    } else if reading.has_phrase(at, "phần trăm") {
        Some((at + 2, true))
    } else {
        None
    }
}

/// True if a letter, a slash, a hyphen or a like mark is glued to the left of `at`: part of a
/// symbol, a date, a code.
pub(super) fn glued_left(reading: &Reading<'_>, at: At) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    reading.glued(before) && joins(reading.kind(before))
}

/// The same to the right of the number that ends before `end`.
pub(super) fn glued_right(reading: &Reading<'_>, end: At) -> bool {
    let Some(last) = end.checked_sub(1) else { return false };
    if !reading.glued(last) {
        return false;
    }
    match reading.kind(end) {
        // A full stop or comma ends a sentence unless something is glued behind it.
        Some(TokenKind::Mark('.' | ',' | ':')) => {
            reading.glued(end) && matches!(reading.kind(end + 1), Some(TokenKind::Word | TokenKind::Number))
        }
        kind => joins(kind),
    }
}

fn joins(kind: Option<TokenKind>) -> bool {
    matches!(
        kind,
        Some(
            TokenKind::Word
                | TokenKind::Mark(
                    '/' | '-' | '–' | '_' | '.' | ',' | ':' | '+' | '°' | '²' | '³' | '@' | '#' | '*' | '='
                )
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockId, BlockKind, Place};

    fn values(text: &str) -> Vec<Option<String>> {
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        read(&Reading::new(&block)).into_iter().map(|number| number.value.map(|value| value.to_string())).collect()
    }

    fn one(text: &str) -> Option<String> {
        let mut values = values(text);
        assert_eq!(values.len(), 1, "{text}");
        values.remove(0)
    }

    #[test]
    fn numbers_of_every_form() {
        for (text, shown) in [
            ("24 người", "24"),
            ("08 nữ", "8"),
            ("1.250.000 đồng", "1.250.000"),
            ("1.234,5 ha", "1.234,5"),
            ("18,75%", "18,75"),
            ("18.75%", "18,75"),
            ("là 32.", "32"),
            ("12,", "12"),
        ] {
            assert_eq!(one(text).as_deref(), Some(shown), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        for text in ["1,250 người", "1.250%", "mục 1.2.3", "mục 18.75", "0987654321", "0912.345.678", "007"] {
            assert_eq!(one(text), None, "{text}");
        }
        assert_eq!(values("75%, 08"), [Some("75".to_owned()), Some("8".to_owned())]);
    }
}
