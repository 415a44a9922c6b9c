//! `annex-page-restart`: the pages of an annex are numbered on their own.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::{BlockId, Document, Fact};

/// Finds annexes whose page numbers go on from what stands before. Where no page number is shown there is
/// nothing to restart. All annexes together are one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AnnexPageRestart {}

impl Check for AnnexPageRestart {
    const NAME: &'static str = "annex-page-restart";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut places = Vec::new();
        let mut sections = Vec::new();
        for annex in document.annexes() {
            match restarts(document, annex.first) {
                Some(true) => {}
                Some(false) => {
                    let whole = document.block(annex.first).whole();
                    places.push(Occurrence::new(annex.label.unwrap_or(whole)));
                    if begins_section(document, annex.first) {
                        sections.push(whole);
                    }
                }
                None => findings.not_checked(Reason::NoFormatFacts),
            }
        }
        // An annex that goes on in the section before has no page to count from.
        let is_mended = sections.len() == places.len();
        if let Some(draft) = extent::report(findings, &places)
            && is_mended
        {
            for section in sections {
                draft.restyle(section, Look::PagesFromOne);
            }
        }
    }
}

/// True if the page on which `first` begins has the number 1, or none; `None` if that is not known.
fn restarts(document: &Document, first: BlockId) -> Option<bool> {
    let section = document.block(first).format.section;
    let page = document.raw.pages.get(usize::from(section))?;
    match page.page_number {
        Fact::Unknown => return None,
        Fact::Known(None) => return Some(true),
        Fact::Known(Some(_)) => {}
    }
    let restarts = page.restarts_numbering.known()?;
    Some(begins_section(document, first) && restarts)
}

fn begins_section(document: &Document, first: BlockId) -> bool {
    let section = document.block(first).format.section;
    let before = document.blocks().get(..first.index()).unwrap_or_default();
    before.iter().rev().find(|block| !block.is_blank()).is_none_or(|block| block.format.section != section)
}
