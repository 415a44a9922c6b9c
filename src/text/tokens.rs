//! Words, digits and marks of a clean text. Recognisers walk these instead of running patterns.

use super::TextRange;
use super::letters::{is_accent, is_letter};

/// One word, run of digits, line feed, or single other character. Spaces are not tokens.
///
/// A long text has millions of them, so each takes eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its first byte in the clean text.
    start: u32,
    /// What it is in the two upper bits; below them its length in bytes or, of a mark, its length in
    /// eight bits and the character.
    shape: u32,
}

const WORD: u32 = 0;
const NUMBER: u32 = 1;
const BREAK: u32 = 2;
const MARK: u32 = 3;
/// Where the two bits stand. Readers refuse files in which a word could be longer than the others tell.
const KIND: u32 = 30;
/// Where the length of a mark stands; a character takes 21 bits.
const LENGTH: u32 = 22;

impl Token {
    fn new(kind: TokenKind, start: usize, end: usize) -> Self {
        let length = (end - start) as u32;
        let (tag, rest) = match kind {
            TokenKind::Word => (WORD, length),
            TokenKind::Number => (NUMBER, length),
            TokenKind::Break => (BREAK, length),
            TokenKind::Mark(mark) => (MARK, length << LENGTH | u32::from(mark)),
        };
        Self { start: start as u32, shape: tag << KIND | rest & !(MARK << KIND) }
    }

    /// What it is.
    pub const fn kind(self) -> TokenKind {
        match self.shape >> KIND {
            WORD => TokenKind::Word,
            NUMBER => TokenKind::Number,
            BREAK => TokenKind::Break,
            _ => TokenKind::Mark(self.mark()),
        }
    }

    /// Bytes of the clean text.
    pub const fn range(self) -> TextRange {
        let rest = self.shape & !(MARK << KIND);
        let length = if self.shape >> KIND == MARK { rest >> LENGTH } else { rest };
        TextRange::from_length(self.start, length)
    }

    const fn mark(self) -> char {
        match char::from_u32(self.shape & ((1 << LENGTH) - 1)) {
            Some(mark) => mark,
            None => ' ',
        }
    }
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

/// What the first byte of a character tells of it.
#[derive(Clone, Copy)]
enum FirstByte {
    /// ASCII of this class.
    Single(Class),
    /// A letter of two bytes, Ā to ƿ.
    LetterOfTwo,
    /// À to ÿ, with two signs among them.
    LatinOne,
    /// More has to be looked at.
    Other,
}

static FIRST_BYTES: [FirstByte; 256] = {
    let mut table = [FirstByte::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => FirstByte::Single(Class::Letter),
            b'0'..=b'9' => FirstByte::Single(Class::Digit),
            b'\n' => FirstByte::Single(Class::Break),
            b' ' | b'\t' | 0xb..=0xd => FirstByte::Single(Class::Space),
            0..0x80 => FirstByte::Single(Class::Mark),
            0xc3 => FirstByte::LatinOne,
            0xc4..=0xc6 => FirstByte::LetterOfTwo,
            _ => FirstByte::Other,
        };
        byte += 1;
    }
    table
};

/// Splits clean text into tokens, in one pass.
pub fn tokenize(clean: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(clean.len() / 4);
    let mut close = |class: Class, start: usize, end: usize| {
        let kind = match class {
            Class::Space => return,
            Class::Letter => TokenKind::Word,
            Class::Digit => TokenKind::Number,
            Class::Break => TokenKind::Break,
            Class::Mark => TokenKind::Mark(clean[start..].chars().next().unwrap_or(' ')),
        };
        tokens.push(Token::new(kind, start, end));
    };
    let (mut open, mut start, mut at) = (Class::Space, 0, 0);
    while at < clean.len() {
        let (class, length) = class_at(clean, at);
        // Letters and digits run on; every other character stands by itself.
        if class != open || matches!(class, Class::Break | Class::Mark) {
            close(open, start, at);
            (open, start) = (class, at);
        }
        at += length;
    }
    close(open, start, at);
    tokens.shrink_to_fit();
    tokens
}

/// The class and the length in bytes of the character at `at`, which lies inside the text.
fn class_at(clean: &str, at: usize) -> (Class, usize) {
    let bytes = clean.as_bytes();
    match FIRST_BYTES[usize::from(bytes[at])] {
        FirstByte::Single(class) => (class, 1),
        FirstByte::LetterOfTwo => (Class::Letter, 2),
        // All but × and ÷.
        FirstByte::LatinOne if !matches!(bytes.get(at + 1), Some(0x97 | 0xb7)) => (Class::Letter, 2),
        // Ḁ to ỿ.
        FirstByte::Other if bytes[at] == 0xe1 && matches!(bytes.get(at + 1), Some(0xb8..=0xbb)) => (Class::Letter, 3),
        FirstByte::LatinOne | FirstByte::Other => class_by_tables(&clean[at..]),
    }
}

fn class_by_tables(rest: &str) -> (Class, usize) {
    let letter = rest.chars().next().unwrap_or(' ');
    let class = if letter.is_whitespace() {
        Class::Space
    } else if is_letter(letter) || is_accent(letter) {
        Class::Letter
    } else {
        Class::Mark
    };
    (class, letter.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_that_no_letter_takes_up_stays_in_its_word() {
        let text = "đ\u{301}a b";
        let words: Vec<&str> = tokenize(text).iter().map(|token| &text[token.range().usize()]).collect();
        assert_eq!(words, ["đ\u{301}a", "b"]);
    }

    #[test]
    fn every_character_has_its_class() {
        for letter in ('\0'..='\u{3000}').filter(|letter| *letter != '\n') {
            let kinds: Vec<TokenKind> = tokenize(&letter.to_string()).iter().map(|token| token.kind()).collect();
            let wanted = match letter {
                _ if letter.is_whitespace() => None,
                '0'..='9' => Some(TokenKind::Number),
                _ if letter.is_alphabetic() || is_accent(letter) => Some(TokenKind::Word),
                _ => Some(TokenKind::Mark(letter)),
            };
            assert_eq!(kinds.first().copied(), wanted, "{letter:?}");
        }
    }

    #[test]
    fn splits_a_symbol() {
        let text = "số 73/2023/NĐ-CP";
        let parts: Vec<&str> = tokenize(text).iter().map(|token| &text[token.range().usize()]).collect();
        assert_eq!(parts, ["số", "73", "/", "2023", "/", "NĐ", "-", "CP"]);
    }
}
