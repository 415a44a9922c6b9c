//! How a paragraph is said to look at one place of a file: what the readers of word processors share.

use crate::model::Fact;
use crate::model::format::{Alignment, LineSpacing};

/// Properties of a paragraph before anything is inherited. `None`: nothing is said here;
/// `Some(Unknown)`: something is said that is not resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ParagraphLook {
    pub(super) alignment: Option<Fact<Alignment>>,
    pub(super) first_line: Option<Fact<i32>>,
    pub(super) left: Option<Fact<i32>>,
    pub(super) right: Option<Fact<i32>>,
    pub(super) space_before: Option<Fact<u32>>,
    pub(super) space_after: Option<Fact<u32>>,
    pub(super) line_spacing: Option<Fact<LineSpacing>>,
    pub(super) contextual_spacing: Option<bool>,
    /// A line is drawn below.
    pub(super) border_below: Option<bool>,
    /// Borders on all four sides.
    pub(super) framed: Option<bool>,
}

impl ParagraphLook {
    /// This look with `below` where it says nothing.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            alignment: self.alignment.or(below.alignment),
            first_line: self.first_line.or(below.first_line),
            left: self.left.or(below.left),
            right: self.right.or(below.right),
            space_before: self.space_before.or(below.space_before),
            space_after: self.space_after.or(below.space_after),
            line_spacing: self.line_spacing.or(below.line_spacing),
            contextual_spacing: self.contextual_spacing.or(below.contextual_spacing),
            border_below: self.border_below.or(below.border_below),
            framed: self.framed.or(below.framed),
        }
    }

    /// True if an indent is set here.
    pub(super) const fn has_indent(&self) -> bool {
        self.left.is_some() || self.first_line.is_some()
    }

    /// This look without indents.
    pub(super) fn without_indents(self) -> Self {
        Self { first_line: None, left: None, right: None, ..self }
    }
}
