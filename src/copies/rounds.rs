//! What can be mended is mended, round after round until nothing changes, and never at the price of a finding worse than
//! the one that goes.

use std::collections::{BTreeMap, BTreeSet};

use blake3::Hash;

use super::limits;
use crate::catalogue::{Catalogue, Lang};
use crate::config::Plan;
use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::engine::Outcome;
use crate::engine::fix::{self, FixPlan, Reach};
use crate::model::SourceFile;
use crate::readers::NoticeKind;
use crate::report::message;
use crate::report::words;
use crate::writeback::text::Encoding;
use crate::writeback::{self, Author, Marks, Recorded, Signature};

/// Rounds in which what one fix has made mendable is mended by another.
const MOST_ROUNDS: usize = 10;

/// What is known of one input that was mended.
pub struct Mended {
    /// Before.
    pub before: State,
    /// After.
    pub after: State,
    /// Findings that are gone.
    pub count: usize,
    /// Their fingerprints.
    pub prints: BTreeSet<String>,
    /// Fixes of presentation among them, in words.
    pub looks: Vec<String>,
    /// The file was made of another one, which cannot be written.
    pub is_converted: bool,
}

/// A file and what was found in it.
pub struct State {
    /// The file.
    pub file: SourceFile,
    /// What was found.
    pub outcome: Outcome,
}

impl Mended {
    /// The mended file with the record of what was found before, for `review`; without it if there is no place for one.
    pub fn remembering(&self, plan: &Plan, author: &Author) -> Vec<u8> {
        let entry = |finding: &Diagnostic| Recorded {
            rule: finding.rule.clone(),
            severity: finding.severity,
            fingerprint: finding.fingerprint.clone(),
            is_mended: self.prints.contains(&finding.fingerprint),
            told: String::new(),
        };
        let recorded: Vec<Recorded> = self.before.outcome.diagnostics.iter().map(entry).collect();
        let fixes = FixPlan::default();
        let marks = Marks { remarks: &[], fixes: &fixes, author, signature: Signature::Keep, recorded: &recorded };
        let State { file, outcome } = &self.after;
        let written = writeback::annotate(&file.bytes, &outcome.document, &marks, limits(plan));
        written.map_or_else(|_| file.bytes.clone(), |written| written.bytes)
    }
}

/// The rounds of one input.
pub struct Rounds<'a> {
    /// Checks a file.
    pub check: &'a dyn Fn(&SourceFile) -> Option<Outcome>,
    /// What holds for it.
    pub plan: &'a Plan,
    /// How far fixes go.
    pub reach: Reach,
    /// In whose name a Word file is changed.
    pub author: &'a Author,
    /// The language of what is said.
    pub lang: Lang,
}

/// The bytes of a file with fixes made, and the findings they mend.
type Written = (Vec<u8>, Vec<usize>);

/// A file with some fixes made.
struct Step {
    state: State,
    /// The findings they mend, by their numbers in the state before.
    made: Vec<usize>,
}

