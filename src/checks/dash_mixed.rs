//! Hyphens and dashes between words.

use schemars::JsonSchema;
use serde::Deserialize;

use super::extent::{self, Occurrence};
use super::{Check, Context, Findings};
use crate::model::{Block, Span, Zone};
use crate::text::TokenKind;

/// Flags a document that joins words with hyphens and with dashes: `quốc phòng - an ninh`, `kinh tế – xã hội`. The
/// places are those of the rarer sign. What begins a line is a list, what stands between numbers a range.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DashMixed {}

impl Check for DashMixed {
    const NAME: &'static str = "dash-mixed";
    const VALUES: &'static [&'static str] = &["count", "minor", "major", "found"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let (mut hyphens, mut dashes): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
        for block in document.prose().filter(|block| block.clean().contains([' ', '–'])) {
            if matches!(document.zone(block.id()), Zone::Header | Zone::Closing) {
                continue;
            }
            for (span, sign) in joints(block) {
                if sign == '-' { hyphens.push(span) } else { dashes.push(span) }
            }
        }
        let hyphen_wins = hyphens.len() >= dashes.len();
        let (minor, signs) = if hyphen_wins { (&dashes, ('–', '-')) } else { (&hyphens, ('-', '–')) };
        if hyphens.is_empty() || dashes.is_empty() || hyphens.len() == dashes.len() {
            return;
        }
        let places: Vec<Occurrence> = minor
            .iter()
            .map(|span| {
                let text = document.clean_text(*span);
                Occurrence::replaced(*span, text.replacen([signs.0], &signs.1.to_string(), 1))
            })
            .collect();
        let found = minor.first().map(|span| document.clean_text(*span)).unwrap_or_default();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("minor", signs.0).value("major", signs.1).value("found", found);
        }
    }
}

/// Two words with a hyphen or a dash between them, spaces on both sides.
fn joints(block: &Block) -> Vec<(Span, char)> {
    let tokens = block.tokens();
    let joint = |at: usize| {
        let [before, sign, after] = tokens.get(at..at + 3)? else { return None };
        let TokenKind::Mark(mark @ ('-' | '–')) = sign.kind() else { return None };
        let words = before.kind() == TokenKind::Word && after.kind() == TokenKind::Word;
        let spaced =
            before.range().end() + 1 == sign.range().start() && sign.range().end() + 1 == after.range().start();
        (words && spaced).then(|| (block.span(before.range().cover(after.range())), mark))
    };
    (0..tokens.len()).filter_map(joint).collect()
}
