//! `empty-heading`: a heading has text below it, as others of its series do.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::{heading_span, title};
use crate::checks::{Check, Context, Findings};
use crate::model::outline::{Division, MarkerStyle};
use crate::model::{Block, BlockId, Document, Zone};
use crate::text::fold;

/// Flags a heading with nothing below it, where others of its series have text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct EmptyHeading {
    /// First words of a heading, folded. They tell one from the item of a list where no bold type does.
    words: Vec<String>,
}

/// Words of the longest heading; what is longer is a paragraph without its full stop.
const LONGEST: usize = 16;

impl Check for EmptyHeading {
    const NAME: &'static str = "empty-heading";
    const VALUES: &'static [&'static str] = &["title"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let divisions = &document.outline.divisions;
        let empty: Vec<bool> = divisions.iter().map(|division| is_empty(document, division)).collect();
        // Series that have a member with text below it, and the first block of each.
        let mut filled = BTreeSet::new();
        let mut firsts: BTreeMap<usize, BlockId> = BTreeMap::new();
        for (division, empty) in divisions.iter().zip(&empty) {
            firsts.entry(division.series).or_insert(division.block);
            if !empty {
                filled.insert(division.series);
            }
        }
        // What a profile asks for is judged against it.
        let asked: Vec<BlockId> = document
            .alignment
            .rows
            .iter()
            .filter(|row| row.empty)
            .filter_map(|row| Some(divisions.get(row.division?)?.block))
            .collect();
        for (division, _) in divisions.iter().zip(&empty).filter(|(_, empty)| **empty) {
            let listed = firsts.get(&division.series).is_some_and(|first| is_led_in(document, *first));
            let among = filled.contains(&division.series) && !listed && !asked.contains(&division.block);
            if among && self.is_heading(document, division) {
                findings.report(heading_span(division)).value("title", title(document, division));
            }
        }
    }
}

impl EmptyHeading {
    fn is_heading(&self, document: &Document, division: &Division) -> bool {
        let block = document.block(division.block);
        let words = title(document, division);
        let text = block.clean().trim_end();
        let open = text.ends_with(|last: char| last.is_alphanumeric() || matches!(last, ')' | '”' | ':'));
        let long = words.split_whitespace().count() > LONGEST;
        if document.zone(division.block) != Zone::Body || !open || long {
            return false;
        }
        let bold = document.tally(&[block.whole()], |run| run.bold.known());
        let roman = division.marker.as_ref().is_some_and(|marker| marker.style == MarkerStyle::Roman);
        // Where a file says nothing of bold type, the words tell.
        let told = bold.unknown > 0 && {
            let folded = fold::fold(words);
            self.words.iter().any(|first| {
                folded.strip_prefix(first.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        };
        roman || bold.right > 0 && bold.wrong == 0 && bold.unknown == 0 || told
    }
}

/// A line with nothing below it and nothing behind its title.
fn is_empty(document: &Document, division: &Division) -> bool {
    let numbered = division.marker.as_ref().is_some_and(|marker| !marker.style.has_title_below());
    let below = division.block.index() + 1..division.end.index().max(division.block.index() + 1);
    let blocks = document.blocks().get(below).unwrap_or_default();
    numbered
        && division.inline.is_none()
        && blocks.iter().all(Block::is_blank)
        && !holds_heading(document, division)
        && document.block(division.block).lines().count() == 1
}

/// True if a heading without a number stands right below: the outline does not say that it belongs there.
fn holds_heading(document: &Document, division: &Division) -> bool {
    let divisions = &document.outline.divisions;
    let next = document.blocks().iter().skip(division.block.index() + 1).find(|block| !block.is_blank());
    let at = next.and_then(|next| divisions.binary_search_by_key(&next.id(), |below| below.block).ok());
    at.is_none_or(|at| divisions[at].marker.is_none())
}

/// True if the line above `first` ends with a colon: what follows are the items of a list.
fn is_led_in(document: &Document, first: BlockId) -> bool {
    let above = document.blocks()[..first.index()].iter().rev().find(|block| !block.is_blank());
    above.is_some_and(|block| block.clean().trim_end().ends_with(':') && document.zone(block.id()) == Zone::Body)
}
