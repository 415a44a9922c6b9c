//! The outline: numbered divisions and headings, with the number each should have.

use super::block::{BlockId, Span};
use crate::text::{letters, numerals};

/// How a division is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkerStyle {
    /// `Phần I`, `Phần thứ nhất`.
    Part,
    /// `Chương I`.
    Chapter,
    /// `Mục 1`.
    Section,
    /// `Tiểu mục 1`.
    Subsection,
    /// `Điều 1.`
    Article,
    /// `A.`, as some plans number their parts.
    CapitalLetter,
    /// `I.`
    Roman,
    /// `1.`
    Arabic,
    /// `1.1.`, `1.1.1.`: the number of levels, at least 2.
    Decimal(u8),
    /// `a)`
    Letter,
    /// No number: a heading by style or markup only.
    None,
}

/// The number of a division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// How it is numbered.
    pub style: MarkerStyle,
    /// The last number, from 1 (`1.2.` is 2, `đ)` is 5); 0 for a number that does not exist in its
    /// style (`f)`, `IIII.`).
    pub value: u32,
    /// The numbers before it, for `Decimal`.
    pub prefix: Vec<u32>,
    /// The whole marker with its closing mark.
    pub span: Span,
    /// The number or letter alone.
    pub digits: Span,
    /// What closes the number: `.`, `)`, `/`, `:` …; `None` if nothing does.
    pub closing: Option<char>,
    /// Made by automatic numbering, not typed.
    pub automatic: bool,
}

impl MarkerStyle {
    /// True for `Phần`, `Chương`, `Mục` and `Tiểu mục`, whose titles stand below their numbers.
    pub const fn has_title_below(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Section | Self::Subsection)
    }
}

impl Marker {
    /// True if number `value` of `style` may stand right behind `before`.
    pub fn follows(style: MarkerStyle, before: u32, value: u32) -> bool {
        match style {
            MarkerStyle::CapitalLetter => letters::capital_follows(before, value),
            _ => value == before.saturating_add(1),
        }
    }

    /// The number that stands behind `before` in `style`.
    pub fn next(style: MarkerStyle, before: u32) -> u32 {
        match style {
            MarkerStyle::CapitalLetter => letters::next_capital(before),
            _ => before.saturating_add(1),
        }
    }

    /// `value` written in this marker's style, without closing mark.
    pub fn write(style: MarkerStyle, prefix: &[u32], value: u32) -> String {
        match style {
            MarkerStyle::Roman | MarkerStyle::Part | MarkerStyle::Chapter => {
                numerals::roman(value).unwrap_or_else(|| value.to_string())
            }
            MarkerStyle::Letter => letters::point_letter(value).map_or_else(|| value.to_string(), String::from),
            MarkerStyle::CapitalLetter => letters::capital_letter(value).map_or_else(String::new, String::from),
            MarkerStyle::Decimal(_) => {
                let mut text: String = prefix.iter().flat_map(|part| [part.to_string(), ".".to_owned()]).collect();
                text.push_str(&value.to_string());
                text
            }
            MarkerStyle::Section
            | MarkerStyle::Subsection
            | MarkerStyle::Article
            | MarkerStyle::Arabic
            | MarkerStyle::None => value.to_string(),
        }
    }
}

/// What the number of a division says against the numbers before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sequence {
    /// It follows, or starts a series.
    Right,
    /// The same number stands earlier in the series.
    Duplicate {
        /// Index of the earlier division in the outline.
        first: usize,
        /// The number it should have.
        expected: u32,
    },
    /// Numbers between the previous one and this are missing.
    Gap {
        /// Index of the division before it in the series.
        previous: usize,
        /// The number it should have.
        expected: u32,
    },
    /// A smaller number than the one before, not seen earlier.
    Backwards {
        /// Index of the division before it in the series.
        previous: usize,
        /// The number it should have.
        expected: u32,
    },
}

/// One numbered or styled division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// The block it starts in.
    pub block: BlockId,
    /// Its number.
    pub marker: Option<Marker>,
    /// The heading words after the number, up to `:` where text follows on the line. Empty span
    /// when a number stands alone.
    pub title: Span,
    /// The clean words of `title`, or of the lines below a number that stands alone.
    pub title_text: String,
    /// The lines of the title below a number that stands alone.
    pub below: Vec<Span>,
    /// Text that follows the heading on its line (`IV. Kiến nghị, đề xuất: Không.`).
    pub inline: Option<Span>,
    /// True for a heading; false for a numbered paragraph or list item.
    pub is_heading: bool,
    /// Depth in the tree, from 0.
    pub depth: u8,
    /// Index of the division it stands in.
    pub parent: Option<usize>,
    /// Number of the series it belongs to: divisions of one style under one parent.
    pub series: usize,
    /// The verdict on its number.
    pub sequence: Sequence,
    /// First block after the division and all it holds.
    pub end: BlockId,
}

/// The outline of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Divisions in reading order.
    pub divisions: Vec<Division>,
}

impl Outline {
    /// Divisions directly under `parent` (`None`: the top level), with their index.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = (usize, &Division)> {
        self.divisions.iter().enumerate().filter(move |(_, division)| division.parent == parent)
    }

    /// The titles from the top down to division `index`, as numbers (`II.1`), for people.
    pub fn path(&self, index: usize) -> String {
        let mut names = Vec::new();
        let mut at = Some(index);
        while let Some(index) = at {
            let Some(division) = self.divisions.get(index) else { break };
            if let Some(marker) = &division.marker {
                let under_number = division
                    .parent
                    .and_then(|parent| self.divisions.get(parent)?.marker.as_ref())
                    .is_some_and(|parent| matches!(parent.style, MarkerStyle::Arabic | MarkerStyle::Decimal(_)));
                // `2.1` under `2.` is named by its last number; its parent gives the rest.
                let prefix = if under_number { &[][..] } else { &marker.prefix };
                names.push(Marker::write(marker.style, prefix, marker.value));
            }
            at = division.parent;
        }
        names.reverse();
        names.join(".")
    }

    /// True if `block` stands in an article (*Điều*).
    pub fn in_article(&self, block: BlockId) -> bool {
        let is_article =
            |division: &Division| division.marker.as_ref().is_some_and(|marker| marker.style == MarkerStyle::Article);
        self.divisions.iter().any(|division| is_article(division) && division.block <= block && block < division.end)
    }

    /// The heading that begins with `block`, by its index.
    pub fn heading_at(&self, block: BlockId) -> Option<usize> {
        let first = self.divisions.partition_point(|division| division.block < block);
        let begun = self.divisions[first..].iter().take_while(|division| division.block == block);
        begun.enumerate().find(|(_, division)| division.is_heading).map(|(at, _)| first + at)
    }

    /// The innermost division that holds `block`.
    pub fn division_of(&self, block: BlockId) -> Option<usize> {
        // Divisions lie in each other, so the last one that has begun, or one that it stands in, holds the block.
        let begun = self.divisions.partition_point(|division| division.block <= block);
        let mut at = begun.checked_sub(1);
        while let Some(division) = at.and_then(|at| self.divisions.get(at)) {
            if block < division.end {
                return at;
            }
            at = division.parent;
        }
        None
    }
}
