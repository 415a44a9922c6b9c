//! `tone-mark-mixed`: the tone mark of open *oa*, *oe*, *uy* stands in one way through the document.

use schemars::JsonSchema;
use serde::Deserialize;

use super::marked_words;
use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::text::letters::{Case, case_of};
use crate::text::syllable::{self, Placement, Traits};
use crate::text::{Token, fold, quotes};

/// Flags a document that places the tone mark of open *oa*, *oe*, *uy* in both ways.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ToneMarkMixed {
    /// Words that count with a capital letter too, because they are seldom names.
    common: Vec<String>,
}

impl Check for ToneMarkMixed {
    const NAME: &'static str = "tone-mark-mixed";
    const VALUES: &'static [&'static str] = &["count", "word", "other", "others"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if !cx.document.spelling().hold(Traits::MARK_FIRST.and(Traits::MARK_SECOND)) {
            return;
        }
        let mut first = Vec::new();
        let mut second = Vec::new();
        for block in cx.document.prose() {
            let placed =
                marked_words(block).filter_map(|(token, word)| Some((token, word, syllable::placement(word)?)));
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
