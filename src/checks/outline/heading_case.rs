//! `heading-case`: headings of one series use capitals in one way, and the prescribed one.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::outline::{Division, MarkerStyle};
use crate::text::fold;
use crate::text::letters::{self, Case};

/// Looks at headings numbered by Roman numerals or capital letters, whose titles the decree writes
/// in capitals.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct HeadingCase {}

impl Check for HeadingCase {
    const NAME: &'static str = "heading-case";
    const VALUES: &'static [&'static str] = &["title", "expected"];
    const LABELS: &'static [&'static str] = &["sibling"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let outline = &cx.document.outline;
        for (at, division) in outline.divisions.iter().enumerate() {
            // What a bracket adds may be a figure with its unit.
            let words = division.title_text.split(" (").next().unwrap_or_default();
            if !is_candidate(division) || letters::case_of(words) != Case::Mixed {
                continue;
            }
            let siblings = || {
                outline.divisions.iter().enumerate().filter(|(other, sibling)| {
                    *other != at && sibling.series == division.series && is_candidate(sibling)
                })
            };
            let upper = siblings().filter(|(_, sibling)| letters::case_of(&sibling.title_text) == Case::Upper).count();
            let mixed = siblings().count() - upper + 1;
            // Two headings alone do not say which of them is the slip.
            if upper < 2 || mixed >= upper {
                continue;
            }
            let capitals: String = division.title_text.chars().map(fold::upper).collect();
            let draft = findings.report(division.title);
            draft.value("title", &*division.title_text).value("expected", &*capitals);
            if let Some((_, sibling)) =
                siblings().find(|(_, sibling)| letters::case_of(&sibling.title_text) == Case::Upper)
            {
                draft.label("sibling", sibling.title);
            }
            draft.edit(Edit::replace(division.title, capitals));
        }
    }
}

/// True for a heading numbered by a Roman numeral or a capital letter, with a title.
pub(in crate::checks) fn is_candidate(division: &Division) -> bool {
    let style = division.marker.as_ref().map(|marker| marker.style);
    division.is_heading
        && matches!(style, Some(MarkerStyle::Roman | MarkerStyle::CapitalLetter))
        && letters::case_of(&division.title_text) != Case::None
}
