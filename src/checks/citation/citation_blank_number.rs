//! `citation-blank-number`: citations whose number is still to be filled in.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::Zone;

/// Reports citations with a symbol and no number (`Công văn số    /SNV-TCBC`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationBlankNumber {}

impl Check for CitationBlankNumber {
    const NAME: &'static str = "citation-blank-number";
    const VALUES: &'static [&'static str] = &["word", "symbol"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let (Some(span), Some(kind)) = (citation.head(), &citation.kind) else { continue };
            // A form attached to the document, and the document's own number on its attachments, are
            // filled in by others or later.
            let form = citation.enclosing || cx.document.zone(citation.span.block) == Zone::Attachment;
            if symbol.number.is_none() && !form {
                findings.report(span).value("word", kind.text.clone()).value("symbol", symbol.text.clone());
            }
        }
    }
}
