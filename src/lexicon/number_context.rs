//! What stands beside a number and makes it something other than a count: `rules/lexicon/number-context.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::word_set::WordSet;
use crate::text::fold;

/// The words, folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NumberContext {
    dates: WordSet,
    names: WordSet,
    levels: WordSet,
    after_levels: WordSet,
    papers: Vec<String>,
    verbs: WordSet,
    measures: WordSet,
    units: WordSet,
    averaged: WordSet,
    lengths: WordSet,
    multiplies: WordSet,
    counted: Vec<String>,
    measure: Vec<Measure>,
    /// Sentences with the counts they hold: tests read them.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Units of one kind, each so many powers of ten of the smallest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Measure {
    units: Vec<String>,
    powers: Vec<u8>,
}

/// A sentence and its counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The numbers of it that count things.
    pub counts: Vec<i64>,
}

static WORDS: LazyLock<NumberContext> = LazyLock::new(|| {
    let mut file: NumberContext = serde_json::from_str(super::data::NUMBER_CONTEXT).unwrap_or_default();
    for phrase in file.papers.iter_mut().chain(&mut file.counted) {
        *phrase = fold::key(phrase);
    }
    file
});

/// The words of the lexicon.
pub fn number_context() -> &'static NumberContext {
    &WORDS
}

impl NumberContext {
    /// True if two numbers with a slash behind `word` are a date.
    pub fn dates(&self, word: &str) -> bool {
        self.dates.contains(word)
    }

    /// True if a number behind `word` is a name or a time.
    pub fn names(&self, word: &str) -> bool {
        self.names.contains(word)
    }

    /// True if a number behind `word` is a level, unless a noun follows.
    pub fn is_level(&self, word: &str) -> bool {
        self.levels.contains(word)
    }

    /// True for a word behind a level that is no noun.
    pub fn follows_level(&self, word: &str) -> bool {
        self.after_levels.contains(word)
    }

    /// True if `first second` is a kind of paper whose number follows.
    pub fn is_paper(&self, first: &str, second: &str) -> bool {
        self.papers.iter().any(|paper| paper.split_once(' ') == Some((first, second)))
    }

    /// True if `word` begins what is said of a name that ends in a number.
    pub fn is_verb(&self, word: &str) -> bool {
        self.verbs.contains(word)
    }

    /// True for a unit of time, money, length or the like.
    pub fn is_measure(&self, word: &str) -> bool {
        self.measures.contains(word)
    }

    /// True for a unit that is written after a number, one word.
    pub fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }

    /// True for a unit of length, of which a small number behind it makes one of area or volume.
    pub fn is_length(&self, word: &str) -> bool {
        self.lengths.contains(word)
    }

    /// True if `word` says of the number behind it, with `lần`, how many times something is something else.
    pub fn multiplies(&self, word: &str) -> bool {
        self.multiplies.contains(word)
    }

    /// True for what is counted in whole numbers and averaged with decimals.
    pub fn is_averaged(&self, word: &str) -> bool {
        self.averaged.contains(word)
    }

    /// The powers of ten of two different units of one kind: 4 and 0 for `ha` and `m²`.
    pub fn powers(&self, one: &str, other: &str) -> Option<(u8, u8)> {
        let power = |measure: &Measure, unit: &str| {
            let at = measure.units.iter().position(|known| known == unit)?;
            measure.powers.get(at).copied()
        };
        self.measure.iter().find_map(|measure| power(measure, one).zip(power(measure, other)))
    }

    /// Nouns that begin like a measure.
    pub fn counted(&self) -> &[String] {
        &self.counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_as_they_are_folded() {
        let words = number_context();
        assert!(words.dates("ngày") && !words.dates("hộ"));
        assert!(words.names("điều") && words.is_level("hạng") && words.follows_level("sao"));
        assert!(words.is_paper("nghị", "định") && !words.is_paper("quyết", "toán"));
        assert!(words.is_verb("đã") && words.is_measure("tuổi") && !words.is_measure("hộ"));
        assert_eq!(words.powers("ha", "m²"), Some((4, 0)));
        assert_eq!(words.powers("ha", "kg"), None);
        assert!(words.counted().iter().any(|noun| noun == "đồng chí"));
    }
}
