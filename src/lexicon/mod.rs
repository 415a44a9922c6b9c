//! Names the field uses: kinds of document and their codes, issuers and their codes. Data from
//! `rules/lexicon`, compiled in.

pub mod partitions;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold;

/// A kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DocumentKind {
    /// ASCII name (`bao-cao`).
    pub slug: String,
    /// Vietnamese name, first letter capital (`Báo cáo`).
    pub name: String,
    /// English name.
    pub en: String,
    /// Code in the symbol (`BC`); empty for *công văn*, *thư công* and laws.
    #[serde(default)]
    pub code: String,
    /// One of the 29 kinds of Điều 7 of Nghị định 30/2020/NĐ-CP.
    #[serde(default)]
    pub administrative: bool,
    /// Folded name, for comparing.
    #[serde(skip)]
    pub folded: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    kind: Vec<DocumentKind>,
}

static KINDS: LazyLock<Vec<DocumentKind>> = LazyLock::new(|| {
    let file: KindFile = serde_json::from_str(data::DOCUMENT_KINDS).unwrap_or_else(|_| KindFile { kind: Vec::new() });
    let mut kinds = file.kind;
    for kind in &mut kinds {
        kind.folded = fold::key(&kind.name);
    }
    kinds
});

/// All kinds of document, the 29 administrative ones first.
pub fn document_kinds() -> &'static [DocumentKind] {
    &KINDS
}

/// The kind whose name is `name`, whatever its case and tone placement.
pub fn kind_by_name(name: &str) -> Option<&'static DocumentKind> {
    let key = fold::key(name);
    KINDS.iter().find(|kind| kind.folded == key)
}

/// The kind with this slug.
pub fn kind_by_slug(slug: &str) -> Option<&'static DocumentKind> {
    KINDS.iter().find(|kind| kind.slug == slug)
}

/// Kinds whose code is `code`, case as written.
pub fn kinds_by_code(code: &str) -> impl Iterator<Item = &'static DocumentKind> + use<'_> {
    KINDS.iter().filter(move |kind| !kind.code.is_empty() && kind.code == code)
}

mod data {
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}
