//! What was read from a PDF, as bytes: a process that reads one gives them to the process that asked it to.
//!
//! Only what the reader of PDF tells is carried. Whoever makes it tell more carries that here; a build with
//! assertions finds out.

use serde::{Deserialize, Serialize};

use super::{page_setup, run_format};
use crate::model::block::Cell;
use crate::model::format::{Alignment, PageNumber};
use crate::model::source::Area;
use crate::model::{
    Block, BlockId, BlockKind, CellRef, Fact, Format, Generator, Origin, Piece, Place, RawDocument, Table, TableId,
};
use crate::readers::{Notice, NoticeKind, Read, ReadError};
use crate::text::TextRange;

/// What reading gives, as bytes.
pub(in crate::readers) fn pack(read: &Read) -> Vec<u8> {
    let sheet = read.as_ref().map(|(raw, notices)| Sheet::of(raw, notices)).map_err(Refusal::of);
    let packed = postcard::to_stdvec(&sheet).unwrap_or_default();
    debug_assert_eq!(
        format!("{:?}", Some(read)),
        format!("{:?}", unpack(&packed).as_ref()),
        "something is not carried"
    );
    packed
}

/// What those bytes say; `None` if [`pack`] did not make them.
pub(in crate::readers) fn unpack(bytes: &[u8]) -> Option<Read> {
    let sheet: Result<Sheet, Refusal> = postcard::from_bytes(bytes).ok()?;
    match sheet {
        Ok(sheet) => sheet.document().map(Ok),
        Err(refusal) => Some(Err(refusal.error())),
    }
}

/// A range, by its ends.
type Range = (u32, u32);

/// A document.
#[derive(Serialize, Deserialize)]
struct Sheet {
    blocks: Vec<Paragraph>,
    tables: Vec<Grid>,
    parts: Vec<String>,
    pages: Vec<Page>,
    letters_guessed: bool,
    picture_pages: Vec<u32>,
    unread_pages: Vec<u32>,
    notices: Vec<(NoticeKind, String)>,
}

/// A block.
#[derive(Serialize, Deserialize)]
struct Paragraph {
    text: String,
    place: Where,
    blank_before: bool,
    part: u32,
    /// Its number among the paragraphs of its part.
    number: u32,
    section: u16,
    pieces: Vec<(Range, Option<Area4>)>,
    runs: Vec<Run>,
}

/// The page of a piece and the edges of its area; a separator has none.
type Area4 = (u32, [u32; 4]);

/// Where a block stands.
#[derive(Serialize, Deserialize)]
enum Where {
    Body,
    Cell { table: u32, row: u16, column: u16 },
    TextBox,
    Header,
    Footer,
    Note,
}

/// How a run looks.
#[derive(Serialize, Deserialize)]
struct Run {
    range: Range,
    font: Option<String>,
    half_points: Option<u16>,
    bold: Option<bool>,
    italic: Option<bool>,
}

/// A table.
#[derive(Serialize, Deserialize)]
struct Grid {
    rows: u16,
    columns: u16,
    /// Row, column and blocks.
    cells: Vec<(u16, u16, Vec<u32>)>,
}

/// A page set-up.
#[derive(Serialize, Deserialize)]
struct Page {
    width: Option<u32>,
    height: Option<u32>,
    number: Shown,
}

/// Whether a page shows its number.
#[derive(Serialize, Deserialize)]
enum Shown {
    Unknown,
    No,
    Number(Number),
}

/// A page number.
#[derive(Serialize, Deserialize)]
struct Number {
    at_top: bool,
    alignment: Option<u8>,
    half_points: Option<u16>,
    italic: Option<bool>,
    in_digits: Option<bool>,
    on_first_page: bool,
}

/// Why nothing was read.
#[derive(Serialize, Deserialize)]
enum Refusal {
    Empty,
    Encrypted,
    PicturesOnly,
    LayerUnusable,
    LettersLost,
    Damaged(String),
    Bomb(String),
}

const ALIGNMENTS: [Alignment; 4] = [Alignment::Left, Alignment::Center, Alignment::Right, Alignment::Justified];

fn fact<T>(value: Option<T>) -> Fact<T> {
    value.map_or(Fact::Unknown, Fact::Known)
}

const fn range(range: Range) -> TextRange {
    TextRange::new(range.0, range.1)
}

const fn ends(range: TextRange) -> Range {
    (range.start(), range.end())
}

