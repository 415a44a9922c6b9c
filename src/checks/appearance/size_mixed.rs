//! `size-mixed`: the content is set in one size.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Commonest, SizeRange, points, size_of};
use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::Span;

/// Finds paragraphs of the content whose size is allowed but not that of most others.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SizeMixed {
    /// The allowed sizes; others are wrong by themselves.
    size: SizeRange,
}

impl Check for SizeMixed {
    const NAME: &'static str = "size-mixed";
    const VALUES: &'static [&'static str] = &["count", "found", "expected"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let mut common = Commonest::new();
        let mut sized: Vec<(Span, u16, usize)> = Vec::new();
        for block in document.running_paragraphs() {
            let Some(size) = size_of(document, &[block.whole()]).filter(|size| self.size.holds(*size)) else {
                continue;
            };
            common.add(size, block.letters());
            sized.push((block.whole(), size, block.letters()));
        }
        let Some(expected) = common.heaviest() else { return };
        let others = sized.iter().filter(|(_, size, _)| *size != expected);
        let mut rare = Commonest::new();
        let places: Vec<Occurrence> = others
            .map(|(span, size, letters)| {
                rare.add(*size, *letters);
                Occurrence::new(*span)
            })
            .collect();
        let found = rare.heaviest().map(points).unwrap_or_default();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("found", found).value("expected", points(expected));
            for place in &places {
                for stretch in cx.document.block(place.span.block).stretches(place.span) {
                    if stretch.run.half_points.known().is_some_and(|size| size != expected) {
                        draft.restyle(stretch.span, Look::HalfPoints(expected));
                    }
                }
            }
        }
    }
}
