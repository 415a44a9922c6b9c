//! `citation-issuer-lifetime`: whether the issuer existed on the date of the citation.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::written;
use crate::lexicon::issuers::{IssuerClass, issuer_by_code};
use crate::model::citation::SymbolFamily;

/// Reports citations of a ministry's instrument dated before the ministry began or after it ended.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationIssuerLifetime {}

impl Check for CitationIssuerLifetime {
    const NAME: &'static str = "citation-issuer-lifetime";
    const VALUES: &'static [&'static str] = &["symbol", "code", "issuer", "date", "limit"];
    const CASES: &'static [&'static str] = &["not-yet"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let regular =
                matches!(symbol.family, SymbolFamily::Normative | SymbolFamily::Administrative | SymbolFamily::Letter);
            let Some(date) = citation.full_date().filter(|_| regular && !citation.quoted) else { continue };
            // Only the first bodies of a symbol are issuers; units follow them.
            let ministries = symbol.issuer_code().split('-').take(4).filter_map(issuer_by_code);
            let outside = ministries.filter(|issuer| issuer.class == IssuerClass::Ministry).find_map(|issuer| {
                let late = issuer.until.filter(|until| date > *until).map(|until| (issuer, until, false));
                late.or_else(|| issuer.since.filter(|since| date < *since).map(|since| (issuer, since, true)))
            });
            let Some((issuer, limit, early)) = outside else { continue };
            let draft = findings.report(citation.span);
            draft
                .value("symbol", symbol.text.clone())
                .value("code", issuer.code.clone())
                .value("issuer", issuer.name.clone())
                .value("date", written(date))
                .value("limit", written(limit));
            if early {
                draft.case("not-yet");
            }
        }
    }
}
