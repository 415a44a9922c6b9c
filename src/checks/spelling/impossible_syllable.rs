//! `impossible-syllable`: words that become a syllable when their marks are put right.

use schemars::JsonSchema;
use serde::Deserialize;

use super::marked_words;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::text::quotes;
use crate::text::syllable::{self, Traits};

/// Which slip of the keyboard to look for.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::checks) enum SyllableSlip {
    /// The tone mark stands on a letter that cannot carry it (`qúy`).
    ToneMark,
    /// One horn of *ươ* is missing (`nguời`).
    Horn,
}

/// Flags words that are no Vietnamese syllables and become one when their marks are put right.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ImpossibleSyllable {
    /// The slip.
    slip: SyllableSlip,
}

impl Check for ImpossibleSyllable {
    const NAME: &'static str = "impossible-syllable";
    const VALUES: &'static [&'static str] = &["found", "right"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let (slip, mended): (_, fn(&str) -> Option<String>) = match self.slip {
            SyllableSlip::ToneMark => (Traits::TONE_MISPLACED, syllable::with_tone_moved),
            SyllableSlip::Horn => (Traits::HORN_MISSING, syllable::with_both_horns),
        };
        if !cx.document.spelling().hold(slip) {
            return;
        }
        for block in cx.document.prose() {
            for (token, word) in marked_words(block) {
                let Some(right) = mended(word) else { continue };
                if quotes::is_in_field(block.clean(), token.range().start() as usize) {
                    continue;
                }
                let span = block.span(token.range());
                let draft = findings.report(span).value("found", word).value("right", right.clone());
                draft.edit(Edit::replace(span, right));
            }
        }
    }
}
