//! `heading-like-parent`: a heading does not repeat the one above it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::heading_span;
use crate::checks::{Check, Context, Findings};
use crate::model::Zone;
use crate::model::outline::{Division, MarkerStyle};
use crate::text::fold;

/// Flags a heading with the words of the heading that it stands below.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct HeadingLikeParent {}

impl Check for HeadingLikeParent {
    const NAME: &'static str = "heading-like-parent";
    const VALUES: &'static [&'static str] = &["title"];
    const LABELS: &'static [&'static str] = &["parent"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let divisions = &cx.document.outline.divisions;
        let titles: Vec<String> =
            divisions.iter().map(|division| fold::key(division.title_text.trim_end_matches([':', '.', ' ']))).collect();
        for (division, title) in divisions.iter().zip(&titles) {
            let Some(parent) = division.parent else { continue };
            let same = !title.is_empty() && titles.get(parent) == Some(title) && title.contains(' ');
            // A chapter of one article, an article of one clause may well share a name.
            let plain = is_plain(division) && divisions.get(parent).is_some_and(is_plain);
            let same = same && plain && cx.document.zone(division.block) == Zone::Body;
            if let Some(above) = divisions.get(parent).filter(|_| same && division.marker.is_some()) {
                findings
                    .report(heading_span(division))
                    .value("title", division.title_text.as_str())
                    .label("parent", heading_span(above));
            }
        }
    }
}

/// True for a division without a name of its level: no article, no chapter.
fn is_plain(division: &Division) -> bool {
    let style = division.marker.as_ref().map(|marker| marker.style);
    style.is_some_and(|style| !style.has_title_below() && style != MarkerStyle::Article)
}
