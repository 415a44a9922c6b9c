//! `citation-symbol-issuer`: cited symbols that end with the kind code.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::citation::SymbolFault;

/// Reports cited symbols in which nothing stands after the kind code (`768/QĐ`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationSymbolIssuer {
    /// Kind codes of instruments of the whole country, which another rule judges.
    national_codes: Vec<String>,
}

impl Check for CitationSymbolIssuer {
    const NAME: &'static str = "citation-symbol-issuer";
    const VALUES: &'static [&'static str] = &["symbol"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let national = self.national_codes.iter().any(|code| symbol.text.contains(code.as_str()));
            let local = symbol.fault == Some(SymbolFault::NoIssuer) && !national;
            if local && !citation.quoted && !citation.is_historic() {
                findings.report(symbol.span).value("symbol", symbol.text.clone());
            }
        }
    }
}
