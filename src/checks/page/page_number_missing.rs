//! `page-number-missing`: a document of several pages shows one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::shown_number::{Shown, page_number, place};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, NumberLook, Reason};
use crate::model::Zone;

/// A document of several pages shows a page number. How many pages there are is not in the file, so
/// only a document that is longer than one page however it is set is judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageNumberMissing {
    /// More characters than one page holds.
    at_least_characters: usize,
}

impl Check for PageNumberMissing {
    const NAME: &'static str = "page-number-missing";

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let own = cx.document.prose().filter(|block| cx.document.zone(block.id()) != Zone::Attachment);
        let characters: usize = own.map(|block| block.clean().chars().count()).sum();
        match (page_number(cx.document), place(cx.document)) {
            (Shown::Number(_), _) => {}
            (Shown::None, Some(place)) if characters >= self.at_least_characters => {
                let draft = findings.report(place).restyle(place, Look::PageNumber(NumberLook::OnTop));
                draft.restyle(place, Look::FirstPageApart);
            }
            _ => findings.not_checked(Reason::NoFormatFacts),
        }
    }
}
