//! `instrument-issuer`: which of the Party's central bodies issued an instrument. They share one
//! code, so only the registry tells them apart.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings, entry};
use crate::diagnostic::Edit;
use crate::lexicon::instruments::Fact;
use crate::text::fold;

/// Reports citations that name another body than the one which issued the instrument.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentIssuer {
    /// Bodies that share a code, each with the folded names it goes by, the full one first.
    bodies: Vec<Vec<String>>,
}

impl Check for InstrumentIssuer {
    const NAME: &'static str = "instrument-issuer";
    const VALUES: &'static [&'static str] = &["citation", "written", "right"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        for (_, citation, symbol) in document.citations.numbered() {
            let Some(issuer) = &citation.issuer else { continue };
            let Some(known) = entry(cx.registry, citation).filter(|known| known.is_sure(Fact::Issuer)) else {
                continue;
            };
            let (Some(named), Some(right)) = (self.body(&issuer.text), self.body(&known.issuer)) else { continue };
            if named == right {
                continue;
            }
            findings
                .report(issuer.span)
                .value("citation", citation.head().map_or(symbol.text.as_str(), |head| document.clean_text(head)))
                .value("written", issuer.text.clone())
                .value("right", known.issuer.clone())
                .edit(Edit::replace(issuer.span, known.issuer.clone()));
        }
    }
}

impl InstrumentIssuer {
    fn body(&self, name: &str) -> Option<usize> {
        let key = fold::key(name);
        self.bodies.iter().position(|names| names.iter().any(|known| key.starts_with(known.as_str())))
    }
}
