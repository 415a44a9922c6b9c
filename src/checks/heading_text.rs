//! `heading-text`: what may stand on the line of a heading.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::lists::Item;
use super::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::outline::{Division, MarkerStyle};
use crate::model::{Document, Place, Span, Zone};
use crate::text::{TextRange, fold};

/// Looks at headings numbered by Roman numerals; for marks at the end also at others whose like have none.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct HeadingText {
    /// What must not stand there.
    forbid: Forbidden,
    /// Words at the end of a heading that lead into a list and want their colon, folded.
    #[serde(default)]
    lead_ins: Vec<String>,
}

/// Things that do not belong on a heading's line.
#[derive(Deserialize, JsonSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Forbidden {
    /// Content after the title (`IV. Kiến nghị: Không.`).
    Content,
    /// A full stop, colon or semicolon at the end.
    FinalPunctuation,
}

impl Check for HeadingText {
    const NAME: &'static str = "heading-text";
    const VALUES: &'static [&'static str] = &["title", "found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for division in &cx.document.outline.divisions {
            let roman = division.marker.as_ref().is_some_and(|marker| marker.style == MarkerStyle::Roman);
            if !roman || !division.is_heading || division.title_text.is_empty() {
                continue;
            }
            match self.forbid {
                Forbidden::Content => {
                    let Some(inline) = division.inline else { continue };
                    findings
                        .report(inline)
                        .value("title", &*division.title_text)
                        .value("found", cx.document.clean_text(inline));
                }
                Forbidden::FinalPunctuation => {
                    let Some((mark, span)) = final_mark(cx, division) else { continue };
                    report(division, mark, span, findings);
                }
            }
        }
        if matches!(self.forbid, Forbidden::FinalPunctuation) {
            for (division, mark, span) in self.unlike_others(cx) {
                report(division, mark, span, findings);
            }
        }
    }
}

fn report(division: &Division, mark: char, span: Span, findings: &mut Findings) {
    let title = division.title_text.trim_end_matches(mark);
    findings.report(span).value("title", title).value("found", mark.to_string()).edit(Edit::replace(span, ""));
}

/// Words of the longest title.
const LONGEST: usize = 16;
/// Words of a title that cannot be a sentence.
const SHORT: usize = 4;

fn words(division: &Division) -> usize {
    division.title_text.split_whitespace().count()
}

impl HeadingText {
    /// Headings below the Roman ones that end with a mark where others of their series have none.
    fn unlike_others<'d>(&self, cx: &Context<'d>) -> Vec<(&'d Division, char, Span)> {
        let document = cx.document;
        let mut series: BTreeMap<usize, Vec<&Division>> = BTreeMap::new();
        for division in document.outline.divisions.iter().filter(|division| is_titled(document, division)) {
            series.entry(division.series).or_default().push(division);
        }
        let mut found = Vec::new();
        for headings in series.values() {
            let marks: Vec<_> = headings.iter().map(|division| final_mark(cx, division)).collect();
            let bare = || headings.iter().zip(&marks).filter(|(_, mark)| mark.is_none()).map(|(division, _)| *division);
            let titles = bare().any(|division| division.is_heading);
            let bold = bare().any(|division| is_bold(document, division));
            for (division, mark) in headings.iter().zip(&marks) {
                match mark {
                    Some((':', span)) if titles && self.is_title(document, division) => {
                        found.push((*division, ':', *span));
                    }
                    // A short sentence ends with a full stop too; in bold type it is a heading.
                    Some(('.', span)) if bold && is_bold(document, division) => found.push((*division, '.', *span)),
                    _ => {}
                }
            }
        }
        found
    }

    /// True if the colon leads into nothing: above a list only a short title is sure to be one.
    fn is_title(&self, document: &Document, division: &Division) -> bool {
        let title = fold::fold(&division.title_text);
        let leads = self.lead_ins.iter().any(|words| title.trim_end_matches([':', ' ']).ends_with(words.as_str()));
        let next = document.blocks().iter().skip(division.block.index() + 1).find(|block| !block.is_blank());
        let listed = next.is_none_or(|next| {
            Item::of(next).is_some()
                || next.place != Place::Body
                || document.outline.divisions.binary_search_by_key(&next.id(), |below| below.block).is_ok()
        });
        division.is_heading && !leads && words(division) <= if listed { SHORT } else { LONGEST }
    }
}

/// True for a numbered line of the content that may be a heading and holds nothing else.
fn is_titled(document: &Document, division: &Division) -> bool {
    let style = division.marker.as_ref().map(|marker| marker.style);
    matches!(style, Some(MarkerStyle::Arabic | MarkerStyle::Decimal(_) | MarkerStyle::Letter))
        && words(division) <= LONGEST
        && division.inline.is_none()
        && document.zone(division.block) == Zone::Body
        && document.block(division.block).lines().count() == 1
}

fn is_bold(document: &Document, division: &Division) -> bool {
    let bold = document.tally(&[document.block(division.block).whole()], |run| run.bold.known());
    bold.right > 0 && bold.wrong == 0 && bold.unknown == 0
}

/// The mark at the end of the heading's line, with its place.
fn final_mark(cx: &Context<'_>, division: &Division) -> Option<(char, Span)> {
    if division.inline.is_some() {
        return None;
    }
    let block = cx.document.block(division.block);
    let line = block.lines().next()?;
    let text = &block.clean()[line.usize()];
    let mark = text.chars().next_back().filter(|mark| matches!(mark, '.' | ':' | ';'))?;
    let marker_end = block.clean_range(division.marker.as_ref()?.span).end();
    let at = line.end() - mark.len_utf8() as u32;
    (at >= marker_end && !text.ends_with("...")).then(|| (mark, block.span(TextRange::new(at, line.end()))))
}
