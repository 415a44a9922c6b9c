//! How the words of a document are spelled, taken together: which slips of the keyboard may be in it,
//! and which of two right ways of writing it uses.

use std::cell::RefCell;

use super::Document;
use crate::text::syllable::Traits;
use crate::text::{TokenKind, hash};

/// The traits of all words of the prose of `document`.
pub(super) fn of(document: &Document) -> Traits {
    MEMO.with_borrow_mut(|memo| {
        let mut traits = Traits::default();
        for block in document.prose() {
            let clean = block.clean();
            for token in block.tokens().iter().filter(|token| token.kind() == TokenKind::Word) {
                let range = token.range().usize();
                // A syllable without a letter beyond ASCII has no mark in the wrong place.
                let is_plain = clean.as_bytes().get(range.clone()).is_none_or(<[u8]>::is_ascii);
                if !is_plain && let Some(word) = clean.get(range) {
                    traits = traits.and(memo.traits(word));
                }
            }
        }
        traits
    })
}

thread_local! {
    /// The same few hundred words make up all documents, so what is known of them is kept.
    static MEMO: RefCell<Memo> = RefCell::new(Memo::default());
}

/// Words met lately with their traits: of words that share a slot the last one.
struct Memo {
    slots: Vec<(Shape, Traits)>,
}

const SLOTS: usize = 2048;

/// The bytes of a word of at most sixteen bytes, and their number: all that tells it from others.
type Shape = (u64, u64, usize);

impl Default for Memo {
    fn default() -> Self {
        Self { slots: vec![((0, 0, 0), Traits::default()); SLOTS] }
    }
}

impl Memo {
    fn traits(&mut self, word: &str) -> Traits {
        let bytes = word.as_bytes();
        if bytes.len() > 16 {
            return Traits::of(word);
        }
        let (first, last) = hash::ends(bytes);
        let shape = (first, last, bytes.len());
        let slot = &mut self.slots[slot(shape)];
        if slot.0 != shape {
            *slot = (shape, Traits::of(word));
        }
        slot.1
    }
}

fn slot((first, last, length): Shape) -> usize {
    let sum = (first ^ last.rotate_left(29) ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (sum >> 40) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_all_its_bytes() {
        let words = [
            "đã",
            "của",
            "cửa",
            "thường",
            "nghiêng",
            "hoà",
            "hòa",
            "ố",
            "ồ",
            "qúy",
            "quý",
            "nguời",
            "người",
            "đựoc",
            "thúyết",
            "thuỷ",
            "thủy",
            "nghiêngnghiêngnghiêng",
        ];
        let mut memo = Memo::default();
        for word in words.iter().chain(words.iter().rev()).chain(&words) {
            assert_eq!(memo.traits(word), Traits::of(word), "{word}");
        }
    }
}
