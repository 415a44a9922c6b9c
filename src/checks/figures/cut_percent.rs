//! `cut-percent`: percentages whose last digits were cut off and not rounded.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::figure::{Decimal, Figures, Verdict};
use crate::model::written::{self, Written};

/// Names a percentage that is right only if its further digits were cut off: `63,17%` for 63,179.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CutPercent {}

impl Check for CutPercent {
    const NAME: &'static str = "cut-percent";
    const VALUES: &'static [&'static str] = &["found", "expected"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        for (percent, expected) in cut(figures) {
            let Some(figure) = figures.get(percent) else { continue };
            let draft = findings.report(figure.span);
            draft.value("found", cx.document.clean_text(figure.span)).value("expected", format!("{expected}%"));
        }
    }
}

/// Percentages that were cut off, with what rounding gives.
fn cut(figures: &Figures) -> Vec<(usize, Decimal)> {
    let derived = figures.derived.iter().filter(|derived| derived.verdict == Verdict::HoldsTruncated);
    let mut all: Vec<(usize, Decimal)> =
        derived.filter_map(|derived| Some((derived.result, derived.expected?))).collect();
    for ratio in figures.ratios.iter().filter(|ratio| ratio.verdict == Verdict::HoldsTruncated) {
        let (Some(count), Some(percent), Some(base)) =
            (figures.get(ratio.count), figures.get(ratio.percent), &ratio.base)
        else {
            continue;
        };
        let base = Written { value: base.value, scale: 0 };
        let part = Written { value: count.value, scale: 0 };
        all.extend(written::share(percent.value, part, base).expected.map(|expected| (ratio.percent, expected)));
    }
    all.sort_by_key(|(percent, _)| *percent);
    all.dedup_by_key(|(percent, _)| *percent);
    all
}
