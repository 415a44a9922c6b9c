//! Citations: pointers into legal and administrative instruments, parsed.

use super::block::Span;
use super::values::{Located, WrittenDate};

/// The family of a symbol: which separators it uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolFamily {
    /// `73/2023/NĐ-CP`, `72/2025/QH15`.
    Normative,
    /// `76/NQ-CP`, `641/KH-UBND`.
    Administrative,
    /// `14-KL/TW`.
    Party,
    /// `2104/SNV-TCBC`: a công văn, no kind in the symbol.
    Letter,
    /// Forms of before 2005.
    Legacy,
    /// It fits none of them.
    Malformed,
}

/// The number and symbol of a cited instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The whole symbol as written.
    pub span: Span,
    /// The clean text of `span`, spaces kept.
    pub text: String,
    /// Which family it belongs to.
    pub family: SymbolFamily,
    /// Serial number as written (`05`, `66.19`).
    pub number: Option<Located>,
    /// Year between slashes.
    pub year: Option<Located>,
    /// Kind code (`NĐ`, `NQ`); none for laws and công văn.
    pub kind: Option<Located>,
    /// Issuer code (`CP`, `QH15`, `SNV`).
    pub issuer: Option<Located>,
    /// Term of the National Assembly (`15` in `QH15`).
    pub term: Option<u32>,
    /// The right form, where one repair makes a malformed symbol well formed.
    pub repair: Option<String>,
}

/// How a mention of an instrument is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mention {
    /// With a number and symbol.
    Numbered,
    /// A kind word and a bare number (`Nghị định 73`, `Nghị định số 73`).
    Short,
    /// By name (`Luật Cán bộ, công chức năm 2025`).
    Named,
}

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// From the kind word to the last part understood (symbol, date or issuer).
    pub span: Span,
    /// How it is made.
    pub mention: Mention,
    /// The kind word as written.
    pub kind: Option<Located>,
    /// The kind word was carried over from earlier in a list (`các Nghị định số …, …`).
    pub kind_shared: bool,
    /// The word `số`.
    pub so: Option<Span>,
    /// Number and symbol.
    pub symbol: Option<Symbol>,
    /// The bare number of a short mention.
    pub number: Option<Located>,
    /// The issue date.
    pub date: Option<WrittenDate>,
    /// The issuer after `của`, as written.
    pub issuer: Option<Located>,
    /// Index of the instrument this mentions, shared by all its mentions.
    pub instrument: usize,
    /// It stands in a quotation (an amended text quotes the words it changes).
    pub quoted: bool,
}

/// A short name that the text declares for an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The declared name.
    pub name: Located,
    /// The whole declaration with its brackets.
    pub span: Span,
    /// Index of the citation it follows.
    pub citation: usize,
}

/// All citations of a document, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citations {
    /// The citations.
    pub all: Vec<Citation>,
    /// Declared short names.
    pub aliases: Vec<Alias>,
}
