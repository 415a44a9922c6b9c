//! `consistent-choice`: one thing that a document writes in several ways, each of them usual.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Span, Zone};
use crate::text::clean::on_one_line;
use crate::text::numerals::roman_value;
use crate::text::{TextRange, Token, TokenKind, WordMap, fold, quotes, tokens};

/// Flags the rarer of several ways to write one thing, once a document and thing; of two that are as frequent
/// the one that is named later. Quotations are left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ConsistentChoice {
    /// The things.
    choices: Vec<Choice>,
    #[serde(skip)]
    phrases: OnceLock<Phrases>,
}

/// One thing and the ways to write it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct Choice {
    /// The ways, the best one first; each with its phrases, in the same order in all ways. Words are compared
    /// folded and whole; `{number}` stands for digits, `{roman}` for a Roman numeral.
    ways: Vec<Vec<String>>,
    /// Which of them is right.
    #[serde(default)]
    right: Right,
    /// Folded words right behind a phrase with which it is part of another thing (`- nghề nghiệp`).
    #[serde(default)]
    unless_next: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Right {
    /// The one that the document has most often.
    #[default]
    MostFrequent,
    /// The first one, where the document has it.
    FirstIfUsed,
    /// The first one, also where the document has it nowhere.
    First,
}

/// A phrase of a way, cut into parts.
#[derive(Debug)]
struct Phrase {
    choice: usize,
    way: usize,
    place: usize,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Word(String),
    Mark(char),
    Number,
    Roman,
}

/// Where a phrase stands.
struct Met {
    way: usize,
    place: usize,
    span: Span,
}

impl Check for ConsistentChoice {
    const NAME: &'static str = "consistent-choice";
    const VALUES: &'static [&'static str] = &["found", "other", "count", "others"];
    const LABELS: &'static [&'static str] = &["again", "other"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let phrases = self.phrases.get_or_init(|| Phrases::of(&self.choices));
        let mut met: Vec<Vec<Met>> = self.choices.iter().map(|_| Vec::new()).collect();
        for block in cx.document.prose() {
            if !matches!(cx.document.zone(block.id()), Zone::Header | Zone::Closing) {
                phrases.read(block, &mut met);
            }
        }
        for (choice, met) in self.choices.iter().zip(&met) {
            let count = |way: usize| met.iter().filter(|one| one.way == way).count();
            let most_frequent = || (0..choice.ways.len()).rev().max_by_key(|way| count(*way)).unwrap_or(0);
            let best = match choice.right {
                Right::First => 0,
                Right::FirstIfUsed if count(0) > 0 => 0,
                Right::MostFrequent | Right::FirstIfUsed => most_frequent(),
            };
            let rare = met.iter().filter(|one| one.way != best);
            let places: Vec<Occurrence> = rare.map(|one| choice.occurrence(cx, one, best)).collect();
            let other = met.iter().find(|one| one.way == best);
            if other.is_none() && choice.right != Right::First {
                continue;
            }
            let Some(found) = places.first().map(|place| on_one_line(cx.document.clean_text(place.span))) else {
                continue;
            };
            let right = match (other, met.iter().find(|one| one.way != best)) {
                (Some(other), _) => on_one_line(cx.document.clean_text(other.span)),
                (None, Some(wrong)) => choice.phrase(best, wrong.place).to_owned(),
                (None, None) => continue,
            };
            let Some(draft) = extent::report(findings, &places) else { continue };
            draft.value("found", found).value("other", right).value("others", count(best).to_string());
            if let Some(other) = other {
                draft.label("other", other.span);
            }
        }
    }
}

impl Choice {
    fn phrase(&self, way: usize, place: usize) -> &str {
        self.ways.get(way).and_then(|phrases| phrases.get(place)).map_or("", String::as_str)
    }

    /// The place with the best way's phrase for it, where all its words are known; its first letter keeps its
    /// case.
    fn occurrence(&self, cx: &Context<'_>, met: &Met, best: usize) -> Occurrence {
        let phrase = self.phrase(best, met.place);
        let written = cx.document.clean_text(met.span);
        let small = written.chars().skip(1).all(|letter| !letter.is_uppercase());
        if phrase.is_empty() || phrase.contains('{') || !small {
            return Occurrence::new(met.span);
        }
        let mut letters = phrase.chars();
        let first = letters
            .next()
            .map_or(' ', |first| if written.starts_with(char::is_uppercase) { fold::upper(first) } else { first });
        Occurrence::replaced(met.span, std::iter::once(first).chain(letters).collect::<String>())
    }
}

