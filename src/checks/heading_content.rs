//! Headings against what stands below and above them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::sections::heading_span;
use super::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::outline::{Division, MarkerStyle};
use crate::model::{Block, BlockId, Document, Format, Zone};
use crate::text::fold;

/// Flags a heading with nothing below it, where others of its series have text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EmptyHeading {
    /// First words of a heading, folded. They tell one from the item of a list where no bold type does.
    words: Vec<String>,
}

/// Words of the longest heading; what is longer is a paragraph without its full stop.
const LONGEST: usize = 16;

impl Check for EmptyHeading {
    const NAME: &'static str = "empty-heading";
    const VALUES: &'static [&'static str] = &["title"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if document.legacy.is_some() {
            return findings.not_checked(Reason::LegacyText);
        }
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

fn title<'a>(document: &'a Document, division: &'a Division) -> &'a str {
    if division.title_text.is_empty() { document.clean_text(division.title) } else { &division.title_text }
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

/// True for a division without a name of its level: no article, no chapter.
fn is_plain(division: &Division) -> bool {
    let style = division.marker.as_ref().map(|marker| marker.style);
    style.is_some_and(|style| !style.has_title_below() && style != MarkerStyle::Article)
}

/// Flags a heading with the words of the heading that it stands below.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct HeadingLikeParent {}

impl Check for HeadingLikeParent {
    const NAME: &'static str = "heading-like-parent";
    const VALUES: &'static [&'static str] = &["title"];
    const LABELS: &'static [&'static str] = &["parent"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let divisions = &cx.document.outline.divisions;
        let titles: Vec<String> =
            divisions.iter().map(|division| fold::key(division.title_text.trim_end_matches([':', '.', ' ']))).collect();
        for (division, title) in divisions.iter().zip(&titles) {
            let Some(parent) = division.parent else { continue };
            let same = !title.is_empty() && titles.get(parent) == Some(title) && title.contains(' ');
            // A chapter of one article, an article of one clause may well share a name.
            let plain = is_plain(division) && divisions.get(parent).is_some_and(is_plain);
            let same = same && plain && cx.document.zone(division.block) == Zone::Body;
            if let Some(above) = divisions.get(parent).filter(|_| same && division.marker.is_some()) {
                findings
                    .report(heading_span(division))
                    .value("title", division.title_text.as_str())
                    .label("parent", heading_span(above));
            }
        }
    }
}

/// Flags a heading that ends with a word no heading ends with: its last words are lost.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct HeadingCut {
    /// Words that no heading ends with, in small letters.
    words: Vec<String>,
}

impl Check for HeadingCut {
    const NAME: &'static str = "heading-cut";
    const VALUES: &'static [&'static str] = &["title", "last"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if document.legacy.is_some() || document.raw.format == Format::Pdf {
            return;
        }
        for division in document.outline.divisions.iter().filter(|division| division.is_heading) {
            let block = document.block(division.block);
            let text = block.clean().trim_end();
            let last = text.rsplit(' ').next().unwrap_or("");
            let cut = self.words.iter().any(|word| word == last);
            if cut
                && division.inline.is_none()
                && document.zone(division.block) == Zone::Body
                && ends_there(document, block)
            {
                let start = text.trim_end_matches(last).trim_end().rfind(' ').map_or(0, |at| at + 1);
                findings
                    .report(block.span(start..text.len()))
                    .value("title", title(document, division))
                    .value("last", last);
            }
        }
    }
}

/// True if the next block does not go on with the line of `block`.
fn ends_there(document: &Document, block: &Block) -> bool {
    let next = document.blocks().iter().skip(block.id().index() + 1).find(|next| !next.is_blank());
    block.lines().count() == 1
        && next.is_some_and(|next| {
            let apart = !document.raw.format.has_lines() || next.blank_before;
            let divisions = &document.outline.divisions;
            let numbered = divisions.binary_search_by_key(&next.id(), |below| below.block).is_ok();
            apart && (numbered || next.clean().trim_start().starts_with(|first: char| !first.is_lowercase()))
        })
}
