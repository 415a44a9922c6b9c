//! The words that open a citation and the codes that belong to them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::data;
use crate::text::fold;

/// A kind of instrument as citations name it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CitationKind {
    /// ASCII name (`nghi-dinh`), as in [`super::document_kinds`]; `van-ban` for any document.
    pub slug: String,
    /// The words, folded (`nghị định`).
    pub words: Vec<String>,
    /// Codes in the symbol that belong to it, the usual one first; `*` stands for any.
    pub codes: Vec<String>,
    /// Codes that practice uses for it.
    #[serde(default)]
    pub tolerated: Vec<String>,
}

/// Whether a kind word and a code go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// They do.
    Agrees,
    /// Not by the list of codes, but practice knows it.
    Tolerated,
    /// They name different kinds.
    Conflicts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    kind: Vec<CitationKind>,
}

static KINDS: LazyLock<Vec<CitationKind>> = LazyLock::new(|| {
    let file: KindFile = serde_json::from_str(data::CITATION_KINDS).unwrap_or_else(|_| KindFile { kind: Vec::new() });
    file.kind
});

/// Codes of symbols that no kind word of a citation stands for.
const OTHER_CODES: [&str; 14] =
    ["VBHN", "SY", "TrS", "SL", "BGN", "BTT", "GGT", "GNP", "PG", "PC", "PB", "KLTTr", "CTHĐ", "TTLB"];

/// All kinds of citation.
pub fn citation_kinds() -> &'static [CitationKind] {
    &KINDS
}

/// The kind named `slug`.
pub fn citation_kind(slug: &str) -> Option<&'static CitationKind> {
    KINDS.iter().find(|kind| kind.slug == slug)
}

/// The kind whose usual code is `code`; the first of several.
pub fn citation_kind_by_code(code: &str) -> Option<&'static CitationKind> {
    KINDS.iter().find(|kind| kind.codes.first().is_some_and(|first| first == code))
}

/// True if `code` is the code of some kind, letter for letter.
pub fn is_kind_code(code: &str) -> bool {
    OTHER_CODES.contains(&code)
        || KINDS.iter().any(|kind| kind.codes.iter().chain(&kind.tolerated).any(|known| known == code))
}

/// The one code that `text` is a slip for: other letter case, or `D` for `Đ`.
pub fn kind_code_like(text: &str) -> Option<&'static str> {
    let wanted = super::loose(text);
    let mut found: Option<&'static str> = None;
    for (_, code) in LOOSE_CODES.iter().filter(|(loose, _)| *loose == wanted) {
        if found.is_some_and(|known| known != *code) {
            return None;
        }
        found = Some(code);
    }
    found
}

/// The codes of all kinds, each beside what slips make of it.
static LOOSE_CODES: LazyLock<Vec<(String, &str)>> = LazyLock::new(|| {
    let codes = KINDS.iter().flat_map(|kind| &kind.codes);
    codes.map(|code| (super::loose(code), code.as_str())).collect()
});

/// Whether the kind word `slug` and the code `code` go together.
pub fn agreement(slug: &str, code: &str) -> Agreement {
    let Some(kind) = citation_kind(slug) else { return Agreement::Tolerated };
    let holds = |codes: &[String]| codes.iter().any(|known| known == code || known == "*");
    // `VBHN-NĐ` is a consolidated decree.
    if holds(&kind.codes) || code.split_once('-').is_some_and(|(first, _)| holds(&kind.codes) && first == "VBHN") {
        Agreement::Agrees
    } else if holds(&kind.tolerated) {
        Agreement::Tolerated
    } else {
        Agreement::Conflicts
    }
}

/// The Vietnamese name of the kind `slug`, first letter capital.
pub fn citation_kind_name(slug: &str) -> String {
    if let Some(kind) = super::kind_by_slug(slug) {
        return kind.name.clone();
    }
    let Some(word) = citation_kind(slug).and_then(|kind| kind.words.first()) else { return String::new() };
    let mut letters = word.chars();
    letters.next().map(|first| fold::upper(first).to_string() + letters.as_str()).unwrap_or_default()
}
