//! The words that open a citation.

use std::sync::LazyLock;

use super::words::Words;
use crate::lexicon::citation_kinds::citation_kinds;
use crate::text::hash;

/// A kind word in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindWord {
    /// First token.
    pub(super) first: usize,
    /// Token after the last one.
    pub(super) end: usize,
    /// The kind it names.
    pub(super) slug: &'static str,
    /// `các` or `những` stands before it: a list may follow.
    pub(super) plural: bool,
}

struct Phrase {
    words: Vec<&'static str>,
    slug: &'static str,
}

/// Phrases in the bucket of the sketch of their first word, longer ones first. Most words of a text
/// fall into an empty bucket.
static PHRASES: LazyLock<Vec<Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: Vec<Vec<Phrase>> = Vec::new();
    phrases.resize_with(256, Vec::new);
    for kind in citation_kinds() {
        for phrase in &kind.words {
            let words: Vec<&'static str> = phrase.split(' ').collect();
            let Some(first) = words.first() else { continue };
            phrases[usize::from(hash::sketch(first.as_bytes()))].push(Phrase { words, slug: &kind.slug });
        }
    }
    for bucket in &mut phrases {
        bucket.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    phrases
});

/// The kind word that starts at token `at`.
pub(super) fn at(words: Words<'_>, at: usize) -> Option<KindWord> {
    let bucket = &PHRASES[usize::from(hash::sketch(words.bytes(at)))];
    let (slug, end) = bucket.iter().find_map(|phrase| Some((phrase.slug, matches(words, at, &phrase.words)?)))?;
    let plural = words.before(at).is_some_and(|before| matches!(words.word(before), "các" | "những"));
    Some(KindWord { first: at, end, slug, plural })
}

/// The token after the phrase, which a line break may cut.
fn matches(words: Words<'_>, at: usize, phrase: &[&str]) -> Option<usize> {
    let mut next = at;
    for (by, word) in phrase.iter().enumerate() {
        if by > 0 {
            next = words.skip_breaks(next);
        }
        if words.word(next) != *word {
            return None;
        }
        next += 1;
    }
    Some(next)
}
