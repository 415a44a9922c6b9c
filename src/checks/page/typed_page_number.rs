//! `typed-page-number`: a page number typed into the text.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::Place;

/// Finds a number alone in the first paragraph of a document: typed there, it moves with the text, and the
/// first page shows none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct TypedPageNumber {}

impl Check for TypedPageNumber {
    const NAME: &'static str = "typed-page-number";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        // A copy of printed pages has their numbers between the lines.
        if !cx.document.knows_appearance() || !cx.document.raw.format.keeps_letters() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let first = cx.document.blocks().iter().find(|block| block.place == Place::Body && !block.is_blank());
        if let Some(block) = first.filter(|block| is_page_number(block.clean())) {
            findings.report(block.whole()).value("found", block.clean().trim());
        }
    }
}

/// `1`, `- 1 -`.
fn is_page_number(text: &str) -> bool {
    let number = text.trim().trim_matches(|letter: char| matches!(letter, '-' | '–') || letter.is_whitespace());
    (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn numbers_alone() {
        assert!(is_page_number("1") && is_page_number(" - 12 - "));
        assert!(!is_page_number("2026") && !is_page_number("1.") && !is_page_number("-") && !is_page_number(""));
    }
}
