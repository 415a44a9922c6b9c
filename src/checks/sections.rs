//! Checks on the required structure: what the alignment of the outline with the profile says.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::profile::{AlignedSection, Required};
use crate::model::{ComponentKind, Document, Span, Zone};

/// `missing-section`: a section that the profile wants is not there.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MissingSection {
    /// How much the section is wanted.
    wanted: Required,
}

impl Check for MissingSection {
    const NAME: &'static str = "missing-section";
    const VALUES: &'static [&'static str] = &["title", "title-en", "parent", "parent-en"];
    const CASES: &'static [&'static str] = &["subsection"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.legacy.is_some() {
            return findings.not_checked(Reason::LegacyText);
        }
        let rows = &cx.document.alignment.rows;
        for (at, row) in rows.iter().enumerate() {
            if row.division.is_some() || row.in_text.is_some() || row.required != self.wanted {
                continue;
            }
            let parent = row.parent.and_then(|parent| rows.get(parent));
            // A missing section takes its sub-sections with it: one finding.
            if parent.is_some_and(|parent| parent.division.is_none()) {
                continue;
            }
            let Some(span) = place_for(cx.document, at) else { continue };
            let draft = findings.report(span);
            draft.value("title", &*row.title.vi).value("title-en", &*row.title.en);
            if let Some(parent) = parent {
                draft.value("parent", &*parent.title.vi).value("parent-en", &*parent.title.en).case("subsection");
            }
        }
    }
}

/// Where a missing section is told: for a sub-section the heading it belongs under, else the
/// heading that it should stand before, or after, or the title.
fn place_for(document: &Document, at: usize) -> Option<Span> {
    let rows = &document.alignment.rows;
    let row = rows.get(at)?;
    let heading =
        |row: &AlignedSection| row.division.and_then(|at| document.outline.divisions.get(at)).map(heading_span);
    if let Some(parent) = row.parent.and_then(|parent| rows.get(parent)) {
        return heading(parent);
    }
    let after = rows.iter().skip(at + 1).filter(|row| row.depth == 0).find_map(heading);
    let before = || rows[..at].iter().rev().filter(|row| row.depth == 0).find_map(heading);
    after.or_else(before).or_else(|| title_span(document))
}

/// What stands for the whole document: its title, subject, or first block.
pub(super) fn title_span(document: &Document) -> Option<Span> {
    let title = document.kind.as_ref().and_then(|kind| kind.title.as_ref()).map(|title| title.span);
    title
        .or_else(|| document.component(ComponentKind::Subject).and_then(|subject| subject.spans.first().copied()))
        .or_else(|| document.zone_blocks(Zone::Body).next().map(crate::model::Block::whole))
}

/// The number and words of a heading.
pub(super) fn heading_span(division: &crate::model::outline::Division) -> Span {
    let title = division.title.range;
    let range = division.marker.as_ref().map_or(title, |marker| {
        // A number that stands alone has its title below.
        if title.is_empty() { marker.span.range } else { marker.span.range.cover(title) }
    });
    Span::new(division.block, range)
}

/// `section-order`: a section stands before one that should precede it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SectionOrder {}

impl Check for SectionOrder {
    const NAME: &'static str = "section-order";
    const VALUES: &'static [&'static str] = &["title", "after", "after-en"];
    const LABELS: &'static [&'static str] = &["after"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let divisions = &document.outline.divisions;
        let rows = &document.alignment.rows;
        for row in rows {
            let (Some(after), Some(division)) = (row.misplaced_after, row.division.and_then(|at| divisions.get(at)))
            else {
                continue;
            };
            let Some(after) = rows.get(after) else { continue };
            let draft = findings.report(heading_span(division));
            draft
                .value("title", &*division.title_text)
                .value("after", &*after.title.vi)
                .value("after-en", &*after.title.en);
            if let Some(after) = after.division.and_then(|at| divisions.get(at)) {
                draft.label("after", heading_span(after));
            }
        }
    }
}

/// `section-empty`: a heading of the required structure has no text.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SectionEmpty {}

impl Check for SectionEmpty {
    const NAME: &'static str = "section-empty";
    const VALUES: &'static [&'static str] = &["title"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut seen = Vec::new();
        for row in cx.document.alignment.rows.iter().filter(|row| row.empty) {
            let Some(division) = row.division.and_then(|at| cx.document.outline.divisions.get(at)) else { continue };
            if seen.contains(&division.block) {
                continue;
            }
            seen.push(division.block);
            findings.report(heading_span(division)).value("title", &*division.title_text);
        }
    }
}

/// `section-unexpected`: a heading of the outer level that the profile does not know.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SectionUnexpected {}

impl Check for SectionUnexpected {
    const NAME: &'static str = "section-unexpected";
    const VALUES: &'static [&'static str] = &["title"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        // A profile that asks for nothing knows nothing to be unexpected.
        if !cx.document.alignment.rows.iter().any(|row| row.required == Required::Yes) {
            return;
        }
        for at in &cx.document.alignment.unexpected {
            let Some(division) = cx.document.outline.divisions.get(*at) else { continue };
            findings.report(heading_span(division)).value("title", &*division.title_text);
        }
    }
}

/// `missing-facts`: facts and figures that the profile asks for and a section does not give. One
/// finding a section.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MissingFacts {}

impl Check for MissingFacts {
    const NAME: &'static str = "missing-facts";
    const VALUES: &'static [&'static str] = &["facts", "facts-en"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.legacy.is_some() {
            return findings.not_checked(Reason::LegacyText);
        }
        let missing = &cx.document.alignment.missing_facts;
        let mut sections: Vec<Option<usize>> = missing.iter().map(|fact| fact.division).collect();
        sections.dedup();
        for section in sections {
            let span = match section.and_then(|at| cx.document.outline.divisions.get(at)) {
                Some(division) => Some(heading_span(division)),
                None => title_span(cx.document),
            };
            let Some(span) = span else { continue };
            let facts = missing.iter().filter(|fact| fact.division == section);
            let (vi, en): (Vec<&str>, Vec<&str>) =
                facts.map(|fact| (fact.title.vi.as_str(), fact.title.en.as_str())).unzip();
            findings.report(span).value("facts", vi.join("; ")).value("facts-en", en.join("; "));
        }
    }
}
