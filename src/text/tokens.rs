//! Words, digits and marks of a clean text. Recognisers walk these instead of running patterns.

use super::TextRange;
use super::letters::is_letter;

/// One word, run of digits, line feed, or single other character. Spaces are not tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Bytes of the clean text.
    pub range: TextRange,
}

/// The kinds of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// ASCII digits.
    Number,
    /// A line feed inside a block.
    Break,
    /// Any other single character.
    Mark(char),
}

/// Splits clean text into tokens, in one pass.
pub fn tokenize(clean: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(clean.len() / 4);
    let mut letters = clean.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let kind = if letter == '\n' {
            TokenKind::Break
        } else if letter.is_whitespace() {
            continue;
        } else if letter.is_ascii_digit() {
            TokenKind::Number
        } else if is_letter(letter) {
            TokenKind::Word
        } else {
            TokenKind::Mark(letter)
        };
        let mut end = start + letter.len_utf8();
        while let Some((at, next)) = letters.peek().copied() {
            let same = match kind {
                TokenKind::Word => is_letter(next),
                TokenKind::Number => next.is_ascii_digit(),
                TokenKind::Break | TokenKind::Mark(_) => false,
            };
            if !same {
                break;
            }
            end = at + next.len_utf8();
            letters.next();
        }
        tokens.push(Token { kind, range: TextRange::from(start..end) });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_a_symbol() {
        let text = "số 73/2023/NĐ-CP";
        let parts: Vec<&str> = tokenize(text).iter().map(|token| &text[token.range.usize()]).collect();
        assert_eq!(parts, ["số", "73", "/", "2023", "/", "NĐ", "-", "CP"]);
    }
}
