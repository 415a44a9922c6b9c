//! `percent-over-hundred`: a share that is more than the whole.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::figure::{Figure, FigureKind, Role};

/// Flags a percentage over 100 that is introduced as a share of a whole.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PercentOverHundred {}

impl Check for PercentOverHundred {
    const NAME: &'static str = "percent-over-hundred";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for figure in cx.document.figures.all.iter().filter(|figure| is_too_much(figure)) {
            findings.report(figure.span).value("found", format!("{}%", figure.value));
        }
    }
}

/// Growth and results against a plan may exceed 100; a share may not.
fn is_too_much(figure: &Figure) -> bool {
    let hundred = 10i64.checked_pow(u32::from(figure.value.decimals) + 2);
    figure.kind == FigureKind::Percent
        && figure.share
        && matches!(figure.role, Role::Plain | Role::Approximate)
        && hundred.is_some_and(|hundred| figure.value.digits > hundred)
}
