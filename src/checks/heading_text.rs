//! `heading-text`: what may stand on the line of a heading.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::outline::{Division, MarkerStyle};
use crate::text::TextRange;

/// Looks at headings numbered by Roman numerals.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct HeadingText {
    /// What must not stand there.
    forbid: Forbidden,
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
                    findings
                        .report(span)
                        .value("title", &*division.title_text)
                        .value("found", mark.to_string())
                        .edit(Edit::replace(span, ""));
                }
            }
        }
    }
}

/// The mark at the end of the heading's line, with its place.
fn final_mark(cx: &Context<'_>, division: &Division) -> Option<(char, crate::model::Span)> {
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
