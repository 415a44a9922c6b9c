//! The facts that a statement may name: those of `rasoat parse`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::types::Type;
use super::value::{Number, Value};
use crate::checks::headings::heading_span;
use crate::checks::house::length;
use crate::checks::house::scope::Scope;
use crate::checks::house::table::TableView;
use crate::model::figure::FigureKind;
use crate::model::{ComponentKind, Document, Span, Zone};
use crate::text::tokens::TokenKind;

/// A record of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record {
    Document,
    Section(usize),
    Citation(usize),
    Figure(usize),
    Table(usize),
}

/// The kind of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordKind {
    Document,
    Section,
    Citation,
    Figure,
    Table,
}

/// What a statement is asked of, one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Each {
    /// Every heading with what it holds.
    Sections,
    /// Every citation.
    Citations,
    /// Every figure.
    Figures,
    /// Every table of the content.
    Tables,
}

impl Each {
    pub(super) const ALL: [Self; 4] = [Self::Sections, Self::Citations, Self::Figures, Self::Tables];

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.name() == name)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Sections => "sections",
            Self::Citations => "citations",
            Self::Figures => "figures",
            Self::Tables => "tables",
        }
    }

    pub(super) const fn record(self) -> RecordKind {
        match self {
            Self::Sections => RecordKind::Section,
            Self::Citations => RecordKind::Citation,
            Self::Figures => RecordKind::Figure,
            Self::Tables => RecordKind::Table,
        }
    }

    pub(super) fn records(self, document: &Document) -> Vec<Record> {
        match self {
            Self::Sections => {
                let divisions = document.outline.divisions.iter().enumerate();
                let is_section = |zone| matches!(zone, Zone::Body | Zone::Attachment);
                divisions
                    .filter(|(_, division)| division.is_heading && is_section(document.zone(division.block)))
                    .map(|(at, _)| Record::Section(at))
                    .collect()
            }
            Self::Citations => (0..document.citations.all.len()).map(Record::Citation).collect(),
            Self::Figures => (0..document.figures.all.len()).map(Record::Figure).collect(),
            Self::Tables => (0..TableView::all(document).len()).map(Record::Table).collect(),
        }
    }
}

const TEXT: Type = Type::Text;
const NUMBER: Type = Type::Number;
const DATE: Type = Type::Date;

