//! The issuer after `của`.

use super::kinds;
use super::words::Words;
use crate::lexicon::citation_words::citation_words;
use crate::lexicon::issuers::{IssuerClass, issuer_by_phrase};
use crate::model::values::Located;
use crate::text::{TokenKind, numerals};

/// Longest issuer name in words; `Ban Chấp hành Đảng bộ …` with its place stays below.
const LIMIT: usize = 24;

/// An issuer and what was said of its term.
pub(super) struct Found {
    pub(super) issuer: Located,
    pub(super) congress: Option<Located>,
    pub(super) next: usize,
}

/// Reads the issuer that follows token `at`.
pub(super) fn after(words: Words<'_>, at: usize) -> Option<Found> {
    let mut at = words.skip_breaks(at);
    if words.is_mark(at, ',') || words.is_mark(at, ')') {
        at = words.skip_breaks(at + 1);
    }
    if words.word(at) != "của" {
        return None;
    }
    let first = words.skip_breaks(at + 1);
    let start = words.start(first);
    let known = issuer_by_phrase(words.folded.get(start..).unwrap_or(""));
    let after_known = known.map(|(_, length)| words.token_at(start + length));
    let tail = known.map_or(Tail::Unknown, |(issuer, _)| Tail::of(issuer.class));
    let mut end = after_known.unwrap_or(first);
    let mut next = end;
    while next < first + LIMIT && tail.goes_on(words, next, after_known == Some(next)) {
        next = words.skip_breaks(next + 1);
        end = next;
    }
    // A line break, hyphen or comma at the end is no part of the name.
    while end > first && !matches!(words.kind(end - 1), Some(TokenKind::Word | TokenKind::Number)) {
        end -= 1;
    }
    if end == first {
        return None;
    }
    let issuer = words.located(start, words.end(end - 1));
    let (congress, next) = congress(words, end);
    Some(Found { issuer, congress, next })
}

/// What may follow the part of an issuer's name that is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tail {
    /// Nothing is known yet: any words up to a stop.
    Unknown,
    /// A central body stands alone, but for `Việt Nam` or `Đảng`.
    Central,
    /// A local body is followed by its place.
    Local,
}

impl Tail {
    fn of(class: IssuerClass) -> Self {
        if class.is_central() || class == IssuerClass::PartyCentre { Self::Central } else { Self::Local }
    }

    fn goes_on(self, words: Words<'_>, at: usize, after_known: bool) -> bool {
        let word = words.skip_breaks(at);
        let fits = match self {
            Self::Unknown => true,
            Self::Central => {
                words.is_capital(word) && matches!(words.word(word), "đảng" | "cộng" | "việt" | "nam")
                    || words.word(word) == "sản"
            }
            Self::Local => {
                words.is_capital(word) || citation_words().is_in_places(words.word(word)) || words.is_mark(word, '-')
            }
        };
        fits && goes_on(words, at, after_known)
    }
}

/// Whether the issuer's name goes on with token `at`.
fn goes_on(words: Words<'_>, at: usize, after_known: bool) -> bool {
    match words.kind(at) {
        Some(TokenKind::Word) => {}
        Some(TokenKind::Mark('-' | '–')) => return words.is_capital(at + 1) && !after_known,
        Some(TokenKind::Break) => {
            let next = words.skip_breaks(at);
            return words.written(next).starts_with(char::is_lowercase) && goes_on(words, next, after_known);
        }
        _ => return false,
    }
    let word = words.word(at);
    // `Sở Giáo dục và Đào tạo`, `Sở Công Thương`: the word is part of a name, not of the sentence.
    let inside_name =
        !after_known && (words.is_capital(at) && word == "công" || word == "và" && words.is_capital(at + 1));
    if inside_name {
        return kinds::at(words, words.skip_breaks(at + 1)).is_none();
    }
    if citation_words().ends_issuer(word) && !(word == "công" && words.word(at + 1) == "an") {
        return false;
    }
    let next = words.word(words.skip_breaks(at + 1));
    !citation_words().pair_ends_issuer(word, next) && kinds::at(words, at).is_none()
}

/// `khóa XII` or `(khóa XII)` after the issuer, or after the date where no issuer is named.
pub(super) fn congress(words: Words<'_>, at: usize) -> (Option<Located>, usize) {
    let mut word = words.skip_breaks(at);
    if words.is_mark(word, '(') || words.is_mark(word, ',') {
        word += 1;
    }
    if words.word(word) != "khóa" {
        return (None, at);
    }
    let number = words.skip_breaks(word + 1);
    if numerals::roman_value(words.written(number)).is_none() {
        return (None, at);
    }
    let next = if words.is_mark(number + 1, ')') { number + 2 } else { number + 1 };
    (Some(words.located(words.start(number), words.end(number))), next)
}
