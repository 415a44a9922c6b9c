//! The document's own kind in small letters where it speaks of itself.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::lexicon;
use crate::model::Zone;
use crate::text::{TextRange, fold, quotes};

/// Flags `thi hành quyết định này` in a decision: the words name one certain document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct OwnKindCapital {}

impl Check for OwnKindCapital {
    const NAME: &'static str = "own-kind-capital";
    const VALUES: &'static [&'static str] = &["count", "found", "right"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let Some(kind) = document.kind_slug().and_then(lexicon::kind_by_slug) else { return };
        let words = format!("{} này", kind.folded);
        let mut places = Vec::new();
        for block in document.zone_blocks(Zone::Body) {
            let mut found = fold::find_words(block.folded(), &words).peekable();
            if found.peek().is_none() {
                continue;
            }
            let quoted = quotes::quoted(block.clean());
            for place in found.filter(|place| block.shown()[place.start..].starts_with(char::is_lowercase)) {
                let range = TextRange::from(place.start..place.start + kind.folded.len());
                if !quotes::is_within(&quoted, range.start()) {
                    places.push(Occurrence::replaced(block.span(range), kind.name.as_str()));
                }
            }
        }
        if let Some(draft) = extent::report(findings, &places) {
            draft
                .value("found", format!("{} này", fold::fold(&kind.name)))
                .value("right", format!("{} này", kind.name));
        }
    }
}
