//! The issue date after a number and symbol.

use super::words::Words;
use crate::model::values::{Located, WrittenDate};

/// Words that may stand between the symbol and `ngày`.
const LEAD_INS: [&[&str]; 5] =
    [&["được", "ban", "hành"], &["ban", "hành"], &["được", "thông", "qua"], &["thông", "qua"], &["ký"]];

/// Reads the date that follows token `at`, and the token after it.
pub(super) fn after(words: Words<'_>, at: usize) -> Option<(WrittenDate, usize)> {
    let mut at = words.skip_breaks(at);
    if words.is_mark(at, ',') || words.is_mark(at, '(') {
        at = words.skip_breaks(at + 1);
    }
    if let Some(lead_in) = LEAD_INS.iter().find(|lead_in| words.are(at, lead_in)) {
        at = words.skip_breaks(at + lead_in.len());
    }
    if words.word(at) != "ngày" {
        return None;
    }
    let start = words.start(at);
    let first = words.skip_breaks(at + 1);
    in_words(words, start, first).or_else(|| in_digits(words, start, first))
}

/// `29 tháng 9 năm 2023`, any part of which may be blank.
fn in_words(words: Words<'_>, start: usize, first: usize) -> Option<(WrittenDate, usize)> {
    let (day, next) = number_or_blank(words, first);
    let month_word = words.skip_breaks(next);
    if words.word(month_word) != "tháng" {
        return None;
    }
    let (month, next) = number_or_blank(words, words.skip_breaks(month_word + 1));
    let mut end = words.end(next.saturating_sub(1));
    let mut after = next;
    let mut year = None;
    let mut year_word = words.skip_breaks(next);
    if words.is_mark(year_word, ',') {
        year_word = words.skip_breaks(year_word + 1);
    }
    if words.word(year_word) == "năm" || words.is_mark(year_word, '/') {
        let (found, next) = number_or_blank(words, words.skip_breaks(year_word + 1));
        year = found;
        end = words.end(next.saturating_sub(1));
        after = next;
    }
    let span = words.span(start, end);
    Some((WrittenDate { span, in_words: true, day, month, year }, after))
}

/// `29/9/2023`, also with hyphens or full stops.
fn in_digits(words: Words<'_>, start: usize, first: usize) -> Option<(WrittenDate, usize)> {
    let (day, next) = number_or_blank(words, first);
    let mark = ['/', '-', '.'].into_iter().find(|mark| words.is_mark(next, *mark))?;
    let (month, after_month) = number_or_blank(words, next + 1);
    if day.is_none() && month.is_none() {
        return None;
    }
    if !words.is_mark(after_month, mark) || !words.is_number(after_month + 1) && mark != '/' {
        let span = words.span(start, words.end(after_month.saturating_sub(1)));
        return Some((WrittenDate { span, in_words: false, day, month, year: None }, after_month));
    }
    let (year, after) = torn_year(words, after_month + 1).unwrap_or_else(|| number_or_blank(words, after_month + 1));
    let span = words.span(start, words.end(after.saturating_sub(1)));
    Some((WrittenDate { span, in_words: false, day, month, year }, after))
}

/// A year that a copy has torn in two, `20 21`, and the token after it.
fn torn_year(words: Words<'_>, at: usize) -> Option<(Option<Located>, usize)> {
    let half = |at: usize| words.is_number(at) && words.written(at).len() == 2;
    let century = matches!(words.written(at), "19" | "20");
    let one_gap = words.start(at + 1).checked_sub(words.end(at)) == Some(1);
    let goes_on = ['/', '-', '.', ','].into_iter().any(|mark| words.is_mark(at + 2, mark)) && words.is_number(at + 3);
    if !(century && half(at) && half(at + 1) && one_gap) || goes_on {
        return None;
    }
    let mut year = words.located(words.start(at), words.end(at + 1));
    year.text.retain(|letter| letter != ' ');
    Some((Some(year), at + 2))
}

/// A number, or the dots and lines that keep its place, and the token after.
fn number_or_blank(words: Words<'_>, at: usize) -> (Option<Located>, usize) {
    if words.is_number(at) {
        return (Some(words.located(words.start(at), words.end(at))), at + 1);
    }
    let mut next = at;
    while ['.', '…', '_'].into_iter().any(|mark| words.is_mark(next, mark)) {
        next += 1;
    }
    (None, next)
}
