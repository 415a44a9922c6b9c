//! `addressee-lines`: one addressee stands on the line of *Kính gửi*, several stand below it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::values::Addressees;
use crate::model::{Document, Place, Span};

/// Looks at the line on which the first addressee stands. The main wording is for one that stands
/// alone below the label, the case `several` for the first of several beside it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AddresseeLines {}

impl Check for AddresseeLines {
    const NAME: &'static str = "addressee-lines";
    const VALUES: &'static [&'static str] = &["found"];
    const CASES: &'static [&'static str] = &["several"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let Some(addressees) = &document.addressees else { return };
        // Copying as text parts the cells and tab stops of a line, or joins its lines.
        if document.raw.format.has_lines() || !document.raw.format.keeps_letters() {
            return findings.not_checked(Reason::GluedLines);
        }
        let Some(first) = addressees.items.first() else { return };
        // Label and addressees may stand side by side in the cells of a table.
        let in_body = |span: Span| document.block(span.block).place == Place::Body;
        if !in_body(addressees.label) || !in_body(first.span) {
            return;
        }
        match (addressees.items.len(), beside(document, addressees, first.span)) {
            (1, false) => {
                findings.report(first.span).value("found", first.text.as_str());
            }
            (2.., true) => {
                findings.report(first.span).case("several").value("found", first.text.as_str());
            }
            _ => {}
        }
    }
}

/// True if the addressee `first` stands on the line of the label.
fn beside(document: &Document, addressees: &Addressees, first: Span) -> bool {
    addressees.label.block == first.block && document.line_range(addressees.label) == document.line_range(first)
}
