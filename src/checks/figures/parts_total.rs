//! `parts-total`: parts that must add up to the total the text states.

use schemars::JsonSchema;
use serde::Deserialize;

use super::sum_of;
use crate::checks::{Check, Context, Findings};
use crate::model::figure::{FaultKind, Verdict};

/// Holds the sum of all parts of a whole against the total that the same sentence or list states.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PartsTotal {}

impl Check for PartsTotal {
    const NAME: &'static str = "parts-total";
    const VALUES: &'static [&'static str] = &["sum", "total", "expected", "found"];
    const LABELS: &'static [&'static str] = &["part", "total"];
    const CASES: &'static [&'static str] = &["part", "implied"];
    const PROVES: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        for fault in figures.faults.iter().filter(|fault| fault.kind == FaultKind::Sum) {
            let total = fault.total.and_then(|total| figures.get(total));
            let (Some(figure), Some(total)) = (figures.get(fault.figure), total) else { continue };
            let draft = findings.report(figure.span);
            draft.value("sum", sum_of(figures, &fault.parts));
            draft.value("total", total.value.to_string());
            draft.value("found", figure.value.to_string());
            draft.value("expected", fault.expected.map_or_else(String::new, |value| value.to_string()));
            let part_is_odd = fault.parts.contains(&fault.figure);
            if part_is_odd && fault.expected.is_some() {
                draft.case("part");
            }
            for part in fault.parts.iter().filter(|part| **part != fault.figure) {
                if let Some(part) = figures.get(*part) {
                    draft.label("part", part.span);
                }
            }
            if part_is_odd {
                draft.label("total", total.span);
            }
        }
        for total in figures.totals.iter().filter(|total| total.verdict == Verdict::Holds) {
            let Some(stated) = total.total.or_else(|| total.parts.first().copied()).and_then(|at| figures.get(at))
            else {
                continue;
            };
            let draft = findings.prove(stated.span);
            if total.total.is_none() {
                draft.case("implied");
            }
            draft.value("sum", sum_of(figures, &total.parts));
            draft.value("total", stated.value.to_string());
            draft.value("found", stated.value.to_string());
            draft.value("expected", stated.value.to_string());
        }
    }
}
