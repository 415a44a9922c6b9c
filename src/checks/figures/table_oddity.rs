//! `table-oddity`: what looks like a slip of the hand in a table.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::relation::OddityKind;

/// Flags cells of tables that are unlike all others of their column, and columns that are too much alike.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct TableOddity {
    /// What is odd.
    kind: KindName,
}

/// What is odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum KindName {
    /// One number without the percent sign of its column.
    SignMissing,
    /// One row without a unit.
    UnitMissing,
    /// The unit of another thing than the name of the row.
    UnitOther,
    /// Two columns of percentages alike in every row.
    AlikeColumns,
}

impl Check for TableOddity {
    const NAME: &'static str = "table-oddity";
    const VALUES: &'static [&'static str] = &["found"];
    const LABELS: &'static [&'static str] = &["other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for oddity in &cx.document.figures.oddities {
            let kind = match oddity.kind {
                OddityKind::SignMissing => KindName::SignMissing,
                OddityKind::UnitMissing => KindName::UnitMissing,
                OddityKind::UnitOther => KindName::UnitOther,
                OddityKind::AlikeColumns => KindName::AlikeColumns,
            };
            if kind != self.kind {
                continue;
            }
            let place = cx.document.block(oddity.block).whole();
            let draft = findings.report(place);
            draft.value("found", cx.document.clean_text(place));
            if let Some(other) = oddity.other {
                draft.label("other", cx.document.block(other).whole());
            }
        }
    }
}
