//! `percent-spacing`: `75%` and `75 %` in one document.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::figure::{Figure, FigureKind};

/// Flags a document that writes the percent sign both close to the number and apart from it. The
/// rarer writing is flagged, once, and the one with a space if both are as common.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PercentSpacing {}

impl Check for PercentSpacing {
    const NAME: &'static str = "percent-spacing";
    const VALUES: &'static [&'static str] = &["found", "expected", "times"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let percents = cx.document.figures.all.iter();
        let signed = percents.filter(|figure| {
            figure.kind == FigureKind::Percent && !figure.style.sign_in_words && figure.span != figure.number
        });
        let (apart, close): (Vec<&Figure>, Vec<&Figure>) = signed.partition(|figure| figure.style.spaced_sign);
        let (wrong, space) = if close.len() < apart.len() { (&close, " ") } else { (&apart, "") };
        let Some((first, again)) = wrong.split_first().filter(|_| !apart.is_empty() && !close.is_empty()) else {
            return;
        };
        let written = |figure: &Figure| format!("{}{space}%", cx.document.clean_text(figure.number));
        let draft = findings.report(first.span);
        draft.value("found", cx.document.clean_text(first.span));
        draft.value("expected", written(first));
        draft.value("times", wrong.len().to_string());
        for figure in again {
            draft.label("again", figure.span);
        }
        for figure in wrong {
            draft.edit(Edit::replace(figure.span, written(figure)));
        }
    }
}
