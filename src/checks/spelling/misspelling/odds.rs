//! Whether the odds suffice to doubt what is written.

use crate::lexicon::counts::Counted;
use crate::text::mendings::Slip;

/// Odds from which a finding is sure enough for a warning.
pub(super) const SURE: f32 = 12.0;

/// How much oftener than by chance the two parts of a word are met in a row, and words that go together.
const WORD: f32 = 50.0;
const TOGETHER: f32 = 11.5;
/// The same for a syllable that is rare itself.
const TOGETHER_IF_RARE: f32 = 4.0;

/// A pair that is met so many times more seldom than another is a slip where it was met.
const HARDLY: u32 = 5_000;

/// Odds (as a logarithm) that a mending must reach, by what is written.
pub(super) mod needed {
    pub(in super::super) const COMMON: f32 = 9.0;
    pub(in super::super) const RARE: f32 = 8.0;
    pub(in super::super) const BESIDE_NAME: f32 = 10.0;
    pub(in super::super) const IMPOSSIBLE: f32 = 2.0;
    pub(in super::super) const UNMARKED: f32 = 7.0;
    pub(in super::super) const CAPITAL: f32 = 12.0;
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Common,
    Rare,
    BesideName,
    /// No syllable, with a mark.
    Impossible,
    /// No syllable, with a mark and a capital inside a sentence.
    ImpossibleName,
    /// No syllable, without a mark.
    Unmarked,
}

/// The best mending.
pub(super) struct Best {
    /// The word.
    pub(super) id: Counted,
    /// How it became what is written.
    pub(super) slip: Slip,
    /// The logarithm of its likelihood where it stands.
    pub(super) score: f32,
    /// How much oftener than by chance it stands beside the nearer of its neighbours.
    pub(super) lift: f32,
    /// The same for each of its neighbours.
    pub(super) lifts: [f32; 2],
    /// Counts of the pairs with the words beside it.
    pub(super) pairs: [u32; 2],
    /// Counts of the triples.
    pub(super) triples: u32,
}

/// True if the odds suffice to doubt a syllable that exists. `pairs` are those it forms as written.
pub(super) fn is_enough(written: Written, best: &Best, odds: f32, pairs: [Option<u32>; 2], known: usize) -> bool {
    let top = best.pairs[0].max(best.pairs[1]);
    let mut need = match written {
        Written::BesideName if top < 1_000 => needed::BESIDE_NAME,
        Written::Rare => needed::RARE,
        _ => needed::COMMON,
    };
    need -= ((top as f32 + 1.0).log10() - 2.0).clamp(-1.0, 3.0);
    let seen: Vec<u32> = pairs.into_iter().flatten().filter(|count| *count > 0).collect();
    need += 0.5 * seen.len() as f32;
    if seen.len() == 2 {
        need += 0.5;
    }
    let most = seen.into_iter().max().unwrap_or(0);
    need += f32::from(u8::from(most > 20)) + f32::from(u8::from(most > 100)) + f32::from(u8::from(known == 1));
    if best.slip.is_weak() {
        need += 1.0;
    }
    let both = known == 2 && best.pairs[0].min(best.pairs[1]) >= 3;
    let word = best.lift >= TOGETHER && top >= 300;
    let supported = both || best.triples >= 3 || known == 1 && top >= 30 || written == Written::Rare && word;
    let evidence: f32 = best.pairs.iter().map(|count| (*count as f32 + 1.0).log10()).sum();
    odds >= need && supported && evidence >= if known == 2 { 1.8 } else { 2.5 }
}

/// True if the odds suffice to doubt a syllable that is hardly ever written: `ngãnh`, `gòm`.
pub(super) fn is_enough_for_unknown(best: &Best, odds: f32, known: usize) -> bool {
    const ODDS: f32 = 18.0;
    let (least, most) = (best.pairs[0].min(best.pairs[1]), best.pairs[0].max(best.pairs[1]));
    let beside = if known == 2 { least >= 3 || most >= 100 } else { most >= 30 };
    odds >= ODDS && beside && !best.slip.is_weak()
}