/// All phrases by their first word, the longest first; made once, not once a document.
#[derive(Debug)]
struct Phrases {
    by_first: WordMap<Vec<Phrase>>,
    /// By choice: see [`Choice::unless_next`].
    unless_next: Vec<Vec<String>>,
}

impl Phrases {
    fn of(choices: &[Choice]) -> Self {
        let unless_next = choices.iter().map(|choice| choice.unless_next.clone()).collect();
        let mut all = Vec::new();
        for (choice, one) in choices.iter().enumerate() {
            for (way, phrases) in one.ways.iter().enumerate() {
                for (place, phrase) in phrases.iter().enumerate() {
                    let parts = parts(phrase);
                    let Some(Part::Word(first)) = parts.first() else { continue };
                    all.push((first.clone(), Phrase { choice, way, place, parts }));
                }
            }
        }
        all.sort_by_key(|(_, phrase)| std::cmp::Reverse(phrase.parts.len()));
        Self { by_first: WordMap::grouped(all), unless_next }
    }

    fn read(&self, block: &Block, met: &mut [Vec<Met>]) {
        let (folded, tokens) = (block.folded(), block.tokens());
        let mut quoted: Option<Vec<TextRange>> = None;
        let mut from = 0;
        for (at, token) in tokens.iter().enumerate() {
            if at < from {
                continue;
            }
            let range = token.range().usize();
            let Some(phrases) = folded.get(range.clone()).and_then(|word| self.by_first.get(word)) else { continue };
            let found = phrases.iter().find_map(|phrase| Some((phrase, phrase.end(block, tokens, at)?)));
            let Some((phrase, end)) = found else { continue };
            from = end;
            let quoted = quoted.get_or_insert_with(|| quotes::quoted(block.clean()));
            let last = tokens[end - 1].range().usize().end;
            let next = folded.get(last..).unwrap_or("").trim_start();
            let other = self.unless_next.get(phrase.choice).into_iter().flatten().any(|words| next.starts_with(words));
            if !other
                && !is_cut_from_a_name(block, &tokens[at..end])
                && !quotes::is_within(quoted, token.range().start())
            {
                let span = block.span(range.start..last);
                met[phrase.choice].push(Met { way: phrase.way, place: phrase.place, span });
            }
        }
    }
}

/// True if a capital begins inside the words: `Trưởng phòng Chống buôn lậu` is no `phòng chống`.
fn is_cut_from_a_name(block: &Block, tokens: &[Token]) -> bool {
    let capital = |token: &Token| block.shown()[token.range().usize()].starts_with(char::is_uppercase);
    let words = || tokens.iter().filter(|token| token.kind() == TokenKind::Word);
    words().next().is_some_and(|first| !capital(first))
        && words().skip(1).any(|word| capital(word) && !is_roman(block, *word))
}

fn is_roman(block: &Block, token: Token) -> bool {
    roman_value(&block.shown()[token.range().usize()]).is_some()
}

/// The parts of a phrase of the rule.
fn parts(phrase: &str) -> Vec<Part> {
    let folded = fold::fold(phrase);
    let mut parts = Vec::new();
    for word in folded.split_whitespace() {
        match word {
            "{number}" => parts.push(Part::Number),
            "{roman}" => parts.push(Part::Roman),
            _ => parts.extend(tokens::tokenize(word).iter().map(|token| match token.kind() {
                TokenKind::Mark(mark) => Part::Mark(mark),
                _ => Part::Word(word[token.range().usize()].to_owned()),
            })),
        }
    }
    parts
}

impl Phrase {
    /// One past the last token of the phrase, if it stands at token `at`.
    fn end(&self, block: &Block, tokens: &[Token], at: usize) -> Option<usize> {
        for (by, part) in self.parts.iter().enumerate() {
            let token = tokens.get(at + by)?;
            let range = token.range().usize();
            let fits = match (part, token.kind()) {
                (Part::Word(word), TokenKind::Word) => block.folded().get(range) == Some(word),
                (Part::Mark('-'), TokenKind::Mark(mark)) => matches!(mark, '-' | '–' | '—'),
                (Part::Mark(wanted), TokenKind::Mark(mark)) => *wanted == mark,
                (Part::Number, TokenKind::Number) => true,
                (Part::Roman, TokenKind::Word) => {
                    block.shown().get(range).is_some_and(|word| roman_value(word).is_some())
                }
                _ => false,
            };
            if !fits {
                return None;
            }
        }
        Some(at + self.parts.len())
    }
}
