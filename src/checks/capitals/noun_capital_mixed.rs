//! `noun-capital-mixed`: common nouns that a document writes with a capital here and a small letter there.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use super::name_capitals::opens_sentence;
use crate::checks::extent::{self, Occurrence, Way};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Span, Zone};
use crate::text::letters::Case;
use crate::text::numerals::roman_value;
use crate::text::{TextRange, Token, TokenKind, WordMap, fold, quotes};

/// Flags the rarer case of the first letter of a noun that stands alone: within a sentence, with no word in
/// capitals or number beside it that would make it a name. Once a document and noun.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NounCapitalMixed {
    /// The nouns, as they are better written; of two cases that are as frequent the other one is flagged.
    nouns: Vec<String>,
    /// Folded words right before a noun with which it is part of another name or word (`ủy ban` nhân dân).
    #[serde(default)]
    unless_after: Vec<String>,
    /// Folded words right behind a noun with which it is part of another word (`hội nghị` truyền hình).
    #[serde(default)]
    unless_before: Vec<String>,
    /// Only where a number or a Roman numeral follows (`quý II`); otherwise a number makes a name.
    #[serde(default)]
    numbered: bool,
    #[serde(skip)]
    index: OnceLock<Nouns>,
}

/// Where a noun stands.
struct Met {
    capital: bool,
    span: Span,
}

impl Check for NounCapitalMixed {
    const NAME: &'static str = "noun-capital-mixed";
    const VALUES: &'static [&'static str] = &["found", "other", "count", "others"];
    const LABELS: &'static [&'static str] = &["again", "other"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let nouns = self.index.get_or_init(|| Nouns::of(&self.nouns));
        let mut met: Vec<Vec<Met>> = self.nouns.iter().map(|_| Vec::new()).collect();
        // An annex that comes without its document is all there is.
        let annex_alone = cx.document.zone_blocks(Zone::Body).next().is_none();
        for block in cx.document.prose() {
            let zone = cx.document.zone(block.id());
            let content = matches!(zone, Zone::Body | Zone::Grounds) || annex_alone && zone == Zone::Attachment;
            let whole = TextRange::from(0..block.clean().len());
            if content && block.shown_case(whole) != Case::Upper {
                self.read(block, nouns, &mut met);
            }
        }
        for (noun, met) in self.nouns.iter().zip(&met) {
            let (capital, small): (Vec<&Met>, Vec<&Met>) = met.iter().partition(|one| one.capital);
            let better = noun.starts_with(char::is_uppercase);
            let capital_is_rarer = capital.len() < small.len() || capital.len() == small.len() && !better;
            let (rare, common) = if capital_is_rarer { (capital, small) } else { (small, capital) };
            let (Some(found), Some(other)) = (rare.first(), common.first()) else { continue };
            let places: Vec<Occurrence> = rare.iter().map(|one| occurrence(cx, one)).collect();
            let text = cx.document.shown_text(other.span).to_owned();
            let usual = Way { text, span: other.span, count: common.len() };
            extent::against(findings, &places, cx.document.shown_text(found.span), usual);
        }
    }
}

/// The place with the other case of its first letter.
fn occurrence(cx: &Context<'_>, met: &Met) -> Occurrence {
    let case = if met.capital { fold::lower } else { fold::upper };
    let mut letters = cx.document.clean_text(met.span).chars();
    let first = letters.next().map(case);
    Occurrence::replaced(met.span, first.into_iter().chain(letters).collect::<String>())
}

/// The nouns by their first word; made once, not once a document.
#[derive(Debug)]
struct Nouns {
    /// The longest first.
    by_first: WordMap<Vec<(usize, Vec<String>)>>,
}

impl Nouns {
    fn of(nouns: &[String]) -> Self {
        let words = |noun: &String| fold::fold(noun).split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut all: Vec<(usize, Vec<String>)> = nouns.iter().map(words).enumerate().collect();
        all.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
        Self { by_first: WordMap::grouped(all.into_iter().filter_map(|one| Some((one.1.first()?.clone(), one)))) }
    }

    /// The noun that stands at token `at`, and one past its last token.
    fn at(&self, block: &Block, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
        let folded = block.folded();
        let word = |at: usize| tokens.get(at).and_then(|token| folded.get(token.range().usize()));
        let nouns = self.by_first.get(word(at)?)?;
        let stands = |words: &[String]| words.iter().enumerate().all(|(by, noun)| word(at + by) == Some(noun));
        nouns.iter().find(|(_, words)| stands(words)).map(|(noun, words)| (*noun, at + words.len()))
    }
}

impl NounCapitalMixed {
    fn read(&self, block: &Block, nouns: &Nouns, met: &mut [Vec<Met>]) {
        let (tokens, shown) = (block.tokens(), block.shown());
        let mut quoted: Option<Vec<TextRange>> = None;
        let mut at = 0;
        while at < tokens.len() {
            let Some((noun, end)) = nouns.at(block, tokens, at) else {
                at += 1;
                continue;
            };
            let first = at;
            at = end;
            let range = tokens[first].range().usize().start..tokens[end - 1].range().usize().end;
            let letters = &shown[range.clone()];
            let rest_is_small = letters.chars().skip(1).all(|letter| !letter.is_uppercase());
            if !rest_is_small || !self.stands_alone(block, tokens, first, end) || opens_sentence(shown, range.start) {
                continue;
            }
            let quoted = quoted.get_or_insert_with(|| quotes::quoted(block.clean()));
            if !quotes::is_within(quoted, range.start as u32) {
                met[noun].push(Met { capital: letters.starts_with(char::is_uppercase), span: block.span(range) });
            }
        }
    }

    /// True if neither side makes a name or another word of it.
    fn stands_alone(&self, block: &Block, tokens: &[Token], first: usize, end: usize) -> bool {
        let (shown, folded) = (block.shown(), block.folded());
        let text = |token: &Token| &shown[token.range().usize()];
        let next = tokens.get(end);
        let counts = next.is_some_and(|next| {
            next.kind() == TokenKind::Number || next.kind() == TokenKind::Word && roman_value(text(next)).is_some()
        });
        let named = next.is_some_and(|next| match next.kind() {
            TokenKind::Word => text(next).starts_with(char::is_uppercase),
            TokenKind::Number | TokenKind::Mark('-' | '–') => true,
            TokenKind::Mark(_) | TokenKind::Break => false,
        });
        let apart = if self.numbered { counts } else { !named };
        let before = first.checked_sub(1).and_then(|before| tokens.get(before));
        let part = before.is_some_and(|before| match before.kind() {
            // An abbreviation ends a name; a word with one capital goes on with it.
            TokenKind::Word => {
                text(before).starts_with(char::is_uppercase) && text(before).chars().any(char::is_lowercase)
            }
            TokenKind::Mark('-' | '–') => true,
            _ => false,
        });
        let left = folded[..tokens[first].range().usize().start].trim_end();
        let right = folded[tokens[end - 1].range().usize().end..].trim_start();
        let after =
            |word: &String| left.strip_suffix(word.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
        let follows = |word: &String| {
            right.strip_prefix(word.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        apart && !part && !self.unless_after.iter().any(after) && !self.unless_before.iter().any(follows)
    }
}
