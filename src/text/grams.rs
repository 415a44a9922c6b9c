//! Which runs of three bytes a text has. A text that lacks one of those of a phrase does not hold the phrase, and one
//! look tells so for a whole document: most rules on wording have nothing to look for in most documents.

/// Bytes of a run.
const RUN: usize = 3;
/// The least and the most bits, as powers of two: a page takes the least, and what fills the most tells nothing any more.
const LEAST: u32 = 12;
const MOST: u32 = 20;

/// The runs of a text, each at a bit that others may share: what is said to be there may not be, what is said not to be
/// there is not.
#[derive(Debug, Clone)]
pub struct Grams {
    bits: Box<[u64]>,
    /// How far a hash is shifted to be a place.
    shift: u32,
}

/// The runs of a phrase, hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle(Box<[u32]>);

impl Needle {
    /// Bytes of the shortest phrase that can be told.
    pub const LEAST: usize = RUN;

    /// The runs of `phrase`; `None` if it is shorter than one, so that nothing can be said.
    pub fn of(phrase: &[u8]) -> Option<Self> {
        (phrase.len() >= RUN).then(|| Self(phrase.windows(RUN).map(hash).collect()))
    }
}

impl Grams {
    /// The runs of each of `texts`, which have about `bytes` bytes together.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>, bytes: usize) -> Self {
        let power = (bytes.max(1).ilog2() + 3).clamp(LEAST, MOST);
        let mut grams = Self { bits: vec![0; 1 << (power - 6)].into(), shift: u32::BITS - power };
        for text in texts {
            for run in text.as_bytes().windows(RUN) {
                let (cell, bit) = grams.place(hash(run));
                grams.bits[cell] |= bit;
            }
        }
        grams
    }

    /// False if no text holds the phrase of `needle`.
    pub fn may_hold(&self, needle: &Needle) -> bool {
        needle.0.iter().all(|hash| {
            let (cell, bit) = self.place(*hash);
            self.bits[cell] & bit != 0
        })
    }

    const fn place(&self, hash: u32) -> (usize, u64) {
        let place = hash >> self.shift;
        ((place >> 6) as usize, 1 << (place & 63))
    }
}

/// The hash of a run, its best bits above.
fn hash(run: &[u8]) -> u32 {
    run.iter().fold(0, |hash: u32, byte| hash << 8 | u32::from(*byte)).wrapping_mul(0x9e37_79b1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_hold(texts: &[&str], phrase: &str) -> bool {
        let bytes = texts.iter().map(|text| text.len()).sum();
        Grams::of(texts.iter().copied(), bytes).may_hold(&Needle::of(phrase.as_bytes()).expect("three bytes"))
    }

    #[test]
    fn what_a_text_holds_is_never_denied() {
        let texts = ["Căn cứ Luật Tổ chức chính quyền địa phương;", "", "ab", "Điều 1. Phạm vi"];
        for text in texts {
            for start in 0..text.len() {
                for end in start + RUN..=text.len() {
                    if let Some(phrase) = text.get(start..end) {
                        assert!(may_hold(&texts, phrase), "{phrase}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_it_does_not_hold_is_mostly_denied() {
        let texts = ["Căn cứ Luật Tổ chức chính quyền địa phương;", "Điều 1. Phạm vi"];
        for phrase in ["phường", "Nghị định", "xyz", "cứ Luật Đất", "1. Phạm vi điều"] {
            assert!(!may_hold(&texts, phrase), "{phrase}");
        }
        assert!(Needle::of(b"ab").is_none());
    }

    #[test]
    fn texts_do_not_run_into_one_another() {
        assert!(!may_hold(&["một", "hai"], "ộth"));
        assert!(!may_hold(&["một", "hai"], "tha"));
    }
}
