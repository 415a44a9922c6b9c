//! `section-unexpected`: the headings of the outer level are those of the profile.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::heading_span;
use crate::checks::{Check, Context, Findings};
use crate::model::profile::Required;

/// A heading of the outer level that the profile does not know.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SectionUnexpected {}

impl Check for SectionUnexpected {
    const NAME: &'static str = "section-unexpected";
    const VALUES: &'static [&'static str] = &["title"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        // A profile that asks for nothing knows nothing to be unexpected.
        if !cx.document.alignment.rows.iter().any(|row| row.required == Required::Yes) {
            return;
        }
        for at in &cx.document.alignment.unexpected {
            let Some(division) = cx.document.outline.divisions.get(*at) else { continue };
            findings.report(heading_span(division)).value("title", &*division.title_text);
        }
    }
}
