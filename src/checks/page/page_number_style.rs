//! `page-number-style`: how the page number looks.

use schemars::JsonSchema;
use serde::Deserialize;

use super::shown_number::judge;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, NumberLook, Reason};
use crate::model::Fact;

/// The page number is upright and in digits.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageNumberStyle {}

impl Check for PageNumberStyle {
    const NAME: &'static str = "page-number-style";
    const CASES: &'static [&'static str] = &["italic"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        judge(cx, findings, |number, place, findings| match (number.in_digits, number.italic) {
            (Fact::Known(false), _) => {
                findings.report(place).restyle(place, Look::PagesInDigits);
            }
            (_, Fact::Known(true)) => {
                findings.report(place).case("italic").restyle(place, Look::PageNumber(NumberLook::Upright));
            }
            (Fact::Known(true), Fact::Known(false)) => {}
            _ => findings.not_checked(Reason::NoFormatFacts),
        });
    }
}
