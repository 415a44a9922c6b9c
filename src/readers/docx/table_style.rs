//! The parts of a table style that are for single rows, columns and corners, and which of them a
//! cell has.

use super::properties::{ParagraphProps, RunProps, number, truth, value};
use crate::ooxml::{Element, Namespace, Xml, XmlError};

/// Properties that a table style gives to the paragraphs and runs of a cell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellStyle {
    pub(super) paragraph: ParagraphProps,
    pub(super) run: RunProps,
}

impl CellStyle {
    fn over(self, below: Self) -> Self {
        Self { paragraph: self.paragraph.over(below.paragraph), run: self.run.over(below.run) }
    }
}

/// What tables decide for the text of a cell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TableInfluence {
    /// What holds.
    pub(super) sure: CellStyle,
    /// What may hold, because the cell's place in its table is not known yet.
    pub(super) doubt: CellStyle,
}

impl TableInfluence {
    /// This influence of an inner table, with that of the table `outer` around it, which may or may
    /// not reach inside.
    pub(super) fn inside(self, outer: Self) -> Self {
        Self { sure: self.sure, doubt: self.doubt.over(outer.sure).over(outer.doubt) }
    }
}

/// The cells that a part of a table style is for, in the order in which Word lays the parts over
/// each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    WholeTable,
    OddColumns,
    EvenColumns,
    OddRows,
    EvenRows,
    FirstRow,
    LastRow,
    FirstColumn,
    LastColumn,
    TopRight,
    TopLeft,
    BottomRight,
    BottomLeft,
}

const CONDITIONS: [(&str, Condition); 13] = [
    ("wholeTable", Condition::WholeTable),
    ("band1Vert", Condition::OddColumns),
    ("band2Vert", Condition::EvenColumns),
    ("band1Horz", Condition::OddRows),
    ("band2Horz", Condition::EvenRows),
    ("firstRow", Condition::FirstRow),
    ("lastRow", Condition::LastRow),
    ("firstCol", Condition::FirstColumn),
    ("lastCol", Condition::LastColumn),
    ("neCell", Condition::TopRight),
    ("nwCell", Condition::TopLeft),
    ("seCell", Condition::BottomRight),
    ("swCell", Condition::BottomLeft),
];

impl Condition {
    /// By the name that a `w:tblStylePr` has for it.
    pub(super) fn of(name: &str) -> Option<Self> {
        CONDITIONS.iter().find(|(known, _)| *known == name).map(|(_, condition)| *condition)
    }
}

/// The parts of a `w:tblLook` that are switched on.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the format has these six switches")]
pub(super) struct Look {
    first_row: bool,
    last_row: bool,
    first_column: bool,
    last_column: bool,
    row_bands: bool,
    column_bands: bool,
}

impl Look {
    /// Reads a `w:tblLook`: bits of a number, or attributes.
    pub(super) fn read(xml: &Xml<'_>, element: &Element<'_>) -> Self {
        let bits = value(xml, element).and_then(|bits| u32::from_str_radix(&bits, 16).ok()).unwrap_or(0);
        let switch = |name, bit| match xml.attribute(element, Namespace::Word, name) {
            Some(value) => truth(&value),
            None => bits & bit != 0,
        };
        Self {
            first_row: switch("firstRow", 0x20),
            last_row: switch("lastRow", 0x40),
            first_column: switch("firstColumn", 0x80),
            last_column: switch("lastColumn", 0x100),
            row_bands: !switch("noHBand", 0x200),
            column_bands: !switch("noVBand", 0x400),
        }
    }
}

/// Reads from a `w:cnfStyle` whether the row is the last of its table.
pub(super) fn says_last_row(xml: &Xml<'_>, element: &Element<'_>) -> bool {
    match xml.attribute(element, Namespace::Word, "lastRow") {
        Some(value) => truth(&value),
        None => value(xml, element).is_some_and(|bits| bits.as_bytes().get(1) == Some(&b'1')),
    }
}

/// Where a cell stands in its table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellPlace {
    /// Which parts the table wants; `None` if it does not say.
    pub(super) look: Option<Look>,
    pub(super) row: u16,
    pub(super) column: u16,
    pub(super) span: u16,
    /// Grid columns of the table, 0 if not known.
    pub(super) columns: u16,
    /// `None` if not known.
    pub(super) in_last_row: Option<bool>,
}

