//! What told a part of a document, in words. Data from `rules/lexicon/clues.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::data;

/// A clue in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClueWords {
    /// Name, such as `date/in-words`.
    pub id: String,
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    clue: Vec<ClueWords>,
}

static CLUES: LazyLock<File> = LazyLock::new(|| serde_json::from_str(data::CLUES).unwrap_or_default());

/// The words of the clue `id`.
pub fn clue(id: &str) -> Option<&'static ClueWords> {
    CLUES.clue.iter().find(|clue| clue.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clues_have_words_in_both_languages() {
        assert!(!CLUES.clue.is_empty());
        assert!(CLUES.clue.iter().all(|clue| !clue.vi.is_empty() && !clue.en.is_empty()));
    }
}
