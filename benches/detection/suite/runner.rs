//! Puts defects in, checks, and compares.

use std::fmt::Write as _;

use rasoat::catalogue::Rule;
use rasoat::engine::{self, Settings};
use rayon::prelude::*;

use super::change::Change;
use super::compare::{Reach, Region, new_findings};
use super::operators::Operator;
use super::subject::Subject;

/// How many defects to put in, and which.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Places of one operator in one document at most.
    pub(crate) per_document: usize,
    /// Mutants of one operator over all documents at most.
    pub(crate) per_operator: usize,
    /// Seed of the draw.
    pub(crate) seed: u64,
    /// Only operators whose name holds this.
    pub(crate) only: Option<String>,
}

/// One defect and what came of it.
#[derive(Debug, Clone)]
pub(crate) struct Trial {
    /// The operator.
    pub(crate) operator: &'static str,
    /// The document.
    pub(crate) document: String,
    /// The rule that found it.
    pub(crate) found: Option<String>,
    /// An expected rule said that it could not be checked.
    pub(crate) unchecked: bool,
    /// Other new findings: rule and quote.
    pub(crate) collateral: Vec<(String, String)>,
    /// What was done, for a missed one.
    pub(crate) deed: String,
}

/// Runs every operator over every subject.
pub(crate) fn run(
    subjects: &[Subject],
    operators: &[&'static Operator],
    plan: &Plan,
    settings: &Settings,
) -> Vec<Trial> {
    let chosen =
        operators.iter().filter(|operator| plan.only.as_ref().is_none_or(|name| operator.name.contains(&**name)));
    let jobs: Vec<(&Operator, Vec<(usize, Change)>)> =
        chosen.map(|operator| (*operator, mutants(subjects, operator, plan, settings))).collect();
    let jobs: Vec<(&Operator, usize, Change)> = jobs
        .into_iter()
        .flat_map(|(operator, places)| places.into_iter().map(move |(subject, change)| (operator, subject, change)))
        .collect();
    jobs.par_iter()
        .filter_map(|(operator, subject, change)| trial(&subjects[*subject], operator, change, settings))
        .collect()
}

/// The places of one operator, drawn at random.
fn mutants(subjects: &[Subject], operator: &Operator, plan: &Plan, settings: &Settings) -> Vec<(usize, Change)> {
    let mut draw = Draw::new(plan.seed, operator.name);
    let mut drawn: Vec<(usize, Change)> = Vec::new();
    for (at, subject) in subjects.iter().enumerate() {
        if !binds(subject, operator, settings) {
            continue;
        }
        let mut places = (operator.sites)(subject);
        draw.shuffle(&mut places);
        drawn.extend(places.into_iter().take(plan.per_document).map(|change| (at, change)));
    }
    draw.shuffle(&mut drawn);
    drawn.truncate(plan.per_operator);
    drawn
}

/// True if a rule that should find the defect is for this document and was checked in it before.
fn binds(subject: &Subject, operator: &Operator, settings: &Settings) -> bool {
    if operator.appearance && !subject.has_appearance() {
        return false;
    }
    operator.rules.iter().any(|id| {
        let rule = settings.catalogue.rule(id).unwrap_or_else(|| panic!("{}: no rule {id}", operator.name));
        let checked = !subject.before.not_checked.iter().any(|entry| entry.rule == rule.meta.id);
        checked && is_for(rule, subject)
    })
}

fn is_for(rule: &Rule, subject: &Subject) -> bool {
    let document = subject.document();
    let applies = &rule.meta.applies;
    let kind = document.kind_slug();
    (applies.regimes.is_empty() || applies.regimes.contains(&document.regime))
        && (applies.kinds.is_empty() || kind.is_some_and(|slug| applies.kinds.iter().any(|kind| kind == slug)))
        && !kind.is_some_and(|slug| applies.not_kinds.iter().any(|kind| kind == slug))
}

/// Makes one change and looks; `None` if there is no defect to find.
fn trial(subject: &Subject, operator: &Operator, change: &Change, settings: &Settings) -> Option<Trial> {
    let file = subject.changed(change)?;
    let after = engine::check(&file, settings).ok()?;
    let region = Region::new(subject.document(), &after.document, change);
    let expected = |id: &str| operator.rules.contains(&id);
    // Where the rule has already spoken, silence about one more slip proves nothing.
    let spoken = subject.before.diagnostics.iter().any(|finding| {
        expected(finding.rule.as_str())
            && (operator.reach == Reach::Document
                || operator.once
                || region.held(finding)
                || region.holds(finding, operator.reach))
    });
    if spoken {
        return None;
    }
    let fresh = new_findings(&subject.before, &after, &region);
    let found = fresh
        .iter()
        .find(|finding| expected(finding.rule.as_str()) && region.holds(finding, operator.reach))
        .map(|finding| finding.rule.to_string());
    let unchecked = found.is_none()
        && after.not_checked.iter().any(|entry| {
            expected(entry.rule.as_str()) && !subject.before.not_checked.iter().any(|before| before.rule == entry.rule)
        });
    let collateral = fresh
        .iter()
        .filter(|finding| !expected(finding.rule.as_str()) && !operator.also.contains(&finding.rule.as_str()))
        .map(|finding| (finding.rule.to_string(), after.document.quote(finding.span).to_owned()))
        .collect();
    let mut deed = describe(subject, change);
    for finding in fresh.iter().filter(|finding| found.is_none() && expected(finding.rule.as_str())) {
        let quote: String = after.document.quote(finding.span).chars().take(60).collect();
        let _ = write!(deed, " | elsewhere: {} at {quote:?}", finding.rule);
    }
    Some(Trial { operator: operator.name, document: subject.name.clone(), found, unchecked, collateral, deed })
}

/// The change in one line.
fn describe(subject: &Subject, change: &Change) -> String {
    let document = subject.document();
    let start = |id: &rasoat::model::BlockId| -> String { document.block(*id).clean().chars().take(60).collect() };
    match change {
        Change::Words(edits) => edits
            .iter()
            .map(|edit| {
                let block = document.block(edit.span.block);
                let range = block.clean_range(edit.span).usize();
                let before: String =
                    block.clean()[..range.start].chars().rev().take(25).collect::<Vec<_>>().into_iter().rev().collect();
                let after: String = block.clean()[range.end..].chars().take(40).collect();
                let quote: String = document.quote(edit.span).chars().take(80).collect();
                format!("…{before}[{quote} => {}]{after}…", edit.replacement)
            })
            .collect::<Vec<_>>()
            .join(" + "),
        Change::Remove(first, last) => format!("remove {} … {}", start(first), start(last)),
        Change::Move(first, last, before) => {
            format!("move {} … {} before {}", start(first), start(last), start(before))
        }
        Change::Insert(after, text) => format!("insert {text:?} after {}", start(after)),
        Change::Split(tail) => {
            format!("split before {:?}", document.clean_text(*tail).chars().take(60).collect::<String>())
        }
        Change::Runs(blocks, _, property) | Change::Paragraphs(blocks, _, property) => {
            format!("{property} on {} paragraphs from {}", blocks.len(), blocks.first().map(start).unwrap_or_default())
        }
        Change::Parts(_) => "package".to_owned(),
    }
}

/// A small generator: the same seed draws the same places on every machine.
pub(crate) struct Draw(u64);

impl Draw {
    /// A generator of its own for `name`.
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        let mixed = name.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(mixed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Puts `items` in random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = self.next() % (at as u64 + 1);
            items.swap(at, other as usize);
        }
    }
}
