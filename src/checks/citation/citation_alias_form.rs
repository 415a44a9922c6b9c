//! `citation-alias-form`: other short forms beside a declared short name.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::citation_kinds::citation_kinds;
use crate::text::fold;

/// Reports short mentions of an instrument that do not use its declared short name, each form once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationAliasForm {}

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
                // A decision and the scheme that it approves are two things.
                if names_other_kind(&alias.name.text, citation.kind_slug) {
                    continue;
                }
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

/// True if the short name begins with the word of another kind than `slug`.
fn names_other_kind(name: &str, slug: Option<&'static str>) -> bool {
    let key = fold::key(name);
    let opens =
        |word: &String| key.strip_prefix(word.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let named = citation_kinds().iter().find(|kind| kind.words.iter().any(opens));
    named.is_some_and(|kind| slug.is_some_and(|slug| slug != kind.slug))
}