impl CellPlace {
    /// True, false or not known.
    fn meets(&self, condition: Condition, bands: (u16, u16)) -> Option<bool> {
        if condition == Condition::WholeTable {
            return Some(true);
        }
        let look = self.look?;
        let first_row = look.first_row && self.row == 0;
        let first_column = look.first_column && self.column == 0;
        let last_row = if look.last_row { self.in_last_row } else { Some(false) };
        let last_column = match (look.last_column, self.columns) {
            (false, _) => Some(false),
            (true, 0) => None,
            (true, columns) => Some(self.column.saturating_add(self.span) >= columns),
        };
        let band = |wanted: bool, at: u16, headed: bool, size: u16, even: bool| {
            let at = at.checked_sub(u16::from(headed))?;
            Some(wanted && ((at / size.max(1)) % 2 == 1) == even)
        };
        let row_band = |even| band(look.row_bands, self.row, look.first_row, bands.0, even).or(Some(false));
        let column_band = |even| band(look.column_bands, self.column, look.first_column, bands.1, even).or(Some(false));
        match condition {
            Condition::WholeTable => Some(true),
            Condition::OddColumns => column_band(false),
            Condition::EvenColumns => column_band(true),
            Condition::OddRows => row_band(false),
            Condition::EvenRows => row_band(true),
            Condition::FirstRow => Some(first_row),
            Condition::LastRow => last_row,
            Condition::FirstColumn => Some(first_column),
            Condition::LastColumn => last_column,
            Condition::TopLeft => Some(first_row && first_column),
            Condition::TopRight => both(Some(first_row), last_column),
            Condition::BottomLeft => both(last_row, Some(first_column)),
            Condition::BottomRight => both(last_row, last_column),
        }
    }
}

/// Both, where one that is false settles it.
fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// The parts of a table style.
#[derive(Debug, Clone, Default)]
pub(super) struct ConditionalParts {
    parts: Vec<(Condition, CellStyle)>,
    /// Rows and columns in one band.
    row_band: Option<u16>,
    column_band: Option<u16>,
}

impl ConditionalParts {
    /// Adds the part for `condition`.
    pub(super) fn set(&mut self, condition: Condition, style: CellStyle) {
        match self.parts.iter_mut().find(|(known, _)| *known == condition) {
            Some((_, known)) => *known = style.over(*known),
            None => self.parts.push((condition, style)),
        }
    }

    /// Reads the sizes of bands from the `w:tblPr` of a style.
    pub(super) fn read_bands(&mut self, xml: &mut Xml<'_>) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::Word, "tblStyleRowBandSize") => self.row_band = number(xml, &element),
                (Namespace::Word, "tblStyleColBandSize") => self.column_band = number(xml, &element),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }

    /// These parts with those of the style `below` it is based on.
    pub(super) fn over(&self, below: &Self) -> Self {
        let mut all = below.clone();
        for (condition, style) in &self.parts {
            all.set(*condition, *style);
        }
        all.row_band = self.row_band.or(below.row_band);
        all.column_band = self.column_band.or(below.column_band);
        all
    }

    /// What the style decides for the cell at `place`; `base` are its properties for every cell.
    pub(super) fn influence(&self, base: CellStyle, place: &CellPlace) -> TableInfluence {
        let bands = (self.row_band.unwrap_or(1), self.column_band.unwrap_or(1));
        let mut result = TableInfluence { sure: base, doubt: CellStyle::default() };
        if self.parts.is_empty() {
            return result;
        }
        for (_, condition) in CONDITIONS {
            let Some((_, style)) = self.parts.iter().find(|(known, _)| *known == condition) else { continue };
            match place.meets(condition, bands) {
                Some(true) => result.sure = style.over(result.sure),
                Some(false) => {}
                None => result.doubt = style.over(result.doubt),
            }
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Look = Look {
        first_row: true,
        last_row: true,
        first_column: true,
        last_column: true,
        row_bands: true,
        column_bands: false,
    };

    fn place(row: u16, column: u16) -> CellPlace {
        CellPlace { look: Some(ALL), row, column, span: 1, columns: 3, in_last_row: None }
    }

    #[test]
    fn parts_go_by_the_place_of_the_cell() {
        let meets = |place: CellPlace, condition| place.meets(condition, (1, 1));
        assert_eq!(meets(place(0, 0), Condition::TopLeft), Some(true));
        assert_eq!(meets(place(0, 2), Condition::LastColumn), Some(true));
        assert_eq!(meets(place(1, 1), Condition::LastColumn), Some(false));
        assert_eq!(meets(place(1, 1), Condition::LastRow), None);
        assert_eq!(meets(place(1, 1), Condition::BottomLeft), Some(false));
        assert_eq!(meets(place(1, 1), Condition::OddRows), Some(true));
        assert_eq!(meets(place(2, 1), Condition::EvenRows), Some(true));
        assert_eq!(meets(place(0, 1), Condition::OddRows), Some(false));
        assert_eq!(meets(place(1, 1), Condition::OddColumns), Some(false));
        assert_eq!(meets(CellPlace::default(), Condition::FirstRow), None);
    }

    #[test]
    fn bands_may_be_several_rows_high() {
        assert_eq!(place(2, 1).meets(Condition::OddRows, (2, 1)), Some(true));
        assert_eq!(place(3, 1).meets(Condition::EvenRows, (2, 1)), Some(true));
    }
}
