//! `citation-short-form`: later mentions that leave the symbol out, with no declared short name.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::citation::Mention;

/// Reports `Nghị định 73` for an instrument that the text cites with its symbol, unless it has declared a
/// short name for it. All are one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationShortForm {}

impl Check for CitationShortForm {
    const NAME: &'static str = "citation-short-form";
    const VALUES: &'static [&'static str] = &["count", "written", "right"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let citations = &cx.document.citations;
        let declared: BTreeSet<usize> = citations
            .aliases
            .iter()
            .filter_map(|alias| citations.all.get(alias.citation))
            .map(|citation| citation.instrument)
            .collect();
        let short = citations.all.iter().filter(|citation| {
            let placed = cx.document.in_running_text(citation.span.block);
            citation.mention == Mention::Short && placed && !citation.quoted && !declared.contains(&citation.instrument)
        });
        let full = |instrument: usize| {
            let mut named = citations.numbered().filter(|(_, other, _)| other.instrument == instrument);
            named.find_map(|(_, other, _)| other.head())
        };
        let found: Vec<_> = short.filter_map(|citation| Some((citation.span, full(citation.instrument)?))).collect();
        let places: Vec<Occurrence> = found.iter().map(|(span, _)| Occurrence::new(*span)).collect();
        let first = found.first().copied();
        if let (Some(draft), Some((span, full))) = (extent::report(findings, &places), first) {
            draft.value("written", cx.document.clean_text(span)).value("right", cx.document.clean_text(full));
        }
    }
}
