//! The words around a number in its clause, which name what it counts.

use std::ops::Range;

use super::block::Block;
use crate::text::TokenKind;

/// Words kept on either side of a number.
const REACH: usize = 12;

/// The folded words between the beginning of a sentence or item and the number at the clean range
/// `number` of `block`; `None` if more stands there than words. A time before them, which `is_time`
/// knows, is left out: `Trong quý, tổng số đơn là 154`.
pub fn opening(block: &Block, number: Range<usize>, is_time: fn(&str) -> bool) -> Option<String> {
    let (start, end) = words_before(block, &number);
    let timed = || {
        let comma = start.checked_sub(1).filter(|at| block.tokens()[*at].kind() == TokenKind::Mark(','))?;
        let leading = block.tokens()[..comma].iter().rev().take(REACH);
        let timely = |token: &&crate::text::Token| matches!(token.kind(), TokenKind::Word | TokenKind::Number);
        let first = comma - leading.take_while(timely).count();
        (begins_sentence(block, first) && is_time(&words(block, first..comma))).then_some(())
    };
    (begins_sentence(block, start) || timed().is_some()).then(|| words(block, start..end))
}

/// The folded words before and after the number at the clean range `number` of `block`, up to a mark
/// that is no comma.
pub fn clause(block: &Block, number: Range<usize>) -> (String, String) {
    let tokens = block.tokens();
    let (_, end) = words_before(block, &number);
    let leading = tokens.get(..end).unwrap_or_default().iter().rev().take(REACH);
    let before = end - leading.take_while(|token| is_of_phrase(token.kind())).count()..end;
    let next = tokens.partition_point(|token| (token.range().start() as usize) < number.end);
    let following = tokens.get(next..).unwrap_or_default().iter().take(REACH);
    let after = next..next + following.take_while(|token| is_of_phrase(token.kind())).count();
    (words(block, before), words(block, after))
}

/// The folded words of a clean range of `block`, without what brackets add.
pub fn words_of(block: &Block, range: Range<usize>) -> String {
    let inside = block.tokens().iter().filter(|token| {
        let (start, end) = (token.range().start() as usize, token.range().end() as usize);
        start >= range.start && end <= range.end
    });
    let plain = inside.take_while(|token| token.kind() != TokenKind::Mark('('));
    // Without the number of the row; `trẻ dưới 5 tuổi` keeps its own.
    let named = plain.skip_while(|token| token.kind() != TokenKind::Word);
    let words = named.filter(|token| matches!(token.kind(), TokenKind::Word | TokenKind::Number));
    words.map(|token| block.folded().get(token.range().usize()).unwrap_or("")).collect::<Vec<_>>().join(" ")
}

/// The tokens that are words right before a number, without a colon between them and it.
fn words_before(block: &Block, number: &Range<usize>) -> (usize, usize) {
    let tokens = block.tokens();
    let first = tokens.partition_point(|token| (token.range().start() as usize) < number.start);
    // The mark between a name and its number belongs to neither.
    let colon = tokens[..first].last().is_some_and(|token| token.kind() == TokenKind::Mark(':'));
    let end = first - usize::from(colon);
    let of_name = |token: &&crate::text::Token| matches!(token.kind(), TokenKind::Word | TokenKind::Number);
    let mut words = tokens[..end].iter().rev().take_while(of_name).count();
    // The number of an item is none of its name.
    while words > 0 && tokens[end - words].kind() == TokenKind::Number {
        words -= 1;
    }
    (end - words, end)
}

fn words(block: &Block, range: Range<usize>) -> String {
    let words = block.tokens().get(range).unwrap_or_default().iter();
    let words = words.map(|token| block.folded().get(token.range().usize()).unwrap_or(""));
    words.collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// A comma may stand inside what is counted: `24 cán bộ, công chức`.
const fn is_of_phrase(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Mark(','))
}

/// True if nothing but the marker of an item stands before token `at` in its sentence.
fn begins_sentence(block: &Block, at: usize) -> bool {
    let tokens = block.tokens();
    let Some(last) = at.checked_sub(1) else { return true };
    match tokens[last].kind() {
        // The words after the number of an item, or after a full stop that ends a sentence.
        TokenKind::Mark('.' | ')') => {
            let gap = tokens.get(at).is_some_and(|token| token.range().start() > tokens[last].range().end());
            gap && (last <= 4 || tokens[last].kind() == TokenKind::Mark('.'))
        }
        TokenKind::Mark('-' | '–' | '+' | '•' | '*') => last == 0,
        TokenKind::Break => true,
        _ => false,
    }
}
