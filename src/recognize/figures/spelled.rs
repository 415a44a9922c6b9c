//! Numbers that a text gives in words: beside their digits (`02 (hai)`), or here in words and
//! there in digits (`hai cấp`, `02 cấp`).

use std::collections::BTreeMap;

use memchr::memchr;

use super::numbers::{self, Number};
use super::reading::{At, Reading};
use super::words;
use crate::lexicon::partitions::partitions;
use crate::model::figure::{SpelledNumber, TwoWritings};
use crate::model::values::Located;

/// Words a number in words has at most.
const LONGEST: usize = 24;

/// Numbers of a block that stand in digits and in words side by side.
pub(super) fn pairs(reading: &Reading<'_>, numbers: &[Number]) -> Vec<SpelledNumber> {
    // One of the two stands in brackets.
    if memchr(b'(', reading.block.clean().as_bytes()).is_none() {
        return Vec::new();
    }
    numbers
        .iter()
        .filter_map(|number| {
            let value = number.value?.integer()?;
            let plain = !numbers::glued_left(reading, number.tokens.start);
            if !plain {
                return None;
            }
            words_after(reading, number.tokens.end, value).or_else(|| words_before(reading, &number.tokens)).map(
                |(range, words_value)| {
                    let located = |tokens: &std::ops::Range<At>| Located {
                        text: reading.slice(tokens).to_owned(),
                        span: reading.block.span(reading.cover(tokens)),
                    };
                    let all = number.tokens.start.min(range.start)..number.tokens.end.max(range.end);
                    SpelledNumber {
                        span: reading.block.span(reading.cover(&all)),
                        digits: located(&number.tokens),
                        value,
                        words: located(&range),
                        words_value,
                    }
                },
            )
        })
        .collect()
}

/// `02 (hai)`, `1.500.000 đồng (bằng chữ: một triệu năm trăm nghìn đồng)`.
fn words_after(reading: &Reading<'_>, end: At, digits: i64) -> Option<(std::ops::Range<At>, i64)> {
    let open = if reading.word(end) == "đồng" { end + 1 } else { end };
    if reading.mark(open) != '(' {
        return None;
    }
    let spelled_out = reading.has_phrase(open + 1, "bằng chữ") || reading.has_phrase(open + 1, "viết bằng chữ");
    let mut start = open + 1;
    while spelled_out
        && start < open + 5
        && (matches!(reading.word(start), "viết" | "bằng" | "chữ" | "là") || reading.mark(start) == ':')
    {
        start += 1;
    }
    let stop = (start..start + LONGEST).find(|at| !words::is_numeral(reading.word(*at)))?;
    let closed = match (reading.mark(stop), reading.word(stop)) {
        (')', _) => true,
        // Only an amount of money is followed by its unit inside the bracket.
        (_, "đồng") => open > end || spelled_out,
        _ => false,
    };
    let range = start..stop;
    let value = words::value(&range.clone().map(|at| reading.word(at)).collect::<Vec<_>>())?;
    // `n là 25 (năm)` gives the unit; `05 (năm) tổ` the number. No number above nine is one syllable.
    let year = range.len() == 1 && reading.word(start) == "năm";
    let unit = year && (digits > 10 || !reading.is_word(stop + 1));
    (closed && !unit).then_some((range, value))
}

/// `hai (02)`.
fn words_before(reading: &Reading<'_>, digits: &std::ops::Range<At>) -> Option<(std::ops::Range<At>, i64)> {
    let open = digits.start.checked_sub(1)?;
    if reading.mark(open) != '(' || reading.mark(digits.end) != ')' {
        return None;
    }
    let mut start = open;
    while start > 0 && open - start < LONGEST && words::is_numeral(reading.word(start - 1)) {
        start -= 1;
    }
    // A word before that is no number may end in one (`tháng tư (4)`, `thứ ba (3)`): its value counts too.
    let value = words::value(&(start..open).map(|at| reading.word(at)).collect::<Vec<_>>())?;
    let named = matches!(reading.word_before(start, 1), "tháng" | "thứ" | "năm" | "khoản" | "điều" | "điểm" | "mục");
    (!named).then_some((start..open, value))
}

