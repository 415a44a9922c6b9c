//! `name-slip`: names of places and persons that are written with another mark at one place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence, Way};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Span, Zone};
use crate::text::hash::Sketches;
use crate::text::letters::Case;
use crate::text::shape::Shape;
use crate::text::{TextRange, Token, TokenKind, quotes, syllable};

/// Flags a name behind one of the leading words that differs by the mark of one syllable from a name that the
/// document writes at least twice as often (`Trạm Lộ`, `Trạm Lô`). Two places with sister names that are named
/// by turns are left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NameSlip {
    /// Folded last words of what stands before a name.
    leads: BTreeSet<String>,
    /// Syllables of the shortest name that is judged.
    least: usize,
    /// The words behind both names must be the same, as with one person and his office.
    #[serde(default)]
    same_behind: bool,
    #[serde(skip)]
    sketches: OnceLock<Sketches>,
}

/// Syllables of the longest name.
const LONGEST: usize = 4;

/// Words behind a name that are compared.
const BEHIND: usize = 3;

/// A place that names somebody or something.
struct Place {
    span: Span,
    /// The words behind.
    behind: String,
}

/// The places of the names that are alike without their marks, by their syllables.
type Alike = BTreeMap<Vec<u64>, Vec<Place>>;

impl Check for NameSlip {
    const NAME: &'static str = "name-slip";
    const VALUES: &'static [&'static str] = &["found", "other", "count", "others"];
    const LABELS: &'static [&'static str] = &["again", "other"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut names: BTreeMap<String, Alike> = BTreeMap::new();
        for block in cx.document.prose() {
            let whole = TextRange::from(0..block.clean().len());
            let content = matches!(cx.document.zone(block.id()), Zone::Body | Zone::Grounds | Zone::Attachment);
            if content && block.shown_case(whole) != Case::Upper {
                self.read(block, &mut names);
            }
        }
        for alike in names.values().filter(|alike| alike.len() > 1) {
            let Some((usual, common)) = alike.iter().max_by_key(|(_, places)| places.len()) else { continue };
            for (name, places) in alike.iter().filter(|(name, _)| *name != usual) {
                let differ = name.iter().zip(usual).filter(|(one, other)| one != other).count();
                let (Some(first), Some(other)) = (places.first(), common.first()) else { continue };
                if differ != 1 || common.len() < 2 * places.len() || !self.is_same(places, common) {
                    continue;
                }
                let text = cx.document.clean_text(other.span).to_owned();
                let usual = Way { text, span: other.span, count: common.len() };
                let places: Vec<Occurrence> = places.iter().map(|place| Occurrence::new(place.span)).collect();
                extent::against(findings, &places, cx.document.clean_text(first.span), usual);
            }
        }
    }
}

impl NameSlip {
    fn is_same(&self, places: &[Place], common: &[Place]) -> bool {
        let same = |place: &Place| !place.behind.is_empty() && common.iter().any(|other| other.behind == place.behind);
        !self.same_behind || places.len() == 1 && places.iter().all(same)
    }

    fn read(&self, block: &Block, names: &mut BTreeMap<String, Alike>) {
        let (folded, tokens) = (block.folded(), block.tokens());
        let leads = self.sketches.get_or_init(|| Sketches::collect(self.leads.iter().map(String::as_str)));
        let mut quoted: Option<Vec<TextRange>> = None;
        for (at, token) in tokens.iter().enumerate() {
            let word = &folded[token.range().usize()];
            if token.kind() != TokenKind::Word || !leads.may_hold(word.as_bytes()) || !self.leads.contains(word) {
                continue;
            }
            // A lead with a capital behind another word is part of the name: `Hợp tác xã Suối Ngà`.
            let inside = at > 0
                && tokens[at - 1].kind() == TokenKind::Word
                && block.shown()[token.range().usize()].starts_with(char::is_uppercase);
            let from = if inside { at } else { at + 1 };
            let name = name(block, &tokens[from..]);
            let (Some(first), Some(last)) = (name.first(), name.last()) else { continue };
            let shapes: Option<Vec<Shape>> =
                name.iter().map(|token| Shape::of(&folded[token.range().usize()])).collect();
            let Some(shapes) = shapes.filter(|shapes| shapes.len() >= self.least) else { continue };
            let quoted = quoted.get_or_insert_with(|| quotes::quoted(block.clean()));
            if quotes::is_within(quoted, first.range().start()) {
                continue;
            }
            let plain: Vec<String> = name.iter().map(|token| unmarked(&folded[token.range().usize()])).collect();
            let numbers = shapes.into_iter().map(Shape::number).collect();
            let place = Place {
                span: block.span(first.range().cover(last.range())),
                behind: behind(block, &tokens[from + name.len()..]),
            };
            names.entry(plain.join(" ")).or_default().entry(numbers).or_default().push(place);
        }
    }
}

/// The words with a capital that `tokens` begin with; none if they are in capitals or there are too many.
fn name<'a>(block: &Block, tokens: &'a [Token]) -> &'a [Token] {
    let is_part = |token: &&Token| {
        let text = &block.shown()[token.range().usize()];
        token.kind() == TokenKind::Word
            && text.starts_with(char::is_uppercase)
            && text.chars().skip(1).all(char::is_lowercase)
    };
    let length = tokens.iter().take(LONGEST + 1).take_while(is_part).count();
    if length <= LONGEST { &tokens[..length] } else { &[] }
}

/// The letters without marks and tone.
fn unmarked(word: &str) -> String {
    let plain = |letter: char| match syllable::untoned(letter).0 {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        other => other,
    };
    word.chars().map(plain).collect()
}

/// The first words behind a name and a comma; empty if there are too few.
fn behind(block: &Block, tokens: &[Token]) -> String {
    let [comma, rest @ ..] = tokens else { return String::new() };
    let words: Vec<&str> = rest
        .iter()
        .take(BEHIND)
        .take_while(|token| token.kind() == TokenKind::Word)
        .map(|token| &block.folded()[token.range().usize()])
        .collect();
    let parted = matches!(comma.kind(), TokenKind::Mark(',' | '-' | '–'));
    if parted && words.len() == BEHIND { words.join(" ") } else { String::new() }
}
