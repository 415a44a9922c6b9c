//! Citations: pointers into legal and administrative instruments, parsed.

use jiff::civil::Date;

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

/// What is wrong with the form of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolFault {
    /// Spaces inside, or a long dash for a hyphen: `73/2023/ NĐ – CP`.
    Spacing,
    /// Letter case, or `TƯ` for `TW`: `QĐ-TTG`.
    LetterCase,
    /// Other letters: `ND-CP`, `UBTWQH14`.
    Letters,
    /// A hyphen or slash is missing or doubled: `NĐCP`, `73/2023 NĐ-CP`, `TTLT--BTC`.
    Separator,
    /// Nothing stands after the kind code: `62/2012/NĐ`.
    NoIssuer,
    /// A Party body in the form of the state: `54/CT-TW`.
    PartyInStateForm,
    /// A state body in the form of the Party: `73-NĐ/CP`.
    StateInPartyForm,
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
    /// What is wrong with its form, if anything is. A symbol that is only badly spaced keeps its
    /// family; the others are [`SymbolFamily::Malformed`].
    pub fault: Option<SymbolFault>,
}

impl Symbol {
    /// The code of the kind; empty if there is none.
    pub fn kind_code(&self) -> &str {
        self.kind.as_ref().map_or("", |kind| kind.text.as_str())
    }

    /// The code of the issuer; empty if there is none.
    pub fn issuer_code(&self) -> &str {
        self.issuer.as_ref().map_or("", |issuer| issuer.text.as_str())
    }

    /// The year between slashes.
    pub fn year_number(&self) -> Option<i16> {
        self.year.as_ref()?.text.parse().ok()
    }

    /// The serial number for comparing: no leading zeros, so `07` equals `7`.
    pub fn serial(&self) -> Option<&str> {
        let text = self.number.as_ref()?.text.trim_start_matches('0');
        Some(if text.is_empty() { "0" } else { text })
    }

    /// The symbol in its right form: repaired where it can be, without spaces.
    pub fn right_form(&self) -> String {
        self.repair.clone().unwrap_or_else(|| self.text.split_whitespace().collect())
    }
}

/// From this year on symbols follow one form.
const FIRST_REGULAR_YEAR: i16 = 2005;

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
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about one mention")]
pub struct Citation {
    /// From the kind word to the last part understood (symbol, date or issuer).
    pub span: Span,
    /// How it is made.
    pub mention: Mention,
    /// The kind word as written.
    pub kind: Option<Located>,
    /// The kind it names, as in `lexicon::citation_kinds` (`nghi-dinh`).
    pub kind_slug: Option<&'static str>,
    /// A name stands between kind word and number (`Luật Tổ chức Chính phủ số 63/2025/QH15`).
    pub named_between: bool,
    /// The name of a law between its kind word and number or year (`Tổ chức Chính phủ`), where it is
    /// certain that number and name belong together.
    pub name: Option<Located>,
    /// The kind word was carried over from earlier in a list (`các Nghị định số …, …`).
    pub kind_shared: bool,
    /// The word `số`.
    pub so: Option<Span>,
    /// Number and symbol.
    pub symbol: Option<Symbol>,
    /// The bare number of a short mention, the year of one by name.
    pub number: Option<Located>,
    /// The issue date.
    pub date: Option<WrittenDate>,
    /// The issuer after `của`, as written.
    pub issuer: Option<Located>,
    /// What it is about, after number, date and issuer (`về công tác văn thư`).
    pub title: Option<Located>,
    /// The term after `khóa`, in Roman numerals (`của Ban Chấp hành Trung ương khóa XII`).
    pub congress: Option<Located>,
    /// Index of the instrument this mentions, shared by all its mentions.
    pub instrument: usize,
    /// The sentence gives a date before it (`Ngày 26/4/2013, Chính phủ ban hành …`).
    pub dated_before: bool,
    /// It names the instrument with which this text is issued (`Ban hành kèm theo …`).
    pub enclosing: bool,
    /// It stands in a quotation (an amended text quotes the words it changes).
    pub quoted: bool,
}

