//! `citation-symbol-form`: the form of the symbols that a document cites.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::citation::{Citation, Symbol, SymbolFault};

/// Reports cited symbols with one of the listed faults.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CitationSymbolForm {
    /// The faults.
    faults: Vec<FaultKind>,
    /// Kind codes of instruments of the whole country, whose symbols are the same everywhere. Only
    /// for these is a symbol without issuer a fault of the citing text beyond doubt.
    national_codes: Vec<String>,
}

/// Faults of the form of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum FaultKind {
    /// Wrong letters.
    Letters,
    /// A hyphen or slash is missing or doubled.
    Separator,
    /// No issuer after the code of a national instrument.
    NoIssuer,
    /// A Party body in the form of the state.
    PartyInStateForm,
    /// A state body in the form of the Party.
    StateInPartyForm,
}

/// From this many symbols without their hyphen on, and if these are most of the document's symbols,
/// the hyphens were lost in copying.
const LOST_HYPHENS: usize = 3;

impl Check for CitationSymbolForm {
    const NAME: &'static str = "citation-symbol-form";
    const VALUES: &'static [&'static str] = &["symbol", "right"];
    const CASES: &'static [&'static str] = &["no-issuer", "no-repair", "party", "state"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let citations = &cx.document.citations;
        let separators =
            citations.numbered().filter(|(_, _, symbol)| symbol.fault == Some(SymbolFault::Separator)).count();
        let lost_in_copying = separators >= LOST_HYPHENS && separators * 2 > citations.numbered().count();
        for (_, citation, symbol) in citations.numbered() {
            let Some(fault) = self.judge(citation, symbol) else { continue };
            if fault == FaultKind::Separator && lost_in_copying {
                continue;
            }
            let draft = findings.report(symbol.span);
            draft.value("symbol", symbol.text.clone()).value("right", symbol.right_form());
            let case = match (fault, &symbol.repair) {
                (FaultKind::NoIssuer, _) => Some("no-issuer"),
                (FaultKind::PartyInStateForm, _) => Some("party"),
                (FaultKind::StateInPartyForm, _) => Some("state"),
                (_, None) => Some("no-repair"),
                (_, Some(_)) => None,
            };
            if let Some(case) = case {
                draft.case(case);
            }
            if let Some(right) = &symbol.repair {
                draft.edit(Edit::replace(symbol.span, right.clone()));
            }
        }
    }
}

impl CitationSymbolForm {
    fn judge(&self, citation: &Citation, symbol: &Symbol) -> Option<FaultKind> {
        if citation.quoted || citation.is_historic() {
            return None;
        }
        let national = self.national_codes.iter().any(|code| symbol.text.contains(code.as_str()));
        let fault = match symbol.fault? {
            SymbolFault::Letters => FaultKind::Letters,
            SymbolFault::Separator => FaultKind::Separator,
            SymbolFault::NoIssuer if national => FaultKind::NoIssuer,
            // These weigh less and have rules of their own.
            SymbolFault::NoIssuer | SymbolFault::Spacing | SymbolFault::LetterCase => return None,
            SymbolFault::PartyInStateForm => FaultKind::PartyInStateForm,
            SymbolFault::StateInPartyForm => FaultKind::StateInPartyForm,
        };
        self.faults.contains(&fault).then_some(fault)
    }
}
