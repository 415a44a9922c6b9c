//! `citation-date-mixed`: dates of cited documents in words here and in figures there.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence, Way};
use crate::checks::{Check, Context, Findings};
use crate::model::citation::Citation;

/// Reports a document that writes the dates of what it cites in two ways (`ngày 05 tháng 3 năm 2020` and `05/3/2020`),
/// once, at the places of the rarer way; of two that are as frequent at those in figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationDateMixed {}

/// Dates in one form that show how the document writes them.
const HABIT: usize = 3;

impl Check for CitationDateMixed {
    const NAME: &'static str = "citation-date-mixed";
    const VALUES: &'static [&'static str] = &["count", "found", "other", "others"];
    const LABELS: &'static [&'static str] = &["again", "other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // Annexes and what is quoted may be the work of others.
        let own = |(at, citation): &(usize, &Citation)| {
            !citation.quoted
                && citation.full_date().is_some()
                && document.in_running_text(citation.span.block)
                && !document.citations.is_in_title(*at)
        };
        let own = document.citations.all.iter().enumerate().filter(own);
        let dates = own.filter_map(|(_, citation)| citation.date.as_ref());
        let (words, figures): (Vec<_>, Vec<_>) = dates.partition(|date| date.in_words);
        let (rare, usual) = if words.len() < figures.len() { (words, figures) } else { (figures, words) };
        let (Some(first), Some(model)) = (rare.first(), usual.first()) else { return };
        // Two or three dates are no habit yet.
        if usual.len() < HABIT {
            return;
        }
        let places: Vec<Occurrence> = rare.iter().map(|date| Occurrence::new(date.span)).collect();
        let usual = Way { text: document.clean_text(model.span).to_owned(), span: model.span, count: usual.len() };
        extent::against(findings, &places, document.clean_text(first.span), usual);
    }
}
