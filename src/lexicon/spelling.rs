//! What the rules on spelling know beside the counts: loanwords, short forms, known confusions.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::data;
use crate::text::fold;
use crate::text::shape::Shape;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WordFile {
    loanwords: String,
    foreign: String,
    short_forms: String,
    spelled_out: Vec<SpelledOut>,
    alike: Vec<Vec<String>>,
    numerals: String,
    before_names: String,
    heads: Vec<String>,
    pairs: Vec<String>,
    anywhere: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpelledOut {
    short: String,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PhraseFile {
    never: Vec<(String, String)>,
    by_context: Vec<(String, String)>,
    word_lost: Vec<Vec<String>>,
}

/// How sure a known confusion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confusion {
    /// The wrong words have no right use.
    Never,
    /// The wrong words may stand side by side by chance.
    ByContext,
    /// A word is lost; the rest may stand side by side by chance.
    WordLost,
}

/// Words that are written for others.
#[derive(Debug)]
pub struct Phrase {
    /// The wrong words, folded.
    pub wrong: Vec<String>,
    /// The syllables that the wrong words are; `None` for another word.
    pub shapes: Vec<Option<Shape>>,
    /// The right words as written.
    pub right: String,
    /// What must follow soon after the wrong words, if anything: the code of a kind of document.
    pub followed_by: Option<String>,
    /// How sure it is.
    pub confusion: Confusion,
}

/// The lists.
#[derive(Debug, Default)]
pub struct Spelling {
    /// Words that are no Vietnamese syllables and right, folded.
    pub loanwords: HashSet<String>,
    /// Foreign words that were met.
    pub foreign: HashSet<String>,
    /// Short forms in small letters without a vowel.
    pub short_forms: HashSet<String>,
    /// What a short form (folded) stands for.
    pub spelled_out: HashMap<String, Vec<Shape>>,
    /// For a syllable those that may be written for it.
    pub alike: HashMap<Shape, Vec<Shape>>,
    /// Numbers in words.
    pub numerals: HashSet<Shape>,
    /// Words before a name of a place or person.
    pub before_names: HashSet<Shape>,
    /// Words of two syllables that are written with one capital and are no names.
    pub heads: HashSet<(Shape, Shape)>,
    /// Syllables that are right side by side although they are seldom met so.
    pub pairs: HashSet<(Shape, Shape)>,
    /// Words that stand beside any other: of these the words around tell little.
    pub anywhere: HashSet<Shape>,
    /// Known confusions by the first of the wrong words (its shape, or the word if it has none), longest first.
    pub phrases: HashMap<PhraseKey, Vec<Phrase>>,
}

/// A word as phrases are looked up: one for all ways of writing a syllable.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PhraseKey {
    /// A syllable.
    Syllable(Shape),
    /// Another word, folded.
    Other(String),
}

impl PhraseKey {
    /// The key of a folded word.
    pub fn of(word: &str) -> Self {
        Shape::of(word).map_or_else(|| Self::Other(word.to_owned()), Self::Syllable)
    }
}

static SPELLING: LazyLock<Spelling> = LazyLock::new(|| {
    let Ok(file) = serde_json::from_str::<WordFile>(data::SPELLING) else { return Spelling::default() };
    let words = |text: &str| -> HashSet<String> { text.split_whitespace().map(fold::fold).collect() };
    let shapes = |text: &str| -> Vec<Shape> { text.split_whitespace().filter_map(Shape::of).collect() };
    let spelled_out = file.spelled_out.iter().map(|entry| (fold::fold(&entry.short), shapes(&entry.words)));
    let mut alike: HashMap<Shape, Vec<Shape>> = HashMap::new();
    for group in &file.alike {
        let group: Vec<Shape> = group.iter().filter_map(|word| Shape::of(word)).collect();
        for one in &group {
            alike.entry(*one).or_default().extend(group.iter().filter(|other| *other != one));
        }
    }
    let in_pairs = |words: &String| match shapes(words)[..] {
        [first, second] => Some((first, second)),
        _ => None,
    };
    Spelling {
        loanwords: words(&file.loanwords),
        foreign: words(&file.foreign),
        short_forms: words(&file.short_forms),
        spelled_out: spelled_out.collect(),
        alike,
        numerals: shapes(&file.numerals).into_iter().collect(),
        before_names: shapes(&file.before_names).into_iter().collect(),
        heads: file.heads.iter().filter_map(in_pairs).collect(),
        pairs: file.pairs.iter().filter_map(in_pairs).collect(),
        anywhere: shapes(&file.anywhere).into_iter().collect(),
        phrases: phrases(),
    }
});

fn phrases() -> HashMap<PhraseKey, Vec<Phrase>> {
    let mut phrases: HashMap<PhraseKey, Vec<Phrase>> = HashMap::new();
    let Ok(file) = serde_json::from_str::<PhraseFile>(data::CONFUSIONS) else { return phrases };
    let of = |confusion, (wrong, right): (String, String)| (confusion, wrong, right, None);
    let never = file.never.into_iter().map(|pair| of(Confusion::Never, pair));
    let by_context = file.by_context.into_iter().map(|pair| of(Confusion::ByContext, pair));
    let lost = file.word_lost.into_iter().filter_map(|entry| {
        let mut parts = entry.into_iter();
        Some((Confusion::WordLost, parts.next()?, parts.next()?, parts.next()))
    });
    for (confusion, wrong, right, followed_by) in never.chain(by_context).chain(lost) {
        let wrong: Vec<String> = wrong.split_whitespace().map(fold::fold).collect();
        let shapes = wrong.iter().map(|word| Shape::of(word)).collect();
        let Some(first) = wrong.first() else { continue };
        let key = PhraseKey::of(first);
        phrases.entry(key).or_default().push(Phrase { wrong, shapes, right, followed_by, confusion });
    }
    phrases
        .into_iter()
        .map(|(key, mut list)| {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.wrong.len()));
            (key, list)
        })
        .collect()
}

/// The lists, read when first asked for.
pub fn spelling() -> &'static Spelling {
    &SPELLING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read() {
        let lists = spelling();
        assert!(lists.loanwords.contains("ôtô"));
        assert_eq!(lists.spelled_out.get("ubnd").map(Vec::len), Some(4));
        assert_eq!(lists.alike.values().flatten().count() % 2, 0);
        assert!(lists.heads.len() > 30 && lists.pairs.len() > 10 && lists.anywhere.len() > 10);
        let phrases: usize = lists.phrases.values().map(Vec::len).sum();
        assert!(phrases > 500, "{phrases}");
    }

    #[test]
    fn no_confusion_mends_into_itself() {
        for phrase in spelling().phrases.values().flatten() {
            let right: Vec<PhraseKey> =
                phrase.right.split_whitespace().map(|word| PhraseKey::of(&fold::fold(word))).collect();
            let wrong: Vec<PhraseKey> = phrase.wrong.iter().map(|word| PhraseKey::of(word)).collect();
            assert_ne!(right, wrong, "{:?}", phrase.wrong);
        }
    }
}
