//! The time a figure speaks of: `6 tháng đầu năm 2026`, `quý II`, `năm 2025`.

use std::ops::Range;

use super::reading::{At, Reading};
use super::scan::Found;
use crate::text::numerals;

/// Words before a figure among which its time is looked for.
const REACH: usize = 40;

/// The nearest time before `found` in its sentence, or right after what it counts.
pub(super) fn of(reading: &Reading<'_>, found: &Found) -> Option<Range<At>> {
    let after = (found.noun.end..found.noun.end + 3).find_map(|at| period(reading, at));
    after.or_else(|| {
        let start = found.tokens.start;
        let mut at = start;
        while at > 0 && start - at < REACH {
            at -= 1;
            if super::scan::ends_sentence(reading, at) {
                return None;
            }
            if let Some(period) = period(reading, at).filter(|period| period.end <= start) {
                // `6 tháng đầu năm 2026` begins before `năm 2026`.
                return Some(widened(reading, period));
            }
        }
        None
    })
}

fn widened(reading: &Reading<'_>, inner: Range<At>) -> Range<At> {
    let first = inner.start.saturating_sub(6);
    let outer = (first..inner.start).find_map(|at| period(reading, at).filter(|outer| outer.end >= inner.end));
    outer.unwrap_or(inner)
}

/// A time that begins at `at`.
pub(super) fn period(reading: &Reading<'_>, at: At) -> Option<Range<At>> {
    let end = match reading.word(at) {
        "năm" => year(reading, at)?,
        "quý" => {
            let number = reading.is_number(at + 1) || numerals::roman_value(reading.text(at + 1)).is_some();
            number.then(|| with_year(reading, at + 2))?
        }
        "tháng" => reading.is_number(at + 1).then(|| month(reading, at + 2))?,
        _ if reading.is_number(at) && reading.word(at + 1) == "tháng" => {
            matches!(reading.word(at + 2), "đầu" | "cuối").then(|| with_year(reading, at + 3))?
        }
        _ => return None,
    };
    Some(at..end)
}

fn year(reading: &Reading<'_>, at: At) -> Option<At> {
    let number = reading.text(at + 1);
    if reading.is_number(at + 1) && number.len() == 4 {
        Some(at + 2)
    } else {
        matches!(reading.word(at + 1), "trước" | "nay" | "ngoái").then_some(at + 2)
    }
}

fn with_year(reading: &Reading<'_>, end: At) -> At {
    let at = if reading.word(end) == "năm" { Some(end) } else { None };
    at.and_then(|at| year(reading, at)).unwrap_or(end)
}

fn month(reading: &Reading<'_>, end: At) -> At {
    if reading.mark(end) == '/' && reading.is_number(end + 1) { end + 2 } else { with_year(reading, end) }
}
