//! `citation-alias-use`: short names that are declared and never used.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};

/// Reports declared short names that the text does not use, in this or another form.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationAliasUse {}

impl Check for CitationAliasUse {
    const NAME: &'static str = "citation-alias-use";
    const VALUES: &'static [&'static str] = &["name"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for alias in &cx.document.citations.aliases {
            // Another form is the business of `citation-alias-form`.
            if alias.uses.is_empty() && alias.other_forms.is_empty() {
                findings.report(alias.span).value("name", alias.name.text.clone());
            }
        }
    }
}
