//! `heading-order`: the headings that a document has, and in which order.

use schemars::JsonSchema;
use serde::Deserialize;

use super::words::AnyOf;
use crate::checks::headings::{heading_span, title_span};
use crate::checks::{Check, Context, Findings};
use crate::model::Zone;
use crate::model::outline::Division;
use crate::text::fold;

/// Reports headings that stand before one that should precede them, and with `required` those that are not there.
/// Headings are told by their words, never by their numbers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct HeadingOrder {
    /// The headings in their order: for each a phrase that it has, or a list of phrases of which any will do.
    #[schemars(length(min = 1))]
    order: Vec<AnyOf>,
    /// Each of them must be there.
    #[serde(default)]
    required: bool,
    /// Only headings of these levels, from 1 for the outermost.
    #[serde(default)]
    levels: Vec<u8>,
}

impl Check for HeadingOrder {
    const NAME: &'static str = "heading-order";
    const VALUES: &'static [&'static str] = &["title", "after", "wanted"];
    const CASES: &'static [&'static str] = &["missing"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let is_meant = |division: &&Division| {
            division.is_heading
                && matches!(cx.document.zone(division.block), Zone::Body | Zone::Attachment)
                && (self.levels.is_empty() || self.levels.contains(&division.depth.saturating_add(1)))
        };
        let headings: Vec<(&Division, String)> = cx
            .document
            .outline
            .divisions
            .iter()
            .filter(is_meant)
            .map(|division| (division, fold::key(&division.title_text)))
            .collect();
        let places: Vec<Option<usize>> =
            self.order.iter().map(|wanted| headings.iter().position(|(_, key)| wanted.is_in(key))).collect();
        let mut last: Option<usize> = None;
        for (wanted, place) in self.order.iter().zip(places) {
            match place.and_then(|at| Some((at, headings.get(at)?.0))) {
                Some((at, heading)) => {
                    if let Some((before, _)) = last.filter(|last| at < *last).and_then(|last| headings.get(last)) {
                        findings
                            .report(heading_span(heading))
                            .value("title", &*heading.title_text)
                            .value("after", &*before.title_text)
                            .value("wanted", wanted.first());
                    }
                    last = last.max(Some(at));
                }
                None if self.required => {
                    let after = last.and_then(|last| headings.get(last)).map(|(heading, _)| *heading);
                    let place = after.map(heading_span).or_else(|| title_span(cx.document));
                    let Some(place) = place else { continue };
                    let draft = findings.report(place).case("missing");
                    draft.value("title", wanted.first()).value("wanted", wanted.first());
                    draft.value("after", after.map(|heading| heading.title_text.as_str()).unwrap_or_default());
                }
                None => {}
            }
        }
    }
}
