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
}
