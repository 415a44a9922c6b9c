//! A block as its words and marks, with the questions that finders ask.

use crate::model::Block;
use crate::model::block::Span;
use crate::model::values::Located;
use crate::text::{Token, TokenKind};

/// The tokens of one block with their texts.
#[derive(Clone, Copy)]
pub(in crate::recognize) struct Words<'a> {
    pub(in crate::recognize) block: &'a Block,
    /// The clean text, as it is shown.
    pub(in crate::recognize) clean: &'a str,
    pub(in crate::recognize) folded: &'a str,
    tokens: &'a [Token],
}

impl<'a> Words<'a> {
    pub(in crate::recognize) fn new(block: &'a Block) -> Self {
        Self { block, clean: block.shown(), folded: block.folded(), tokens: block.tokens() }
    }

    pub(in crate::recognize) fn len(self) -> usize {
        self.tokens.len()
    }

    pub(in crate::recognize) fn kind(self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind())
    }

    /// First byte of token `at`; the end of the text past the last one.
    pub(in crate::recognize) fn start(self, at: usize) -> usize {
        self.tokens.get(at).map_or(self.clean.len(), |token| token.range().start() as usize)
    }

    /// One past the last byte of token `at`.
    pub(in crate::recognize) fn end(self, at: usize) -> usize {
        self.tokens.get(at).map_or(self.clean.len(), |token| token.range().end() as usize)
    }

    /// Token `at` folded; empty past the end.
    pub(in crate::recognize) fn word(self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.folded.get(token.range().usize())).unwrap_or("")
    }

    /// The bytes of token `at` folded; none past the end.
    pub(in crate::recognize) fn bytes(self, at: usize) -> &'a [u8] {
        self.tokens.get(at).and_then(|token| self.folded.as_bytes().get(token.range().usize())).unwrap_or_default()
    }

    /// Token `at` as written; empty past the end.
    pub(in crate::recognize) fn written(self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.clean.get(token.range().usize())).unwrap_or("")
    }

    pub(in crate::recognize) fn is_number(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    pub(in crate::recognize) fn is_mark(self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(TokenKind::Mark(mark))
    }

    pub(in crate::recognize) fn is_break(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Break)
    }

    /// True if token `at` begins with a capital letter.
    pub(in crate::recognize) fn is_capital(self, at: usize) -> bool {
        self.written(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// True if the tokens from `at` on are these folded words.
    pub(in crate::recognize) fn are(self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(by, word)| self.word(at + by) == *word)
    }

    /// The first token from `at` on that is no line feed.
    pub(in crate::recognize) fn skip_breaks(self, mut at: usize) -> usize {
        while self.is_break(at) {
            at += 1;
        }
        at
    }

    /// The last token before `at` that is no line feed.
    pub(in crate::recognize) fn before(self, at: usize) -> Option<usize> {
        let mut at = at.checked_sub(1)?;
        while self.is_break(at) {
            at = at.checked_sub(1)?;
        }
        Some(at)
    }

    /// The first token that starts at or after byte `offset`.
    pub(in crate::recognize) fn token_at(self, offset: usize) -> usize {
        self.tokens.partition_point(|token| (token.range().start() as usize) < offset)
    }

    /// True if nothing but marks stands before token `at` on its line.
    pub(in crate::recognize) fn opens_line(self, at: usize) -> bool {
        let mut before = at;
        while let Some(previous) = before.checked_sub(1) {
            match self.kind(previous) {
                Some(TokenKind::Break) => return true,
                Some(TokenKind::Mark(_)) => before = previous,
                _ => return false,
            }
        }
        true
    }

    /// The place of the bytes from `start` to `end` of the clean text.
    pub(in crate::recognize) fn span(self, start: usize, end: usize) -> Span {
        self.block.span(start..end)
    }

    /// The bytes from `start` to `end` with their place.
    pub(in crate::recognize) fn located(self, start: usize, end: usize) -> Located {
        Located { text: self.clean.get(start..end).unwrap_or("").to_owned(), span: self.span(start, end) }
    }
}
