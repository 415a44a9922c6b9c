//! Blocks: paragraphs, headings and cells' paragraphs, with their text, its clean reading and its
//! origin.

use std::sync::{Arc, OnceLock};

use super::format::{Fact, ParagraphFormat, RunFormat};
use super::joins::{Join, SoftBreak};
use super::source::{Origin, Piece};
use crate::text::letters::{self, Case};
use crate::text::{Clean, Signs, TextRange, Token, fold, tokens};

/// Position of a block in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

impl BlockId {
    /// As an index into the document's blocks.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Position of a table in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableId(pub u32);

impl TableId {
    /// As an index into the document's tables.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place as rules see it: a block and a byte range of its stored text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The block.
    pub block: BlockId,
    /// Bytes of the block's stored text.
    pub range: TextRange,
}

impl Span {
    /// Brings a block and a range together.
    pub const fn new(block: BlockId, range: TextRange) -> Self {
        Self { block, range }
    }

    /// True if both lie in one block and touch.
    pub fn touches(self, other: Self) -> bool {
        self.block == other.block && self.range.touches(other.range)
    }
}

/// What the file says a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph or a line of text.
    Paragraph,
    /// A heading by markup or style, with its level from 1.
    Heading(u8),
    /// An item of a list by markup. Its marker is part of the text.
    ListItem,
    /// Quoted, code, or otherwise not running text.
    Verbatim,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellRef {
    /// The table.
    pub table: TableId,
    /// Row, from 0.
    pub row: u16,
    /// Grid column, from 0.
    pub column: u16,
}

/// Where on the page a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the flow of the body.
    Body,
    /// In a table cell.
    Cell(CellRef),
    /// In a text box.
    TextBox,
    /// In a page header.
    Header,
    /// In a page footer.
    Footer,
    /// In a footnote or endnote.
    Note,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Row, from 0.
    pub row: u16,
    /// Grid column, from 0.
    pub column: u16,
    /// Rows covered, at least 1.
    pub row_span: u16,
    /// Grid columns covered, at least 1.
    pub column_span: u16,
    /// Blocks that stand directly in the cell, in order.
    pub blocks: Vec<BlockId>,
}

/// A table. Cells stand in row order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Number of rows.
    pub rows: u16,
    /// Number of grid columns.
    pub columns: u16,
    /// The cells.
    pub cells: Vec<Cell>,
    /// The cell this table is nested in.
    pub parent: Option<CellRef>,
}

/// The text of a block: its own, or a stretch of the file it was read from, which is not copied.
#[derive(Debug, Clone)]
pub enum Stored {
    /// Put together by a reader.
    Own(String),
    /// Bytes of a decoded file.
    Part(Arc<str>, TextRange),
}

impl Stored {
    fn as_str(&self) -> &str {
        match self {
            Self::Own(text) => text,
            Self::Part(file, range) => file.get(range.usize()).unwrap_or(""),
        }
    }
}

impl From<String> for Stored {
    fn from(text: String) -> Self {
        Self::Own(text)
    }
}

/// A paragraph-like stretch of text.
#[derive(Debug, Clone)]
pub struct Block {
    id: BlockId,
    /// What the file says it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub place: Place,
    /// Lines between the previous block and this one were empty (TXT, MD), or an empty paragraph.
    pub blank_before: bool,
    /// Index of the package part, for DOCX.
    pub part: u32,
    /// Ordinal of the paragraph in its part, from 1; 0 where the format has lines.
    pub paragraph: u32,
    /// Facts of the paragraph.
    pub format: ParagraphFormat,
    /// Facts of its runs, covering the text; empty where unknown. Readers set them before anything
    /// asks for [`Self::shown`].
    pub runs: Vec<RunFormat>,
    /// Line ends that the file format gives no meaning, in order.
    pub soft: Vec<SoftBreak>,
    text: Stored,
    pieces: Vec<Piece>,
    joins: Vec<Join>,
    // Readings of the text are made when they are first asked for: page furniture is read and
    // never looked at.
    clean: OnceLock<Clean>,
    shown: OnceLock<Option<String>>,
    folded: OnceLock<String>,
    tokens: OnceLock<Vec<Token>>,
    signs: OnceLock<Signs>,
}

impl Block {
    /// Makes block number `id` from its stored text and the origin of each stretch. `pieces` are
    /// sorted, touch each other and cover `text`.
    pub fn new(id: BlockId, kind: BlockKind, place: Place, text: impl Into<Stored>, pieces: Vec<Piece>) -> Self {
        let text = text.into();
        Self {
            id,
            kind,
            place,
            blank_before: false,
            part: 0,
            paragraph: 0,
            format: ParagraphFormat::default(),
            runs: Vec::new(),
            soft: Vec::new(),
            text,
            pieces,
            joins: Vec::new(),
            clean: OnceLock::new(),
            shown: OnceLock::new(),
            folded: OnceLock::new(),
            tokens: OnceLock::new(),
            signs: OnceLock::new(),
        }
    }

    /// The same block as number `id`, with lines joined at `joins`, which are in order and apart.
    #[must_use]
    pub(crate) fn laid_out(self, id: BlockId, joins: Vec<Join>) -> Self {
        Self {
            id,
            joins,
            clean: OnceLock::new(),
            shown: OnceLock::new(),
            folded: OnceLock::new(),
            tokens: OnceLock::new(),
            signs: OnceLock::new(),
            ..self
        }
    }

