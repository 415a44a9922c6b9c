//! Titles of office that run into each other, or are torn from the body they head.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::Block;
use crate::text::{TextRange, TokenKind};

/// Flags two words that stand in a row with the wrong thing between them: two titles without a
/// comma, or a title and its body with one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct JoinedWords {
    /// Words that may come first, as written.
    first: Vec<String>,
    /// Words that may come second, as written.
    second: Vec<String>,
    /// What stands between them.
    between: String,
    /// What should stand between them.
    wanted: String,
    /// Words right before the first, folded, after which the pair is right.
    unless_after: Vec<String>,
}

impl Check for JoinedWords {
    const NAME: &'static str = "joined-words";
    const VALUES: &'static [&'static str] = &["found", "right"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut initials = [false; 256];
        for first in self.first.iter().filter_map(|first| first.as_bytes().first()) {
            initials[usize::from(*first)] = true;
        }
        for block in cx.document.prose() {
            for (first, second) in self.pairs(block, &initials) {
                let text = block.clean();
                let right = [&text[first.usize()], &self.wanted, &text[second.usize()]].concat();
                let draft = findings.report(block.span(first.cover(second)));
                draft.value("found", &text[first.cover(second).usize()]).value("right", right);
                let gap = TextRange::new(first.end(), second.start());
                draft.edit(Edit::replace(block.span(gap), &self.wanted));
            }
        }
    }
}

impl JoinedWords {
    fn pairs(&self, block: &Block, initials: &[bool; 256]) -> Vec<(TextRange, TextRange)> {
        let text = block.clean();
        let mut pairs = Vec::new();
        for token in block.tokens().iter().filter(|token| token.kind() == TokenKind::Word) {
            let from = token.range().usize().start;
            if !initials[usize::from(text.as_bytes()[from])] {
                continue;
            }
            for first in &self.first {
                let range = from..from + first.len();
                if !text[from..].starts_with(first.as_str()) || !is_whole(text, &range) {
                    continue;
                }
                let Some(rest) = text[range.end..].strip_prefix(self.between.as_str()) else { continue };
                let start = range.end + self.between.len();
                let second = self.second.iter().filter(|word| *word != first).find(|word| {
                    rest.strip_prefix(word.as_str()).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
                });
                let before = block.folded()[..range.start].trim_end();
                let excused = self.unless_after.iter().any(|word| before.ends_with(word.as_str()));
                if let Some(second) = second.filter(|_| !excused) {
                    pairs.push((TextRange::from(range), TextRange::from(start..start + second.len())));
                }
            }
        }
        pairs.sort_unstable();
        pairs
    }
}

/// True if no word goes on over an edge of `range`.
fn is_whole(text: &str, range: &std::ops::Range<usize>) -> bool {
    !text[..range.start].ends_with(char::is_alphanumeric) && !text[range.end..].starts_with(char::is_alphanumeric)
}
