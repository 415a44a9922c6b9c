//! `instrument-parent`: instruments that carry out one that has ended.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings, entry};
use crate::diagnostic::Reason;
use crate::lexicon::instruments::{Fact, Instrument, Registry, written};
use crate::text::fold;

/// Reports instruments in force whose title says that they carry out an instrument that has ended. They may
/// have ended with it, wholly or in part: the registry cannot tell.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentParent {
    /// Folded words of a title that carries another instrument out.
    carries_out: Vec<String>,
}

impl Check for InstrumentParent {
    const NAME: &'static str = "instrument-parent";
    const VALUES: &'static [&'static str] = &["citation", "parent", "day", "right"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut seen = BTreeSet::new();
        for (_, citation, symbol) in document.citations.numbered() {
            let grounds = document.in_grounds(citation.span.block);
            if !grounds || citation.quoted || !seen.insert(citation.instrument) {
                continue;
            }
            let Some(known) = entry(cx.registry, citation).filter(|known| known.ended.is_none()) else { continue };
            let Some(parent) = self.parent(cx.registry, known) else { continue };
            let Some(ended) = parent.ended.filter(|_| parent.is_sure(Fact::Ended)) else { continue };
            let Some(days) = cx.law_days() else { return findings.not_checked(Reason::DateBlank) };
            // What was issued behind the end of its parent rests on another one too.
            if ended > days.first || known.date >= ended {
                continue;
            }
            let Some((right, _)) = cx.registry.successor(parent, days.first) else { continue };
            findings
                .report(citation.head().unwrap_or(citation.span))
                .value("citation", citation.head().map_or(symbol.text.as_str(), |head| document.clean_text(head)))
                .value("parent", parent.short_form())
                .value("day", written(ended))
                .value("right", right);
        }
    }
}

impl InstrumentParent {
    /// The one instrument that the title of `known` names by its number.
    fn parent<'a>(&self, registry: &'a Registry, known: &Instrument) -> Option<&'a Instrument> {
        let title = fold::key(&known.title);
        if !self.carries_out.iter().any(|words| title.starts_with(words.as_str())) {
            return None;
        }
        let numbers = known.title.split([' ', ',', ';', '(', ')']).filter(|word| {
            word.starts_with(|first: char| first.is_ascii_digit())
                && word.matches('/').count() == 2
                && word.contains('-')
        });
        let mut parents = numbers.flat_map(|number| registry.numbered(number));
        let parent = parents.next()?;
        parents.next().is_none().then_some(parent)
    }
}
