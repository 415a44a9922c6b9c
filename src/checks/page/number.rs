//! `page-number-…`: where the page number stands, how large it is, and on which pages.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::format::{Alignment, PageNumber};
use crate::model::{Document, Fact, Span, Zone};

/// What is known of the page number.
enum Known {
    /// The first section that shows one.
    Shown(PageNumber),
    /// No section shows one.
    None,
    /// It cannot be told.
    Nothing,
}

fn page_number(document: &Document) -> Known {
    let mut known = false;
    for section in document.own_sections() {
        match section.page.page_number {
            Fact::Known(Some(number)) => return Known::Shown(number),
            Fact::Known(None) => known = true,
            Fact::Unknown => return Known::Nothing,
        }
    }
    if known { Known::None } else { Known::Nothing }
}

/// The page number itself belongs to every page; the finding stands where the document begins.
fn place(document: &Document) -> Option<Span> {
    document.own_sections().first().map(|section| document.block(section.first).whole())
}

/// Judges the page number, if one is shown.
fn judge(cx: &Context<'_>, findings: &mut Findings, report: impl FnOnce(PageNumber, Span, &mut Findings)) {
    match (page_number(cx.document), place(cx.document)) {
        (Known::Shown(number), Some(place)) => report(number, place, findings),
        (Known::None, _) => {}
        _ => findings.not_checked(Reason::NoFormatFacts),
    }
}

/// The page number stands in the middle of the top margin.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageNumberPosition {}

impl Check for PageNumberPosition {
    const NAME: &'static str = "page-number-position";
    const CASES: &'static [&'static str] = &["not-centered"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        judge(cx, findings, |number, place, findings| {
            if !number.at_top {
                findings.report(place);
                return;
            }
            match number.alignment.known() {
                None => findings.not_checked(Reason::NoFormatFacts),
                Some(Alignment::Center) => {}
                Some(_) => {
                    findings.report(place).case("not-centered");
                }
            }
        });
    }
}

/// The first page shows no number.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageNumberOnFirstPage {}

impl Check for PageNumberOnFirstPage {
    const NAME: &'static str = "page-number-on-first-page";

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        judge(cx, findings, |_, place, findings| {
            // Only the first section holds the first page.
            let first = cx.document.own_sections().first().map(|section| section.page.page_number);
            if matches!(first, Some(Fact::Known(Some(number))) if number.on_first_page) {
                findings.report(place);
            }
        });
    }
}

/// The size of the page number.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageNumberSize {
    /// The smallest size in points.
    from: f32,
    /// The largest.
    to: f32,
    /// How far outside is forgiven.
    tolerance: f32,
}

impl Check for PageNumberSize {
    const NAME: &'static str = "page-number-size";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        judge(cx, findings, |number, place, findings| {
            let Some(half_points) = number.half_points.known() else {
                return findings.not_checked(Reason::NoFormatFacts);
            };
            let size = f32::from(half_points) / 2.0;
            if size < self.from - self.tolerance || size > self.to + self.tolerance {
                findings.report(place).value("found", size.to_string().replace('.', ","));
            }
        });
    }
}

/// The page number is upright and in digits.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageNumberStyle {}

impl Check for PageNumberStyle {
    const NAME: &'static str = "page-number-style";
    const CASES: &'static [&'static str] = &["italic"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        judge(cx, findings, |number, place, findings| match (number.in_digits, number.italic) {
            (Fact::Known(false), _) => {
                findings.report(place);
            }
            (_, Fact::Known(true)) => {
                findings.report(place).case("italic");
            }
            (Fact::Known(true), Fact::Known(false)) => {}
            _ => findings.not_checked(Reason::NoFormatFacts),
        });
    }
}

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
            (Known::Shown(_), _) => {}
            (Known::None, Some(place)) if characters >= self.at_least_characters => {
                findings.report(place);
            }
            _ => findings.not_checked(Reason::NoFormatFacts),
        }
    }
}
