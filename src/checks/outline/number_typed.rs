//! `number-typed`: a number that was typed although the program counts the paragraph already: *1. 1. Ưu điểm*.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::{Block, Generator, Origin, Span};
use crate::text::TextRange;

/// Compares the label of automatic numbering with the beginning of what was typed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NumberTyped {}

impl Check for NumberTyped {
    const NAME: &'static str = "number-typed";
    const VALUES: &'static [&'static str] = &["number"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if !cx.document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        if cx.document.raw.lacks_numbers {
            return findings.not_checked(Reason::AutomaticNumbersUnread);
        }
        for block in cx.document.blocks() {
            let Some(typed) = typed_again(block) else { continue };
            let text = block.text();
            let rest = text.get(typed.usize().end..).unwrap_or("");
            let spaces = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\t']).len();
            let whole = TextRange::new(typed.start(), typed.end() + spaces as u32);
            let number = text.get(typed.usize()).unwrap_or("");
            findings
                .report(Span::new(block.id(), typed))
                .value("number", number)
                .edit(Edit::replace(Span::new(block.id(), whole), ""));
        }
    }
}

/// The typed number that says the same as the label before it, in the stored text.
fn typed_again(block: &Block) -> Option<TextRange> {
    let first = block.pieces().first()?;
    if first.origin != (Origin::Generated { by: Generator::Numbering }) {
        return None;
    }
    let (label, typed) = block.text().split_at_checked(first.range.usize().end)?;
    let from = label.len() + typed.len() - typed.trim_start().len();
    let same = repeated(label.trim(), typed.trim_start())?;
    Some(TextRange::from(from..from + same))
}

/// The bytes at the start of `typed` that repeat the number `label`, with a space behind them.
fn repeated(label: &str, typed: &str) -> Option<usize> {
    // A dash or a dot before the item may well be typed into a table or a sum.
    let is_number = label.contains(char::is_alphanumeric) && !label.ends_with(char::is_alphanumeric);
    let rest = typed.strip_prefix(label).filter(|_| is_number)?;
    let words = rest.trim_start();
    (words.len() < rest.len() && words.starts_with(char::is_alphabetic)).then_some(label.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_number_again_is_too_much() {
        assert_eq!(repeated("1.", "1. Ưu điểm"), Some(2));
        assert_eq!(repeated("a)", "a) Về tổ chức"), Some(2));
        assert_eq!(repeated("Điều 1.", "1. Phạm vi"), None);
        assert_eq!(repeated("1.", "1.500 hộ"), None);
        assert_eq!(repeated("1.", "1. 1.500 hộ"), None);
        assert_eq!(repeated("-", "- Ưu điểm"), None);
        assert_eq!(repeated("1.", "1.Ưu điểm"), None);
    }
}
