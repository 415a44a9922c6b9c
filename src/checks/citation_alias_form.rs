//! `citation-alias-form`: other short forms beside a declared short name.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::text::fold;

/// Reports short mentions of an instrument that do not use its declared short name, each form once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CitationAliasForm {}

impl Check for CitationAliasForm {
    const NAME: &'static str = "citation-alias-form";
    const VALUES: &'static [&'static str] = &["name", "used"];
    const LABELS: &'static [&'static str] = &["declared"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let citations = &cx.document.citations;
        for alias in &citations.aliases {
            let mut seen = BTreeSet::new();
            for citation in alias.other_forms.iter().filter_map(|at| citations.all.get(*at)) {
                let used = cx.document.clean_text(citation.span);
                if !seen.insert(fold::key(used)) {
                    continue;
                }
                findings
                    .report(citation.span)
                    .value("name", alias.name.text.clone())
                    .value("used", used)
                    .label("declared", alias.span)
                    .edit(Edit::replace(citation.span, alias.name.text.clone()));
            }
        }
    }
}
