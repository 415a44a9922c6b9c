//! A small picture of a text: texts that share most of their wording have similar pictures.

use serde::{Deserialize, Serialize};

use crate::text::hash::{self, Rolling};

/// Words of one stretch.
const WIDTH: usize = 5;
/// Hashes that are kept.
const KEPT: usize = 48;

/// The least hashes of all stretches of five words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Vec<u32>);

impl Sketch {
    /// The picture of the folded `words`.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut rolling = Rolling::new(WIDTH);
        let mut hashes: Vec<u32> = Vec::new();
        let mut least = u32::MAX;
        for word in words {
            let Some(window) = rolling.push(hash::word(word.as_bytes())) else { continue };
            let stretch = stir((window ^ window >> 32) as u32);
            if stretch < least {
                hashes.push(stretch);
            }
            // Few at a time are sorted, so that the work stays linear.
            if hashes.len() >= 16 * KEPT {
                keep(&mut hashes);
                least = hashes.last().copied().filter(|_| hashes.len() == KEPT).unwrap_or(u32::MAX);
            }
        }
        keep(&mut hashes);
        Self(hashes)
    }

    /// The share of common wording, from 0 to 100; 0 if one has too few words to tell.
    pub fn likeness(&self, other: &Self) -> usize {
        let mut all: Vec<u32> = self.0.iter().chain(&other.0).copied().collect();
        keep(&mut all);
        if all.len() < 8 {
            return 0;
        }
        let common =
            all.iter().filter(|hash| self.0.binary_search(hash).is_ok() && other.0.binary_search(hash).is_ok());
        common.count() * 100 / all.len()
    }
}

fn keep(hashes: &mut Vec<u32>) {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
}

/// Mixes the bits, so that the least values are spread evenly.
const fn stir(hash: u32) -> u32 {
    let hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    let hash = (hash ^ hash >> 13).wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        Sketch::of(text.split_whitespace())
    }

    #[test]
    fn copies_are_alike_and_others_are_not() {
        let text = (0..400).map(|at| format!("từ{}", at * 7 % 397)).collect::<Vec<_>>().join(" ");
        let edited = text.replace("từ35 ", "chữ khác ");
        let other = (0..400).map(|at| format!("câu{}", at * 11 % 397)).collect::<Vec<_>>().join(" ");
        assert_eq!(sketch(&text).likeness(&sketch(&text)), 100);
        assert!(sketch(&text).likeness(&sketch(&edited)) > 80);
        assert_eq!(sketch(&text).likeness(&sketch(&other)), 0);
    }

    #[test]
    fn a_few_words_tell_nothing() {
        assert_eq!(sketch("một hai ba bốn năm").likeness(&sketch("một hai ba bốn năm")), 0);
        assert_eq!(sketch("").likeness(&sketch("")), 0);
    }
}
