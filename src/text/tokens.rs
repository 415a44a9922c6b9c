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

/// What a character is to the tokenizer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Break,
    Mark,
}

/// Splits clean text into tokens, in one pass.
pub fn tokenize(clean: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(clean.len() / 4);
    let mut start = 0;
    while let Some((class, length)) = class_at(clean, start) {
        let mut end = start + length;
        let kind = match class {
            Class::Space => {
                start = end;
                continue;
            }
            Class::Break => TokenKind::Break,
            Class::Mark => TokenKind::Mark(clean[start..].chars().next().unwrap_or(' ')),
            Class::Digit | Class::Letter => {
                while let Some((next, length)) = class_at(clean, end)
                    && next == class
                {
                    end += length;
                }
                if class == Class::Digit { TokenKind::Number } else { TokenKind::Word }
            }
        };
        tokens.push(Token { kind, range: TextRange::from(start..end) });
        start = end;
    }
    tokens
}

/// The class and the length in bytes of the character at `at`; the letters Vietnamese is written
/// with are told by their bytes.
fn class_at(clean: &str, at: usize) -> Option<(Class, usize)> {
    let first = *clean.as_bytes().get(at)?;
    let class = match first {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        b' ' => Class::Space,
        b'0'..=b'9' => Class::Digit,
        b'\n' => Class::Break,
        0..0x80 => {
            if char::from(first).is_whitespace() {
                Class::Space
            } else {
                Class::Mark
            }
        }
        // Ā to ſ, then Ḁ to ỿ.
        0xc4 | 0xc5 => return Some((Class::Letter, 2)),
        0xe1 if matches!(clean.as_bytes().get(at + 1), Some(0xb8..=0xbb)) => return Some((Class::Letter, 3)),
        _ => {
            let letter = clean[at..].chars().next()?;
            let class = if letter.is_whitespace() {
                Class::Space
            } else if is_letter(letter) {
                Class::Letter
            } else {
                Class::Mark
            };
            return Some((class, letter.len_utf8()));
        }
    };
    Some((class, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_class() {
        for letter in ('\0'..='\u{3000}').filter(|letter| *letter != '\n') {
            let kinds: Vec<TokenKind> = tokenize(&letter.to_string()).iter().map(|token| token.kind).collect();
            let wanted = match letter {
                _ if letter.is_whitespace() => None,
                '0'..='9' => Some(TokenKind::Number),
                _ if letter.is_alphabetic() => Some(TokenKind::Word),
                _ => Some(TokenKind::Mark(letter)),
            };
            assert_eq!(kinds.first().copied(), wanted, "{letter:?}");
        }
    }

    #[test]
    fn splits_a_symbol() {
        let text = "số 73/2023/NĐ-CP";
        let parts: Vec<&str> = tokenize(text).iter().map(|token| &text[token.range.usize()]).collect();
        assert_eq!(parts, ["số", "73", "/", "2023", "/", "NĐ", "-", "CP"]);
    }
}
