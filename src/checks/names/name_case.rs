//! `name-case`: names of bodies that a document writes with two patterns of capitals.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence, Way};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Span, Zone};
use crate::text::clean::on_one_line;
use crate::text::hash::Sketches;
use crate::text::letters::Case;
use crate::text::{TextRange, Token, TokenKind, quotes, syllable};

/// Flags a name that begins with a capital and has other capitals inside than at more places of the document
/// (`Trung tâm Dịch vụ Việc làm`, `Trung tâm Dịch vụ việc làm`), once a name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NameCase {
    /// Folded first words of the names of bodies, offices and programmes.
    heads: BTreeSet<String>,
    /// Folded words that end a name: what follows them is another one, or none.
    ends: BTreeSet<String>,
    /// Folded words with which no name ends (`Sở Nông nghiệp và`).
    inside: BTreeSet<String>,
    #[serde(skip)]
    sketches: OnceLock<Sketches>,
}

/// Folded words of names, and the places of each pattern of capitals.
type Names = BTreeMap<String, BTreeMap<u8, Vec<Span>>>;
/// The places of the rarer and of the more frequent way.
type Ways<'a> = (&'a [Span], &'a [Span]);

/// Words of a name that are compared, at least and at most. Fewer are no name yet.
const LEAST: usize = 3;
const MOST: usize = 7;

impl Check for NameCase {
    const NAME: &'static str = "name-case";
    const VALUES: &'static [&'static str] = &["found", "other", "count", "others"];
    const LABELS: &'static [&'static str] = &["again", "other"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        // Folded words, and the places by the capitals of these words.
        let mut names = Names::new();
        for block in cx.document.prose() {
            let whole = TextRange::from(0..block.clean().len());
            let content = matches!(cx.document.zone(block.id()), Zone::Body | Zone::Grounds);
            if content && block.shown_case(whole) != Case::Upper {
                self.read(block, &mut names);
            }
        }
        let mut told: Vec<&str> = Vec::new();
        for (words, patterns) in &names {
            // What goes on behind a name that was told says the same again.
            if told.iter().any(|short| words.starts_with(short)) {
                continue;
            }
            let Some((rare, common)) = two_ways(patterns) else { continue };
            told.push(words);
            let (rare, common) = self.whole(words, (rare, common), &names);
            let (Some(first), Some(other)) = (rare.first(), common.first()) else { continue };
            let text = |span: Span| on_one_line(cx.document.shown_text(span));
            let places: Vec<Occurrence> = rare.iter().map(|span| Occurrence::new(*span)).collect();
            extent::against(
                findings,
                &places,
                text(*first),
                Way { text: text(*other), span: *other, count: common.len() },
            );
        }
    }
}

/// The places of the rarer and the more frequent of two patterns of capitals; `None` if there are not just two.
fn two_ways(patterns: &BTreeMap<u8, Vec<Span>>) -> Option<Ways<'_>> {
    let mut ways = patterns.values();
    let (one, other) = (ways.next()?, ways.next()?);
    let (rare, common) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    ways.next().is_none().then_some((rare.as_slice(), common.as_slice()))
}

impl NameCase {
    /// The places of the whole name that begins with `words`: a word behind belongs to it if it always stands there
    /// (`Hội Cựu chiến` binh).
    fn whole<'a>(&self, words: &str, ways: Ways<'a>, names: &'a Names) -> Ways<'a> {
        let (mut key, mut told) = (words, ways);
        loop {
            let behind = format!("{key} ");
            let longer = names.range(behind.clone()..).next().filter(|(longer, _)| longer.starts_with(&behind));
            let Some((longer, ways)) = longer.and_then(|(longer, patterns)| Some((longer, two_ways(patterns)?))) else {
                return told;
            };
            if (ways.0.len(), ways.1.len()) != (told.0.len(), told.1.len()) {
                return told;
            }
            key = longer;
            if longer.rsplit(' ').next().is_some_and(|last| !self.inside.contains(last)) {
                told = ways;
            }
        }
    }

    fn read(&self, block: &Block, names: &mut Names) {
        let (folded, tokens) = (block.folded(), block.tokens());
        let heads = self.sketches.get_or_init(|| Sketches::collect(self.heads.iter().map(String::as_str)));
        let mut quoted: Option<Vec<TextRange>> = None;
        for (at, token) in tokens.iter().enumerate() {
            let word = &folded[token.range().usize()];
            if token.kind() != TokenKind::Word
                || !heads.may_hold(word.as_bytes())
                || !self.heads.contains(word)
                || !is_capital(block, *token)
            {
                continue;
            }
            let quoted = quoted.get_or_insert_with(|| quotes::quoted(block.clean()));
            if quotes::is_within(quoted, token.range().start()) {
                continue;
            }
            let words = self.words(block, &tokens[at..]);
            let mut pattern = 0_u8;
            let mut key = String::new();
            for (place, one) in words.iter().enumerate() {
                if place > 0 {
                    key.push(' ');
                }
                key.push_str(&folded[one.range().usize()]);
                pattern |= u8::from(is_capital(block, *one)) << place;
                if place + 1 >= LEAST {
                    let span = block.span(token.range().cover(one.range()));
                    names.entry(key.clone()).or_default().entry(pattern).or_default().push(span);
                }
            }
        }
    }

    /// The words from the first of `tokens` on that may belong to its name.
    fn words<'a>(&self, block: &Block, tokens: &'a [Token]) -> &'a [Token] {
        let is_part = |token: &&Token| {
            let text = &block.folded()[token.range().usize()];
            token.kind() == TokenKind::Word
                && syllable::is_syllable(text)
                && (block.shown_case(token.range()) != Case::Upper || text.chars().nth(1).is_none())
                && !self.ends.contains(text)
        };
        let length = tokens.iter().take(MOST).take_while(is_part).count();
        &tokens[..length]
    }
}

fn is_capital(block: &Block, token: Token) -> bool {
    block.shown()[token.range().usize()].starts_with(char::is_uppercase)
}
