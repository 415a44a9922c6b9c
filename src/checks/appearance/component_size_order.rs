//! `component-size-order`: of two parts, the one that must not be the smaller.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Part, points, size_of};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};

/// Compares the sizes of two parts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentSizeOrder {
    /// The part that is the larger one, or as large.
    larger: Part,
    /// The other part.
    smaller: Part,
}

impl Check for ComponentSizeOrder {
    const NAME: &'static str = "component-size-order";
    const VALUES: &'static [&'static str] = &["found", "other"];
    const LABELS: &'static [&'static str] = &["other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let (large, small) = (self.larger.places(document), self.smaller.places(document));
        let (Some(place), Some(other)) = (large.first(), small.first()) else { return };
        let (Some(large_size), Some(small_size)) = (size_of(document, &large), size_of(document, &small)) else {
            return findings.not_checked(Reason::NoFormatFacts);
        };
        if large_size < small_size {
            let draft = findings.report(*place).value("found", points(large_size)).value("other", points(small_size));
            draft.label("other", *other);
            for span in &large {
                draft.restyle(*span, Look::HalfPoints(small_size));
            }
        }
    }
}
