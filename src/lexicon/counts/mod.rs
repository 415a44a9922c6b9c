//! How often syllables, pairs and triples of them were met in public law and administrative text, and
//! how likely a syllable is where it stands. The counts are packed into one file by
//! `cargo run --example spelling`; it is looked into as it lies there.

mod packed;

use std::collections::HashMap;
use std::sync::OnceLock;

pub use packed::{HEADER, Packed, RECORD, Table, level_of, peel_spots};

use crate::text::shape::Shape;

static FILE: &[u8] = include_bytes!("../../../rules/lexicon/syllable-counts.bin");

/// A syllable that was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counted(pub u16);

/// Any run of digits.
pub const NUMBER: Counted = Counted(0);

/// The words around a place, nearest first; `None` beyond a mark and for what was not counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around {
    /// The two before.
    pub before: [Option<Counted>; 2],
    /// The two after.
    pub after: [Option<Counted>; 2],
}

/// The counts.
#[derive(Debug)]
pub struct Counts {
    packed: Packed<'static>,
    by_shape: HashMap<Shape, Counted>,
    total: f32,
}

/// The counts, opened when first asked for.
pub fn counts() -> &'static Counts {
    static COUNTS: OnceLock<Counts> = OnceLock::new();
    COUNTS.get_or_init(|| {
        let packed = Packed::open(FILE).unwrap_or_default();
        let ids = (0..packed.syllables()).map(|at| Counted(at as u16)).skip(1);
        let by_shape = ids.map(|id| (packed.record(id).shape, id)).collect();
        let total = packed.total();
        Counts { packed, by_shape, total }
    })
}

/// Pairs and triples seen as often as this or less weigh nothing beside the counts of their parts.
const DISCOUNT: f32 = 0.6;
/// How much a triple must be seen before it outweighs its pairs.
const TRUST: f32 = 4.0;
/// Kinds of syllables, for those that were never met.
const KINDS: f32 = 20_000.0;

impl Counts {
    /// The number of a syllable; `None` if it was not met in three documents.
    pub fn id(&self, shape: Shape) -> Option<Counted> {
        self.by_shape.get(&shape).copied()
    }

    /// The syllable of a number.
    pub fn shape(&self, id: Counted) -> Shape {
        self.packed.record(id).shape
    }

    /// How many syllables are known; [`NUMBER`] is one.
    pub fn len(&self) -> usize {
        self.packed.syllables()
    }

    /// True if the file holds nothing, which a build of the project never does.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// True if a word may be mended into it: it was met often, in several documents.
    pub fn is_common(&self, id: Counted) -> bool {
        self.packed.record(id).common
    }

    /// How often it was met.
    pub fn seen(&self, id: Counted) -> u32 {
        self.packed.record(id).seen
    }

    /// About how often the two were met in a row; 0 if seldom.
    pub fn pair(&self, first: Counted, second: Counted) -> u32 {
        self.packed.pairs.get(Table::key(first.0, second.0, None))
    }

    /// About how often the three were met in a row; 0 if seldom.
    pub fn triple(&self, first: Counted, second: Counted, third: Counted) -> u32 {
        self.packed.triples.get(Table::key(first.0, second.0, Some(third.0)))
    }

    /// [`Self::pair`], 0 if one of them is not there.
    pub fn pair_of(&self, first: Option<Counted>, second: Option<Counted>) -> u32 {
        first.zip(second).map_or(0, |(first, second)| self.pair(first, second))
    }

    /// How many times oftener the two were met in a row than chance would have them; 0 if they were not.
    pub fn lift(&self, first: Counted, second: Counted) -> f32 {
        let expected = self.seen(first).max(1) as f32 * self.seen(second).max(1) as f32 / self.total;
        self.pair(first, second) as f32 / expected
    }

    /// True if the two are a word, or words that belong together.
    pub fn binds(&self, first: Option<Counted>, second: Option<Counted>) -> bool {
        /// How often a pair must be met, how much oftener than by chance, and which share of the rarer of
        /// the two it must hold instead.
        const MET: u32 = 100;
        const LIFT: f32 = 50.0;
        const SHARE: f32 = 0.15;
        first.zip(second).is_some_and(|(first, second)| {
            let pair = self.pair(first, second);
            let rarer = self.seen(first).min(self.seen(second)) as f32;
            let together = || self.lift(first, second) >= LIFT || pair as f32 >= SHARE * rarer;
            first != NUMBER && second != NUMBER && pair >= MET && together()
        })
    }

