//! The checks on spelling.

mod impossible_syllable;
mod joined_words;
mod misspelling;
mod noun_capital;
mod repeated_word;
mod series_comma;
mod tone_mark_mixed;

pub(super) use impossible_syllable::ImpossibleSyllable;
pub(super) use joined_words::JoinedWords;
pub(super) use misspelling::MisspellingCheck;
pub use misspelling::Misspellings;
pub(super) use noun_capital::NounCapital;
pub(super) use repeated_word::RepeatedWord;
pub(super) use series_comma::SeriesComma;
pub(super) use tone_mark_mixed::ToneMarkMixed;

use crate::model::Block;
use crate::text::{Token, TokenKind};

/// The words of `block` that have letters beyond ASCII.
fn marked_words(block: &Block) -> impl Iterator<Item = (&Token, &str)> {
    let clean = block.clean();
    block.tokens().iter().filter(|token| token.kind() == TokenKind::Word).filter_map(move |token| {
        let range = token.range().usize();
        let beyond_ascii = !clean.as_bytes().get(range.clone())?.is_ascii();
        if beyond_ascii { Some((token, clean.get(range)?)) } else { None }
    })
}
