//! `ground-law`: name and date of a law among the grounds.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::citation::entry;
use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::Instrument;
use crate::model::values::Ground;
use crate::model::{Document, Span, Zone};

/// Reports laws of which a ground gives the name without any date, or the number without the name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct GroundLaw {
    /// The part that may lack.
    part: Part,
    /// Kinds of laws (slugs).
    kinds: Vec<String>,
    /// Folded words that open the name of a law.
    openers: Vec<String>,
    /// Folded words behind the name of a law.
    behind: Vec<String>,
    /// The folded word that opens the grounds in question.
    ground: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Part {
    /// When it was passed.
    Date,
    /// What it is called.
    Name,
}

/// Words of the longest name of a law.
const LONGEST_NAME: usize = 24;

impl Check for GroundLaw {
    const NAME: &'static str = "ground-law";
    const VALUES: &'static [&'static str] = &["law", "right"];
    const CASES: &'static [&'static str] = &["known"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        match self.part {
            Part::Date => {
                let closed = |ground: &&Ground| ground.opener == self.ground && ground.ending.is_some();
                for ground in cx.document.grounds.iter().filter(closed) {
                    for span in self.undated(cx.document, ground) {
                        findings.report(span).value("law", cx.document.clean_text(span)).value("right", "");
                    }
                }
            }
            Part::Name => self.unnamed(cx, findings),
        }
    }
}

impl GroundLaw {
    /// Names of laws that open a ground, or follow another law in it, with no figure behind them.
    fn undated(&self, document: &Document, ground: &Ground) -> Vec<Span> {
        let block = document.block(ground.span.block);
        let range = block.clean_range(ground.span).usize();
        let folded = block.folded().get(range.clone()).unwrap_or("");
        let mut found = Vec::new();
        let mut at = 0;
        for part in folded.split_inclusive(';') {
            let start = at;
            at += part.len();
            let law = part.trim_start_matches(|sign: char| !sign.is_alphabetic());
            let law = law.strip_prefix(self.ground.as_str()).map_or(law, |rest| rest.trim_start_matches([':', ' ']));
            let Some(opener) = self
                .openers
                .iter()
                .find(|opener| law.strip_prefix(opener.as_str()).is_some_and(|rest| rest.starts_with(' ')))
            else {
                continue;
            };
            // What goes on behind the name (`và các văn bản hướng dẫn`) is no part of it.
            let stop = self.behind.iter().filter_map(|words| law.find(words.as_str())).min().unwrap_or(law.len());
            let name = law[..stop].trim_end_matches([';', '.', ',', ' ']);
            let from = range.start + start + (part.len() - law.len());
            let clean = block.clean().get(from + opener.len()..from + name.len()).unwrap_or("");
            let capital = clean.trim_start().starts_with(char::is_uppercase);
            let short = name.split_whitespace().count() <= LONGEST_NAME;
            if capital && short && !law.contains(|sign: char| sign.is_ascii_digit()) {
                found.push(block.span(from..from + name.len()));
            }
        }
        found
    }

    fn unnamed(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        for (_, citation, symbol) in document.citations.numbered() {
            let law = citation.kind_slug.is_some_and(|slug| self.kinds.iter().any(|kind| kind == slug));
            let bare = citation.name.is_none() && !citation.named_between && citation.title.is_none();
            let plain =
                !citation.kind_shared && !citation.quoted && document.zone(citation.span.block) == Zone::Grounds;
            let block = document.block(citation.span.block);
            let range = block.clean_range(citation.span).usize();
            let opens = block.folded()[..range.start].trim_end().ends_with(&self.ground);
            let rest = block.clean()[range.end..].trim_start();
            let ends = rest.is_empty() || rest.starts_with([';', '.', ',']);
            if !(law && bare && plain && opens && ends) {
                continue;
            }
            let draft = findings.report(citation.head().unwrap_or(citation.span)).value("law", symbol.text.clone());
            match entry(cx.registry, citation).map(Instrument::name) {
                Some(name) => draft.value("right", name).case("known"),
                None => draft.value("right", ""),
            };
        }
    }
}
