//! `decimal-stop-mixed`: decimal numbers with and without a full stop in one document.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::outline::{Marker, MarkerStyle};

/// Flags the rarer of decimal numbers with and without a full stop; of as many of both, those without.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DecimalStopMixed {}

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
