//! `annex-note`: the line that says what an annex belongs to.

use schemars::JsonSchema;
use serde::Deserialize;

use super::api::{Check, Context, Findings};
use super::extent::{self, Occurrence};
use crate::diagnostic::Reason;
use crate::model::Document;
use crate::model::attached::Attached;

/// Reports annexes without the line *(Kèm theo …)* below their title.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AnnexNote {}

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
        let bare = document.annexes().filter(|annex| !says_what_it_belongs_to(document, annex));
        let bare = bare.filter_map(|annex| annex.label);
        let places: Vec<Occurrence> = bare.map(Occurrence::new).collect();
        let Some(first) = places.first() else { return };
        let found = document.clean_text(first.span).to_owned();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("found", found);
        }
    }
}

/// Lines below the label among which the note may stand, set otherwise than prescribed.
const HEAD_LINES: usize = 8;

/// True if the annex has its note, be it on the line of its title.
fn says_what_it_belongs_to(document: &Document, annex: &Attached) -> bool {
    let head = document.blocks().iter().skip(annex.first.index()).take(HEAD_LINES);
    annex.note.is_some() || head.into_iter().any(|block| block.folded().contains("kèm theo"))
}
