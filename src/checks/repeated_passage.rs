//! The same long passage in two places.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::{Block, BlockKind, Place, Regime, Span, Zone};
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
        let words = content_words(cx);
        for repeat in repeats(&words, self.words) {
            let place = |start: usize| span(&words[start..start + repeat.length]);
            let (Some(later), Some(earlier)) = (place(repeat.later), place(repeat.earlier)) else { continue };
            findings.report(later).value("count", repeat.length.to_string()).label("first", earlier);
        }
    }
}

/// One word of the content, or a border that no passage crosses.
#[derive(Clone, Copy)]
struct Word<'a> {
    block: &'a Block,
    range: TextRange,
    /// The folded word; empty for a border.
    text: &'a str,
    /// The mark right after it; `None` before another word, a line feed at the end of the block.
    mark: Option<char>,
}

impl Word<'_> {
    const fn ends_clause(self) -> bool {
        matches!(self.mark, Some('.' | ';' | '\n'))
    }
}

struct Repeat {
    earlier: usize,
    later: usize,
    length: usize,
}

fn content_words<'a>(cx: &Context<'a>) -> Vec<Word<'a>> {
    let document = cx.document;
    let headings: Vec<_> = document
        .outline
        .divisions
        .iter()
        .filter(|division| division.is_heading)
        .map(|division| division.block)
        .collect();
    let mut words = Vec::new();
    for block in document.zone_blocks(Zone::Body) {
        let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && block.place == Place::Body;
        if !prose || headings.binary_search(&block.id()).is_ok() {
            continue;
        }
        let quoted = quotes::quoted(block.clean());
        let cited: Vec<TextRange> = document
            .citations
            .all
            .iter()
            .filter(|citation| citation.span.block == block.id())
            .map(|citation| block.clean_range(citation.span))
            .collect();
        let border = Word { block, range: TextRange::empty(0), text: "", mark: None };
        words.push(border);
        let mut in_title = false;
        for (at, token) in block.tokens().iter().enumerate() {
            let start = token.range.start();
            in_title = match token.kind {
                // A symbol or a date: the title of the instrument follows, up to the end of the clause.
                TokenKind::Mark('/') => true,
                TokenKind::Mark('.' | ';' | ':' | '(' | ')') => {
                    let inside_number = block.tokens().get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
                    in_title && inside_number
                }
                _ => in_title,
            };
            match token.kind {
                TokenKind::Word | TokenKind::Number => {
                    let hidden = in_title || quotes::is_within(&quoted, start) || quotes::is_within(&cited, start);
                    let text = if hidden { "" } else { &block.folded()[token.range.usize()] };
                    let mark = match block.tokens().get(at + 1).map(|next| next.kind) {
                        Some(TokenKind::Mark(mark)) => Some(mark),
                        Some(_) => None,
                        None => Some('\n'),
                    };
                    words.push(Word { block, range: token.range, text, mark });
                }
                TokenKind::Break | TokenKind::Mark(_) => {}
            }
        }
    }
    words
}

/// Repeated runs of at least `shortest` words, none inside another, in reading order. A rolling
/// hash of every window finds its twin; words are compared before a run is believed.
fn repeats(words: &[Word<'_>], shortest: usize) -> Vec<Repeat> {
    let shortest = shortest.max(2);
    let windows = windows(words, shortest);
    let mut seen: HashMap<u64, (usize, u32)> = HashMap::new();
    for (start, hash) in &windows {
        seen.entry(*hash).and_modify(|(_, times)| *times += 1).or_insert((*start, 1));
    }
    let mut found = Vec::new();
    let mut skip_until = 0;
    for (start, hash) in windows {
        let Some(&(earlier, 2)) = seen.get(&hash) else { continue };
        if start < skip_until || earlier + shortest > start || !same(words, earlier, start, shortest) {
            continue;
        }
        let mut length = shortest;
        while earlier + length < start && same(words, earlier + length, start + length, 1) {
            length += 1;
        }
        skip_until = start + length;
        if is_copied(&words[earlier..earlier + length], &words[start..start + length]) {
            found.push(Repeat { earlier, later: start, length });
        }
    }
    found
}

/// True if the two runs look like a copied statement, not like a long name: commas stand inside,
/// and both end with their clause.
fn is_copied(earlier: &[Word<'_>], later: &[Word<'_>]) -> bool {
    let closed = |words: &[Word<'_>]| words.last().is_some_and(|word| word.ends_clause());
    closed(earlier) && closed(later) && later.iter().any(|word| word.mark == Some(','))
}

/// Start and hash of every window of `length` words that holds no border.
fn windows(words: &[Word<'_>], length: usize) -> Vec<(usize, u64)> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let hashes: Vec<u64> = words.iter().map(|word| hash(word.text)).collect();
    let top = (1..length).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let mut windows = Vec::with_capacity(words.len());
    let (mut rolling, mut filled) = (0u64, 0usize);
    for (at, word) in words.iter().enumerate() {
        if word.text.is_empty() {
            (rolling, filled) = (0, 0);
            continue;
        }
        if filled == length {
            rolling = rolling.wrapping_sub(hashes[at - length].wrapping_mul(top));
            filled -= 1;
        }
        rolling = rolling.wrapping_mul(BASE).wrapping_add(hashes[at]);
        filled += 1;
        if filled == length {
            windows.push((at + 1 - length, rolling));
        }
    }
    windows
}

fn same(words: &[Word<'_>], left: usize, right: usize, length: usize) -> bool {
    (0..length).all(|by| match (words.get(left + by), words.get(right + by)) {
        (Some(left), Some(right)) => !left.text.is_empty() && left.text == right.text,
        _ => false,
    })
}

/// FNV-1a: the same on every machine and in every run.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The span from the first of `words` to the last, all in one block.
fn span(words: &[Word<'_>]) -> Option<Span> {
    let (first, last) = (words.first()?, words.last()?);
    Some(first.block.span(first.range.cover(last.range)))
}
