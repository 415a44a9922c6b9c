//! `page-number-position`: where the page number stands.

use schemars::JsonSchema;
use serde::Deserialize;

use super::shown_number::judge;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, NumberLook, Reason};
use crate::model::format::Alignment;

/// The page number stands in the middle of the top margin.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageNumberPosition {}

impl Check for PageNumberPosition {
    const NAME: &'static str = "page-number-position";
    const CASES: &'static [&'static str] = &["not-centered"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        judge(cx, findings, |number, place, findings| {
            if !number.at_top {
                findings.report(place).restyle(place, Look::PageNumber(NumberLook::OnTop));
                return;
            }
            match number.alignment.known() {
                None => findings.not_checked(Reason::NoFormatFacts),
                Some(Alignment::Center) => {}
                Some(_) => {
                    let draft = findings.report(place).case("not-centered");
                    draft.restyle(place, Look::PageNumber(NumberLook::Centered));
                }
            }
        });
    }
}
