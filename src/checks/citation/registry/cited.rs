//! Which cited instruments the registry holds: silence about one that it does not hold is no approval.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{candidates, entry};
use crate::lexicon::instruments::{Fact, Instrument, Registry};
use crate::model::citation::{Citation, Mention};
use crate::model::{Document, Span};

/// An instrument that a document cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its mention that was compared, or the first one.
    pub span: Span,
    /// Kind, number and symbol, or the name of a law, as written there.
    pub head: Span,
    /// What the registry holds of it.
    pub known: Known,
}

/// What the registry holds of a cited instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It is held.
    Held(Box<Instrument>),
    /// The number and symbol are held under another day.
    OtherDay(Box<Instrument>),
    /// It is not held.
    Missing,
}

impl Cited {
    /// True if the registry could tell something of it.
    pub fn is_compared(&self) -> bool {
        self.known != Known::Missing
    }
}

/// The instruments that `document` cites with a number and symbol or as a law by name, each once, in
/// reading order. What another text is quoted with is left out, and so is the document itself.
pub fn cited(document: &Document, registry: &Registry) -> Vec<Cited> {
    let mut instruments: BTreeMap<usize, Vec<&Citation>> = BTreeMap::new();
    let mut order = Vec::new();
    for citation in document.citations.all.iter().filter(|citation| is_counted(document, citation)) {
        let mentions = instruments.entry(citation.instrument).or_default();
        if mentions.is_empty() {
            order.push(citation.instrument);
        }
        mentions.push(citation);
    }
    let mut all: Vec<Cited> = Vec::new();
    let mut held = BTreeSet::new();
    for mentions in order.iter().filter_map(|instrument| instruments.get(instrument)) {
        // A later mention may have the day that the first one lacks.
        let found = mentions.iter().find_map(|citation| Some((*citation, entry(registry, citation)?)));
        let (citation, known) = match (found, mentions.first()) {
            (Some((citation, known)), _) => (citation, Known::Held(Box::new(known.clone()))),
            (None, Some(first)) => (*first, other_day(registry, first)),
            (None, None) => continue,
        };
        // A law by its name and by its number is one.
        if let Known::Held(instrument) = &known
            && !held.insert((instrument.kind.clone(), instrument.number.clone(), instrument.date))
        {
            continue;
        }
        all.push(Cited { span: citation.span, head: citation.head().unwrap_or(citation.span), known });
    }
    all
}

fn is_counted(document: &Document, citation: &Citation) -> bool {
    let own = document.number.as_ref().is_some_and(|number| number.span.touches(citation.span));
    let blank = citation.symbol.as_ref().is_some_and(|symbol| symbol.number.is_none());
    citation.mention != Mention::Short && !citation.quoted && !citation.enclosing && !own && !blank
}

/// The instrument whose number with its year can be no other.
fn other_day(registry: &Registry, citation: &Citation) -> Known {
    let symbol = citation.symbol.as_ref().filter(|symbol| symbol.year.is_some());
    let known = symbol.and_then(|symbol| candidates(registry, citation, symbol).first().copied());
    known.map_or(Known::Missing, |known| Known::OtherDay(Box::new(known.clone())))
}

/// Whether an instrument binds, as far as the registry tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// It does not bind yet.
    NotYet,
    /// It binds no longer.
    Ended,
    /// It binds no longer, on weak evidence.
    PerhapsEnded,
    /// A part of it binds no longer.
    EndedInPart,
    /// The registry knows of no end.
    NoEndKnown,
}

/// Whether `instrument` binds on the day `on`.
pub fn validity(instrument: &Instrument, on: Date) -> Validity {
    if instrument.ended.is_some_and(|ended| ended <= on) {
        return if instrument.is_sure(Fact::Ended) { Validity::Ended } else { Validity::PerhapsEnded };
    }
    if instrument.effective.is_some_and(|effective| effective > on) && instrument.is_sure(Fact::Effective) {
        return Validity::NotYet;
    }
    let in_part = instrument.ended_in_part.iter().any(|part| part.day <= on);
    if in_part { Validity::EndedInPart } else { Validity::NoEndKnown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_told_with_its_weight() {
        let registry = Registry::default();
        let decree = registry.numbered("61/2018/NĐ-CP").into_iter().next().expect("held").clone();
        assert_eq!(validity(&decree, jiff::civil::date(2026, 1, 1)), Validity::Ended);
        assert_eq!(validity(&decree, jiff::civil::date(2020, 1, 1)), Validity::NoEndKnown);
    }
}
