//! The places that explain an abbreviation.

use super::{Chain, Name, initials};
use crate::lexicon::abbreviations::{Lead, abbreviations};
use crate::model::Document;
use crate::model::abbreviation::{Definition, Manner};
use crate::recognize::citations::words::Words;
use crate::text::{TextRange, TokenKind};

/// Words between a full form and the bracket with its abbreviation: `Trung tâm Y tế tỉnh (TTYT)`.
const BETWEEN: usize = 2;

/// Tokens between the words that declare an abbreviation and the abbreviation.
const LEAD: usize = 4;

/// A definition and where reading goes on behind it.
pub(super) struct Read {
    pub(super) name: String,
    pub(super) definition: Definition,
    pub(super) next: usize,
}

/// A bracket that holds nothing but an abbreviation, or one word with a capital before it.
pub(super) fn in_brackets(words: Words<'_>, open: usize) -> Option<Read> {
    let mut first = open + 1;
    while is_frame(words, first) {
        first += 1;
    }
    let (name, helped) = match alone(words, first) {
        Some(name) => (name, false),
        None if words.is_capital(first) => (alone(words, first + 1)?, true),
        None => return None,
    };
    let mut close = name.end;
    while is_frame(words, close) {
        close += 1;
    }
    if !words.is_mark(close, ')') {
        return None;
    }
    let letters = initials::letters_of(&name.text);
    // Stars of Markdown stand around the bracket, not in its words.
    let bare = (0..open).rev().find(|at| !is_emphasis(words, *at)).map_or(0, |at| at + 1);
    let full = (0..=BETWEEN).find_map(|by| {
        let end = bare.checked_sub(by)?;
        let skipped = (end..bare).all(|at| words.kind(at) == Some(TokenKind::Word));
        let start = initials::backwards(words, end, &letters).filter(|_| skipped)?;
        Some(words.located(words.start(start), words.end(end - 1)))
    });
    // Behind a word that is none of its own, only a longer abbreviation explains anything.
    let follows = bare
        .checked_sub(1)
        .is_some_and(|before| words.kind(before) == Some(TokenKind::Word) && !super::is_in_capitals(words, before));
    if full.is_none() && (helped || !follows || letters.len() < super::TELLING) {
        return None;
    }
    let definition = Definition { span: words.block.span(name.range), full, manner: Manner::Bracket };
    Some(Read { name: name.text, definition, next: close + 1 })
}

/// `Giáo viên chủ nhiệm - Cố vấn học tập (GVCN - CVHT)`: two abbreviations whose words stand before the bracket in
/// the same order.
pub(super) fn pair(words: Words<'_>, open: usize) -> Vec<Read> {
    let dash = |at: usize| words.is_mark(at, '-') || words.is_mark(at, '–');
    let Some(close) = (open + 2..open + 5).find(|at| words.is_mark(*at, ')')) else { return Vec::new() };
    let Some(middle) = (open + 2..close).find(|at| dash(*at)) else { return Vec::new() };
    let single = |at: usize| super::name(words, TextRange::from(words.start(at)..words.end(at)), at + 1);
    let capitals = super::is_in_capitals(words, open + 1) && super::is_in_capitals(words, middle + 1);
    // Two letters fit the words before a bracket by chance.
    let long = |at: usize| words.written(at).chars().count() >= super::TELLING;
    if !capitals || middle + 2 != close || middle != open + 2 || !long(open + 1) || !long(middle + 1) {
        return Vec::new();
    }
    let (Some(first), Some(second)) = (single(open + 1), single(middle + 1)) else { return Vec::new() };
    let Some(start) = initials::backwards(words, open, &initials::letters_of(&second.text)) else { return Vec::new() };
    let gap = start.checked_sub(1).filter(|at| dash(*at)).unwrap_or(start);
    let Some(begin) = initials::backwards(words, gap, &initials::letters_of(&first.text)) else { return Vec::new() };
    let read = |name: Name, from: usize, to: usize| {
        let full = Some(words.located(words.start(from), words.end(to - 1)));
        let definition = Definition { span: words.block.span(name.range), full, manner: Manner::Bracket };
        Read { name: name.text, definition, next: close + 1 }
    };
    vec![read(first, begin, gap), read(second, start, open)]
}

/// `viết tắt là X` from the second of its words on.
pub(super) fn declared(words: Words<'_>, at: usize) -> Option<Read> {
    let lexicon = abbreviations();
    let before = at.checked_sub(1)?;
    let leads = |lead: &&Lead| lead.last == words.word(at) && lead.first == words.word(before);
    lexicon.leads.iter().find(leads)?;
    let place = (at + 1..=at + LEAD).find(|place| {
        let passed = is_frame(words, *place)
            || words.is_mark(*place, ':')
            || lexicon.links.iter().any(|word| word == words.word(*place));
        !passed
    })?;
    // `gọi tắt là Dự án SXTN` declares the last word.
    let words_before = (place..place + LEAD).take_while(|at| words.kind(*at) == Some(TokenKind::Word));
    let name = words_before.into_iter().find_map(|at| alone(words, at))?;
    // The words stand before the bracket or comma that opens the declaration.
    let opens =
        (before.saturating_sub(LEAD)..before).rev().find(|at| words.is_mark(*at, '(') || words.is_mark(*at, ','));
    let end = opens.unwrap_or(before);
    let full = initials::backwards(words, end, &initials::letters_of(&name.text));
    let full = full.map(|start| words.located(words.start(start), words.end(end - 1)));
    let definition = Definition { span: words.block.span(name.range), full, manner: Manner::Declared };
    Some(Read { name: name.text, definition, next: name.end })
}

/// `X (words)`, `X: words`, `X là words`, or a cell with X before the cell with its words.
pub(super) fn before_its_words(document: &Document, words: Words<'_>, name: &Name) -> Option<Read> {
    let letters = initials::letters_of(&name.text);
    if letters.len() < super::TELLING {
        return None;
    }
    let listed = |full, next| {
        let definition = Definition { span: words.block.span(name.range), full: Some(full), manner: Manner::Listed };
        Read { name: name.text.clone(), definition, next }
    };
    if name.end >= words.len() {
        let alone = words.clean.trim() == name.text;
        let next = document.raw.blocks.get(words.block.id().index() + 1).filter(|_| alone)?;
        let following = Words::new(next);
        let end = initials::forwards(following, 0, &letters)?;
        return Some(listed(following.located(following.start(0), following.end(end - 1)), name.end));
    }
    let links = abbreviations().links.iter().any(|word| word == words.word(name.end));
    if !(links || words.is_mark(name.end, ':') || words.is_mark(name.end, '(')) {
        return None;
    }
    let start = name.end + 1;
    let end = initials::forwards(words, start, &letters)?;
    Some(listed(words.located(words.start(start), words.end(end - 1)), end))
}

/// The abbreviation that the chain at token `first` is as a whole.
fn alone(words: Words<'_>, first: usize) -> Option<Name> {
    let chain = Chain::at(words, first).filter(|chain| chain.in_capitals)?;
    let mut names = chain.names(words);
    let name = names.pop().filter(|_| names.is_empty())?;
    (words.start(first) == name.range.start() as usize).then_some(name)
}

fn is_emphasis(words: Words<'_>, at: usize) -> bool {
    words.is_mark(at, '*') || words.is_mark(at, '_')
}

fn is_frame(words: Words<'_>, at: usize) -> bool {
    ['“', '”', '"', '«', '»', '\'', '‘', '’'].into_iter().any(|mark| words.is_mark(at, mark))
}
