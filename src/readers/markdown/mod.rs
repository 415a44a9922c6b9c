//! Markdown: one block a paragraph, heading, list item or table cell, each piece of its text tied to
//! the bytes it was written with.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::{MOST_BLOCKS, Notice, ReadError, text, within};
use lines::{front_matter_end, has_blank_line, list_marker};

use crate::model::block::{Cell, Table};
use crate::model::joins::SoftBreak;
use crate::model::{Block, BlockId, BlockKind, CellRef, Format, Origin, Piece, Place, RawDocument, TableId};
use crate::text::{LineIndex, TextRange};

mod html;
mod lines;

pub(super) fn read(bytes: Vec<u8>) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    let (decoded, notices) = text::decode(&bytes)?;
    drop(bytes);
    let start = front_matter_end(&decoded);
    let mut builder = Builder::new(&decoded, start);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(&decoded[start..], options).into_offset_iter() {
        builder.event(event, range.start + start..range.end + start);
        within(builder.raw.blocks.len(), MOST_BLOCKS, "blocks").map_err(|error| super::read_error(error.into()))?;
    }
    let mut raw = builder.finish();
    text::settle_comments(&mut raw);
    if raw.blocks.is_empty() {
        return Err(ReadError::Empty);
    }
    raw.lines = LineIndex::new(&decoded);
    raw.decoded = decoded;
    Ok((raw, notices))
}

/// What stands in the text for code inside of a line.
const CODE: &str = "▯";

/// True for code that is no words: `file:line:column`, `.gitignore`. Drafts put numbers and symbols between
/// backticks, too, which are to be read.
fn is_of_machine(code: &str) -> bool {
    let is_sign = |letter: char| letter.is_ascii_punctuation() && letter != '-';
    code.is_ascii() && !code.starts_with(|first: char| first.is_ascii_digit()) && code.contains(is_sign)
}

/// A block whose text is still being collected.
struct Open {
    kind: BlockKind,
    place: Place,
    blank_before: bool,
    text: String,
    pieces: Vec<Piece>,
    soft: Vec<SoftBreak>,
    /// Lines of an indented "code block", which a report means as a paragraph: a paragraph on the
    /// next line goes on with it.
    indented: bool,
}

