//! The number at the start of a division.

use crate::model::Block;
use crate::model::outline::{Marker, MarkerStyle};
use crate::text::{TextRange, letters, numerals};

/// Words that name a level, folded, with the style of their number.
const WORDS: [(&str, MarkerStyle); 5] = [
    ("tiểu mục", MarkerStyle::Subsection),
    ("phần", MarkerStyle::Part),
    ("chương", MarkerStyle::Chapter),
    ("mục", MarkerStyle::Section),
    ("điều", MarkerStyle::Article),
];

/// Ordinals of `Phần thứ nhất`.
const ORDINALS: [(&str, u32); 10] = [
    ("thứ nhất", 1),
    ("thứ hai", 2),
    ("thứ ba", 3),
    ("thứ tư", 4),
    ("thứ năm", 5),
    ("thứ sáu", 6),
    ("thứ bảy", 7),
    ("thứ tám", 8),
    ("thứ chín", 9),
    ("thứ mười", 10),
];

/// Reads the marker at the start of `line` of `block`. `previous_capital` is the value of the last
/// division numbered by a capital letter.
pub(super) fn parse(block: &Block, line: TextRange, previous_capital: Option<u32>) -> Option<Marker> {
    let text = &block.shown()[line.usize()];
    let folded = &block.folded()[line.usize()];
    let found = word_marker(text, folded).or_else(|| plain_marker(text, previous_capital))?;
    let place = |range: std::ops::Range<usize>| block.span(TextRange::from(range).shifted(line.start()));
    Some(Marker {
        style: found.style,
        value: found.value,
        prefix: found.prefix,
        span: place(found.span),
        digits: place(found.digits),
        closing: found.closing,
        automatic: block.is_auto_numbered(),
    })
}

struct Found {
    style: MarkerStyle,
    value: u32,
    prefix: Vec<u32>,
    span: std::ops::Range<usize>,
    digits: std::ops::Range<usize>,
    closing: Option<char>,
}

/// `Điều 5.`, `Chương II`, `Phần thứ nhất`.
fn word_marker(text: &str, folded: &str) -> Option<Found> {
    let (word, style) =
        WORDS.iter().find(|(word, _)| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))?;
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let start = word.len() + 1;
    let rest = &folded[start..];
    if let Some((ordinal, value)) = ORDINALS.iter().find(|(ordinal, _)| rest.starts_with(ordinal)) {
        let end = start + ordinal.len();
        let after = text[end..].trim_start();
        // `Phần thứ nhất của đề án …` is a sentence.
        let ends = after.is_empty() || after.starts_with(['.', ':', '-', '–']);
        let is_division = *style == MarkerStyle::Part && (ends || letters::case_of(after) == letters::Case::Upper);
        return is_division.then(|| Found {
            style: *style,
            value: *value,
            prefix: Vec::new(),
            span: 0..end,
            digits: start..end,
            closing: None,
        });
    }
    let length = text[start..].find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(text.len() - start);
    let digits = &text[start..start + length];
    if let Some(found) = decimal_after_word(text, start, length, *style) {
        return Some(found);
    }
    let value = digits.parse().ok().or_else(|| numerals::roman_value(digits)).or_else(|| meant_as_roman(digits))?;
    let after = &text[start + length..];
    // `MỤC LỤC` is a word, not section fifty.
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let closing = after.chars().next().filter(|mark| matches!(mark, '.' | ':' | ')' | '/'));
    // `Điều 5 Nghị định …` at the start of a line is a citation, not an article.
    let ends = closing.is_some() || after.trim().is_empty();
    let title_in_capitals = letters::case_of(after) == letters::Case::Upper;
    if !(ends || *style != MarkerStyle::Article && title_in_capitals) {
        return None;
    }
    let end = start + length + closing.map_or(0, char::len_utf8);
    Some(Found { style: *style, value, prefix: Vec::new(), span: 0..end, digits: start..start + length, closing })
}

/// `Tiểu mục 2.1`: the number of the level above stands before its own. An article has no such number.
fn decimal_after_word(text: &str, start: usize, length: usize, style: MarkerStyle) -> Option<Found> {
    let above: u32 = text[start..start + length].parse().ok()?;
    let rest = text[start + length..].strip_prefix('.')?;
    let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let value = rest[..digits].parse().ok()?;
    let end = start + length + 1 + digits;
    let closing = text[end..].chars().next().filter(|mark| matches!(mark, '.' | ':'));
    let after = &text[end + closing.map_or(0, char::len_utf8)..];
    let titled = after.trim().is_empty() || letters::case_of(after) == letters::Case::Upper;
    (style != MarkerStyle::Article && titled).then(|| Found {
        style,
        value,
        prefix: vec![above],
        span: 0..end + closing.map_or(0, char::len_utf8),
        digits: start..end,
        closing,
    })
}

