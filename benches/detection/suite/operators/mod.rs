//! What can be wrong in a document. Each operator knows places where its defect is a real one, and
//! the rules of which one must find it.

mod citations;
mod closing;
mod figures;
mod header;
mod outline;
mod presentation;
mod title;
mod typing;

use std::ops::Range;

use rasoat::diagnostic::Edit;
use rasoat::model::{Block, ComponentKind, Span};
use rasoat::text::TextRange;
use regex::{Captures, Regex};

use super::change::Change;
use super::compare::Reach;
use super::subject::Subject;

/// A kind of defect.
pub(crate) struct Operator {
    /// Its name: area and defect.
    pub(crate) name: &'static str,
    /// Rules of which one must find it.
    pub(crate) rules: &'static [&'static str],
    /// Rules that may rightly speak up too, because the defect is theirs as well.
    pub(crate) also: &'static [&'static str],
    /// How near to the change the finding must stand.
    pub(crate) reach: Reach,
    /// The rule reports once a document, so that a document with such a finding proves nothing.
    pub(crate) once: bool,
    /// Only for documents whose appearance is known.
    pub(crate) appearance: bool,
    /// The defects it can put into a document.
    pub(crate) sites: fn(&Subject) -> Vec<Change>,
}

impl Operator {
    const fn new(name: &'static str, rules: &'static [&'static str], sites: fn(&Subject) -> Vec<Change>) -> Self {
        Self { name, rules, also: &[], reach: Reach::Words, once: false, appearance: false, sites }
    }

    const fn reach(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    const fn also(mut self, rules: &'static [&'static str]) -> Self {
        self.also = rules;
        self
    }

    const fn once(mut self) -> Self {
        self.once = true;
        self
    }

    const fn appearance(mut self) -> Self {
        self.appearance = true;
        self
    }
}

/// Every operator.
pub(crate) fn all() -> Vec<&'static Operator> {
    [
        citations::OPERATORS,
        closing::OPERATORS,
        figures::OPERATORS,
        header::OPERATORS,
        outline::OPERATORS,
        presentation::OPERATORS,
        title::OPERATORS,
        typing::OPERATORS,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One change for every place in `blocks` where `pattern` stands and `judge` says what to write.
fn by_pattern<'b>(
    blocks: impl Iterator<Item = &'b Block>,
    pattern: &Regex,
    judge: impl Fn(&Block, &Captures<'_>) -> Option<(Range<usize>, String)>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for block in blocks {
        for captures in pattern.captures_iter(block.clean()) {
            if let Some((range, words)) = judge(block, &captures) {
                changes.push(Change::replace(block.span(range), words));
            }
        }
    }
    changes
}

/// The places of a part of the document.
fn spans(subject: &Subject, kind: ComponentKind) -> Vec<Span> {
    subject.document().component(kind).map(|component| component.spans.clone()).unwrap_or_default()
}

/// A change that takes all places of a part away. Which parts a document must have depends on its kind: in a
/// template whose kind is still to be filled in, none is missing yet.
fn without(subject: &Subject, kinds: &[ComponentKind]) -> Vec<Change> {
    if subject.document().kind.is_none() {
        return Vec::new();
    }
    let edits: Vec<Edit> =
        kinds.iter().flat_map(|kind| spans(subject, *kind)).map(|span| Edit::replace(span, "")).collect();
    if edits.is_empty() { Vec::new() } else { vec![Change::Words(edits)] }
}

/// A change of `from` to `to` inside of `span`, at its first place.
fn swap(subject: &Subject, span: Span, from: &str, to: &str) -> Option<Change> {
    Some(Change::replace(within(subject, span, from)?, to))
}

/// The first place of `words` in `span`.
fn within(subject: &Subject, span: Span, words: &str) -> Option<Span> {
    let block = subject.document().block(span.block);
    let range = block.clean_range(span).usize();
    let at = range.start + block.clean().get(range)?.find(words)?;
    Some(block.span(at..at + words.len()))
}

/// The empty place after `span`.
const fn end_of(span: Span) -> Span {
    Span::new(span.block, TextRange::empty(span.range.end()))
}

/// The empty place before `span`.
const fn start_of(span: Span) -> Span {
    Span::new(span.block, TextRange::empty(span.range.start()))
}

/// All letters as capitals.
fn capitals(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).collect()
}

/// The first letter of each word as it is, the others small.
fn small(text: &str) -> String {
    let mut first = true;
    text.chars()
        .flat_map(|letter| {
            let keep = std::mem::replace(&mut first, false);
            let lowered: Vec<char> = if keep { vec![letter] } else { letter.to_lowercase().collect() };
            lowered
        })
        .collect()
}