struct Builder<'a> {
    source: &'a str,
    raw: RawDocument,
    open: Option<Open>,
    /// Source offset after the last text taken.
    taken: usize,
    /// The marker of a list item that has no text yet.
    marker: Option<Range<usize>>,
    table: Table,
    row: u16,
    column: u16,
    in_cell: bool,
    in_indented: bool,
    in_html: bool,
    images: usize,
    /// Open marks of bold and italics.
    emphases: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, start: usize) -> Self {
        Self {
            source,
            raw: RawDocument::new(Format::Markdown),
            open: None,
            taken: start,
            marker: None,
            table: Table::default(),
            row: 0,
            column: 0,
            in_cell: false,
            in_indented: false,
            in_html: false,
            images: 0,
            emphases: 0,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_indented => self.indented(&text, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => self.code(&code, range),
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::SoftBreak => self.soft_break(range, self.emphases > 0),
            Event::HardBreak => self.text("\n", range),
            Event::Rule => self.flush(),
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin_paragraph(range.start),
            Tag::Heading { level, .. } => {
                // A line of hyphens under a line of text is a drawn rule in these documents, not
                // the mark of a heading.
                let is_marked = self.source[range.clone()].trim_start().starts_with('#');
                self.begin(
                    if is_marked { BlockKind::Heading(*level as u8) } else { BlockKind::Paragraph },
                    range.start,
                );
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.in_indented = true,
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.begin(BlockKind::Verbatim, range.start),
            Tag::HtmlBlock => {
                self.in_html = true;
                self.html_block(range);
            }
            Tag::Item => {
                self.flush();
                self.marker = list_marker(self.source, range);
            }
            Tag::Table(columns) => {
                self.flush();
                self.table = Table { columns: columns.len().min(usize::from(u16::MAX)) as u16, ..Table::default() };
                self.row = 0;
            }
            Tag::TableHead | Tag::TableRow => self.column = 0,
            Tag::TableCell => {
                self.in_cell = true;
                self.begin(BlockKind::Paragraph, range.start);
            }
            Tag::Image { .. } => self.images += 1,
            Tag::Emphasis | Tag::Strong => self.emphases += 1,
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock if self.in_indented => self.in_indented = false,
            TagEnd::HtmlBlock => {
                self.in_html = false;
                self.flush();
            }
            TagEnd::Item => {
                if let Some(marker) = self.marker.clone() {
                    self.begin(BlockKind::ListItem, marker.start);
                }
                self.flush();
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.row = self.row.saturating_add(1),
            TagEnd::Table => {
                self.table.rows = self.row;
                self.raw.tables.push(std::mem::take(&mut self.table));
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Strong => self.emphases = self.emphases.saturating_sub(1),
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link => {}
            _ => self.flush(),
        }
    }

    fn begin_paragraph(&mut self, at: usize) {
        let goes_on = self.open.as_ref().is_some_and(|open| open.indented) && !has_blank_line(self.gap(at));
        if goes_on && self.marker.is_none() {
            self.break_at_gap(at);
            if let Some(open) = &mut self.open {
                open.indented = false;
            }
            return;
        }
        self.begin(BlockKind::Paragraph, at);
    }

    /// Opens a block at source offset `at`; the first block of a list item starts with its marker.
    fn begin(&mut self, kind: BlockKind, at: usize) {
        self.flush();
        let marker = self.marker.take();
        let start = marker.as_ref().map_or(at, |marker| marker.start);
        let place = if self.in_cell {
            let table = TableId(self.raw.tables.len() as u32);
            Place::Cell(CellRef { table, row: self.row, column: self.column })
        } else {
            Place::Body
        };
        self.open = Some(Open {
            kind: if marker.is_some() { BlockKind::ListItem } else { kind },
            place,
            blank_before: !self.in_cell && has_blank_line(self.gap(start)),
            text: String::new(),
            pieces: Vec::new(),
            soft: Vec::new(),
            indented: false,
        });
        if let Some(marker) = marker {
            self.append(&self.source[marker.clone()], marker);
        }
    }

    /// Source between the last text taken and `at`.
    fn gap(&self, at: usize) -> &'a str {
        self.source.get(self.taken..at).unwrap_or("")
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.images > 0 || self.in_html {
            return;
        }
        if self.open.is_none() {
            // Items of a tight list hold their text without a paragraph.
            self.begin(BlockKind::Paragraph, range.start);
        }
        self.append(text, range);
    }

    fn code(&mut self, code: &CowStr<'_>, range: Range<usize>) {
        // The range covers the backticks too.
        let inner = self.source[range.clone()].find(&**code).map(|at| range.start + at..range.start + at + code.len());
        let range = inner.unwrap_or(range);
        self.text(if is_of_machine(code) { CODE } else { code }, range);
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if html::tag_name(tag) == "br" {
            self.text("\n", range);
        } else if tag.starts_with("<!--") {
            self.comment(range);
        }
    }

    /// A line end inside a paragraph, to which Markdown gives no meaning.
    fn soft_break(&mut self, range: Range<usize>, emphasized: bool) {
        if let Some(open) = &mut self.open {
            open.soft.push(SoftBreak { at: open.text.len() as u32, emphasized });
        }
        self.text("\n", range);
    }

    fn indented(&mut self, text: &str, range: Range<usize>) {
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let place = at..at + line.len();
            at = place.end;
            if line.trim().is_empty() {
                continue;
            }
            let goes_on = self.open.as_ref().is_some_and(|open| open.indented);
            if goes_on && !has_blank_line(self.gap(place.start)) {
                self.break_at_gap(place.start);
            } else {
                self.begin(BlockKind::Paragraph, place.start);
            }
            let shown = line.trim_end_matches(['\n', '\r']);
            self.append(shown, place.start..place.start + shown.len());
            if let Some(open) = &mut self.open {
                open.indented = true;
            }
        }
    }

    /// Adds the line end between the last text taken and `at`.
    fn break_at_gap(&mut self, at: usize) {
        if let Some(newline) = self.gap(at).find('\n') {
            let start = self.taken + newline;
            self.soft_break(start..start + 1, false);
        }
    }

    fn end_cell(&mut self) {
        let before = self.raw.blocks.len();
        self.flush();
        let blocks = (before..self.raw.blocks.len()).map(|at| BlockId(at as u32)).collect();
        self.table.cells.push(Cell { row: self.row, column: self.column, row_span: 1, column_span: 1, blocks });
        self.column = self.column.saturating_add(1);
        self.in_cell = false;
    }

    /// Adds `text`, written as `source[range]`, to the open block. Text that is not what the source
    /// says (an entity) is a piece of its own, taken as a whole.
    fn append(&mut self, text: &str, range: Range<usize>) {
        let Some(open) = &mut self.open else { return };
        let written = &self.source[range.clone()];
        let shown = if text.len() == written.len() { written } else { text };
        let start = open.text.len();
        open.text.push_str(shown);
        self.taken = self.taken.max(range.end);
        let piece = TextRange::from(start..open.text.len());
        if shown == written
            && let Some(Piece { range: before, origin: Origin::Text { bytes } }) = open.pieces.last_mut()
            && before.len() == bytes.len()
            && bytes.end() as usize == range.start
        {
            *before = before.cover(piece);
            *bytes = bytes.cover(TextRange::from(range));
            return;
        }
        if !piece.is_empty() {
            open.pieces.push(Piece { range: piece, origin: Origin::Text { bytes: TextRange::from(range) } });
        }
    }

    fn flush(&mut self) {
        let Some(open) = self.open.take() else { return };
        if open.text.trim().is_empty() {
            return;
        }
        let id = BlockId(self.raw.blocks.len() as u32);
        let mut block = Block::new(id, open.kind, open.place, open.text, open.pieces);
        block.blank_before = open.blank_before;
        block.soft = open.soft;
        self.raw.blocks.push(block);
    }

    fn finish(mut self) -> RawDocument {
        self.flush();
        self.raw
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Document, Span};

    fn document(text: &str) -> Document {
        Document::unrecognized(read(text.as_bytes().to_vec()).expect("reads").0)
    }

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        document(text).blocks().iter().map(|block| (block.kind, block.text().to_owned())).collect()
    }

    fn paragraph(text: &str) -> (BlockKind, String) {
        (BlockKind::Paragraph, text.to_owned())
    }

    fn item(text: &str) -> (BlockKind, String) {
        (BlockKind::ListItem, text.to_owned())
    }

    #[test]
    fn written_numbers_are_kept() {
        let text = "I. TÌNH HÌNH\n\n1. Kết quả\n\n3. Hạn chế\n\n   Nói thêm.\n\n- Một;\n  + hai.";
        let expected = [
            paragraph("I. TÌNH HÌNH"),
            item("1. Kết quả"),
            item("3. Hạn chế"),
            paragraph("Nói thêm."),
            item("- Một;"),
            item("+ hai."),
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn headings_are_marked_ones_only() {
        let text = "# **Báo cáo** năm\n\nĐộc lập - Tự do - Hạnh phúc\n-------\n\nNội dung.";
        let expected = [
            (BlockKind::Heading(1), "Báo cáo năm".to_owned()),
            paragraph("Độc lập - Tự do - Hạnh phúc"),
            paragraph("Nội dung."),
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn recipients_below_their_title_are_items() {
        let text = "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.";
        assert_eq!(blocks(text), [paragraph("Nơi nhận:"), item("- Sở Nội vụ;"), item("- Lưu: VT.")]);
    }

    #[test]
    fn tables_know_their_cells() {
        let document = document("Trước.\n\n| Tên | Số |\n|---|---|\n| Nam<br>Nữ | 3 |\n|  | 4 |\n\nSau.");
        let table = document.raw.table(TableId(0));
        assert_eq!((table.rows, table.columns, table.cells.len()), (3, 2, 6));
        let texts: Vec<&str> = document.blocks().iter().map(Block::text).collect();
        assert_eq!(texts, ["Trước.", "Tên", "Số", "Nam\nNữ", "3", "4", "Sau."]);
        assert_eq!(document.blocks()[5].place, Place::Cell(CellRef { table: TableId(0), row: 2, column: 1 }));
        assert!(document.blocks()[6].blank_before);
    }

    #[test]
    fn indented_lines_are_paragraphs() {
        let text = "Mở đầu.\n\n    Thực hiện Công văn số 12 của Sở,\nủy ban báo cáo:\n\n    - một;\n    - hai.";
        let lines = ["Mở đầu.", "Thực hiện Công văn số 12 của Sở,\nủy ban báo cáo:", "- một;\n- hai."];
        assert_eq!(blocks(text), lines.map(paragraph));
        assert_eq!(blocks("```\nlet x;\n```"), [(BlockKind::Verbatim, "let x;\n".to_owned())]);
    }

    #[test]
    fn entities_are_read_and_quoted_as_written() {
        let document = document("Số:&nbsp;12 A &amp; B\\*");
        let block = &document.blocks()[0];
        assert_eq!(block.clean(), "Số: 12 A & B*");
        let at = block.clean().find("12 A &").expect("present");
        assert_eq!(document.quote(block.span(at..at + 6)), "12 A &amp;");
        assert_eq!(document.quote(block.span(at - 1..at)), "&nbsp;");
    }

    #[test]
    fn insertions_stay_before_markup() {
        let document = document("**Điều 1**. Một");
        let place = document.source_bytes(Span::new(BlockId(0), TextRange::empty(9))).expect("text has bytes");
        assert_eq!((place.start(), place.end()), (11, 11));
    }

    #[test]
    fn html_leaves_its_text() {
        let text =
            "<!-- ghi chú -->\n<div align=\"center\">\n<b>BÁO CÁO</b><br>năm&nbsp;2026</div>\n\nMột <!-- x -->hai.";
        assert_eq!(blocks(text), [paragraph("BÁO CÁO\nnăm\u{a0}2026"), paragraph("Một hai.")]);
    }

    #[test]
    fn front_matter_is_skipped_and_rules_are_not() {
        assert_eq!(blocks("\u{feff}---\ntitle: A\n---\nMột."), [paragraph("Một.")]);
        assert_eq!(blocks("---\nSố: 12/BC-UBND\n\n---\n\nHai.").len(), 2);
    }

    #[test]
    fn images_and_markup_alone_are_empty() {
        assert_eq!(read("![hình](a.png)\n\n***\n".as_bytes().to_vec()).err(), Some(ReadError::Empty));
    }

    fn holds_together(text: &str) {
        let Ok((raw, _)) = read(text.as_bytes().to_vec()) else { return };
        for block in &raw.blocks {
            let mut end = 0;
            for piece in block.pieces() {
                let Origin::Text { bytes } = piece.origin else { panic!("{piece:?}") };
                assert_eq!(piece.range.start(), end, "pieces of {:?} do not touch", block.text());
                end = piece.range.end();
                let written = &raw.decoded[bytes.usize()];
                if bytes.len() == piece.range.len() {
                    assert_eq!(written, &block.text()[piece.range.usize()]);
                }
            }
            assert_eq!(end as usize, block.text().len());
        }
    }

    proptest! {
        #[test]
        fn pieces_are_what_the_file_says(parts in proptest::collection::vec(
            prop_oneof![
                "[ -~\n]{0,6}",
                Just("**".to_owned()), Just("\n\n".to_owned()), Just("    ".to_owned()), Just("\n- ".to_owned()),
                Just("\n2. ".to_owned()), Just("| Đ | ỷ |\n|---|---|\n| ".to_owned()), Just("<br>".to_owned()),
                Just("&nbsp;".to_owned()), Just("&acE;".to_owned()), Just("<div>\n".to_owned()), Just("\r\n".to_owned()),
                Just("Điều ỷ".to_owned()), Just("`ỷ`".to_owned()), Just("\\".to_owned()), Just("\n> ".to_owned()),
                Just("\t".to_owned()), Just("\0".to_owned()), Just("<!--".to_owned()), Just("![".to_owned()),
            ], 0..24)) {
            holds_together(&parts.concat());
        }
    }
}
