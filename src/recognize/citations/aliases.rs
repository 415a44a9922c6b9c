//! Short names that the text declares: `(sau đây gọi tắt là Nghị định số 73)`.

use std::collections::BTreeMap;

use super::kinds;
use super::words::Words;
use crate::model::citation::{Alias, Citation};
use crate::model::{Document, Span};
use crate::text::fold;

/// Words that lead to the declared name.
const LEADS: [&[&str]; 3] = [&["tắt", "là"], &["gọi", "là"], &["gọi", "chung", "là"]];

/// Longest declaration, in tokens.
const LIMIT: usize = 40;

/// Citations before a declaration that it may belong to.
const NEAREST: usize = 12;

/// More declarations than any document makes; keeps the search for uses linear.
const MOST: usize = 100;

/// Finds the declarations of `document`; `citations` stand in reading order.
pub(super) fn find(document: &Document, citations: &[Citation]) -> Vec<Alias> {
    let mut aliases: Vec<Alias> = Vec::new();
    for block in document.own_blocks() {
        let words = Words::new(block);
        for open in 0..words.len() {
            if aliases.len() < MOST
                && words.is_mark(open, '(')
                && let Some(alias) = declaration(words, open, citations)
            {
                aliases.push(alias);
            }
        }
    }
    find_uses(document, citations, &mut aliases);
    aliases
}

/// Reads the declaration in the bracket that opens at token `open`.
fn declaration(words: Words<'_>, open: usize, citations: &[Citation]) -> Option<Alias> {
    let close = (open + 1..words.len().min(open + LIMIT)).find(|at| words.is_mark(*at, ')'))?;
    let lead = (open + 1..close).find_map(|at| {
        let lead = LEADS.iter().find(|lead| words.are(at, lead))?;
        Some(at + lead.len())
    });
    let mut first = lead.unwrap_or(open + 1);
    let mut last = close.checked_sub(1)?;
    while first < last && is_frame(words, first) {
        first += 1;
    }
    while last > first && is_frame(words, last) {
        last -= 1;
    }
    // A name with its full number and symbol needs no declaration and is followed as a citation.
    if (first..last).any(|at| words.is_number(at) && (words.is_mark(at + 1, '/') || words.is_mark(at + 1, '-'))) {
        return None;
    }
    let name = words.located(words.start(first), words.end(last));
    let kind = kinds::at(words, first);
    let number =
        (first..=last).rev().find(|at| words.is_number(*at)).map(|at| words.written(at).trim_start_matches('0'));
    let span = words.span(words.start(open), words.end(close));
    let next = citations.partition_point(|citation| citation.span < span);
    let nearest = &citations[next.saturating_sub(NEAREST)..next];
    let before: Vec<(usize, &Citation)> = nearest
        .iter()
        .enumerate()
        .map(|(at, citation)| (next - nearest.len() + at, citation))
        .filter(|(_, citation)| citation.span.block == span.block && citation.symbol.is_some())
        .collect();
    let serial = |citation: &Citation| citation.symbol.as_ref().and_then(|symbol| symbol.serial().map(str::to_owned));
    let same_number = |citation: &Citation| number.is_some() && serial(citation).as_deref() == number;
    let same_kind = |citation: &Citation| kind.is_none_or(|kind| citation.kind_slug == Some(kind.slug));
    let directly = before.last().filter(|(_, citation)| {
        let end = words.block.clean_range(citation.span).end() as usize;
        words.clean.get(end..words.start(open)).is_some_and(|between| between.trim().is_empty())
    });
    let target = if lead.is_some() {
        before
            .iter()
            .rev()
            .find(|(_, citation)| same_number(citation) && same_kind(citation))
            .or_else(|| before.iter().rev().find(|(_, citation)| same_number(citation)))
            .or_else(|| {
                before.iter().rev().find(|(_, citation)| kind.is_some() && number.is_none() && same_kind(citation))
            })
            .or(directly.filter(|_| number.is_none()))
    } else {
        // `(Nghị định số 73)` right after the full form.
        let whole = kind.is_some_and(|kind| kind.end <= last && last - kind.end <= 1 && words.is_number(last));
        directly.filter(|(_, citation)| whole && same_number(citation) && same_kind(citation))
    };
    target.map(|(citation, _)| Alias { name, span, citation: *citation, uses: Vec::new(), other_forms: Vec::new() })
}

/// Quotation marks and full stops around a declared name.
fn is_frame(words: Words<'_>, at: usize) -> bool {
    ['“', '”', '"', '\'', '‘', '’', ':', '.', ',', '«', '»'].into_iter().any(|mark| words.is_mark(at, mark))
        || words.is_break(at)
}

/// Records where the text uses the declared names after their declaration.
fn find_uses(document: &Document, citations: &[Citation], aliases: &mut [Alias]) {
    let names: Vec<String> = aliases.iter().map(|alias| fold::key(&alias.name.text)).collect();
    let mut by_first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let first = name.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
        by_first.entry(first).or_default().push(at);
    }
    if aliases.is_empty() {
        return;
    }
    for block in document.own_blocks() {
        let words = Words::new(block);
        for token in 0..words.len() {
            let Some(candidates) = by_first.get(words.word(token)) else { continue };
            for &candidate in candidates {
                let Some(end) = name_at(words, token, &names[candidate]) else { continue };
                let span = words.span(words.start(token), end);
                let after = span > aliases[candidate].span && !span.touches(aliases[candidate].span);
                let longer = is_cited_longer(citations, span);
                if after && !longer {
                    aliases[candidate].uses.push(span);
                }
            }
        }
    }
}

/// The end in bytes of `name` where it stands at token `at` as whole words.
fn name_at(words: Words<'_>, at: usize, name: &str) -> Option<usize> {
    let start = words.start(at);
    let rest = words.folded.get(start..)?.strip_prefix(name)?;
    let mut following = rest.chars();
    let next = following.next();
    let joined = matches!(next, Some('/' | '-')) && following.next().is_some_and(char::is_alphanumeric);
    (!next.is_some_and(char::is_alphanumeric) && !joined).then_some(start + name.len())
}

/// True if a citation with number and symbol covers `span`: the name is only its beginning.
fn is_cited_longer(citations: &[Citation], span: Span) -> bool {
    let next = citations.partition_point(|citation| {
        (citation.span.block, citation.span.range.start()) <= (span.block, span.range.start())
    });
    next.checked_sub(1).and_then(|last| citations.get(last)).is_some_and(|last| {
        last.symbol.is_some() && last.span.block == span.block && last.span.range.contains(span.range)
    })
}
