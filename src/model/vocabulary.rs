//! The different words of a document.

use super::{BlockId, Document};
use crate::text::{TextRange, TokenKind, hash};

/// The places of the words of the prose of `document` that have letters beyond ASCII: each word
/// where it stands first, a few of them again further on. A document has few different words; what
/// judges each by itself judges these, not all.
pub(super) fn of(document: &Document) -> Vec<(BlockId, TextRange)> {
    let mut lately = Lately::default();
    let mut places = Vec::new();
    for block in document.prose() {
        let clean = block.clean();
        for token in block.tokens().iter().filter(|token| token.kind() == TokenKind::Word) {
            let Some(word) = clean.as_bytes().get(token.range().usize()) else { continue };
            if !word.is_ascii() && !lately.meets(word) {
                places.push((block.id(), token.range()));
            }
        }
    }
    places
}

/// Words met lately: of words that share a slot the last one. What is forgotten is new again.
struct Lately {
    slots: Vec<Shape>,
}

const SLOTS: usize = 1024;

/// The bytes of a word of at most sixteen bytes, and their number: all that tells it from others.
type Shape = (u64, u64, usize);

impl Default for Lately {
    fn default() -> Self {
        Self { slots: vec![(0, 0, 0); SLOTS] }
    }
}

impl Lately {
    /// True if `word` has been met; from now on it has.
    fn meets(&mut self, word: &[u8]) -> bool {
        let Some(shape) = shape(word) else { return false };
        let slot = &mut self.slots[slot(shape)];
        std::mem::replace(slot, shape) == shape
    }
}

fn shape(bytes: &[u8]) -> Option<Shape> {
    if bytes.len() > 16 {
        return None;
    }
    let (first, last) = hash::ends(bytes);
    Some((first, last, bytes.len()))
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
        let words =
            ["đã", "của", "cửa", "thường", "thượng", "nghiêng", "ngửng", "đa", "hoà", "hòa", "ố", "ồ", "và", "vạ"];
        for word in words {
            for other in words {
                let mut lately = Lately::default();
                assert!(!lately.meets(word.as_bytes()));
                assert_eq!(lately.meets(other.as_bytes()), word == other, "{word} {other}");
            }
        }
    }
}
