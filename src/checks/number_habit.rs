//! Numbers that the document writes in two ways, and numbers typed twice.

use schemars::JsonSchema;
use serde::Deserialize;

use super::extent::{self, Occurrence};
use super::{Check, Context, Findings};
use crate::model::outline::{Marker, MarkerStyle};
use crate::model::{Document, Span};
use crate::text::TextRange;

/// Flags the rarer of decimal numbers with and without a full stop; of as many of both, those without.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DecimalStopMixed {}

impl Check for DecimalStopMixed {
    const NAME: &'static str = "decimal-stop-mixed";
    const VALUES: &'static [&'static str] = &["count", "found", "expected"];
    const LABELS: &'static [&'static str] = &["again"];
    const CASES: &'static [&'static str] = &["closed"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let decimals = cx.document.outline.divisions.iter().filter_map(|division| division.marker.as_ref());
        let decimals = decimals.filter(|marker| matches!(marker.style, MarkerStyle::Decimal(_)));
        let decimals = decimals.filter(|marker| matches!(marker.closing, Some('.') | None));
        let (closed, open): (Vec<&Marker>, Vec<&Marker>) = decimals.partition(|marker| marker.closing.is_some());
        let closed_are_rarer = closed.len() < open.len();
        let (rare, usual) = if closed_are_rarer { (closed, open) } else { (open, closed) };
        let (Some(first), Some(model)) = (rare.first(), usual.first()) else { return };
        let stop = if closed_are_rarer { "" } else { "." };
        let text = |marker: &Marker| cx.document.clean_text(marker.span).trim_end().to_owned();
        let (found, expected) = (text(first), text(model));
        // Numbers that the program writes are mended in its list, not at the paragraph.
        let mended = |marker: &Marker| format!("{}{stop}", cx.document.clean_text(marker.digits));
        let places: Vec<Occurrence> = rare
            .iter()
            .map(|marker| Occurrence { span: marker.span, replacement: (!marker.automatic).then(|| mended(marker)) })
            .collect();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("found", found).value("expected", expected);
            if closed_are_rarer {
                draft.case("closed");
            }
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
    // A number that the program writes is another rule's business.
    if marker.automatic {
        return None;
    }
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
