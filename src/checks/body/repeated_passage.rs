//! The same long passage in two places.

use std::collections::VecDeque;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::{Block, BlockId, BlockKind, Document, Place, Regime, Span, Zone};
use crate::text::hash::{self, Rolling};
use crate::text::{TextRange, TokenKind, fold, quotes};

/// Flags a passage of many words that stands word for word in two places of the content, up to the
/// end of a clause in both. Quoted words, citations with the titles after them, headings and tables
/// are left out; so are long names: words without a comma, or met in more than two places.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RepeatedPassage {
    /// The shortest passage, in words.
    words: usize,
    /// From so many words on it is reported wherever the two stand.
    sure: usize,
    /// Words in the title of a section that speaks of what is to be done, folded. It names again what was
    /// done.
    plans: Vec<String>,
}

impl Check for RepeatedPassage {
    const NAME: &'static str = "repeated-passage";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["first"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        // A form repeats its clauses on purpose.
        if cx.document.regime == Regime::Form {
            return;
        }
        // What is issued with a decree repeats its clauses as the decree does.
        if cx.document.kind.is_none() && cx.document.is_attached() {
            return findings.not_checked(Reason::KindUnknown);
        }
        let content = Content::of(cx.document, self.words);
        for repeat in content.repeats(self.words) {
            let place = |start: usize| content.span(start, repeat.length);
            let (Some(later), Some(earlier)) = (place(repeat.later), place(repeat.earlier)) else { continue };
            if repeat.length < self.sure && self.is_expected(cx.document, earlier, later) {
                continue;
            }
            findings.report(later).value("count", repeat.length.to_string()).label("first", earlier);
        }
    }
}

impl RepeatedPassage {
    /// True for what two sections have in common on purpose: an item of sister lists, an undertaking in
    /// the results and in the tasks.
    fn is_expected(&self, document: &Document, earlier: Span, later: Span) -> bool {
        if document.section_path(earlier.block) == document.section_path(later.block) {
            return false;
        }
        let plans = |place: Span| {
            let outline = &document.owner(place.block).outline;
            let mut at = outline.division_of(place.block);
            std::iter::from_fn(|| {
                let division = outline.divisions.get(at?)?;
                at = division.parent;
                Some(fold::fold(&division.title_text))
            })
            .any(|title| self.plans.iter().any(|word| title.contains(word.as_str())))
        };
        is_whole(document, earlier) && is_whole(document, later) || plans(later) != plans(earlier)
    }
}

/// True if nothing but a marker stands beside it in its paragraph.
fn is_whole(document: &Document, place: Span) -> bool {
    /// Letters of the longest marker: `a) `, `12. `.
    const MARKER: usize = 4;
    let block = document.block(place.block);
    let range = block.clean_range(place).usize();
    let (before, after) = (block.clean()[..range.start].trim(), block.clean()[range.end..].trim());
    before.chars().count() <= MARKER && !after.chars().any(char::is_alphanumeric)
}

/// Words of the content in reading order, of a long text only those that may be repeated.
struct Content<'a> {
    document: &'a Document,
    words: Vec<Word>,
}

/// One word of the content, or a border that no passage crosses.
#[derive(Clone, Copy)]
struct Word {
    block: BlockId,
    /// Index of the token in its block; `u32::MAX` for a border.
    token: u32,
    /// Of the folded word.
    hash: u32,
}

const BORDER: Word = Word { block: BlockId(0), token: u32::MAX, hash: 0 };

impl Word {
    const fn is_border(self) -> bool {
        self.token == BORDER.token
    }
}

struct Repeat {
    earlier: usize,
    later: usize,
    length: usize,
}

impl<'a> Content<'a> {
    fn of(document: &'a Document, shortest: usize) -> Self {
        /// Tokens of about a hundred pages; their words take little memory.
        const FEW: usize = 1 << 17;
        let tokens: usize = document.blocks().iter().map(|block| block.tokens().len()).sum();
        if tokens > FEW {
            return Self { document, words: repeated_words(document, tokens, shortest.max(2)) };
        }
        let mut words = Vec::with_capacity(tokens);
        each_word(document, |word| words.push(word));
        Self { document, words }
    }

    /// Repeated runs of at least `shortest` words, none inside another, in reading order. A rolling
    /// hash of every window finds its twin; words are compared before a run is believed.
    fn repeats(&self, shortest: usize) -> Vec<Repeat> {
        let shortest = shortest.max(2);
        let mut found = Vec::new();
        let mut skip_until = 0;
        for (earlier, start) in twins(&self.words, shortest) {
            if start < skip_until || earlier + shortest > start || !self.same(earlier, start, shortest) {
                continue;
            }
            let mut length = shortest;
            while earlier + length < start && self.same(earlier + length, start + length, 1) {
                length += 1;
            }
            skip_until = start + length;
            if self.is_copied(earlier, start, length) {
                found.push(Repeat { earlier, later: start, length });
            }
        }
        found
    }

