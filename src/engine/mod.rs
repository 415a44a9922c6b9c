//! The only way from bytes to findings: [`check`].

mod across;
pub mod example;
pub mod fix;
mod judge;
mod outcome;
mod overlap;
mod settings;
mod step;
mod suppress;

pub use across::{AcceptedBy, FolderFinding, FolderOutcome, Input, check_folder};
pub use outcome::{KnownBy, Outcome};
pub use settings::{Condition, Heed, Settings};
pub use step::Step;
pub use suppress::{Accepted, Fault, Source, Suppressed, Suppression};

use std::collections::BTreeMap;

use crate::across::{Kept, Place, Summary, summarize as sum_up};
use crate::checks::cited;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::profile::Profile;
use crate::model::{Document, SourceFile, Span};
use crate::readers::{self, Notice, ReadError};
use crate::recognize;
use crate::text::fold;
use judge::{Judged, judge};
use overlap::drop_repeats;

/// Reads and recognises one file, without judging it.
pub fn parse(file: &SourceFile, settings: &Settings) -> Result<(Document, Option<String>, Vec<Notice>), ReadError> {
    parse_in_steps(file.clone(), settings, &mut |_| {})
}

fn parse_in_steps(
    file: SourceFile,
    settings: &Settings,
    ended: &mut dyn FnMut(Step<'_>),
) -> Result<(Document, Option<String>, Vec<Notice>), ReadError> {
    let (raw, notices) = readers::take(file, &settings.limits, settings.pdf)?;
    ended(Step::Read);
    let mut document = recognize::recognize_in_steps(raw, &mut |recognizer| ended(Step::Recognize(recognizer)));
    let profile = choose_profile(&document, settings);
    if let Some(profile) = profile {
        document.alignment = recognize::structure::align(&document, profile);
    }
    ended(Step::Align);
    Ok((document, profile.map(|profile| profile.name.clone()), notices))
}

/// Checks one file. Same input, same output, same order; no clock, no environment, no I/O.
pub fn check(file: &SourceFile, settings: &Settings) -> Result<Outcome, ReadError> {
    check_in_steps(file.clone(), settings, &mut |_| {})
}

/// As [`check`], for a file nobody else needs, and tells `ended` each step as it ends.
pub fn check_in_steps(
    file: SourceFile,
    settings: &Settings,
    ended: &mut dyn FnMut(Step<'_>),
) -> Result<Outcome, ReadError> {
    let (document, profile, notices) = parse_in_steps(file, settings, ended)?;
    let chosen = settings.catalogue.profiles.iter().find(|candidate| Some(&candidate.name) == profile.as_ref());
    let upward = chosen.is_some_and(|profile| profile.upward);
    let mut judged = judge(&document, upward, settings, ended);
    for further in &document.further {
        // A profile is chosen for the file, by its first document.
        judged.add(judge(further, false, settings, ended));
    }
    let documents = std::iter::once(&document).chain(&document.further);
    let cited = documents.flat_map(|document| cited(document, &settings.registry)).collect();
    let Judged { mut diagnostics, not_checked, left_out, mut evidence, complete, beyond } = judged;
    diagnostics.sort_by(|left, right| {
        (left.span, std::cmp::Reverse(left.severity), &left.rule).cmp(&(
            right.span,
            std::cmp::Reverse(right.severity),
            &right.rule,
        ))
    });
    drop_repeats(&mut diagnostics);
    evidence.sort_by(|left, right| (left.span, &left.rule).cmp(&(right.span, &right.rule)));
    fingerprint(&mut diagnostics, &document);
    let (diagnostics, suppressed, suppressions) = suppress::apply(diagnostics, &document, settings, &complete);
    ended(Step::Order);
    Ok(Outcome {
        document,
        profile,
        diagnostics,
        not_checked,
        left_out,
        notices,
        evidence,
        suppressed,
        suppressions,
        known: Vec::new(),
        cited,
        not_told: beyond,
    })
}

/// What a checked file tells the others of a run; `place` tells where a span is in it.
pub fn summarize(outcome: &Outcome, kept: Kept, place: &dyn Fn(Span) -> Place) -> Summary {
    let comments = suppress::acceptances(&outcome.document);
    Summary { comments, ..sum_up(&outcome.document, kept, place) }
}

/// Names each finding by what it says and where in the outline, not by line: text added above
/// changes nothing.
fn fingerprint(diagnostics: &mut [Diagnostic], document: &Document) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for diagnostic in diagnostics {
        let path = document.section_path(diagnostic.span.block);
        let quote = fold::key(document.quote(diagnostic.span));
        let key = format!("{}\n{}\n{}\n{quote}", diagnostic.rule, diagnostic.case.unwrap_or(""), path);
        let occurrence = seen.entry(key.clone()).and_modify(|count| *count += 1).or_insert(0);
        let hash = blake3::hash(format!("{key}\n{occurrence}").as_bytes());
        hash.to_hex()[..16].clone_into(&mut diagnostic.fingerprint);
    }
}

/// The profile asked for, or the fitting one with the highest priority.
fn choose_profile<'a>(document: &Document, settings: &'a Settings) -> Option<&'a Profile> {
    let profiles = &settings.catalogue.profiles;
    if let Some(name) = &settings.profile {
        return profiles.iter().find(|profile| profile.name == *name);
    }
    profiles
        .iter()
        .filter(|profile| recognize::structure::fits(document, &profile.choose))
        .max_by_key(|profile| profile.priority)
}

/// The heaviest severity among `diagnostics`.
pub fn worst(diagnostics: &[Diagnostic]) -> Option<Severity> {
    diagnostics.iter().map(|diagnostic| diagnostic.severity).max()
}
