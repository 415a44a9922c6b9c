//! `page-orientation`: text that runs across the long side of the paper.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::{Document, Place, Zone};

/// Finds sections of the document itself that lie across and hold no table but those of header and
/// signature: a wide table is a good reason.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageOrientation {}

impl Check for PageOrientation {
    const NAME: &'static str = "page-orientation";

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut known = false;
        for section in document.own_sections() {
            let (Some(width), Some(height)) = (section.page.width.known(), section.page.height.known()) else {
                continue;
            };
            known = true;
            let number = document.block(section.first).format.section;
            if width > height && !has_table(document, number) {
                findings.report(document.block(section.first).whole());
                return;
            }
        }
        if !known {
            findings.not_checked(Reason::NoFormatFacts);
        }
    }
}

fn has_table(document: &Document, section: u16) -> bool {
    document.blocks().iter().any(|block| {
        block.format.section == section
            && matches!(block.place, Place::Cell(_))
            && matches!(document.zone(block.id()), Zone::Body | Zone::Attachment)
    })
}
