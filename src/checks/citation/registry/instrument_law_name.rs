//! `instrument-law-name`: laws that grounds name without number and year, by a name that no law
//! bears any more.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::instruments::{Fact, Instrument, Registry, written};
use crate::model::{Block, Document};
use crate::text::fold;

/// Reports names of laws that ended, where no later law has the name. A name that goes on is right
/// without a year.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentLawName {
    /// Folded words that open the name of a law.
    openers: Vec<String>,
    /// Folded words before a name that make it a part of another one (`sửa đổi … của Luật …`).
    within: Vec<String>,
}

impl Check for InstrumentLawName {
    const NAME: &'static str = "instrument-law-name";
    const VALUES: &'static [&'static str] = &["name", "day", "right"];
    const CASES: &'static [&'static str] = &["unreplaced"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        for block in document.prose().filter(|block| document.in_grounds(block.id())) {
            let starts: Vec<usize> = self.starts(document, block);
            if starts.is_empty() {
                continue;
            }
            let Some(on) = cx.law_day() else { return findings.not_checked(Reason::DateBlank) };
            for start in starts {
                let rest = block.folded().get(start..).unwrap_or("");
                let Some((law, length, ended)) = gone(cx.registry, rest, on) else { continue };
                let span = block.span(start..start + length);
                let next = cx.registry.successor(law, on).and_then(|(_, entry)| entry);
                let draft = findings.report(span);
                draft.value("name", document.clean_text(span)).value("day", written(ended));
                match next.filter(|next| next.is_named()).map(Instrument::name) {
                    Some(right) => draft.value("right", right.clone()).edit(Edit::replace(span, right)),
                    None => draft.value("right", "").case("unreplaced"),
                };
            }
        }
    }
}

impl InstrumentLawName {
    /// Where names of laws begin that no citation holds and that are no part of another name.
    fn starts(&self, document: &Document, block: &Block) -> Vec<usize> {
        let folded = block.folded();
        let cited: Vec<std::ops::Range<usize>> = document
            .citations
            .all
            .iter()
            .filter(|citation| citation.span.block == block.id())
            .map(|citation| block.clean_range(citation.span).usize())
            .collect();
        let is_free = |start: &usize| {
            let before = folded.get(..*start).unwrap_or("").trim_end();
            !cited.iter().any(|range| range.contains(start))
                && !self.within.iter().any(|word| before.ends_with(word.as_str()))
        };
        let found = self.openers.iter().flat_map(|opener| fold::find_words(folded, opener));
        found.map(|found| found.start).filter(is_free).collect()
    }
}

/// The law that `text` names, with the length of its name and the day it ended, if it ended before
/// the day `on` and no law in force has the name.
fn gone<'a>(registry: &'a Registry, text: &str, on: Date) -> Option<(&'a Instrument, usize, Date)> {
    let named = registry.laws().filter(|known| known.law.is_sure(Fact::Ended) && is_whole(text, &known.folded));
    let mut ended = named.filter_map(|known| {
        let day = known.law.ended.filter(|ended| *ended <= on)?;
        Some((known.law, known.folded.len(), day))
    });
    ended.find(|(law, _, _)| {
        let namesakes = registry.named(&law.name());
        namesakes.iter().all(|other| other.ended.is_some_and(|ended| ended <= on))
    })
}

/// True if `text` begins with `name` and the name does not go on.
fn is_whole(text: &str, name: &str) -> bool {
    let Some(rest) = text.strip_prefix(name) else { return false };
    rest.is_empty() || rest.starts_with([';', ',', '.', '\n'])
}
