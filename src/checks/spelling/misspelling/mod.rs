//! Spelling, in layers from the surest to the weakest: what no syllable can be, words that are known
//! to be confused, and syllables that are right but seldom stand where they stand. All layers come
//! from one reading of the document; each rule reports one of them.

mod candidates;
mod context;
mod phrases;
mod row;
mod spaces;
mod unmarked;

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::counts::{Counts, counts};
use crate::lexicon::spelling::{self as lists, Spelling as Lists};
use crate::model::{Block, BlockId, Document};
use crate::text::shape::Shape;
use crate::text::syllable::{Placement, Traits};
use crate::text::{TextRange, fold, quotes};
use row::Row;

/// A kind of slip, from the surest to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::checks) enum Layer {
    /// No Vietnamese syllable is written so.
    Impossible,
    /// A word without any of its marks.
    MarksLost,
    /// Keys of Telex or VNI are left in it.
    KeysLeft,
    /// A digit stands for a letter.
    DigitForLetter,
    /// Two words without a space.
    SpaceMissing,
    /// A space inside a word.
    SpaceInside,
    /// Words that are written for others and have no right use.
    Confused,
    /// Words that are written for others and have a right use elsewhere.
    PerhapsConfused,
    /// A fixed phrase that lacks a word.
    WordLost,
    /// A right syllable that is most unlikely where it stands.
    Unlikely,
    /// A right syllable that is unlikely where it stands.
    Doubtful,
}

/// Flags the words of one layer, each word once with all its places.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct MisspellingCheck {
    /// The layer.
    layer: Layer,
}

/// What is misspelled in a document; found out when the first rule asks.
#[derive(Debug, Default)]
pub struct Misspellings(OnceLock<Found>);

#[derive(Debug)]
enum Found {
    Words(Vec<Misspelling>),
    /// So many that a program which read a picture must have written them.
    Scanned,
}

/// One misspelled word.
#[derive(Debug, Clone)]
struct Misspelling {
    layer: Layer,
    block: BlockId,
    /// Bytes of the clean text.
    range: TextRange,
    found: String,
    right: String,
    /// The word with the neighbour that tells most, as it is and as it is usual, and how often each
    /// pair was met.
    pair: Option<Pair>,
}

#[derive(Debug, Clone, Default)]
struct Pair {
    found: String,
    right: String,
    found_count: u32,
    right_count: u32,
}

/// A text with more slips than this, and more than one in so many words, was read by a machine.
const MANY: usize = 40;
const SHARE: usize = 100;

/// Bytes of the longest word that is looked at: two joined syllables of seven letters and their marks take fewer, and
/// what can be meant by a word grows with the square of its length.
const LONGEST: u32 = 64;

/// Further places of one word that a finding points to.
const PLACES: usize = 20;

impl Check for MisspellingCheck {
    const NAME: &'static str = "misspelling";
    const VALUES: &'static [&'static str] = &["found", "right", "pair", "usual", "pair-count", "usual-count", "count"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;
    const HEEDS_WORDS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let all = match cx.misspellings.0.get_or_init(|| read(cx.document, cx.words)) {
            Found::Words(all) => all,
            Found::Scanned => return findings.not_checked(Reason::PoorlyScanned),
        };
        let own: Vec<&Misspelling> = all.iter().filter(|one| one.layer == self.layer).collect();
        let mut groups: HashMap<(String, &str), Vec<&Misspelling>> = HashMap::new();
        for one in &own {
            groups.entry((fold::fold(&one.found), &one.right)).or_default().push(one);
        }
        for first in own {
            let Some(places) = groups.remove(&(fold::fold(&first.found), first.right.as_str())) else { continue };
            report(cx.document, &places, findings);
        }
    }
}

/// Reports one word with all its places.
fn report(document: &Document, places: &[&Misspelling], findings: &mut Findings) {
    let Some((first, further)) = places.split_first() else { return };
    let span = |one: &Misspelling| document.block(one.block).span(one.range);
    let draft = findings.report(span(first));
    let pair = first.pair.clone().unwrap_or_default();
    draft.value("found", &first.found).value("right", &first.right).value("count", places.len().to_string());
    draft.value("pair", pair.found).value("usual", pair.right);
    draft.value("pair-count", thousands(pair.found_count)).value("usual-count", thousands(pair.right_count));
    for one in further.iter().take(PLACES) {
        draft.label("again", span(one));
    }
    for one in places.iter().filter(|one| !one.right.is_empty()) {
        draft.edit(Edit::replace(span(one), &one.right));
    }
}

/// A count as Vietnamese writes it; counts are kept roughly, so two figures of it tell all.
fn thousands(count: u32) -> String {
    let unit = 10_u32.pow(count.checked_ilog10().unwrap_or(0).saturating_sub(1));
    let digits = (count / unit * unit).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// What all layers know.
struct Judge<'a> {
    counts: &'static Counts,
    lists: &'static Lists,
    /// Where the document places the tone mark of *oa*, *oe*, *uy*.
    placement: Placement,
    /// Words that the user knows, folded.
    words: &'a BTreeSet<String>,
}

