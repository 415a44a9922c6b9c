//! The checks on characters that are not what they look like.

mod decomposed_letters;
mod invisible_character;
mod legacy_font;
mod lookalike_digit;
mod lookalike_letter;

pub(super) use decomposed_letters::DecomposedLetters;
pub(super) use invisible_character::InvisibleCharacter;
pub(super) use legacy_font::LegacyFont;
pub(super) use lookalike_digit::LookalikeDigit;
pub(super) use lookalike_letter::LookalikeLetter;

/// Ranges of the stored text between white space.
fn stored_words(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |part| {
        let start = at;
        at += part.len();
        let word = part.trim_end_matches(char::is_whitespace);
        (!word.is_empty()).then(|| start..start + word.len())
    })
}
