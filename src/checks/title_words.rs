//! The telling words of a title: what two titles of one instrument have in common.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::fold;

/// When two titles are those of different matters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TitleWords {
    /// Folded words that say nothing of the matter (`quy định`, `về`), as single words.
    empty_words: Vec<String>,
    /// Least number of telling words on each side.
    least_words: usize,
    /// Largest share of the words of the shorter title, in percent, that two titles of different
    /// matters have in common.
    most_shared: usize,
}

impl TitleWords {
    /// The telling words of `title`.
    pub(super) fn telling(&self, title: &str) -> BTreeSet<String> {
        self.telling_in_order(title).into_iter().collect()
    }

    /// The telling words of `title`, in the order in which they stand.
    pub(super) fn telling_in_order(&self, title: &str) -> Vec<String> {
        let folded = fold::key(title);
        let words = folded.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| word.chars().count() > 1 && !self.empty_words.iter().any(|empty| empty == word))
            .map(str::to_owned)
            .collect()
    }

    /// True if two titles with these telling words are about different matters.
    pub(super) fn differ(&self, left: &BTreeSet<String>, right: &BTreeSet<String>) -> bool {
        left.len().min(right.len()) >= self.least_words && shared(left, right) <= self.most_shared
    }
}

/// Share of the words of the smaller set that the other has too, in percent.
pub(super) fn shared(left: &BTreeSet<String>, right: &BTreeSet<String>) -> usize {
    let smaller = left.len().min(right.len()).max(1);
    left.intersection(right).count() * 100 / smaller
}
