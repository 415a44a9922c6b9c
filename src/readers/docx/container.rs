//! Something that holds blocks one after the other: the body, a cell, a text box, a note.

use super::paragraph::Open;
use super::table_style::TableInfluence;
use crate::model::format::Alignment;
use crate::model::{Fact, Place};

/// Blocks are read into it.
#[derive(Debug)]
pub(super) struct Container {
    pub(super) place: Place,
    /// The cell's position in its table.
    pub(super) cell: Option<usize>,
    pub(super) table: TableInfluence,
    /// How much of the width of the page it has.
    pub(super) width: Width,
    /// An empty paragraph came last.
    pub(super) blank: bool,
    /// A paragraph that goes on in the next one.
    pub(super) joined: Option<Open>,
    /// The draft of the last paragraph that is not empty.
    pub(super) last: Option<usize>,
}

impl Container {
    /// A container for blocks of `place`, over the whole width of the page.
    pub(super) fn new(place: Place) -> Self {
        Self {
            place,
            cell: None,
            table: TableInfluence::default(),
            width: Width::Whole,
            blank: false,
            joined: None,
            last: None,
        }
    }
}

/// The part of the page's width that something has. It matters for page numbers alone, so a part is
/// only told where it says on which side of the page the number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// All of it.
    Whole,
    /// The outer columns of a table, or the middle one.
    Side(Alignment),
    /// A box that stands somewhere.
    Box(Fact<Alignment>),
    /// Any other.
    Unknown,
}

impl Width {
    /// The cell at `column` over `span` of `columns` grid columns in a container of width `self`.
    pub(super) const fn of_cell(self, column: u16, span: u16, columns: u16) -> Self {
        let end = column.saturating_add(span);
        if !matches!(self, Self::Whole) || end > columns {
            return Self::Unknown;
        }
        match (column, columns - end) {
            (0, 0) => Self::Whole,
            (before, after) if before == after => Self::Side(Alignment::Center),
            (0, _) => Self::Side(Alignment::Left),
            (_, 0) => Self::Side(Alignment::Right),
            _ => Self::Unknown,
        }
    }

    /// Where on the page something stands that stands at `inside` in it.
    pub(super) fn on_page(self, inside: Fact<Alignment>) -> Fact<Alignment> {
        match (self, inside) {
            (Self::Whole, inside) => inside,
            (Self::Side(side), Fact::Known(inside)) if side == inside => Fact::Known(side),
            (Self::Box(side), _) => side,
            _ => Fact::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_and_middle_cells_have_a_side() {
        let side = |column, span, columns| Width::Whole.of_cell(column, span, columns);
        assert_eq!(side(0, 1, 1), Width::Whole);
        assert_eq!(
            [side(0, 1, 3), side(1, 1, 3), side(2, 1, 3)].map(Some),
            [
                Some(Width::Side(Alignment::Left)),
                Some(Width::Side(Alignment::Center)),
                Some(Width::Side(Alignment::Right)),
            ]
        );
        assert_eq!(side(1, 1, 4), Width::Unknown);
        assert_eq!(side(1, 1, 0), Width::Unknown, "a table that does not say its columns");
        assert_eq!(Width::Side(Alignment::Left).of_cell(0, 1, 1), Width::Unknown);
    }

    #[test]
    fn a_cell_must_align_as_it_stands() {
        let left = Width::Side(Alignment::Left);
        assert_eq!(left.on_page(Fact::Known(Alignment::Left)), Fact::Known(Alignment::Left));
        assert_eq!(left.on_page(Fact::Known(Alignment::Right)), Fact::Unknown);
    }
}
