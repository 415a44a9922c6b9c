//! `instrument-kind`: a number and date that the registry knows under another kind.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::citation_kinds::{Agreement, agreement, citation_kind_name};
use crate::lexicon::instruments::{Fact, Instrument, Registry};
use crate::lexicon::issuers::issuer_by_code;
use crate::model::citation::{Citation, Symbol, SymbolFamily};

/// Reports citations whose number, date and issuer are those of a known instrument of another kind,
/// where the registry knows none of the cited kind.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentKind {}

impl Check for InstrumentKind {
    const NAME: &'static str = "instrument-kind";
    const VALUES: &'static [&'static str] = &["citation", "right", "title"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let Some(head) = citation.head() else { continue };
            let Some(right) = meant(cx.registry, citation, symbol) else { continue };
            let form = format!("{} số {}", citation_kind_name(&right.kind), right.number);
            findings
                .report(head)
                .value("citation", cx.document.clean_text(head))
                .value("right", form.clone())
                .value("title", right.title.clone())
                .edit(Edit::replace(head, form));
        }
    }
}

fn meant<'a>(registry: &'a Registry, citation: &Citation, symbol: &Symbol) -> Option<&'a Instrument> {
    let regular = matches!(symbol.family, SymbolFamily::Normative | SymbolFamily::Administrative);
    let slug = citation.kind_slug.filter(|_| regular && !citation.quoted && !citation.kind_shared)?;
    let date = citation.full_date()?;
    let serial = symbol.serial()?;
    let issuer = issuer_by_code(symbol.issuer_code()).filter(|issuer| issuer.class.is_central())?;
    if symbol.kind.is_none() || agreement(slug, symbol.kind_code()) != Agreement::Agrees {
        return None;
    }
    if registry.numbered(&symbol.right_form()).iter().any(|entry| entry.date == date) {
        return None;
    }
    let mut twins = registry.with_serial(serial).into_iter().filter(|entry| {
        entry.date == date
            && entry.is_sure(Fact::Date)
            && *entry.issuer == issuer.name
            && agreement(&entry.kind, symbol.kind_code()) == Agreement::Conflicts
    });
    let only = twins.next()?;
    twins.next().is_none().then_some(only)
}
