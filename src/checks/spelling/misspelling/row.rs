//! The words of a block in a row, with what is known of each.

use std::cell::RefCell;

use crate::lexicon::counts::{Around, Counted, Counts, NUMBER};
use crate::lexicon::spelling::{PhraseKey, Spelling};
use crate::model::Block;
use crate::text::letters::Case;
use crate::text::shape::Shape;
use crate::text::{TextRange, TokenKind, hash, syllable};

/// What a word is, whatever stands around it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a word")]
pub(super) struct Known {
    pub(super) shape: Option<Shape>,
    /// Its syllable as the word before it sees it, and the one after that of a short form.
    pub(super) first: [Option<Counted>; 2],
    /// Its syllable as the word after it sees it, and the one before that of a short form.
    pub(super) last: [Option<Counted>; 2],
    pub(super) common: bool,
    /// A letter of it bears a mark.
    pub(super) marked: bool,
    /// Its tone mark stands on a letter that cannot bear it, or a horn is missing.
    misplaced: bool,
    /// A known confusion may begin with it.
    pub(super) opens_phrase: bool,
}

impl Known {
    pub(super) const fn is_misplaced(self) -> bool {
        self.misplaced
    }

    /// Of a folded word.
    fn of(word: &str, counts: &Counts, lists: &Spelling) -> Self {
        let marked = !word.is_ascii();
        let opens_phrase = lists.phrases.contains_key(&PhraseKey::of(word));
        if let Some(syllables) = lists.spelled_out.get(word) {
            let ids: Vec<Option<Counted>> = syllables.iter().map(|shape| counts.id(*shape)).collect();
            let at = |place: Option<usize>| place.and_then(|place| ids.get(place).copied().flatten());
            let end = ids.len();
            return Self {
                first: [at(Some(0)), at(Some(1))],
                last: [at(end.checked_sub(1)), at(end.checked_sub(2))],
                marked,
                opens_phrase,
                ..Self::default()
            };
        }
        let mended =
            if marked { syllable::with_both_horns(word).or_else(|| syllable::with_tone_moved(word)) } else { None };
        let shape = Shape::of(mended.as_deref().unwrap_or(word));
        let id = shape.and_then(|shape| counts.id(shape));
        Self {
            shape,
            first: [id, None],
            last: [id, None],
            common: id.is_some_and(|id| counts.is_common(id)),
            marked,
            misplaced: mended.is_some(),
            opens_phrase,
        }
    }

    const fn number() -> Self {
        Self {
            shape: None,
            first: [Some(NUMBER), None],
            last: [Some(NUMBER), None],
            common: false,
            marked: false,
            misplaced: false,
            opens_phrase: false,
        }
    }

    /// Its own count, of a syllable that was met.
    pub(super) const fn id(self) -> Option<Counted> {
        if self.shape.is_some() { self.first[0] } else { None }
    }
}

/// One word, number or mark of a block.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a word")]
pub(super) struct Word {
    pub(super) kind: Kind,
    start: u32,
    end: u32,
    pub(super) known: Known,
    /// A digit or one of `/ - ' . @` touches it.
    pub(super) glued: bool,
    /// Its first letter is a capital.
    pub(super) capital: bool,
    /// It opens a sentence or stands after a mark, where a capital says nothing.
    pub(super) opens: bool,
    /// It belongs to a finding already.
    pub(super) done: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Mark,
}

impl Word {
    pub(super) const fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word)
    }

    pub(super) fn range(&self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    /// A capital that no sentence asks for.
    pub(super) const fn is_name_like(&self) -> bool {
        self.capital && !self.opens
    }
}

/// The words of one block.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) words: Vec<Word>,
    /// About how often each word was met before the next one; `None` if a mark parts them.
    pairs: Vec<Option<u32>>,
    /// The line is written in capitals.
    pub(super) in_capitals: bool,
    vietnamese: bool,
    marked: bool,
}

