//! `page-number-size`: how large the page number is.

use schemars::JsonSchema;
use serde::Deserialize;

use super::shown_number::judge;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, NumberLook, Reason};
use crate::model::appearance::rounded;

/// The size of the page number.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageNumberSize {
    /// The smallest size in points.
    from: f32,
    /// The largest.
    to: f32,
    /// How far outside is forgiven.
    tolerance: f32,
}

impl Check for PageNumberSize {
    const NAME: &'static str = "page-number-size";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        judge(cx, findings, |number, place, findings| {
            let Some(half_points) = number.half_points.known() else {
                return findings.not_checked(Reason::NoFormatFacts);
            };
            let size = f32::from(half_points) / 2.0;
            if size < self.from - self.tolerance || size > self.to + self.tolerance {
                let nearest = u16::try_from(rounded(size.clamp(self.from, self.to) * 2.0)).unwrap_or(half_points);
                let draft = findings.report(place).value("found", size.to_string().replace('.', ","));
                draft.restyle(place, Look::PageNumber(NumberLook::HalfPoints(nearest)));
            }
        });
    }
}
