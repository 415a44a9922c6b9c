//! The abbreviations of a document: where each is explained, used and written out.

use super::block::Span;
use super::values::Located;

/// All abbreviations of a document, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Abbreviations {
    /// One entry a name, in the order of the names.
    pub all: Vec<Abbreviation>,
}

/// One abbreviation: letters in capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// The letters as written (`TTHC`, `KT-XH`).
    pub name: String,
    /// It needs no explanation.
    pub known: bool,
    /// Where the text explains it, in order.
    pub definitions: Vec<Definition>,
    /// Where it is used, in order.
    pub uses: Vec<Use>,
    /// Where running text writes its words out, outside its definitions and outside citations, in order.
    pub written_out: Vec<Span>,
    /// Where running text writes a part of it out and abbreviates the rest (`Ủy ban MTTQ` for `UBMTTQ`).
    pub half_written: Vec<Span>,
}

/// A place that explains an abbreviation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The abbreviation.
    pub span: Span,
    /// The words it stands for; `None` where its letters are not their initials.
    pub full: Option<Located>,
    /// How the place explains it.
    pub manner: Manner,
}

/// How an abbreviation is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// In words: `(sau đây viết tắt là TTHC)`.
    Declared,
    /// In brackets behind its words: `thủ tục hành chính (TTHC)`.
    Bracket,
    /// Before its words: `TTHC: thủ tục hành chính`, `TTHC (thủ tục hành chính)`.
    Listed,
}

/// A place that uses an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// Where.
    pub span: Span,
    /// What kind of text it is.
    pub setting: Setting,
}

/// The text in which an abbreviation is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Sentences of the content.
    Running,
    /// Lines in capitals, the header, recipients, short cells and notes, where abbreviating is usual.
    Aside,
}

impl Abbreviation {
    /// The uses in running text.
    pub fn running(&self) -> impl Iterator<Item = Span> + '_ {
        self.uses.iter().filter(|used| used.setting == Setting::Running).map(|used| used.span)
    }
}
