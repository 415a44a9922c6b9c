//! Words of a lexicon file that are looked up one by one.

use serde::Deserialize;

use crate::text::{WordMap, fold};

/// Words, or phrases whose words stand one space apart, compared folded.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordSet(WordMap<()>);

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> Self {
        Self(words.iter().map(|word| (fold::key(word), ())).collect())
    }
}

impl Default for WordSet {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl WordSet {
    /// True if `word`, folded, is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}
