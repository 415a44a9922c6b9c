//! Common nouns with a capital letter.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::Block;
use crate::text::{TextRange, Token, TokenKind, fold};

/// Flags a common noun that is written with a capital letter after words that leave no room for a
/// name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NounCapital {
    /// Words before the noun, folded (`trình độ`).
    after: Vec<String>,
    /// The nouns, folded (`đại học`).
    nouns: Vec<String>,
}

impl Check for NounCapital {
    const NAME: &'static str = "noun-capital";
    const VALUES: &'static [&'static str] = &["found", "right"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut initials = [false; 256];
        for first in self.nouns.iter().filter_map(|noun| noun.as_bytes().first()) {
            initials[usize::from(*first)] = true;
        }
        for block in cx.document.prose() {
            for range in self.places(block, &initials) {
                let found = &block.clean()[range.usize()];
                let right: String = found.chars().map(fold::lower).collect();
                let span = block.span(range);
                findings
                    .report(span)
                    .value("found", found)
                    .value("right", right.clone())
                    .edit(Edit::replace(span, right));
            }
        }
    }
}

impl NounCapital {
    fn places(&self, block: &Block, initials: &[bool; 256]) -> Vec<TextRange> {
        let mut found = Vec::new();
        let (clean, folded) = (block.shown(), block.folded());
        // Only a word with a capital can begin a noun with a capital.
        for token in block.tokens().iter().filter(|token| token.kind() == TokenKind::Word) {
            let start = token.range().usize().start;
            if clean.as_bytes()[start].is_ascii_lowercase() || !initials[usize::from(folded.as_bytes()[start])] {
                continue;
            }
            if !clean[start..].starts_with(char::is_uppercase) || ends_with_word(&folded[..start]) {
                continue;
            }
            for noun in self.nouns.iter().filter(|noun| folded[start..].starts_with(noun.as_str())) {
                let range = TextRange::from(start..start + noun.len());
                let whole = !folded[range.usize().end..].starts_with(char::is_alphanumeric);
                if whole && is_capitalised(&clean[range.usize()]) && self.follows(block, range) && !names(block, range)
                {
                    found.push(range);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// True if one of the words stands right before `range`, not with capitals throughout.
    fn follows(&self, block: &Block, range: TextRange) -> bool {
        let before = block.folded()[..range.start() as usize].trim_end();
        self.after.iter().any(|word| {
            before.strip_suffix(word.as_str()).is_some_and(|rest| {
                !rest.ends_with(char::is_alphanumeric)
                    && block.shown()[rest.len()..before.len()].chars().skip(1).all(|letter| !letter.is_uppercase())
            })
        })
    }
}

fn ends_with_word(text: &str) -> bool {
    text.ends_with(char::is_alphanumeric)
}

/// True for `Đại học`, not for `đại học`, `Đại Học` or `ĐẠI HỌC`.
fn is_capitalised(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(|letter| !letter.is_uppercase())
}

/// True if a word with a capital or a mark of quotation follows: then it is part of a name.
fn names(block: &Block, range: TextRange) -> bool {
    let tokens = block.tokens();
    let next: Option<&Token> = tokens.get(tokens.partition_point(|token| token.range().start() < range.end()));
    next.is_some_and(|token| match token.kind() {
        TokenKind::Word => block.shown()[token.range().usize()].starts_with(char::is_uppercase),
        TokenKind::Mark(mark) => matches!(mark, '“' | '"'),
        TokenKind::Number | TokenKind::Break => false,
    })
}
