//! `instrument-force`: whether a cited instrument binds on the day of the document.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Evidence, Findings, entry};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::instruments::{Fact, Instrument, written};
use crate::model::Document;
use crate::model::citation::{Citation, Mention};
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
    const VALUES: &'static [&'static str] = &["citation", "day", "right", "title", "on"];
    const CASES: &'static [&'static str] = &["renamed", "unreplaced"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let Some(on) = cx.law_day() else {
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
            let Some(day) = self.day(known, on).filter(|_| !self.is_past(document, citation)) else { continue };
            if self.place != Place::Grounds && !seen.insert(citation.instrument) {
                continue;
            }
            self.report(cx, citation, known, day, on, findings);
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

    /// The day on which it ended or begins, if that is of account on the day `on`.
    fn day(&self, known: &Instrument, on: Date) -> Option<Date> {
        let (day, fact) = match self.state {
            State::Ended => (known.ended.filter(|ended| *ended <= on)?, Fact::Ended),
            State::NotYet => (known.effective.filter(|effective| *effective > on)?, Fact::Effective),
        };
        self.evidence.is_of(known, fact).then_some(day)
    }

    fn report(
        &self,
        cx: &Context<'_>,
        citation: &Citation,
        known: &Instrument,
        day: Date,
        on: Date,
        findings: &mut Findings,
    ) {
        let (right, right_entry) = match cx.registry.successor(known, on).filter(|_| self.state == State::Ended) {
            Some((number, entry)) => (entry.map_or_else(|| number.to_owned(), Instrument::plain_form), entry),
            None => (String::new(), None),
        };
        let head = citation.head().unwrap_or(citation.span);
        let draft = findings
            .report(citation.span)
            .value("citation", cx.document.clean_text(head))
            .value("title", known.title.clone())
            .value("day", written(day))
            .value("on", written(on))
            .value("right", right.clone());
        if self.state == State::NotYet {
            return;
        }
        if right.is_empty() {
            draft.case("unreplaced");
            return;
        }
        let Some(next) = right_entry else { return };
        if known.is_named() && next.is_named() && fold::key(&known.name()) != fold::key(&next.name()) {
            draft.case("renamed");
        }
        if next.ended.is_none_or(|ended| ended > on) && self.place == Place::Grounds {
            draft.edit(Edit::replace(citation.span, right));
        }
    }
}
