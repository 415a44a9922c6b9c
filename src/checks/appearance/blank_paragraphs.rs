//! `blank-paragraphs`: space between paragraphs of the content made by empty ones.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::{Place, Zone};

/// Counts places of the content where empty paragraphs stand between two others.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct BlankParagraphs {
    /// Fewer places are left alone: one or two may part the title or a table from the text.
    at_least: usize,
}

impl Check for BlankParagraphs {
    const NAME: &'static str = "blank-paragraphs";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        // What stands before and after the blank is content; a table between the two is not.
        let in_flow = |at: usize| {
            let block = document.blocks().get(at)?;
            (block.place == Place::Body && document.zone(block.id()) == Zone::Body).then_some(block)
        };
        let places: Vec<Occurrence> = (1..document.blocks().len())
            .filter_map(|at| in_flow(at - 1).and(in_flow(at)))
            .filter(|block| block.blank_before)
            .map(|block| Occurrence::new(block.whole()))
            .collect();
        if places.len() >= self.at_least {
            extent::report(findings, &places);
        }
    }
}
