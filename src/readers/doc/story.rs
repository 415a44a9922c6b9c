//! From characters to paragraphs, cells and fields.

use std::collections::VecDeque;
use std::ops::Range;

use super::boxes::TextBox;
use super::fib::Fib;
use super::marks::{CharacterMarks, Marks, ParagraphMarks};
use super::pieces::Text;
use crate::model::block::Cell;
use crate::model::{Block, BlockId, BlockKind, CellRef, Origin, Piece, Place, RawDocument, Table, TableId};
use crate::readers::{NoticeKind, Notices};
use crate::text::TextRange;

/// Ends of paragraphs and cells, page breaks.
const PARAGRAPH: u16 = 0x0d;
const CELL: u16 = 0x07;
const PAGE_BREAK: u16 = 0x0c;
const COLUMN_BREAK: u16 = 0x0e;
/// Deepest nesting of fields; more is broken.
const DEEPEST_FIELD: usize = 32;

/// The body and its text boxes are the first parts.
const BODY_PARTS: [&str; 2] = ["WordDocument", "text boxes"];
const BODY: u32 = 0;
const TEXT_BOXES: u32 = 1;

/// Where a field is. Only its result is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Instruction,
    Result,
}

/// The cell that comes next.
#[derive(Debug, Clone, Copy)]
struct Cursor {
    table: TableId,
    row: u16,
    column: u16,
}

/// Everything read so far.
pub(super) struct Stories<'b> {
    pub(super) text: Text<'b>,
    pub(super) paragraphs: Marks<ParagraphMarks>,
    pub(super) characters: Marks<CharacterMarks>,
    pub(super) raw: RawDocument,
    pub(super) notices: Notices,
    pub(super) has_pictures: bool,
    /// Text boxes that are not yet read, by anchor.
    pub(super) boxes: VecDeque<TextBox>,
    /// The first character of their story.
    pub(super) boxes_start: u32,
    /// Paragraphs of text boxes so far.
    pub(super) box_paragraphs: u32,
}

/// A story while it is read.
struct Walk {
    place: Place,
    part: u32,
    ordinal: u32,
    blank: bool,
    fields: Vec<Field>,
    table: Option<Cursor>,
    paragraph: Vec<u16>,
}

