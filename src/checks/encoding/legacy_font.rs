//! `legacy-font`: text in the encoding of an old font.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};

/// Flags text in the encoding of an old font (TCVN3, VNI).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct LegacyFont {}

impl Check for LegacyFont {
    const NAME: &'static str = "legacy-font";
    const VALUES: &'static [&'static str] = &["count", "encoding"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(legacy) = &cx.document.legacy else { return };
        let places: Vec<Occurrence> =
            legacy.blocks.iter().map(|id| Occurrence::new(cx.document.block(*id).whole())).collect();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("encoding", legacy.encoding.name());
        }
    }
}
