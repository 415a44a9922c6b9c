//! `repeated-quantity`: one quantity with two values.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::figure::Verdict;

/// Flags a quantity that the document names twice with the same words and gives two values.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RepeatedQuantity {
    /// Look at the text against tables (true) or at the text alone (false, if left out).
    #[serde(default)]
    in_tables: bool,
}

impl Check for RepeatedQuantity {
    const NAME: &'static str = "repeated-quantity";
    const VALUES: &'static [&'static str] = &["quantity", "first", "second"];
    const LABELS: &'static [&'static str] = &["first"];
    const PROVES: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        let repeats = if self.in_tables { &figures.agreements } else { &figures.repeats };
        for repeat in repeats {
            let (Some(first), Some(second)) = (figures.get(repeat.first), figures.get(repeat.second)) else { continue };
            let draft = if repeat.verdict == Verdict::Fails {
                findings.report(second.span)
            } else {
                findings.prove(second.span)
            };
            draft.value("quantity", repeat.quantity.clone());
            draft.value("first", first.value.to_string()).value("second", second.value.to_string());
            draft.label("first", first.span);
        }
    }
}
