//! Pointers to parts of instruments: `điểm a khoản 2 Điều 5`.

use super::kinds;
use super::words::Words;
use crate::model::Block;
use crate::model::citation::{UnitLevel, UnitPart, UnitReference};
use crate::model::values::Located;
use crate::text::hash::Sketches;
use crate::text::{TokenKind, numerals};

/// Finds the pointers of `block`.
pub(super) fn find(block: &Block, found: &mut Vec<UnitReference>) {
    let words = Words::new(block);
    let mut quoted = 0u32;
    let mut at = 0;
    while at < words.len() {
        match words.kind(at) {
            Some(TokenKind::Mark('“')) => quoted += 1,
            Some(TokenKind::Mark('”')) => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        let Some((reference, next)) = reference(words, at, quoted > 0) else {
            at += 1;
            continue;
        };
        found.push(reference);
        at = next;
    }
}

/// The words that name a level.
const LEVELS: Sketches = Sketches::of(&["tiết", "điểm", "khoản", "điều", "tiểu", "mục", "chương", "phần"]);

fn reference(words: Words<'_>, first: usize, quoted: bool) -> Option<(UnitReference, usize)> {
    let (part, mut next) = part(words, first)?;
    let mut parts = vec![part];
    loop {
        let mut at = words.skip_breaks(next);
        if words.is_mark(at, ',') {
            at = words.skip_breaks(at + 1);
        }
        let Some((part, after)) = self::part(words, at) else { break };
        parts.push(part);
        next = after;
    }
    let span = words.span(words.start(first), words.end(next - 1));
    let mut at = words.skip_breaks(next);
    if words.is_mark(at, ',') || words.word(at) == "của" {
        at = words.skip_breaks(at + 1);
    }
    let owner = kinds::at(words, at).map(|kind| kind.slug).filter(|_| words.word(at + 2) != "này");
    Some((UnitReference { span, parts, owner, citation: None, quoted }, next))
}

/// One level with its values, and the token after it.
fn part(words: Words<'_>, at: usize) -> Option<(UnitPart, usize)> {
    if !LEVELS.may_hold(words.bytes(at)) {
        return None;
    }
    let (level, length) = match words.word(at) {
        "tiết" => (UnitLevel::Subpoint, 1),
        "điểm" => (UnitLevel::Point, 1),
        "khoản" => (UnitLevel::Clause, 1),
        "điều" => (UnitLevel::Article, 1),
        // Small, these are common nouns.
        "tiểu" if words.word(at + 1) == "mục" && words.is_capital(at) => (UnitLevel::Subsection, 2),
        "mục" if words.is_capital(at) => (UnitLevel::Section, 1),
        "chương" if words.is_capital(at) => (UnitLevel::Chapter, 1),
        "phần" if words.is_capital(at) => (UnitLevel::Part, 1),
        _ => return None,
    };
    let first_word = at;
    let mut values = Vec::new();
    let (first, mut next) = value(words, words.skip_breaks(at + length), level)?;
    values.push(first);
    loop {
        let mut at = words.skip_breaks(next);
        let separated = words.is_mark(at, ',') || matches!(words.word(at), "và" | "hoặc" | "đến");
        if !separated {
            break;
        }
        at = words.skip_breaks(at + 1);
        // `khoản 1, khoản 2 và khoản 3 Điều 4`: the level word may be said again.
        let repeated = length == 1 && words.word(at) == words.word(first_word);
        let Some((value, after)) = value(words, if repeated { words.skip_breaks(at + 1) } else { at }, level) else {
            break;
        };
        values.push(value);
        next = after;
    }
    let span = words.span(words.start(at), words.end(next - 1));
    Some((UnitPart { level, span, values }, next))
}

/// A single letter for *điểm*, a number with or without a letter for the others.
fn value(words: Words<'_>, at: usize, level: UnitLevel) -> Option<(Located, usize)> {
    let start = words.start(at);
    if level == UnitLevel::Point {
        let letter = words.kind(at) == Some(TokenKind::Word)
            && words.written(at).chars().count() == 1
            && words.written(at).chars().all(char::is_lowercase);
        // `điểm a.1` and `điểm a1` are sub-points.
        let attached = words.is_number(at + 1) && words.start(at + 1) == words.end(at);
        let end = if attached { at + 1 } else { at };
        if letter {
            return Some((words.located(start, words.end(end)), end + 1));
        }
    }
    if level == UnitLevel::Subpoint || level >= UnitLevel::Subsection {
        let roman = words.kind(at) == Some(TokenKind::Word) && numerals::roman_value(words.written(at)).is_some();
        let short = words.is_number(at) && words.written(at).len() <= 2;
        let letter = level == UnitLevel::Subpoint && words.written(at).chars().count() == 1;
        let glued =
            words.end(at) == words.start(at + 1) && matches!(words.kind(at + 1), Some(TokenKind::Mark('/' | '-')));
        let fits = (roman && level != UnitLevel::Subpoint || short || letter) && !glued;
        return fits.then(|| (words.located(start, words.end(at)), at + 1));
    }
    // `khoản a điểm 2`: the levels are swapped.
    let swapped = level == UnitLevel::Clause
        && words.kind(at) == Some(TokenKind::Word)
        && words.written(at).chars().count() == 1
        && matches!(words.word(at + 1), "điểm" | "điều");
    if swapped {
        return Some((words.located(start, words.end(at)), at + 1));
    }
    if !words.is_number(at) || words.written(at).len() > 3 {
        return None;
    }
    let attached = words.kind(at + 1) == Some(TokenKind::Word)
        && words.start(at + 1) == words.end(at)
        && words.written(at + 1).chars().count() == 1;
    let end = if attached { at + 1 } else { at };
    // `Điều 5.` of a heading and `khoản 2%` are no pointers with more to come.
    if words.is_mark(end + 1, '%') || words.is_mark(end + 1, '/') {
        return None;
    }
    Some((words.located(start, words.end(end)), end + 1))
}
