//! `division-level`: a sub-number such as `2.1` stands under the number it names.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::outline::{Division, Marker, MarkerStyle, Outline, Sequence};

/// Looks at decimal numbers below Arabic ones.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DivisionLevel {}

impl Check for DivisionLevel {
    const NAME: &'static str = "division-level";
    const VALUES: &'static [&'static str] = &["found", "parent", "expected"];
    const LABELS: &'static [&'static str] = &["parent"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.raw.lacks_numbers {
            return findings.not_checked(Reason::AutomaticNumbersUnread);
        }
        let outline = &cx.document.outline;
        let mut reported: Vec<(Option<usize>, Vec<u32>)> = Vec::new();
        for division in &outline.divisions {
            let Some((marker, parent, parent_marker)) = mismatch(outline, division) else { continue };
            // Siblings copied together carry the same slip: one finding.
            let copied = (division.parent, marker.prefix.clone());
            if reported.contains(&copied) {
                continue;
            }
            reported.push(copied);
            let mut prefix = parent_marker.prefix.clone();
            prefix.push(parent_marker.value);
            let value = free_value(outline, division, marker, &prefix);
            let expected = Marker::write(marker.style, &prefix, value);
            let draft = findings.report(marker.span);
            draft
                .value("found", cx.document.clean_text(marker.digits))
                .value("parent", cx.document.clean_text(parent_marker.digits))
                .value("expected", &*expected)
                .label(
                    "parent",
                    crate::model::Span::new(parent.block, parent_marker.span.range.cover(parent.title.range)),
                );
            // After siblings with numbers of their own, the author may as well have meant a level below.
            if !marker.automatic && value == marker.value {
                draft.edit(Edit::replace(marker.digits, expected));
            }
        }
    }
}

/// The last number under `prefix`: the written one, or the next if siblings before it hold such numbers.
fn free_value(outline: &Outline, division: &Division, marker: &Marker, prefix: &[u32]) -> u32 {
    let before = outline.children(division.parent).filter_map(|(_, sibling)| sibling.marker.as_ref());
    let taken = before
        .filter(|sibling| sibling.span < marker.span && sibling.style == marker.style && sibling.prefix == prefix)
        .map(|sibling| sibling.value)
        .max();
    taken.map_or(marker.value, |last| last.saturating_add(1))
}

/// The division whose number names another parent than the one it stands in.
fn mismatch<'a>(outline: &'a Outline, division: &'a Division) -> Option<(&'a Marker, &'a Division, &'a Marker)> {
    let marker = division.marker.as_ref()?;
    let parent = outline.divisions.get(division.parent?)?;
    let parent_marker = parent.marker.as_ref()?;
    let numbered = matches!(parent_marker.style, MarkerStyle::Arabic | MarkerStyle::Decimal(_));
    let one_below = marker.prefix.len() == parent_marker.prefix.len() + 1;
    let mut expected = parent_marker.prefix.clone();
    expected.push(parent_marker.value);
    // A parent whose own number is wrong is reported there.
    let parent_right = parent.sequence == Sequence::Right;
    (matches!(marker.style, MarkerStyle::Decimal(_))
        && numbered
        && one_below
        && parent_right
        && marker.prefix != expected)
        .then_some((marker, parent, parent_marker))
}