    /// How often the triples that hold `word` at a place were met.
    pub fn triples_at(&self, word: Counted, around: &Around) -> u32 {
        let [before, earlier] = around.before;
        let [after, later] = around.after;
        let count = |one: Option<Counted>, two: Option<Counted>, three: Option<Counted>| match (one, two, three) {
            (Some(one), Some(two), Some(three)) => self.triple(one, two, three),
            _ => 0,
        };
        let word = Some(word);
        count(earlier, before, word) + count(before, word, after) + count(word, after, later)
    }

    /// The share of `word` in all words.
    fn alone(&self, word: Option<Counted>) -> f32 {
        word.map_or(0.05 / self.total, |word| (self.seen(word) as f32 + 0.3) / (self.total + 0.3 * KINDS))
    }

    /// The likelihood of `word` after `before`.
    fn after_one(&self, word: Option<Counted>, before: Option<Counted>) -> f32 {
        let Some(left) = before else { return self.alone(word) };
        let record = self.packed.record(left);
        let seen = self.pair_of(before, word) as f32;
        (seen - DISCOUNT).max(0.0) / record.followed + record.rest * self.alone(word)
    }

    /// The likelihood of `word` after `earlier` and `before`.
    pub fn after_two(&self, word: Option<Counted>, earlier: Option<Counted>, before: Option<Counted>) -> f32 {
        let by_one = self.after_one(word, before);
        let (Some(first), Some(second)) = (earlier, before) else { return by_one };
        let pairs = self.pair(first, second) as f32;
        if pairs < 2.0 {
            return by_one;
        }
        let seen = word.map_or(0, |word| self.triple(first, second, word)) as f32;
        (seen + TRUST * by_one) / (pairs.max(seen) + TRUST)
    }

    /// The logarithm of how likely `word` is at a place; of a word that was never met if `None`.
    pub fn fit(&self, word: Option<Counted>, around: &Around) -> f32 {
        let [before, earlier] = around.before;
        let [after, later] = around.after;
        let mut sum = self.after_two(word, earlier, before).ln();
        let Some(next) = after else { return sum };
        let unknown = || self.packed.record(NUMBER).rest * 0.02 * self.alone(after);
        sum += word.map_or_else(unknown, |_| self.after_two(after, before, word)).ln();
        if later.is_some() {
            let third = match word {
                Some(_) => self.after_two(later, word, after),
                None => self.after_one(later, Some(next)),
            };
            sum += third.ln();
        }
        sum
    }

    /// The logarithm of how likely a row of words is between those around it.
    pub fn fit_row(&self, row: &[Counted], around: &Around) -> f32 {
        let [before, earlier] = around.before;
        let mut last = [earlier, before];
        let mut sum = 0.0;
        let words = row.iter().map(|word| Some(*word)).chain(around.after);
        for word in words {
            if word.is_none() {
                break;
            }
            sum += self.after_two(word, last[0], last[1]).ln();
            last = [last[1], word];
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(word: &str) -> Counted {
        let counts = counts();
        Shape::of(word).and_then(|shape| counts.id(shape)).unwrap_or_else(|| panic!("{word}"))
    }

    #[test]
    fn the_file_holds_what_was_counted() {
        let counts = counts();
        assert!((2_000..6_000).contains(&counts.len()), "{}", counts.len());
        assert!(counts.seen(id("định")) > 300_000);
        assert!(counts.is_common(id("quyết")));
        let usual = counts.pair(id("quyết"), id("định"));
        assert!((40_000..90_000).contains(&usual), "{usual}");
        assert_eq!(counts.pair(id("định"), id("khoai")), 0);
        assert!(counts.pair(NUMBER, id("tháng")) > 1_000);
        assert!(counts.triple(id("ủy"), id("ban"), id("nhân")) > 1_000);
        assert_eq!(
            Shape::of("khoai").and_then(|shape| counts.id(shape)).map(|id| counts.shape(id)),
            Shape::of("khoai")
        );
    }

    #[test]
    fn the_usual_word_fits_better() {
        let around = Around { before: [Some(id("quyết")), None], after: [Some(id("của")), None] };
        assert!(counts().fit(Some(id("định")), &around) > counts().fit(Some(id("đinh")), &around) + 5.0);
    }
}
