//! `missing-facts`: the facts that the profile asks for are given.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::{heading_span, title_span};
use crate::checks::{Check, Context, Findings};

/// Facts and figures that the profile asks for and a section does not give. One
/// finding a section.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct MissingFacts {}

impl Check for MissingFacts {
    const NAME: &'static str = "missing-facts";
    const VALUES: &'static [&'static str] = &["facts", "facts-en"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let missing = &cx.document.alignment.missing_facts;
        let mut sections: Vec<Option<usize>> = missing.iter().map(|fact| fact.division).collect();
        sections.dedup();
        for section in sections {
            let span = match section.and_then(|at| cx.document.outline.divisions.get(at)) {
                Some(division) => Some(heading_span(division)),
                None => title_span(cx.document),
            };
            let Some(span) = span else { continue };
            let facts = missing.iter().filter(|fact| fact.division == section);
            let (vi, en): (Vec<&str>, Vec<&str>) =
                facts.map(|fact| (fact.title.vi.as_str(), fact.title.en.as_str())).unzip();
            findings.report(span).value("facts", vi.join("; ")).value("facts-en", en.join("; "));
        }
    }
}
