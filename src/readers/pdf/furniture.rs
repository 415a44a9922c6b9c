//! What stands on every page and belongs to none: page numbers, running headers and footers.

use std::collections::BTreeMap;

use super::content::Level;
use super::lines::{Row, Stretch};
use crate::model::Fact;
use crate::model::format::{Alignment, PageNumber};
use crate::text::fold::{fold, has_words};

/// Share of the page height at each end where furniture stands.
const EDGE: f64 = 0.11;
/// Rows looked at from each end of a page.
const ROWS: usize = 3;

/// A page as far as furniture needs it.
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) rows: Vec<Row>,
    pub(super) levels: Vec<Level>,
}

/// A line that stands on many pages, as it is on the first of them.
pub(super) struct Running {
    pub(super) page: usize,
    pub(super) at_top: bool,
    pub(super) line: Stretch,
}

/// Takes the furniture off every page. Tells where the page number stands, and the lines that stand on
/// many pages.
pub(super) fn strip(sheets: &mut [Sheet]) -> (Fact<Option<PageNumber>>, Vec<Running>) {
    let mut repeated = repeated(sheets);
    let mut running = Vec::new();
    let mut numbers: Vec<(usize, PageNumber)> = Vec::new();
    for (page, sheet) in sheets.iter_mut().enumerate() {
        let begins = begins_document(sheet);
        let (width, height) = (sheet.width, sheet.height);
        let last = sheet.rows.len().saturating_sub(1);
        let mut at = 0;
        sheet.rows.retain(|row| {
            let outermost = at == 0 || at == last;
            at += 1;
            let Some(line) = row.joined() else { return false };
            let at_edge = edge(row.baseline, height).is_some();
            if at_edge && is_page_number(&line.text) && (outermost || line.furniture) {
                let half_points = Fact::Known(half_points(line.size));
                let alignment = Fact::Known(side(line.middle(), width));
                let at_top = row.baseline < height / 2.0;
                // Nothing else is taken for a page number here.
                let (italic, in_digits) = (Fact::Unknown, Fact::Known(true));
                let on_first_page = page == 0;
                numbers.push((page, PageNumber { at_top, alignment, half_points, italic, in_digits, on_first_page }));
                return false;
            }
            match key(row, height)
                .filter(|(edge, _)| !begins || *edge == Edge::Bottom)
                .and_then(|key| Some((key.0, repeated.get_mut(&key)?)))
            {
                Some((edge, seen)) => {
                    if !std::mem::replace(seen, true) {
                        running.push(Running { page, at_top: edge == Edge::Top, line });
                    }
                    false
                }
                None => !line.furniture || !at_edge,
            }
        });
    }
    let on_first_page = numbers.iter().any(|(page, _)| *page == 0);
    let number = match numbers.last() {
        Some((_, number)) => Fact::Known(Some(PageNumber { on_first_page, ..*number })),
        // A single page needs no number, so its absence tells nothing about the rest.
        None if sheets.len() > 1 => Fact::Known(None),
        None => Fact::Unknown,
    };
    (number, running)
}

/// A size as the half points of a word processor.
pub(super) fn half_points(size: f64) -> u16 {
    let doubled = (size * 2.0).round().clamp(0.0, f64::from(u16::MAX));
    // In range, and whole.
    #[expect(clippy::cast_sign_loss, reason = "clamped to what fits")]
    let half_points = doubled as u16;
    half_points
}

fn side(middle: f64, width: f64) -> Alignment {
    match middle / width {
        share if share < 0.4 => Alignment::Left,
        share if share > 0.6 => Alignment::Right,
        _ => Alignment::Center,
    }
}

/// `2`, `- 2 -`, `2/5`, `Trang 2`, `Trang 2/5`.
fn is_page_number(text: &str) -> bool {
    let text = text.trim().trim_matches(['-', '–', ' ']);
    let text = text.strip_prefix("Trang").or_else(|| text.strip_prefix("Page")).unwrap_or(text).trim();
    let mut parts = text.split('/');
    let number = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(|part| number(part.trim()))
        && parts.next().is_none_or(|part| number(part.trim()))
        && parts.next().is_none()
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top,
    Bottom,
}

fn edge(baseline: f64, height: f64) -> Option<Edge> {
    if baseline < EDGE * height {
        Some(Edge::Top)
    } else if baseline > (1.0 - EDGE) * height {
        Some(Edge::Bottom)
    } else {
        None
    }
}

/// What makes a row the same on another page: its words without numbers. A page number stands on the
/// left of some pages and on the right of others.
fn key(row: &Row, height: f64) -> Option<(Edge, String)> {
    let edge = edge(row.baseline, height)?;
    let text = row.joined()?.text;
    let text = without_number(&text);
    Some((edge, text.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect()))
}

/// A running line without the page number before or behind it.
fn without_number(text: &str) -> &str {
    match (text.split_once(' '), text.rsplit_once(' ')) {
        (Some((number, rest)), _) | (_, Some((rest, number))) if is_page_number(number) => rest.trim(),
        _ => text,
    }
}

/// True if a document begins on the page: its head stands at the top, and is no running header though
/// each of several letters in one file has the same.
fn begins_document(sheet: &Sheet) -> bool {
    let mut top = sheet.rows.iter().take(ROWS).flat_map(|row| &row.stretches);
    top.any(|stretch| has_words(&fold(&stretch.text), "chủ nghĩa việt nam"))
}

/// Rows that stand at the same edge of at least three pages and of every second page; none of them has
/// been seen yet.
fn repeated(sheets: &[Sheet]) -> BTreeMap<(Edge, String), bool> {
    let mut counts: BTreeMap<(Edge, String), usize> = BTreeMap::new();
    for sheet in sheets.iter().filter(|sheet| !begins_document(sheet)) {
        let ends = sheet.rows.iter().take(ROWS).chain(sheet.rows.iter().skip(ROWS).rev().take(ROWS));
        for key in ends.filter_map(|row| key(row, sheet.height)) {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= 3 && *count * 2 >= sheets.len());
    counts.into_keys().map(|key| (key, false)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_and_other_lone_numbers() {
        for text in ["2", "- 12 -", "Trang 2", "2/5", "Trang 2/15"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "2025", "2.", "1/2/3", "II", "Trang"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