/// All layers of a document.
fn read(document: &Document, words: &BTreeSet<String>) -> Found {
    let habit = document.spelling();
    let second = habit.hold(Traits::MARK_SECOND) && !habit.hold(Traits::MARK_FIRST);
    let placement = if second { Placement::Second } else { Placement::First };
    let judge = Judge { counts: counts(), lists: lists::spelling(), placement, words };
    let mut row = Row::default();
    let mut found = Vec::new();
    let mut read = 0;
    // The place before the date is a name, though it opens its line.
    let place = document.place_and_date.as_ref().and_then(|date| date.place.as_ref()).map(|place| place.span);
    let names_place = |block: &Block, one: &Misspelling| {
        place.is_some_and(|place| place.touches(block.span(one.range))) && Shape::of(&one.found).is_some()
    };
    for block in document.prose() {
        let start = found.len();
        row.read(block, judge.counts, judge.lists);
        judge.block(block, &mut row, &mut found);
        read += row.words.len();
        if found.len() > start {
            let quoted = quotes::quoted(block.clean());
            let mut at = 0;
            found.retain(|one: &Misspelling| {
                at += 1;
                at <= start
                    || !quotes::is_within(&quoted, one.range.start())
                        && !judge.knows(&one.found)
                        && !names_place(block, one)
            });
        }
    }
    if found.len() > MANY && found.len() * SHARE > read { Found::Scanned } else { Found::Words(found) }
}

impl Judge<'_> {
    /// Words and phrases that the user accepts.
    fn knows(&self, found: &str) -> bool {
        !self.words.is_empty() && self.words.contains(&fold::key(found))
    }

    fn block(&self, block: &Block, row: &mut Row, found: &mut Vec<Misspelling>) {
        self.phrases(block, row, found);
        // Of a block without marks it is only asked whether it should have them.
        let judge = if row.is_vietnamese() {
            Self::word
        } else if row.has_marks() {
            return;
        } else {
            Self::bare_row
        };
        let mut at = 0;
        while at < row.words.len() {
            if row.words[at].is_word()
                && !row.words[at].done
                && let Some((misspelling, taken)) = judge(self, block, row, at)
            {
                found.push(misspelling);
                at += taken;
                continue;
            }
            at += 1;
        }
    }

    /// What is wrong with word `at`, and how many words that takes.
    fn word(&self, block: &Block, row: &Row, at: usize) -> Option<(Misspelling, usize)> {
        let word = &row.words[at];
        if word.range().len() > LONGEST {
            return None;
        }
        if word.glued {
            return self.digits(block, row, at);
        }
        if row.is_explained(at) {
            return None;
        }
        // The other rules on syllables speak of these.
        if word.known.is_misplaced() {
            return None;
        }
        if let Some(inside) = self.space_inside(block, row, at) {
            return Some((inside, 2));
        }
        if let Some(bare) = self.bare_row(block, row, at) {
            return Some(bare);
        }
        if let Some(pair) = self.bare_pair(block, row, at) {
            return Some((pair, 2));
        }
        if let Some(apart) = self.space_missing(block, row, at) {
            return Some((apart, 1));
        }
        self.in_context(block, row, at).map(|misspelling| (misspelling, 1))
    }

    /// The syllable `shape` as the writer of `model` would write it: his i or y, his capitals, his
    /// place of the tone mark.
    fn written(&self, shape: Shape, model: &str) -> String {
        let usual = shape.written(self.placement);
        let small: String = model.chars().map(fold::lower).collect();
        let has =
            |letters: &str| small.chars().any(|letter| letters.contains(crate::text::syllable::untoned(letter).0));
        let swap = |from: &str, to: &str| -> Option<String> {
            let from: Vec<char> = from.chars().collect();
            let to: Vec<char> = to.chars().collect();
            let last = usual.chars().last()?;
            let at = from.iter().position(|letter| *letter == last)?;
            let other: String = usual.chars().take(usual.chars().count() - 1).chain([to[at]]).collect();
            (Shape::of(&other) == Some(shape)).then_some(other)
        };
        let (with_i, with_y) = ("iìíỉĩị", "yỳýỷỹỵ");
        let own = match (has("i"), has("y")) {
            (true, false) => swap(with_y, with_i),
            (false, true) => swap(with_i, with_y),
            _ => None,
        };
        in_case_of(&own.unwrap_or(usual), model)
    }
}

/// `text`, in small letters, with the capitals of `model`.
fn in_case_of(text: &str, model: &str) -> String {
    let mut letters = model.chars().filter(|letter| letter.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.next().is_some_and(char::is_uppercase);
    text.chars()
        .enumerate()
        .map(|(at, letter)| if first && (at == 0 || rest) { fold::upper(letter) } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_said_roughly() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(12), "12");
        assert_eq!(thousands(70_775), "70.000");
        assert_eq!(thousands(1_234_567), "1.200.000");
    }

    #[test]
    fn a_mending_keeps_the_writers_habits() {
        let words = BTreeSet::new();
        let judge = |placement| Judge { counts: counts(), lists: lists::spelling(), placement, words: &words };
        let written = |word: &str, model: &str| {
            judge(Placement::First).written(Shape::of(word).unwrap_or_else(|| panic!("{word}")), model)
        };
        assert_eq!(written("lý", "li"), "lí");
        assert_eq!(written("lí", "lyf"), "lý");
        assert_eq!(written("qui", "quyf"), "quy");
        assert_eq!(written("xử", "SỬ"), "XỬ");
        assert_eq!(written("xử", "Sử"), "Xử");
        let second = judge(Placement::Second);
        assert_eq!(second.written(Shape::of("hòa").expect("a syllable"), "hào"), "hoà");
    }
}
