//! Lines below paragraphs: shapes, borders, underlines and typed characters.
//!
//! A shape is anchored in one paragraph and may be drawn below another. Where one is near, a
//! paragraph without a line of its own is therefore not said to have none.

use std::collections::HashSet;

use super::paragraph::Draft;
use crate::model::format::DrawnLine;
use crate::model::{Fact, Place, TableId};

/// How far, in paragraphs, a shape may be drawn from where it is anchored.
const REACH: usize = 3;

/// The same for a shape at an empty paragraph that follows no text of its own.
const STRAY_REACH: usize = 8;

/// Lines that stand at a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct LineMarks {
    /// Shapes anchored in it, or in the empty paragraphs below.
    pub(super) shapes: u16,
    pub(super) border: bool,
}

impl LineMarks {
    /// True if there is no line.
    pub(super) const fn is_none(self) -> bool {
        self.shapes == 0 && !self.border
    }

    /// Both together.
    pub(super) const fn and(self, other: Self) -> Self {
        Self { shapes: self.shapes.saturating_add(other.shapes), border: self.border || other.border }
    }
}

/// A shape at an empty paragraph that follows no text in its cell or in the body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stray {
    /// How many drafts there were when it came.
    pub(super) after: usize,
    pub(super) place: Place,
}

/// Decides for every draft whether there is a line below it.
pub(super) fn settle(drafts: &mut [Draft], strays: &[Stray]) {
    let own: Vec<Fact<Option<DrawnLine>>> = (0..drafts.len()).map(|at| own_line(drafts, at)).collect();
    let mut near = vec![false; drafts.len()];
    let mut reach = |from: usize, to: usize| {
        if let Some(part) = near.get_mut(from..to.min(own.len())) {
            part.fill(true);
        }
    };
    // Tables with a shape that hangs at no text, or with several at one paragraph: they may belong
    // to any cell. And cells with a shape.
    let mut tables: HashSet<TableId> = HashSet::new();
    let mut cells: HashSet<(TableId, usize)> = HashSet::new();
    for stray in strays {
        match stray.place {
            Place::Cell(cell) => {
                tables.insert(cell.table);
            }
            _ => reach(stray.after.saturating_sub(STRAY_REACH), stray.after + REACH),
        }
    }
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.marks.shapes > 0) {
        match (draft.place, draft.cell) {
            (Place::Cell(place), Some(cell)) => {
                cells.insert((place.table, cell));
                tables.extend((draft.marks.shapes > 1).then_some(place.table));
            }
            _ => reach(at.saturating_sub(REACH), at + REACH + 1),
        }
    }
    for (at, draft) in drafts.iter_mut().enumerate() {
        let loose = match (draft.place, draft.cell) {
            (Place::Cell(place), Some(cell)) => cells.contains(&(place.table, cell)) || tables.contains(&place.table),
            _ => false,
        };
        draft.format.line_below = match own[at] {
            Fact::Known(None) if loose || near[at] => Fact::Unknown,
            fact => fact,
        };
    }
}

fn own_line(drafts: &[Draft], at: usize) -> Fact<Option<DrawnLine>> {
    let Some(draft) = drafts.get(at) else { return Fact::Unknown };
    if draft.marks.shapes > 0 {
        return Fact::Known(Some(DrawnLine::Shape));
    }
    if draft.marks.border {
        return Fact::Known(Some(DrawnLine::Border));
    }
    let next = drafts.get(at + 1).filter(|next| next.place == draft.place && next.part == draft.part);
    let last_line = draft.text.trim_end().rsplit('\n').next().unwrap_or("");
    if is_typed_line(last_line) || next.is_some_and(|next| is_typed_line(&next.text)) {
        return Fact::Known(Some(DrawnLine::Characters));
    }
    underline(draft)
}

/// A line under a part of the text may be meant as one under all of it, so that is left open.
fn underline(draft: &Draft) -> Fact<Option<DrawnLine>> {
    let shown = draft
        .runs
        .iter()
        .filter(|(range, _)| draft.text.get(range.usize()).is_some_and(|text| !text.trim().is_empty()));
    let (mut with, mut without) = (false, false);
    for (_, facts) in shown {
        match facts.underline {
            Fact::Known(true) => with = true,
            Fact::Known(false) => without = true,
            Fact::Unknown => (with, without) = (true, true),
        }
    }
    match (with, without) {
        (true, false) => Fact::Known(Some(DrawnLine::Underline)),
        (true, true) => Fact::Unknown,
        (false, _) => Fact::Known(None),
    }
}

/// True for text that only draws a line.
fn is_typed_line(text: &str) -> bool {
    let mut marks = 0;
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        if !matches!(letter, '-' | '_' | '\u{2011}'..='\u{2015}' | '=' | '─' | '*') {
            return false;
        }
        marks += 1;
    }
    marks >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_line_has_nothing_else() {
        assert!(is_typed_line(" ------ ") && is_typed_line("_____") && is_typed_line("———"));
        assert!(!is_typed_line("- a -") && !is_typed_line("--") && !is_typed_line(""));
    }
}
