//! `percent-sum`: percentages of all parts of one whole.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::figure::Verdict;

/// Holds percentages of all parts of one whole against 100, within rounding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PercentSum {}

impl Check for PercentSum {
    const NAME: &'static str = "percent-sum";
    const VALUES: &'static [&'static str] = &["sum", "terms"];
    const LABELS: &'static [&'static str] = &["part"];
    const PROVES: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        for shares in &figures.shares {
            let percents: Vec<_> = shares.percents.iter().filter_map(|percent| figures.get(*percent)).collect();
            let Some((last, others)) = percents.split_last() else { continue };
            let terms: Vec<String> = percents.iter().map(|percent| format!("{}%", percent.value)).collect();
            let draft = match shares.verdict {
                Verdict::Fails => findings.report(last.span),
                verdict if verdict.holds() => findings.prove(last.span),
                _ => continue,
            };
            draft.value("sum", format!("{}%", shares.sum)).value("terms", terms.join(" + "));
            for other in others {
                draft.label("part", other.span);
            }
        }
    }
}
