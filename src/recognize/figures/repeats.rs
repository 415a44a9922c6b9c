//! One quantity given twice: `tổng số hồ sơ tiếp nhận` with the same words and the same time.

use std::collections::BTreeMap;

use super::groups::Page;
use super::periods;
use super::reading::Reading;
use super::scan::Found;
use crate::model::figure::{FigureKind, Role, Verdict};
use crate::model::relation::Repeat;

/// Words between `tổng số` and its number at most.
const LONGEST: usize = 16;
/// Words of a unit at most.
const UNIT: usize = 2;
/// Words that a quantity must be named with at least to be told from others.
const SHORTEST: usize = 3;

/// What is counted, what is said of it, and when.
type Key<'a> = (&'a str, &'a str, String);

/// Finds quantities that are given exactly twice. More often they are those of several units or
/// fields, each with its own value.
pub(super) fn find(page: &Page<'_>) -> Vec<Repeat> {
    let mut seen: BTreeMap<Key<'_>, Vec<(usize, String)>> = BTreeMap::new();
    for (index, placed) in page.figures.iter().enumerate() {
        let (Some(reading), found) = (page.readings.get(placed.reading), &placed.found) else { continue };
        if found.kind != FigureKind::Count || found.role != Role::Plain {
            continue;
        }
        let Some((key, shown)) = quantity(reading, found) else { continue };
        let period = periods::of(reading, found).map(|tokens| reading.folded_slice(&tokens).to_owned());
        seen.entry((key, told(reading, found), period.unwrap_or_default())).or_default().push((index, shown));
    }
    let pairs = seen.into_values().filter_map(|places| <[(usize, String); 2]>::try_from(places).ok());
    let mut repeats: Vec<Repeat> = pairs
        .map(|[(first, quantity), (second, _)]| {
            let same = page.figures[first].found.value == page.figures[second].found.value;
            Repeat { first, second, quantity, verdict: if same { Verdict::Holds } else { Verdict::Fails } }
        })
        .collect();
    repeats.sort_by_key(|repeat| repeat.first);
    repeats
}

/// What the words after a number say of it: `thấp hơn số biên chế` sets it apart from another with
/// the same name. A unit alone (`hồ sơ`) may be left out.
fn told<'a>(reading: &Reading<'a>, found: &Found) -> &'a str {
    if found.noun.len() > UNIT { reading.folded_slice(&found.noun) } else { "" }
}

/// The words after `tổng số` that name what is counted, folded and as written.
fn quantity<'a>(reading: &Reading<'a>, found: &Found) -> Option<(&'a str, String)> {
    let mut end = found.number.start;
    while end > 0 && (reading.mark(end - 1) == ':' || matches!(reading.word(end - 1), "là" | "có" | "đạt" | "được"))
    {
        end -= 1;
    }
    let start =
        (end.saturating_sub(LONGEST)..end).rev().take_while(|at| reading.is_word(*at) || reading.mark(*at) == ',');
    let start = start.filter(|at| reading.has_phrase(*at, "tổng số")).last()? + 2;
    let words = start..end;
    (words.len() >= SHORTEST).then(|| (reading.folded_slice(&words), reading.slice(&words).to_owned()))
}
