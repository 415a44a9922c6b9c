//! A quick hash of a word: the same on every machine and in every run.

/// The hash of the bytes of a word. Words of at most sixteen bytes, which nearly all are, are taken
/// in two steps.
pub fn word(bytes: &[u8]) -> u32 {
    let sum = if bytes.len() > 16 {
        // FNV-1a.
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
    } else {
        let (first, last) = ends(bytes);
        (first ^ last.rotate_left(29) ^ (bytes.len() as u64) << 59).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    let mixed = (sum ^ sum >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed >> 32) as u32
}

/// The two ends of at most sixteen bytes, which cover them all, whether or not they overlap.
pub fn ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)));
    }
    (bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)), 0)
}

/// A number from the length and the two ends of a word.
pub const fn sketch(word: &[u8]) -> u8 {
    let [first, .., last] = word else { return 0 };
    first.wrapping_mul(7).wrapping_add(last.wrapping_mul(31)).wrapping_add(word.len() as u8)
}

/// The sketches of a few words: tells most other words from them at one look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sketches([u64; 4]);

impl Sketches {
    /// Those of `words`.
    pub const fn of(words: &[&str]) -> Self {
        let mut sketches = [0; 4];
        let mut at = 0;
        while at < words.len() {
            let sketch = sketch(words[at].as_bytes());
            sketches[(sketch >> 6) as usize] |= 1 << (sketch & 63);
            at += 1;
        }
        Self(sketches)
    }

    /// Those of `words`, which are known only when the program runs.
    pub fn collect<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sketches = Self::default();
        for word in words {
            let sketch = sketch(word.as_bytes());
            sketches.0[usize::from(sketch >> 6)] |= 1 << (sketch & 63);
        }
        sketches
    }

    /// False if `word` is none of the words.
    pub const fn may_hold(&self, word: &[u8]) -> bool {
        let sketch = sketch(word);
        self.0[(sketch >> 6) as usize] & 1 << (sketch & 63) != 0
    }
}

/// A hash of the last values of a sequence, as many as a window holds.
pub struct Rolling {
    /// The values, the oldest at `at`.
    ring: Vec<u32>,
    at: usize,
    filled: usize,
    hash: u64,
    /// The weight of the oldest value.
    top: u64,
}

impl Rolling {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

    /// For a window of `length` values, at least one.
    pub fn new(length: usize) -> Self {
        let length = length.max(1);
        let top = (1..length).fold(1u64, |power, _| power.wrapping_mul(Self::BASE));
        Self { ring: vec![0; length], at: 0, filled: 0, hash: 0, top }
    }

    /// Forgets all values.
    pub fn clear(&mut self) {
        (self.filled, self.hash) = (0, 0);
    }

    /// Takes the next value; the hash of the window that ends with it, once there are enough of them.
    pub fn push(&mut self, value: u32) -> Option<u64> {
        let oldest = std::mem::replace(&mut self.ring[self.at], value);
        self.at = if self.at + 1 == self.ring.len() { 0 } else { self.at + 1 };
        if self.filled == self.ring.len() {
            self.hash = self.hash.wrapping_sub(u64::from(oldest).wrapping_mul(self.top));
        } else {
            self.filled += 1;
        }
        self.hash = self.hash.wrapping_mul(Self::BASE).wrapping_add(u64::from(value));
        (self.filled == self.ring.len()).then_some(self.hash)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn different_words_have_different_hashes() {
        let mut met = BTreeMap::new();
        let syllables = ["a", "á", "ban", "bàn", "nghiêng", "nghiềng", "trách", "nhiệm", "x", "công", "cộng", "2025"];
        for first in syllables {
            for second in syllables {
                for word in [first.to_owned(), format!("{first}{second}"), format!("{first}{second}{first}{second}")] {
                    let hash = super::word(word.as_bytes());
                    assert_eq!(met.entry(hash).or_insert_with(|| word.clone()), &word);
                }
            }
        }
        assert_eq!(ends(b"abc"), (0x61_6263, 0));
    }

    #[test]
    fn sketches_let_their_words_pass() {
        let words = ["năm", "mười", "tỷ", "a", ""];
        let sketches = Sketches::of(&words);
        assert!(words.iter().all(|word| sketches.may_hold(word.as_bytes())));
        assert!(!sketches.may_hold("nghiêng".as_bytes()));
    }

    #[test]
    fn equal_windows_have_equal_hashes() {
        let hashes = |values: &[u32]| {
            let mut rolling = Rolling::new(3);
            values.iter().map(|value| rolling.push(*value)).collect::<Vec<_>>()
        };
        let (long, short) = (hashes(&[9, 8, 1, 2, 3]), hashes(&[1, 2, 3]));
        assert_eq!((long[4], long[1]), (short[2], None));
        assert_ne!(long[3], long[4]);
        let mut rolling = Rolling::new(2);
        rolling.push(7);
        rolling.clear();
        assert_eq!((rolling.push(1), rolling.push(2)), (None, hashes_of_two(1, 2)));
    }

    fn hashes_of_two(first: u32, second: u32) -> Option<u64> {
        let mut rolling = Rolling::new(2);
        rolling.push(first);
        rolling.push(second)
    }
}
