//! `annex-unmentioned`: annexes that the document never points to.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::model::Zone;
use crate::text::fold;

/// Reports the first annex of a document whose own text holds none of the words that point to one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AnnexUnmentioned {
    /// The words that point to an annex, folded.
    words: Vec<String>,
}

impl Check for AnnexUnmentioned {
    const NAME: &'static str = "annex-unmentioned";
    const VALUES: &'static [&'static str] = &["label"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let Some(label) = document.annexes().find_map(|annex| annex.label) else { return };
        let mentions = |text: &str| self.words.iter().any(|words| fold::has_words(text, words));
        let mut own = document.prose().filter(|block| document.zone(block.id()) != Zone::Attachment);
        if !own.any(|block| mentions(block.folded())) {
            findings.report(label).value("label", document.clean_text(label));
        }
    }
}