    /// True if the two runs look like a copied statement, not like a long name: commas stand inside,
    /// and both end with their clause.
    fn is_copied(&self, earlier: usize, later: usize, length: usize) -> bool {
        let closed = |start: usize| matches!(self.mark(start + length - 1), Some('.' | ';' | '\n'));
        closed(earlier) && closed(later) && (later..later + length).any(|at| self.mark(at) == Some(','))
    }

    fn same(&self, left: usize, right: usize, length: usize) -> bool {
        (0..length).all(|by| {
            let (left, right) = (self.text(left + by), self.text(right + by));
            left.is_some() && left == right
        })
    }

    /// The block and the token of word `at`; `None` for a border.
    fn token(&self, at: usize) -> Option<(&'a Block, usize)> {
        let word = self.words.get(at).filter(|word| !word.is_border())?;
        Some((self.document.block(word.block), word.token as usize))
    }

    /// Word `at`, folded.
    fn text(&self, at: usize) -> Option<&'a str> {
        let (block, token) = self.token(at)?;
        block.folded().get(block.tokens().get(token)?.range().usize())
    }

    /// The mark right after word `at`; `None` before another word, a line feed at the end of the block.
    fn mark(&self, at: usize) -> Option<char> {
        let (block, token) = self.token(at)?;
        match block.tokens().get(token + 1).map(|next| next.kind()) {
            Some(TokenKind::Mark(mark)) => Some(mark),
            Some(_) => None,
            None => Some('\n'),
        }
    }

    /// The span of `length` words from `start` on, all in one block.
    fn span(&self, start: usize, length: usize) -> Option<Span> {
        let (block, first) = self.token(start)?;
        let (_, last) = self.token((start + length).checked_sub(1)?)?;
        let (first, last) = (block.tokens().get(first)?, block.tokens().get(last)?);
        Some(block.span(first.range().cover(last.range())))
    }
}

/// Gives `each` the words of the content with borders between them.
fn each_word(document: &Document, mut each: impl FnMut(Word)) {
    let headings: Vec<_> = document
        .outline
        .divisions
        .iter()
        .filter(|division| division.is_heading)
        .map(|division| division.block)
        .collect();
    for block in document.zone_blocks(Zone::Body) {
        let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && block.place == Place::Body;
        if prose && headings.binary_search(&block.id()).is_err() {
            each(BORDER);
            words_of_block(document, block, &mut each);
        }
    }
}

fn words_of_block(document: &Document, block: &Block, each: &mut impl FnMut(Word)) {
    let quoted = quotes::quoted(block.clean());
    let citations = &document.citations.all;
    let first = citations.partition_point(|citation| citation.span.block < block.id());
    let cited = citations[first..].iter().take_while(|citation| citation.span.block == block.id());
    let cited: Vec<TextRange> = cited.map(|citation| block.clean_range(citation.span)).collect();
    let mut in_title = false;
    for (at, token) in block.tokens().iter().enumerate() {
        match token.kind() {
            // A symbol or a date: the title of the instrument follows, up to the end of the clause.
            TokenKind::Mark('/') => in_title = true,
            TokenKind::Mark('.' | ';' | ':' | '(' | ')') => {
                let inside_number = block.tokens().get(at + 1).is_some_and(|next| next.kind() == TokenKind::Number);
                in_title = in_title && inside_number;
            }
            TokenKind::Word | TokenKind::Number => {
                let start = token.range().start();
                let hidden = in_title || quotes::is_within(&quoted, start) || quotes::is_within(&cited, start);
                let hash = hash::word(block.folded()[token.range().usize()].as_bytes());
                each(if hidden { BORDER } else { Word { block: block.id(), token: at as u32, hash } });
            }
            TokenKind::Break | TokenKind::Mark(_) => {}
        }
    }
}

/// The words that stand in a window whose hash comes exactly twice, with borders where others are
/// left out. The words of a very long text are walked three times rather than kept.
fn repeated_words(document: &Document, tokens: usize, length: usize) -> Vec<Word> {
    let twice = hashes_met_twice(document, tokens, length);
    let mut kept = Vec::new();
    let mut pending = VecDeque::with_capacity(length);
    let mut gap = true;
    let mut rolling = Rolling::new(length);
    each_word(document, |word| {
        let window = push(&mut rolling, word);
        if word.is_border() {
            pending.clear();
            gap = true;
            return;
        }
        if pending.len() == length {
            pending.pop_front();
            gap = true;
        }
        pending.push_back(word);
        if window.is_some_and(|hash| twice.binary_search(&hash).is_ok()) {
            if std::mem::take(&mut gap) {
                kept.push(BORDER);
            }
            kept.extend(pending.drain(..));
        }
    });
    kept
}

