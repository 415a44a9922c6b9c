//! `decomposed-letters`: vowels and their marks as separate characters.

use schemars::JsonSchema;
use serde::Deserialize;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::stored_words;
use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::Span;
use crate::text::TextRange;

/// Flags a document that holds decomposed letters (a vowel and its marks as separate characters).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DecomposedLetters {}

impl Check for DecomposedLetters {
    const NAME: &'static str = "decomposed-letters";
    const VALUES: &'static [&'static str] = &["count", "word"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if !cx.document.raw.format.keeps_letters() {
            return findings.not_checked(Reason::LettersDrawn);
        }
        let mut places = Vec::new();
        let mut word = String::new();
        for block in cx.document.own_blocks().filter(|block| !block.is_plain() && !is_nfc(block.text())) {
            for range in stored_words(block.text()) {
                let stored = &block.text()[range.clone()];
                if is_nfc(stored) {
                    continue;
                }
                let composed: String = stored.nfc().collect();
                if word.is_empty() {
                    word.clone_from(&composed);
                }
                places.push(Occurrence::replaced(Span::new(block.id(), TextRange::from(range)), composed));
            }
        }
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("word", word);
        }
    }
}
