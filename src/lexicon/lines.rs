//! First words by which lines of a document are known: `rules/lexicon/lines.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::word_set::WordSet;

/// The words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LineWords {
    attached_notes: Vec<String>,
    annexes: Vec<String>,
    no_places: Vec<String>,
    divisions: WordSet,
    first_divisions: Vec<String>,
    signature_notes: Vec<String>,
    periods: WordSet,
}

static WORDS: LazyLock<LineWords> = LazyLock::new(|| serde_json::from_str(super::data::LINES).unwrap_or_default());

/// The words of the lexicon.
pub fn line_words() -> &'static LineWords {
    &WORDS
}

impl LineWords {
    /// True if `folded` begins like a note on what a text was sent with.
    pub fn opens_attached_note(&self, folded: &str) -> bool {
        opens(&self.attached_notes, folded)
    }

    /// What follows the words of an annex that `folded` begins with.
    pub fn after_annex<'t>(&self, folded: &'t str) -> Option<&'t str> {
        self.annexes.iter().find_map(|words| folded.strip_prefix(words.as_str()))
    }

    /// True if `folded` opens a sentence, not with a place.
    pub fn opens_sentence_before_date(&self, folded: &str) -> bool {
        opens(&self.no_places, folded)
    }

    /// True for the word of a division.
    pub fn is_division(&self, word: &str) -> bool {
        self.divisions.contains(word)
    }

    /// The numbers of divisions with which content begins.
    pub fn first_divisions(&self) -> impl Iterator<Item = &str> {
        self.first_divisions.iter().map(String::as_str)
    }

    /// True if `folded` begins like a note that stands for a signature.
    pub fn opens_signature_note(&self, folded: &str) -> bool {
        opens(&self.signature_notes, folded)
    }

    /// True for a word that says when.
    pub fn is_of_period(&self, word: &str) -> bool {
        self.periods.contains(word)
    }
}

fn opens(all: &[String], folded: &str) -> bool {
    all.iter().any(|words| folded.starts_with(words.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        let words = line_words();
        assert!(words.opens_attached_note("kèm theo quyết định") && !words.opens_attached_note("theo quyết định"));
        assert_eq!(words.after_annex("phụ lục ii"), Some(" ii"));
        assert!(words.opens_sentence_before_date("hôm nay, ngày") && words.is_division("điều"));
        assert!(words.first_divisions().any(|number| number == "chương i"));
        assert!(words.opens_signature_note("đã ký") && words.is_of_period("quý") && !words.is_of_period("xã"));
    }
}
