//! `citation-two-titles`: one citation under two titles.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::title_words::TitleWords;
use crate::checks::{Check, Context, Findings};
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::model::{Document, Span};
use crate::text::fold;
use crate::text::letters::{Case, case_of};

/// Finds instruments that are cited with two titles which share next to nothing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationTwoTitles {
    /// When two titles differ.
    words: TitleWords,
    /// Folded words that open the title of an act with one object (`ủy quyền cho`): two objects are two acts.
    acts: Vec<String>,
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

/// Words of an object that must be strange to the other title.
const OBJECT_WORDS: usize = 3;

impl CitationTwoTitles {
    /// True if the two titles cannot be one. Bodies of two places give one number on one day to
    /// instruments of their own.
    fn differ(&self, left: &Titled<'_>, right: &Titled<'_>) -> bool {
        let issuer = |titled: &Titled<'_>| titled.citation.issuer.as_ref().map(|issuer| fold::key(&issuer.text));
        let one_issuer = issuer(left).zip(issuer(right)).is_none_or(|(left, right)| left == right);
        one_issuer && (self.words.differ(&left.telling, &right.telling) || self.objects_differ(left, right))
    }

    /// True if two titles name one act of two objects: behind the same words the first ones that tell
    /// something stand nowhere in the other title.
    fn objects_differ(&self, left: &Titled<'_>, right: &Titled<'_>) -> bool {
        let (Some(one), Some(other)) = (self.object(left.written), self.object(right.written)) else { return false };
        let shared = one.iter().zip(&other).take_while(|(left, right)| left == right).count();
        let next = |words: &[String]| -> Vec<String> { words[shared..].iter().take(OBJECT_WORDS).cloned().collect() };
        let (mine, its) = (next(&one), next(&other));
        let strange = |words: &[String], object: &[String]| {
            words.len() == OBJECT_WORDS && words.iter().all(|word| !object.contains(word))
        };
        strange(&mine, &other) && strange(&its, &one)
    }

    /// The telling words of the object in the title of an act; none in one that is shortened.
    fn object(&self, title: &str) -> Option<Vec<String>> {
        let folded = fold::key(title);
        let act = self.acts.iter().find(|act| folded.starts_with(act.as_str()))?;
        let shortened = title.split_whitespace().any(|word| word.len() > 1 && case_of(word) == Case::Upper);
        (!shortened).then(|| self.words.telling_in_order(&folded[act.len()..]))
    }

    fn is_act(&self, folded: &str) -> bool {
        self.acts.iter().any(|act| folded.starts_with(act.as_str()))
    }

    /// The title of a citation that only one instrument can bear. Outside grounds the words after a
    /// citation may be what it says, not what it is called.
    fn titled<'a>(&self, document: &Document, citation: &'a Citation, symbol: &Symbol) -> Option<Titled<'a>> {
        let regular = !matches!(symbol.family, SymbolFamily::Malformed | SymbolFamily::Legacy) && !citation.quoted;
        let title = citation.title.as_ref().filter(|_| regular)?;
        let dated = symbol.year.is_some() || citation.full_date().is_some();
        let folded = fold::key(&title.text);
        let act = symbol.family == SymbolFamily::Administrative && self.is_act(&folded);
        let named = document.in_grounds(citation.span.block) || folded.starts_with("về ") || act;
        (dated && named).then(|| Titled {
            citation,
            written: &title.text,
            place: title.span,
            telling: self.words.telling(&title.text),
        })
    }
}