impl Citation {
    /// The issue date, if it is complete, in the calendar, and its year has four digits.
    pub fn full_date(&self) -> Option<Date> {
        self.date.as_ref()?.checked().filter(|date| date.year() >= 1900)
    }

    /// The year of the issue date, if it is written with four digits.
    pub fn date_year(&self) -> Option<i16> {
        self.date.as_ref()?.year.as_ref()?.text.parse().ok().filter(|year| *year >= 1900)
    }

    /// True for instruments of before 2005, whose symbols follow no common rule.
    pub fn is_historic(&self) -> bool {
        let year = self.symbol.as_ref().and_then(Symbol::year_number).or_else(|| self.date_year());
        year.is_some_and(|year| year < FIRST_REGULAR_YEAR)
    }

    /// From the kind word to the end of the number and symbol.
    pub fn head(&self) -> Option<Span> {
        let symbol = self.symbol.as_ref()?;
        let start = self.kind.as_ref().filter(|_| !self.kind_shared).map_or(symbol.span, |kind| kind.span);
        Some(Span::new(symbol.span.block, start.range.cover(symbol.span.range)))
    }
}

/// What the text says of two instruments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// The second amended the first (`được sửa đổi, bổ sung bởi`).
    AmendedBy,
    /// The second replaced the first (`được thay thế bởi`).
    ReplacedBy,
    /// The first amends the second (`sửa đổi, bổ sung một số điều của`).
    Amends,
    /// The first replaces or repeals the second (`thay thế`, `bãi bỏ`).
    Replaces,
    /// The first carries out or details the second (`hướng dẫn thi hành`).
    Implements,
}

/// A relation between two citations of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Index of the first citation.
    pub from: usize,
    /// Index of the second one.
    pub to: usize,
    /// The relation.
    pub kind: LinkKind,
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
    /// Later places where the text uses exactly this name.
    pub uses: Vec<Span>,
    /// Later short mentions of the same instrument in another form, as indices of citations.
    pub other_forms: Vec<usize>,
}

/// A level in a pointer to a part of an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitLevel {
    /// *tiết*.
    Subpoint,
    /// *điểm*.
    Point,
    /// *khoản*.
    Clause,
    /// *Điều*.
    Article,
    /// *Tiểu mục*.
    Subsection,
    /// *Mục*.
    Section,
    /// *Chương*.
    Chapter,
    /// *Phần*.
    Part,
}

/// One level of a pointer: `điểm a`, `các khoản 1, 2 và 3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPart {
    /// The level.
    pub level: UnitLevel,
    /// From the level word to the last value.
    pub span: Span,
    /// The values as written.
    pub values: Vec<Located>,
}

/// A pointer to a part of an instrument: `điểm a khoản 2 Điều 5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitReference {
    /// All its levels.
    pub span: Span,
    /// The levels in the order in which they are written.
    pub parts: Vec<UnitPart>,
    /// The kind of instrument it points into, where its name follows (`Điều 5 của Nghị định`).
    pub owner: Option<&'static str>,
    /// Index of the citation of that instrument, where it is one.
    pub citation: Option<usize>,
    /// It stands in a quotation.
    pub quoted: bool,
}

/// All citations of a document, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citations {
    /// The citations.
    pub all: Vec<Citation>,
    /// Declared short names.
    pub aliases: Vec<Alias>,
    /// Pointers to parts of instruments.
    pub units: Vec<UnitReference>,
    /// What the text says of pairs of citations, by the later one.
    pub links: Vec<Link>,
}

impl Citations {
    /// Mentions with a number and symbol, with their index.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Citation, &Symbol)> {
        self.all.iter().enumerate().filter_map(|(at, citation)| Some((at, citation, citation.symbol.as_ref()?)))
    }

    /// True if citation `index` is part of what another cited instrument is called
    /// (`Thông tư số … hướng dẫn thi hành Nghị định số …`): its words are not the author's to change.
    pub fn is_in_title(&self, index: usize) -> bool {
        let first = self.links.partition_point(|link| link.to < index);
        self.links[first..]
            .iter()
            .take_while(|link| link.to == index)
            .any(|link| matches!(link.kind, LinkKind::Implements | LinkKind::Amends | LinkKind::Replaces))
    }
}
