//! `heading-text`: how headings are worded, and what may stand on their line.

use schemars::JsonSchema;
use serde::Deserialize;

use super::heading_marks;
use crate::checks::headings::heading_span;
use crate::checks::house::{Pattern, is_about};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::outline::{Division, Marker, MarkerStyle};
use crate::model::{Span, Zone};
use crate::text::fold;

/// Looks at headings: with `forbid` at what stands on the line of those with Roman numerals, with the other
/// parameters at the words of all. The number, typed or counted by Word, does not belong to the words.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct HeadingText {
    /// What must not stand on the line.
    forbid: Option<Forbidden>,
    /// Only headings of these levels, from 1 for the outermost.
    levels: Vec<u8>,
    /// Only headings with one of these phrases.
    with_words: Vec<String>,
    /// Wordings that no heading may consist of: `Tình hình chung`.
    forbidden: Vec<String>,
    /// The wordings that there are: any other one is reported. They are compared whatever their case.
    allowed: Vec<String>,
    /// A regular expression that every heading must match, with its number and one space before the words:
    /// `^[IVX]+\. [A-Z]`.
    pattern: Option<Pattern>,
    /// Words at most.
    at_most_words: Option<usize>,
    /// Words at the end of a heading that lead into a list and want their colon, folded.
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
    const VALUES: &'static [&'static str] = &["title", "found", "number", "allowed"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for division in &cx.document.outline.divisions {
            if division.is_heading && !division.title_text.is_empty() {
                self.line(cx, division, findings);
                self.words(cx, division, findings);
            }
        }
        if matches!(self.forbid, Some(Forbidden::FinalPunctuation)) {
            for (division, mark, span) in heading_marks::unlike_others(cx.document, &self.lead_ins) {
                report_mark(division, mark, span, findings);
            }
        }
    }
}

fn report_mark(division: &Division, mark: char, span: Span, findings: &mut Findings) {
    let title = division.title_text.trim_end_matches(mark);
    findings.report(span).value("title", title).value("found", mark.to_string()).edit(Edit::replace(span, ""));
}

impl HeadingText {
    /// Judges what stands on the line of a heading.
    fn line(&self, cx: &Context<'_>, division: &Division, findings: &mut Findings) {
        let roman = division.marker.as_ref().is_some_and(|marker| marker.style == MarkerStyle::Roman);
        let Some(forbidden) = self.forbid.filter(|_| roman) else { return };
        match forbidden {
            Forbidden::Content => {
                let Some(inline) = division.inline else { return };
                findings
                    .report(inline)
                    .value("title", &*division.title_text)
                    .value("found", cx.document.clean_text(inline));
            }
            Forbidden::FinalPunctuation => {
                let Some((mark, span)) = heading_marks::final_mark(cx.document, division) else { return };
                report_mark(division, mark, span, findings);
            }
        }
    }

    /// Judges the words of a heading.
    fn words(&self, cx: &Context<'_>, division: &Division, findings: &mut Findings) {
        let key = fold::key(&division.title_text);
        let is_meant = matches!(cx.document.zone(division.block), Zone::Body | Zone::Attachment)
            && (self.levels.is_empty() || self.levels.contains(&division.depth.saturating_add(1)))
            && (self.with_words.is_empty() || is_about(&key, &self.with_words));
        let words = key.trim_end_matches(['.', ':', ';', ' ']);
        let is_one_of = |wordings: &[String]| wordings.iter().any(|wording| fold::key(wording) == words);
        let number = division.marker.as_ref().map(number_of).unwrap_or_default();
        let is_wrong = is_one_of(&self.forbidden)
            || !self.allowed.is_empty() && !is_one_of(&self.allowed)
            || self.pattern.as_ref().is_some_and(|pattern| {
                let whole = format!("{number} {}", division.title_text);
                !pattern.is_in(whole.trim_start())
            })
            || self.at_most_words.is_some_and(|most| words.split(' ').count() > most);
        if is_meant && is_wrong {
            findings
                .report(heading_span(division))
                .value("title", &*division.title_text)
                .value("found", &*division.title_text)
                .value("number", number)
                .value("allowed", self.allowed.join("; "));
        }
    }
}

/// The number of a heading as a reader sees it: `II.`, `1.2.`, `a)`.
fn number_of(marker: &Marker) -> String {
    let number = Marker::write(marker.style, &marker.prefix, marker.value);
    marker.closing.map_or_else(|| number.clone(), |closing| format!("{number}{closing}"))
}
