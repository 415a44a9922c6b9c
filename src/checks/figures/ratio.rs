//! `ratio`: a percentage against its count and its whole.

use schemars::JsonSchema;
use serde::Deserialize;

use super::sum_of;
use crate::checks::{Check, Context, Findings};
use crate::model::figure::{BaseSource, Fault, FaultKind, Figures, Ratio, Verdict};

/// Holds every percentage against the count it belongs to: proved, wrong, or not decidable.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RatioAgainstBase {}

impl Check for RatioAgainstBase {
    const NAME: &'static str = "ratio";
    const VALUES: &'static [&'static str] = &["count", "base", "expected", "found", "sum"];
    const LABELS: &'static [&'static str] = &["part", "total"];
    const CASES: &'static [&'static str] =
        &["against-sum", "count", "group", "no-base", "by-sum", "by-fraction", "by-inference", "cut-off", "adjusted"];
    const PROVES: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        for fault in &figures.faults {
            report(figures, fault, findings);
        }
        for ratio in figures.ratios.iter().filter(|ratio| ratio.verdict.holds()) {
            prove(figures, ratio, findings);
        }
    }
}

fn report(figures: &Figures, fault: &Fault, findings: &mut Findings) {
    let case = match fault.kind {
        FaultKind::Sum => return,
        FaultKind::Percent if fault.total.is_none() && !fault.parts.is_empty() => Some("against-sum"),
        FaultKind::Percent => None,
        FaultKind::Count if fault.expected.is_some() => Some("count"),
        FaultKind::Count | FaultKind::Group => Some("group"),
        FaultKind::NoBase => Some("no-base"),
    };
    let Some(figure) = figures.get(fault.figure) else { return };
    let stated =
        if case == Some("count") { Some(figure) } else { fault.percent.and_then(|percent| figures.get(percent)) };
    let sign = if case == Some("count") { "" } else { "%" };
    let draft = findings.report(figure.span);
    draft.value("found", stated.map_or_else(String::new, |figure| format!("{}{sign}", figure.value)));
    draft.value("expected", fault.expected.map_or_else(String::new, |value| format!("{value}{sign}")));
    draft.value("sum", sum_of(figures, &fault.parts));
    if let Some((count, base)) = fault.reading {
        draft.value("count", count.to_string()).value("base", base.to_string());
    } else {
        draft.value("count", String::new()).value("base", String::new());
    }
    if let Some(case) = case {
        draft.case(case);
    }
    for part in fault.parts.iter().filter(|part| **part != fault.figure) {
        if let Some(part) = figures.get(*part) {
            draft.label("part", part.span);
        }
    }
    if let Some(total) = fault.total.and_then(|total| figures.get(total)) {
        draft.label("total", total.span);
    }
}

fn prove(figures: &Figures, ratio: &Ratio, findings: &mut Findings) {
    let (Some(count), Some(percent), Some(base)) = (figures.get(ratio.count), figures.get(ratio.percent), &ratio.base)
    else {
        return;
    };
    let (case, sum) = match (&base.source, ratio.verdict) {
        (BaseSource::SumOf(parts), verdict) => (proof_case(verdict).or(Some("by-sum")), sum_of(figures, parts)),
        (BaseSource::Inferred, verdict) => (proof_case(verdict).or(Some("by-inference")), String::new()),
        (BaseSource::Stated(stated), verdict) if *stated == ratio.count => {
            (proof_case(verdict).or(Some("by-fraction")), String::new())
        }
        (BaseSource::Stated(_), verdict) => (proof_case(verdict), String::new()),
    };
    let draft = findings.prove(percent.span);
    draft.value("count", count.value.to_string());
    draft.value("base", base.value.to_string());
    draft.value("found", format!("{}%", percent.value));
    draft.value("expected", format!("{}%", percent.value));
    draft.value("sum", sum);
    if let Some(case) = case {
        draft.case(case);
    }
}

const fn proof_case(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::HoldsTruncated => Some("cut-off"),
        Verdict::HoldsAdjusted => Some("adjusted"),
        _ => None,
    }
}
