//! What of an edit is to be written, whatever the file: as little as says it, and never a part of a letter.

use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::Edit;
use crate::model::{Document, Span};
use crate::text::TextRange;

/// An edit without the words at its ends that it does not change, and never cutting a letter from its
/// marks.
pub(super) fn narrowed(document: &Document, edit: &Edit) -> (Span, String) {
    let text = document.block(edit.span.block).text();
    let (mut start, mut end) = (edit.span.range.start() as usize, edit.span.range.end() as usize);
    let mut new = edit.replacement.as_str();
    let old = |start: usize, end: usize| text.get(start..end).unwrap_or("");
    let same = common_words(old(start, end), new);
    start += same;
    new = new.get(same..).unwrap_or("");
    let reversed = |text: &str| text.chars().rev().collect::<String>();
    let same = common_words(&reversed(old(start, end)), &reversed(new));
    end -= same;
    new = new.get(..new.len() - same).unwrap_or("");
    let mut replacement = new.to_owned();
    // Letters and their marks stay together.
    while text.get(end..).and_then(|rest| rest.chars().next()).is_some_and(is_combining_mark) {
        let Some(mark) = text.get(end..).and_then(|rest| rest.chars().next()) else { break };
        replacement.push(mark);
        end += mark.len_utf8();
    }
    while start > 0 && text.get(start..).and_then(|rest| rest.chars().next()).is_some_and(is_combining_mark) {
        let Some(letter) = text.get(..start).and_then(|rest| rest.chars().next_back()) else { break };
        replacement.insert(0, letter);
        start -= letter.len_utf8();
    }
    (Span::new(edit.span.block, TextRange::from(start..end)), replacement)
}

/// Bytes at the start of both that are the same, up to the end of a word.
fn common_words(left: &str, right: &str) -> usize {
    let mut same = 0;
    let mut words = 0;
    let mut others = right.chars();
    let is_of_word = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter);
    for letter in left.chars() {
        match others.next() {
            Some(other) if other == letter => {}
            // Both words end here: `cao` in ` cao` and in `(cao`.
            Some(other) if !is_of_word(letter) && !is_of_word(other) => return same,
            // The one ends here and the other goes on beyond the word: `chuyển` in ` chuyển`.
            None if !is_of_word(letter) => return same,
            _ => return words,
        }
        same += letter.len_utf8();
        if !is_of_word(letter) {
            words = same;
        }
    }
    // Both may end here, or the rest of the other one begins a new word.
    match others.next() {
        None => same,
        Some(letter) if !is_of_word(letter) => same,
        Some(_) => words,
    }
}

/// `span` with the word beside it, where it holds nothing to see.
pub(super) fn seen(document: &Document, span: Span) -> Span {
    match (span.range.is_empty(), document.clean_text(span).is_empty()) {
        (true, _) => beside(document, span),
        (false, true) => Span::new(span.block, span.range.cover(beside(document, span).range)),
        (false, false) => span,
    }
}

/// The word beside the start of `span`.
fn beside(document: &Document, span: Span) -> Span {
    let text = document.block(span.block).text();
    let at = span.range.start() as usize;
    let before = text.get(..at).unwrap_or("");
    let after = text.get(at..).unwrap_or("");
    let left = before.trim_end();
    if left.is_empty() {
        let start = after.len() - after.trim_start().len();
        let word = after.trim_start().split(char::is_whitespace).next().map_or(0, str::len);
        return Span::new(span.block, TextRange::from(at + start..at + start + word));
    }
    let word = left.rsplit(char::is_whitespace).next().map_or(0, str::len);
    Span::new(span.block, TextRange::from(left.len() - word..at))
}
