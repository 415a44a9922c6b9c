//! The draft's outline, beside the required one where there is one.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::Look;
use super::layout::{Ink, clipped, one_line, padded, paint};
use super::location::line_and_column;
use super::words::{self, Word};
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
        let left = clipped(&format!("{} {}", row.id, words::bilingual(&row.title, lang)), left_width - indent.len());
        let left = padded(&format!("{indent}{left}"), left_width);
        let (mark, ink, right) = state(document, row, look);
        let _ = writeln!(out, "{left}  {}  {}", paint(mark, ink, look), clipped(&right, right_width));
    }
    for division in document.alignment.unexpected.iter().filter_map(|at| document.outline.divisions.get(*at)) {
        let right = format!("{} ({})", heading_of(document, division), Word::Unexpected.text(lang));
        let left = " ".repeat(left_width);
        let _ = writeln!(out, "{left}  {}  {}", paint("+", Ink::Dim, look), clipped(&right, right_width));
    }
    out
}

/// The sign before a row and the draft's side of it.
fn state(document: &Document, row: &AlignedSection, look: Look) -> (&'static str, Ink, String) {
    let lang = look.lang;
    let Some(division) = row.division.and_then(|at| document.outline.divisions.get(at)) else {
        return match row.required {
            Required::Yes => ("✗", Ink::Of(crate::diagnostic::Severity::Warning), Word::Missing.text(lang).to_owned()),
            Required::Hint => ("?", Ink::Dim, Word::MissingHint.text(lang).to_owned()),
            Required::No => ("·", Ink::Dim, Word::MissingOptional.text(lang).to_owned()),
        };
    };
    let heading = located(document, division, look);
    let warning = Ink::Of(crate::diagnostic::Severity::Warning);
    if row.misplaced_after.is_some() {
        ("↕", warning, format!("{} – {heading}", Word::Misplaced.text(lang)))
    } else if row.empty {
        ("∅", warning, format!("{} – {heading}", Word::EmptySection.text(lang)))
    } else {
        ("✓", Ink::Good, heading)
    }
}

/// The draft's outline alone, with the number each division should have where it has another.
pub fn draft(document: &Document, look: Look) -> String {
    let mut out = format!("{}\n", paint(Word::DraftOutline.text(look.lang), Ink::Bold, look));
    let headings = document.outline.divisions.iter().filter(|division| division.is_heading);
    for division in headings {
        let indent = "  ".repeat(usize::from(division.depth) + 1);
        let room = look.width.saturating_sub(indent.len());
        let mut text = located(document, division, look);
        if let Some(expected) = expected_number(division) {
            text = format!("{text} – {}", words::expected_number(&expected, look.lang));
        }
        let _ = writeln!(out, "{indent}{}", clipped(&text, room));
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

fn located(document: &Document, division: &Division, look: Look) -> String {
    let span = division.marker.as_ref().map_or(division.title, |marker| marker.span);
    let (line, _) = line_and_column(document, span);
    let heading = heading_of(document, division);
    format!(
        "{} ({})",
        clipped(&heading, heading.width().min(70)),
        words::line(line, document.raw.format.has_lines(), look.lang)
    )
}

/// Sections of a profile, those inside others included.
pub(super) fn section_count(sections: &[RequiredSection]) -> usize {
    sections.iter().map(|section| 1 + section_count(&section.sections)).sum()
}
