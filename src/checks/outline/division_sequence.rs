//! `division-sequence`: the number of a division against those before it in its series.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Edit, Look, Reason};
use crate::model::outline::{Division, Marker, MarkerStyle, Outline, Sequence};

/// Which slip is looked for, on which divisions.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DivisionSequence {
    /// The slips to report.
    slips: Vec<Slip>,
    /// The divisions to look at.
    scope: Scope,
}

/// Ways in which a number can be out of sequence.
#[derive(Deserialize, JsonSchema, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Slip {
    /// The same number twice.
    Duplicate,
    /// Numbers left out.
    Gap,
    /// A smaller number after a larger one.
    Backwards,
}

/// Groups of divisions.
#[derive(Deserialize, JsonSchema, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Scope {
    /// Headings with Roman or Arabic numbers, capital letters, Phần, Chương, Mục, Điều.
    Headings,
    /// Numbered paragraphs and list items.
    Paragraphs,
    /// Điểm: `a)`, `b)` …
    Points,
}

impl Check for DivisionSequence {
    const NAME: &'static str = "division-sequence";
    const VALUES: &'static [&'static str] = &["found", "expected", "title"];
    const LABELS: &'static [&'static str] = &["other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.raw.lacks_numbers {
            return findings.not_checked(Reason::AutomaticNumbersUnread);
        }
        let outline = &cx.document.outline;
        let mut reported: HashSet<usize> = HashSet::new();
        for division in &outline.divisions {
            let Some(slip) = self.judge(division) else { continue };
            // Once a series of points is off, its later letters are off with it.
            if self.scope == Scope::Points && reported.contains(&division.series) {
                continue;
            }
            // The numbers that follow go on from the one that is put right.
            let is_first = reported.insert(division.series);
            // What stands between may be on a page that is a picture.
            let place = |division: &Division| division.marker.as_ref().map_or(division.title, |marker| marker.span);
            if outline
                .divisions
                .get(slip.0)
                .is_some_and(|other| cx.document.raw.misses_page(place(other), place(division)))
            {
                findings.not_checked(Reason::DoubtfulPart);
                continue;
            }
            report(cx, outline, division, (slip, is_first), findings);
        }
    }
}

impl DivisionSequence {
    fn judge(&self, division: &Division) -> Option<(usize, u32)> {
        if scope(division)? != self.scope {
            return None;
        }
        let (slip, other, expected) = match division.sequence {
            Sequence::Right => return None,
            Sequence::Duplicate { first, expected } => (Slip::Duplicate, first, expected),
            Sequence::Gap { previous, expected } => (Slip::Gap, previous, expected),
            Sequence::Backwards { previous, expected } => (Slip::Backwards, previous, expected),
        };
        self.slips.contains(&slip).then_some((other, expected))
    }
}

fn scope(division: &Division) -> Option<Scope> {
    Some(match division.marker.as_ref()?.style {
        MarkerStyle::Letter => Scope::Points,
        _ if division.is_heading => Scope::Headings,
        _ => Scope::Paragraphs,
    })
}

fn report(
    cx: &Context<'_>,
    outline: &Outline,
    division: &Division,
    ((other, expected), is_first): ((usize, u32), bool),
    findings: &mut Findings,
) {
    let Some(marker) = &division.marker else { return };
    let written = Marker::write(marker.style, &marker.prefix, expected);
    let span = if division.title_text.is_empty() { marker.span } else { heading_span(division, marker) };
    let draft = findings.report(span);
    draft
        .value("found", cx.document.clean_text(marker.digits))
        .value("expected", &*written)
        .value("title", &*division.title_text);
    if let Some(other) = outline.divisions.get(other)
        && let Some(marker) = &other.marker
    {
        draft.label("other", heading_span(other, marker));
    }
    if !marker.automatic {
        draft.edit(Edit::replace(marker.digits, written));
    } else if can_restart(marker, expected) && is_first {
        draft.restyle(marker.span, Look::ListFrom(expected));
    }
}

/// The last letter that lists of Word and Vietnamese points have in common before `đ`.
const LAST_COMMON_LETTER: u32 = 4;

/// True if an automatic list can show `expected`.
fn can_restart(marker: &Marker, expected: u32) -> bool {
    marker.style != MarkerStyle::Letter || expected <= LAST_COMMON_LETTER
}

/// Number and title together.
fn heading_span(division: &Division, marker: &Marker) -> crate::model::Span {
    let range = if division.is_heading && !division.title.range.is_empty() {
        marker.span.range.cover(division.title.range)
    } else {
        marker.span.range
    };
    crate::model::Span::new(division.block, range)
}
