//! `listed-parts`: the things listed after `gồm`, against the total before it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::sum_of;
use crate::checks::{Check, Context, Findings};
use crate::model::figure::FaultKind;

/// Flags a list after `gồm` whose counts do not add up to the total that the sentence states.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ListedParts {}

impl Check for ListedParts {
    const NAME: &'static str = "listed-parts";
    const VALUES: &'static [&'static str] = &["sum", "total"];
    const LABELS: &'static [&'static str] = &["part"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        for fault in figures.faults.iter().filter(|fault| fault.kind == FaultKind::Listed) {
            let Some(total) = figures.get(fault.figure) else { continue };
            let draft = findings.report(total.span);
            draft.value("sum", sum_of(figures, &fault.parts)).value("total", total.value.to_string());
            for part in fault.parts.iter().filter_map(|part| figures.get(*part)) {
                draft.label("part", part.span);
            }
        }
    }
}
