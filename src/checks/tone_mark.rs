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
struct Lately<'t> {
    slots: Vec<&'t str>,
}

impl Default for Lately<'_> {
    fn default() -> Self {
        Self { slots: vec![""; 1 << 10] }
    }
}

impl<'t> Lately<'t> {
    fn has(&self, word: &str) -> bool {
        self.slots[self.slot(word)] == word
    }

    fn add(&mut self, word: &'t str) {
        let slot = self.slot(word);
        self.slots[slot] = word;
    }

    fn slot(&self, word: &str) -> usize {
        let mix = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        let sum = word.bytes().fold(0x811c_9dc5, mix);
        (sum ^ sum >> 15) as usize % self.slots.len()
    }
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
        for block in cx.document.prose() {
            let placed: Vec<(&Token, &str, Placement)> =
                words(block).filter_map(|(token, word)| Some((token, word, syllable::placement(word)?))).collect();
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
    block.tokens().iter().filter(|token| token.kind == TokenKind::Word).filter_map(|token| {
        let word = block.clean().get(token.range.usize())?;
        (!word.is_ascii()).then_some((token, word))
    })
}
