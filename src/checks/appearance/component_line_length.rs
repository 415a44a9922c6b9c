//! `component-line-length`: how long the line below a part of *thể thức* is.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Part, line_below, number, text_width};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::format::DrawnLine;
use crate::model::{Document, Fact, Place, Span};

/// Twentieths of a point in a centimetre.
const TWIPS_A_CENTIMETRE: f32 = 567.0;

/// Compares the length of the line below a part with the length of its text. Where the text has several
/// lines, any of them may be the measure. A part without a line is not judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentLineLength {
    /// The part.
    part: Part,
    /// Least length, as a share of the text.
    from: f32,
    /// Greatest length, as a share of the text.
    to: f32,
    /// How far outside is forgiven, as a share of the text: how wide letters are printed is only known
    /// about.
    tolerance: f32,
    /// The text stands on one line whatever its length. Other text that is wider than this, in twentieths
    /// of a point, may be broken into printed lines in a cell, and how long those are is not known.
    cell_holds: Option<f32>,
}

/// Length of the printed lines of a text, in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Printed {
    shortest: f32,
    longest: f32,
}

impl Check for ComponentLineLength {
    const NAME: &'static str = "component-line-length";
    const VALUES: &'static [&'static str] = &["found", "least", "most"];
    const CASES: &'static [&'static str] = &["short"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let places = self.part.places(document);
        let below = |span: &&Span| matches!(document.block(span.block).format.line_below, Fact::Known(Some(_)));
        let Some(last) = places.iter().rfind(below) else {
            if !places.is_empty() && !document.knows_appearance() {
                findings.not_checked(Reason::NoFormatFacts);
            }
            return;
        };
        let measured = line_length(document, *last).zip(self.printed(document, &places));
        let Some((found, printed)) = measured else { return findings.not_checked(Reason::NoFormatFacts) };
        let Some(is_short) = self.judge(found, printed) else { return };
        let shown = |twips: f32| number((twips / TWIPS_A_CENTIMETRE * 10.0).round() / 10.0);
        let draft = findings.report(*last).value("found", shown(found));
        draft.value("least", shown(printed.shortest * self.from)).value("most", shown(printed.longest * self.to));
        if is_short {
            draft.case("short");
        }
        if let Some(line) = line_below(document, *last, f32::midpoint(self.from, self.to)) {
            draft.restyle(*last, line);
            let is_underline = document.block(last.block).format.line_below == Fact::Known(Some(DrawnLine::Underline));
            if is_underline {
                draft.restyle(*last, Look::NotUnderlined);
            }
        }
    }
}

impl ComponentLineLength {
    /// `None` for a line that is right, else whether it is too short.
    fn judge(&self, found: f32, printed: Printed) -> Option<bool> {
        if found < printed.shortest * (self.from - self.tolerance) {
            Some(true)
        } else if found > printed.longest * (self.to + self.tolerance) {
            Some(false)
        } else {
            None
        }
    }

    fn printed(&self, document: &Document, places: &[Span]) -> Option<Printed> {
        let mut printed = Printed { shortest: f32::MAX, longest: 0.0 };
        for span in places {
            let width = document.printed_width(*span)?;
            let holds = match (self.cell_holds, document.block(span.block).place) {
                (None, _) => f32::MAX,
                (Some(holds), Place::Cell(_)) => holds,
                (Some(_), _) => text_width(document, *span)?,
            };
            let shortest = if width > holds { 0.0 } else { width };
            let longest =
                if matches!(document.block(span.block).place, Place::Cell(_)) { width } else { width.min(holds) };
            printed = Printed { shortest: printed.shortest.min(shortest), longest: printed.longest.max(longest) };
        }
        (printed.longest > 0.0).then_some(printed)
    }
}

/// Length of the line below the paragraph of `span`.
fn line_length(document: &Document, span: Span) -> Option<f32> {
    let format = document.block(span.block).format;
    match format.line_below.known()?? {
        DrawnLine::Shape => format.line_length.known().map(|length| length as f32),
        DrawnLine::Underline => document.printed_width(span),
        DrawnLine::Border | DrawnLine::Characters => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_any_line_is_right() {
        let check = ComponentLineLength { part: Part::Issuer, from: 0.33, to: 0.5, tolerance: 0.1, cell_holds: None };
        let printed = Printed { shortest: 1000.0, longest: 3000.0 };
        assert_eq!(check.judge(300.0, printed), None);
        assert_eq!(check.judge(1700.0, printed), None);
        assert_eq!(check.judge(200.0, printed), Some(true));
        assert_eq!(check.judge(2000.0, printed), Some(false));
    }
}
