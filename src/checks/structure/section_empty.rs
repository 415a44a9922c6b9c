//! `section-empty`: the headings of the required structure have text.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::heading_span;
use crate::checks::{Check, Context, Findings};

/// A heading of the required structure has no text.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SectionEmpty {}

impl Check for SectionEmpty {
    const NAME: &'static str = "section-empty";
    const VALUES: &'static [&'static str] = &["title"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut seen = Vec::new();
        for row in cx.document.alignment.rows.iter().filter(|row| row.empty) {
            let Some(division) = row.division.and_then(|at| cx.document.outline.divisions.get(at)) else { continue };
            if seen.contains(&division.block) {
                continue;
            }
            seen.push(division.block);
            findings.report(heading_span(division)).value("title", &*division.title_text);
        }
    }
}
