//! `citation-symbol-form`: the form of the symbols that a document cites.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::issuers::issuer_by_code;
use crate::model::citation::{Citation, Symbol, SymbolFault};
use crate::model::{Block, Span};
use crate::text::fold;

/// Reports cited symbols with one of the listed faults.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationSymbolForm {
    /// The faults.
    faults: Vec<FaultKind>,
    /// Kind codes of instruments of the whole country, whose symbols are the same everywhere. Only
    /// for these is a symbol without issuer a fault of the citing text beyond doubt.
    national_codes: Vec<String>,
    /// Folded words that open the name of an issuer whose symbols follow rules of its own (`công ty`).
    own_symbols: Vec<String>,
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
        // Only a hyphen can be lost: a slash or hyphen too many was typed.
        let lacks_hyphen = |symbol: &Symbol| symbol.fault == Some(SymbolFault::Separator) && !symbol.text.contains('-');
        let separators = citations.numbered().filter(|(_, _, symbol)| lacks_hyphen(symbol)).count();
        let lost_in_copying = separators >= LOST_HYPHENS && separators * 2 > citations.numbered().count();
        for (_, citation, symbol) in citations.numbered() {
            let Some(fault) = self.judge(citation, symbol) else { continue };
            if fault == FaultKind::Separator && lost_in_copying && lacks_hyphen(symbol) {
                continue;
            }
            // `145/2020/NĐ CP`: the body is there, the hyphen is not.
            if fault == FaultKind::NoIssuer
                && let Some((span, right)) = split_issuer(cx.document.block(symbol.span.block), symbol)
            {
                let draft = findings.report(span).value("symbol", cx.document.clean_text(span));
                draft.value("right", right.clone()).edit(Edit::replace(span, right));
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

/// The symbol with the code of a body that stands behind a space, and its right form.
fn split_issuer(block: &Block, symbol: &Symbol) -> Option<(Span, String)> {
    let range = block.clean_range(symbol.span).usize();
    let after = block.clean().get(range.end..)?.strip_prefix(' ')?;
    let code: &str = after.split(|letter: char| !letter.is_alphanumeric()).next()?;
    issuer_by_code(code)?;
    Some((block.span(range.start..range.end + 1 + code.len()), format!("{}-{code}", symbol.text)))
}

/// True if the named issuer numbers by rules of its own.
pub(in crate::checks) fn is_of_own_rules(citation: &Citation, openers: &[String]) -> bool {
    let issuer = citation.issuer.as_ref().map_or(String::new(), |issuer| fold::key(&issuer.text));
    openers.iter().any(|opener| issuer.starts_with(opener.as_str()))
}

impl CitationSymbolForm {
    fn judge(&self, citation: &Citation, symbol: &Symbol) -> Option<FaultKind> {
        let own = is_of_own_rules(citation, &self.own_symbols);
        if citation.quoted || citation.is_historic() || own {
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
