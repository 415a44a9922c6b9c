//! `instrument-short-name`: laws that a document names in full and then by a part of the name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::Registry;
use crate::model::{Block, Document, Span};
use crate::text::fold;

/// Reports a part of the name of a law (`Luật Bầu cử`) that no law bears and that the document declares nowhere,
/// where it names the law in full elsewhere. All places are one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentShortName {
    /// The folded word that opens the name of a law.
    opener: String,
    /// Folded words behind a name in the sentence (`năm 2015`).
    behind: Vec<String>,
    /// Folded words before a name that is given by it (`gọi tắt là`).
    declared: Vec<String>,
    /// Words, at least, of the part behind the opener.
    least_words: usize,
}

impl Check for InstrumentShortName {
    const NAME: &'static str = "instrument-short-name";
    const VALUES: &'static [&'static str] = &["count", "found", "right"];
    const LABELS: &'static [&'static str] = &["again", "full"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut full: BTreeMap<String, Span> = BTreeMap::new();
        let mut others: Vec<(Span, &str)> = Vec::new();
        for block in document.prose() {
            for start in self.starts(block) {
                let rest = block.folded().get(start..).unwrap_or("");
                match longest(cx.registry, rest) {
                    Some(name) => {
                        let span = block.span(start..start + name.len());
                        full.entry(name).or_insert(span);
                    }
                    None => others.push((block.span(start..block.folded().len()), rest)),
                }
            }
        }
        for (name, place) in full {
            let Some((found, places)) = self.parts_of(document, cx.registry, &name, &others) else { continue };
            if let Some(draft) = extent::report(findings, &places) {
                draft.value("found", found).value("right", document.clean_text(place)).label("full", place);
            }
        }
    }
}

impl InstrumentShortName {
    /// Where names of laws begin: the opener and a word with a capital.
    fn starts<'a>(&'a self, block: &'a Block) -> impl Iterator<Item = usize> + 'a {
        let shown = block.shown();
        fold::find_words(block.folded(), &self.opener).filter_map(move |found| {
            let capital = |at: usize| shown.get(at..).is_some_and(|text| text.starts_with(char::is_uppercase));
            (capital(found.start) && capital(found.end + 1)).then_some(found.start)
        })
    }

    /// The longest part of `name` that stands at one of the places, and where it does.
    fn parts_of(
        &self,
        document: &Document,
        registry: &Registry,
        name: &str,
        places: &[(Span, &str)],
    ) -> Option<(String, Vec<Occurrence>)> {
        let words: Vec<&str> = name.split(' ').collect();
        // The opener is a word of its own.
        let lengths = (self.least_words + 1..words.len()).rev();
        { lengths }.find_map(|length| {
            let part = words[..length].join(" ");
            if !registry.named(&part).is_empty() || self.is_declared(document, &part) {
                return None;
            }
            let at = places.iter().filter(|(_, rest)| self.is_alone(rest, &part));
            let found: Vec<Occurrence> = at
                .map(|(span, _)| {
                    let range = document.block(span.block).clean_range(*span).usize();
                    Occurrence::new(document.block(span.block).span(range.start..range.start + part.len()))
                })
                .collect();
            let shown = document.clean_text(found.first()?.span).to_owned();
            Some((shown, found))
        })
    }

    /// True if `rest` begins with `part` and the name does not go on.
    fn is_alone(&self, rest: &str, part: &str) -> bool {
        let Some(after) = rest.strip_prefix(part) else { return false };
        let next = after.trim_start_matches(' ');
        after.is_empty()
            || after.starts_with(['.', ',', ';', ')', ':', '\n'])
            || after.len() > next.len() && self.behind.iter().any(|word| next.starts_with(word.as_str()))
    }

    fn is_declared(&self, document: &Document, part: &str) -> bool {
        let alias = document.citations.aliases.iter().any(|alias| fold::key(&alias.name.text) == part);
        alias
            || document.blocks().iter().any(|block| {
                fold::find_words(block.folded(), part).any(|found| {
                    let before = block.folded()[..found.start].trim_end_matches([' ', '“', '"']);
                    self.declared.iter().any(|words| before.ends_with(words.as_str()))
                })
            })
    }
}

/// The longest name of a law that `text` begins with.
fn longest(registry: &Registry, text: &str) -> Option<String> {
    let ends =
        |name: &str| text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()));
    registry
        .laws()
        .map(|known| known.folded)
        .filter(|name| ends(name))
        .max_by_key(|name| name.len())
        .map(Cow::into_owned)
}
