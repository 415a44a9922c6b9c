//! Which paragraphs hold sentences, and where these begin and end.

use crate::model::{Block, BlockKind, Document, Place, Zone};
use crate::text::{TextRange, Token, TokenKind};

/// Letters of the shortest word that ends a sentence although it has capitals: `TP.` and `ThS.` are shorter.
const SHORTEST: usize = 5;

/// True for a paragraph or an item of the content, outside tables.
pub(super) fn is_running(document: &Document, block: &Block) -> bool {
    document.zone(block.id()) == Zone::Body
        && block.place == Place::Body
        && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)
}

/// True for `a) …`, `đ. …`, `a/ …`, `v.v.`.
pub(super) fn is_marked(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next();
    matches!(letters.next(), Some(')' | '.' | '/' | '-'))
}

/// Clean ranges of the sentences of `block`, full stops included. A line break ends a sentence too.
pub(super) fn of(block: &Block) -> Vec<TextRange> {
    let tokens = block.tokens();
    let mut sentences = Vec::new();
    let mut first: Option<Token> = None;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind() == TokenKind::Break {
            if let (Some(start), Some(last)) = (first.take(), at.checked_sub(1)) {
                sentences.push(start.range().cover(tokens[last].range()));
            }
            continue;
        }
        let start = *first.get_or_insert(*token);
        if token.kind() == TokenKind::Mark('.') && ends_here(block, tokens, at) {
            sentences.push(start.range().cover(token.range()));
            first = None;
        }
    }
    if let (Some(start), Some(last)) = (first, tokens.last()) {
        sentences.push(start.range().cover(last.range()));
    }
    sentences
}

/// True if the full stop at `at` ends a sentence: behind a whole word, before a capital or nothing.
fn ends_here(block: &Block, tokens: &[Token], at: usize) -> bool {
    let text = |token: &Token| &block.clean()[token.range().usize()];
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return false };
    let whole = match before.kind() {
        TokenKind::Word => {
            let word = text(before);
            let small = word.chars().all(char::is_lowercase);
            let touched = at >= 2 && tokens[at - 2].range().end() == before.range().start();
            small && word.chars().nth(1).is_some() && !touched || word.chars().count() >= SHORTEST
        }
        TokenKind::Number => true,
        TokenKind::Mark(mark) => matches!(mark, ')' | '”' | '"' | '%'),
        TokenKind::Break => false,
    };
    let Some(next) = tokens.get(at + 1) else { return true };
    let apart = next.range().start() > tokens[at].range().end();
    let begins = match next.kind() {
        TokenKind::Word => text(next).starts_with(char::is_uppercase),
        TokenKind::Mark(mark) => matches!(mark, '“' | '"' | '('),
        TokenKind::Break => return true,
        TokenKind::Number => false,
    };
    whole && apart && begins
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockId, BlockKind, Place};

    #[test]
    fn stops_inside_a_sentence_do_not_end_it() {
        let text = "Ngày 05/6, TP. Mây Hạ họp. Có 1.200 người dự (tăng 2%). Ông ThS. Lê Văn Bình chủ trì\nHết";
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        let found: Vec<&str> = of(&block).iter().map(|range| &text[range.usize()]).collect();
        let wanted =
            ["Ngày 05/6, TP. Mây Hạ họp.", "Có 1.200 người dự (tăng 2%).", "Ông ThS. Lê Văn Bình chủ trì", "Hết"];
        assert_eq!(found, wanted);
    }
}
