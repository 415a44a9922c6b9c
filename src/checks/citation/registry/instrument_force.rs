//! `instrument-force`: whether a cited instrument binds on the day of the document.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Evidence, Findings, entry};
use crate::checks::api::LawDays;
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::instruments::{Fact, Instrument, PartEnd, Registry, number_key, written};
use crate::model::citation::{Citation, Mention};
use crate::model::{Document, Regime};
use crate::text::fold;

/// Reports citations of instruments that bind no longer, or not yet.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentForce {
    /// What is reported.
    state: State,
    /// Where the citation stands.
    place: Place,
    /// How well the day must be known.
    evidence: Evidence,
    /// Folded phrases near a citation that show the past to be meant (`trước đây`).
    #[serde(default)]
    past: Vec<String>,
    /// Folded phrases before a citation that make it one of those that amended another: that stays
    /// true when it ends (`sửa đổi, bổ sung`).
    #[serde(default)]
    amending: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum State {
    /// It was replaced or has expired.
    Ended,
    /// A part of it has ended; the rest binds.
    EndedInPart,
    /// It does not bind yet.
    NotYet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Place {
    /// A line of grounds.
    Grounds,
    /// Running text outside them; once for each instrument.
    Text,
    /// Both.
    Anywhere,
}

/// Bytes around a citation in which a phrase of the past counts.
const AROUND: usize = 160;

impl Check for InstrumentForce {
    const NAME: &'static str = "instrument-force";
    const VALUES: &'static [&'static str] = &["citation", "day", "right", "title", "on", "part"];
    const CASES: &'static [&'static str] = &["renamed", "unreplaced", "undated"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if repeats_history(document) {
            return;
        }
        let Some(on) = cx.law_days() else {
            if !document.citations.all.is_empty() {
                findings.not_checked(Reason::DateBlank);
            }
            return;
        };
        let mut seen = BTreeSet::new();
        for (at, citation) in document.citations.all.iter().enumerate() {
            if citation.mention == Mention::Short || document.citations.is_in_title(at) {
                continue;
            }
            if !self.is_here(document, citation) {
                continue;
            }
            let Some(known) = entry(cx.registry, citation) else { continue };
            let turn = self.turn(cx.registry, known, on);
            if cx.registry.replacing(known).is_some_and(|next| is_itself(document, next)) {
                continue;
            }
            if turn.is_none() && self.turns_within(known, on) {
                findings.not_checked(Reason::DateBlank);
            }
            let Some(turn) = turn.filter(|_| !self.is_past(document, citation)) else { continue };
            if self.place != Place::Grounds && !seen.insert(citation.instrument) {
                continue;
            }
            self.report(cx, citation, known, &turn, on, findings);
        }
    }
}

impl InstrumentForce {
    fn is_here(&self, document: &Document, citation: &Citation) -> bool {
        let block = citation.span.block;
        let grounds = document.in_grounds(block);
        match self.place {
            Place::Grounds => grounds,
            Place::Text => !grounds && document.in_running_text(block),
            Place::Anywhere => grounds || document.in_running_text(block),
        }
    }

    /// True if words near the citation say that the past is meant, or an amendment.
    fn is_past(&self, document: &Document, citation: &Citation) -> bool {
        let block = document.block(citation.span.block);
        let range = block.clean_range(citation.span);
        let folded = block.folded();
        let mut from = (range.start() as usize).saturating_sub(AROUND);
        let mut to = (range.end() as usize + AROUND).min(folded.len());
        while !folded.is_char_boundary(from) {
            from += 1;
        }
        while !folded.is_char_boundary(to) {
            to -= 1;
        }
        let near = folded.get(from..to).unwrap_or("");
        let before = folded.get(from..range.start() as usize).unwrap_or("");
        let own = before.rsplit(';').next().unwrap_or("");
        if self.amending.iter().any(|phrase| own.contains(phrase.as_str())) {
            return true;
        }
        self.past.iter().any(|phrase| near.contains(phrase.as_str()))
    }