impl Rounds<'_> {
    /// Mends the file of `before` for as long as that changes something; or why it cannot be written, in words.
    pub fn until_nothing_changes(&self, before: State) -> Result<Mended, String> {
        let catalogue = &self.plan.settings.catalogue;
        let mut steps: Option<State> = None;
        let (mut count, mut looks, mut prints) = (0, Vec::new(), BTreeSet::new());
        // What did harm is not tried again.
        let mut barred: BTreeSet<String> = BTreeSet::new();
        let mut known: Vec<Hash> = vec![blake3::hash(&before.file.bytes)];
        for _ in 0..MOST_ROUNDS {
            let now = steps.as_ref().unwrap_or(&before);
            let findings = &now.outcome.diagnostics;
            let plan = fix::plan(&now.outcome.document, findings, self.reach);
            let is_open = |at: &usize| findings.get(*at).is_some_and(|found| !barred.contains(&found.fingerprint));
            let all: Vec<usize> = plan.findings().into_iter().filter(is_open).collect();
            let mut harmful = Vec::new();
            let step = self.best(now, &plan, &all, &mut harmful)?;
            let named = |at: &usize| findings.get(*at).map(|found| found.fingerprint.clone());
            barred.extend(harmful.iter().filter_map(named));
            let Some(step) = step else { break };
            // Two fixes that undo each other would do so for ever.
            let hash = blake3::hash(&step.state.file.bytes);
            if known.contains(&hash) {
                break;
            }
            known.push(hash);
            count += step.made.len();
            prints.extend(step.made.iter().filter_map(named));
            let is_look = |at: &&usize| plan.restyled.iter().any(|restyled| restyled.finding == **at);
            looks.extend(
                step.made.iter().filter(is_look).filter_map(|at| look(catalogue, &now.outcome, *at, self.lang)),
            );
            steps = Some(step.state);
        }
        let after = match steps {
            Some(after) => after,
            None => State { file: before.file.clone(), outcome: (self.check)(&before.file).ok_or_else(String::new)? },
        };
        Ok(Mended { before, after, count, prints, looks, is_converted: false })
    }

    /// As many of the fixes `wanted` as do no harm; those that do, alone, are named in `harmful`.
    fn best(
        &self,
        now: &State,
        plan: &FixPlan<'_>,
        wanted: &[usize],
        harmful: &mut Vec<usize>,
    ) -> Result<Option<Step>, String> {
        let Some(step) = self.tried(now, plan, wanted)? else {
            harmful.extend(wanted);
            return Ok(None);
        };
        if !is_worse(&now.outcome, &step) {
            return Ok(Some(step));
        }
        if wanted.len() < 2 {
            harmful.extend(wanted);
            return Ok(None);
        }
        let (left, right) = wanted.split_at(wanted.len() / 2);
        let left = self.best(now, plan, left, harmful)?;
        let right = self.best(now, plan, right, harmful)?;
        let (left, right) = match (left, right) {
            (Some(left), Some(right)) => (left, right),
            (one, other) => return Ok(one.or(other)),
        };
        let both: Vec<usize> = left.made.iter().chain(&right.made).copied().collect();
        let step = self.tried(now, plan, &both)?.filter(|step| !is_worse(&now.outcome, step));
        // Those of the right half wait for the next round.
        Ok(step.or(Some(left)))
    }

    /// The file with the fixes `wanted` made; `None` if none of them can be.
    fn tried(&self, now: &State, plan: &FixPlan<'_>, wanted: &[usize]) -> Result<Option<Step>, String> {
        let plan = plan.only(wanted);
        let written = if now.outcome.document.raw.format.has_lines() {
            encoding(&now.outcome)
                .and_then(|encoding| writeback::text::mended(&now.file.bytes, &now.outcome.document, encoding, &plan))
        } else {
            self.tracked(now, plan)?
        };
        let Some((bytes, made)) = written.filter(|(_, made)| !made.is_empty()) else { return Ok(None) };
        let file = SourceFile { name: now.file.name.clone(), bytes };
        Ok((self.check)(&file).map(|outcome| Step { state: State { file, outcome }, made }))
    }

    fn tracked(&self, now: &State, mut plan: FixPlan<'_>) -> Result<Option<Written>, String> {
        let limits = limits(self.plan);
        while !plan.findings().is_empty() {
            let marks =
                Marks { remarks: &[], fixes: &plan, author: self.author, signature: Signature::Keep, recorded: &[] };
            let written = writeback::annotate(&now.file.bytes, &now.outcome.document, &marks, limits);
            let written = written.map_err(|error| words::not_annotated(&error, self.lang))?;
            if written.refused.is_empty() {
                return Ok(Some((written.bytes, plan.findings())));
            }
            let refused: Vec<usize> = written.refused.iter().map(|(at, _)| *at).collect();
            plan.refuse(&refused);
        }
        Ok(None)
    }
}

/// A fix of presentation, in words.
fn look(catalogue: &Catalogue, outcome: &Outcome, at: usize, lang: Lang) -> Option<String> {
    let finding = outcome.diagnostics.get(at)?;
    let said = message::finding(catalogue, finding, lang).message;
    let quote = outcome.document.quote(finding.span);
    Some(words::look_changed(quote, &said))
}

/// How the bytes of a text stand for letters; `None` if that is not known for all of them.
fn encoding(outcome: &Outcome) -> Option<Encoding> {
    if outcome.notices.iter().any(|notice| notice.kind == NoticeKind::InvalidBytes) {
        return None;
    }
    match outcome.notices.iter().find(|notice| notice.kind == NoticeKind::Encoding) {
        Some(notice) => Encoding::of(&notice.detail),
        None => Some(Encoding::Utf8),
    }
}

/// Whether a rule finds more after `step` than `before`, heavier than the lightest finding that was mended.
fn is_worse(before: &Outcome, step: &Step) -> bool {
    let weight = |at: &usize| before.diagnostics.get(*at).map(|finding| finding.severity);
    let Some(lightest) = step.made.iter().filter_map(weight).min() else { return true };
    let counted = |outcome: &Outcome| {
        let mut counted: BTreeMap<(RuleId, Severity), usize> = BTreeMap::new();
        for finding in outcome.diagnostics.iter().filter(|finding| finding.severity > lightest) {
            *counted.entry((finding.rule.clone(), finding.severity)).or_default() += 1;
        }
        counted
    };
    let known = counted(before);
    counted(&step.state.outcome).iter().any(|(rule, count)| known.get(rule).is_none_or(|known| known < count))
}
