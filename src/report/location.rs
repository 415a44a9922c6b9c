//! Where a span is, in the units people and machines use.
//!
//! Text formats have lines. A DOCX or PDF has none: its *line* is the ordinal of the paragraph in its
//! part (a page of a PDF) and its *column* the character in that paragraph, counted with the number that automatic
//! numbering shows.

use crate::across::Place;
use crate::engine::{Source, Suppression};
use crate::model::{Document, Origin, Span};
use crate::text::TextRange;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Line (text formats) or paragraph (DOCX), from 1.
    pub line: u32,
    /// Character in it, from 1.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Character after the last one, from 1.
    pub end_column: u32,
    /// Bytes before it: in the decoded file (text formats) or in the paragraph's text (DOCX).
    pub offset: u32,
    /// Its length in bytes.
    pub length: u32,
    /// Bytes of the line before start and end, plus 1, for formats with lines.
    pub byte_columns: Option<(u32, u32)>,
    /// Name of the package part (DOCX) or page (PDF).
    pub part: Option<String>,
    /// Ordinal of the paragraph in its part (DOCX).
    pub paragraph: Option<u32>,
}

/// The place of `span` in the file that `document` was read from.
pub fn locate(document: &Document, span: Span) -> Location {
    if document.raw.format.has_lines() { in_lines(document, span) } else { in_paragraph(document, span) }
}

/// Where a suppression stands: its own bytes, or else the text it is about; `None` if it stands in
/// the configuration.
pub fn suppression_place(document: &Document, suppression: &Suppression) -> Option<Location> {
    let Source::Comment(at) = suppression.source else { return None };
    let comment = document.raw.comments.get(at)?;
    match comment.bytes {
        Some(bytes) => Some(locate_bytes(document, bytes)),
        None => comment.about.first().map(|span| locate(document, *span)),
    }
}

/// The place of `span`, told so that it can be shown without the document.
pub fn lasting(document: &Document, span: Span) -> Place {
    let location = locate(document, span);
    Place {
        position: span.into(),
        quote: document.quote(span).to_owned(),
        section: document.section_path(span.block),
        line: location.line,
        column: location.column,
        end_line: location.end_line,
        end_column: location.end_column,
        offset: location.offset,
        length: location.length,
        byte_columns: location.byte_columns,
        part: location.part,
        paragraph: location.paragraph,
    }
}

/// Line, or paragraph, and column, for a short mention.
pub fn line_and_column(document: &Document, span: Span) -> (u32, u32) {
    let location = locate(document, span);
    (location.line, location.column)
}

/// The bytes of the decoded file behind `span`, for formats with lines.
pub fn bytes(document: &Document, span: Span) -> TextRange {
    document.source_bytes(span).unwrap_or_else(|| first_byte(document, span))
}

fn in_lines(document: &Document, span: Span) -> Location {
    locate_bytes(document, bytes(document, span))
}

/// The place of bytes of the decoded file, for formats with lines.
pub fn locate_bytes(document: &Document, bytes: TextRange) -> Location {
    let text = &*document.raw.decoded;
    let byte_column = |line: u32, at: u32| at.saturating_sub(document.raw.lines.line_start(line - 1)) + 1;
    let start = document.raw.lines.line_column(text, bytes.start());
    let end = document.raw.lines.line_column(text, bytes.end());
    Location {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        offset: bytes.start(),
        length: bytes.len(),
        byte_columns: Some((byte_column(start.line, bytes.start()), byte_column(end.line, bytes.end()))),
        part: None,
        paragraph: None,
    }
}

/// The first stored byte of the block of `span`: the best place for text that a reader made up.
fn first_byte(document: &Document, span: Span) -> TextRange {
    let stored = document.block(span.block).pieces().iter().find_map(|piece| match piece.origin {
        Origin::Text { bytes } => Some(bytes.start()),
        Origin::Docx { .. } | Origin::Paragraph { .. } | Origin::Pdf { .. } | Origin::Generated { .. } => None,
    });
    TextRange::empty(stored.unwrap_or(0))
}

fn in_paragraph(document: &Document, span: Span) -> Location {
    let block = document.block(span.block);
    let column = |at: u32| {
        let before = block.text().get(..at as usize).unwrap_or_else(|| block.text());
        before.chars().count() as u32 + 1
    };
    Location {
        line: block.paragraph,
        column: column(span.range.start()),
        end_line: block.paragraph,
        end_column: column(span.range.end()),
        offset: span.range.start(),
        length: span.range.len(),
        byte_columns: None,
        part: document.raw.parts.get(block.part as usize).cloned(),
        paragraph: Some(block.paragraph),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Block, BlockId, BlockKind, Format, Piece, Place as Position, RawDocument};
    use crate::readers::{self, Limits};

    use super::*;

    fn document(text: &str) -> Document {
        let file = crate::model::SourceFile { name: "a.txt".to_owned(), bytes: text.as_bytes().to_vec() };
        let (raw, _) = readers::read(&file, &Limits::default()).expect("reads");
        Document::unrecognized(raw)
    }

    #[test]
    fn lines_and_characters_of_a_text_file() {
        let document = document("\u{feff}Một\r\n\r\nNghị quyết số 73\r\n");
        let block = &document.blocks()[1];
        let at = block.clean().find("quyết").expect("present");
        let found = locate(&document, block.span(at..at + "quyết".len()));
        assert_eq!((found.line, found.column, found.end_line, found.end_column), (3, 6, 3, 11));
        let bytes = found.offset as usize..(found.offset + found.length) as usize;
        assert_eq!(&document.raw.decoded[bytes], "quyết");
    }

    #[test]
    fn decomposed_letters_count_as_stored() {
        let document = document("Nghi\u{323} quye\u{302}\u{301}t 73");
        let block = &document.blocks()[0];
        let at = block.clean().find("73").expect("present");
        assert_eq!(line_and_column(&document, block.span(at..at + 2)), (1, 15));
    }

    #[test]
    fn paragraphs_of_a_package() {
        let mut raw = RawDocument::new(Format::Docx);
        raw.parts.push("word/document.xml".to_owned());
        let text = "Số 12".to_owned();
        let origin = Origin::Docx { run: 0, bytes: TextRange::from(0..text.len()) };
        let pieces = vec![Piece { range: TextRange::from(0..text.len()), origin }];
        let mut block = Block::new(BlockId(0), BlockKind::Paragraph, Position::Body, text, pieces);
        block.paragraph = 7;
        raw.blocks.push(block);
        let document = Document::unrecognized(raw);
        let found = locate(&document, Span::new(BlockId(0), TextRange::new(5, 7)));
        assert_eq!((found.line, found.column, found.end_column), (7, 4, 6));
        assert_eq!((found.offset, found.length), (5, 2));
        assert_eq!(found.part.as_deref(), Some("word/document.xml"));
        assert_eq!(found.paragraph, Some(7));
    }
}
