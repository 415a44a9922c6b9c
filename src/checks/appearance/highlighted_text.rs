//! `highlighted-text`: words marked with a highlighter.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::Zone;

/// Finds words whose ground is coloured as with a marker: while a document is drafted they wait for a figure
/// or an answer. However many there are, it is one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct HighlightedText {}

impl Check for HighlightedText {
    const NAME: &'static str = "highlighted-text";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let own = document.blocks().iter().filter(|block| document.zone(block.id()) != Zone::Elsewhere);
        let places: Vec<Occurrence> = own
            .filter_map(|block| {
                let tally = document.tally(&[block.whole()], |run| run.highlighted.known().map(|marked| !marked));
                tally.places.first().map(|place| Occurrence::new(*place))
            })
            .collect();
        extent::report(findings, &places);
    }
}
