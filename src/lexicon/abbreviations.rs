//! Abbreviations that need no explanation, and the words with which documents explain their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    foreign_letters: String,
    known: String,
    full: Vec<Full>,
    lead: Vec<Lead>,
    links: WordList,
    fillers: WordList,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Full {
    short: String,
    words: String,
}

/// Two words that lead to a declared abbreviation: `viết tắt`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lead {
    /// The first word, folded.
    pub first: String,
    /// The second one.
    pub last: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordList {
    words: Vec<String>,
}

/// The lexicon.
#[derive(Debug, Default)]
pub struct KnownAbbreviations {
    known: BTreeSet<String>,
    /// Letters that no abbreviation of Vietnamese words has.
    pub foreign_letters: String,
    /// What a known abbreviation stands for: its words, folded, without marks.
    full: BTreeMap<String, Vec<String>>,
    /// Words that lead to a declaration.
    pub leads: Vec<Lead>,
    /// Words between an abbreviation and what it stands for, folded.
    pub links: Vec<String>,
    /// Words that initials pass over, folded.
    pub fillers: Vec<String>,
}

static KNOWN: LazyLock<KnownAbbreviations> = LazyLock::new(|| {
    let Ok(file) = serde_json::from_str::<File>(super::data::ABBREVIATIONS) else {
        return KnownAbbreviations::default();
    };
    let words = |text: &str| {
        fold::key(text).split([' ', ',', '-']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    KnownAbbreviations {
        foreign_letters: file.foreign_letters,
        known: file.known.split_whitespace().map(str::to_owned).collect(),
        full: file.full.into_iter().map(|full| (full.short, words(&full.words))).collect(),
        leads: file.lead,
        links: file.links.words,
        fillers: file.fillers.words,
    }
});

/// The lexicon.
pub fn abbreviations() -> &'static KnownAbbreviations {
    &KNOWN
}

impl KnownAbbreviations {
    /// True if `name`, as written in capitals, needs no explanation.
    pub fn knows(&self, name: &str) -> bool {
        self.known.contains(name) || self.full.contains_key(name)
    }

    /// The words that `name` stands for, folded, where documents write them out too.
    pub fn full(&self, name: &str) -> Option<&[String]> {
        self.full.get(name).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_ones_are_in_capitals_and_their_words_are_folded() {
        let lexicon = abbreviations();
        assert!(lexicon.knows("ASEAN") && lexicon.knows("UBND") && !lexicon.knows("TDTH"));
        assert_eq!(lexicon.full("PCCC").map(|words| words.join(" ")).as_deref(), Some("phòng cháy chữa cháy"));
        let small = lexicon.known.iter().chain(lexicon.full.keys()).find(|name| name.chars().any(char::is_lowercase));
        assert_eq!(small, None);
    }
}
