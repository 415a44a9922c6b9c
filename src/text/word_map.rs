//! What is known of some words, looked up at every word of a text and nearly always in vain.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::hash::{self, Sketches};

/// Words with what is known of each. The words are those of rules and lexicons, never of a document: they are hashed
/// quickly, and a document could be written to make such hashes collide.
#[derive(Debug)]
pub struct WordMap<T> {
    known: HashMap<String, T, BuildHasherDefault<WordHasher>>,
    /// Of the words.
    sketches: Sketches,
}

impl<T> WordMap<T> {
    /// What is known of `word`.
    pub fn get(&self, word: &str) -> Option<&T> {
        if self.sketches.may_hold(word.as_bytes()) { self.known.get(word) } else { None }
    }

    /// True if it is one of the words.
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

impl<T> WordMap<Vec<T>> {
    /// Groups `all` by their words; within a word they keep their order.
    pub fn grouped(all: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut known: HashMap<String, Vec<T>, BuildHasherDefault<WordHasher>> = HashMap::default();
        for (word, one) in all {
            known.entry(word).or_default().push(one);
        }
        Self::of(known)
    }
}

impl<T> WordMap<T> {
    fn of(known: HashMap<String, T, BuildHasherDefault<WordHasher>>) -> Self {
        let sketches = Sketches::collect(known.keys().map(String::as_str));
        Self { known, sketches }
    }
}

impl<T> FromIterator<(String, T)> for WordMap<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(all: I) -> Self {
        Self::of(all.into_iter().collect())
    }
}

/// [`hash::word`] for the maps of the standard library.
#[derive(Debug, Default)]
struct WordHasher(u32);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= hash::word(bytes);
    }

    /// The end of a text, which tells nothing of a map whose keys are single texts.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        // The map takes its group from the upper bits and its place from the lower ones.
        u64::from(self.0) << 32 | u64::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_others_are_not() {
        let map: WordMap<u32> =
            [("quý", 1), ("ủy", 2), ("nghiêng", 3)].map(|(word, at)| (word.to_owned(), at)).into_iter().collect();
        assert_eq!(
            ["quý", "ủy", "nghiêng", "quy", ""].map(|word| map.get(word).copied()),
            [Some(1), Some(2), Some(3), None, None]
        );
        assert!(map.contains("quý") && !map.contains("quí"));
    }

    #[test]
    fn a_word_keeps_the_order_of_what_is_known_of_it() {
        let map = WordMap::grouped([("ban", 1), ("hội", 2), ("ban", 3)].map(|(word, at)| (word.to_owned(), at)));
        assert_eq!(map.get("ban"), Some(&vec![1, 3]));
    }
}
