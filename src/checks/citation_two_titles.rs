//! `citation-two-titles`: one citation under two titles.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::title_words::TitleWords;
use super::{Check, Context, Findings};
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::model::{Document, Span};
use crate::text::fold;

/// Finds instruments that are cited with two titles which share next to nothing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CitationTwoTitles {
    /// When two titles differ.
    words: TitleWords,
}

/// A title that an instrument is cited with.
struct Titled<'a> {
    citation: &'a Citation,
    written: &'a str,
    place: Span,
    telling: BTreeSet<String>,
}

impl Check for CitationTwoTitles {
    const NAME: &'static str = "citation-two-titles";
    const VALUES: &'static [&'static str] = &["citation", "written", "other"];
    const LABELS: &'static [&'static str] = &["other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut groups: BTreeMap<usize, Vec<Titled<'_>>> = BTreeMap::new();
        for (at, citation, symbol) in document.citations.numbered() {
            let Some(titled) = self.titled(document, citation, symbol) else { continue };
            if !document.citations.is_in_title(at) {
                groups.entry(citation.instrument).or_default().push(titled);
            }
        }
        for group in groups.values() {
            let Some(first) = group.first() else { continue };
            for titled in group.iter().skip(1).filter(|titled| self.differ(first, titled)) {
                let head = titled.citation.head().unwrap_or(titled.citation.span);
                findings
                    .report(titled.place)
                    .value("citation", document.clean_text(head))
                    .value("written", titled.written)
                    .value("other", first.written)
                    .label("other", first.place);
            }
        }
    }
}

impl CitationTwoTitles {
    /// True if the two titles cannot be one. Bodies of two places give one number on one day to
    /// instruments of their own.
    fn differ(&self, left: &Titled<'_>, right: &Titled<'_>) -> bool {
        let issuer = |titled: &Titled<'_>| titled.citation.issuer.as_ref().map(|issuer| fold::key(&issuer.text));
        let one_issuer = issuer(left).zip(issuer(right)).is_none_or(|(left, right)| left == right);
        one_issuer && self.words.differ(&left.telling, &right.telling)
    }

    /// The title of a citation that only one instrument can bear. Outside grounds the words after a
    /// citation may be what it says, not what it is called.
    fn titled<'a>(&self, document: &Document, citation: &'a Citation, symbol: &Symbol) -> Option<Titled<'a>> {
        let regular = !matches!(symbol.family, SymbolFamily::Malformed | SymbolFamily::Legacy) && !citation.quoted;
        let title = citation.title.as_ref().filter(|_| regular)?;
        let dated = symbol.year.is_some() || citation.full_date().is_some();
        let named = document.in_grounds(citation.span.block) || fold::fold(&title.text).starts_with("về ");
        (dated && named).then(|| Titled {
            citation,
            written: &title.text,
            place: title.span,
            telling: self.words.telling(&title.text),
        })
    }
}
