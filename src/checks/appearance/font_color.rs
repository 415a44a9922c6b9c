//! `font-color`: the colour of the text.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::appearance::percent;
use crate::model::format::RunFormat;
use crate::model::{ComponentKind, Span};

/// Finds letters that are not black. However many there are, it is one finding. Underlined blue is
/// a link, and marks of urgency are red.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct FontColor {
    /// The lightest red, green or blue, from 0 to 255, that still looks black in print.
    dark_up_to: u8,
    /// Fewer letters than this, taken together, are left alone.
    #[serde(default)]
    at_least_letters: usize,
}

impl Check for FontColor {
    const NAME: &'static str = "font-color";
    const VALUES: &'static [&'static str] = &["count", "share", "found"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let stamps: Vec<Span> = [ComponentKind::UrgencyMark, ComponentKind::SecrecyMark]
            .into_iter()
            .filter_map(|kind| document.component(kind))
            .flat_map(|part| part.spans.iter().copied())
            .collect();
        let (mut all, mut unknown, mut wrong) = (0, 0, 0);
        let (mut places, mut colored) = (Vec::new(), Vec::new());
        for block in document.prose() {
            let tally = document.tally(&[block.whole()], |run| self.is_black(run));
            all += tally.total();
            unknown += tally.unknown;
            if !stamps.iter().any(|stamp| stamp.touches(block.whole())) {
                wrong += tally.wrong;
                places.extend(tally.places.first().map(|place| Occurrence::new(*place)));
                colored.extend(tally.places);
            }
        }
        if unknown * 2 > all {
            findings.not_checked(Reason::NoFormatFacts);
        }
        if wrong == 0 || wrong < self.at_least_letters {
            return;
        }
        let first = places.first().and_then(|place| document.block(place.span.block).stretches(place.span).next());
        let found = first.and_then(|stretch| stretch.run.color.known().flatten()).map(hex).unwrap_or_default();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("share", percent(wrong, all).max(1).to_string()).value("found", found);
            for span in colored {
                draft.restyle(span, Look::Black);
            }
        }
    }
}

impl FontColor {
    fn is_black(&self, run: &RunFormat) -> Option<bool> {
        let Some([red, green, blue]) = run.color.known()? else { return Some(true) };
        let link = run.underline.known() == Some(true) && blue > red && blue > green;
        Some(link || [red, green, blue].iter().all(|part| *part <= self.dark_up_to))
    }
}

/// `#FF0000`.
fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fact;
    use crate::text::TextRange;

    fn run(color: Fact<Option<[u8; 3]>>, underline: bool) -> RunFormat {
        RunFormat {
            range: TextRange::empty(0),
            font: None,
            plain_font: None,
            half_points: Fact::Unknown,
            bold: Fact::Unknown,
            italic: Fact::Unknown,
            underline: Fact::Known(underline),
            caps: Fact::Unknown,
            color,
            highlighted: Fact::Unknown,
        }
    }

    #[test]
    fn links_and_near_black_are_fine() {
        let check = FontColor { dark_up_to: 0x40, at_least_letters: 0 };
        assert_eq!(check.is_black(&run(Fact::Known(None), false)), Some(true));
        assert_eq!(check.is_black(&run(Fact::Known(Some([0x22; 3])), false)), Some(true));
        assert_eq!(check.is_black(&run(Fact::Known(Some([5, 0x63, 0xC1])), true)), Some(true));
        assert_eq!(check.is_black(&run(Fact::Known(Some([0, 0, 255])), false)), Some(false));
        assert_eq!(check.is_black(&run(Fact::Unknown, false)), None);
        assert_eq!(hex([255, 0, 10]), "#FF000A");
    }
}
