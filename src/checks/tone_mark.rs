//! Where tone marks stand.

use schemars::JsonSchema;
use serde::Deserialize;

use super::extent::{self, Occurrence};
use super::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::Block;
use crate::text::letters::{Case, case_of};
use crate::text::syllable::{self, Placement};
use crate::text::{Token, TokenKind, fold, quotes};

/// Which slip of the keyboard to look for.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Misspelling {
    /// The tone mark stands on a letter that cannot carry it (`qúy`).
    ToneMark,
    /// One horn of *ươ* is missing (`nguời`).
    Horn,
}

/// Flags words that are no Vietnamese syllables and become one when their marks are put right.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ImpossibleSyllable {
    /// The slip.
    slip: Misspelling,
}

impl Check for ImpossibleSyllable {
    const NAME: &'static str = "impossible-syllable";
    const VALUES: &'static [&'static str] = &["found", "right"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.legacy.is_some() {
            findings.not_checked(Reason::LegacyText);
            return;
        }
        let mended = match self.slip {
            Misspelling::ToneMark => syllable::with_tone_moved,
            Misspelling::Horn => syllable::with_both_horns,
        };
        // A document has few different words; each is taken apart once.
        let mut right_words = Lately::default();
        for block in cx.document.prose() {
            for (token, word) in words(block) {
                if right_words.has(word) {
                    continue;
                }
                let Some(right) = mended(word) else {
                    right_words.add(word);
                    continue;
                };
                let span = block.span(token.range);
                let draft = findings.report(span).value("found", word).value("right", right.clone());
                draft.edit(Edit::replace(span, right));
            }
        }
    }
}

/// Words met lately: of words that share a slot the last one. What is forgotten is looked at again.
struct Lately {
    slots: [Shape; SLOTS],
}

const SLOTS: usize = 512;

/// The bytes of a word of at most sixteen bytes, and their number: all that tells it from others.
type Shape = (u64, u64, usize);

impl Default for Lately {
    fn default() -> Self {
        Self { slots: [(0, 0, 0); SLOTS] }
    }
}

impl Lately {
    fn has(&self, word: &str) -> bool {
        shape(word).is_some_and(|shape| self.slots[slot(shape)] == shape)
    }

    fn add(&mut self, word: &str) {
        if let Some(shape) = shape(word) {
            self.slots[slot(shape)] = shape;
        }
    }
}

fn shape(word: &str) -> Option<Shape> {
    let bytes = word.as_bytes();
    if bytes.len() > 16 {
        return None;
    }
    // The two ends cover the whole word, whether or not they overlap.
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return Some((u64::from_le_bytes(*first), u64::from_le_bytes(*last), bytes.len()));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return Some((u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)), bytes.len()));
    }
    Some((bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)), 0, bytes.len()))
}

fn slot((first, last, length): Shape) -> usize {
    let sum = (first ^ last.rotate_left(29) ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (sum >> 40) as usize % SLOTS
}

/// Flags a document that places the tone mark of open *oa*, *oe*, *uy* in both ways.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ToneMarkMixed {
    /// Words that count with a capital letter too, because they are seldom names.
    common: Vec<String>,
}

impl Check for ToneMarkMixed {
    const NAME: &'static str = "tone-mark-mixed";
    const VALUES: &'static [&'static str] = &["count", "word", "other", "others"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.legacy.is_some() {
            findings.not_checked(Reason::LegacyText);
            return;
        }
        let mut first = Vec::new();
        let mut second = Vec::new();
        let mut closed = Lately::default();
        for block in cx.document.prose() {
            let mut placed: Vec<(&Token, &str, Placement)> = Vec::new();
            for (token, word) in words(block) {
                if closed.has(word) {
                    continue;
                }
                match syllable::placement(word) {
                    Some(placement) => placed.push((token, word, placement)),
                    None => closed.add(word),
                }
            }
            if placed.is_empty() || case_of(block.shown()) == Case::Upper {
                continue;
            }
            let quoted = quotes::quoted(block.clean());
            for (token, word, placement) in placed {
                if quotes::is_within(&quoted, token.range.start()) || !self.counts(word) {
                    continue;
                }
                let side = if placement == Placement::First { &mut first } else { &mut second };
                side.push((block.span(token.range), word));
            }
        }
        // Most administrative documents place the mark on the first vowel; it wins a draw.
        let (minor, major, wanted) = if first.len() >= second.len() {
            (second, first, Placement::First)
        } else {
            (first, second, Placement::Second)
        };
        let (Some((_, word)), Some((_, other))) = (minor.first(), major.first()) else { return };
        let places: Vec<Occurrence> = minor
            .iter()
            .map(|(span, word)| Occurrence { span: *span, replacement: syllable::with_placement(word, wanted) })
            .collect();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("word", *word).value("other", *other).value("others", major.len().to_string());
        }
    }
}

impl ToneMarkMixed {
    /// A word with a capital may be a name, and names are written as their bearers write them.
    /// Letterheads in capitals are set by other hands.
    fn counts(&self, word: &str) -> bool {
        let capital = word.starts_with(char::is_uppercase);
        !capital || case_of(word) != Case::Upper && self.common.contains(&fold::fold(word))
    }
}

/// The words of `block` that have letters beyond ASCII.
fn words(block: &Block) -> impl Iterator<Item = (&Token, &str)> {
    let clean = block.clean();
    block.tokens().iter().filter(|token| token.kind == TokenKind::Word).filter_map(move |token| {
        let range = token.range.usize();
        let beyond_ascii = !clean.as_bytes().get(range.clone())?.is_ascii();
        if beyond_ascii { Some((token, clean.get(range)?)) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_all_its_bytes() {
        let words =
            ["đã", "của", "cửa", "thường", "thượng", "nghiêng", "ngửng", "đa", "hoà", "hòa", "ố", "ồ", "và", "vạ"];
        for word in words {
            let mut lately = Lately::default();
            lately.add(word);
            for other in words {
                assert_eq!(lately.has(other), word == other, "{word} {other}");
            }
        }
    }
}
