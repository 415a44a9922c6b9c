//! `announced-count`: a number announced before a list, against the items of the list.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};

/// Flags a list with more or fewer items than the sentence before it announces.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AnnouncedCount {}

impl Check for AnnouncedCount {
    const NAME: &'static str = "announced-count";
    const VALUES: &'static [&'static str] = &["announced", "found", "noun"];
    const LABELS: &'static [&'static str] = &["item"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for announcement in &cx.document.figures.announcements {
            let found = announcement.items.len();
            if !announcement.closed || i64::try_from(found) == Ok(announcement.count) {
                continue;
            }
            let draft = findings.report(announcement.span);
            draft.value("announced", announcement.count.to_string());
            draft.value("found", found.to_string());
            draft.value("noun", announcement.noun.clone());
            for item in &announcement.items {
                draft.label("item", *item);
            }
        }
    }
}
