//! `list-lead-in`: a line that leads into a list and wears its marker.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::list_items::{Item, lists};
use crate::checks::{Check, Context, Findings};
use crate::model::Zone;

/// Flags an item that leads into a list (`… gồm:`) and wears the marker of the items it introduces.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ListLeadIn {}

impl Check for ListLeadIn {
    const NAME: &'static str = "list-lead-in";
    const VALUES: &'static [&'static str] = &["marker"];
    const LABELS: &'static [&'static str] = &["item"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for list in lists(cx.document) {
            for pair in list.windows(2) {
                let [lead, item] = pair else { continue };
                if cx.document.zone(lead.block.id()) == Zone::Body && leads_into(lead, item) {
                    let draft = findings.report(lead.block.whole()).value("marker", lead.sign);
                    draft.label("item", item.block.whole());
                }
            }
        }
    }
}

/// True if `lead` announces `item` and stands on its level. Two lines that both end in a colon are
/// fields to fill in.
fn leads_into(lead: &Item<'_>, item: &Item<'_>) -> bool {
    // One space more is a slip, not a level.
    let deeper = item.indent() > lead.indent() + 1;
    lead.sign == item.sign && lead.ends_with(':') && !item.ends_with(':') && !deeper
}
