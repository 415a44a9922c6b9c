//! The facts of appearance of a document, as `rasoat parse --format facts` writes them: for whoever
//! wants to see what a rule on presentation sees, and for comparing with other programs.
//!
//! Lengths are twentieths of a point. A fact that is not known is `null`; so is a page number, a
//! line or a colour that is not there, in an object of its own: `{"known": null}`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::format::{
    Alignment, DrawnLine, Fact, LineSpacing, PageNumber, PageSetup, ParagraphFormat, RunFormat,
};
use crate::model::{Block, Document, Place};

/// The facts of a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Facts {
    /// Paragraphs with text, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// Sections.
    pub pages: Vec<Page>,
}

/// A paragraph.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Paragraph {
    /// Its text as stored, with the label of automatic numbering.
    pub text: String,
    /// Bytes of that label.
    pub label: u32,
    /// `body`, `cell`, `text-box`, `header`, `footer` or `note`.
    pub place: String,
    /// `left`, `center`, `right` or `justified`.
    pub alignment: Option<String>,
    /// Indent of the first line.
    pub first_line_indent: Option<i32>,
    /// Indent from the left.
    pub left_indent: Option<i32>,
    /// Indent from the right.
    pub right_indent: Option<i32>,
    /// Space before, as set.
    pub space_before: Option<u32>,
    /// Space after, as set.
    pub space_after: Option<u32>,
    /// Space between lines.
    pub line_spacing: Option<Line>,
    /// Space between paragraphs of its style is dropped.
    pub contextual_spacing: Option<bool>,
    /// `shape`, `border`, `underline` or `characters`.
    pub line_below: Option<Known<String>>,
    /// Index of its section.
    pub section: u16,
    /// Its runs.
    pub runs: Vec<Run>,
}

/// A fact that may be known to be nothing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Known<T> {
    /// The value, `null` for nothing.
    pub known: Option<T>,
}

/// Space between lines.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// Hundredths of a line.
    Multiple(u32),
    /// At least this height.
    AtLeast(u32),
    /// This height.
    Exactly(u32),
}

/// A run of text that looks the same throughout.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Run {
    /// Its text.
    pub text: String,
    /// Font of letters with marks.
    pub font: Option<String>,
    /// Font of other letters, where it is another one.
    pub plain_font: Option<String>,
    /// Size in half points.
    pub half_points: Option<u16>,
    /// Weight.
    pub bold: Option<bool>,
    /// Slant.
    pub italic: Option<bool>,
    /// Underline.
    pub underline: Option<bool>,
    /// Shown in capitals.
    pub caps: Option<bool>,
    /// Red, green, blue; nothing for automatic.
    pub color: Option<Known<[u8; 3]>>,
}

/// Page set-up of a section.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Page {
    /// Width.
    pub width: Option<u32>,
    /// Height.
    pub height: Option<u32>,
    /// Top, right, bottom, left.
    pub margins: Option<[i32; 4]>,
    /// Binding margin.
    pub gutter: Option<u32>,
    /// The page number.
    pub page_number: Option<Known<Number>>,
    /// Pages are counted anew.
    pub restarts_numbering: Option<bool>,
}

/// A page number.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Number {
    /// In the top margin.
    pub at_top: bool,
    /// Its alignment.
    pub alignment: Option<String>,
    /// Its size in half points.
    pub half_points: Option<u16>,
    /// Its slant.
    pub italic: Option<bool>,
    /// In digits, not in Roman numerals or letters.
    pub in_digits: Option<bool>,
    /// Also on the first page.
    pub on_first_page: bool,
}

/// The facts of `document`.
pub fn facts(document: &Document) -> Facts {
    let paragraphs = document.blocks().iter().filter(|block| !block.is_blank()).map(paragraph).collect();
    Facts { paragraphs, pages: document.raw.pages.iter().map(page).collect() }
}

fn paragraph(block: &Block) -> Paragraph {
    let format: &ParagraphFormat = &block.format;
    let place = match block.place {
        Place::Body => "body",
        Place::Cell(_) => "cell",
        Place::TextBox => "text-box",
        Place::Header => "header",
        Place::Footer => "footer",
        Place::Note => "note",
    };
    let label = block.pieces().first().filter(|_| block.is_auto_numbered());
    Paragraph {
        text: block.text().to_owned(),
        label: label.map_or(0, |piece| piece.range.len()),
        place: place.to_owned(),
        alignment: alignment(format.alignment),
        first_line_indent: format.first_line_indent.known(),
        left_indent: format.left_indent.known(),
        right_indent: format.right_indent.known(),
        space_before: format.space_before.known(),
        space_after: format.space_after.known(),
        line_spacing: format.line_spacing.known().map(|spacing| match spacing {
            LineSpacing::Multiple(hundredths) => Line::Multiple(hundredths),
            LineSpacing::AtLeast(height) => Line::AtLeast(height),
            LineSpacing::Exactly(height) => Line::Exactly(height),
        }),
        contextual_spacing: format.contextual_spacing.known(),
        line_below: known(format.line_below, |line| {
            let name = match line {
                DrawnLine::Shape => "shape",
                DrawnLine::Border => "border",
                DrawnLine::Underline => "underline",
                DrawnLine::Characters => "characters",
            };
            name.to_owned()
        }),
        section: format.section,
        runs: block.runs.iter().map(|format| run(block, format)).collect(),
    }
}

fn run(block: &Block, format: &RunFormat) -> Run {
    Run {
        text: block.text().get(format.range.usize()).unwrap_or("").to_owned(),
        font: format.font.clone(),
        plain_font: format.plain_font.clone(),
        half_points: format.half_points.known(),
        bold: format.bold.known(),
        italic: format.italic.known(),
        underline: format.underline.known(),
        caps: format.caps.known(),
        color: known(format.color, |color| color),
    }
}

fn page(page: &PageSetup) -> Page {
    Page {
        width: page.width.known(),
        height: page.height.known(),
        margins: page.margins.known(),
        gutter: page.gutter.known(),
        page_number: known(page.page_number, |number: PageNumber| Number {
            at_top: number.at_top,
            alignment: alignment(number.alignment),
            half_points: number.half_points.known(),
            italic: number.italic.known(),
            in_digits: number.in_digits.known(),
            on_first_page: number.on_first_page,
        }),
        restarts_numbering: page.restarts_numbering.known(),
    }
}

fn alignment(fact: Fact<Alignment>) -> Option<String> {
    let name = match fact.known()? {
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
        Alignment::Justified => "justified",
    };
    Some(name.to_owned())
}

fn known<T: Copy, W>(fact: Fact<Option<T>>, wire: impl Fn(T) -> W) -> Option<Known<W>> {
    fact.known().map(|value| Known { known: value.map(wire) })
}
