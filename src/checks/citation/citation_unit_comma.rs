//! `citation-unit-comma`: commas inside a pointer to *điểm*, *khoản* and *Điều*.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::Document;
use crate::model::citation::{UnitLevel, UnitReference};

/// Reports commas between a smaller unit and the larger one it belongs to. All are one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationUnitComma {}

impl Check for CitationUnitComma {
    const NAME: &'static str = "citation-unit-comma";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let own = cx.document.citations.units.iter().filter(|reference| !reference.quoted);
        let commas: Vec<Occurrence> = own.flat_map(|reference| commas(cx.document, reference)).collect();
        extent::report(findings, &commas);
    }
}

/// The commas between the levels of a pointer that runs from the smallest unit to the largest.
fn commas(document: &Document, reference: &UnitReference) -> Vec<Occurrence> {
    if !reference.parts.is_sorted_by(|left, right| left.level < right.level) {
        return Vec::new();
    }
    let block = document.block(reference.span.block);
    let between = reference.parts.windows(2).filter_map(|pair| {
        // `khoản 1, khoản 2, Điều 3`: behind a list the comma may belong to it.
        // No point stands right in an article: something else is meant, or lost.
        let skips = pair[0].level == UnitLevel::Point && pair[1].level != UnitLevel::Clause;
        if pair[0].values.len() > 1 || skips {
            return None;
        }
        let gap = block.clean_range(pair[0].span).usize().end..block.clean_range(pair[1].span).usize().start;
        let comma = block.clean().get(gap.clone())?.trim() == ",";
        comma.then(|| Occurrence::replaced(block.span(gap), " "))
    });
    between.collect()
}
