//! A figure of the text against the row of a table or annex of the same document that has its name.
//!
//! Equal values under one name prove each other. Different ones contradict only where the name is the
//! same to the word and stands for one number on either side.

use std::collections::BTreeMap;

use super::tables::Tables;
use crate::lexicon::quantities;
use crate::lexicon::tables::Heading;
use crate::model::figure::{Figure, FigureKind, Figures, Role, Verdict};
use crate::model::relation::Repeat;
use crate::model::{CellRef, Document, TableId, Zone, surroundings};

/// Words around a figure that may be its name.
const LONGEST: usize = 10;
/// A value from which two equal ones are hardly equal by chance.
const TELLING: i64 = 10;

/// Finds figures of the text that a row of a table repeats: the table first, the text second.
pub(super) fn find(document: &Document, tables: &Tables, figures: &Figures) -> Vec<Repeat> {
    let rows = rows(document, figures);
    if rows.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, figure) in figures.all.iter().enumerate().filter(|(_, figure)| is_plain(figure) && figure.cell.is_none()) {
        if document.zone(figure.number.block) != Zone::Body {
            continue;
        }
        let block = document.block(figure.number.block);
        let number = block.clean_range(figure.number).usize();
        match surroundings::opening(block, number.clone(), quantities::is_time)
            .and_then(|words| quantities::named(&words))
        {
            Some(name) if rows.contains_key(&name) => named.entry(name).or_default().push(at),
            _ => {
                let (before, after) = surroundings::clause(block, number);
                found.extend(beside(figures, &rows, at, (&before, &after)));
            }
        }
    }
    for (name, texts) in &named {
        let Some(rows) = rows.get(name) else { continue };
        for text in texts {
            if let Some(cell) = equal(figures, rows, *text) {
                found.push(repeat(cell, *text, name, Verdict::Holds));
            } else if let Some(cell) = contradicts(document, tables, figures, rows, texts) {
                found.push(repeat(cell, *text, name, Verdict::Fails));
            }
        }
    }
    found.sort_by_key(|repeat| repeat.second);
    found
}

fn repeat(first: usize, second: usize, name: &str, verdict: Verdict) -> Repeat {
    Repeat { first, second, quantity: name.to_owned(), verdict }
}

/// Counts and amounts of a row.
type Row = Vec<usize>;

/// The rows of tables by the names that their headings give.
fn rows(document: &Document, figures: &Figures) -> BTreeMap<String, Vec<Row>> {
    let mut by_place: BTreeMap<(TableId, u16), Row> = BTreeMap::new();
    for (at, figure) in figures.all.iter().enumerate() {
        if let Some(CellRef { table, row, .. }) = figure.cell
            && is_plain(figure)
        {
            by_place.entry((table, row)).or_default().push(at);
        }
    }
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in by_place.into_values() {
        let label = row.first().and_then(|at| figures.get(*at)?.label.as_ref());
        let Some(label) = label.map(|label| label.span) else { continue };
        let heading = document.block(label.block);
        let words = surroundings::words_of(heading, heading.clean_range(label).usize());
        if let Some(name) = quantities::named(&words) {
            rows.entry(name).or_default().push(row);
        }
    }
    rows
}

fn is_plain(figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Count | FigureKind::Amount)
        && figure.role == Role::Plain
        && !figure.in_words
        && figure.whole.is_none()
        && !figure.share
}

fn same_measure(one: &Figure, other: &Figure) -> bool {
    one.value.decimals == other.value.decimals && one.scale == other.scale && one.unit == other.unit
}

/// The cell of `rows` that has the value of the figure `text`.
fn equal(figures: &Figures, rows: &[Row], text: usize) -> Option<usize> {
    let figure = figures.get(text)?;
    let same =
        |at: &usize| figures.get(*at).is_some_and(|cell| cell.value == figure.value && same_measure(cell, figure));
    rows.iter().flatten().copied().find(same)
}

/// A row that a figure stands beside the name of, with its value.
fn beside(
    figures: &Figures,
    rows: &BTreeMap<String, Vec<Row>>,
    text: usize,
    (before, after): (&str, &str),
) -> Option<Repeat> {
    let telling = figures.get(text).is_some_and(|figure| figure.value.digits >= TELLING);
    if !telling || quantities::is_of_part(before) {
        return None;
    }
    let before: Vec<&str> = quantities::unlinked(before).split(' ').collect();
    let after: Vec<&str> = after.split(' ').collect();
    let leading = (0..before.len()).rev().take(LONGEST).map(|start| before[start..].join(" "));
    let trailing = (1..=after.len().min(LONGEST)).map(|end| after[..end].join(" "));
    // The longest name is the one that is meant.
    let mut names: Vec<String> = leading.chain(trailing).filter_map(|words| quantities::named(&words)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let (name, rows) = names.iter().find_map(|name| Some((name, rows.get(name)?)))?;
    Some(repeat(equal(figures, rows, text)?, text, name, Verdict::Holds))
}

/// The one cell that gives another value for the one value of `texts`.
fn contradicts(
    document: &Document,
    tables: &Tables,
    figures: &Figures,
    rows: &[Row],
    texts: &[usize],
) -> Option<usize> {
    let [row] = rows else { return None };
    let [cell] = row[..] else { return None };
    let (cell_figure, text) = (figures.get(cell)?, figures.get(*texts.first()?)?);
    let one_value = texts.iter().all(|at| figures.get(*at).is_some_and(|figure| figure.value == text.value));
    let (heading, unit) = tables.context(cell_figure.number.block)?;
    let of_the_time = text.period.is_none() && !quantities::is_other_column(&heading);
    let plain_unit = !Heading::Rounded.says(&heading) && !Heading::Rounded.says(&unit);
    let before = document.block(text.number.block);
    let (before, _) = surroundings::clause(before, before.clean_range(text.number).usize());
    (one_value && of_the_time && plain_unit && same_measure(cell_figure, text) && !quantities::is_of_part(&before))
        .then_some(cell)
}
