//! What a file tells the others of a run: its own numbers and dates, what it cites, and its figures.
//!
//! A [`Summary`] is small, holds no text of the document beyond the words it points at, and can be
//! stored in any form, also one without names of fields: rules over a folder read summaries, never
//! documents.

mod figures;
mod packed;
mod sketch;
mod summarize;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{BlockId, Regime, Span};
use crate::text::TextRange;

pub use figures::Naming;
pub use packed::{Key, Meetings, Packed, Series, folder};
pub use sketch::Sketch;
pub use summarize::{body_key, summarize};

/// Everything about one file that rules over several files may ask.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The documents in the file, in reading order.
    pub papers: Vec<Paper>,
    /// Comments in the file that accept findings.
    pub comments: Vec<Acceptance>,
}

/// A comment that accepts findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Selectors of rules, each perhaps only for findings that hold certain folded words.
    pub rules: Vec<(String, Option<String>)>,
    /// Why.
    pub reason: String,
    /// The text it is about; `None` for the whole file.
    pub about: Option<Vec<Position>>,
}

/// A [`Span`] that can be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position(u32, u32, u32);

impl From<Span> for Position {
    fn from(span: Span) -> Self {
        Self(span.block.0, span.range.start(), span.range.end())
    }
}

impl From<Position> for Span {
    fn from(Position(block, start, end): Position) -> Self {
        Self::new(BlockId(block), TextRange::new(start, end.max(start)))
    }
}

/// A place in a file, told so that it can be shown without the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The place as rules see it.
    pub position: Position,
    /// The text there.
    pub quote: String,
    /// Numbers of the sections it stands in.
    pub section: String,
    /// Line (text formats) or paragraph, from 1.
    pub line: u32,
    /// Character in it, from 1.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Character after the last one.
    pub end_column: u32,
    /// Bytes before it.
    pub offset: u32,
    /// Its length in bytes.
    pub length: u32,
    /// Bytes of the line before start and end, plus 1, for formats with lines.
    pub byte_columns: Option<(u32, u32)>,
    /// Part of the package, or page.
    pub part: Option<String>,
    /// Ordinal of the paragraph in its part.
    pub paragraph: Option<u32>,
}

/// One document of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Which rules of form bind it.
    pub regime: Regime,
    /// Slug of its kind.
    pub kind: Option<String>,
    /// Where it is named: its title, else its number, else its first words.
    pub head: Option<Place>,
    /// Who issues it, folded, with the authority above; empty if that was not recognised.
    pub issuer: String,
    /// The same as written.
    pub issuer_shown: String,
    /// Its number and symbol.
    pub number: Option<OwnNumber>,
    /// Its date, if complete.
    pub date: Option<Date>,
    /// The year of its date, which may be all that is written.
    pub year: Option<i16>,
    /// What it is about, folded; empty if not recognised.
    pub subject: String,
    /// It bears a mark of secrecy; such documents have a series of numbers of their own.
    pub is_secret: bool,
    /// What its words look like, to tell copies from other documents.
    pub sketch: Sketch,
    /// The document that it says it is an annex of.
    pub annex_of: Option<Reference>,
    /// The instruments it cites, each date of each once.
    pub citations: Vec<Cited>,
    /// Its figures, other than percentages.
    pub figures: Vec<Counted>,
}

/// A document's own number and symbol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnNumber {
    /// The serial number without leading zeros; `None` while it is blank.
    pub serial: Option<String>,
    /// The symbol after the slash, folded.
    pub symbol: String,
    /// As written, without the word *Số*.
    pub shown: String,
    /// Where.
    pub place: Place,
}

/// A pointer to another document by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The serial number without leading zeros; `None` if blank.
    pub serial: Option<String>,
    /// The symbol after the slash, folded.
    pub symbol: String,
    /// Its date, if complete.
    pub date: Option<Date>,
    /// Its issuer, folded; empty if not named.
    pub issuer: String,
    /// Where.
    pub place: Place,
}

/// One instrument cited with one date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// A key that only this instrument has.
    pub key: String,
    /// Its number and symbol.
    pub symbol: String,
    /// The date it is cited with.
    pub date: Date,
    /// A local body issued it.
    pub is_local: bool,
    /// The date as written.
    pub shown: String,
    /// Where.
    pub place: Place,
}

/// A count or an amount, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// All digits as one integer.
    pub digits: i64,
    /// Digits after the decimal mark.
    pub decimals: u8,
    /// Powers of ten of its unit.
    pub scale: u8,
    /// Its unit, folded; empty for counts.
    pub unit: String,
    /// What it counts, folded, where the words name it fully: the heading of its row if the row has
    /// no other number, or a sentence that begins with the name.
    pub name: Option<String>,
    /// Folded words before it in its clause.
    pub before: String,
    /// Folded words after it in its clause.
    pub after: String,
    /// It stands in an annex, not in the text of the document.
    pub in_annex: bool,
    /// Where.
    pub place: Place,
}

/// Which figures a summary keeps: most are asked for only by those who add files up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Those whose words name them fully.
    Named,
    /// All.
    All,
}

impl Counted {
    /// True if both are written in one unit and with the same exactness.
    pub fn same_measure(&self, other: &Self) -> bool {
        self.decimals == other.decimals && self.scale == other.scale && self.unit == other.unit
    }
}
