//! One block as the recognisers of this folder walk it: its words and marks without line feeds.

use std::borrow::Cow;

use crate::model::Block;
use crate::text::tokens::{Token, TokenKind};
use crate::text::{TextRange, fold};

/// Position of a token in a [`Reading`].
pub(super) type At = usize;

/// The tokens of a block. Line feeds inside a block are soft wraps and are left out.
pub(super) struct Reading<'a> {
    pub(super) block: &'a Block,
    clean: &'a str,
    folded: &'a str,
    tokens: Cow<'a, [Token]>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(block: &'a Block) -> Self {
        let is_break = |token: &Token| token.kind() == TokenKind::Break;
        let tokens = if block.tokens().iter().any(is_break) {
            block.tokens().iter().copied().filter(|token| !is_break(token)).collect()
        } else {
            Cow::Borrowed(block.tokens())
        };
        Self { block, clean: block.clean(), folded: block.folded(), tokens }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn kind(&self, at: At) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind())
    }

    pub(super) fn is_number(&self, at: At) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    pub(super) fn is_word(&self, at: At) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    /// The mark at `at`; a NUL for anything else.
    pub(super) fn mark(&self, at: At) -> char {
        match self.kind(at) {
            Some(TokenKind::Mark(mark)) => mark,
            _ => '\0',
        }
    }

    /// The folded word at `at`; empty for anything else.
    pub(super) fn word(&self, at: At) -> &'a str {
        if self.is_word(at) { self.folded.get(self.range(at).usize()).unwrap_or("") } else { "" }
    }

    /// The folded word `back` tokens before `at`; empty at the start or for anything else.
    pub(super) fn word_before(&self, at: At, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |before| self.word(before))
    }

    /// The mark `back` tokens before `at`; a NUL for anything else.
    pub(super) fn mark_before(&self, at: At, back: usize) -> char {
        at.checked_sub(back).map_or('\0', |before| self.mark(before))
    }

    /// True if the words from `at` on are those of `phrase`.
    pub(super) fn has_phrase(&self, at: At, phrase: &str) -> bool {
        // Most words are told from a phrase by their first letter.
        if !self.may_begin(at, phrase) {
            return false;
        }
        let mut rest = phrase;
        for at in at.. {
            let Some(after) = rest.strip_prefix(self.word(at)) else { return false };
            match after.strip_prefix(' ') {
                Some(more) if after.len() < rest.len() => rest = more,
                _ => return after.is_empty() && !rest.is_empty(),
            }
        }
        false
    }

    /// True if the token at `at` begins with the first byte of `phrase`.
    fn may_begin(&self, at: At, phrase: &str) -> bool {
        let first = self.tokens.get(at).and_then(|token| self.folded.as_bytes().get(token.range().start() as usize));
        first == phrase.as_bytes().first()
    }

    /// The token as written.
    pub(super) fn text(&self, at: At) -> &'a str {
        self.clean.get(self.range(at).usize()).unwrap_or("")
    }

    /// True if the word at `at` begins with a capital letter.
    pub(super) fn is_capital(&self, at: At) -> bool {
        self.is_word(at) && self.text(at).chars().next().is_some_and(|first| fold::lower(first) != first)
    }

    /// True if no space stands between `at` and the token after it.
    pub(super) fn glued(&self, at: At) -> bool {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(this), Some(next)) => this.range().end() == next.range().start(),
            _ => false,
        }
    }

    /// True if no space stands between `at` and the token before it.
    pub(super) fn glued_before(&self, at: At) -> bool {
        at.checked_sub(1).is_some_and(|before| self.glued(before))
    }

    /// Bytes of one token.
    pub(super) fn range(&self, at: At) -> TextRange {
        self.tokens.get(at).map_or_else(|| TextRange::empty(self.clean.len() as u32), |token| token.range())
    }

    /// Bytes from token `from` up to, not including, token `to`.
    pub(super) fn cover(&self, tokens: &std::ops::Range<At>) -> TextRange {
        let start = self.range(tokens.start);
        if tokens.is_empty() { TextRange::empty(start.start()) } else { start.cover(self.range(tokens.end - 1)) }
    }

    /// Clean text from token `from` up to, not including, token `to`.
    pub(super) fn slice(&self, tokens: &std::ops::Range<At>) -> &'a str {
        self.clean.get(self.cover(tokens).usize()).unwrap_or("")
    }

    /// Folded text from token `from` up to, not including, token `to`.
    pub(super) fn folded_slice(&self, tokens: &std::ops::Range<At>) -> &'a str {
        self.folded.get(self.cover(tokens).usize()).unwrap_or("")
    }
}
