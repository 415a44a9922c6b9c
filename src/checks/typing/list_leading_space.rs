//! `list-leading-space`: items of a list with a space before their marker.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::list_items::lists;
use crate::checks::{Check, Context, Findings};

/// Flags a list some of whose items have one more space before the marker than the others. A
/// deeper indent is a level of its own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ListLeadingSpace {}

impl Check for ListLeadingSpace {
    const NAME: &'static str = "list-leading-space";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for list in lists(cx.document) {
            // Another sign is another level, and may stand a space further in as a whole.
            let has_flush = |sign: char| list.iter().any(|item| item.sign == sign && item.indent() == 0);
            let off: Vec<Occurrence> = list
                .iter()
                .filter(|item| item.indent() == 1 && has_flush(item.sign))
                .map(|item| Occurrence::replaced(item.block.span(0..1), ""))
                .collect();
            extent::report(findings, &off);
        }
    }
}
