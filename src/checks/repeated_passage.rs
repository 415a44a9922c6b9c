//! The same long passage in two places.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::{Block, BlockId, BlockKind, Document, Place, Regime, Span, Zone};
use crate::text::{TextRange, TokenKind, quotes};

/// Flags a passage of many words that stands word for word in two places of the content, up to the
/// end of a clause in both. Quoted words, citations with the titles after them, headings and tables
/// are left out; so are long names: words without a comma, or met in more than two places.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RepeatedPassage {
    /// The shortest passage, in words.
    words: usize,
}

impl Check for RepeatedPassage {
    const NAME: &'static str = "repeated-passage";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["first"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.legacy.is_some() {
            findings.not_checked(Reason::LegacyText);
            return;
        }
        // A form repeats its clauses on purpose.
        if cx.document.regime == Regime::Form {
            return;
        }
        // What is issued with a decree repeats its clauses as the decree does.
        if cx.document.kind.is_none() && cx.document.is_attached() {
            return findings.not_checked(Reason::KindUnknown);
        }
        let content = Content::of(cx.document);
        for repeat in content.repeats(self.words) {
            let place = |start: usize| content.span(start, repeat.length);
            let (Some(later), Some(earlier)) = (place(repeat.later), place(repeat.earlier)) else { continue };
            findings.report(later).value("count", repeat.length.to_string()).label("first", earlier);
        }
    }
}

/// The words of the content in reading order. A long text has millions, so each is kept small.
struct Content<'a> {
    document: &'a Document,
    words: Vec<Word>,
    /// Where the words of each block begin.
    blocks: Vec<(usize, BlockId)>,
}

/// One word of the content, or a border that no passage crosses.
#[derive(Clone, Copy)]
struct Word {
    /// Index of the token in its block; [`BORDER`] for a border.
    token: u32,
    /// Of the folded word.
    hash: u32,
}

/// The token of a border.
const BORDER: u32 = u32::MAX;

impl Word {
    const fn is_border(self) -> bool {
        self.token == BORDER
    }
}

struct Repeat {
    earlier: usize,
    later: usize,
    length: usize,
}

impl<'a> Content<'a> {
    fn of(document: &'a Document) -> Self {
        let mut content = Self { document, words: Vec::new(), blocks: Vec::new() };
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
                content.add(block);
            }
        }
        content
    }

    fn add(&mut self, block: &Block) {
        self.blocks.push((self.words.len(), block.id()));
        let border = Word { token: BORDER, hash: 0 };
        self.words.push(border);
        let quoted = quotes::quoted(block.clean());
        let citations = &self.document.citations.all;
        let first = citations.partition_point(|citation| citation.span.block < block.id());
        let cited = citations[first..].iter().take_while(|citation| citation.span.block == block.id());
        let cited: Vec<TextRange> = cited.map(|citation| block.clean_range(citation.span)).collect();
        let mut in_title = false;
        for (at, token) in block.tokens().iter().enumerate() {
            match token.kind {
                // A symbol or a date: the title of the instrument follows, up to the end of the clause.
                TokenKind::Mark('/') => in_title = true,
                TokenKind::Mark('.' | ';' | ':' | '(' | ')') => {
                    let inside_number = block.tokens().get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
                    in_title = in_title && inside_number;
                }
                TokenKind::Word | TokenKind::Number => {
                    let start = token.range.start();
                    let hidden = in_title || quotes::is_within(&quoted, start) || quotes::is_within(&cited, start);
                    let word = Word { token: at as u32, hash: hash(&block.folded()[token.range.usize()]) };
                    self.words.push(if hidden { border } else { word });
                }
                TokenKind::Break | TokenKind::Mark(_) => {}
            }
        }
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
        let after = self.blocks.partition_point(|(first, _)| *first <= at);
        let (_, block) = self.blocks.get(after.checked_sub(1)?)?;
        Some((self.document.block(*block), word.token as usize))
    }

    /// Word `at`, folded.
    fn text(&self, at: usize) -> Option<&'a str> {
        let (block, token) = self.token(at)?;
        block.folded().get(block.tokens().get(token)?.range.usize())
    }

    /// The mark right after word `at`; `None` before another word, a line feed at the end of the block.
    fn mark(&self, at: usize) -> Option<char> {
        let (block, token) = self.token(at)?;
        match block.tokens().get(token + 1).map(|next| next.kind) {
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
        Some(block.span(first.range.cover(last.range)))
    }
}

/// Starts of the two windows of every hash that comes exactly twice, in the order of the later one.
fn twins(words: &[Word], length: usize) -> Vec<(usize, usize)> {
    // Nearly all windows come once. A coarse table drops most of them, so that few have to be sorted.
    let bits = (words.len() * 8).next_power_of_two().max(64);
    let mut met = Marks::new(bits);
    let mut again = Marks::new(bits);
    windows(words, length, |_, hash| {
        if !met.set(hash) {
            again.set(hash);
        }
    });
    let mut candidates = Vec::new();
    windows(words, length, |start, hash| {
        if again.has(hash) {
            candidates.push((hash, start));
        }
    });
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
    fn new(bits: usize) -> Self {
        Self(vec![0; bits / 64])
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

/// Gives `each` start and hash of every window of `length` words that holds no border.
fn windows(words: &[Word], length: usize, mut each: impl FnMut(usize, u64)) {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let top = (1..length).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let (mut rolling, mut filled) = (0u64, 0usize);
    for (at, word) in words.iter().enumerate() {
        if word.is_border() {
            (rolling, filled) = (0, 0);
            continue;
        }
        if filled == length {
            rolling = rolling.wrapping_sub(u64::from(words[at - length].hash).wrapping_mul(top));
            filled -= 1;
        }
        rolling = rolling.wrapping_mul(BASE).wrapping_add(u64::from(word.hash));
        filled += 1;
        if filled == length {
            each(at + 1 - length, rolling);
        }
    }
}

/// FNV-1a: the same on every machine and in every run.
fn hash(text: &str) -> u32 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    (hash ^ hash >> 32) as u32
}
