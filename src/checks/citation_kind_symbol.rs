//! `citation-kind-symbol`: the kind word of a citation against the kind code in its symbol.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::lexicon::citation_kinds::{
    Agreement, agreement, citation_kind, citation_kind_by_code, citation_kind_name, is_kind_code,
};
use crate::lexicon::issuers::{IssuerClass, issuer_by_code};
use crate::model::citation::{Citation, Symbol, SymbolFamily};

/// Compares the kind word of each citation with the code in its symbol.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CitationKindSymbol {
    /// Which disagreements are reported.
    report: Disagreement,
    /// Codes of instruments of the whole country; before any other code the word *công văn* may be
    /// used loosely for *văn bản*.
    #[serde(default)]
    national_codes: Vec<String>,
}

/// How word and symbol disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Disagreement {
    /// They name different kinds.
    Conflict,
    /// The symbol has an unusual code or none for this kind, as some issuers really number.
    Unusual,
}

impl Check for CitationKindSymbol {
    const NAME: &'static str = "citation-kind-symbol";
    const VALUES: &'static [&'static str] = &["word", "symbol", "code", "code-kind", "usual-code"];
    const CASES: &'static [&'static str] = &["no-code", "assembly", "joint"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let Some((disagreement, case)) = self.judge(citation, symbol) else { continue };
            let (Some(kind), Some(span)) = (&citation.kind, citation.head()) else { continue };
            if disagreement != self.report {
                continue;
            }
            let code = symbol.kind_code();
            let code_kind = citation_kind_by_code(code).map(|kind| citation_kind_name(&kind.slug));
            let usual = citation.kind_slug.and_then(citation_kind).and_then(|kind| kind.codes.first());
            let draft = findings.report(span);
            draft
                .value("word", kind.text.clone())
                .value("symbol", symbol.text.clone())
                .value("code", if code.is_empty() { symbol.issuer_code() } else { code })
                .value("code-kind", code_kind.unwrap_or_default())
                .value("usual-code", usual.cloned().unwrap_or_default());
            if let Some(case) = case {
                draft.case(case);
            }
        }
    }
}

impl CitationKindSymbol {
    fn judge(&self, citation: &Citation, symbol: &Symbol) -> Option<(Disagreement, Option<&'static str>)> {
        let slug = citation.kind_slug?;
        let unsure = citation.kind_shared || citation.named_between || citation.quoted;
        if unsure || slug == "van-ban" || citation.is_historic() {
            return None;
        }
        match (symbol.family, &symbol.kind) {
            (SymbolFamily::Malformed | SymbolFamily::Legacy, _) => None,
            (SymbolFamily::Letter, _) => {
                (!matches!(slug, "cong-van" | "ket-luan")).then_some((Disagreement::Unusual, Some("no-code")))
            }
            (_, None) => {
                let law = matches!(
                    slug,
                    "luat" | "bo-luat" | "nghi-quyet" | "nghi-quyet-lien-tich" | "phap-lenh" | "hien-phap"
                );
                (!law && symbol.term.is_some()).then_some((Disagreement::Conflict, Some("assembly")))
            }
            (_, Some(code)) => self.compare(slug, &code.text, symbol),
        }
    }

    fn compare(&self, slug: &str, code: &str, symbol: &Symbol) -> Option<(Disagreement, Option<&'static str>)> {
        match agreement(slug, code) {
            Agreement::Agrees => {
                let joint = code == "TT" && slug == "thong-tu" && is_joint(symbol.issuer_code());
                joint.then_some((Disagreement::Conflict, Some("joint")))
            }
            Agreement::Tolerated => Some((Disagreement::Unusual, None)),
            Agreement::Conflicts if !is_kind_code(code) => None,
            Agreement::Conflicts if slug == "cong-van" && !self.national_codes.iter().any(|known| known == code) => {
                Some((Disagreement::Unusual, None))
            }
            Agreement::Conflicts => Some((Disagreement::Conflict, None)),
        }
    }
}

/// True for two or more ministries or courts, joined by hyphens.
fn is_joint(issuer: &str) -> bool {
    let mut groups = issuer.split('-').peekable();
    let known = |code: &str| {
        issuer_by_code(code).is_some_and(|issuer| matches!(issuer.class, IssuerClass::Ministry | IssuerClass::Court))
    };
    groups.clone().count() > 1 && groups.all(known)
}
