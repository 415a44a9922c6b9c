//! Marks at numbers and headings that the document writes in two ways, and numbers typed twice.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::extent::{self, Occurrence};
use super::lists::Item;
use super::{Check, Context, Findings};
use crate::model::outline::{Division, Marker, MarkerStyle};
use crate::model::{Block, Document, Place, Span, Zone};
use crate::text::{TextRange, fold};

/// Flags headings of one series some of which end with a colon. Words that lead into a list want theirs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct HeadingColonMixed {
    /// Words at the end of a heading that lead into a list, folded.
    lead_ins: Vec<String>,
}

impl Check for HeadingColonMixed {
    const NAME: &'static str = "heading-colon-mixed";
    const VALUES: &'static [&'static str] = &["count", "title"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut series: BTreeMap<usize, Vec<(&Division, Option<Span>)>> = BTreeMap::new();
        let own = document.outline.divisions.iter().filter(|division| document.zone(division.block) == Zone::Body);
        for division in own.filter(|division| is_plain(division)) {
            let colon = final_colon(document.block(division.block));
            series.entry(division.series).or_default().push((division, colon));
        }
        let mut places = Vec::new();
        let mut title = "";
        for headings in series.values() {
            let bare =
                headings.iter().filter(|(division, colon)| colon.is_none() && words(division) <= LONGEST).count();
            for (division, colon) in headings.iter().filter(|_| bare > 0) {
                let Some(colon) = colon.filter(|_| self.is_title(document, division)) else { continue };
                if places.is_empty() {
                    title = &division.title_text;
                }
                places.push(Occurrence::replaced(colon, ""));
            }
        }
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("title", title);
        }
    }
}

impl HeadingColonMixed {
    /// True if the colon leads into nothing: above a list only a short title is sure to be one.
    fn is_title(&self, document: &Document, division: &Division) -> bool {
        /// Words of a title that cannot be a sentence.
        const SHORT: usize = 4;
        let title = fold::fold(&division.title_text);
        let leads = self.lead_ins.iter().any(|words| title.trim_end_matches([':', ' ']).ends_with(words.as_str()));
        let next = document.blocks().iter().skip(division.block.index() + 1).find(|block| !block.is_blank());
        let listed = next.is_none_or(|next| {
            Item::of(next).is_some()
                || next.place != Place::Body
                || document.outline.divisions.binary_search_by_key(&next.id(), |below| below.block).is_ok()
        });
        !leads && words(division) <= if listed { SHORT } else { LONGEST }
    }
}

/// Words of the longest title.
const LONGEST: usize = 14;

fn words(division: &Division) -> usize {
    division.title_text.split_whitespace().count()
}

/// True for a heading with an Arabic number whose line holds nothing else. Roman ones have a rule of their own.
fn is_plain(division: &Division) -> bool {
    let style = division.marker.as_ref().map(|marker| marker.style);
    division.is_heading
        && division.inline.is_none()
        && matches!(style, Some(MarkerStyle::Arabic | MarkerStyle::Decimal(_)))
}

/// The colon that ends a block of one line.
fn final_colon(block: &Block) -> Option<Span> {
    let text = block.clean().trim_end();
    (text.ends_with(':') && !text.contains('\n')).then(|| block.span(text.len() - 1..text.len()))
}

/// Flags decimal numbers that have a full stop in some places and none in others.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DecimalStopMixed {}

impl Check for DecimalStopMixed {
    const NAME: &'static str = "decimal-stop-mixed";
    const VALUES: &'static [&'static str] = &["count", "found", "expected"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let decimals = cx.document.outline.divisions.iter().filter_map(|division| division.marker.as_ref());
        let decimals = decimals.filter(|marker| matches!(marker.style, MarkerStyle::Decimal(_)));
        let (closed, open): (Vec<&Marker>, Vec<&Marker>) = decimals.partition(|marker| marker.closing == Some('.'));
        // Numbers that the program writes are mended in its list, not at the paragraph.
        let places: Vec<Occurrence> = open
            .iter()
            .filter(|marker| marker.closing.is_none())
            .map(|marker| {
                let number = cx.document.clean_text(marker.digits);
                Occurrence { span: marker.span, replacement: (!marker.automatic).then(|| format!("{number}.")) }
            })
            .collect();
        let Some(model) = closed.first() else { return };
        let found = open.first().map(|marker| cx.document.clean_text(marker.digits)).unwrap_or_default();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("found", found).value("expected", cx.document.clean_text(model.span));
        }
    }
}

/// Flags a number that stands twice before its words: `1. 1. Tình hình`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct NumberDoubled {}

impl Check for NumberDoubled {
    const NAME: &'static str = "number-doubled";
    const VALUES: &'static [&'static str] = &["found", "expected"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for division in &cx.document.outline.divisions {
            let Some(marker) = &division.marker else { continue };
            let Some(place) = second(cx.document, marker) else { continue };
            let (found, expected) = (cx.document.clean_text(place), cx.document.clean_text(marker.span));
            findings
                .report(place)
                .value("found", found)
                .value("expected", expected)
                .edit(crate::diagnostic::Edit::replace(place, expected));
        }
    }
}

/// The number with its double behind it.
fn second(document: &Document, marker: &Marker) -> Option<Span> {
    let block = document.block(marker.span.block);
    let number = document.clean_text(marker.digits);
    let range = block.clean_range(marker.span);
    let rest = block.clean().get(range.end() as usize..)?;
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let after = rest[gap..].strip_prefix(number)?.strip_prefix(['.', ')', '/'])?;
    // `1. 1.200 hộ` and `2. 2.1. Nội dung` are other numbers.
    let apart = after.starts_with(' ') || after.starts_with(char::is_uppercase);
    let end = range.end() as usize + gap + number.len() + 1;
    (apart && !number.is_empty()).then(|| block.span(TextRange::from(range.start() as usize..end)))
}