/// `I.`, `A.`, `1.`, `1.1.`, `a)`.
fn plain_marker(text: &str, previous_capital: Option<u32>) -> Option<Found> {
    let length = text
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == 'đ' || letter == 'Đ'))
        .unwrap_or(text.len());
    if length == 0 || length > 8 {
        return None;
    }
    let digits = &text[..length];
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return arabic(text, length);
    }
    let closing = text[length..].chars().next().filter(|mark| is_closing(*mark) || *mark == '-' && is_roman(digits))?;
    let end = length + closing.len_utf8();
    let end = end + second_mark(closing, &text[end..]);
    let after = &text[end..];
    // `I-` in Party papers; `V-E` and `I-ốt` are words.
    if closing == '-' && !(after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase)) {
        return None;
    }
    let apart =
        after.starts_with(' ') || after.trim().is_empty() || after.starts_with(char::is_uppercase) && digits.len() > 1;
    if !apart {
        return None;
    }
    let (style, value) = lettered(digits, closing, after, previous_capital)?;
    // `e.g.`, `p.m.`: a point is followed by a space.
    if style == MarkerStyle::Letter && !(after.starts_with(' ') || after.is_empty()) {
        return None;
    }
    let upper_style = matches!(style, MarkerStyle::Roman | MarkerStyle::CapitalLetter);
    // `V. I. Lê-nin`, `T. Hùng`: initials are followed by one more name, not by a title.
    if upper_style && after.trim_start().chars().nth(1) == Some('.') {
        return None;
    }
    Some(Found { style, value, prefix: Vec::new(), span: 0..end, digits: 0..length, closing: Some(closing) })
}

const fn is_closing(mark: char) -> bool {
    matches!(mark, '.' | ')' | '/')
}

