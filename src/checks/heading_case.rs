//! `heading-case` and `heading-capitals`: headings of one series use capitals in one way, and the
//! prescribed one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::extent::{self, Occurrence};
use super::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::outline::{Division, MarkerStyle, Outline};
use crate::text::fold;
use crate::text::letters::{self, Case};

/// Looks at headings numbered by Roman numerals or capital letters, whose titles the decree writes
/// in capitals.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct HeadingCase {}

impl Check for HeadingCase {
    const NAME: &'static str = "heading-case";
    const VALUES: &'static [&'static str] = &["title", "expected"];
    const LABELS: &'static [&'static str] = &["sibling"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let outline = &cx.document.outline;
        for (at, division) in outline.divisions.iter().enumerate() {
            if !is_candidate(division) || letters::case_of(&division.title_text) != Case::Mixed {
                continue;
            }
            let siblings = || {
                outline.divisions.iter().enumerate().filter(|(other, sibling)| {
                    *other != at && sibling.series == division.series && is_candidate(sibling)
                })
            };
            let upper = siblings().filter(|(_, sibling)| letters::case_of(&sibling.title_text) == Case::Upper).count();
            let mixed = siblings().count() - upper + 1;
            // Two headings alone do not say which of them is the slip.
            if upper < 2 || mixed >= upper {
                continue;
            }
            let capitals: String = division.title_text.chars().map(fold::upper).collect();
            let draft = findings.report(division.title);
            draft.value("title", &*division.title_text).value("expected", &*capitals);
            if let Some((_, sibling)) =
                siblings().find(|(_, sibling)| letters::case_of(&sibling.title_text) == Case::Upper)
            {
                draft.label("sibling", sibling.title);
            }
            draft.edit(Edit::replace(division.title, capitals));
        }
    }
}

/// Reports headings numbered by Roman numerals if not even most of them are in capitals: the habit of
/// a document, not the slip of one heading. Below a heading numbered by a letter they are a level
/// that the decree does not know.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct HeadingCapitals {}

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

fn is_candidate(division: &Division) -> bool {
    let style = division.marker.as_ref().map(|marker| marker.style);
    division.is_heading
        && matches!(style, Some(MarkerStyle::Roman | MarkerStyle::CapitalLetter))
        && letters::case_of(&division.title_text) != Case::None
}
