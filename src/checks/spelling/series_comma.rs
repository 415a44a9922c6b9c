//! The commas of fixed series.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Zone};
use crate::text::{TextRange, Token, TokenKind, WordMap, fold, quotes};

/// Flags a fixed series (`sửa đổi, bổ sung`) whose commas are missing or stand elsewhere, each series once
/// a document. Quotations and names (a capital inside a sentence) are left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SeriesComma {
    /// The series as they are written, in small letters.
    series: Vec<String>,
    /// Words right before a series, folded, with which it is none (`cơ quan chủ trì phối hợp với`).
    unless_after: Vec<String>,
    /// The series by their first word, the longest first, made ready when the first document is judged.
    #[serde(skip)]
    by_first: OnceLock<WordMap<Vec<Series>>>,
}

/// A series taken apart.
#[derive(Debug)]
struct Series {
    written: String,
    /// Its words, folded, and whether a comma follows each.
    words: Vec<(String, bool)>,
}

/// One place where its commas are wrong.
struct Wrong {
    range: TextRange,
    right: String,
}

impl Check for SeriesComma {
    const NAME: &'static str = "series-comma";
    const VALUES: &'static [&'static str] = &["found", "right", "count"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let by_first = self.by_first.get_or_init(|| self.by_first());
        let mut found: BTreeMap<&str, (String, Vec<Occurrence>)> = BTreeMap::new();
        for block in cx.document.prose() {
            if matches!(cx.document.zone(block.id()), Zone::Header | Zone::Closing) {
                continue;
            }
            for (series, wrong) in self.wrong(block, by_first) {
                let text = block.clean()[wrong.range.usize()].to_owned();
                let entry = found.entry(&series.written).or_insert_with(|| (text, Vec::new()));
                entry.1.push(Occurrence::replaced(block.span(wrong.range), wrong.right));
            }
        }
        for (written, (text, places)) in found {
            if let Some(draft) = extent::report(findings, &places) {
                draft.value("found", text).value("right", written);
            }
        }
    }
}

impl Series {
    fn of(written: &str) -> Self {
        let word = |word: &str| (fold::fold(word.trim_end_matches(',')), word.ends_with(','));
        Self { written: written.to_owned(), words: written.split_whitespace().map(word).collect() }
    }

    /// The place of the series from token `at` on, if its words stand there with other commas.
    fn wrong_at(&self, block: &Block, at: usize) -> Option<Wrong> {
        let (clean, folded, tokens) = (block.clean(), block.folded(), block.tokens());
        let mut right = String::new();
        let mut missing = false;
        let mut place = at;
        let mut end = 0;
        for (number, (word, comma)) in self.words.iter().enumerate() {
            let token = tokens.get(place).filter(|token| token.kind() == TokenKind::Word)?;
            if folded[token.range().usize()] != **word {
                return None;
            }
            right.push_str(&clean[token.range().usize()]);
            end = token.range().end();
            place += 1;
            if number + 1 == self.words.len() {
                break;
            }
            let has_comma = tokens.get(place).is_some_and(|token| token.kind() == TokenKind::Mark(','));
            place += usize::from(has_comma);
            missing |= *comma && !has_comma;
            right.push_str(if *comma { ", " } else { " " });
        }
        let range = TextRange::new(tokens[at].range().start(), end);
        missing.then_some(Wrong { range, right })
    }
}

impl SeriesComma {
    fn by_first(&self) -> WordMap<Vec<Series>> {
        let mut all: Vec<Series> = self.series.iter().map(|series| Series::of(series)).collect();
        all.sort_by_key(|series| std::cmp::Reverse(series.words.len()));
        WordMap::grouped(all.into_iter().filter_map(|series| Some((series.words.first()?.0.clone(), series))))
    }

    fn wrong<'s>(&self, block: &Block, by_first: &'s WordMap<Vec<Series>>) -> Vec<(&'s Series, Wrong)> {
        let (folded, tokens) = (block.folded(), block.tokens());
        let mut found = Vec::new();
        let mut from = 0;
        for (at, token) in tokens.iter().enumerate() {
            if token.kind() != TokenKind::Word || token.range().start() < from {
                continue;
            }
            let Some(list) = by_first.get(&folded[token.range().usize()]) else { continue };
            let Some((series, wrong)) = list.iter().find_map(|series| Some((series, series.wrong_at(block, at)?)))
            else {
                continue;
            };
            from = wrong.range.end();
            if !self.is_excused(block, tokens, at, wrong.range) {
                found.push((series, wrong));
            }
        }
        if !found.is_empty() {
            let quoted = quotes::quoted(block.clean());
            found.retain(|(_, wrong)| !quotes::is_within(&quoted, wrong.range.start()));
        }
        found
    }

    /// Names, and words before the series that make another thing of it.
    fn is_excused(&self, block: &Block, tokens: &[Token], at: usize, range: TextRange) -> bool {
        let shown = block.shown();
        let capital = |token: &Token| shown[token.range().usize()].starts_with(char::is_uppercase);
        let inside = tokens[at + 1..].iter().take_while(|token| token.range().end() <= range.end());
        let small = shown[range.usize()].chars().any(char::is_lowercase);
        let named = small && inside.into_iter().any(capital);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let follows_word = before.is_some_and(|before| before.kind() == TokenKind::Word);
        let name = small && capital(&tokens[at]) && follows_word;
        let text = block.folded()[..range.start() as usize].trim_end();
        named
            || name
            || self
                .unless_after
                .iter()
                .any(|word| text.strip_suffix(word.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
    }
}
