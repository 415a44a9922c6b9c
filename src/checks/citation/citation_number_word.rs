//! `citation-number-word`: the word *số* between kind and number.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::{Place, Span};
use crate::text::TextRange;

/// Reports citations without the word *số* before the number.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationNumberWord {
    /// Where it looks.
    within: Within,
}

/// A part of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Within {
    /// The grounds.
    Grounds,
    /// Everything else.
    Elsewhere,
}

impl Check for CitationNumberWord {
    const NAME: &'static str = "citation-number-word";
    const VALUES: &'static [&'static str] = &["word", "symbol"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let block = citation.span.block;
            let wanted = cx.document.in_grounds(block) == (self.within == Within::Grounds);
            let direct = !citation.kind_shared && !citation.named_between && citation.so.is_none();
            // A column of a table has room for the number alone; where the date follows there is more.
            let in_cell = matches!(cx.document.block(block).place, Place::Cell(_)) && citation.date.is_none();
            if !wanted || !direct || in_cell || citation.quoted || symbol.number.is_none() {
                continue;
            }
            let (Some(span), Some(kind)) = (citation.head(), &citation.kind) else { continue };
            let before = Span::new(block, TextRange::empty(symbol.span.range.start()));
            findings
                .report(span)
                .value("word", kind.text.clone())
                .value("symbol", symbol.text.clone())
                .edit(Edit::replace(before, "số "));
        }
    }
}
