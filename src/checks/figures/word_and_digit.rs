//! `word-and-digit`: one phrase with its number in words here and in digits there.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};

/// Flags a phrase that has its number in words in one place and in digits in another.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct WordAndDigit {}

impl Check for WordAndDigit {
    const NAME: &'static str = "word-and-digit";
    const VALUES: &'static [&'static str] = &["words", "digits"];
    const LABELS: &'static [&'static str] = &["words"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for two in &cx.document.figures.two_writings {
            let draft = findings.report(two.digits.span);
            draft.value("words", two.words.text.clone()).value("digits", two.digits.text.clone());
            draft.label("words", two.words.span);
        }
    }
}
