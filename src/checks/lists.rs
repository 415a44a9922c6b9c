//! Typed lists: markers, leading spaces, and lines that lead into a list.

use schemars::JsonSchema;
use serde::Deserialize;

use super::extent::{self, Occurrence};
use super::{Check, Context, Findings};
use crate::model::outline::MarkerStyle;
use crate::model::{Block, Document, Place, Zone};
use crate::text::TextRange;

/// A line that starts with a typed list marker.
pub(super) struct Item<'a> {
    pub(super) block: &'a Block,
    /// The marker in the clean text.
    marker: TextRange,
    pub(super) sign: char,
}

impl<'a> Item<'a> {
    pub(super) fn of(block: &'a Block) -> Option<Self> {
        if block.is_auto_numbered() || matches!(block.place, Place::Cell(_)) {
            return None;
        }
        let text = block.clean();
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let sign = text[spaces..].chars().next().filter(|sign| is_marker(*sign))?;
        let end = spaces + sign.len_utf8();
        // A marker has a space and words after it; `-5` and `---` have not.
        let follows = text[end..].starts_with(' ') && text[end..].chars().any(char::is_alphabetic);
        follows.then(|| Self { block, marker: TextRange::from(spaces..end), sign })
    }

    /// Spaces before the marker.
    pub(super) const fn indent(&self) -> u32 {
        self.marker.start()
    }

    pub(super) fn ends_with(&self, mark: char) -> bool {
        self.block.clean().trim_end().ends_with(mark)
    }
}

const fn is_marker(sign: char) -> bool {
    matches!(sign, '-' | '–' | '—' | '−' | '•' | '●' | '▪' | '+' | '*')
}

/// Runs of list items, blank lines between them or not. A line without a marker ends a list.
pub(super) fn lists(document: &Document) -> Vec<Vec<Item<'_>>> {
    let mut lists = Vec::new();
    let mut open: Vec<Item<'_>> = Vec::new();
    for block in document.prose() {
        let goes_on = open.last().is_some_and(|last| last.block.id().0 + 1 == block.id().0);
        let item = Item::of(block);
        if !goes_on || item.is_none() {
            lists.push(std::mem::take(&mut open));
        }
        open.extend(item);
    }
    lists.push(open);
    lists.retain(|list| list.len() > 1);
    lists
}

/// Runs of points and of numbered paragraphs of one block each: lists too, with a number for a sign.
pub(super) fn numbered(document: &Document) -> Vec<Vec<Item<'_>>> {
    let mut lists: Vec<Vec<Item<'_>>> = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    for division in document.outline.divisions.iter().filter(|division| !division.is_heading) {
        let style = division.marker.as_ref().map(|marker| marker.style);
        if !matches!(style, Some(MarkerStyle::Letter | MarkerStyle::Arabic)) {
            continue;
        }
        let at = division.block.index();
        let item = Item { block: document.block(division.block), marker: TextRange::new(0, 0), sign: '1' };
        match lists.last_mut().filter(|_| before == at.checked_sub(1).map(|above| (division.series, above))) {
            Some(list) => list.push(item),
            None => lists.push(vec![item]),
        }
        before = Some((division.series, at));
    }
    lists.retain(|list| list.len() > 1);
    lists
}

/// Flags a document whose list items start with hyphens and with dashes. `+`, `*` and bullets are
/// levels of their own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ListMarkerMixed {}

impl Check for ListMarkerMixed {
    const NAME: &'static str = "list-marker-mixed";
    const VALUES: &'static [&'static str] = &["count", "minor", "major"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let items = cx.document.prose().filter_map(Item::of).filter(|item| matches!(item.sign, '-' | '–' | '—' | '−'));
        let (hyphens, dashes): (Vec<_>, Vec<_>) = items.partition(|item| item.sign == '-');
        let (minor, major) = if hyphens.len() >= dashes.len() { (dashes, hyphens) } else { (hyphens, dashes) };
        let (Some(first), Some(model)) = (minor.first(), major.first()) else { return };
        let (minor_sign, major_sign) = (first.sign, model.sign);
        let places: Vec<Occurrence> =
            minor.iter().map(|item| Occurrence::replaced(item.block.span(item.marker), major_sign)).collect();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("minor", minor_sign).value("major", major_sign);
        }
    }
}

/// Flags a list that goes on with another sign right behind an item that ends with a semicolon: bullets and
/// dashes are two marks of one level there, for nothing below an item begins behind a semicolon.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ListSignChanged {}

impl Check for ListSignChanged {
    const NAME: &'static str = "list-sign-changed";
    const VALUES: &'static [&'static str] = &["count", "minor", "major"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for list in lists(cx.document) {
            let first = list[0].sign;
            let changed: Vec<&Item<'_>> = list
                .windows(2)
                .filter(|pair| is_other_bullet(pair[0].sign, pair[1].sign) && pair[0].ends_with(';'))
                .filter(|pair| pair[0].indent() == pair[1].indent() && pair[1].sign != first)
                .map(|pair| &pair[1])
                .collect();
            let Some(sign) = changed.first().map(|item| item.sign) else { continue };
            let places: Vec<Occurrence> =
                changed.iter().map(|item| Occurrence::replaced(item.block.span(item.marker), first)).collect();
            if let Some(draft) = extent::report(findings, &places) {
                draft.value("minor", sign).value("major", first);
            }
        }
    }
}

/// True for a dash and a bullet, or two kinds of bullets. `+` is the level below the dash in nearly every list.
const fn is_other_bullet(one: char, next: char) -> bool {
    const fn kind(sign: char) -> u8 {
        match sign {
            '-' | '–' | '—' | '−' => 1,
            '•' | '●' => 2,
            '▪' => 3,
            '*' => 4,
            _ => 0,
        }
    }
    kind(one) != kind(next) && kind(one) != 0 && kind(next) != 0
}

/// Flags a list some of whose items have one more space before the marker than the others. A
/// deeper indent is a level of its own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ListLeadingSpace {}

impl Check for ListLeadingSpace {
    const NAME: &'static str = "list-leading-space";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for list in lists(cx.document) {
            // Another sign is another level, and may stand a space further in as a whole.
            let has_flush = |sign: char| list.iter().any(|item| item.sign == sign && item.indent() == 0);
            let off: Vec<Occurrence> = list
                .iter()
                .filter(|item| item.indent() == 1 && has_flush(item.sign))
                .map(|item| Occurrence::replaced(item.block.span(0..1), ""))
                .collect();
            extent::report(findings, &off);
        }
    }
}

/// Flags an item that leads into a list (`… gồm:`) and wears the marker of the items it introduces.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ListLeadIn {}

impl Check for ListLeadIn {
    const NAME: &'static str = "list-lead-in";
    const VALUES: &'static [&'static str] = &["marker"];
    const LABELS: &'static [&'static str] = &["item"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for list in lists(cx.document) {
            for pair in list.windows(2) {
                let [lead, item] = pair else { continue };
                if cx.document.zone(lead.block.id()) == Zone::Body && leads_into(lead, item) {
                    let draft = findings.report(lead.block.whole()).value("marker", lead.sign);
                    draft.label("item", item.block.whole());
                }
            }
        }
    }
}

/// True if `lead` announces `item` and stands on its level. Two lines that both end in a colon are
/// fields to fill in.
fn leads_into(lead: &Item<'_>, item: &Item<'_>) -> bool {
    // One space more is a slip, not a level.
    let deeper = item.indent() > lead.indent() + 1;
    lead.sign == item.sign && lead.ends_with(':') && !item.ends_with(':') && !deeper
}