fn is_roman(digits: &str) -> bool {
    digits.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// Length of a second mark typed behind the closing one: `d).`, `1/-`.
fn second_mark(closing: char, after: &str) -> usize {
    let doubled = match closing {
        ')' => after.starts_with('.'),
        '/' | '.' => after.starts_with('-'),
        _ => false,
    };
    let apart = after.get(1..).is_some_and(|rest| rest.starts_with(' '));
    usize::from(doubled && apart)
}

/// Style and value of `digits` before `closing` and the words `after` it.
fn lettered(digits: &str, closing: char, after: &str, previous_capital: Option<u32>) -> Option<(MarkerStyle, u32)> {
    let mut letters_of = digits.chars();
    let single = letters_of.next().filter(|_| letters_of.next().is_none());
    if let Some(letter) = single {
        if letter.is_lowercase() {
            // A letter outside the order (f, j, w, z) is still meant as a point: 0 is out of order.
            return Some((MarkerStyle::Letter, letters::point_number(letter).unwrap_or(0)));
        }
        let ordinal = letters::capital_number(letter);
        let follows = ordinal
            .zip(previous_capital)
            .is_some_and(|(ordinal, previous)| letters::capital_follows(previous, ordinal));
        let roman = matches!(letter, 'I' | 'V' | 'X') && !follows;
        // After `A.` a `C.` before a title in capitals is a letter that was skipped, and no initial.
        let titled = || after.split_whitespace().count() > 1 && letters::case_of(after) == letters::Case::Upper;
        let skips = || ordinal.is_some() && previous_capital.is_some() && titled();
        return match (roman, ordinal) {
            (true, _) => numerals::roman_value(digits).map(|value| (MarkerStyle::Roman, value)),
            (false, Some(value)) if closing == '.' && (value <= 2 || follows || skips()) => {
                Some((MarkerStyle::CapitalLetter, value))
            }
            _ => None,
        };
    }
    let value = numerals::roman_value(digits).or_else(|| meant_as_roman(digits));
    value.filter(|_| digits.bytes().all(is_roman_letter)).map(|value| (MarkerStyle::Roman, value))
}

/// `IIII` and `ll` are meant as Roman numbers, but are none: 0 is out of order.
fn meant_as_roman(digits: &str) -> Option<u32> {
    (digits.len() > 1 && digits.bytes().all(is_roman_letter)).then_some(0)
}

const fn is_roman_letter(byte: u8) -> bool {
    matches!(byte, b'I' | b'V' | b'X' | b'l')
}

/// `1.`, `1)`, `1/`, `1.1.`, `1.1.1`.
fn arabic(text: &str, length: usize) -> Option<Found> {
    let mut parts: Vec<std::ops::Range<usize>> = std::iter::once(0..length).collect();
    let mut at = length;
    while text[at..].starts_with('.') {
        let digits =
            text[at + 1..].len() - text[at + 1..].trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        if digits == 0 {
            break;
        }
        parts.push(at + 1..at + 1 + digits);
        at += 1 + digits;
    }
    // Sections have at most two digits; `1.250 người` and `12.5.2026` are no numbers of sections.
    if parts.len() > 6 || parts.iter().any(|part| part.len() > 2) {
        return None;
    }
    let closing = text[at..].chars().next().filter(|mark| matches!(mark, '.' | ')' | '/'));
    let end = at + closing.map_or(0, char::len_utf8);
    let end = end + closing.map_or(0, |closing| second_mark(closing, &text[end..]));
    let after = &text[end..];
    let title = after.trim_start();
    // A line broken inside `Quyết định số 15/QĐ-UBND` starts with a symbol.
    let symbol =
        closing == Some('/') && after.split([' ', ',', ';']).next().is_some_and(|word| word.contains(['-', '–', '/']));
    let titled = !symbol && title.starts_with(|first: char| first.is_uppercase() || matches!(first, '“' | '"' | '('));
    let accepted = match (parts.len(), closing) {
        (1, None) => false,
        // `5/9 …`, `3) …`: a slash needs a space or a word after it, not a digit.
        (1, Some(_)) => {
            !after.starts_with(|first: char| first.is_ascii_digit())
                && (after.starts_with(' ') || titled || after.is_empty())
        }
        (_, Some('.')) => after.starts_with(' ') || titled || after.is_empty(),
        (_, None) => after.starts_with(' ') && titled,
        _ => false,
    };
    if !accepted {
        return None;
    }
    let numbers: Vec<u32> = parts.iter().map(|part| text[part.clone()].parse().ok()).collect::<Option<_>>()?;
    let (value, prefix) = numbers.split_last()?;
    let style = if prefix.is_empty() { MarkerStyle::Arabic } else { MarkerStyle::Decimal(numbers.len() as u8) };
    Some(Found { style, value: *value, prefix: prefix.to_vec(), span: 0..end, digits: 0..at, closing })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockId, BlockKind, Place};

    fn marker(text: &str) -> Option<(MarkerStyle, u32)> {
        read(text, None)
    }

    fn after(text: &str, previous_capital: u32) -> Option<(MarkerStyle, u32)> {
        read(text, Some(previous_capital))
    }

    fn read(text: &str, previous_capital: Option<u32>) -> Option<(MarkerStyle, u32)> {
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        let line = block.lines().next()?;
        parse(&block, line, previous_capital).map(|marker| (marker.style, marker.value))
    }

    #[test]
    fn numbers_of_divisions_are_read() {
        assert_eq!(marker("II. ĐÁNH GIÁ CHUNG"), Some((MarkerStyle::Roman, 2)));
        assert_eq!(marker("1. Ưu điểm"), Some((MarkerStyle::Arabic, 1)));
        assert_eq!(marker("1.2. Kết quả"), Some((MarkerStyle::Decimal(2), 2)));
        assert_eq!(marker("3.2 Kết quả"), Some((MarkerStyle::Decimal(2), 2)));
        assert_eq!(marker("đ) nội dung"), Some((MarkerStyle::Letter, 5)));
        assert_eq!(marker("Điều 3. Trách nhiệm"), Some((MarkerStyle::Article, 3)));
        assert_eq!(marker("Chương IV"), Some((MarkerStyle::Chapter, 4)));
        assert_eq!(marker("Chương IIII"), Some((MarkerStyle::Chapter, 0)));
        assert_eq!(marker("Phần thứ hai"), Some((MarkerStyle::Part, 2)));
        assert_eq!(marker("Phần thứ hai. KẾT QUẢ"), Some((MarkerStyle::Part, 2)));
        assert_eq!(marker("A. MỤC ĐÍCH"), Some((MarkerStyle::CapitalLetter, 1)));
        assert_eq!(after("D. NỘI DUNG CHÍNH", 2), Some((MarkerStyle::CapitalLetter, 4)));
    }

    #[test]
    fn marks_typed_twice_or_otherwise_close_a_number_too() {
        assert_eq!(marker("d). Tổ chức không báo cáo"), Some((MarkerStyle::Letter, 4)));
        assert_eq!(marker("1/- Công tác chỉ đạo"), Some((MarkerStyle::Arabic, 1)));
        assert_eq!(marker("II/ KẾT QUẢ"), Some((MarkerStyle::Roman, 2)));
        assert_eq!(marker("I- TÌNH HÌNH"), Some((MarkerStyle::Roman, 1)));
        assert_eq!(marker("V-E là tên một tổ chức"), None);
        assert_eq!(marker("Tiểu mục 2.1"), Some((MarkerStyle::Subsection, 1)));
        assert_eq!(after("G. LĨNH VỰC KHÁC", 6), Some((MarkerStyle::CapitalLetter, 8)));
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "1.250 người",
            "12.5.2026 là ngày",
            "Điều 5 Nghị định này",
            "Phần thứ nhất của đề án đã xong",
            "30 người tham gia",
            "5/9 là ngày khai giảng",
            "V. I. Lê-nin",
            "MỤC LỤC VĂN BẢN",
            "2.5 triệu đồng",
            "D. NỘI DUNG CHÍNH",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
        for text in ["D. Hùng", "D. HÙNG", "D. Nội dung chính"] {
            assert_eq!(after(text, 2), None, "{text}");
        }
    }
}
