//! What stands beside a number and makes it something other than a count: `rules/lexicon/number-context.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold;

/// The words, folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NumberContext {
    dates: Words,
    names: Words,
    levels: Words,
    after_levels: Words,
    papers: Vec<String>,
    verbs: Words,
    measures: Words,
    counted: Vec<String>,
    /// Sentences with the counts they hold: tests read them.
    #[serde(default)]
    pub example: Vec<Example>,
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

/// Folded words, sorted.
#[derive(Debug, Default, Deserialize)]
struct Words(Vec<String>);

impl Words {
    fn fold(&mut self) {
        for word in &mut self.0 {
            *word = fold::key(word);
        }
        self.0.sort_unstable();
    }

    fn hold(&self, word: &str) -> bool {
        self.0.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }
}

static WORDS: LazyLock<NumberContext> = LazyLock::new(|| {
    let mut file: NumberContext = serde_json::from_str(super::data::NUMBER_CONTEXT).unwrap_or_default();
    let NumberContext { dates, names, levels, after_levels, verbs, measures, .. } = &mut file;
    for words in [dates, names, levels, after_levels, verbs, measures] {
        words.fold();
    }
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
        self.dates.hold(word)
    }

    /// True if a number behind `word` is a name or a time.
    pub fn names(&self, word: &str) -> bool {
        self.names.hold(word)
    }

    /// True if a number behind `word` is a level, unless a noun follows.
    pub fn is_level(&self, word: &str) -> bool {
        self.levels.hold(word)
    }

    /// True for a word behind a level that is no noun.
    pub fn follows_level(&self, word: &str) -> bool {
        self.after_levels.hold(word)
    }

    /// True if `first second` is a kind of paper whose number follows.
    pub fn is_paper(&self, first: &str, second: &str) -> bool {
        self.papers.iter().any(|paper| paper.split_once(' ') == Some((first, second)))
    }

    /// True if `word` begins what is said of a name that ends in a number.
    pub fn is_verb(&self, word: &str) -> bool {
        self.verbs.hold(word)
    }

    /// True for a unit of time, money, length or the like.
    pub fn is_measure(&self, word: &str) -> bool {
        self.measures.hold(word)
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
        assert!(words.counted().iter().any(|noun| noun == "đồng chí"));
    }
}
