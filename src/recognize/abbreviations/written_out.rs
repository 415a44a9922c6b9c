//! Full forms of abbreviations in the text, whole or in part.

use std::collections::{BTreeMap, BTreeSet};

use super::initials::letters_of;
use super::{is_in_capitals, setting};
use crate::lexicon::abbreviations::abbreviations;
use crate::model::abbreviation::{Abbreviation, Setting};
use crate::model::{BlockId, Document, Span};
use crate::recognize::citations::words::Words;
use crate::text::{TokenKind, fold};

/// Letters of the words before or behind an abbreviation that may be part of a longer one.
const PART: usize = 4;

/// More abbreviations than any document has; keeps the search linear.
const MOST: usize = 300;

/// More full forms than an abbreviation ever has.
const FORMS: usize = 20;

/// Finds where running text writes out what `all` stand for.
pub(super) fn find(document: &Document, all: &mut [Abbreviation]) {
    half(document, all);
    let full = full_forms(all);
    if full.by_first.is_empty() {
        return;
    }
    let mut places: Vec<(usize, Span)> = Vec::new();
    for block in document.prose().filter(|block| setting(document, block) == Setting::Running) {
        let words = Words::new(block);
        let mut at = 0;
        while at < words.len() {
            let Some((abbreviation, end)) = full.at(words, at) else {
                at += 1;
                continue;
            };
            let span = block.span(words.start(at)..words.end(end - 1));
            at = end;
            if !is_cited(document, span) {
                places.push((abbreviation, span));
            }
        }
    }
    let starts = |span: Span| (span.block, span.range.start());
    let definitions = all.iter().flat_map(|abbreviation| &abbreviation.definitions);
    let defining: BTreeSet<(BlockId, u32)> =
        definitions.filter_map(|definition| definition.full.as_ref()).map(|full| starts(full.span)).collect();
    for (at, span) in places.into_iter().filter(|(_, span)| !defining.contains(&starts(*span))) {
        all[at].written_out.push(span);
    }
}

/// The words that abbreviations stand for.
struct FullForms {
    by_first: BTreeMap<String, Vec<(usize, Vec<String>)>>,
    /// First bytes of first words: nearly all words of a text fail here.
    initials: [bool; 256],
}

fn full_forms(all: &[Abbreviation]) -> FullForms {
    let mut forms = FullForms { by_first: BTreeMap::new(), initials: [false; 256] };
    for (at, abbreviation) in all.iter().enumerate().take(MOST) {
        let mut seen = BTreeSet::new();
        let defined = abbreviation.definitions.iter().take(FORMS).filter_map(|definition| definition.full.as_ref());
        let defined = defined.map(|full| words_of(&full.text));
        let known = abbreviations().full(&abbreviation.name).map(<[String]>::to_vec);
        for words in defined.chain(known).filter(|words| words.len() > 1) {
            if seen.insert(words.clone())
                && let Some(first) = words.first()
            {
                forms.initials[usize::from(first.as_bytes()[0])] = true;
                forms.by_first.entry(first.clone()).or_default().push((at, words));
            }
        }
    }
    // Of two full forms at one place the longer one stands there.
    for forms in forms.by_first.values_mut() {
        forms.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    }
    forms
}

/// The words of a full form, folded, without its marks.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let folded = fold::fold(text);
    folded.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl FullForms {
    /// Which abbreviation is written out from token `at` on, and one past its last token.
    fn at(&self, words: Words<'_>, at: usize) -> Option<(usize, usize)> {
        let first = *words.bytes(at).first()?;
        if !self.initials[usize::from(first)] {
            return None;
        }
        let forms = self.by_first.get(words.word(at))?;
        forms.iter().find_map(|(abbreviation, form)| {
            let mut place = at;
            for word in form {
                while place > at && is_link(words, place) {
                    place += 1;
                }
                if words.word(place) != word {
                    return None;
                }
                place += 1;
            }
            Some((*abbreviation, place))
        })
    }
}

/// Marks that stand between the words of a full form.
fn is_link(words: Words<'_>, at: usize) -> bool {
    matches!(words.kind(at), Some(TokenKind::Mark(',' | '-' | '–') | TokenKind::Break))
}

/// True if a citation covers `span`: the words are part of a name that is quoted.
fn is_cited(document: &Document, span: Span) -> bool {
    let all = &document.citations.all;
    let next = all.partition_point(|citation| {
        (citation.span.block, citation.span.range.start()) <= (span.block, span.range.start())
    });
    next.checked_sub(1)
        .and_then(|last| all.get(last))
        .is_some_and(|last| last.span.block == span.block && last.span.range.contains(span.range))
}

/// Finds `Ủy ban MTTQ` where the text also has `UBMTTQ`, and `MTTQ Việt Nam` for `MTTQVN`.
fn half(document: &Document, all: &mut [Abbreviation]) {
    if all.len() > MOST {
        return;
    }
    let names: BTreeMap<Vec<char>, usize> =
        all.iter().enumerate().map(|(at, one)| (letters_of(&one.name), at)).collect();
    let mut found: Vec<(usize, Vec<Span>)> = Vec::new();
    for (letters, &longer) in &names {
        for cut in 1..=PART.min(letters.len().saturating_sub(super::TELLING)) {
            let (head, rest) = letters.split_at(cut);
            if let Some(&shorter) = names.get(rest) {
                found.push((longer, beside(document, &all[shorter], head, Side::Before)));
            }
            let (rest, tail) = letters.split_at(letters.len() - cut);
            if let Some(&shorter) = names.get(rest) {
                found.push((longer, beside(document, &all[shorter], tail, Side::Behind)));
            }
        }
    }
    for (longer, spans) in found {
        all[longer].half_written.extend(spans);
        all[longer].half_written.sort_unstable();
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

/// The uses of `shorter` with words beside them whose initials are `letters`.
fn beside(document: &Document, shorter: &Abbreviation, letters: &[char], side: Side) -> Vec<Span> {
    let place = |span: Span| -> Option<Span> {
        let block = document.block(span.block);
        let words = Words::new(block);
        let range = block.clean_range(span);
        let at = block.tokens().partition_point(|token| token.range().start() < range.start());
        let joined = |first: usize, end: usize| block.span(words.start(first)..words.end(end - 1));
        match side {
            Side::Before => {
                let first = initials_before(words, at, letters)?;
                Some(joined(first, at + 1))
            }
            Side::Behind => {
                let end = initials_behind(words, at + 1, letters)?;
                Some(joined(at, end))
            }
        }
    };
    shorter.running().filter_map(place).collect()
}

/// The first of the words right before token `end` with these initials, if it has a capital.
fn initials_before(words: Words<'_>, end: usize, letters: &[char]) -> Option<usize> {
    let first = end.checked_sub(letters.len()).filter(|first| words.is_capital(*first))?;
    let fits =
        letters.iter().enumerate().all(|(by, letter)| letters_of(words.written(first + by)).first() == Some(letter));
    let single = !(first..end).any(|at| is_in_capitals(words, at));
    (fits && single).then_some(first)
}

/// One past the last of the words from token `start` on with these initials, all with a capital, or of the
/// one word that is these letters.
fn initials_behind(words: Words<'_>, start: usize, letters: &[char]) -> Option<usize> {
    if is_in_capitals(words, start) && letters_of(words.written(start)) == letters {
        return Some(start + 1);
    }
    let fits = letters.iter().enumerate().all(|(by, letter)| {
        let whole = words.written(start + by).chars().nth(1).is_some();
        whole && words.is_capital(start + by) && letters_of(words.written(start + by)).first() == Some(letter)
    });
    fits.then_some(start + letters.len())
}