impl Stories<'_> {
    /// Reads the stories that are shown; annotations are not.
    pub(super) fn read_all(&mut self, fib: &Fib, headers: &[(Range<u32>, Place)]) {
        let lengths = fib.stories;
        let mut next = 0u32;
        let mut story = |length: u32| {
            let start = next;
            next = next.saturating_add(length);
            start..next
        };
        let body = story(lengths.body);
        let footnotes = story(lengths.footnotes);
        let header_story = story(lengths.headers);
        story(lengths.macros);
        story(lengths.annotations);
        let endnotes = story(lengths.endnotes);
        self.boxes_start = story(lengths.text_boxes).start;
        let header_text_boxes = story(lengths.header_text_boxes);
        self.raw.parts.extend(BODY_PARTS.map(str::to_owned));
        self.read_as((BODY, 0), [(body, Place::Body)]);
        self.boxes_before(None);
        let shifted = |range: &Range<u32>| {
            header_story.start.saturating_add(range.start)..header_story.start.saturating_add(range.end)
        };
        let headers: Vec<_> = headers.iter().map(|(range, place)| (shifted(range), *place)).collect();
        self.read("headers", headers);
        self.read("headers: text boxes", [(header_text_boxes, Place::Header)]);
        self.read("footnotes", [(footnotes, Place::Note)]);
        self.read("endnotes", [(endnotes, Place::Note)]);
    }

    fn read(&mut self, name: &str, stretches: impl IntoIterator<Item = (Range<u32>, Place)>) {
        let part = self.raw.parts.len() as u32;
        self.raw.parts.push(name.to_owned());
        self.read_as((part, 0), stretches);
    }

    /// Reads the text boxes that are anchored before the character `end` of the body, or all that are left.
    fn boxes_before(&mut self, end: Option<u32>) {
        while self.boxes.front().is_some_and(|next| end.is_none_or(|end| next.anchor < end))
            && let Some(next) = self.boxes.pop_front()
        {
            let start = self.boxes_start;
            let text = start.saturating_add(next.text.start)..start.saturating_add(next.text.end);
            let before = self.box_paragraphs;
            self.box_paragraphs = self.read_as((TEXT_BOXES, before), [(text, Place::TextBox)]);
        }
    }

    /// Reads stretches of `part`, of which `ordinal` paragraphs were read before; how many there are now.
    fn read_as(
        &mut self,
        (part, ordinal): (u32, u32),
        stretches: impl IntoIterator<Item = (Range<u32>, Place)>,
    ) -> u32 {
        let mut walk = Walk {
            place: Place::Body,
            part,
            ordinal,
            blank: false,
            fields: Vec::new(),
            table: None,
            paragraph: Vec::new(),
        };
        for (range, place) in stretches {
            walk.place = place;
            walk.blank = false;
            walk.fields.clear();
            self.stretch(range, &mut walk);
            self.end_paragraph(&mut walk, None, PARAGRAPH);
            walk.table = None;
        }
        walk.ordinal
    }

    fn stretch(&mut self, range: Range<u32>, walk: &mut Walk) {
        // The text borrows the file, not the rest, but the borrow checker sees one struct.
        let mut from = range.start;
        loop {
            let mut end = None;
            let mut read = 0;
            for unit in self.text.units(from..range.end) {
                read += 1;
                if matches!(unit.code, PARAGRAPH | CELL | PAGE_BREAK | COLUMN_BREAK) {
                    end = Some(unit);
                    break;
                }
                let marks = self.characters.at(unit.offset).unwrap_or_default();
                push(unit.code, marks, walk, &mut self.notices, &mut self.has_pictures);
            }
            let Some(end) = end else { return };
            from = from.saturating_add(read);
            let marks = self.characters.at(end.offset).unwrap_or_default();
            if end.code == PARAGRAPH && (marks.is_deleted || marks.is_hidden) {
                // The paragraph goes on in the next one.
                walk.ordinal += 1;
                continue;
            }
            self.end_paragraph(walk, self.paragraphs.at(end.offset), end.code);
            if walk.part == BODY {
                self.boxes_before(Some(from));
            }
        }
    }

    /// Makes a block of what was read and follows the table.
    fn end_paragraph(&mut self, walk: &mut Walk, marks: Option<ParagraphMarks>, end: u16) {
        walk.ordinal += 1;
        // An instruction that is not finished in its paragraph is broken; it must not swallow what
        // follows.
        walk.fields.iter_mut().for_each(|field| *field = Field::Result);
        let text = String::from_utf16_lossy(&std::mem::take(&mut walk.paragraph));
        let in_table = marks.is_some_and(|marks| marks.in_table || marks.depth > 0);
        let ends_row = marks.is_some_and(|marks| marks.ends_row) && end == CELL;
        if !in_table && end != PAGE_BREAK {
            walk.table = None;
        }
        if ends_row {
            walk.end_row();
            return;
        }
        let place = if in_table { Place::Cell(self.cell(walk)) } else { walk.place };
        if marks.is_some_and(|marks| marks.is_numbered) {
            self.notices.add(NoticeKind::AutomaticNumbers, "");
            self.raw.lacks_numbers = true;
        }
        if text.trim().is_empty() {
            walk.blank = true;
        } else {
            self.add(walk, place, text);
        }
        let is_inner = marks.is_some_and(|marks| marks.depth > 1);
        if end == CELL && in_table && !is_inner {
            walk.end_cell();
        }
    }

    fn add(&mut self, walk: &mut Walk, place: Place, text: String) {
        let id = BlockId(self.raw.blocks.len() as u32);
        let range = TextRange::from(0..text.len());
        let pieces = vec![Piece { range, origin: Origin::Paragraph { bytes: range } }];
        let mut block = Block::new(id, BlockKind::Paragraph, place, text, pieces);
        block.blank_before = std::mem::take(&mut walk.blank);
        block.part = walk.part;
        block.paragraph = walk.ordinal;
        self.raw.blocks.push(block);
        if let Place::Cell(at) = place
            && let Some(cell) = self.raw.tables.get_mut(at.table.index()).and_then(|table| table.cells.last_mut())
        {
            cell.blocks.push(id);
        }
    }

    /// The cell that is read, begun if it is new.
    fn cell(&mut self, walk: &mut Walk) -> CellRef {
        let cursor = *walk.table.get_or_insert_with(|| {
            self.raw.tables.push(Table::default());
            Cursor { table: TableId(self.raw.tables.len() as u32 - 1), row: 0, column: 0 }
        });
        let Cursor { table, row, column } = cursor;
        if let Some(stored) = self.raw.tables.get_mut(table.index()) {
            let is_new = stored.cells.last().is_none_or(|cell| (cell.row, cell.column) != (row, column));
            if is_new {
                stored.cells.push(Cell { row, column, row_span: 1, column_span: 1, blocks: Vec::new() });
                stored.rows = stored.rows.max(row.saturating_add(1));
                stored.columns = stored.columns.max(column.saturating_add(1));
                // An empty paragraph of another cell says nothing of this one.
                walk.blank = false;
            }
        }
        CellRef { table, row, column }
    }
}

impl Walk {
    fn end_cell(&mut self) {
        self.blank = false;
        if let Some(cursor) = self.table.as_mut() {
            cursor.column = cursor.column.saturating_add(1);
        }
    }

    fn end_row(&mut self) {
        self.blank = false;
        if let Some(cursor) = self.table.as_mut() {
            cursor.row = cursor.row.saturating_add(1);
            cursor.column = 0;
        }
    }
}

/// Adds a character to the paragraph, if it is shown.
fn push(code: u16, marks: CharacterMarks, walk: &mut Walk, notices: &mut Notices, has_pictures: &mut bool) {
    match code {
        0x13 if walk.fields.len() < DEEPEST_FIELD => return walk.fields.push(Field::Instruction),
        0x14 => {
            if let Some(field) = walk.fields.last_mut() {
                *field = Field::Result;
            }
            return;
        }
        0x15 => {
            walk.fields.pop();
            return;
        }
        _ => {}
    }
    if walk.fields.contains(&Field::Instruction) {
        return;
    }
    if marks.is_deleted {
        return notices.add(NoticeKind::TrackedChanges, "");
    }
    let is_space = matches!(code, 0x09 | 0x20 | 0xa0);
    if marks.is_hidden {
        if !is_space {
            notices.add(NoticeKind::HiddenText, "");
        }
        return;
    }
    let shown = match code {
        0x09 => code,
        0x0b => u16::from(b'\n'),
        0x1e => 0x2011,
        0x1f => 0xad,
        0x01 | 0x08 => {
            *has_pictures = true;
            return;
        }
        // Signs for notes, annotations and lines between them, and bytes that mean nothing.
        0x00..=0x1f => return,
        // A sign of a symbol font is stored as a bracket; which one it is, the font decides.
        0x28 if marks.is_symbol => 0x25a1,
        0xe000..=0xf8ff => 0x25a1,
        _ => code,
    };
    walk.paragraph.push(shown);
}