impl Row {
    /// Reads a block.
    pub(super) fn read(&mut self, block: &Block, counts: &Counts, lists: &Spelling) {
        self.words.clear();
        self.pairs.clear();
        let (clean, folded) = (block.clean(), block.folded());
        let bytes = clean.as_bytes();
        let shown = block.shown();
        let tokens = block.tokens();
        self.in_capitals = tokens.len() >= 5 && block.shown_case(TextRange::from(0..clean.len())) == Case::Upper;
        let (mut syllables, mut others, mut marked) = (0_usize, 0_usize, false);
        let mut opens = true;
        MEMO.with_borrow_mut(|memo| {
            for (at, token) in tokens.iter().enumerate() {
                let range = token.range();
                let (start, end) = (range.start(), range.end());
                let first = shown.get(start as usize..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
                let mut word = Word {
                    kind: Kind::Mark,
                    start,
                    end,
                    known: Known::default(),
                    glued: false,
                    capital: false,
                    opens,
                    done: false,
                };
                match token.kind() {
                    TokenKind::Word => {
                        word.kind = Kind::Word;
                        word.capital = first.is_uppercase();
                        word.glued = is_glued(bytes, start as usize, end as usize);
                        if !word.glued {
                            let text = folded.get(range.usize()).unwrap_or("");
                            word.known = memo.known(text, counts, lists);
                            if word.capital
                                && is_roman(clean.get(range.usize()).unwrap_or(""))
                                && (!self.in_capitals || word.known.shape.is_none())
                            {
                                word.known = Known::number();
                            }
                            marked |= word.known.marked;
                        }
                        syllables += usize::from(word.known.shape.is_some());
                        others += usize::from(word.known.shape.is_none());
                        opens = false;
                    }
                    TokenKind::Number => {
                        word.kind = Kind::Number;
                        word.known = Known::number();
                        opens = false;
                    }
                    TokenKind::Break => {
                        // A line that goes on with a small letter was wrapped.
                        let next = tokens.get(at + 1).map_or("", |next| shown.get(next.range().usize()).unwrap_or(""));
                        if next.starts_with(char::is_lowercase) {
                            continue;
                        }
                        opens = true;
                    }
                    TokenKind::Mark(mark) => {
                        // Points and commas inside a figure part nothing.
                        let inside = matches!(mark, '.' | ',')
                            && bytes.get((start as usize).wrapping_sub(1)).is_some_and(u8::is_ascii_digit)
                            && bytes.get(end as usize).is_some_and(u8::is_ascii_digit);
                        if inside {
                            continue;
                        }
                        let opening = matches!(mark, '"' | '“' | '”' | '‘' | '’' | '(' | '[');
                        opens = if opening && opens { true } else { ".!?:;-\"“)+–•…*|".contains(mark) };
                    }
                }
                self.words.push(word);
            }
            for pair in self.words.windows(2) {
                let [one, next] = pair else { continue };
                let parted = one.kind == Kind::Mark || next.kind == Kind::Mark;
                let count = memo.pair(one.known.last[0], next.known.first[0], counts);
                self.pairs.push(if parted { None } else { Some(count) });
            }
        });
        // Short lines hold more names and short forms.
        self.vietnamese = marked && syllables * 2 >= syllables + others;
        self.marked = marked;
    }

    /// True if a letter of it bears a mark.
    pub(super) const fn has_marks(&self) -> bool {
        self.marked
    }

    /// True if most words are Vietnamese and marks are used.
    pub(super) const fn is_vietnamese(&self) -> bool {
        self.vietnamese
    }

    /// About how often word `at` was met before the next one, 0 if never; `None` at a mark.
    pub(super) fn pair_after(&self, at: usize) -> Option<u32> {
        self.pairs.get(at).copied().flatten()
    }

    /// [`Self::pair_after`] of the word before.
    pub(super) fn pair_before(&self, at: usize) -> Option<u32> {
        self.pair_after(at.checked_sub(1)?)
    }

    /// True for a syllable that both of its neighbours explain, as nearly all do: it was met often between
    /// them, or a mark parts it from them.
    pub(super) fn is_explained(&self, at: usize) -> bool {
        /// Pairs as frequent as this explain a word.
        const OFTEN: u32 = 100;
        let often = |pair: Option<u32>| pair.is_none_or(|count| count >= OFTEN);
        let known = self.words[at].known;
        known.shape.is_some() && !known.is_misplaced() && often(self.pair_before(at)) && often(self.pair_after(at))
    }

    /// The word `by` places after `at`, if no mark stands between; negative for before.
    pub(super) fn neighbour(&self, at: usize, by: isize) -> Option<&Word> {
        let step = by.signum();
        let mut place = at;
        for _ in 0..by.abs() {
            place = place.checked_add_signed(step)?;
            let word = self.words.get(place)?;
            if word.kind == Kind::Mark {
                return None;
            }
        }
        self.words.get(place)
    }

    /// What stands around the words from `first` to `last`.
    pub(super) fn around(&self, first: usize, last: usize) -> Around {
        let mut around = Around::default();
        if let Some(word) = self.neighbour(first, -1) {
            let [nearest, further] = word.known.last;
            let further = further.or_else(|| self.neighbour(first, -2).and_then(|word| word.known.last[0]));
            around.before = [nearest, nearest.and(further)];
        }
        if let Some(word) = self.neighbour(last, 1) {
            let [nearest, further] = word.known.first;
            let further = further.or_else(|| self.neighbour(last, 2).and_then(|word| word.known.first[0]));
            around.after = [nearest, nearest.and(further)];
        }
        around
    }
}

/// Roman numerals up to thirty-nine and a few more.
fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'))
}

