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

/// Space between the lines of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineSpacing {
    /// A multiple of the line height, in hundredths: 100 is single, 150 one and a half.
    Multiple(u32),
    /// At least this height, in twentieths of a point.
    AtLeast(u32),
    /// Exactly this height, in twentieths of a point.
    Exactly(u32),
}

/// A line drawn right below a paragraph, or instead of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DrawnLine {
    /// A shape anchored in the paragraph.
    Shape,
    /// A border of the paragraph.
    Border,
    /// The text itself is underlined.
    Underline,
    /// Typed characters: hyphens, underscores, dashes.
    Characters,
}

/// Facts of a paragraph. Lengths are twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ParagraphFormat {
    /// Alignment.
    pub alignment: Fact<Alignment>,
    /// Indent of the first line against the rest; negative when hanging.
    pub first_line_indent: Fact<i32>,
    /// Indent of the whole paragraph from the left margin.
    pub left_indent: Fact<i32>,
    /// Indent of the whole paragraph from the right margin.
    pub right_indent: Fact<i32>,
    /// Space before, as set; see [`Self::contextual_spacing`].
    pub space_before: Fact<u32>,
    /// Space after, as set; see [`Self::contextual_spacing`].
    pub space_after: Fact<u32>,
    /// Space between lines.
    pub line_spacing: Fact<LineSpacing>,
    /// No space between paragraphs of the same style.
    pub contextual_spacing: Fact<bool>,
    /// Outline level of the style, from 1.
    pub outline_level: Fact<u8>,
    /// A line drawn below it. Unknown where a shape nearby may or may not be that line.
    pub line_below: Fact<Option<DrawnLine>>,
    /// Length of that line, if it is a shape. A line under the text is as long as the text.
    pub line_length: Fact<u32>,
    /// Borders on all four sides. Unknown where a shape nearby may be the frame.
    pub framed: Fact<bool>,
    /// Section of the document it stands in, as an index into the pages.
    pub section: u16,
    /// The number of the automatic list that counts it, as the file has it, and its level, from 0.
    pub list: Option<(u32, u8)>,
}

/// Facts of one run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFormat {
    /// Bytes of the block's stored text.
    pub range: TextRange,
    /// Name of the font that shows Vietnamese letters.
    pub font: Option<String>,
    /// Name of the font that shows letters without marks, digits and signs, where it is another one.
    pub plain_font: Option<String>,
    /// Size in half points.
    pub half_points: Fact<u16>,
    /// Weight.
    pub bold: Fact<bool>,
    /// Slant.
    pub italic: Fact<bool>,
    /// Underline.
    pub underline: Fact<bool>,
    /// Small letters are shown as capitals.
    pub caps: Fact<bool>,
    /// Colour as red, green, blue; `None` for automatic.
    pub color: Fact<Option<[u8; 3]>>,
    /// Marked with a highlighter.
    pub highlighted: Fact<bool>,
}

/// Where a page number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageNumber {
    /// In the top margin; else in the bottom margin.
    pub at_top: bool,
    /// Its alignment.
    pub alignment: Fact<Alignment>,
    /// Its size in half points.
    pub half_points: Fact<u16>,
    /// It is slanted.
    pub italic: Fact<bool>,
    /// It is written in digits, not in Roman numerals or letters.
    pub in_digits: Fact<bool>,
    /// It is shown on the first page too.
    pub on_first_page: bool,
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
    /// Extra binding margin.
    pub gutter: Fact<u32>,
    /// The page number, if one is shown.
    pub page_number: Fact<Option<PageNumber>>,
    /// The section's numbering starts anew.
    pub restarts_numbering: Fact<bool>,
}
