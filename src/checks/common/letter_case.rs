//! `letter-case`: parts that are written in capitals, and parts that are not.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::{ComponentKind, Document, Span};
use crate::text::fold;
use crate::text::letters::{Case, case_of};

/// Compares the case of a part with the expected one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct LetterCase {
    /// What is looked at.
    part: Part,
    /// How it is written.
    expected: Expected,
    /// Shorter texts are left alone: a few words in capitals may be one abbreviation.
    #[serde(default)]
    at_least_words: usize,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Part {
    /// Tên loại.
    DocumentType,
    /// Trích yếu.
    Subject,
    /// Cơ quan ban hành.
    IssuingAuthority,
    /// Each line of authority or office above the signature.
    Office,
    /// The signer's name.
    SignerName,
    /// The line *Phụ lục I* of the first annex.
    AnnexLabel,
}

/// How a part is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Expected {
    /// In capitals throughout.
    Upper,
    /// A capital at the start of each word, as names are.
    EachWord,
    /// In small letters but for names; what exactly, only the author knows.
    Mixed,
}

impl Check for LetterCase {
    const NAME: &'static str = "letter-case";
    const VALUES: &'static [&'static str] = &["found", "expected"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if self.expected == Expected::Mixed && cx.document.raw.format.is_copy() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let spans = places(cx.document, self.part);
        let words: usize = spans.iter().map(|span| cx.document.shown_text(*span).split_whitespace().count()).sum();
        if words < self.at_least_words {
            return;
        }
        // The capitals of a line that it shares with the kind are not those of the subject as a whole.
        let is_small = |span: &Span| case_of(cx.document.shown_text(*span)) == Case::Mixed;
        if self.expected == Expected::Mixed && spans.iter().any(is_small) {
            return;
        }
        let wrong = |span: &Span| is_wrong(cx.document.shown_text(*span), self.expected);
        let mut reported = false;
        for span in spans.iter().copied().filter(wrong) {
            // A subject over several lines is one subject.
            if reported && self.expected == Expected::Mixed {
                return;
            }
            reported = true;
            let found = cx.document.shown_text(span);
            let draft = findings.report(span).value("found", found);
            match self.expected {
                Expected::Upper => {
                    let expected: String = found.chars().map(fold::upper).collect();
                    draft.value("expected", expected.clone()).edit(Edit::replace(span, expected));
                }
                Expected::EachWord => {
                    let expected = each_word(found);
                    draft.value("expected", expected.clone()).edit(Edit::replace(span, expected));
                }
                Expected::Mixed => {
                    draft.value("expected", "");
                }
            }
        }
    }
}

fn places(document: &Document, part: Part) -> Vec<Span> {
    let component = |kind| document.component(kind).map(|component| component.spans.clone()).unwrap_or_default();
    match part {
        Part::DocumentType => component(ComponentKind::DocumentType),
        Part::Subject => component(ComponentKind::Subject),
        Part::IssuingAuthority => component(ComponentKind::IssuingAuthority),
        Part::Office => {
            document.signature.iter().flat_map(|block| &block.offices).map(|line| line.office_span).collect()
        }
        Part::AnnexLabel => document.annexes().filter_map(|annex| annex.label).take(1).collect(),
        Part::SignerName => {
            document.signature.iter().filter_map(|block| block.name.as_ref()).map(|name| name.span).collect()
        }
    }
}

fn is_wrong(text: &str, expected: Expected) -> bool {
    match (case_of(text), expected) {
        (Case::Mixed, Expected::Upper) => !is_mostly_upper(text),
        (Case::Upper, Expected::EachWord | Expected::Mixed) => true,
        _ => false,
    }
}

/// True if most letters are capitals: what is small is a note in brackets (`CHỦ TỊCH (đã ký)`) or a
/// name that a copy has glued to the office.
fn is_mostly_upper(text: &str) -> bool {
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    let small = text.chars().filter(|letter| letter.is_lowercase()).count();
    capitals > small
}

/// A capital at the start of each word, small letters after it.
fn each_word(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .map(|letter| {
            let shown = if inside { fold::lower(letter) } else { fold::upper(letter) };
            inside = letter.is_alphabetic();
            shown
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_do_not_count() {
        assert!(is_wrong("Chủ tịch", Expected::Upper));
        assert!(!is_wrong("CHỦ TỊCH (đã ký)", Expected::Upper));
        assert!(!is_wrong("", Expected::Upper));
    }

    #[test]
    fn names_get_their_capitals() {
        assert_eq!(each_word("ĐỖ THỊ Ý"), "Đỗ Thị Ý");
        assert!(is_wrong("ĐỖ THỊ Ý", Expected::EachWord));
        assert!(!is_wrong("Đỗ Thị Ý", Expected::EachWord));
    }
}