/// Every fact: of which kind of record, its name, its type, and what it is in Vietnamese and English.
static FACTS: &[(RecordKind, &str, Type, &str, &str)] = &[
    (RecordKind::Document, "kind", TEXT, "loại văn bản, như `bao-cao`", "kind of document, such as `bao-cao`"),
    (RecordKind::Document, "number", TEXT, "số văn bản", "serial number"),
    (RecordKind::Document, "symbol", TEXT, "ký hiệu, như `BC-UBND`", "symbol, such as `BC-UBND`"),
    (RecordKind::Document, "date", DATE, "ngày ban hành", "date of issue"),
    (RecordKind::Document, "place", TEXT, "địa danh", "place of issue"),
    (RecordKind::Document, "issuer", TEXT, "cơ quan ban hành", "issuing authority"),
    (RecordKind::Document, "subject", TEXT, "trích yếu", "subject"),
    (RecordKind::Document, "signer", TEXT, "họ tên người ký", "name of the signer"),
    (RecordKind::Document, "grounds", NUMBER, "số căn cứ", "number of grounds"),
    (RecordKind::Document, "recipients", NUMBER, "số dòng nơi nhận", "number of recipient lines"),
    (RecordKind::Document, "words", NUMBER, "số tiếng của cả văn bản", "words of the whole document"),
    (RecordKind::Document, "pages", NUMBER, "số trang (tệp PDF)", "pages (PDF files)"),
    (RecordKind::Document, "sections", Type::Records(RecordKind::Section), "các đề mục", "headings"),
    (RecordKind::Document, "citations", Type::Records(RecordKind::Citation), "các viện dẫn", "citations"),
    (RecordKind::Document, "figures", Type::Records(RecordKind::Figure), "các số liệu", "figures"),
    (
        RecordKind::Document,
        "tables",
        Type::Records(RecordKind::Table),
        "các bảng của phần nội dung",
        "tables of the content",
    ),
    (RecordKind::Section, "title", TEXT, "lời của đề mục, không có số", "words of the heading, without its number"),
    (
        RecordKind::Section,
        "number",
        TEXT,
        "số của đề mục cùng các cấp trên, như `II.1`",
        "its number with those above, such as `II.1`",
    ),
    (RecordKind::Section, "level", NUMBER, "cấp, 1 là ngoài cùng", "level, 1 for the outermost"),
    (RecordKind::Section, "words", NUMBER, "số tiếng của mục, kể cả các mục con", "words, with the sections in it"),
    (RecordKind::Section, "text", TEXT, "nội dung của mục", "text of the section"),
    (RecordKind::Citation, "text", TEXT, "viện dẫn như đã viết", "the citation as written"),
    (RecordKind::Citation, "kind", TEXT, "loại văn bản được dẫn, như `nghi-dinh`", "kind cited, such as `nghi-dinh`"),
    (RecordKind::Citation, "symbol", TEXT, "số, ký hiệu được dẫn", "number and symbol cited"),
    (RecordKind::Citation, "date", DATE, "ngày của văn bản được dẫn", "date of the instrument cited"),
    (RecordKind::Citation, "issuer", TEXT, "cơ quan ban hành được dẫn", "issuer cited"),
    (RecordKind::Figure, "text", TEXT, "số liệu như đã viết", "the figure as written"),
    (RecordKind::Figure, "value", NUMBER, "giá trị", "value"),
    (
        RecordKind::Figure,
        "kind",
        TEXT,
        "`count`, `percent`, `fraction`, `amount`",
        "`count`, `percent`, `fraction`, `amount`",
    ),
    (RecordKind::Figure, "unit", TEXT, "đơn vị", "unit"),
    (
        RecordKind::Figure,
        "label",
        TEXT,
        "điều được đếm; trong bảng là tên hàng",
        "what is counted; in a table the name of its row",
    ),
    (
        RecordKind::Table,
        "columns",
        Type::Texts,
        "đề mục các cột (chữ thường)",
        "headings of the columns (small letters)",
    ),
    (RecordKind::Table, "rows", Type::Texts, "tên các hàng (chữ thường)", "names of the rows (small letters)"),
    (RecordKind::Table, "above", TEXT, "đoạn văn ngay trên bảng", "the paragraph above it"),
];

/// Every fact that a statement may name, for its manual: the record it belongs to (`it` of an `each`; empty for the
/// document), its name, its type, and what it is in Vietnamese and English.
pub fn fields() -> impl Iterator<Item = (&'static str, &'static str, String, &'static str, &'static str)> {
    FACTS.iter().map(|(kind, name, of, vi, en)| (kind.name(), *name, of.to_string(), *vi, *en))
}

impl RecordKind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Section => "section",
            Self::Citation => "citation",
            Self::Figure => "figure",
            Self::Table => "table",
        }
    }

    /// The type of its fact `name`.
    pub(super) fn field(self, name: &str) -> Option<Type> {
        FACTS.iter().find(|(kind, known, ..)| *kind == self && *known == name).map(|(_, _, of, ..)| of.clone())
    }

    /// The names of its facts.
    pub(super) fn names(self) -> Vec<&'static str> {
        FACTS.iter().filter(|(kind, ..)| *kind == self).map(|(_, name, ..)| *name).collect()
    }
}

impl Record {
    /// Where it stands; `None` for the document.
    pub(super) fn place(self, document: &Document) -> Option<Span> {
        match self {
            Self::Document => None,
            Self::Section(at) => document.outline.divisions.get(at).map(heading_span),
            Self::Citation(at) => document.citations.all.get(at).map(|citation| citation.span),
            Self::Figure(at) => document.figures.get(at).map(|figure| figure.span),
            Self::Table(at) => TableView::all(document).get(at)?.place(),
        }
    }

