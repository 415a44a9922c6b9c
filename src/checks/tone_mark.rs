//! Where tone marks stand.

use schemars::JsonSchema;
use serde::Deserialize;

use super::extent::{self, Occurrence};
use super::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::Block;
use crate::text::letters::{Case, case_of};
use crate::text::syllable::{self, Placement, Traits};
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
        let (slip, mended): (_, fn(&str) -> Option<String>) = match self.slip {
            Misspelling::ToneMark => (Traits::TONE_MISPLACED, syllable::with_tone_moved),
            Misspelling::Horn => (Traits::HORN_MISSING, syllable::with_both_horns),
        };
        if !cx.document.spelling().hold(slip) {
            return;
        }
        for block in cx.document.prose() {
            for (token, word) in words(block) {
                let Some(right) = mended(word) else { continue };
                let span = block.span(token.range());
                let draft = findings.report(span).value("found", word).value("right", right.clone());
                draft.edit(Edit::replace(span, right));
            }
        }
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
        if !cx.document.spelling().hold(Traits::MARK_FIRST.and(Traits::MARK_SECOND)) {
            return;
        }
        let mut first = Vec::new();
        let mut second = Vec::new();
        for block in cx.document.prose() {
            let placed = words(block).filter_map(|(token, word)| Some((token, word, syllable::placement(word)?)));
            let placed: Vec<(&Token, &str, Placement)> = placed.collect();
            if placed.is_empty() || case_of(block.shown()) == Case::Upper {
                continue;
            }
            let quoted = quotes::quoted(block.clean());
            for (token, word, placement) in placed {
                if quotes::is_within(&quoted, token.range().start()) || !self.counts(word) {
                    continue;
                }
                let side = if placement == Placement::First { &mut first } else { &mut second };
                side.push((block.span(token.range()), word));
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
    block.tokens().iter().filter(|token| token.kind() == TokenKind::Word).filter_map(move |token| {
        let range = token.range().usize();
        let beyond_ascii = !clean.as_bytes().get(range.clone())?.is_ascii();
        if beyond_ascii { Some((token, clean.get(range)?)) } else { None }
    })
}
