//! Where text came from.

use std::sync::Arc;

use super::block::{Block, BlockId, Span, Table, TableId};
use super::format::PageSetup;
use crate::text::{LineIndex, TextRange};

/// One input: a name for messages and the bytes. The core never opens files itself.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as the user gave it; `-` for standard input.
    pub name: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// The file formats that readers exist for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// `CommonMark` with pipe tables.
    Markdown,
    /// Office Open XML word processing.
    Docx,
    /// `OpenDocument` text.
    Odt,
    /// Word 97 to 2003, by its text.
    Doc,
    /// Portable Document Format with a text layer.
    Pdf,
}

impl Format {
    /// The name in reports: `text`, `markdown`, `docx`, `odt`, `doc`, `pdf`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Doc => "doc",
            Self::Pdf => "pdf",
        }
    }

    /// True if text in this format was copied from elsewhere: nobody drafts an official document in
    /// Markdown, so marks of lists and the capitals of titles are those of the copier.
    pub const fn is_copy(self) -> bool {
        matches!(self, Self::Markdown)
    }

    /// True if the letters are those that were typed. A drawing keeps their shapes, and which letters
    /// they show was told by the program that drew them.
    pub const fn keeps_letters(self) -> bool {
        !matches!(self, Self::Pdf)
    }

    /// True if places are lines and columns of the file itself.
    pub const fn has_lines(self) -> bool {
        matches!(self, Self::Text | Self::Markdown)
    }
}

/// A stretch of a block's text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the block's text.
    pub range: TextRange,
    /// Their origin.
    pub origin: Origin,
}

impl Piece {
    /// The source range behind the part of `range` that lies in this piece, for a piece written as
    /// `bytes`. A piece that is not written letter for letter (an entity) is taken as a whole.
    pub(super) fn source_range(&self, bytes: TextRange, range: TextRange) -> TextRange {
        let start = range.start().clamp(self.range.start(), self.range.end());
        let end = range.end().clamp(start, self.range.end());
        if self.range.len() == bytes.len() {
            return TextRange::new(start - self.range.start(), end - self.range.start()).shifted(bytes.start());
        }
        let from = if start < self.range.end() { bytes.start() } else { bytes.end() };
        let to = if end > self.range.start() { bytes.end() } else { bytes.start() };
        TextRange::new(from, to)
    }
}

/// Where a stretch of block text came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// TXT and MD: a byte range of the decoded file. As long as the piece where the text is written
    /// letter for letter; a piece of another length is one sign (an entity, a line break by markup).
    Text {
        /// Bytes of [`RawDocument::decoded`].
        bytes: TextRange,
    },
    /// DOCX: bytes of the text of one run.
    Docx {
        /// Byte of the part's XML at which the `w:r` starts.
        run: u32,
        /// Bytes of that run's joined text.
        bytes: TextRange,
    },
    /// ODT and DOC: bytes of the text that the paragraph stores.
    Paragraph {
        /// Bytes of that text, without labels of numbering.
        bytes: TextRange,
    },
    /// PDF: an area of a page. Readable, never writable.
    Pdf {
        /// The page, from 1.
        page: u32,
        /// Where on it.
        area: Area,
    },
    /// Shown to the reader but not stored as text.
    Generated {
        /// What makes it.
        by: Generator,
    },
}

/// An area of a page, in twentieths of a point from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub left: u32,
    /// Top edge.
    pub top: u32,
    /// Right edge.
    pub right: u32,
    /// Bottom edge.
    pub bottom: u32,
}

/// Makers of text that is shown but not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Generator {
    /// A label of automatic numbering, with the space after it.
    Numbering,
    /// A separator that the reader put between stored pieces.
    Separator,
}

/// In whose name the tool writes remarks and changes into documents. Its own remarks are no part of a document.
pub const OWN_NAME: &str = "rasoat";

