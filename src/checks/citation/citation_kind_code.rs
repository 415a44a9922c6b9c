//! `citation-kind-code`: symbols without the usual code of their kind.

use schemars::JsonSchema;
use serde::Deserialize;

use super::citation_kind_symbol::{Disagreement, is_called_otherwise, judge};
use crate::checks::{Check, Context, Findings};
use crate::lexicon::citation_kinds::citation_kind;

/// Reports citations whose symbol has another code than the usual one of its kind, or none. Some
/// issuers really number so, and then the citation is right.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationKindCode {
    /// Codes of instruments of the whole country, before which *công văn* is a plain mistake.
    national_codes: Vec<String>,
    /// Citations dated before this year are left alone.
    from_year: i16,
}

impl Check for CitationKindCode {
    const NAME: &'static str = "citation-kind-code";
    const VALUES: &'static [&'static str] = &["word", "symbol", "code", "usual-code"];
    const CASES: &'static [&'static str] = &["no-code", "letter", "not-joint"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let year = symbol.year_number().or(citation.date_year());
            if year.is_some_and(|year| year < self.from_year) {
                continue;
            }
            let disagreement = judge(citation, symbol, &self.national_codes);
            let (Some(kind), Some(span)) = (&citation.kind, citation.head()) else { continue };
            let letter = citation.kind_slug == Some("cong-van");
            let case = match disagreement {
                Some(Disagreement::NoCode) => Some("no-code"),
                Some(Disagreement::UnusualCode) if letter => Some("letter"),
                Some(Disagreement::UnusualCode) => None,
                Some(Disagreement::NotJoint) if !is_called_otherwise(&cx.document.citations, citation) => {
                    Some("not-joint")
                }
                Some(Disagreement::NotJoint | Disagreement::Conflict(_)) | None => continue,
            };
            let usual = citation.kind_slug.and_then(citation_kind).and_then(|kind| kind.codes.first());
            let draft = findings.report(span);
            draft
                .value("word", kind.text.clone())
                .value("symbol", symbol.text.clone())
                .value("code", symbol.kind_code())
                .value("usual-code", usual.cloned().unwrap_or_default());
            if let Some(case) = case {
                draft.case(case);
            }
        }
    }
}
