//! `length`: how long a document, a part of it, its paragraphs or its sentences are.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::scope::{Scope, Stretch};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::{Block, Document, Span};
use crate::text::TextRange;
use crate::text::tokens::TokenKind;

/// Counts words, or pages where the file has pages.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct Length {
    /// What is measured.
    of: Measured,
    /// Where; everywhere if left out.
    #[serde(rename = "in")]
    scope: Scope,
    /// Words at most.
    at_most_words: Option<usize>,
    /// Words at least.
    at_least_words: Option<usize>,
    /// Pages at most, for the whole document: those of a PDF, or of a Word file as it was last laid out. Where the file
    /// tells none, it is said that they were not counted.
    at_most_pages: Option<usize>,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Measured {
    /// All of `in` together.
    #[default]
    Whole,
    /// Each section, heading or cell that `in` names.
    Each,
    /// Each paragraph.
    Paragraph,
    /// Each sentence.
    Sentence,
}

impl Check for Length {
    const NAME: &'static str = "length";
    const VALUES: &'static [&'static str] = &["count", "limit"];
    const CASES: &'static [&'static str] = &["too-short", "pages"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if let Some(limit) = self.at_most_pages {
            match pages(document) {
                None => findings.not_checked(Reason::NoFormatFacts),
                Some(count) if count > limit => {
                    let Some(place) = Scope::default().anchor(document) else { return };
                    report(findings, place, Some("pages"), count, limit);
                }
                Some(_) => {}
            }
        }
        let stretches = || self.scope.stretches(document);
        match self.of {
            Measured::Whole => {
                let Some(place) = self.scope.anchor(document) else { return };
                let stretches = stretches();
                if stretches.is_empty() {
                    return findings.not_checked(Reason::ComponentUnknown);
                }
                self.judge(place, stretches.iter().map(words).sum(), findings);
            }
            Measured::Each => {
                for group in self.scope.groups(document) {
                    self.judge(group.place, group.stretches.iter().map(words).sum(), findings);
                }
            }
            Measured::Paragraph => {
                for stretch in stretches() {
                    self.judge(stretch.span(), words(&stretch), findings);
                }
            }
            Measured::Sentence => {
                for sentence in stretches().iter().flat_map(sentences) {
                    self.judge(sentence.span(), words(&sentence), findings);
                }
            }
        }
    }
}

impl Length {
    fn judge(&self, place: Span, count: usize, findings: &mut Findings) {
        if let Some(limit) = self.at_most_words.filter(|limit| count > *limit) {
            report(findings, place, None, count, limit);
        }
        if let Some(limit) = self.at_least_words.filter(|limit| count < *limit) {
            report(findings, place, Some("too-short"), count, limit);
        }
    }
}

fn report(findings: &mut Findings, place: Span, case: Option<&'static str>, count: usize, limit: usize) {
    let draft = findings.report(place).value("count", count.to_string()).value("limit", limit.to_string());
    draft.case = case;
}

/// Words of a stretch, which are syllables as Vietnamese writes them, and numbers.
pub(super) fn words(stretch: &Stretch<'_>) -> usize {
    let tokens = stretch.block.tokens();
    let first = tokens.partition_point(|token| token.range().start() < stretch.range.start());
    let inside = tokens[first..].iter().take_while(|token| token.range().end() <= stretch.range.end());
    inside.filter(|token| matches!(token.kind(), TokenKind::Word | TokenKind::Number)).count()
}

/// The sentences of a stretch: up to a full stop, question or exclamation mark with a space behind it, or a line end.
fn sentences<'d>(stretch: &Stretch<'d>) -> Vec<Stretch<'d>> {
    let text = stretch.text();
    let mut found = Vec::new();
    let mut start = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let ends = matches!(sign, '.' | '?' | '!' | ';') && next.is_none_or(char::is_whitespace);
        if ends || sign == '\n' || next.is_none() {
            let end = at + sign.len_utf8();
            let range = crate::model::block::trimmed(text, start..end);
            if !range.is_empty() {
                let first = stretch.range.start();
                let range = TextRange::new(first + range.start as u32, first + range.end as u32);
                found.push(Stretch { block: stretch.block, range });
            }
            start = end;
        }
    }
    found
}

/// The pages on which the text of `document` stands: those of a PDF, or those on which the program that wrote the file
/// last laid it out; `None` if the file tells none.
pub(super) fn pages(document: &Document) -> Option<usize> {
    let ends = |block: &Block| {
        let whole = block.whole();
        [whole, Span::new(whole.block, TextRange::new(whole.range.end(), whole.range.end()))]
    };
    let page = |place: Span| document.raw.page_of(place).map(|(page, _)| page);
    let pages: BTreeSet<u32> = document.own_blocks().flat_map(ends).filter_map(page).collect();
    let (first, last) = (*pages.first()?, *pages.last()?);
    // A long paragraph may fill pages on which no other begins or ends.
    Some((last - first) as usize + 1)
}
