//! `section-order`: the sections stand in the order of the profile.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::heading_span;
use crate::checks::{Check, Context, Findings};

/// A section stands before one that should precede it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SectionOrder {}

impl Check for SectionOrder {
    const NAME: &'static str = "section-order";
    const VALUES: &'static [&'static str] = &["title", "after", "after-en"];
    const LABELS: &'static [&'static str] = &["after"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let divisions = &document.outline.divisions;
        let rows = &document.alignment.rows;
        for row in rows {
            let (Some(after), Some(division)) = (row.misplaced_after, row.division.and_then(|at| divisions.get(at)))
            else {
                continue;
            };
            let Some(after) = rows.get(after) else { continue };
            let draft = findings.report(heading_span(division));
            draft
                .value("title", &*division.title_text)
                .value("after", &*after.title.vi)
                .value("after-en", &*after.title.en);
            if let Some(after) = after.division.and_then(|at| divisions.get(at)) {
                draft.label("after", heading_span(after));
            }
        }
    }
}
