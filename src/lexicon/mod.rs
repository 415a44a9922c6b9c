//! Names the field uses: kinds of document and their codes, issuers and their codes. Data from
//! `rules/lexicon`, compiled in.

pub mod abbreviations;
pub mod announcements;
pub mod citation_kinds;
pub mod citation_words;
pub mod classes;
pub mod clues;
pub mod counts;
mod districts;
pub mod in_force;
pub mod instruments;
pub mod issuers;
pub mod layout;
pub mod lines;
pub mod nicknames;
pub mod number_context;
pub mod partitions;
pub mod places;
pub mod quantities;
pub mod registry_file;
pub mod relations;
pub mod search;
pub mod spelling;
pub mod tables;
pub mod word_set;

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::fold;

/// A kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
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
    /// A kind of the law on the promulgation of legal instruments.
    #[serde(default)]
    pub normative: bool,
    /// Folded name, for comparing.
    #[serde(skip)]
    pub folded: String,
}

/// The file `rules/lexicon/document-kinds.toml`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KindFile {
    /// Kinds of document; the administrative ones first.
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

/// A code without what typists get wrong in it: letter case, `D` for `Đ`, `TƯ` for `TW`.
fn loose(code: &str) -> String {
    if matches!(code, "TƯ" | "TW" | "Tw") {
        return "tw".to_owned();
    }
    fold::fold(code).replace('đ', "d")
}

/// The files of `rules/forms`, as JSON.
pub fn form_files() -> &'static [&'static str] {
    data::FORMS
}

mod data {
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

/// Words of a signature block, folded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Offices {
    /// Offices that may sign.
    pub offices: Vec<String>,
    /// Bodies that decide as a collective.
    pub collectives: Vec<String>,
    /// Titles before a name.
    pub titles: Vec<String>,
    /// Family names.
    pub surnames: Vec<String>,
    /// Words before the name in the picture of an electronic signature.
    pub electronic_labels: Vec<String>,
    /// First words of its other lines.
    pub electronic_lines: Vec<String>,
}

/// Words that open and close the parts around the content, folded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Opening {
    /// First words of a line of grounds, longest first.
    pub grounds: Vec<String>,
    /// First words of who acts in a sentence, beside bodies and units.
    pub subjects: Vec<String>,
    /// What they do: verbs of a main clause.
    pub verbs: Vec<String>,
    /// Words that close the sentence leading into the content.
    pub lead_ins: Vec<String>,
    /// Slugs of the kinds whose grounds stand above articles.
    pub with_articles: Vec<String>,
    /// First words of a citizen's paper.
    pub forms: Vec<String>,
    /// Words in the names of bodies that the decree binds by analogy only.
    pub by_analogy: Vec<String>,
}

impl Opening {
    /// True if behind a comma of the folded text somebody is named who does something: `, Ủy ban nhân dân xã
    /// báo cáo …`.
    pub fn has_main_clause(&self, folded: &str) -> bool {
        /// Words of a name before its verb.
        const REACH: usize = 14;
        folded.match_indices(", ").any(|(at, mark)| {
            let rest = folded[at + mark.len()..].trim_start();
            if !self.names_actor(rest) {
                return false;
            }
            let stop = rest.find([',', ';', '(']).unwrap_or(rest.len());
            let clause: Vec<&str> = rest[..stop].split_whitespace().take(REACH).collect();
            let clause = clause.join(" ");
            self.verbs.iter().any(|verb| fold::find_words(&clause, verb).any(|found| found.start > 0))
        })
    }

    /// True if the folded text begins with somebody who may act.
    pub fn names_actor(&self, folded: &str) -> bool {
        classes::classes().names_body(folded) || classes::opens_with(folded, &self.subjects).is_some()
    }
}

static OFFICES: LazyLock<Offices> = LazyLock::new(|| {
    serde_json::from_str(data::OFFICES).unwrap_or(Offices {
        offices: Vec::new(),
        collectives: Vec::new(),
        titles: Vec::new(),
        surnames: Vec::new(),
        electronic_labels: Vec::new(),
        electronic_lines: Vec::new(),
    })
});

static OPENING: LazyLock<Opening> = LazyLock::new(|| {
    serde_json::from_str(data::OPENING).unwrap_or(Opening {
        grounds: Vec::new(),
        subjects: Vec::new(),
        verbs: Vec::new(),
        lead_ins: Vec::new(),
        with_articles: Vec::new(),
        forms: Vec::new(),
        by_analogy: Vec::new(),
    })
});

/// Words of a signature block.
pub fn offices() -> &'static Offices {
    &OFFICES
}

/// Words that open and close the parts around the content.
pub fn opening() -> &'static Opening {
    &OPENING
}
