//! The little of `WordprocessingML` that a sheet needs: paragraphs, tables of fixed widths, and the parts around
//! them. Sizes are half points and twentieths of a point, as the format counts.

use std::fmt::Write as _;

use crate::ooxml::package::PackageError;
use crate::ooxml::rewrite::written;
use crate::report::output::escaped;

/// Width between the margins, in twentieths of a point: A4 less 30 mm on the left and 15 mm on the right.
pub(super) const WIDTH: usize = 9355;

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about letters")]
pub(super) struct Look {
    /// Where it stands.
    pub(super) align: Align,
    /// Bold letters.
    pub(super) bold: bool,
    /// Slanted letters.
    pub(super) italic: bool,
    /// Size in half points; that of the document if 0.
    pub(super) size: usize,
    /// Space above, in twentieths of a point.
    pub(super) above: usize,
    /// Space below, in twentieths of a point.
    pub(super) below: usize,
    /// The next paragraph stays on the same page.
    pub(super) keeps: bool,
    /// A line below it, as wide as the words.
    pub(super) ruled: bool,
}

impl Look {
    /// In the middle.
    pub(super) const fn centered(self) -> Self {
        Self { align: Align::Center, ..self }
    }

    /// Bold.
    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Slanted.
    pub(super) const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    /// With letters of `size` half points.
    pub(super) const fn size(self, size: usize) -> Self {
        Self { size, ..self }
    }

    /// With this space above and below.
    pub(super) const fn spaced(self, above: usize, below: usize) -> Self {
        Self { above, below, ..self }
    }

    /// Never the last line of a page.
    pub(super) const fn kept(self) -> Self {
        Self { keeps: true, ..self }
    }

    /// Underlined, as the motto is.
    pub(super) const fn ruled(self) -> Self {
        Self { ruled: true, ..self }
    }
}

/// Adds a paragraph with `text`.
pub(super) fn paragraph(out: &mut String, text: &str, look: Look) {
    let align = match look.align {
        Align::Left => "left",
        Align::Center => "center",
    };
    let keeps = if look.keeps { "<w:keepNext/>" } else { "" };
    let _ = write!(
        out,
        "<w:p><w:pPr>{keeps}<w:spacing w:before=\"{}\" w:after=\"{}\"/><w:jc w:val=\"{align}\"/>",
        look.above, look.below
    );
    // The end of a paragraph is as tall as its own letters say, which shows where there are no others.
    if text.is_empty() && look.size > 0 {
        let _ = write!(out, "<w:rPr><w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/></w:rPr>", look.size);
    }
    out.push_str("</w:pPr>");
    run(out, text, look);
    out.push_str("</w:p>");
}

fn run(out: &mut String, text: &str, look: Look) {
    if text.is_empty() {
        return;
    }
    out.push_str("<w:r><w:rPr>");
    for (is, name) in [(look.bold, "<w:b/>"), (look.italic, "<w:i/>")] {
        if is {
            out.push_str(name);
        }
    }
    if look.size > 0 {
        let _ = write!(out, "<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", look.size);
    }
    if look.ruled {
        out.push_str("<w:u w:val=\"single\"/>");
    }
    let _ = write!(out, "</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
}

/// Whether the cells of a table have lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// Around every cell.
    All,
    /// None.
    None,
}

/// A table while it is written.
pub(super) struct Table<'o> {
    out: &'o mut String,
    widths: &'o [usize],
}

impl<'o> Table<'o> {
    /// Begins a table with columns of `widths`.
    pub(super) fn new(out: &'o mut String, widths: &'o [usize], lines: Lines) -> Self {
        let width: usize = widths.iter().sum();
        let _ = write!(out, "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>");
        if lines == Lines::All {
            out.push_str("<w:tblBorders>");
            for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                let _ = write!(out, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
            }
            out.push_str("</w:tblBorders>");
        }
        out.push_str(
            "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/>\
             <w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
        );
        for width in widths {
            let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
        }
        out.push_str("</w:tblGrid>");
        Self { out, widths }
    }

    /// The row of headings, which stands on every page again.
    pub(super) fn head(&mut self, cells: &[String], look: Look) {
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        self.cells(&cells.iter().map(|text| vec![(text.clone(), look)]).collect::<Vec<_>>());
    }

    /// A row; each cell holds paragraphs.
    pub(super) fn row(&mut self, cells: &[Vec<(String, Look)>]) {
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        self.cells(cells);
    }

    fn cells(&mut self, cells: &[Vec<(String, Look)>]) {
        for (paragraphs, width) in cells.iter().zip(self.widths) {
            let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
            // A cell without a paragraph is no cell.
            if paragraphs.is_empty() {
                paragraph(self.out, "", Look::default());
            }
            for (text, look) in paragraphs {
                paragraph(self.out, text, *look);
            }
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }

    /// Ends the table. Two tables that touch would be one.
    pub(super) fn end(self) {
        self.out.push_str("</w:tbl>");
        paragraph(self.out, "", Look::default().size(8));
    }
}

/// What stands before the first paragraph.
pub(super) const BEGIN: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document xmlns:w=\"",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
);

/// What stands behind the last paragraph: the page of Nghị định 30/2020/NĐ-CP, numbered from the second on.
pub(super) const END: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>\
    <w:headerReference w:type=\"first\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
    <w:titlePg/></w:sectPr></w:body></w:document>";

const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
    <Override PartName=\"/word/header2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
    </Types>";

const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    </Relationships>";

const PARTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header1.xml\"/>\
    <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header2.xml\"/>\
    </Relationships>";

const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>\
    <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
    <w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>";

const PAGE_NUMBER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>\
    <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>";

const NO_PAGE_NUMBER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p/></w:hdr>";

/// The package around the text of a document; the same bytes for the same text.
pub(super) fn package(document: &str) -> Result<Vec<u8>, PackageError> {
    written(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", ROOT),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", PARTS),
        ("word/styles.xml", STYLES),
        ("word/header1.xml", PAGE_NUMBER),
        ("word/header2.xml", NO_PAGE_NUMBER),
    ])
}
