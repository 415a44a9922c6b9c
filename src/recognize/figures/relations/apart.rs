//! Relations whose two halves stand in different places of a document: `67/124 thôn đã đo đất` in one section,
//! `57 thôn chưa đo đất` in another.
//!
//! What the halves say of their noun tells that they speak of one thing. Where it is only the noun that they
//! share, and no other first half has it, they prove and never refute.

use std::collections::BTreeMap;

use super::matcher::{Match, Matcher};
use crate::lexicon::relations::{Relation, Relations, Step};
use crate::model::relation::{Derived, Source};
use crate::recognize::figures::periods;

/// Words of what a half says that are compared.
const COMPARED: usize = 4;
/// Words that tell one thing from all others.
const TELLING: usize = 3;
/// Tokens behind a figure in which they are looked for.
const REACH: usize = 12;

/// What the relations of two places give.
pub(super) fn find(matcher: &Matcher<'_, '_>, relations: &Relations) -> Vec<Derived> {
    let mut found = Vec::new();
    for relation in &relations.all {
        let Some(other) = &relation.elsewhere else { continue };
        let firsts = Firsts::new(matcher, halves(matcher, &relation.steps));
        for second in halves(matcher, other) {
            found.extend(pair(matcher, relation, &firsts, &second));
        }
    }
    found
}

fn halves(matcher: &Matcher<'_, '_>, steps: &[Step]) -> Vec<Match> {
    (0..matcher.stream.items.len()).filter_map(|at| matcher.at(steps, at)).collect()
}

/// The first halves by what they say; `None` where two that differ say the same.
struct Firsts {
    by_saying: BTreeMap<Vec<String>, Option<Match>>,
    by_noun: BTreeMap<String, Option<Match>>,
}

impl Firsts {
    fn new(matcher: &Matcher<'_, '_>, all: Vec<Match>) -> Self {
        let mut firsts = Self { by_saying: BTreeMap::new(), by_noun: BTreeMap::new() };
        for one in all {
            let saying = saying(matcher, &one);
            let Some(noun) = saying.first().cloned() else { continue };
            keep(matcher, firsts.by_noun.entry(noun), &one);
            keep(matcher, firsts.by_saying.entry(saying), &one);
        }
        firsts
    }
}

/// Keeps `one` unless another that differs is there.
fn keep<Key: Ord>(
    matcher: &Matcher<'_, '_>,
    entry: std::collections::btree_map::Entry<'_, Key, Option<Match>>,
    one: &Match,
) {
    let values = |of: &Match| -> Vec<_> {
        let found = of.figures.iter().filter_map(|(_, figure)| matcher.page.figures.get(*figure));
        found.map(|placed| (placed.found.value, placed.found.whole)).collect()
    };
    let kept = entry.or_insert_with(|| Some(one.clone()));
    if kept.as_ref().is_some_and(|known| values(known) != values(one)) {
        *kept = None;
    }
}

fn pair(matcher: &Matcher<'_, '_>, relation: &Relation, firsts: &Firsts, second: &Match) -> Option<Derived> {
    let said = saying(matcher, second);
    let telling = said.len() >= TELLING;
    let first = if telling { firsts.by_saying.get(&said) } else { firsts.by_noun.get(said.first()?) };
    let first = first?.as_ref()?;
    let both = Match { items: second.items.clone(), figures: [&second.figures[..], &first.figures[..]].concat() };
    let derived = matcher.judge(relation, &both)?;
    let certain = telling && period(matcher, second) == period(matcher, first);
    (derived.verdict.holds() || certain).then_some(Derived { source: Source::Wording, ..derived })
}

/// What is said behind the first figure of a half: its noun and what is told of it, without the words that only
/// tell what is done from what is not.
fn saying(matcher: &Matcher<'_, '_>, half: &Match) -> Vec<String> {
    let place = half.figures.first().and_then(|(_, figure)| matcher.page.figures.get(*figure));
    let Some((placed, reading)) = place.and_then(|placed| Some((placed, matcher.page.readings.get(placed.reading)?)))
    else {
        return Vec::new();
    };
    let end = placed.found.tokens.end;
    let words = (end..end + REACH).take_while(|at| reading.is_word(*at)).map(|at| reading.word(at));
    let telling = words.filter(|word| !matcher.relations.turns.iter().any(|turn| turn == word));
    telling.take(COMPARED).map(str::to_owned).collect()
}

/// The time that the words around a half name.
fn period(matcher: &Matcher<'_, '_>, half: &Match) -> Option<String> {
    let (_, figure) = half.figures.first()?;
    let placed = matcher.page.figures.get(*figure)?;
    let reading = matcher.page.readings.get(placed.reading)?;
    periods::of(reading, &placed.found).map(|tokens| reading.folded_slice(&tokens).to_owned())
}