/// The hashes of the windows that come exactly twice, sorted.
fn hashes_met_twice(document: &Document, tokens: usize, length: usize) -> Vec<u64> {
    let mut again = Marks::for_windows(tokens);
    let mut met = Marks::for_windows(tokens);
    let mut rolling = Rolling::new(length);
    each_word(document, |word| {
        if let Some(hash) = push(&mut rolling, word)
            && !met.set(hash)
        {
            again.set(hash);
        }
    });
    drop(met);
    let mut hashes = Vec::new();
    let mut rolling = Rolling::new(length);
    each_word(document, |word| hashes.extend(push(&mut rolling, word).filter(|hash| again.has(*hash))));
    hashes.sort_unstable();
    let pairs = hashes.chunk_by(|left, right| left == right).filter(|same| same.len() == 2);
    pairs.filter_map(|same| same.first().copied()).collect()
}

/// Starts of the two windows of every hash that comes exactly twice, in the order of the later one.
fn twins(words: &[Word], length: usize) -> Vec<(usize, usize)> {
    // Nearly all windows come once. A coarse table drops most of them, so that few have to be sorted.
    let (mut met, mut again) = (Marks::for_windows(words.len()), Marks::for_windows(words.len()));
    let windows = || {
        let mut rolling = Rolling::new(length);
        let windows = words.iter().enumerate().filter_map(move |(at, word)| Some((push(&mut rolling, *word)?, at)));
        windows.map(move |(hash, last)| (hash, last + 1 - length))
    };
    for (hash, _) in windows() {
        if !met.set(hash) {
            again.set(hash);
        }
    }
    let mut candidates: Vec<(u64, usize)> = windows().filter(|(hash, _)| again.has(*hash)).collect();
    candidates.sort_unstable();
    let same_hash = candidates.chunk_by(|left, right| left.0 == right.0);
    let mut twins: Vec<(usize, usize)> = same_hash
        .filter_map(|windows| if let [(_, first), (_, second)] = windows { Some((*first, *second)) } else { None })
        .collect();
    twins.sort_unstable_by_key(|(_, later)| *later);
    twins
}

/// A table of bits, as many as a power of two.
struct Marks(Vec<u64>);

impl Marks {
    /// Eight bits for each window, so that few share one.
    fn for_windows(windows: usize) -> Self {
        Self(vec![0; (windows * 8).next_power_of_two().max(64) / 64])
    }

    /// Where the bit of `hash` is. A rolling hash mixes upwards, so its upper half is taken.
    fn place(&self, hash: u64) -> (usize, u64) {
        let at = (hash >> 32) as usize;
        ((at >> 6) & (self.0.len() - 1), 1 << (at & 63))
    }

    fn has(&self, hash: u64) -> bool {
        let (at, bit) = self.place(hash);
        self.0[at] & bit != 0
    }

    /// Sets the bit of `hash`; true if it was not set.
    fn set(&mut self, hash: u64) -> bool {
        let (at, bit) = self.place(hash);
        let fresh = self.0[at] & bit == 0;
        self.0[at] |= bit;
        fresh
    }
}

/// Takes the next word; the hash of the window that ends with it, if it holds no border.
fn push(rolling: &mut Rolling, word: Word) -> Option<u64> {
    if word.is_border() {
        rolling.clear();
        return None;
    }
    rolling.push(word.hash)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::model::SourceFile;
    use crate::{readers, recognize};

    #[test]
    fn leaving_out_what_comes_once_changes_nothing() {
        let passage = "rà soát hồ sơ tồn đọng, công khai kết quả, báo cáo cấp trên trước ngày 20 hằng tháng.";
        let mut text = String::from("I. KẾT QUẢ\n\n");
        for part in 0..40 {
            let unit = ["Phòng Kinh tế", "Công an xã", "Trạm Y tế"][part % 3];
            let received = part * 7;
            let _ = write!(text, "Trong kỳ {part} {unit} tiếp nhận {received} lượt việc mới, tất cả đúng hạn.\n\n");
            if part % 11 == 3 {
                let _ = write!(text, "Nhóm {part} tổ chức {passage}\n\n");
            }
        }
        let _ = writeln!(text, "Cuối kỳ, {passage}");
        let file = SourceFile { name: "a.txt".to_owned(), bytes: text.into_bytes() };
        let raw = readers::read(&file, &readers::Limits::default()).expect("reads").0;
        let document = recognize::recognize(raw);
        for length in [2, 4, 6, 9] {
            let mut words = Vec::new();
            each_word(&document, |word| words.push(word));
            let all = Content { document: &document, words };
            let few = Content { document: &document, words: repeated_words(&document, 4_000, length) };
            let spans = |content: &Content<'_>| -> Vec<_> {
                let repeats = content.repeats(length);
                repeats
                    .iter()
                    .map(|found| (content.span(found.earlier, found.length), content.span(found.later, found.length)))
                    .collect()
            };
            assert_eq!(spans(&few), spans(&all), "{length}");
            assert!(few.words.len() < all.words.len(), "{length}");
        }
    }
}
