//! `heading-capitals`: the headings numbered by Roman numerals are in capitals.

use schemars::JsonSchema;
use serde::Deserialize;

use super::heading_case::is_candidate;
use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::outline::{Division, MarkerStyle, Outline};
use crate::text::letters;

/// Reports headings numbered by Roman numerals if not even most of them are in capitals: the habit of
/// a document, not the slip of one heading. Below a heading numbered by a letter they are a level
/// that the decree does not know.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct HeadingCapitals {}

impl Check for HeadingCapitals {
    const NAME: &'static str = "heading-capitals";
    const VALUES: &'static [&'static str] = &["count", "all", "title"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let outline = &cx.document.outline;
        let all: Vec<&Division> = outline.divisions.iter().filter(|division| is_top(outline, division)).collect();
        let (small, capitals): (Vec<&Division>, Vec<&Division>) =
            all.iter().copied().partition(|division| letters::is_mostly_small(&division.title_text));
        if small.len() < 2 || small.len() < capitals.len() {
            return;
        }
        let places: Vec<Occurrence> = small.iter().map(|division| Occurrence::new(division.title)).collect();
        let title = small.first().map(|division| division.title_text.clone()).unwrap_or_default();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("all", all.len().to_string()).value("title", title);
        }
    }
}

/// True for `I. Tình hình chung` that stands in no division but a *phần*.
fn is_top(outline: &Outline, division: &Division) -> bool {
    let style = |division: &Division| division.marker.as_ref().map(|marker| marker.style);
    let parent = division.parent.and_then(|parent| outline.divisions.get(parent));
    style(division) == Some(MarkerStyle::Roman)
        && is_candidate(division)
        && parent.is_none_or(|parent| matches!(style(parent), None | Some(MarkerStyle::Part)))
}
