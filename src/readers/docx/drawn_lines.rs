//! Lines below paragraphs: shapes, borders, underlines and typed characters.
//!
//! A shape is anchored in one paragraph and may be drawn below another. Where one is near, a
//! paragraph without a line of its own is therefore not said to have none.

use std::collections::HashSet;

use super::paragraph::Draft;
use super::properties::length;
use crate::model::format::DrawnLine;
use crate::model::{Fact, Place, TableId};
use crate::ooxml::{Element, Namespace, Xml};

/// How far, in paragraphs, a shape may be drawn from where it is anchored.
const REACH: usize = 3;

/// The same for a shape at an empty paragraph that follows no text of its own.
const STRAY_REACH: usize = 8;

/// Straight lines that are shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shapes {
    pub(super) count: u16,
    /// Length of the last one in twentieths of a point, if it is told.
    length: Option<u32>,
}

impl Shapes {
    /// One line.
    pub(super) const fn one(length: Option<u32>) -> Self {
        Self { count: 1, length }
    }

    /// These lines and `other` ones.
    pub(super) const fn and(self, other: Self) -> Self {
        let length = if other.count > 0 { other.length } else { self.length };
        Self { count: self.count.saturating_add(other.count), length }
    }

    /// The length of the only line.
    const fn only_length(self) -> Option<u32> {
        if self.count == 1 { self.length } else { None }
    }
}

/// Lines that stand at a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct LineMarks {
    /// Shapes anchored in it, or in the empty paragraphs below.
    pub(super) shapes: Shapes,
    pub(super) border: bool,
}

impl LineMarks {
    /// True if there is no line.
    pub(super) const fn is_none(self) -> bool {
        self.shapes.count == 0 && !self.border
    }

    /// Both together.
    pub(super) const fn and(self, other: Self) -> Self {
        Self { shapes: self.shapes.and(other.shapes), border: self.border || other.border }
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
    // Rows with a shape: it may be drawn at the top of its cell, below the words of the row above.
    let mut rows: HashSet<(TableId, u16)> = HashSet::new();
    for stray in strays {
        match stray.place {
            Place::Cell(cell) => {
                tables.insert(cell.table);
            }
            _ => reach(stray.after.saturating_sub(STRAY_REACH), stray.after + REACH),
        }
    }
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.marks.shapes.count > 0) {
        match (draft.place, draft.cell) {
            (Place::Cell(place), Some(cell)) => {
                cells.insert((place.table, cell));
                rows.insert((place.table, place.row));
                tables.extend((draft.marks.shapes.count > 1).then_some(place.table));
            }
            _ => reach(at.saturating_sub(REACH), at + REACH + 1),
        }
    }
    for (at, draft) in drafts.iter_mut().enumerate() {
        let loose = match (draft.place, draft.cell) {
            (Place::Cell(place), Some(cell)) => {
                cells.contains(&(place.table, cell))
                    || tables.contains(&place.table)
                    || rows.contains(&(place.table, place.row.saturating_add(1)))
            }
            _ => false,
        };
        draft.format.line_below = match own[at] {
            Fact::Known(None) if loose || near[at] => Fact::Unknown,
            fact => fact,
        };
        if let Some(length) = draft.marks.shapes.only_length() {
            draft.format.line_length = Fact::Known(length);
        }
    }
}

fn own_line(drafts: &[Draft], at: usize) -> Fact<Option<DrawnLine>> {
    let Some(draft) = drafts.get(at) else { return Fact::Unknown };
    if draft.marks.shapes.count > 0 {
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

/// What is known of a drawing on the way down to its shape.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Drawing {
    /// Width of the shape in twentieths of a point.
    width: Option<u32>,
    /// In a group, widths are in units of the group's own.
    grouped: bool,
    turned: bool,
}

impl Drawing {
    /// Goes to `element` of the drawing; the line that it makes, if it makes one.
    pub(super) fn enter(&mut self, xml: &Xml<'_>, element: &Element<'_>) -> Shapes {
        let attribute = |name| xml.attribute(element, Namespace::None, name);
        match element.name() {
            (Namespace::WordDrawing, "extent") | (Namespace::Drawing, "ext") => {
                self.width = attribute("cx").and_then(|width| from_emus(&width)).or(self.width);
            }
            (Namespace::Drawing, "xfrm") => self.turned |= attribute("rot").is_some_and(|angle| angle != "0"),
            (_, "wgp" | "group") => self.grouped = true,
            (Namespace::Drawing, "prstGeom") => {
                let kind = attribute("prst");
                if kind.is_some_and(|kind| matches!(&*kind, "line" | "straightConnector1")) {
                    return Shapes::one(self.width.filter(|_| !self.grouped && !self.turned));
                }
            }
            (Namespace::Vml, "line") => {
                let ends = attribute("from").zip(attribute("to"));
                let length = ends.and_then(|(from, to)| Some(left(&from)?.abs_diff(left(&to)?)));
                return Shapes::one(length.filter(|_| !self.grouped));
            }
            (Namespace::Vml, "shape") => {
                let kind = attribute("type");
                // The numbers that Word gives to lines and to straight connectors.
                if kind.is_some_and(|kind| kind.ends_with("_t20") || kind.ends_with("_t32")) {
                    let length = attribute("style").and_then(|style| styled_width(&style));
                    return Shapes::one(length.filter(|_| !self.grouped));
                }
            }
            _ => {}
        }
        Shapes::default()
    }
}

/// English metric units as twentieths of a point; no line is as long as nothing.
fn from_emus(value: &str) -> Option<u32> {
    let twips = value.parse::<u32>().ok()? / 635;
    (twips > 0).then_some(twips)
}

/// The first of two coordinates with a unit: `54pt,1.5pt`.
fn left(point: &str) -> Option<i32> {
    with_unit(point.split(',').next()?)
}

/// The `width` of a VML style.
fn styled_width(style: &str) -> Option<u32> {
    let width = style.split(';').find_map(|property| property.trim().strip_prefix("width:"))?;
    with_unit(width).and_then(|width| u32::try_from(width).ok()).filter(|width| *width > 0)
}

/// A length with a unit; without one it is pixels of some screen.
fn with_unit(value: &str) -> Option<i32> {
    value.trim().ends_with(|last: char| last.is_ascii_alphabetic()).then(|| length(value)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_known_with_their_unit() {
        assert_eq!(from_emus("2000000"), Some(3149));
        assert_eq!(from_emus("0"), None);
        assert_eq!(left("54pt,1.5pt"), Some(1080));
        assert_eq!(left("100,0"), None);
        assert_eq!(styled_width("position:absolute;margin-left:3pt;width:126pt;height:0"), Some(2520));
        assert_eq!(styled_width("position:absolute;width:0;height:0"), None);
    }

    #[test]
    fn of_several_lines_no_length_is_known() {
        let line = Shapes::one(Some(100));
        assert_eq!(line.only_length(), Some(100));
        assert_eq!(line.and(Shapes::default()).only_length(), Some(100));
        assert_eq!(line.and(line).only_length(), None);
    }

    #[test]
    fn a_typed_line_has_nothing_else() {
        assert!(is_typed_line(" ------ ") && is_typed_line("_____") && is_typed_line("———"));
        assert!(!is_typed_line("- a -") && !is_typed_line("--") && !is_typed_line(""));
    }
}
