//! `beyond-limit`: a figure of a table above what it can be at most.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::relation::Limit;

/// Flags figures above a limit that their table or their name states.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct BeyondLimit {
    /// Which limit.
    limit: LimitName,
}

/// What a figure can be at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum LimitName {
    /// A greatest score.
    Maximum,
    /// All of what is counted.
    Whole,
    /// Nothing at all.
    Nothing,
}

impl Check for BeyondLimit {
    const NAME: &'static str = "beyond-limit";
    const VALUES: &'static [&'static str] = &["found", "limit", "heading"];
    const LABELS: &'static [&'static str] = &["witness"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        for excess in &figures.excesses {
            let (name, limit) = match excess.limit {
                Limit::Maximum(maximum) => (LimitName::Maximum, maximum.to_string()),
                Limit::Whole => (LimitName::Whole, "100".to_owned()),
                Limit::Nothing => (LimitName::Nothing, "0".to_owned()),
            };
            let Some(figure) = figures.get(excess.figure).filter(|_| name == self.limit) else { continue };
            let draft = findings.report(figure.span);
            draft.value("found", cx.document.clean_text(figure.span));
            draft.value("limit", limit);
            draft.value("heading", figure.label.as_ref().map_or("", |label| label.text.as_str()));
            for witness in excess.witnesses.iter().filter_map(|at| figures.get(*at)) {
                draft.label("witness", witness.span);
            }
        }
    }
}
