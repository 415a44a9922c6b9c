//! The date line of a document, blank parts included.

use super::blanks::{BLANKS, without_last_field};
use super::lines::Line;
use crate::model::values::{Located, WrittenDate};

/// The document's own date on its date line: in words (also blank in part) or in figures.
pub(super) fn find_own(line: Line<'_>) -> Option<WrittenDate> {
    in_words(line).or_else(|| in_figures(line)).or_else(|| not_begun(line))
}

/// `Trạm Lộ, ngày` at the end of its line: a date of which only the first word is there, or a field of a
/// template behind it.
fn not_begun(line: Line<'_>) -> Option<WrittenDate> {
    let shown = line.folded().trim_end_matches(BLANKS);
    let place = without_last_field(shown).trim_end_matches(BLANKS).strip_suffix("ngày")?;
    (place.trim_end().ends_with(',') && place.chars().count() <= 60).then(|| WrittenDate {
        span: line.part(place.len()..shown.len()),
        in_words: true,
        day: None,
        month: None,
        year: None,
    })
}

/// `ngày 29 tháng 9 năm 2023`; each number may be blank, dotted or a run of spaces.
fn in_words(line: Line<'_>) -> Option<WrittenDate> {
    let folded = line.folded();
    let day_word = folded.find("ngày")?;
    let month_word = day_word + folded[day_word..].find("tháng")?;
    let year_word = month_word + folded[month_word..].find("năm")?;
    let day = slot(line, day_word + "ngày".len()..month_word)?.number();
    let month = slot(line, month_word + "tháng".len()..year_word)?.number();
    let after = year_word + "năm".len();
    let rest = &folded[after..];
    let digits_start = after + (rest.len() - rest.trim_start_matches(BLANKS).len());
    let digits = folded[digits_start..].len()
        - folded[digits_start..].trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let year = (digits > 0).then(|| located(line, digits_start..digits_start + digits));
    let end = year.as_ref().map_or(after, |_| digits_start + digits);
    // `năm 202…` is a blank year, not the year 202; `năm 26` is written, with two digits left out.
    let goes_on = folded[end..].starts_with(['.', '…', '_']);
    let year = year.filter(|year| year.text.len() == 4 || year.text.len() == 2 && !goes_on);
    Some(WrittenDate { span: line.part(day_word..end), in_words: true, day, month, year })
}

/// `12/5/2026` at the end of a short line with a place before it.
fn in_figures(line: Line<'_>) -> Option<WrittenDate> {
    let text = line.text();
    let bytes = text.as_bytes();
    let end = text.trim_end_matches('.').len();
    let start = end
        - text[..end]
            .bytes()
            .rev()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'.'))
            .count();
    let date = &text[start..end];
    let mut parts = Vec::new();
    let mut at = start;
    for part in date.split(['/', '-', '.']) {
        parts.push(at..at + part.len());
        at += part.len() + 1;
    }
    let [day, month, year] = parts.as_slice() else { return None };
    let fits = (1..=2).contains(&day.len()) && (1..=2).contains(&month.len()) && year.len() == 4;
    let before = text[..start].trim_end();
    let with_place = before.ends_with(',') || before.ends_with("ngày");
    if !fits || !with_place || start == 0 || !bytes[start..end].iter().any(u8::is_ascii_digit) {
        return None;
    }
    let word = text[..start].trim_end().strip_suffix("ngày").map_or(start, str::len);
    Some(WrittenDate {
        span: line.part(word..end),
        in_words: false,
        day: Some(located(line, day.clone())),
        month: Some(located(line, month.clone())),
        year: Some(located(line, year.clone())),
    })
}

/// What stands between two words of a date.
enum Slot {
    Blank,
    Number(Located),
}

impl Slot {
    fn number(self) -> Option<Located> {
        match self {
            Self::Blank => None,
            Self::Number(number) => Some(number),
        }
    }
}

/// The number between two words, or a blank; `None` when other words stand there.
fn slot(line: Line<'_>, range: std::ops::Range<usize>) -> Option<Slot> {
    let text = &line.text()[range.clone()];
    // `ngày 12, tháng 6, năm 2026`: the commas are a slip, the numbers are there.
    let shown = text.trim_end().trim_end_matches(',').trim_matches(BLANKS);
    if without_last_field(shown).is_empty() {
        return Some(Slot::Blank);
    }
    // A copy may tear the two digits apart: `0 6`.
    if shown.len() > 3 || shown.matches(|letter: char| letter != ' ').count() > 2 {
        return None;
    }
    if !shown.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') {
        return None;
    }
    let start = range.start + (text.len() - text.trim_start_matches(BLANKS).len());
    let mut number = located(line, start..start + shown.len());
    number.text.retain(|letter| letter != ' ');
    Some(Slot::Number(number))
}

fn located(line: Line<'_>, range: std::ops::Range<usize>) -> Located {
    Located { text: line.text()[range.clone()].to_owned(), span: line.part(range) }
}

#[cfg(test)]
mod tests {
    use crate::recognize::sample::{HEAD, document};

    fn date(line: &str) -> Option<(u32, u32, u32)> {
        document(&HEAD.replace("Mây Hạ, ngày 05 tháng 6 năm 2026", line)).place_and_date?.date.numbers()
    }

    #[test]
    fn a_date_written_wrongly_is_there() {
        assert_eq!(date("Mây Hạ, ngày 12, tháng 6, năm 2026"), Some((12, 6, 2026)));
        assert_eq!(date("Mây Hạ, ngày 12 tháng 6 năm 26"), Some((12, 6, 2026)));
        assert_eq!(date("Mây Hạ, Ngày 12 tháng 6 năm 2026"), Some((12, 6, 2026)));
        assert_eq!(date("Mây Hạ, ngày 12 tháng 6 năm 202…"), None, "a blank year");
    }

    #[test]
    fn a_blank_day_leaves_the_days_of_its_month() {
        let head = HEAD.replace("ngày 05", "ngày     ");
        let days = document(&head).place_and_date.and_then(|line| line.date.days());
        assert_eq!(days.map(|(first, last)| (first.day(), last.day())), Some((1, 30)));
    }
}
