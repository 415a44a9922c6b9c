//! `component-gap`: the space between a part and the one right below it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Part, number};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::Block;
use crate::model::appearance::rounded;

/// Twentieths in a point.
const TWIPS_A_POINT: f32 = 20.0;

/// Measures the space between two parts that stand in paragraphs right after each other. An empty
/// paragraph between them makes space of its own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentGap {
    /// The part above.
    above: Part,
    /// The part below it.
    below: Part,
    /// The smallest space, in points.
    at_least: f32,
    /// How much smaller a space may be before it is a finding, in points.
    tolerance: f32,
}

impl Check for ComponentGap {
    const NAME: &'static str = "component-gap";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let above = self.above.places(document).pop();
        let Some((above, below)) = above.zip(self.below.places(document).first().copied()) else { return };
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let Some((upper, lower)) = neighbours(document.block(above.block), document.block(below.block)) else {
            return;
        };
        match (upper.format.space_after.known(), lower.format.space_before.known()) {
            (Some(after), Some(before)) => {
                let found = (after + before) as f32 / TWIPS_A_POINT;
                if found < self.at_least - self.tolerance {
                    let needed = rounded(self.at_least * TWIPS_A_POINT).saturating_sub(after);
                    findings.report(below).value("found", number(found)).restyle(below, Look::SpaceBefore(needed));
                }
            }
            _ => findings.not_checked(Reason::NoFormatFacts),
        }
    }
}

/// Two blocks between which there is nothing, not even an empty paragraph.
fn neighbours<'d>(upper: &'d Block, lower: &'d Block) -> Option<(&'d Block, &'d Block)> {
    let adjacent = upper.id().0 + 1 == lower.id().0 && upper.place == lower.place && !lower.blank_before;
    adjacent.then_some((upper, lower))
}
