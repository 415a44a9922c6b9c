//! The page number of a document as it is shown.

use crate::checks::{Context, Findings};
use crate::diagnostic::Reason;
use crate::model::format::PageNumber;
use crate::model::{Document, Fact, Span};

/// What is known of the page number.
pub(super) enum Shown {
    /// The first section that shows one.
    Number(PageNumber),
    /// No section shows one.
    None,
    /// It cannot be told.
    Unknown,
}

pub(super) fn page_number(document: &Document) -> Shown {
    let mut known = false;
    for section in document.own_sections() {
        match section.page.page_number {
            Fact::Known(Some(number)) => return Shown::Number(number),
            Fact::Known(None) => known = true,
            Fact::Unknown => return Shown::Unknown,
        }
    }
    if known { Shown::None } else { Shown::Unknown }
}

/// The page number itself belongs to every page; the finding stands where the document begins.
pub(super) fn place(document: &Document) -> Option<Span> {
    document.own_sections().first().map(|section| document.block(section.first).whole())
}

/// Judges the page number, if one is shown.
pub(super) fn judge(cx: &Context<'_>, findings: &mut Findings, report: impl FnOnce(PageNumber, Span, &mut Findings)) {
    match (page_number(cx.document), place(cx.document)) {
        (Shown::Number(number), Some(place)) => report(number, place, findings),
        (Shown::None, _) => {}
        _ => findings.not_checked(Reason::NoFormatFacts),
    }
}
