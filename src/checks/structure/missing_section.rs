//! `missing-section`: a section that the profile wants is there.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::{heading_span, title_span};
use crate::checks::{Check, Context, Findings};
use crate::model::profile::{AlignedSection, Required};
use crate::model::{Document, Span};

/// A section that the profile wants is not there.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct MissingSection {
    /// How much the section is wanted.
    wanted: Required,
}

impl Check for MissingSection {
    const NAME: &'static str = "missing-section";
    const VALUES: &'static [&'static str] = &["title", "title-en", "parent", "parent-en"];
    const CASES: &'static [&'static str] = &["subsection"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
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