    /// What ends `known` or lets it begin, if that is of account on all days of `on`.
    fn turn<'a>(&self, registry: &Registry, known: &'a Instrument, on: LawDays) -> Option<Turn<'a>> {
        let whole = |day: Date| Turn { day: Some(day), part: None };
        let (turn, fact) = match self.state {
            State::Ended => (ended(registry, known, on.first)?, Fact::Ended),
            State::NotYet => (whole(known.effective.filter(|effective| *effective > on.last)?), Fact::Effective),
            State::EndedInPart if ended(registry, known, on.first).is_some() => return None,
            State::EndedInPart => {
                let part = known.ended_in_part.iter().rev().find(|part| part.day <= on.first)?;
                return Some(Turn { day: Some(part.day), part: Some(part) });
            }
        };
        self.evidence.is_of(known, fact).then_some(turn)
    }

    /// True if the answer differs from day to day of `on`.
    fn turns_within(&self, known: &Instrument, on: LawDays) -> bool {
        let within = |day: Option<Date>| day.is_some_and(|day| on.first < day && day <= on.last);
        match self.state {
            State::Ended => within(known.ended) && self.evidence.is_of(known, Fact::Ended),
            State::NotYet => within(known.effective) && self.evidence.is_of(known, Fact::Effective),
            State::EndedInPart => false,
        }
    }

    fn report(
        &self,
        cx: &Context<'_>,
        citation: &Citation,
        known: &Instrument,
        turn: &Turn<'_>,
        on: LawDays,
        findings: &mut Findings,
    ) {
        // What the registry does not hold is not named: its title and its own end are not known.
        let next = match (self.state, turn.part) {
            (State::NotYet, _) => None,
            (_, Some(part)) => cx.registry.numbered(&part.by).into_iter().find(|entry| entry.date >= known.date),
            (..) => cx.registry.successor(known, on.first).and_then(|(_, entry)| entry),
        };
        let right = next.map_or(String::new(), Instrument::plain_form);
        let head = citation.head().unwrap_or(citation.span);
        let draft = findings
            .report(citation.span)
            .value("citation", cx.document.clean_text(head))
            .value("title", known.title.clone())
            .value("day", turn.day.map_or(String::new(), written))
            .value("on", written(on.first))
            .value("part", turn.part.map_or("", |part| part.what.as_str()))
            .value("right", right.clone());
        if self.state == State::NotYet {
            return;
        }
        let Some(next) = next else {
            draft.case("unreplaced");
            return;
        };
        if self.state == State::EndedInPart {
            return;
        }
        if turn.day.is_none() {
            draft.case("undated");
        } else if known.is_named() && next.is_named() && fold::key(&known.name()) != fold::key(&next.name()) {
            draft.case("renamed");
        }
        if next.ended.is_none_or(|ended| ended > on.first) && self.place == Place::Grounds {
            draft.edit(Edit::replace(citation.span, right));
        }
    }
}

/// The code of a consolidated text, which repeats the grounds of the texts it joins.
const CONSOLIDATED: &str = "VBHN";

/// True for a text that gives the grounds of an earlier day: a consolidated text, or a normative one whose
/// head was not read, as in a collection.
fn repeats_history(document: &Document) -> bool {
    let symbol = document.number.as_ref().and_then(|number| number.symbol.as_ref()).map(|symbol| symbol.text.as_str());
    match symbol {
        Some(symbol) => symbol.contains(CONSOLIDATED),
        None => document.regime == Regime::Normative,
    }
}

/// True if the document is the instrument `entry`: it names what it replaces.
fn is_itself(document: &Document, entry: &Instrument) -> bool {
    let Some(number) = &document.number else { return false };
    let (Some(serial), Some(symbol)) = (&number.serial, &number.symbol) else { return false };
    number_key(&format!("{}/{}", serial.text, symbol.text)) == *entry.key
}

/// What ended an instrument or lets it begin.
struct Turn<'a> {
    /// The day; `None` where only that it was replaced is known.
    day: Option<Date>,
    /// The part, if it is not the whole.
    part: Option<&'a PartEnd>,
}

/// The end of `known`, if it came by the day `on`: on its day, or, where that is not known, by the time
/// its successor was issued and binds.
fn ended<'a>(registry: &Registry, known: &'a Instrument, on: Date) -> Option<Turn<'a>> {
    if let Some(day) = known.ended {
        return (day <= on).then_some(Turn { day: Some(day), part: None });
    }
    let next = registry.replacing(known)?;
    (next.effective.unwrap_or(next.date) <= on).then_some(Turn { day: None, part: None })
}
