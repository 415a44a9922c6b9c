//! Rules over the files of a run: from summaries to findings that may point into several files.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Condition, Heed, Settings};
use crate::across::{Acceptance, Place, Summary};
use crate::catalogue::Rule;
use crate::catalogue::selector::selects;
use crate::checks::Bound;
use crate::checks::folder::{Folder, FolderDraft, FolderFindings, FolderLabel, Member, Sum};
use crate::diagnostic::{Diagnostic, RuleId};
use crate::model::Span;
use crate::text::fold;

/// One file of a run.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The path as it was given.
    pub path: &'a str,
    /// What it tells the others.
    pub summary: &'a Summary,
    /// Index of its settings.
    pub settings: usize,
}

/// A finding that rests on several files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderFinding {
    /// Index of the file it is about.
    pub file: usize,
    /// The finding; its further places stand in [`Self::related`].
    pub diagnostic: Diagnostic,
    /// The place.
    pub place: Place,
    /// Further places, perhaps in other files.
    pub related: Vec<FolderLabel>,
}

/// Who accepts a finding that rests on several files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedBy {
    /// The configuration file and its entry; `None` for a comment in the file.
    pub config: Option<(String, usize)>,
    /// Why.
    pub reason: String,
}

/// What the rules over several files say.
#[derive(Debug, Default)]
pub struct FolderOutcome {
    /// Findings, by file and place.
    pub findings: Vec<FolderFinding>,
    /// Findings that are accepted.
    pub suppressed: Vec<(FolderFinding, AcceptedBy)>,
    /// Rules that stopped with an internal fault.
    pub faults: Vec<RuleId>,
}

/// Judges the files of a run together. With a single file there is nothing to compare.
pub fn check_folder(inputs: &[Input<'_>], settings: &[&Settings], sums: &[Sum]) -> FolderOutcome {
    let mut outcome = FolderOutcome::default();
    if inputs.len() < 2 {
        return outcome;
    }
    let members: Vec<Member<'_>> =
        inputs.iter().map(|input| Member { path: input.path, summary: input.summary }).collect();
    let mut found = Vec::new();
    for (at, own) in settings.iter().enumerate() {
        let folder = Folder { members: &members, sums, registry: &own.registry };
        for rule in own.catalogue.rules.iter().filter(|rule| own.is_on(rule)) {
            let Bound::Folder(check) = &rule.check else { continue };
            let result = catch_unwind(AssertUnwindSafe(|| {
                let mut findings = FolderFindings::default();
                check.check(&folder, &mut findings);
                findings
            }));
            let Ok(findings) = result else {
                outcome.faults.push(rule.meta.id.clone());
                continue;
            };
            // Each file has its own settings, and a finding has those of the file it is about.
            let of_these = |draft: &FolderDraft| inputs.get(draft.file).is_some_and(|input| input.settings == at);
            found.extend(
                findings.drafts.into_iter().filter(of_these).filter_map(|draft| diagnose(rule, draft, own, inputs)),
            );
        }
    }
    found.sort_by(|left, right| {
        let key = |finding: &FolderFinding| {
            (finding.file, finding.place.position, std::cmp::Reverse(finding.diagnostic.severity))
        };
        key(left).cmp(&key(right)).then_with(|| left.diagnostic.rule.cmp(&right.diagnostic.rule))
    });
    fingerprint(&mut found);
    for finding in found {
        let Some(input) = inputs.get(finding.file) else { continue };
        let accepted = settings.get(input.settings).and_then(|settings| accepted(&finding, input.summary, settings));
        match accepted {
            Some(by) => outcome.suppressed.push((finding, by)),
            None => outcome.findings.push(finding),
        }
    }
    outcome
}

/// Joins a finding to its rule; `None` where the settings say that the rule is off.
fn diagnose(rule: &Rule, draft: FolderDraft, settings: &Settings, inputs: &[Input<'_>]) -> Option<FolderFinding> {
    let kind = inputs.get(draft.file)?.summary.papers.first().and_then(|paper| paper.kind.as_deref());
    let applies = &rule.meta.applies;
    let named = |kinds: &[crate::catalogue::rule::Text]| kinds.iter().any(|name| Some(&**name) == kind);
    if !applies.kinds.is_empty() && !named(&applies.kinds) || named(&applies.not_kinds) {
        return None;
    }
    let mut severity = rule.meta.severity_at(settings.stage);
    for condition in settings.conditions.iter().filter(|condition| is_for(condition, kind, &draft.place.section)) {
        if condition.off.contains(&rule.meta.id) {
            return None;
        }
        severity = condition.severity.get(&rule.meta.id).copied().unwrap_or(severity);
    }
    Some(FolderFinding {
        file: draft.file,
        diagnostic: Diagnostic {
            rule: rule.meta.id.clone(),
            severity: severity.min(rule.meta.tier.ceiling()),
            case: draft.case,
            span: draft.place.position.into(),
            values: draft.values,
            labels: Vec::new(),
            restyles: Vec::new(),
            fix: None,
            fingerprint: String::new(),
        },
        place: draft.place,
        related: draft.labels,
    })
}

fn is_for(condition: &Condition, kind: Option<&str>, section: &str) -> bool {
    (condition.kinds.is_empty() || condition.kinds.iter().any(|name| Some(name.as_str()) == kind))
        && condition.covers(section)
}

/// Who accepts the finding, if anybody does.
fn accepted(finding: &FolderFinding, summary: &Summary, settings: &Settings) -> Option<AcceptedBy> {
    if settings.heed == Heed::Nothing {
        return None;
    }
    let rule = settings.catalogue.rule(finding.diagnostic.rule.as_str())?;
    let quote = fold::key(&finding.place.quote);
    let by_comment = |comment: &&Acceptance| {
        let place = Span::from(finding.place.position);
        let covered = comment
            .about
            .as_ref()
            .is_none_or(|about| about.iter().any(|position| Span::from(*position).touches(place)));
        covered
            && comment.rules.iter().any(|(selector, words)| {
                selects(selector, &rule.meta) && words.as_ref().is_none_or(|words| quote.contains(words))
            })
    };
    let heeds_comments = settings.heed == Heed::All;
    if let Some(comment) = summary.comments.iter().filter(|_| heeds_comments).find(by_comment) {
        return Some(AcceptedBy { config: None, reason: comment.reason.clone() });
    }
    let entry = settings.accepted.iter().find(|entry| entry.rules.iter().any(|name| selects(name, &rule.meta)))?;
    Some(AcceptedBy { config: Some((entry.file.clone(), entry.entry)), reason: entry.reason.clone() })
}

/// Names each finding as those of one file are named: by what it says and where in the outline.
fn fingerprint(findings: &mut [FolderFinding]) {
    let mut seen: HashMap<(usize, String), u32> = HashMap::new();
    for finding in findings {
        let Diagnostic { rule, case, .. } = &finding.diagnostic;
        let quote = fold::key(&finding.place.quote);
        let key = format!("{rule}\n{}\n{}\n{quote}", case.unwrap_or(""), finding.place.section);
        let occurrence = seen.entry((finding.file, key.clone())).and_modify(|count| *count += 1).or_insert(0);
        let hash = blake3::hash(format!("{key}\n{occurrence}").as_bytes());
        hash.to_hex()[..16].clone_into(&mut finding.diagnostic.fingerprint);
    }
}
