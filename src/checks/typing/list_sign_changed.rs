//! `list-sign-changed`: a list that changes its sign.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::list_items::{Item, lists};
use crate::checks::{Check, Context, Findings};

/// Flags a list that goes on with another sign right behind an item that ends with a semicolon: bullets and
/// dashes are two marks of one level there, for nothing below an item begins behind a semicolon.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ListSignChanged {}

impl Check for ListSignChanged {
    const NAME: &'static str = "list-sign-changed";
    const VALUES: &'static [&'static str] = &["count", "minor", "major"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for list in lists(cx.document) {
            let first = list[0].sign;
            let changed: Vec<&Item<'_>> = list
                .windows(2)
                .filter(|pair| is_other_bullet(pair[0].sign, pair[1].sign) && pair[0].ends_with(';'))
                .filter(|pair| pair[0].indent() == pair[1].indent() && pair[1].sign != first)
                .map(|pair| &pair[1])
                .collect();
            let Some(sign) = changed.first().map(|item| item.sign) else { continue };
            let places: Vec<Occurrence> =
                changed.iter().map(|item| Occurrence::replaced(item.block.span(item.marker), first)).collect();
            if let Some(draft) = extent::report(findings, &places) {
                draft.value("minor", sign).value("major", first);
            }
        }
    }
}

/// True for a dash and a bullet, or two kinds of bullets. `+` is the level below the dash in nearly every list.
const fn is_other_bullet(one: char, next: char) -> bool {
    const fn kind(sign: char) -> u8 {
        match sign {
            '-' | '–' | '—' | '−' => 1,
            '•' | '●' => 2,
            '▪' => 3,
            '*' => 4,
            _ => 0,
        }
    }
    kind(one) != kind(next) && kind(one) != 0 && kind(next) != 0
}
