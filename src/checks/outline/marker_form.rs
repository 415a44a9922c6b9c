//! `marker-form`: the mark that closes the number of a division.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::outline::{Marker, MarkerStyle};
use crate::model::{Document, Span};
use crate::text::TextRange;

/// The one right mark for a style of number.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct MarkerForm {
    /// The style to look at.
    style: Style,
    /// The mark that closes it.
    closing: char,
}

/// Styles whose closing mark the decree fixes.
#[derive(Deserialize, JsonSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// `Điều 1.`
    Article,
    /// `I.`
    Roman,
    /// `1.`
    Arabic,
    /// `a)`
    Letter,
}

impl Check for MarkerForm {
    const NAME: &'static str = "marker-form";
    const VALUES: &'static [&'static str] = &["found", "expected"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut series: Vec<usize> = Vec::new();
        let mut places = Vec::new();
        let mut edits = Vec::new();
        for division in &document.outline.divisions {
            let Some(marker) = &division.marker else { continue };
            if !self.is_wrong(document, marker) {
                continue;
            }
            let digits = marker.digits.range;
            // The word of an article stands before its number.
            let number = Span::new(marker.span.block, TextRange::new(marker.span.range.start(), digits.end()));
            let expected = format!("{}{}", document.clean_text(number), self.closing);
            if !marker.automatic {
                edits.push(Edit::replace(marker.span, expected.clone()));
            }
            // The items of one series were all typed the same way: one is told, and all are mended.
            if !series.contains(&division.series) {
                series.push(division.series);
                places.push((marker, expected));
            }
        }
        let Some(((first, expected), rest)) = places.split_first() else { return };
        let draft = findings.report(first.span);
        draft.value("found", document.clean_text(first.span)).value("expected", expected.as_str());
        for (marker, _) in rest {
            draft.label("again", marker.span);
        }
        for edit in edits {
            draft.edit(edit);
        }
    }
}

impl MarkerForm {
    fn is_wrong(&self, document: &Document, marker: &Marker) -> bool {
        let style = match self.style {
            Style::Article => MarkerStyle::Article,
            Style::Roman => MarkerStyle::Roman,
            Style::Arabic => MarkerStyle::Arabic,
            Style::Letter => MarkerStyle::Letter,
        };
        // `d).` and `1/-` have a second mark behind the first.
        let ending = document.clean_text(marker.span).chars().next_back();
        marker.style == style
            && marker.closing.is_some_and(|closing| closing != self.closing || ending != Some(self.closing))
    }
}
