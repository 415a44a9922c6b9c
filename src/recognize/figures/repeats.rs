//! One quantity given twice: `tổng số hồ sơ tiếp nhận` with the same words and the same time.

use std::collections::BTreeMap;

use super::groups::Page;
use super::lists;
use super::periods;
use super::reading::{At, Reading};
use super::scan::{self, Found};
use crate::lexicon::quantities;
use crate::model::figure::{FigureKind, Role, Verdict};
use crate::model::relation::Repeat;

/// Words between `tổng số` and its number at most.
const LONGEST: usize = 16;
/// Words of a unit at most.
const UNIT: usize = 2;
/// Words that one must be named with that is not called a total.
const LONG: usize = 6;
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

/// What a total is called, folded.
const TOTAL: &str = "tổng số";
/// What other quantities begin with.
const NUMBER: &str = "số";

/// True if a sentence or an item begins at `at`.
fn begins(reading: &Reading<'_>, at: At) -> bool {
    let Some(last) = at.checked_sub(1) else { return true };
    scan::ends_sentence(reading, last) || lists::item_sign(reading).is_some_and(|(_, end)| end == at)
}

/// What the words after a number say of it: `thấp hơn số biên chế` sets it apart from another with
/// the same name. A unit alone (`hồ sơ`) may be left out.
fn told<'a>(reading: &Reading<'a>, found: &Found) -> &'a str {
    if found.noun.len() > UNIT { reading.folded_slice(&found.noun) } else { "" }
}

/// The words from `tổng số` on that name what is counted, folded and as written.
fn quantity<'a>(reading: &Reading<'a>, found: &Found) -> Option<(&'a str, String)> {
    let mut end = found.number.start;
    while end > 0 && (reading.mark(end - 1) == ':' || quantities::states(reading.word(end - 1))) {
        end -= 1;
    }
    let start =
        (end.saturating_sub(LONGEST)..end).rev().take_while(|at| reading.is_word(*at) || reading.mark(*at) == ',');
    let total = start.clone().filter(|at| reading.has_phrase(*at, TOTAL)).last();
    let (start, opening, least) = if let Some(at) = total {
        (at, 2, SHORTEST)
    } else {
        // Without `tổng` it takes more words, the beginning of a sentence and the time to tell it from others.
        let first = start.last().filter(|at| reading.word(*at) == NUMBER && begins(reading, *at))?;
        if !quantities::tells_time(reading.folded_slice(&(first..end))) {
            return None;
        }
        (first, 1, LONG)
    };
    let words = start..end;
    (words.len() >= least + opening).then(|| (reading.folded_slice(&words), reading.slice(&words).to_owned()))
}