impl Sheet {
    fn of(raw: &RawDocument, notices: &[Notice]) -> Self {
        Self {
            blocks: raw.blocks.iter().map(Paragraph::of).collect(),
            tables: raw.tables.iter().map(Grid::of).collect(),
            parts: raw.parts.clone(),
            pages: raw.pages.iter().map(Page::of).collect(),
            letters_guessed: raw.letters_guessed,
            picture_pages: raw.picture_pages.clone(),
            unread_pages: raw.unread_pages.clone(),
            notices: notices.iter().map(|notice| (notice.kind, notice.detail.clone())).collect(),
        }
    }

    /// The document, if its parts fit one another.
    fn document(self) -> Option<(RawDocument, Vec<Notice>)> {
        let (blocks, tables) = (self.blocks.len(), self.tables.len());
        let mut raw = RawDocument::new(Format::Pdf);
        raw.letters_guessed = self.letters_guessed;
        raw.picture_pages = self.picture_pages;
        raw.unread_pages = self.unread_pages;
        raw.parts = self.parts;
        raw.pages = self.pages.into_iter().map(Page::setup).collect();
        raw.tables = self.tables.into_iter().map(|grid| grid.table(blocks)).collect::<Option<_>>()?;
        let made = self.blocks.into_iter().enumerate().map(|(at, paragraph)| paragraph.block(at, tables));
        raw.blocks = made.collect::<Option<_>>()?;
        let notices = self.notices.into_iter().map(|(kind, detail)| Notice { kind, detail }).collect();
        Some((raw, notices))
    }
}

impl Paragraph {
    fn of(block: &Block) -> Self {
        let piece = |piece: &Piece| {
            let area = match piece.origin {
                Origin::Pdf { page, area: Area { left, top, right, bottom } } => {
                    Some((page, [left, top, right, bottom]))
                }
                _ => None,
            };
            (ends(piece.range), area)
        };
        let runs = block.runs.iter().map(|run| Run {
            range: ends(run.range),
            font: run.font.clone(),
            half_points: run.half_points.known(),
            bold: run.bold.known(),
            italic: run.italic.known(),
        });
        Self {
            text: block.text().to_owned(),
            place: match block.place {
                Place::Body => Where::Body,
                Place::Cell(CellRef { table, row, column }) => Where::Cell { table: table.0, row, column },
                Place::TextBox => Where::TextBox,
                Place::Header => Where::Header,
                Place::Footer => Where::Footer,
                Place::Note => Where::Note,
            },
            blank_before: block.blank_before,
            part: block.part,
            number: block.paragraph,
            section: block.format.section,
            pieces: block.pieces().iter().map(piece).collect(),
            runs: runs.collect(),
        }
    }

    /// Block number `at` of a document with so many `tables`; `None` if its pieces do not cover its text.
    fn block(self, at: usize, tables: usize) -> Option<Block> {
        let place = match self.place {
            Where::Body => Place::Body,
            Where::Cell { table, row, column } if (table as usize) < tables => {
                Place::Cell(CellRef { table: TableId(table), row, column })
            }
            Where::Cell { .. } => return None,
            Where::TextBox => Place::TextBox,
            Where::Header => Place::Header,
            Where::Footer => Place::Footer,
            Where::Note => Place::Note,
        };
        let mut covered = 0;
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for ((start, end), area) in self.pieces {
            if start != covered || end < start || !self.text.is_char_boundary(end as usize) {
                return None;
            }
            covered = end;
            let origin = match area {
                Some((page, [left, top, right, bottom])) => {
                    Origin::Pdf { page, area: Area { left, top, right, bottom } }
                }
                None => Origin::Generated { by: Generator::Separator },
            };
            pieces.push(Piece { range: range((start, end)), origin });
        }
        let lies_within = |(start, end): Range| {
            start <= end && self.text.is_char_boundary(start as usize) && self.text.is_char_boundary(end as usize)
        };
        if covered as usize != self.text.len() || !self.runs.iter().all(|run| lies_within(run.range)) {
            return None;
        }
        let mut block = Block::new(BlockId(at as u32), BlockKind::Paragraph, place, self.text, pieces);
        block.blank_before = self.blank_before;
        block.part = self.part;
        block.paragraph = self.number;
        block.format.section = self.section;
        block.runs = self
            .runs
            .into_iter()
            .map(|run| run_format(range(run.range), run.font, fact(run.half_points), fact(run.bold), fact(run.italic)))
            .collect();
        Some(block)
    }
}

