//! `instrument-title`: the title of a citation against the registry.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings, entry, is_closed, is_spoken_of};
use crate::checks::title_words::{TitleWords, shared};
use crate::lexicon::instruments::{Fact, Instrument};
use crate::model::citation::Citation;
use crate::text::fold;

/// Reports citations with a title that shares nothing with the title of the instrument.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentTitle {
    /// When two titles are those of different matters.
    words: TitleWords,
    /// Words, at least, on each side of two titles that share none, where a mark closes the cited one: it is
    /// whole, however short it is.
    closed_words: usize,
    /// Least share at which a namesake of another year or date is the one that was meant.
    namesake_shared: usize,
}

impl Check for InstrumentTitle {
    const NAME: &'static str = "instrument-title";
    const VALUES: &'static [&'static str] = &["citation", "written", "title", "right"];
    const CASES: &'static [&'static str] = &["namesake"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        for (at, citation, symbol) in document.citations.numbered() {
            // What stands behind an instrument that another one carries out may be the title of that one.
            let Some(cited) = citation.title.as_ref().filter(|_| !document.citations.is_in_title(at)) else { continue };
            let known = entry(cx.registry, citation).filter(|known| known.is_sure(Fact::Title) && !known.is_named());
            let Some(known) = known else { continue };
            let (mine, its) = (self.words.telling(&cited.text), self.words.telling(&known.title));
            let strange = || mine.len().min(its.len()) >= self.closed_words && mine.is_disjoint(&its);
            let other = self.words.differ(&mine, &its) || strange() && is_closed(document, cited.span);
            if !other {
                continue;
            }
            let namesake = self.namesake(cx, citation, known, &mine);
            // Outside grounds the words after a citation may be what it says, not what it is called; after
            // a pointer to a clause they speak of the clause.
            let pointed = document.citations.units.iter().any(|unit| unit.citation == Some(at));
            let titled = document.in_grounds(citation.span.block) || fold::fold(&cited.text).starts_with("về ");
            let titled = titled && !pointed && !is_spoken_of(document, citation);
            if namesake.is_none() && !titled {
                continue;
            }
            let draft = findings
                .report(cited.span)
                .value("citation", citation.head().map_or(symbol.text.as_str(), |head| document.clean_text(head)))
                .value("written", cited.text.clone())
                .value("title", known.title.clone());
            match namesake {
                Some(right) => draft.case("namesake").value("right", right.plain_form()),
                None => draft.value("right", known.full_form()),
            };
        }
    }
}

impl InstrumentTitle {
    /// The instrument with the number of `known` in another year whose title is the cited one.
    fn namesake<'a>(
        &self,
        cx: &Context<'a>,
        citation: &Citation,
        known: &Instrument,
        mine: &BTreeSet<String>,
    ) -> Option<&'a Instrument> {
        let serial = citation.symbol.as_ref()?.serial()?;
        let others = cx
            .registry
            .with_serial(serial)
            .into_iter()
            .filter(|entry| entry.kind == known.kind && entry.issuer == known.issuer && entry.key != known.key);
        others
            .map(|other| (shared(mine, &self.words.telling(&other.title)), other))
            .filter(|(share, _)| *share >= self.namesake_shared)
            .max_by_key(|(share, _)| *share)
            .map(|(_, other)| other)
    }
}
