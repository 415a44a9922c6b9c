//! How a text says how many items a list has.

use std::sync::LazyLock;

use serde::Deserialize;

use super::classes::opens_with;
use crate::text::fold;

/// The file `rules/lexicon/announcements.toml`; all words folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Announcements {
    nouns: Vec<String>,
    places: Vec<String>,
    some: Vec<String>,
    speaking_of: Vec<String>,
    joints: Vec<String>,
    after_noun: Vec<String>,
    several: Vec<String>,
    adds: Vec<String>,
    headings: Vec<String>,
    numerals: Vec<String>,
    before_names: Vec<String>,
    ordinals: Vec<Vec<String>>,
    /// Run as tests beside the recogniser.
    pub example: Vec<Example>,
}

/// A text with what it announces, if anything.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text, a line a block.
    pub text: String,
    /// How many are announced.
    pub announced: Option<i64>,
    /// How many are listed.
    pub listed: Option<usize>,
    /// Whether the list is said to be all.
    pub closed: Option<bool>,
}

static WORDS: LazyLock<Announcements> = LazyLock::new(|| {
    let mut file: Announcements = serde_json::from_str(super::data::ANNOUNCEMENTS).unwrap_or_default();
    let lists = [
        &mut file.nouns,
        &mut file.places,
        &mut file.some,
        &mut file.speaking_of,
        &mut file.joints,
        &mut file.after_noun,
        &mut file.several,
    ];
    let more = file.headings.iter_mut().chain(&mut file.adds).chain(&mut file.numerals).chain(&mut file.before_names);
    for word in lists.into_iter().flatten().chain(more).chain(file.ordinals.iter_mut().flatten()) {
        *word = fold::fold(word);
    }
    file
});

/// The words.
pub fn announcements() -> &'static Announcements {
    &WORDS
}

impl Announcements {
    /// True if lists are made of what the folded `noun` begins with.
    pub fn is_listed(&self, noun: &str) -> bool {
        opens_with(noun, &self.nouns).is_some()
    }

    /// True if the folded `noun` begins with a kind of place.
    pub fn is_place(&self, noun: &str) -> bool {
        opens_with(noun, &self.places).is_some()
    }

    /// True if the folded `words` say that what follows is a choice.
    pub fn chooses(&self, words: &str) -> bool {
        self.some.iter().any(|known| fold::has_words(words, known))
    }

    /// True if with the folded word before a number the list tells what is said of the things.
    pub fn speaks_of(&self, word: &str) -> bool {
        self.speaking_of.iter().any(|known| known == word)
    }

    /// True for words between a noun and the colon.
    pub fn joins(&self, word: &str) -> bool {
        self.joints.iter().any(|known| known == word)
    }

    /// True for words that end a noun.
    pub fn ends_noun(&self, word: &str) -> bool {
        self.after_noun.iter().any(|known| known == word)
    }

    /// True for words with which an item holds several things.
    pub fn is_several(&self, word: &str) -> bool {
        self.several.iter().any(|known| known == word)
    }

    /// True for words before the last item.
    pub fn adds(&self, word: &str) -> bool {
        self.adds.iter().any(|known| known == word)
    }

    /// The number in words that the folded `word` is, unless `before` makes it a name.
    pub fn numeral(&self, before: &str, word: &str) -> Option<i64> {
        let at = self.numerals.iter().position(|known| !known.is_empty() && known == word)?;
        let named = self.before_names.iter().any(|known| known == before);
        i64::try_from(at + 2).ok().filter(|_| !named)
    }

    /// The phrases that the items of a list begin with, from the first on.
    pub fn ordinals(&self) -> &[Vec<String>] {
        &self.ordinals
    }

    /// True for first words of headings.
    pub fn opens_heading(&self, word: &str) -> bool {
        self.headings.iter().any(|known| known == word)
    }
}
