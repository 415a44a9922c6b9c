//! `component-format`: size, weight and slant of a part of *thể thức*.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Part, SizeRange, points, size_of};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::appearance::Tally;
use crate::model::format::RunFormat;

/// A few letters set otherwise are a slip of the mouse or an abbreviation made small to fit, not
/// the style of the part.
const TOLERATED_PERCENT: usize = 20;

/// Compares how the letters of a part look with what is prescribed. The main wording is for weight
/// and slant, the case `size` for the size.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentFormat {
    /// The part.
    part: Part,
    /// Its size.
    size: Option<SizeRange>,
    /// Whether it is bold; not looked at if left out.
    bold: Option<bool>,
    /// Whether it is italic; not looked at if left out.
    italic: Option<bool>,
}

impl Check for ComponentFormat {
    const NAME: &'static str = "component-format";
    const VALUES: &'static [&'static str] = &["found", "expected"];
    const CASES: &'static [&'static str] = &["size"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let places = self.part.places(document);
        if places.iter().any(|span| document.is_legacy(span.block)) {
            return findings.not_checked(Reason::LegacyText);
        }
        let style = document.tally(&places, |run| self.style_is_right(run));
        let size = document.tally(&places, |run| {
            self.size.map_or(Some(true), |range| run.half_points.known().map(|size| range.holds(size)))
        });
        if style.is_unknown() || size.is_unknown() {
            findings.not_checked(Reason::NoFormatFacts);
        }
        if is_wrong(&style)
            && let Some(place) = style.places.first()
        {
            let draft = findings.report(*place);
            for span in &style.places {
                if let Some(bold) = self.bold {
                    draft.restyle(*span, Look::Bold(bold));
                }
                if let Some(italic) = self.italic {
                    draft.restyle(*span, Look::Italic(italic));
                }
            }
        }
        if let Some(range) = self.size.filter(|_| is_wrong(&size))
            && let Some(place) = size.places.first()
        {
            let found = size_of(document, &size.places).map(points).unwrap_or_default();
            let draft = findings.report(*place).case("size").value("found", found).value("expected", range.shown());
            for span in &size.places {
                if let Some(found) = size_of(document, &[*span]) {
                    draft.restyle(*span, Look::HalfPoints(range.nearest(found)));
                }
            }
        }
    }
}

impl ComponentFormat {
    fn style_is_right(&self, run: &RunFormat) -> Option<bool> {
        let right = |expected: Option<bool>, found: Option<bool>| match expected {
            None => Some(true),
            Some(expected) => found.map(|found| found == expected),
        };
        match (right(self.bold, run.bold.known()), right(self.italic, run.italic.known())) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }
}

fn is_wrong(tally: &Tally) -> bool {
    !tally.is_unknown() && tally.percent_wrong() > TOLERATED_PERCENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_is_forgiven() {
        let tally = |right, wrong, unknown| Tally { right, wrong, unknown, places: Vec::new() };
        assert!(!is_wrong(&tally(80, 20, 0)));
        assert!(is_wrong(&tally(70, 30, 0)));
        assert!(!is_wrong(&tally(10, 30, 60)));
        assert!(!is_wrong(&tally(0, 0, 0)));
    }
}
