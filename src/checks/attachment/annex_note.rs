//! `annex-note`: the line that says what an annex belongs to.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::checks::extent::{self, Occurrence};
use crate::diagnostic::Reason;
use crate::model::attached::Attached;
use crate::model::{Document, Zone};

/// Reports annexes without the line *(Kèm theo …)* below their title.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AnnexNote {}

impl Check for AnnexNote {
    const NAME: &'static str = "annex-note";
    const VALUES: &'static [&'static str] = &["count", "found"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // What the annex of a file without a document belongs to may be said elsewhere.
        if document.number.is_none() {
            if document.annexes().next().is_some() {
                findings.not_checked(Reason::ComponentUnknown);
            }
            return;
        }
        let bare = document.annexes().filter(|annex| !annex.names_parent && !is_another_document(document, annex));
        let bare = bare.filter_map(|annex| annex.label);
        let places: Vec<Occurrence> = bare.map(Occurrence::new).collect();
        let Some(first) = places.first() else { return };
        let found = document.clean_text(first.span).to_owned();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("found", found);
        }
    }
}

/// True if the label stands above a document with header and signature of its own.
fn is_another_document(document: &Document, annex: &Attached) -> bool {
    let below = document.blocks().iter().skip(annex.first.index() + 1).find(|block| !block.is_blank());
    below.is_some_and(|block| document.zone(block.id()) == Zone::Elsewhere)
}