/// True where the pairs alone speak for the mending, although the odds are small because a neighbour is common:
/// `lệ phi` was never met and `lệ phí` thousands of times. `written` are the pairs of what is written.
pub(super) fn is_plain(best: &Best, odds: f32, written: [Option<u32>; 2], far_rarer: bool) -> bool {
    let odds = if best.slip.is_weak() { odds - 2.0 } else { odds };
    let side = |at: usize| written[at].map(|met| best.pairs[at] as f32 / (met as f32 + 1.0));
    let (left, right) = (side(0), side(1));
    let never = |at: usize| written[at] == Some(0);
    // Published texts hold the same slip now and then: `phát luật`.
    let hardly = |at: usize| written[at].is_some_and(|met| met.saturating_mul(HARDLY) <= best.pairs[at]);
    let (least, most) = (best.pairs[0].min(best.pairs[1]), best.pairs[0].max(best.pairs[1]));
    let word = |at: usize, other: usize| {
        let known = written[other].is_none() && best.pairs[at] >= 2_000 && odds >= 5.5 || best.pairs[other] >= 10;
        // A word that belongs to its other neighbour is right: `chấp hành di chuyển`.
        let bound = written[other].is_some_and(|met| met > best.pairs[other].max(20));
        let sound = !matches!(best.slip, Slip::MarkAndTone | Slip::LetterAndTone | Slip::Vowel);
        sound && !bound && hardly(at) && best.pairs[at] >= 500 && best.lifts[at] >= 30.0 && known && odds >= 4.5
    };
    let both = left.zip(right).map_or(0.0, |(left, right)| left.min(right));
    let far = |at: usize, ratio: Option<f32>| best.lifts[at] >= 30.0 && ratio.is_some_and(|ratio| ratio >= 100.0);
    let alike = !matches!(best.slip, Slip::Letter | Slip::LetterAndTone);
    alike && both >= 200.0 && best.triples >= 30 && odds >= 4.0
        || word(0, 1)
        || word(1, 0)
        || far_rarer && never(0) && never(1) && most >= 300 && least >= 10 && odds >= 7.0
        || (never(0) || never(1)) && best.triples >= 100 && odds >= 14.0
        || (far(0, left) || far(1, right)) && best.triples >= 100 && odds >= SURE
}

/// True for a common word of two syllables of which one is off, in a phrase that was met: `thẩm quyên giải quyết`.
/// `written` are the pairs of what is written.
pub(super) fn is_in_compound(best: &Best, odds: f32, written: [Option<u32>; 2]) -> bool {
    let never = written.iter().all(|met| *met == Some(0));
    let with = |at: usize, other: usize| {
        let common = best.lifts[at] >= 100.0 && best.pairs[at] >= 1_000;
        let rarer = written[at].is_some_and(|met| best.pairs[at] / (met + 1) >= 150);
        let bound = written[other].is_some_and(|met| met > best.pairs[other].max(20));
        let phrase = best.triples >= 30 && odds >= 5.0 || written[other].is_none() && odds >= 6.0;
        let alone = best.lifts[at] >= 1_000.0 && never && odds >= 8.0;
        common && rarer && !bound && (phrase || alone)
    };
    with(0, 1) || with(1, 0)
}

/// True if what is written is explained by itself: a word that is common, beside which the mending is no
/// word either, or one that was met where it stands.
pub(super) fn is_explained(written: Written, best: &Best, odds: f32, pairs: [Option<u32>; 2], far_rarer: bool) -> bool {
    let most = pairs.into_iter().flatten().max().unwrap_or(0);
    let top = best.pairs[0].max(best.pairs[1]);
    let ratio = top as f32 / most.max(1) as f32;
    let rare = written == Written::Rare || far_rarer;
    if best.lift < if rare { TOGETHER_IF_RARE } else { TOGETHER } || most > 20 && ratio < 40.0 {
        return true;
    }
    odds < SURE && !rare && (best.lift < WORD || top < 300 || ratio < 100.0)
}