/// True if a digit or one of `/ - ' . @ & _` touches the word as in a symbol, an address or a name.
fn is_glued(bytes: &[u8], start: usize, end: usize) -> bool {
    let at = |place: Option<usize>| place.and_then(|place| bytes.get(place)).copied().unwrap_or(b' ');
    let before = start.checked_sub(1);
    let (left, right) = (at(before), at(Some(end)));
    let tight = |mark: u8| mark.is_ascii_digit() || matches!(mark, b'/' | b'@' | b'_' | b'\'' | b'&' | b'\\');
    // The right half of ’ ends in 0x99, after 0xe2 0x80.
    let quoted = bytes.get(end..end + 3) == Some("’".as_bytes())
        || start >= 3 && bytes.get(start - 3..start) == Some("’".as_bytes());
    let joined_left = matches!(left, b'-' | b'.') && start > 1 && at(before.and_then(|at| at.checked_sub(1))) != b' ';
    let next = at(Some(end + 1));
    let joined_right = right == b'-' && next != b' ' || right == b'.' && (next.is_ascii_alphabetic() || next >= 0x80);
    // What a program that knew no Vietnamese made of its letters: `ki?m`.
    let lost = left == b'?' || right == b'?' && (next.is_ascii_alphanumeric() || next >= 0x80);
    tight(left) || tight(right) || quoted || joined_left || joined_right || lost
}

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::new(Memo::default());
}

/// The same few hundred words and pairs make up all documents, so what was looked up lately is kept: of
/// those that share a slot the last one.
struct Memo {
    words: Vec<(Bytes, Known)>,
    pairs: Vec<(u32, u32)>,
}

/// The bytes of a word of at most sixteen bytes, and their number.
type Bytes = (u64, u64, usize);

const WORDS: usize = 4096;
const PAIRS: usize = 1 << 14;

impl Default for Memo {
    fn default() -> Self {
        Self { words: vec![((0, 0, 0), Known::default()); WORDS], pairs: vec![(u32::MAX, 0); PAIRS] }
    }
}

impl Memo {
    fn known(&mut self, word: &str, counts: &Counts, lists: &Spelling) -> Known {
        let bytes = word.as_bytes();
        if bytes.len() > 16 {
            return Known::of(word, counts, lists);
        }
        let (first, last) = hash::ends(bytes);
        let shape = (first, last, bytes.len());
        let sum = (first ^ last.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let slot = &mut self.words[(sum >> 40) as usize % WORDS];
        if slot.0 != shape {
            *slot = (shape, Known::of(word, counts, lists));
        }
        slot.1
    }

    fn pair(&mut self, first: Option<Counted>, second: Option<Counted>, counts: &Counts) -> u32 {
        let (Some(first), Some(second)) = (first, second) else { return 0 };
        let key = u32::from(first.0) << 16 | u32::from(second.0);
        let slot = &mut self.pairs[(key.wrapping_mul(0x9e37_79b9) >> 18) as usize % PAIRS];
        if slot.0 != key {
            *slot = (key, counts.pair(first, second));
        }
        slot.1
    }
}
