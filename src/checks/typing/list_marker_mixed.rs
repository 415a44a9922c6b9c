//! `list-marker-mixed`: hyphens and dashes as markers of one document.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::list_items::Item;
use crate::checks::{Check, Context, Findings};

/// Flags a document whose list items start with hyphens and with dashes. `+`, `*` and bullets are
/// levels of their own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ListMarkerMixed {}

impl Check for ListMarkerMixed {
    const NAME: &'static str = "list-marker-mixed";
    const VALUES: &'static [&'static str] = &["count", "minor", "major"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let items = cx.document.prose().filter_map(Item::of).filter(|item| matches!(item.sign, '-' | '–' | '—' | '−'));
        let (hyphens, dashes): (Vec<_>, Vec<_>) = items.partition(|item| item.sign == '-');
        let (minor, major) = if hyphens.len() >= dashes.len() { (dashes, hyphens) } else { (hyphens, dashes) };
        let (Some(first), Some(model)) = (minor.first(), major.first()) else { return };
        let (minor_sign, major_sign) = (first.sign, model.sign);
        let places: Vec<Occurrence> =
            minor.iter().map(|item| Occurrence::replaced(item.block.span(item.marker), major_sign)).collect();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("minor", minor_sign).value("major", major_sign);
        }
    }
}