/// A remark beside the text: a Word comment, or a line of a text file that is meant for the tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// What it says.
    pub text: String,
    /// The text it is about; the whole of a block where the format knows no narrower place.
    pub about: Vec<Span>,
    /// Bytes of [`RawDocument::decoded`] that hold it, for TXT and MD.
    pub bytes: Option<TextRange>,
}

/// A file as its reader understood it: blocks in reading order.
#[derive(Debug, Clone)]
pub struct RawDocument {
    /// What it was read from.
    pub format: Format,
    /// The decoded text of TXT and MD; empty otherwise.
    pub decoded: Arc<str>,
    /// Lines of [`Self::decoded`].
    pub lines: LineIndex,
    /// Blocks in reading order. Headers, footers and notes stand at the end.
    pub blocks: Vec<Block>,
    /// Tables, by [`TableId`].
    pub tables: Vec<Table>,
    /// Names of the parts of a package or compound file, or of the pages of a PDF, by index; empty otherwise.
    pub parts: Vec<String>,
    /// Page set-up of each section; empty where the format has no pages.
    pub pages: Vec<PageSetup>,
    /// Remarks beside the text, in reading order.
    pub comments: Vec<Comment>,
    /// Where the program that wrote the file last began a new page in its first part: paragraph and bytes of
    /// its text before; empty if it did not say.
    pub page_starts: Vec<(u32, u32)>,
    /// Text that somebody inserted and nobody has accepted yet, in reading order.
    pub insertions: Vec<Span>,
    /// Paragraphs are numbered by the program that made the file, and their numbers were not read.
    pub lacks_numbers: bool,
    /// The letters were recognised in pictures by a program; what is judged letter by letter is not
    /// judged here.
    pub letters_guessed: bool,
    /// Pages, from 1, on which pictures stand beside the text: what they show was not read.
    pub picture_pages: Vec<u32>,
    /// Pages, from 1, that are nothing but a picture: none of their text is here.
    pub unread_pages: Vec<u32>,
}

impl RawDocument {
    /// An empty document of `format`, for readers to fill.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            decoded: Arc::from(""),
            lines: LineIndex::default(),
            blocks: Vec::new(),
            tables: Vec::new(),
            parts: Vec::new(),
            pages: Vec::new(),
            comments: Vec::new(),
            page_starts: Vec::new(),
            insertions: Vec::new(),
            lacks_numbers: false,
            letters_guessed: false,
            picture_pages: Vec::new(),
            unread_pages: Vec::new(),
        }
    }

    /// The block `id` of this document.
    ///
    /// # Panics
    /// If `id` comes from another document.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.index()]
    }

    /// The page on which `span` begins, from 1, and whether that is certain; `None` if the file does not tell.
    /// What a program wrote down about its pages when it last showed the file may have changed since.
    pub fn page_of(&self, span: Span) -> Option<(u32, bool)> {
        let block = self.blocks.get(span.block.index())?;
        if self.format == Format::Pdf {
            let at = block.pieces().iter().find(|piece| piece.range.end() > span.range.start());
            return match at.or(block.pieces().last())?.origin {
                Origin::Pdf { page, .. } => Some((page, true)),
                _ => None,
            };
        }
        if self.page_starts.is_empty() || block.part != 0 {
            return None;
        }
        let begun = self.page_starts.partition_point(|start| *start <= (block.paragraph, span.range.start()));
        Some((begun as u32 + 1, false))
    }

    /// True if a page between two places was not read.
    pub fn misses_page(&self, from: Span, to: Span) -> bool {
        let pages = self.page_of(from).zip(self.page_of(to));
        pages.is_some_and(|((from, _), (to, _))| self.unread_pages.iter().any(|page| (from..=to).contains(page)))
    }

    /// True if a picture stands on the page on which `span` begins, as far as the file tells.
    pub fn shows_picture(&self, span: Span) -> bool {
        self.page_of(span).is_some_and(|(page, _)| self.picture_pages.contains(&page))
    }

    /// The table `id` of this document.
    ///
    /// # Panics
    /// If `id` comes from another document.
    pub fn table(&self, id: TableId) -> &Table {
        &self.tables[id.index()]
    }
}
