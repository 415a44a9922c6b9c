//! `grounds-apart`: each ground begins a line.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::checks::extent::{self, Occurrence};
use crate::diagnostic::Reason;
use crate::model::Format;

/// Finds grounds that go on in the line of the ground before. All of them are one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct GroundsApart {}

impl Check for GroundsApart {
    const NAME: &'static str = "grounds-apart";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let spans = document.grounds.iter().map(|ground| ground.span);
        let places: Vec<Occurrence> = spans.filter(|span| !document.begins_line(*span)).map(Occurrence::new).collect();
        // A portal's copy joins lines.
        if !places.is_empty() && (document.is_glued() || document.raw.format == Format::Markdown) {
            return findings.not_checked(Reason::GluedLines);
        }
        extent::report(findings, &places);
    }
}
