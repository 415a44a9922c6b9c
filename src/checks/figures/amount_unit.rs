//! `amount-unit`: a large amount without its unit.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::figure::{Figure, FigureKind};

/// Flags amounts in thousands, millions or billions of nothing, in a document that gives the unit
/// of others: `3,5 tỷ` beside `1,2 tỷ đồng`. One finding a document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AmountUnit {}

impl Check for AmountUnit {
    const NAME: &'static str = "amount-unit";
    const VALUES: &'static [&'static str] = &["found", "unit", "times"];
    const LABELS: &'static [&'static str] = &["again", "with"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let scaled = || {
            let figures = cx.document.figures.all.iter();
            figures.filter(|figure| figure.kind == FigureKind::Amount && figure.scale > 0)
        };
        let Some(with) = scaled().find(|figure| !figure.unit.is_empty()) else { return };
        let bare: Vec<&Figure> = scaled().filter(|figure| figure.unit.is_empty()).collect();
        let Some((first, again)) = bare.split_first() else { return };
        let draft = findings.report(first.span);
        draft.value("found", cx.document.clean_text(first.span));
        draft.value("unit", with.unit.clone()).value("times", bare.len().to_string());
        draft.label("with", with.span);
        for figure in again {
            draft.label("again", figure.span);
        }
    }
}
