//! The draft's outline, beside the required one where there is one.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::Look;
use super::layout::{Ink, clipped, one_line, padded, paint};
use super::location::line_and_column;
use super::words::{self, Word};
use crate::diagnostic::Severity;
use crate::model::Document;
use crate::model::outline::{Division, Marker, Sequence};
use crate::model::profile::{AlignedSection, Profile, Required, RequiredSection};

/// Both outlines: what `profile` wants on the left, what the draft has on the right.
pub fn beside(document: &Document, profile: Option<&Profile>, look: Look) -> String {
    let Some(profile) = profile.filter(|_| !document.alignment.rows.is_empty()) else {
        return draft(document, look);
    };
    let lang = look.lang;
    let left_width = look.width.saturating_sub(6) / 2;
    let right_width = look.width.saturating_sub(left_width + 6);
    let required = clipped(
        &format!("{}: {}", Word::RequiredOutline.text(lang), words::bilingual(&profile.title, lang)),
        left_width,
    );
    let heading = format!("{}      {}", padded(&required, left_width), Word::DraftOutline.text(lang));
    let mut out = format!("{}\n", paint(&heading, Ink::Bold, look));
    for row in &document.alignment.rows {
        let indent = "  ".repeat(usize::from(row.depth));
        let left = clipped(
            &format!("{} {}", row.id, words::bilingual(&row.title, lang)),
            left_width.saturating_sub(indent.len()),
        );
        let left = padded(&format!("{indent}{left}"), left_width);
        let (mark, ink, right) = state(document, row, right_width, look);
        let _ = writeln!(out, "{left}  {}  {right}", paint(mark, ink, look));
    }
    for division in document.alignment.unexpected.iter().filter_map(|at| document.outline.divisions.get(*at)) {
        let right = located(document, division, &[Word::Unexpected.text(lang)], right_width, look);
        let left = " ".repeat(left_width);
        let _ = writeln!(out, "{left}  {}  {right}", paint("+", Ink::Dim, look));
    }
    out
}

/// The sign before a row and the draft's side of it.
fn state(document: &Document, row: &AlignedSection, room: usize, look: Look) -> (&'static str, Ink, String) {
    let lang = look.lang;
    let warning = Ink::Of(Severity::Warning);
    let Some(division) = row.division.and_then(|at| document.outline.divisions.get(at)) else {
        let (mark, ink, word) = match row.required {
            Required::Yes => ("✗", warning, Word::Missing),
            Required::Hint => ("?", Ink::Dim, Word::MissingHint),
            Required::No => ("·", Ink::Dim, Word::MissingOptional),
        };
        return (mark, ink, clipped(word.text(lang), room));
    };
    let (mark, ink, state) = if row.misplaced_after.is_some() {
        ("↕", warning, Some(Word::Misplaced))
    } else if row.empty {
        ("∅", warning, Some(Word::EmptySection))
    } else {
        ("✓", Ink::Good, None)
    };
    let remarks: Vec<&str> = state.iter().map(|word| word.text(lang)).collect();
    (mark, ink, located(document, division, &remarks, room, look))
}

/// The draft's outline alone, with the number each division should have where it has another.
pub fn draft(document: &Document, look: Look) -> String {
    let mut out = format!("{}\n", paint(Word::DraftOutline.text(look.lang), Ink::Bold, look));
    let headings = document.outline.divisions.iter().filter(|division| division.is_heading);
    for division in headings {
        let indent = "  ".repeat(usize::from(division.depth) + 1);
        let room = look.width.saturating_sub(indent.len());
        let _ = writeln!(out, "{indent}{}", located(document, division, &[], room, look));
    }
    out
}

/// The number `division` should have; `None` if it has it.
pub(super) fn expected_number(division: &Division) -> Option<String> {
    let marker = division.marker.as_ref()?;
    let expected = match division.sequence {
        Sequence::Right => return None,
        Sequence::Duplicate { expected, .. }
        | Sequence::Gap { expected, .. }
        | Sequence::Backwards { expected, .. } => expected,
    };
    Some(Marker::write(marker.style, &marker.prefix, expected))
}

/// Marker and title as written.
fn heading_of(document: &Document, division: &Division) -> String {
    let marker = division.marker.as_ref().map(|marker| one_line(document.clean_text(marker.span)));
    let title = one_line(&division.title_text);
    marker.map_or_else(|| title.clone(), |marker| format!("{marker} {title}"))
}

/// The heading of a division, its line, the number it should have, and remarks, in `room` columns.
/// The heading is what gets cut.
fn located(document: &Document, division: &Division, remarks: &[&str], room: usize, look: Look) -> String {
    let span = division.marker.as_ref().map_or(division.title, |marker| marker.span);
    let (line, _) = line_and_column(document, span);
    let mut facts = vec![words::line(line, document.raw.format.has_lines(), look.lang)];
    facts.extend(expected_number(division).map(|number| words::expected_number(&number, look.lang)));
    facts.extend(remarks.iter().map(|remark| (*remark).to_owned()));
    let facts = format!("({})", facts.join(", "));
    let heading = clipped(&heading_of(document, division), room.saturating_sub(facts.width() + 1).max(12));
    format!("{heading} {facts}")
}

/// Sections of a profile, those inside others included.
pub(super) fn section_count(sections: &[RequiredSection]) -> usize {
    sections.iter().map(|section| 1 + section_count(&section.sections)).sum()
}
