//! `other-place`: another place's name where a document speaks of its own area.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::component::ComponentKind;
use crate::model::{Block, Document, Zone};
use crate::text::clean::on_one_line;
use crate::text::{TextRange, fold, quotes};

/// Flags the name of another unit of the issuer's kind behind words that mean the issuer's own area (`trên địa
/// bàn xã …`), each name once: a paragraph copied from the paper of another place keeps it. Lists of places
/// and paragraphs that speak of mergers and neighbours are left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct OtherPlace {
    /// Words for the kinds of unit, folded.
    levels: Vec<String>,
    /// Words that lead to the own area, folded.
    leads: Vec<String>,
    /// Words of paragraphs that may name other places, folded.
    unless: Vec<String>,
}

/// Words of the longest name of a place.
const WORDS: usize = 4;

impl Check for OtherPlace {
    const NAME: &'static str = "other-place";
    const VALUES: &'static [&'static str] = &["found", "own"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let Some(own) = self.own(document) else { return };
        let mut told = BTreeSet::new();
        for block in document.zone_blocks(Zone::Body) {
            for range in self.places(block, &own) {
                let found = on_one_line(&block.clean()[range.usize()]);
                if told.insert(fold::key(&found)) {
                    findings.report(block.span(range)).value("found", found).value("own", own.as_str());
                }
            }
        }
    }
}

impl OtherPlace {
    /// The issuer's own unit, with the word for its kind: `xã mây hạ`; `None` where it bears no such name.
    fn own(&self, document: &Document) -> Option<String> {
        let issuer = document.component(ComponentKind::IssuingAuthority)?;
        let lines: Vec<&str> = issuer.spans.iter().map(|span| document.clean_text(*span)).collect();
        let name = fold::key(&lines.join(" "));
        let at = self.levels.iter().filter_map(|level| fold::find_words(&name, level).last()).map(|range| range.start);
        at.max().map(|at| name[at..].to_owned()).filter(|own| own.contains(' '))
    }

    /// Where `block` names another unit behind the words for the own area.
    fn places(&self, block: &Block, own: &str) -> Vec<TextRange> {
        let (folded, shown) = (block.folded(), block.shown());
        let mut found = Vec::new();
        for lead in &self.leads {
            for hit in fold::find_words(folded, lead) {
                let rest = &folded[hit.end..];
                let start = hit.end + (rest.len() - rest.trim_start().len());
                let unit = self.levels.iter().find(|level| {
                    folded[start..].strip_prefix(level.as_str()).is_some_and(|rest| rest.starts_with(' '))
                });
                let Some(end) = unit.and_then(|unit| name_end(shown, start + unit.len())) else { continue };
                let name = fold::key(&folded[start..end]);
                let same = |left: &str, right: &str| {
                    left.strip_prefix(right).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
                };
                if !same(&name, own) && !same(own, &name) && !self.is_list(&folded[end..]) {
                    found.push(TextRange::from(start..end));
                }
            }
        }
        if found.is_empty() || self.unless.iter().any(|word| fold::has_words(folded, word)) {
            return Vec::new();
        }
        let quoted = quotes::quoted(block.clean());
        found.retain(|range| !quotes::is_within(&quoted, range.start()));
        found
    }

    /// True if more units follow: `, xã …`, `và phường …`.
    fn is_list(&self, rest: &str) -> bool {
        let rest = rest.trim_start_matches([' ', ',']).trim_start_matches("và ");
        self.levels.iter().any(|level| rest.strip_prefix(level.as_str()).is_some_and(|rest| rest.starts_with(' ')))
    }
}

/// One past the words with a capital that follow `start`; `None` if there is none.
fn name_end(shown: &str, start: usize) -> Option<usize> {
    let mut end = start;
    for word in shown[start..].split(' ').skip(1).take(WORDS) {
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let named = bare.starts_with(char::is_uppercase) && bare.chars().any(char::is_lowercase);
        if !named {
            break;
        }
        end += 1 + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    (end > start).then_some(end)
}
