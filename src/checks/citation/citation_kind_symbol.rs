//! `citation-kind-symbol`: the kind word of a citation against the kind code in its symbol.

use schemars::JsonSchema;
use serde::Deserialize;

use super::citation_symbol_form::is_of_own_rules;
use super::registry::of_symbol;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::citation_kinds::{Agreement, agreement, citation_kind_by_code, citation_kind_name, is_kind_code};
use crate::lexicon::issuers::{IssuerClass, issuer_by_code};
use crate::model::citation::{Citation, Citations, Symbol, SymbolFamily};

/// Reports citations whose word and symbol name different kinds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationKindSymbol {
    /// Codes of instruments of the whole country; before any other code the word *công văn* may be
    /// used loosely for *văn bản*.
    national_codes: Vec<String>,
    /// Folded words that open the name of an issuer whose symbols follow rules of its own (`công ty`).
    own_symbols: Vec<String>,
}

/// How word and symbol disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Disagreement {
    /// They name different kinds.
    Conflict(Option<&'static str>),
    /// The symbol has an unusual code for this kind, as some issuers really number.
    UnusualCode,
    /// The symbol has no code, like that of a *công văn*.
    NoCode,
    /// It is called joint, but the symbol has one issuer and no code.
    NotJoint,
}

impl Check for CitationKindSymbol {
    const NAME: &'static str = "citation-kind-symbol";
    const VALUES: &'static [&'static str] = &["word", "symbol", "code", "code-kind"];
    const CASES: &'static [&'static str] = &["assembly", "joint", "not-joint"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            if is_of_own_rules(citation, &self.own_symbols) {
                continue;
            }
            let case = match judge(citation, symbol, &self.national_codes) {
                Some(Disagreement::Conflict(case)) => case,
                Some(Disagreement::NotJoint) if is_called_otherwise(&cx.document.citations, citation) => {
                    Some("not-joint")
                }
                _ => continue,
            };
            let (Some(kind), Some(span)) = (&citation.kind, citation.head()) else { continue };
            let code = symbol.kind_code();
            let code_kind = citation_kind_by_code(code).map(|kind| citation_kind_name(&kind.slug));
            let draft = findings.report(span);
            draft
                .value("word", kind.text.clone())
                .value("symbol", symbol.text.clone())
                .value("code", code)
                .value("code-kind", code_kind.unwrap_or_else(|| code.to_owned()));
            if let Some(case) = case {
                draft.case(case);
            }
            // The registry holds the symbol under the cited day: the word is the slip.
            let known = of_symbol(cx.registry, symbol).filter(|known| citation.full_date() == Some(known.date));
            if let Some(known) = known {
                let right = format!("{} số {}", citation_kind_name(&known.kind), known.number);
                draft.edit(Edit::replace(span, right));
            }
        }
    }
}

/// How the kind word and the symbol of `citation` disagree, if they do.
pub(in crate::checks) fn judge(
    citation: &Citation,
    symbol: &Symbol,
    national_codes: &[String],
) -> Option<Disagreement> {
    let slug = citation.kind_slug?;
    let blank = symbol.number.is_none();
    let unsure = citation.kind_shared || citation.named_between || citation.quoted || blank;
    if unsure || slug == "van-ban" || citation.is_historic() {
        return None;
    }
    match (symbol.family, &symbol.kind) {
        (SymbolFamily::Malformed | SymbolFamily::Legacy, _) => None,
        (SymbolFamily::Letter, _) => (!matches!(slug, "cong-van" | "ket-luan")).then_some(Disagreement::NoCode),
        (_, None) => {
            let laws = ["luat", "bo-luat", "nghi-quyet", "nghi-quyet-lien-tich", "phap-lenh", "hien-phap"];
            match symbol.term {
                Some(_) if slug == "nghi-quyet-lien-tich" => Some(Disagreement::NotJoint),
                Some(_) if !laws.contains(&slug) => Some(Disagreement::Conflict(Some("assembly"))),
                _ => None,
            }
        }
        (_, Some(code)) => compare(slug, &code.text, symbol, national_codes),
    }
}

/// True if the same instrument is cited elsewhere without *liên tịch*.
pub(in crate::checks) fn is_called_otherwise(citations: &Citations, citation: &Citation) -> bool {
    citations.numbered().any(|(_, other, _)| {
        other.instrument == citation.instrument && other.kind_slug == Some("nghi-quyet") && !other.quoted
    })
}

fn compare(slug: &str, code: &str, symbol: &Symbol, national_codes: &[String]) -> Option<Disagreement> {
    match agreement(slug, code) {
        Agreement::Agrees => {
            let joint = code == "TT" && slug == "thong-tu" && is_joint(symbol.issuer_code());
            joint.then_some(Disagreement::Conflict(Some("joint")))
        }
        Agreement::Conflicts if !is_kind_code(code) => None,
        // The initials of many units look like a kind code: `577/CT-…` of a tax office.
        Agreement::Tolerated | Agreement::Conflicts
            if slug == "cong-van" && !national_codes.iter().any(|known| known == code) =>
        {
            let first = symbol.issuer_code().split('-').next().unwrap_or("");
            issuer_by_code(first).map(|_| Disagreement::UnusualCode)
        }
        Agreement::Tolerated => Some(Disagreement::UnusualCode),
        Agreement::Conflicts => Some(Disagreement::Conflict(None)),
    }
}

/// True for two or more ministries or courts, joined by hyphens.
fn is_joint(issuer: &str) -> bool {
    let known = |code: &str| {
        issuer_by_code(code).is_some_and(|issuer| matches!(issuer.class, IssuerClass::Ministry | IssuerClass::Court))
    };
    issuer.contains('-') && issuer.split('-').all(known)
}
