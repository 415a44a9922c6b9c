//! `total-missing`: parts with percentages, and no total.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::sum_of;
use crate::checks::{Check, Context, Findings};
use crate::model::Span;
use crate::model::figure::FigureKind;

/// Flags a complete breakdown with percentages whose total is stated nowhere in the document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct TotalMissing {}

impl Check for TotalMissing {
    const NAME: &'static str = "total-missing";
    const VALUES: &'static [&'static str] = &["sum", "total"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        let stated: BTreeSet<i64> = figures
            .all
            .iter()
            .filter(|figure| figure.kind != FigureKind::Percent)
            .filter_map(|figure| figure.whole.unwrap_or(figure.value).integer())
            .collect();
        for total in &figures.totals {
            if total.total.is_some() || !total.with_percents || stated.contains(&total.sum) {
                continue;
            }
            let spans: Vec<Span> =
                total.parts.iter().filter_map(|part| figures.get(*part)).map(|part| part.span).collect();
            let (Some(first), Some(last)) = (spans.first(), spans.last()) else { continue };
            let span =
                if first.block == last.block { Span::new(first.block, first.range.cover(last.range)) } else { *first };
            let draft = findings.report(span);
            draft.value("sum", sum_of(figures, &total.parts)).value("total", total.sum.to_string());
        }
    }
}
