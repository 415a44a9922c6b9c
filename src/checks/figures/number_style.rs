//! `number-style`: one-digit counts with and without a zero before them.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::figure::{Figure, FigureKind, Role};

/// Flags a paragraph that writes some counts below ten with a zero (`08`) and some without (`6`).
/// The rarer writing is flagged, the one without zero if both are as common.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NumberStyle {}

impl Check for NumberStyle {
    const NAME: &'static str = "number-style";
    const VALUES: &'static [&'static str] = &["found", "expected", "other"];
    const LABELS: &'static [&'static str] = &["other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let small: Vec<&Figure> = cx.document.figures.all.iter().filter(|figure| is_small(figure)).collect();
        for paragraph in small.chunk_by(|left, right| left.span.block == right.span.block) {
            let (padded, bare): (Vec<&Figure>, Vec<&Figure>) =
                paragraph.iter().copied().partition(|figure| figure.style.zero_padded);
            let (rare, common) = if padded.len() < bare.len() { (padded, bare) } else { (bare, padded) };
            let (Some(first), Some(other)) = (rare.first(), common.first()) else { continue };
            let written = |figure: &Figure, padded: bool| {
                if padded { format!("0{}", figure.value) } else { figure.value.to_string() }
            };
            let draft = findings.report(first.number);
            draft.value("found", written(first, first.style.zero_padded));
            draft.value("expected", written(first, other.style.zero_padded));
            draft.value("other", written(other, other.style.zero_padded));
            draft.label("other", other.number);
            for figure in rare {
                draft.edit(Edit::replace(figure.number, written(figure, other.style.zero_padded)));
            }
        }
    }
}

/// Counts of things; a zero by itself, fractions and rates have no settled writing.
fn is_small(figure: &Figure) -> bool {
    figure.kind == FigureKind::Count
        && matches!(figure.role, Role::Plain | Role::Approximate)
        && figure.counts
        && figure.value.integer().is_some_and(|value| (1..10).contains(&value))
}
