//! `citation-issuer-name`: the issuer code of a symbol against the name after *của*.

use schemars::JsonSchema;
use serde::Deserialize;

use super::registry::of_symbol;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::issuers::{Issuer, IssuerClass, issuer_by_code, issuer_by_phrase};
use crate::model::citation::SymbolFamily;
use crate::text::fold;

/// Reports citations whose symbol and words name different bodies of the whole country, or council
/// and committee of a unit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationIssuerName {}

impl Check for CitationIssuerName {
    const NAME: &'static str = "citation-issuer-name";
    const VALUES: &'static [&'static str] = &["symbol", "code", "issuer", "name"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let unsure = citation.quoted || citation.is_historic() || symbol.family == SymbolFamily::Malformed;
            let Some(written) = citation.issuer.as_ref().filter(|_| !unsure) else { continue };
            let Some(coded) = issuer_by_code(symbol.issuer_code()) else { continue };
            let Some((named, _)) = issuer_by_phrase(&fold::key(&written.text)) else { continue };
            if !conflicts(coded, named) {
                continue;
            }
            let draft = findings.report(written.span);
            draft
                .value("symbol", symbol.text.clone())
                .value("code", coded.code.clone())
                .value("issuer", coded.name.clone())
                .value("name", written.text.clone());
            // The registry holds the symbol under the cited day: the name is the slip.
            let known = of_symbol(cx.registry, symbol).filter(|known| citation.full_date() == Some(known.date));
            if let Some(known) = known {
                draft.edit(Edit::replace(written.span, known.signed_by()));
            }
        }
    }
}

/// True if the two are different bodies beyond doubt: both are bodies of the whole country, council and
/// committee of a unit, two levels of the Party or two departments, and neither took over the other nor
/// speaks for it.
fn conflicts(coded: &Issuer, named: &Issuer) -> bool {
    let certain = |issuer: &Issuer| {
        issuer.class.is_central()
            || matches!(issuer.class, IssuerClass::PartyCentre | IssuerClass::Council | IssuerClass::Committee)
    };
    // Each level of the Party has its own letters, and so has each department of a province.
    let party = |issuer: &Issuer| {
        matches!(issuer.class, IssuerClass::PartyCentre | IssuerClass::PartyProvince | IssuerClass::PartyCommune)
    };
    let levels = party(coded) && party(named) && coded.class != named.class;
    let departments = coded.class == IssuerClass::Department
        && named.class == IssuerClass::Department
        && coded.successor != named.name
        && named.successor != coded.name;
    if levels || departments && coded.name != named.name {
        return true;
    }
    let same_family = !coded.family.is_empty() && coded.family == named.family;
    // The Government's office sends out what Government and Prime Minister decide.
    let office = coded.code == "VPCP" && matches!(named.class, IssuerClass::Government | IssuerClass::PrimeMinister);
    let same_class = coded.class == named.class && coded.class != IssuerClass::Ministry;
    certain(coded) && certain(named) && coded.name != named.name && !same_class && !same_family && !office
}
