//! `marker-form`: the mark that closes the number of a division.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::Span;
use crate::model::outline::{Marker, MarkerStyle};
use crate::text::TextRange;

/// The one right mark for a style of number.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MarkerForm {
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

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut reported: Vec<usize> = Vec::new();
        for division in &cx.document.outline.divisions {
            let Some(marker) = &division.marker else { continue };
            // One finding for a series: its items were all typed the same way.
            if !self.is_wrong(marker) || reported.contains(&division.series) {
                continue;
            }
            reported.push(division.series);
            let digits = marker.digits.range;
            // The word of an article stands before its number.
            let number = Span::new(marker.span.block, TextRange::new(marker.span.range.start(), digits.end()));
            let expected = format!("{}{}", cx.document.clean_text(number), self.closing);
            let draft = findings.report(marker.span);
            draft.value("found", cx.document.clean_text(marker.span)).value("expected", &*expected);
            if !marker.automatic {
                draft.edit(Edit::replace(marker.span, expected));
            }
        }
    }
}

impl MarkerForm {
    fn is_wrong(&self, marker: &Marker) -> bool {
        let style = match self.style {
            Style::Article => MarkerStyle::Article,
            Style::Roman => MarkerStyle::Roman,
            Style::Arabic => MarkerStyle::Arabic,
            Style::Letter => MarkerStyle::Letter,
        };
        marker.style == style && marker.closing.is_some_and(|closing| closing != self.closing)
    }
}
