//! Measured amounts: money, area, length, weight, and bare decimals that say how much something
//! changed.

use super::numbers::{self, Number};
use super::reading::{At, Reading};
use super::scan::{self, Found};
use crate::lexicon::number_context::number_context;
use crate::model::figure::{FigureKind, Role};

/// `3,5 tỷ đồng`, `1.250 ha`, and `10,84` in `cao hơn 10,84`.
pub(super) fn amount(reading: &Reading<'_>, number: &Number) -> Option<Found> {
    let value = number.value?;
    let (start, end) = (number.tokens.start, number.tokens.end);
    if numbers::glued_left(reading, start) && !scan::follows_named(reading, start) || numbers::glued_right(reading, end)
    {
        return None;
    }
    if let Some(times) = times(reading, number) {
        return Some(times);
    }
    let (scaled, scale) = scale(reading, end);
    let unit = averaged(reading, number, end).unwrap_or_else(|| unit(reading, scaled));
    let change = scan::changes(reading, start);
    if let Some(points) = points(reading, end) {
        let mut found = scan::figure(reading, FigureKind::Amount, number.tokens.clone(), points, value);
        found.unit = end..points;
        found.style.decimal_mark = number.decimal_mark;
        found.role = if change { Role::Change } else { scan::nearness(reading, start, points) };
        return Some(found);
    }
    let bare = unit == scaled && scale == 0;
    if bare && !(change && value.decimals > 0 && !reading.is_word(end)) {
        return None;
    }
    // `nghìn` and `triệu` before a noun count things: `3 triệu lượt`.
    let named = reading.is_word(unit) && unit == scaled && !matches!(reading.word(unit), "và" | "trong" | "so");
    if named || is_rate(reading, unit) {
        return None;
    }
    let mut found = scan::figure(reading, FigureKind::Amount, number.tokens.clone(), unit, value);
    found.scale = scale;
    found.unit = scaled..unit;
    found.style.decimal_mark = number.decimal_mark;
    found.role = if change { Role::Change } else { scan::nearness(reading, start, unit) };
    Some(found)
}

/// Before a number of times: `gấp 3 lần`.
pub(super) const FOLD: &str = "gấp";

/// `3 lần` in `gấp 3 lần`, `tăng 2,5 lần`: how many times something is something else.
fn times(reading: &Reading<'_>, number: &Number) -> Option<Found> {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let said = number_context().multiplies(reading.word_before(start, 1));
    // `tăng 3 lần kiểm tra` counts inspections.
    let counted = reading.is_word(end + 1) && reading.word(end + 1) != "so" && reading.word_before(start, 1) != FOLD;
    if counted || !said || reading.word(end) != TIMES || is_rate(reading, end + 1) {
        return None;
    }
    let mut found = scan::figure(reading, FigureKind::Amount, number.tokens.clone(), end + 1, number.value?);
    found.unit = end..end + 1;
    found.style.decimal_mark = number.decimal_mark;
    found.role = Role::Change;
    Some(found)
}

/// What times are counted in.
const TIMES: &str = "lần";

/// True for a number of times.
pub(super) fn is_times(reading: &Reading<'_>, found: &Found) -> bool {
    reading.word(found.unit.start) == TIMES && found.unit.len() == 1
}

/// The power of ten in words at `at`, and where it ends.
fn scale(reading: &Reading<'_>, at: At) -> (At, u8) {
    match (reading.word(at), reading.word(at + 1)) {
        ("nghìn" | "ngàn", "tỷ" | "tỉ") => (at + 2, 12),
        ("tỷ" | "tỉ", _) => (at + 1, 9),
        ("triệu", _) => (at + 1, 6),
        ("nghìn" | "ngàn", _) => (at + 1, 3),
        _ => (at, 0),
    }
}

/// Where the unit of `number` at `at` ends, if it is one of those that are averaged.
fn averaged(reading: &Reading<'_>, number: &Number, at: At) -> Option<At> {
    let is_average = number.value?.decimals > 0
        && number.decimal_mark == Some(',')
        && number_context().is_averaged(reading.word(at));
    is_average.then_some(at + 1)
}

/// Where the unit at `at` ends; `at` if there is none.
fn unit(reading: &Reading<'_>, at: At) -> At {
    if number_context().is_unit(reading.word(at))
        && !reading.has_phrase(at, "đồng chí")
        && !reading.has_phrase(at, "đồng bào")
    {
        at + 1 + usize::from(is_power(reading, at))
    } else {
        at
    }
}

/// True if the unit at `at` is one of area or volume: `m²`, `m2`, `km2`.
fn is_power(reading: &Reading<'_>, at: At) -> bool {
    let sign = matches!(reading.mark(at + 1), '²' | '³')
        || reading.is_number(at + 1) && matches!(reading.text(at + 1), "2" | "3");
    sign && reading.glued(at) && number_context().is_length(reading.word(at))
}

/// `điểm phần trăm`, `điểm %`: the difference of two percentages.
fn points(reading: &Reading<'_>, at: At) -> Option<At> {
    (reading.word(at) == "điểm").then(|| numbers::is_percent_sign(reading, at + 1)).flatten().map(|(end, _)| end)
}

/// `đồng/người/tháng`, `ha/hộ`: so much for each. `24 triệu đồng/32 triệu đồng` is a part of a whole.
fn is_rate(reading: &Reading<'_>, end: At) -> bool {
    reading.mark(end) == '/' && reading.glued_before(end) && !reading.is_number(end + 1)
}
