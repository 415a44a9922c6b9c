//! A word typed twice in a row.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::Block;
use crate::text::{TextRange, TokenKind, syllable};

/// Flags a word that stands twice in a row on one line. Vietnamese doubles words on purpose
/// (`luôn luôn`), and the last syllable of one compound is often the first of the next (`hành vi vi
/// phạm`), so both are listed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RepeatedWord {
    /// Words that may be doubled, folded.
    doubling: Vec<String>,
    /// Compounds of two syllables, folded. After one of them its last syllable may start the next
    /// word.
    compounds: Vec<String>,
    /// Words that start no compound with the syllable before them, folded (`các`, `của`).
    links: Vec<String>,
}

impl Check for RepeatedWord {
    const NAME: &'static str = "repeated-word";
    const VALUES: &'static [&'static str] = &["word"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.legacy.is_some() {
            findings.not_checked(Reason::LegacyText);
            return;
        }
        for block in cx.document.prose() {
            for (first, second) in self.repeated(block) {
                let span = block.span(first.cover(second));
                let draft = findings.report(span).value("word", &block.clean()[first.usize()]);
                let gap = TextRange::new(first.end(), second.end());
                draft.edit(Edit::replace(block.span(gap), ""));
            }
        }
    }
}

impl RepeatedWord {
    /// Pairs of the same word in a row.
    fn repeated(&self, block: &Block) -> Vec<(TextRange, TextRange)> {
        let folded = block.folded();
        let tokens = block.tokens();
        let word = |at: Option<usize>| -> &str {
            let token = at.and_then(|at| tokens.get(at)).filter(|token| token.kind() == TokenKind::Word);
            token.map_or("", |token| &folded[token.range().usize()])
        };
        let mut pairs = Vec::new();
        for (at, pair) in tokens.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            // Two words of different length are not the same.
            if first.range().len() != second.range().len() {
                continue;
            }
            let current = word(Some(at));
            let same = !current.is_empty() && current == word(Some(at + 1));
            let spaced = folded
                .get(first.range().end() as usize..second.range().start() as usize)
                .is_some_and(|gap| !gap.is_empty());
            if !same || !spaced || !syllable::is_syllable(current) || is_initial(block, *first, *second) {
                continue;
            }
            let left = [word(at.checked_sub(1)), current].join(" ");
            let next = word(Some(at + 2));
            let meets =
                self.compounds.contains(&left) && !next.is_empty() && !self.links.iter().any(|link| link == next);
            if !meets && !self.doubling.iter().any(|word| word == current) {
                pairs.push((first.range(), second.range()));
            }
        }
        pairs
    }
}

/// True if only one of the two is written with a capital: a name may follow its common noun
/// (`đảng Đảng`), or a sentence start.
fn is_initial(block: &Block, first: crate::text::Token, second: crate::text::Token) -> bool {
    let capital = |token: crate::text::Token| block.shown()[token.range().usize()].starts_with(char::is_uppercase);
    capital(second)
        || capital(first) && block.clean()[..first.range().start() as usize].trim_end().ends_with(char::is_alphanumeric)
}
