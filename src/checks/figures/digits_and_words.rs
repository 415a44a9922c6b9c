//! `digits-and-words`: one number in digits and in words, side by side.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::figure::Decimal;

/// Flags a number whose digits and words, side by side, do not agree: `05 (bốn)`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DigitsAndWords {}

impl Check for DigitsAndWords {
    const NAME: &'static str = "digits-and-words";
    const VALUES: &'static [&'static str] = &["digits", "words", "words-value"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let wrong = cx.document.figures.spelled.iter().filter(|spelled| spelled.value != spelled.words_value);
        for spelled in wrong {
            let draft = findings.report(spelled.span);
            draft.value("digits", spelled.digits.text.clone());
            draft.value("words", spelled.words.text.clone());
            draft.value("words-value", Decimal::whole(spelled.words_value).to_string());
        }
    }
}
