//! Amounts and counts of the text whose parts an annex lists: `50.000 triệu đồng (chi tiết tại Phụ lục 01)`
//! is the total of that annex. An annex may have other totals, so another number contradicts nothing.

use std::collections::BTreeMap;

use super::tables::Tables;
use crate::lexicon::tables::Heading;
use crate::model::figure::{Figure, FigureKind, Figures, Role, Verdict};
use crate::model::relation::Repeat;
use crate::model::{BlockId, Document, Zone};
use crate::text::numerals::roman_value;

/// A value from which two equal ones are hardly equal by chance.
const TELLING: i64 = 100;
/// Bytes between a figure and the annex that is named for it at most.
const REACH: usize = 120;
/// What annexes are called, folded.
const ANNEX: &str = "phụ lục";

/// Finds totals of annexes that the text gives with a pointer to them: the total first, the text second.
pub(super) fn find(document: &Document, tables: &Tables, figures: &Figures) -> Vec<Repeat> {
    let annexes: Vec<(Option<u32>, BlockId)> = document
        .annexes()
        .filter_map(|annex| {
            let label = document.block(annex.label?.block).folded().trim();
            Some((number(label.strip_prefix(ANNEX)?), annex.first))
        })
        .collect();
    if annexes.is_empty() {
        return Vec::new();
    }
    let mut by_number: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    for (at, (number, _)) in annexes.iter().enumerate() {
        by_number.entry(*number).or_insert(at);
    }
    let totals = totals(document, tables, figures, &annexes);
    let mut found = Vec::new();
    for (at, figure) in figures.all.iter().enumerate() {
        let of_text = figure.cell.is_none() && document.zone(figure.number.block) == Zone::Body;
        if !of_text || !is_telling(figure) {
            continue;
        }
        let annex = pointer(document, figure).and_then(|pointer| by_number.get(&pointer.number));
        let total = annex.and_then(|annex| totals.get(&(*annex, figure.value.digits, figure.value.decimals)));
        // A table may say its unit above it, so a number without one fits any.
        let same = total.filter(|total| {
            figures.get(**total).is_some_and(|total| matches!(total.scale, 0) || total.scale == figure.scale)
        });
        if let Some(total) = same {
            found.push(Repeat { first: *total, second: at, quantity: ANNEX.to_owned(), verdict: Verdict::Holds });
        }
    }
    found
}

/// The numbers of total rows, by the annex they stand in and their digits.
fn totals(
    document: &Document,
    tables: &Tables,
    figures: &Figures,
    annexes: &[(Option<u32>, BlockId)],
) -> BTreeMap<(usize, i64, u8), usize> {
    let mut totals = BTreeMap::new();
    for (at, figure) in figures.all.iter().enumerate().filter(|(_, figure)| figure.cell.is_some()) {
        let block = figure.span.block;
        let Some(annex) = annexes.partition_point(|(_, first)| *first <= block).checked_sub(1) else { continue };
        let heading = tables.heading(block);
        if heading.is_some_and(|heading| Heading::Total.says(document.block(heading).folded().trim())) {
            totals.entry((annex, figure.value.digits, figure.value.decimals)).or_insert(at);
        }
    }
    totals
}

fn is_telling(figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Count | FigureKind::Amount)
        && figure.role == Role::Plain
        && figure.value.digits >= TELLING
}

/// What names an annex: its number, or none for the only one.
struct Pointer {
    number: Option<u32>,
}

/// The annex named after a figure in its sentence.
fn pointer(document: &Document, figure: &Figure) -> Option<Pointer> {
    let block = document.block(figure.number.block);
    let folded = block.folded();
    let end = block.clean_range(figure.span).usize().end;
    let reach = folded.floor_char_boundary((end + REACH).min(folded.len()));
    let rest = folded.get(end..reach)?;
    let (between, name) = rest.split_once(ANNEX)?;
    // Another figure between the two has the annex.
    (!between.bytes().any(|byte| byte.is_ascii_digit())).then(|| Pointer { number: number(name) })
}

/// The number that `text` begins with, as digits or Roman numerals.
fn number(text: &str) -> Option<u32> {
    let word = text.trim_start_matches([' ', '\u{a0}']).split(|letter: char| !letter.is_alphanumeric()).next()?;
    word.parse().ok().or_else(|| roman_value(&word.to_uppercase()))
}
