//! The same clause or line pasted twice.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::{Block, BlockKind, Document, Place, Regime, Zone};
use crate::text::hash::{self, Rolling};
use crate::text::{TextRange, TokenKind, quotes};

/// Flags a clause or a long run of words that stands again at once in one paragraph or cell, and a paragraph
/// that is the one before it again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RepeatedClause {
    /// The shortest clause, in words.
    words: usize,
    /// The shortest clause with a number in it, in words.
    numbered: usize,
    /// The shortest run of words that need not be a clause.
    run: usize,
}

impl Check for RepeatedClause {
    const NAME: &'static str = "repeated-clause";
    const VALUES: &'static [&'static str] = &["count"];
    const LABELS: &'static [&'static str] = &["first"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.regime == Regime::Form {
            return;
        }
        let mut before: Option<&Block> = None;
        for block in cx.document.prose().filter(|block| is_judged(cx.document, block)) {
            if let Some(earlier) = before.filter(|before| self.is_pasted(before, block)) {
                let count = block.tokens().iter().filter(|token| token.kind() == TokenKind::Word).count();
                findings.report(block.whole()).value("count", count.to_string()).label("first", earlier.whole());
            } else if let Some((earlier, later, count)) = self.twice(block) {
                let draft = findings.report(block.span(later)).value("count", count.to_string());
                draft.label("first", block.span(earlier));
            }
            before = Some(block);
        }
    }
}

/// Headings name what their sections repeat, and signatures share their words.
fn is_judged(document: &Document, block: &Block) -> bool {
    matches!(document.zone(block.id()), Zone::Body | Zone::Grounds | Zone::Attachment)
        && !matches!(block.kind, BlockKind::Heading(_))
}

/// Words that may stand between a run and its copy: `nhằm`.
const BETWEEN: usize = 1;

/// A word or number of a block: its place among the tokens and its hash.
#[derive(Clone, Copy)]
struct Word {
    token: usize,
    hash: u32,
    /// A mark follows that ends a clause.
    ends: bool,
}

impl RepeatedClause {
    /// True if `block` is the one before it again.
    fn is_pasted(&self, before: &Block, block: &Block) -> bool {
        let flow = match (before.place, block.place) {
            (Place::Cell(one), Place::Cell(other)) => one == other,
            (one, other) => one == Place::Body && other == Place::Body,
        };
        if !flow || before.folded().trim() != block.folded().trim() {
            return false;
        }
        let words = block.tokens().iter().filter(|token| token.kind() == TokenKind::Word).count();
        let numbered = block.tokens().iter().any(|token| token.kind() == TokenKind::Number);
        words >= if numbered { self.numbered } else { self.words }
    }

    /// A clause, or a long run of words, that stands again at once: both places and how many words it has.
    fn twice(&self, block: &Block) -> Option<(TextRange, TextRange, usize)> {
        let words = words(block);
        if words.len() < 2 * self.numbered {
            return None;
        }
        let range = |start: usize, end: usize| {
            block.tokens()[words[start].token].range().cover(block.tokens()[words[end - 1].token].range())
        };
        let (earlier, later, length) = self.clause(block, &words).or_else(|| self.run(&words))?;
        let places = (range(earlier, earlier + length), range(later, later + length));
        let quoted = quotes::quoted(block.clean());
        let is_quoted = |place: TextRange| quotes::is_within(&quoted, place.start());
        // The titles of instruments are long, and lists of them repeat each other.
        let cites = block.clean()[places.1.usize()].contains('/');
        (!cites && !is_quoted(places.0) && !is_quoted(places.1)).then_some((places.0, places.1, length))
    }

    /// A clause that the one before it ends with: `cử 14 người; cử 14 người`.
    fn clause(&self, block: &Block, words: &[Word]) -> Option<(usize, usize, usize)> {
        let mut start = 0;
        for (at, word) in words.iter().enumerate() {
            if !word.ends && at + 1 < words.len() {
                continue;
            }
            let clause = &words[start..=at];
            let length = clause.len();
            let numbered = clause.iter().any(|word| block.tokens()[word.token].kind() == TokenKind::Number);
            let long = length >= if numbered { self.numbered } else { self.words };
            if let Some(earlier) = start.checked_sub(length).filter(|_| long)
                && same(&words[earlier..start], clause)
            {
                return Some((earlier, start, length));
            }
            start = at + 1;
        }
        None
    }

    /// A long run of words that stands again at once.
    fn run(&self, words: &[Word]) -> Option<(usize, usize, usize)> {
        let mut seen: HashMap<u64, usize> = HashMap::new();
        let mut rolling = Rolling::new(self.run);
        for (at, word) in words.iter().enumerate() {
            let window = rolling.push(word.hash);
            let Some((key, start)) = window.zip((at + 1).checked_sub(self.run)) else { continue };
            let Some(earlier) = seen.insert(key, start) else { continue };
            if earlier + self.run > start || !same(&words[earlier..earlier + self.run], &words[start..=at]) {
                continue;
            }
            let going_on = (self.run..words.len() - start)
                .take_while(|by| earlier + by < start && words[earlier + by].hash == words[start + by].hash);
            let length = self.run + going_on.count();
            if start - (earlier + length) <= BETWEEN {
                return Some((earlier, start, length));
            }
        }
        None
    }
}

fn same(one: &[Word], other: &[Word]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.hash == other.hash)
}

/// Words and numbers of a block, without what numbers it.
fn words(block: &Block) -> Vec<Word> {
    let (folded, tokens) = (block.folded(), block.tokens());
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        match token.kind() {
            TokenKind::Word | TokenKind::Number => {
                let hash = hash::word(folded[token.range().usize()].as_bytes());
                words.push(Word { token: at, hash, ends: false });
                continue;
            }
            TokenKind::Break | TokenKind::Mark('.' | '!' | '?' | ';' | ',' | ':') => {}
            TokenKind::Mark(_) => continue,
        }
        // A point between figures ends nothing.
        let number = |place: Option<usize>| {
            place.and_then(|place| tokens.get(place)).is_some_and(|token| token.kind() == TokenKind::Number)
        };
        if number(at.checked_sub(1)) && number(Some(at + 1)) {
            continue;
        }
        if let Some(last) = words.last_mut() {
            last.ends = true;
        }
    }
    words
}