impl Grid {
    fn of(table: &Table) -> Self {
        let blocks = |cell: &Cell| cell.blocks.iter().map(|block| block.0).collect();
        Self {
            rows: table.rows,
            columns: table.columns,
            cells: table.cells.iter().map(|cell| (cell.row, cell.column, blocks(cell))).collect(),
        }
    }

    /// The table of a document with so many `blocks`.
    fn table(self, blocks: usize) -> Option<Table> {
        let cell = |(row, column, ids): (u16, u16, Vec<u32>)| {
            let stand = ids.iter().all(|id| (*id as usize) < blocks);
            let blocks = ids.into_iter().map(BlockId).collect();
            stand.then_some(Cell { row, column, row_span: 1, column_span: 1, blocks })
        };
        let cells = self.cells.into_iter().map(cell).collect::<Option<_>>()?;
        Some(Table { rows: self.rows, columns: self.columns, cells, parent: None })
    }
}

impl Page {
    fn of(page: &crate::model::format::PageSetup) -> Self {
        let number = |number: PageNumber| Number {
            at_top: number.at_top,
            alignment: number
                .alignment
                .known()
                .and_then(|alignment| ALIGNMENTS.iter().position(|known| *known == alignment))
                .map(|at| at as u8),
            half_points: number.half_points.known(),
            italic: number.italic.known(),
            in_digits: number.in_digits.known(),
            on_first_page: number.on_first_page,
        };
        Self {
            width: page.width.known(),
            height: page.height.known(),
            number: match page.page_number {
                Fact::Unknown => Shown::Unknown,
                Fact::Known(None) => Shown::No,
                Fact::Known(Some(shown)) => Shown::Number(number(shown)),
            },
        }
    }

    fn setup(self) -> crate::model::format::PageSetup {
        let number = |number: Number| PageNumber {
            at_top: number.at_top,
            alignment: fact(number.alignment.and_then(|at| ALIGNMENTS.get(usize::from(at)).copied())),
            half_points: fact(number.half_points),
            italic: fact(number.italic),
            in_digits: fact(number.in_digits),
            on_first_page: number.on_first_page,
        };
        let shown = match self.number {
            Shown::Unknown => Fact::Unknown,
            Shown::No => Fact::Known(None),
            Shown::Number(shown) => Fact::Known(Some(number(shown))),
        };
        page_setup(fact(self.width), fact(self.height), shown)
    }
}

impl Refusal {
    fn of(error: &ReadError) -> Self {
        match error {
            ReadError::Empty => Self::Empty,
            ReadError::Encrypted => Self::Encrypted,
            ReadError::PicturesOnly => Self::PicturesOnly,
            ReadError::LayerUnusable => Self::LayerUnusable,
            ReadError::LettersLost => Self::LettersLost,
            ReadError::Bomb { detail } => Self::Bomb(detail.clone()),
            ReadError::Damaged { detail } => Self::Damaged(detail.clone()),
            // The reader of PDF gives no other.
            ReadError::TooLarge { .. }
            | ReadError::Unsupported { .. }
            | ReadError::NotWhatNameSays { .. }
            | ReadError::Stopped(_) => Self::Damaged("PDF".to_owned()),
        }
    }

    fn error(self) -> ReadError {
        match self {
            Self::Empty => ReadError::Empty,
            Self::Encrypted => ReadError::Encrypted,
            Self::PicturesOnly => ReadError::PicturesOnly,
            Self::LayerUnusable => ReadError::LayerUnusable,
            Self::LettersLost => ReadError::LettersLost,
            Self::Bomb(detail) => ReadError::Bomb { detail },
            Self::Damaged(detail) => ReadError::Damaged { detail },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::Limits;

    const REPORT: &[u8] = include_bytes!("../../../fixtures/pdf/bao-cao-nd73.pdf");

    #[test]
    fn what_was_read_comes_back_and_what_is_cut_short_does_not() {
        let read = super::super::read(REPORT, &Limits::default());
        assert!(read.is_ok());
        let packed = pack(&read);
        assert_eq!(format!("{:?}", unpack(&packed).expect("comes back")), format!("{read:?}"));
        for cut in (0..packed.len()).step_by(97) {
            assert!(unpack(&packed[..cut]).is_none(), "cut at {cut}");
        }
        // Nothing that another process says makes this one fall.
        for at in (0..packed.len()).step_by(53) {
            let mut changed = packed.clone();
            changed[at] ^= 0x55;
            drop(unpack(&changed));
        }
        let refused = Err(ReadError::Bomb { detail: "objects".to_owned() });
        assert_eq!(unpack(&pack(&refused)).expect("comes back").err(), refused.err());
    }
}