    /// Its fact `name`.
    pub(super) fn field(self, name: &str, document: &Document) -> Value {
        let found = match self {
            Self::Document => of_document(name, document),
            Self::Section(at) => of_section(at, name, document),
            Self::Citation(at) => of_citation(at, name, document),
            Self::Figure(at) => of_figure(at, name, document),
            Self::Table(at) => of_table(at, name, document),
        };
        found.unwrap_or(Value::Missing)
    }
}

fn of_document(name: &str, document: &Document) -> Option<Value> {
    let part = |kind| document.component_text(kind).map(|text| Value::text(&text));
    let number = document.number.as_ref();
    let records = |each: Each| Value::List(each.records(document).into_iter().map(Value::Record).collect());
    match name {
        "kind" => document.kind_slug().map(Value::text),
        "number" => number?.serial.as_ref().map(|serial| Value::text(&serial.text)),
        "symbol" => number?.symbol.as_ref().map(|symbol| Value::text(&symbol.text)),
        "date" => document.own_date().map(Value::Date),
        "place" => document.place_and_date.as_ref()?.place.as_ref().map(|place| Value::text(&place.text)),
        "issuer" => part(ComponentKind::IssuingAuthority),
        "subject" => part(ComponentKind::Subject),
        "signer" => document.signature.as_ref()?.name.as_ref().map(|name| Value::text(&name.text)),
        "grounds" => Some(Value::count(document.grounds.len())),
        "recipients" => Some(Value::count(document.recipients.as_ref()?.lines.len())),
        "words" => Some(Value::count(Scope::default().stretches(document).iter().map(length::words).sum())),
        "pages" => length::pages(document).map(Value::count),
        _ => Each::of(name).map(records),
    }
}

fn of_section(at: usize, name: &str, document: &Document) -> Option<Value> {
    let division = document.outline.divisions.get(at)?;
    let blocks = || document.blocks().get(division.block.index()..division.end.index()).unwrap_or_default();
    match name {
        "title" => Some(Value::text(&division.title_text)),
        "number" => Some(Value::text(&document.outline.path(at))),
        "level" => Some(Value::count(usize::from(division.depth) + 1)),
        "words" => {
            let tokens = blocks().iter().flat_map(crate::model::Block::tokens);
            let words = tokens.filter(|token| matches!(token.kind(), TokenKind::Word | TokenKind::Number));
            Some(Value::count(words.count()))
        }
        "text" => {
            let lines: Vec<&str> = blocks().iter().map(crate::model::Block::clean).collect();
            Some(Value::text(&lines.join("\n")))
        }
        _ => None,
    }
}

fn of_citation(at: usize, name: &str, document: &Document) -> Option<Value> {
    let citation = document.citations.all.get(at)?;
    match name {
        "text" => Some(Value::text(document.clean_text(citation.span))),
        "kind" => citation.kind_slug.map(Value::text),
        "symbol" => citation.symbol.as_ref().map(|symbol| Value::text(&symbol.right_form())),
        "date" => citation.date.as_ref()?.checked().map(Value::Date),
        "issuer" => citation.issuer.as_ref().map(|issuer| Value::text(&issuer.text)),
        _ => None,
    }
}

fn of_figure(at: usize, name: &str, document: &Document) -> Option<Value> {
    let figure = document.figures.get(at)?;
    match name {
        "text" => Some(Value::text(document.clean_text(figure.span))),
        "value" => Number::of(figure.written()).map(Value::Number),
        "kind" => Some(Value::text(match figure.kind {
            FigureKind::Count => "count",
            FigureKind::Percent => "percent",
            FigureKind::Fraction => "fraction",
            FigureKind::Amount => "amount",
        })),
        "unit" => Some(Value::text(&figure.unit)),
        "label" => figure.label.as_ref().map(|label| Value::text(&label.text)),
        _ => None,
    }
}

fn of_table(at: usize, name: &str, document: &Document) -> Option<Value> {
    let tables = TableView::all(document);
    let table = tables.get(at)?;
    match name {
        "columns" => Some(Value::List(table.headings().iter().map(|words| Value::text(words)).collect())),
        "rows" => Some(Value::List(table.body().map(|row| Value::text(&table.row_words(row))).collect())),
        "above" => table.above().map(|block| Value::text(block.clean())),
        _ => None,
    }
}
