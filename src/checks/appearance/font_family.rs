//! `font-family`: the font of the text.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Commonest;
use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::appearance::percent;
use crate::model::format::RunFormat;
use crate::model::{Block, Format, Span};
use crate::text::fold;

/// The font of the decree.
const RIGHT_FONT: &str = "Times New Roman";

/// Finds letters in another font. However many there are, it is one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct FontFamily {
    /// Beginnings of the names of right fonts, folded. Files made from others name a family and its
    /// weight in one (`Times New Roman Bold`).
    allowed: Vec<String>,
    /// Fonts of signs; what is set in them is no text.
    #[serde(default)]
    signs: Vec<String>,
    /// Fonts that a program puts in where the right one is not installed, as wide as it. In a PDF they tell of the
    /// program that made it; in the file of a word processor they are what its author chose.
    #[serde(default)]
    stands_in: Vec<String>,
    /// Fewer letters than this, taken together, are left alone.
    #[serde(default)]
    at_least_letters: usize,
    /// A smaller share of the text, in a hundred, is left alone.
    #[serde(default)]
    at_least_percent: usize,
    /// This share of the text, in a hundred, and more is left alone.
    below_percent: Option<usize>,
}

impl Check for FontFamily {
    const NAME: &'static str = "font-family";
    const VALUES: &'static [&'static str] = &["count", "share", "found"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let (mut all, mut unknown, mut wrong, mut stand_ins) = (0, 0, 0, 0);
        let mut fonts: Commonest<&str> = Commonest::new();
        let (mut places, mut others) = (Vec::new(), Vec::new());
        let drawn = document.raw.format == Format::Pdf;
        for block in document.prose().filter(|block| !document.is_legacy(block.id())) {
            let tally = document.tally(&[words_of(block)], |run| match self.wrong_font(run) {
                Some(font) if drawn && self.stands_in(font) => None,
                wrong => run.font.is_some().then_some(wrong.is_none()),
            });
            for stretch in block.stretches(words_of(block)) {
                match self.wrong_font(stretch.run) {
                    Some(font) if drawn && self.stands_in(font) => stand_ins += stretch.letters,
                    Some(font) => fonts.add(font, stretch.letters),
                    None => {}
                }
            }
            all += tally.total();
            unknown += tally.unknown;
            wrong += tally.wrong;
            places.extend(tally.places.first().map(|place| Occurrence::new(*place)));
            others.extend(tally.places);
        }
        // Letters that the font put in does not have are drawn in yet another one.
        let put_in = stand_ins > all.saturating_sub(unknown + wrong);
        if unknown * 2 > all || put_in {
            findings.not_checked(Reason::NoFormatFacts);
        }
        if put_in {
            return;
        }
        let share = percent(wrong, all);
        let enough = wrong >= self.at_least_letters && share >= self.at_least_percent;
        if !enough || self.below_percent.is_some_and(|below| share >= below) {
            return;
        }
        let found = fonts.heaviest().unwrap_or_default().to_owned();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("share", share.max(1).to_string()).value("found", found);
            if self.is_right(RIGHT_FONT) {
                for span in others {
                    draft.restyle(span, Look::Font(RIGHT_FONT));
                }
            }
        }
    }
}

impl FontFamily {
    /// The first wrong font of a run: that of letters with marks, or that of all others.
    fn wrong_font<'a>(&self, run: &'a RunFormat) -> Option<&'a str> {
        [&run.font, &run.plain_font].into_iter().flatten().map(String::as_str).find(|font| !self.is_right(font))
    }

    fn stands_in(&self, font: &str) -> bool {
        let name = fold::fold(font);
        self.stands_in.iter().any(|known| name.trim().starts_with(known.as_str()))
    }

    fn is_right(&self, font: &str) -> bool {
        let name = fold::fold(font);
        let begins = |names: &[String]| names.iter().any(|known| name.trim().starts_with(known.as_str()));
        begins(&self.allowed) || begins(&self.signs)
    }
}

/// The paragraph without the letter that stands for the mark of an item: Word draws the second level of a list as
/// `o` in Courier New.
fn words_of(block: &Block) -> Span {
    const MARK: &str = "o ";
    let from = if block.clean().starts_with(MARK) { MARK.len() } else { 0 };
    block.span(from..block.clean().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_may_carry_its_weight() {
        let json = r#"{"allowed":["times new roman"],"signs":["symbol"]}"#;
        let check: FontFamily = serde_json::from_str(json).expect("valid");
        assert!(check.is_right("Times New Roman"));
        assert!(check.is_right("Times New Roman Bold"));
        assert!(check.is_right("Symbol"));
        assert!(!check.is_right("Arial"));
    }
}
