//! `name-variant`: names of bodies that differ by a word inside.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence, Way};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Document, Span, Zone};
use crate::text::clean::on_one_line;
use crate::text::letters::Case;
use crate::text::{TextRange, Token, TokenKind, quotes, syllable};

/// Flags a name that is written with one or two words more at one place than at another (`Hội Phụ nữ`, `Hội
/// Liên hiệp Phụ nữ`), once a pair of names. What stands before and behind those words is the same.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NameVariant {
    /// Folded first words of the names of bodies.
    heads: BTreeSet<String>,
    /// Folded words that tell one body from another where they stand inside a name.
    #[serde(default)]
    telling: BTreeSet<String>,
}

/// Words of a name that are looked at.
const WORDS: usize = 9;

/// Words that may be more at one place than at another.
const MORE: usize = 2;

/// The words before the place in which two names differ, at least.
const HEAD: usize = 1;

/// The words behind it that are compared.
const TAIL: usize = 2;

/// A word of a name.
#[derive(Clone, Copy)]
struct Word<'a> {
    folded: &'a str,
    capital: bool,
    /// An abbreviation is none, and a word that a program misread seldom is one.
    is_syllable: bool,
    range: TextRange,
}

/// A name as far as it was compared.
#[derive(Clone)]
struct Place {
    span: Span,
    words: String,
}

/// The head of a name and what follows it, and who writes it so: without the words between, and with them.
#[derive(Default)]
struct Group {
    short: Vec<Place>,
    long: BTreeMap<String, Vec<Place>>,
}

impl Check for NameVariant {
    const NAME: &'static str = "name-variant";
    const VALUES: &'static [&'static str] = &["found", "other", "count", "others"];
    const LABELS: &'static [&'static str] = &["again", "other"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut groups: BTreeMap<(String, String), Group> = BTreeMap::new();
        for block in cx.document.prose().filter(|block| is_content(cx.document, block)) {
            self.read(block, &mut groups);
        }
        let mut told: BTreeSet<(Span, Span)> = BTreeSet::new();
        for group in groups.values() {
            for long in group.long.values() {
                let (rare, common) =
                    if group.short.len() < long.len() { (&group.short, long) } else { (long, &group.short) };
                let (Some(found), Some(other)) = (rare.first(), common.first()) else { continue };
                if !told.insert((found.span, other.span)) {
                    continue;
                }
                let places: Vec<Occurrence> = rare.iter().map(|place| Occurrence::new(place.span)).collect();
                let usual = Way { text: other.words.clone(), span: other.span, count: common.len() };
                extent::against(findings, &places, found.words.clone(), usual);
            }
        }
    }
}

fn is_content(document: &Document, block: &Block) -> bool {
    let whole = TextRange::from(0..block.clean().len());
    matches!(document.zone(block.id()), Zone::Body | Zone::Grounds) && block.shown_case(whole) != Case::Upper
}

impl NameVariant {
    fn read(&self, block: &Block, groups: &mut BTreeMap<(String, String), Group>) {
        let (tokens, folded) = (block.tokens(), block.folded());
        let mut quoted: Option<Vec<TextRange>> = None;
        for (at, token) in tokens.iter().enumerate() {
            if token.kind() != TokenKind::Word || !is_capital(block, *token) {
                continue;
            }
            if !self.heads.contains(&folded[token.range().usize()]) {
                continue;
            }
            let words = words(block, &tokens[at..]);
            let quoted = quoted.get_or_insert_with(|| quotes::quoted(block.clean()));
            if words.len() >= HEAD + TAIL && !quotes::is_within(quoted, token.range().start()) {
                self.compare(block, &words, groups);
            }
        }
    }

    /// Enters a name under every way to cut it into a head, words that may be missing, and a tail.
    fn compare(&self, block: &Block, words: &[Word<'_>], groups: &mut BTreeMap<(String, String), Group>) {
        let joined = |words: &[Word<'_>]| words.iter().map(|word| word.folded).collect::<Vec<_>>().join(" ");
        for cut in HEAD..=words.len() - TAIL {
            let head = joined(&words[..cut]);
            for more in 0..=MORE.min(words.len() - TAIL - cut) {
                let (inner, tail) = (&words[cut..cut + more], &words[cut + more..cut + more + TAIL]);
                // A name goes on behind the place, and no word there makes another body of it.
                let telling = |words: &[Word<'_>]| words.first().is_some_and(|word| self.telling.contains(word.folded));
                let goes_on = tail[0].capital && !telling(tail) && inner.first().is_none_or(|word| word.capital);
                let repeated = inner.first().is_some_and(|word| word.folded == words[0].folded);
                let goes_on =
                    goes_on && !telling(inner) && !repeated && inner.iter().chain(tail).all(|word| word.is_syllable);
                if !goes_on {
                    continue;
                }
                let range = TextRange::new(words[0].range.start(), tail[TAIL - 1].range.end());
                let place = Place { span: block.span(range), words: on_one_line(&block.clean()[range.usize()]) };
                let group = groups.entry((head.clone(), joined(tail))).or_default();
                if more == 0 {
                    group.short.push(place);
                } else {
                    group.long.entry(joined(inner)).or_default().push(place);
                }
            }
        }
    }
}

/// The words of a name from its first token on: to the first mark or line end.
fn words<'a>(block: &'a Block, tokens: &[Token]) -> Vec<Word<'a>> {
    let word = |token: &Token| Word {
        folded: &block.folded()[token.range().usize()],
        capital: is_capital(block, *token),
        is_syllable: syllable::is_syllable(&block.clean()[token.range().usize()]),
        range: token.range(),
    };
    tokens.iter().take(WORDS).take_while(|token| token.kind() == TokenKind::Word).map(word).collect()
}

fn is_capital(block: &Block, token: Token) -> bool {
    block.shown()[token.range().usize()].starts_with(char::is_uppercase)
}
