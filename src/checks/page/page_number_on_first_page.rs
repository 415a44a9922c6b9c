//! `page-number-on-first-page`: the first page shows none.

use schemars::JsonSchema;
use serde::Deserialize;

use super::shown_number::judge;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Look;
use crate::model::Fact;

/// The first page shows no number.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageNumberOnFirstPage {}

impl Check for PageNumberOnFirstPage {
    const NAME: &'static str = "page-number-on-first-page";

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        judge(cx, findings, |_, place, findings| {
            // Only the first section holds the first page.
            let first = cx.document.own_sections().first().map(|section| section.page.page_number);
            if matches!(first, Some(Fact::Known(Some(number))) if number.on_first_page) {
                findings.report(place).restyle(place, Look::FirstPageApart);
            }
        });
    }
}
