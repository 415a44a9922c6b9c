//! `citation-kind-issuer`: kinds that a body never issues.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::lexicon::citation_kinds::{citation_kind_by_code, citation_kind_name};
use crate::lexicon::issuers::issuer_by_code;
use crate::model::citation::{Citation, Symbol, SymbolFamily};

/// Reports cited symbols that join a kind to a body that never issues it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationKindIssuer {
    /// The kinds and bodies.
    never: Vec<Never>,
}

/// A kind that some bodies never issue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Never {
    /// Kind code.
    kind: String,
    /// Kind words before it (slugs); all if empty. `TT` is also used for *tờ trình*.
    #[serde(default)]
    words: Vec<String>,
    /// Issuer codes.
    issuers: Vec<String>,
}

impl Check for CitationKindIssuer {
    const NAME: &'static str = "citation-kind-issuer";
    const VALUES: &'static [&'static str] = &["symbol", "issuer", "kind"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let first = symbol.issuer_code().split('-').next().unwrap_or("");
            let Some(span) = citation.head().filter(|_| self.is_impossible(citation, symbol, first)) else { continue };
            let kind = citation_kind_by_code(symbol.kind_code()).map(|kind| citation_kind_name(&kind.slug));
            findings
                .report(span)
                .value("symbol", symbol.text.clone())
                .value("issuer", issuer_by_code(first).map_or(first, |issuer| issuer.name.as_str()))
                .value("kind", kind.unwrap_or_default());
        }
    }
}

impl CitationKindIssuer {
    fn is_impossible(&self, citation: &Citation, symbol: &Symbol, issuer: &str) -> bool {
        let regular = matches!(symbol.family, SymbolFamily::Normative | SymbolFamily::Administrative);
        regular
            && !citation.quoted
            && !citation.is_historic()
            && self.never.iter().any(|never| {
                let word = never.words.is_empty()
                    || citation.kind_slug.is_some_and(|slug| never.words.iter().any(|known| known == slug));
                never.kind == symbol.kind_code() && word && never.issuers.iter().any(|known| known == issuer)
            })
    }
}
