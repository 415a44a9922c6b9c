//! `syllable-choice`: syllables with two right spellings (`tỉ` and `tỷ`), mixed in one document.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence, Way};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Span, Zone};
use crate::text::{Token, TokenKind, WordMap, fold, quotes};

/// Flags the rarer spelling of a syllable that stands beside one word in two spellings (`tỉ lệ`, `tỷ lệ`), once
/// a document and pair of spellings. A capital within a sentence may be a name's and is left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SyllableChoice {
    /// The two spellings of each syllable, in small letters, the usual one first.
    pairs: Vec<[String; 2]>,
    #[serde(skip)]
    index: OnceLock<Spellings>,
}

/// The pair and the spelling of each syllable, folded; made once, not once a document.
#[derive(Debug)]
struct Spellings {
    by_word: WordMap<(usize, usize)>,
}

/// A word that tells which meaning a syllable has: its neighbour.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Neighbour<'a> {
    Before(&'a str),
    Behind(&'a str),
}

/// A syllable as it is written at one place.
struct Written<'a> {
    spelling: usize,
    span: Span,
    neighbours: [Option<Neighbour<'a>>; 2],
}

impl Check for SyllableChoice {
    const NAME: &'static str = "syllable-choice";
    const VALUES: &'static [&'static str] = &["found", "other", "count", "others"];
    const LABELS: &'static [&'static str] = &["again", "other"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let spellings = self.index.get_or_init(|| Spellings::of(&self.pairs));
        let mut written: Vec<Vec<Written<'_>>> = self.pairs.iter().map(|_| Vec::new()).collect();
        for block in cx.document.prose() {
            if matches!(cx.document.zone(block.id()), Zone::Header | Zone::Closing) {
                continue;
            }
            for (pair, place) in read(block, spellings) {
                written[pair].push(place);
            }
        }
        for places in &written {
            judge(cx, places, findings);
        }
    }
}

impl Spellings {
    fn of(pairs: &[[String; 2]]) -> Self {
        let both = |(pair, both): (usize, &[String; 2])| {
            let [one, other] = both.each_ref().map(|syllable| fold::fold(syllable));
            [(one, (pair, 0)), (other, (pair, 1))]
        };
        Self { by_word: pairs.iter().enumerate().flat_map(both).collect() }
    }
}

/// Every place of one of the syllables in `block`.
fn read<'a>(block: &'a Block, spellings: &Spellings) -> Vec<(usize, Written<'a>)> {
    let (folded, shown, tokens) = (block.folded(), block.shown(), block.tokens());
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let range = token.range().usize();
        if token.kind() != TokenKind::Word {
            continue;
        }
        let Some((pair, spelling)) = spellings.by_word.get(&folded[range.clone()]).copied() else { continue };
        let opens =
            at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|token| token.kind() != TokenKind::Word);
        if shown[range].starts_with(char::is_uppercase) && !opens {
            continue;
        }
        let word = |token: Option<&Token>| {
            token.filter(|token| token.kind() == TokenKind::Word).map(|token| &folded[token.range().usize()])
        };
        let before = word(at.checked_sub(1).and_then(|before| tokens.get(before)));
        let behind = word(tokens.get(at + 1));
        let neighbours = [before.map(Neighbour::Before), behind.map(Neighbour::Behind)];
        let place = Written { spelling, span: block.span(token.range()), neighbours };
        found.push((pair, place));
    }
    if !found.is_empty() {
        let quoted = quotes::quoted(block.clean());
        found.retain(|(_, place)| !quotes::is_within(&quoted, block.clean_range(place.span).start()));
    }
    found
}

/// Reports the rarer spelling among the places whose neighbour has both.
fn judge(cx: &Context<'_>, places: &[Written<'_>], findings: &mut Findings) {
    let mut beside: BTreeMap<Neighbour<'_>, [usize; 2]> = BTreeMap::new();
    for place in places {
        for neighbour in place.neighbours.iter().flatten() {
            beside.entry(*neighbour).or_default()[place.spelling] += 1;
        }
    }
    let mixed = |place: &&Written<'_>| {
        place
            .neighbours
            .iter()
            .flatten()
            .any(|neighbour| beside.get(neighbour).is_some_and(|both| both[0] > 0 && both[1] > 0))
    };
    let (first, second): (Vec<&Written<'_>>, Vec<&Written<'_>>) =
        places.iter().filter(mixed).partition(|place| place.spelling == 0);
    let (rare, common) = if second.len() <= first.len() { (second, first) } else { (first, second) };
    let (Some(found), Some(other)) = (rare.first(), common.first()) else { return };
    let spans: Vec<Occurrence> = rare.iter().map(|place| Occurrence::new(place.span)).collect();
    let text = cx.document.clean_text(other.span).to_owned();
    let usual = Way { text, span: other.span, count: common.len() };
    extent::against(findings, &spans, cx.document.clean_text(found.span), usual);
}