    /// Its place among the document's blocks.
    pub const fn id(&self) -> BlockId {
        self.id
    }

    /// The stored text, letter for letter.
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// The clean text: NFC, plain spaces, no invisible characters, no `**`. All recognition and
    /// all ranges "of the clean text" refer to this.
    pub fn clean(&self) -> &str {
        self.cleaned().text(self.text())
    }

    fn cleaned(&self) -> &Clean {
        self.clean.get_or_init(|| match self.joins.as_slice() {
            [] => Clean::new(self.text()),
            joins => Clean::with_seams(self.text(), joins.iter().map(|join| join.seam)),
        })
    }

    /// The clean text as a reader of the page sees it: letters that the font shows as capitals are
    /// capitals. Same byte offsets as [`Self::clean`]. Whatever judges capitals asks for this.
    pub fn shown(&self) -> &str {
        self.shown.get_or_init(|| self.in_capitals()).as_deref().unwrap_or_else(|| self.clean())
    }

    /// The clean text with the capitals that its font makes; `None` if it makes none.
    fn in_capitals(&self) -> Option<String> {
        if self.runs.iter().all(|run| run.caps != Fact::Known(true)) {
            return None;
        }
        let clean = self.clean();
        let mut shown = String::new();
        let mut at = 0;
        for run in self.runs.iter().filter(|run| run.caps == Fact::Known(true)) {
            let range = self.clean_range(Span::new(self.id, run.range)).usize();
            let (Some(before), Some(capitals)) = (clean.get(at..range.start), clean.get(range.clone())) else {
                continue;
            };
            shown.push_str(before);
            shown.extend(capitals.chars().map(fold::upper));
            at = range.end;
        }
        shown.push_str(clean.get(at..)?);
        (at > 0).then_some(shown)
    }

    /// The clean text folded for comparison; same byte offsets as [`Self::clean`].
    pub fn folded(&self) -> &str {
        self.folded.get_or_init(|| fold::fold(self.clean()))
    }

    /// True if the stored text holds nothing but plain characters; see [`Clean::is_plain`].
    pub fn is_plain(&self) -> bool {
        self.cleaned().is_plain()
    }

    /// Words and marks of the clean text.
    pub fn tokens(&self) -> &[Token] {
        self.tokens.get_or_init(|| tokens::tokenize(self.clean()))
    }

    /// Which signs stand side by side in the clean text.
    pub fn signs(&self) -> Signs {
        *self.signs.get_or_init(|| Signs::of(self.clean()))
    }

    /// The line ends at which printed lines were joined to one.
    pub fn joins(&self) -> &[Join] {
        &self.joins
    }

    /// True if a join lies in `range` of the stored text: an edit of it would move a line end.
    pub fn is_joined_in(&self, range: TextRange) -> bool {
        let next = self.joins.partition_point(|join| join.seam.range.end() <= range.start());
        self.joins.get(next).is_some_and(|join| join.seam.range.start() < range.end())
    }

    /// Origins of the stored text.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The span behind a range of the clean text.
    pub fn span(&self, clean: impl Into<TextRange>) -> Span {
        Span::new(self.id, self.cleaned().to_stored(clean.into()))
    }

    /// The span of the whole text without surrounding white space.
    pub fn whole(&self) -> Span {
        self.span(trimmed(self.clean(), 0..self.clean().len()))
    }

    /// The clean range behind a span of this block.
    pub fn clean_range(&self, span: Span) -> TextRange {
        let clean = self.cleaned();
        TextRange::new(clean.from_stored(span.range.start()), clean.from_stored(span.range.end()))
    }

    /// The clean text of a span of this block.
    pub fn clean_text(&self, span: Span) -> &str {
        self.clean().get(self.clean_range(span).usize()).unwrap_or("")
    }

    /// The text of a span of this block as it is shown, see [`Self::shown`].
    pub fn shown_text(&self, span: Span) -> &str {
        self.shown().get(self.clean_range(span).usize()).unwrap_or("")
    }

    /// The case of the letters of a clean range as they are shown.
    pub fn shown_case(&self, clean: TextRange) -> Case {
        letters::case_of(self.shown().get(clean.usize()).unwrap_or(""))
    }

    /// True if there is no visible text.
    pub fn is_blank(&self) -> bool {
        self.clean().trim().is_empty()
    }

    /// Clean ranges of the non-empty lines, trimmed. A block has several when the author broke
    /// lines inside a paragraph, or when a reader joined soft-wrapped lines.
    pub fn lines(&self) -> impl Iterator<Item = TextRange> + '_ {
        let clean = self.clean();
        let mut start = 0;
        clean.split('\n').filter_map(move |line| {
            let range = start..start + line.len();
            start += line.len() + 1;
            let range = trimmed(clean, range);
            (!range.is_empty()).then(|| TextRange::from(range))
        })
    }

    /// True if the first stored bytes are a label made by automatic numbering.
    pub fn is_auto_numbered(&self) -> bool {
        matches!(self.pieces.first(), Some(Piece { origin: Origin::Generated { .. }, .. }))
    }
}

/// `range` of `text` without white space at both ends.
pub fn trimmed(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = range.end - (slice.len() - slice.trim_end().len());
    start..end.max(start)
}
