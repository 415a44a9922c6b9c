//! Words around citations: `rules/lexicon/citation-words.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::word_set::WordSet;

/// The words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CitationWords {
    issuer_ends: WordSet,
    issuer_end_pairs: WordSet,
    place_words: WordSet,
    agents: WordSet,
    counted: WordSet,
    legacy_symbols: Vec<String>,
}

static WORDS: LazyLock<CitationWords> =
    LazyLock::new(|| serde_json::from_str(super::data::CITATION_WORDS).unwrap_or_default());

/// The words of the lexicon.
pub fn citation_words() -> &'static CitationWords {
    &WORDS
}

impl CitationWords {
    /// True if the name of an issuer ends before `word`.
    pub fn ends_issuer(&self, word: &str) -> bool {
        self.issuer_ends.contains(word)
    }

    /// True if the name of an issuer ends before `first second`.
    pub fn pair_ends_issuer(&self, first: &str, second: &str) -> bool {
        self.issuer_end_pairs.contains(&format!("{first} {second}"))
    }

    /// True for a small word in the name of a place or body.
    pub fn is_in_places(&self, word: &str) -> bool {
        self.place_words.contains(word)
    }

    /// True for a word that leads to who amends or replaces.
    pub fn leads_to_agent(&self, word: &str) -> bool {
        self.agents.contains(word)
    }

    /// True for the first word of a thing that is counted.
    pub fn is_counted(&self, word: &str) -> bool {
        self.counted.contains(word)
    }

    /// True for what stood behind a serial number before 2005.
    pub fn is_legacy_symbol(&self, symbol: &str) -> bool {
        self.legacy_symbols.iter().any(|known| known == symbol)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        let words = citation_words();
        assert!(words.ends_issuer("về") && !words.ends_issuer("tỉnh"));
        assert!(words.pair_ends_issuer("quy", "định") && !words.pair_ends_issuer("quy", "hoạch"));
        assert!(words.is_in_places("trực") && words.leads_to_agent("bởi") && words.is_counted("nội"));
        assert!(words.is_legacy_symbol("NĐ-HĐBT") && !words.is_legacy_symbol("NĐ-CP"));
    }
}
