//! `label-form`: the words that open a list of addressees or recipients.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::{Document, Span};

/// Compares the opening words of a list with their fixed form.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct LabelForm {
    /// The list.
    list: List,
    /// Its opening words, without the colon.
    label: String,
    /// What is compared.
    aspect: Aspect,
}

/// A list with opening words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum List {
    /// Kính gửi.
    Addressees,
    /// Nơi nhận.
    Recipients,
}

/// What of the opening words is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Aspect {
    /// The colon after them.
    Colon,
    /// Their letters.
    Words,
}

impl Check for LabelForm {
    const NAME: &'static str = "label-form";
    const VALUES: &'static [&'static str] = &["found", "expected"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some((label, colon)) = label(cx.document, self.list) else { return };
        let block = cx.document.block(label.block);
        let range = block.clean_range(label);
        let found = cx.document.clean_text(label);
        let words = found.trim_end_matches([':', ' ']);
        let span = block.span(range.usize().start..range.usize().start + words.len());
        match self.aspect {
            Aspect::Colon if !colon => {
                let end = Span::new(span.block, crate::text::TextRange::empty(span.range.end()));
                findings
                    .report(span)
                    .value("found", words)
                    .value("expected", format!("{}:", self.label))
                    .edit(Edit::replace(end, ":"));
            }
            Aspect::Words if !same_words(words, &self.label) => {
                findings
                    .report(span)
                    .value("found", words)
                    .value("expected", self.label.as_str())
                    .edit(Edit::replace(span, self.label.as_str()));
            }
            Aspect::Colon | Aspect::Words => {}
        }
    }
}

fn label(document: &Document, list: List) -> Option<(Span, bool)> {
    match list {
        List::Addressees => document.addressees.as_ref().map(|part| (part.label, part.colon)),
        List::Recipients => document.recipients.as_ref().map(|part| (part.label, part.colon)),
    }
}

fn same_words(found: &str, label: &str) -> bool {
    found.split_whitespace().eq(label.split_whitespace())
}