/// Counts in words before what they count: `hai mươi bốn cán bộ`. A single word is mostly no count
/// (`một số`, `năm 2025`).
pub(super) fn counts(reading: &Reading<'_>) -> Vec<(std::ops::Range<At>, i64)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        let mut end = at;
        while end - at < LONGEST && words::is_numeral(reading.word(end)) {
            end += 1;
        }
        if end > at + 1 || end == at + 1 && reading.word(at) == "mười" {
            let value = words::value(&(at..end).map(|at| reading.word(at)).collect::<Vec<_>>());
            let noun = reading.folded_slice(&(end..(end + 3).min(reading.len())));
            let counted = partitions().classes.iter().any(|class| class.head(noun).is_some());
            let named =
                matches!(reading.word_before(at, 1), "thứ" | "tháng" | "ngày" | "điều" | "khoản" | "quý" | "năm");
            if let Some(value) = value.filter(|_| counted && !named) {
                found.push((at..end, value));
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// Phrases with a small number, in words and in digits.
#[derive(Default)]
pub(super) struct Writings {
    /// By value and neighbouring words: first place in words, first place in digits.
    seen: BTreeMap<(i64, String), (Option<Located>, Option<Located>)>,
}

impl Writings {
    /// Looks through one block.
    pub(super) fn add(&mut self, reading: &Reading<'_>) {
        for at in 0..reading.len() {
            let (value, in_words) = match words::digit(reading.word(at)) {
                // `năm` is mostly a year, `một` and `không` mostly no number, `ba` may be a father.
                Some(value @ (2 | 3 | 4 | 6 | 7 | 8 | 9)) => (value, true),
                Some(_) => continue,
                None => match small_number(reading, at) {
                    Some(value) => (value, false),
                    None => continue,
                },
            };
            if !reading.is_word(at + 1)
                || words::is_numeral(reading.word(at + 1))
                || words::is_numeral(reading.word_before(at, 1))
            {
                continue;
            }
            for key in keys(reading, at) {
                let place = || Located {
                    text: reading.slice(&(at..at + 2)).to_owned(),
                    span: reading.block.span(reading.cover(&(at..at + 2))),
                };
                let entry = self.seen.entry((value, key)).or_default();
                if in_words {
                    entry.0.get_or_insert_with(place);
                } else {
                    entry.1.get_or_insert_with(place);
                }
            }
        }
    }

    /// Phrases that were found in both writings, by place.
    pub(super) fn finish(self) -> Vec<TwoWritings> {
        let mut found: Vec<TwoWritings> = self
            .seen
            .into_values()
            .filter_map(|(words, digits)| Some(TwoWritings { words: words?, digits: digits? }))
            .collect();
        found.sort_by_key(|two| (two.words.span, two.digits.span));
        found.dedup_by_key(|two| two.words.span);
        let mut digits = std::collections::BTreeSet::new();
        found.retain(|two| digits.insert(two.digits.span));
        found
    }
}

fn small_number(reading: &Reading<'_>, at: At) -> Option<i64> {
    let plain = reading.is_number(at) && !numbers::glued_left(reading, at) && !numbers::glued_right(reading, at + 1);
    let value: i64 = if plain { reading.text(at).parse().ok()? } else { return None };
    (2..=9).contains(&value).then_some(value)
}

/// What must agree for two phrases to be the same: the noun with a word after it, or with two
/// words before the number.
fn keys(reading: &Reading<'_>, at: At) -> Vec<String> {
    let noun = reading.word(at + 1);
    let mut keys = Vec::new();
    let refers =
        matches!(reading.word_before(at, 1), "điều" | "khoản" | "điểm" | "tháng" | "thứ" | "ngày" | "số" | "năm");
    let unit = matches!(noun, "tháng" | "năm" | "ngày" | "giờ" | "lần" | "đồng" | "là" | "bên" | "mươi");
    if refers || unit {
        return keys;
    }
    if reading.is_word(at + 2) {
        keys.push(format!("{noun} {}", reading.word(at + 2)));
    }
    let (two, one) = (reading.word_before(at, 2), reading.word_before(at, 1));
    if !two.is_empty() && !one.is_empty() {
        keys.push(format!("{two} {one} … {noun}"));
    }
    keys
}
