//! Facts about appearance. A fact is known or unknown; unknown is never taken for wrong.

use crate::text::TextRange;

/// A fact that the file format can or cannot tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fact<T> {
    /// The reader resolved it.
    Known(T),
    /// The format cannot tell it, or the reader does not resolve it.
    #[default]
    Unknown,
}

impl<T: Copy> Fact<T> {
    /// The value, if known.
    pub const fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

/// Horizontal alignment of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// To the left margin.
    Left,
    /// Between the margins.
    Center,
    /// To the right margin.
    Right,
    /// To both margins.
    Justified,
}

/// Facts of a paragraph. Lengths are twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ParagraphFormat {
    /// Alignment.
    pub alignment: Fact<Alignment>,
    /// Indent of the first line against the rest; negative when hanging.
    pub first_line_indent: Fact<i32>,
    /// Space before.
    pub space_before: Fact<u32>,
    /// Space after.
    pub space_after: Fact<u32>,
    /// Outline level of the style, from 1.
    pub outline_level: Fact<u8>,
}

/// Facts of one run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFormat {
    /// Bytes of the block's stored text.
    pub range: TextRange,
    /// Name of the font that shows Vietnamese letters.
    pub font: Option<String>,
    /// Size in half points.
    pub half_points: Fact<u16>,
    /// Weight.
    pub bold: Fact<bool>,
    /// Slant.
    pub italic: Fact<bool>,
}

/// Page set-up of one section. Lengths are twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageSetup {
    /// Page width.
    pub width: Fact<u32>,
    /// Page height.
    pub height: Fact<u32>,
    /// Top, right, bottom and left margin.
    pub margins: Fact<[i32; 4]>,
}
