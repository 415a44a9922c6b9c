//! `series-start`: the first number of a series.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::heading_span;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::outline::{Division, Marker, MarkerStyle};
use crate::model::{Document, Format, Zone};

/// Flags a series of divisions that does not begin with its first number.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SeriesStart {
    /// The divisions to look at.
    scope: Scope,
}

/// Groups of divisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Scope {
    /// Phần, chương.
    Parts,
    /// `3.2.` below `3.`
    Decimals,
    /// `b)` below a numbered paragraph.
    Points,
}

impl Check for SeriesStart {
    const NAME: &'static str = "series-start";
    const VALUES: &'static [&'static str] = &["found", "expected"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if document.raw.lacks_numbers {
            return findings.not_checked(Reason::AutomaticNumbersUnread);
        }
        if document.raw.format == Format::Pdf && self.scope != Scope::Parts {
            return;
        }
        let divisions = &document.outline.divisions;
        let mut seen = BTreeSet::new();
        for division in divisions {
            let Some(marker) = division.marker.as_ref().filter(|_| seen.insert(division.series)) else { continue };
            if marker.value < 2 || document.zone(division.block) != Zone::Body || !self.is_meant(document, division) {
                continue;
            }
            let first = Marker::write(marker.style, &marker.prefix, 1);
            let span = if division.title.range.is_empty() { marker.span } else { heading_span(division) };
            let draft = findings.report(span);
            draft.value("found", document.clean_text(marker.digits)).value("expected", first);
            if marker.automatic {
                draft.restyle(marker.span, Look::ListFrom(1));
            }
        }
    }
}

impl SeriesStart {
    fn is_meant(&self, document: &Document, division: &Division) -> bool {
        let Some(marker) = &division.marker else { return false };
        let parent = division.parent.and_then(|parent| document.outline.divisions.get(parent));
        let above = parent.and_then(|parent| parent.marker.as_ref());
        match self.scope {
            Scope::Parts => matches!(marker.style, MarkerStyle::Part | MarkerStyle::Chapter),
            Scope::Decimals => {
                let own = above.is_some_and(|above| marker.prefix.last() == Some(&above.value));
                matches!(marker.style, MarkerStyle::Decimal(2)) && own && !is_named_above(document, division, parent)
            }
            Scope::Points => {
                let numbered = above.is_some_and(|above| matches!(above.style, MarkerStyle::Arabic));
                // `b)` alone may be a reference, `c) d)` a list that was cut out.
                marker.style == MarkerStyle::Letter && numbered && !is_named_above(document, division, parent)
            }
        }
    }
}

/// True if the first number of the series stands inside a line between the division and what it stands in.
fn is_named_above(document: &Document, division: &Division, parent: Option<&Division>) -> bool {
    let Some(marker) = &division.marker else { return false };
    let first = Marker::write(marker.style, &marker.prefix, 1);
    let from = parent.map_or(0, |parent| parent.block.index());
    let blocks = document.blocks().get(from..division.block.index()).unwrap_or_default();
    blocks.iter().any(|block| {
        block.clean().match_indices(&first).any(|(at, found)| {
            let before = block.clean()[..at].chars().next_back();
            let after = block.clean()[at + found.len()..].chars().next();
            before.is_none_or(|before| !before.is_alphanumeric())
                && after.is_some_and(|after| matches!(after, '.' | ')' | '/' | ' '))
        })
    })
}
