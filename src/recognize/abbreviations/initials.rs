//! Letters of an abbreviation against the initials of words.

use crate::lexicon::abbreviations::abbreviations;
use crate::recognize::citations::words::Words;
use crate::text::{TokenKind, letters};

/// Tokens of the longest full form.
const LONGEST: usize = 32;

/// The letters of an abbreviation as they are compared: no marks, `D` for `Đ`.
pub(super) fn letters_of(name: &str) -> Vec<char> {
    name.chars().filter(|letter| letter.is_alphabetic()).map(plain).collect()
}

fn plain(letter: char) -> char {
    letters::base(letter).to_ascii_uppercase()
}

/// The first of the tokens before `end` whose initials are `letters`.
pub(super) fn backwards(words: Words<'_>, end: usize, letters: &[char]) -> Option<usize> {
    let mut left = letters;
    let mut first = end;
    for at in (end.saturating_sub(LONGEST)..end).rev() {
        if left.is_empty() {
            break;
        }
        match step(words, at, left, Side::Last)? {
            0 => {}
            taken => {
                left = &left[..left.len() - taken];
                first = at;
            }
        }
    }
    (left.is_empty() && first < end).then_some(first)
}

/// One past the last of the tokens from `start` on whose initials are `letters`.
pub(super) fn forwards(words: Words<'_>, start: usize, letters: &[char]) -> Option<usize> {
    let mut left = letters;
    let mut end = start;
    for at in start..words.len().min(start + LONGEST) {
        if left.is_empty() {
            break;
        }
        match step(words, at, left, Side::First)? {
            0 => {}
            taken => {
                left = &left[taken..];
                end = at + 1;
            }
        }
    }
    (left.is_empty() && end > start).then_some(end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Last,
}

/// How many of the `left` letters token `at` stands for; `None` where no full form can go on.
fn step(words: Words<'_>, at: usize, left: &[char], side: Side) -> Option<usize> {
    match words.kind(at)? {
        TokenKind::Mark(mark) => matches!(mark, ',' | '-' | '–' | '&' | '“' | '”' | '"' | '*' | '_').then_some(0),
        TokenKind::Number => None,
        TokenKind::Break => Some(0),
        TokenKind::Word => {
            let written = words.written(at);
            let inner = letters_of(written);
            let next = match side {
                Side::First => left.first(),
                Side::Last => left.last(),
            };
            // `Ủy ban MTTQ (UBMTTQ)`: a part is abbreviated itself.
            let whole = match side {
                Side::First => left.starts_with(&inner),
                Side::Last => left.ends_with(&inner),
            };
            if inner.len() > 1 && super::is_in_capitals(words, at) && whole {
                return Some(inner.len());
            }
            if inner.first().is_some_and(|initial| Some(initial) == next) {
                return Some(1);
            }
            abbreviations().fillers.iter().any(|filler| filler == words.word(at)).then_some(0)
        }
    }
}
