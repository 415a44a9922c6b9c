//! `citation-symbol-slip`: typing slips in cited symbols that leave them readable.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::citation::SymbolFault;

/// Reports cited symbols with a slip of the listed sort.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationSymbolSlip {
    /// The sort of slip.
    slip: Slip,
}

/// Slips that leave a symbol readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Slip {
    /// Spaces inside, or a long dash for a hyphen.
    Spacing,
    /// Letter case, or `TƯ` for `TW`.
    LetterCase,
}

impl Check for CitationSymbolSlip {
    const NAME: &'static str = "citation-symbol-slip";
    const VALUES: &'static [&'static str] = &["symbol", "right"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let wanted = match self.slip {
            Slip::Spacing => SymbolFault::Spacing,
            Slip::LetterCase => SymbolFault::LetterCase,
        };
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let Some(right) = symbol.repair.as_ref().filter(|_| symbol.fault == Some(wanted)) else { continue };
            // A template leaves room for the number.
            if citation.quoted || citation.is_historic() || symbol.number.is_none() {
                continue;
            }
            findings
                .report(symbol.span)
                .value("symbol", symbol.text.clone())
                .value("right", right.clone())
                .edit(Edit::replace(symbol.span, right.clone()));
        }
    }
}
