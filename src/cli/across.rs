//! What the files of a run say about each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::configs::Configs;
use super::inputs::{self, Input};
use super::known::{self, Baselines};
use super::tasks::Task;
use crate::across::Summary;
use crate::baseline::Entry;
use crate::checks::folder::Sum;
use crate::config::{Declared, Plan};
use crate::diagnostic::RuleId;
use crate::engine::{self, FolderFinding, FolderOutcome, KnownBy};
use crate::report::Look;
use crate::report::across::{self, Told};
use crate::report::output::{FileReport, Kind};

/// One file that was read.
struct Member {
    path: String,
    input: PathBuf,
    absolute: PathBuf,
    plan: usize,
    summary: Summary,
}

/// The summaries of a run, in the order of its files.
pub(super) struct Gathered<'a> {
    members: Vec<Member>,
    declared: &'a [Declared],
    configs: &'a Configs,
}

/// What was found, and for which files.
pub(super) struct Compared {
    /// A report for each file that something is said about, with the index of its plan.
    pub(super) reports: Vec<(FileReport, usize)>,
    /// Entries `[[suppress]]` that accepted something, by configuration file and number.
    pub(super) accepted: Vec<(String, usize)>,
    /// Rules that stopped with an internal fault.
    pub(super) faults: Vec<RuleId>,
    /// Declared summaries that are here without a single part on the disk.
    pub(super) without_parts: Vec<Declared>,
}

impl<'a> Gathered<'a> {
    /// Nothing yet.
    pub(super) const fn new(declared: &'a [Declared], configs: &'a Configs) -> Self {
        Self { members: Vec::new(), declared, configs }
    }

    /// Adds what a file tells; one that could not be read tells nothing.
    pub(super) fn add(&mut self, task: &Task, mut summary: Summary) {
        if summary.papers.is_empty() {
            return;
        }
        let input = task.input.path().to_owned();
        let absolute = self.configs.absolute(&input);
        let is_summed = |declared: &Declared| declared.is_report(&absolute) || declared.is_part(&absolute);
        if !self.declared.iter().any(is_summed) {
            // The memory of a run stays small.
            summary.forget_unnamed_figures();
        }
        self.members.push(Member { path: task.input.name(), input, absolute, plan: task.plan, summary });
    }

    /// What the rules say.
    fn judge(&self, plans: &[Arc<Plan>]) -> FolderOutcome {
        let inputs: Vec<engine::Input<'_>> = self
            .members
            .iter()
            .map(|member| engine::Input { path: &member.path, summary: &member.summary, settings: member.plan })
            .collect();
        let settings: Vec<&engine::Settings> = plans.iter().map(|plan| &plan.settings).collect();
        engine::check_folder(&inputs, &settings, &self.sums())
    }

    /// The declared sums whose files were all read. A run over some of them only would add up too
    /// little.
    fn sums(&self) -> Vec<Sum> {
        let mut sums = Vec::new();
        for declared in self.declared {
            let at = |path: &PathBuf| self.members.iter().position(|member| member.absolute == *path);
            let Some(whole) = self.members.iter().position(|member| declared.is_report(&member.absolute)) else {
                continue;
            };
            let on_disk = self.parts_on_disk(declared);
            let parts: Option<Vec<usize>> = on_disk.iter().map(at).collect();
            if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
                sums.push(Sum { whole, parts, figures: declared.of.figures.clone() });
            }
        }
        sums
    }

    fn parts_on_disk(&self, declared: &Declared) -> BTreeSet<PathBuf> {
        let found = inputs::find(std::slice::from_ref(&declared.folder), None).into_iter();
        let files = found.filter_map(|found| match found.input {
            Input::File(path) => Some(self.configs.absolute(&path)),
            Input::Unwalkable(..) | Input::Stdin(_) => None,
        });
        files.filter(|path| declared.is_part(path)).collect()
    }

    /// The findings as entries of the baselines, by the file of each baseline; `default` is the one
    /// of files whose configuration names none.
    pub(super) fn entries(&self, plans: &[Arc<Plan>], default: &Path) -> Vec<(PathBuf, Entry)> {
        let findings = self.judge(plans).findings;
        let entry = |finding: &FolderFinding| {
            let member = self.members.get(finding.file)?;
            let path = plans.get(member.plan)?.baseline.clone().unwrap_or_else(|| default.to_owned());
            let entry = self.entry(finding, member, &path);
            Some((path, entry))
        };
        findings.iter().filter_map(entry).collect()
    }

    fn entry(&self, finding: &FolderFinding, member: &Member, baseline: &Path) -> Entry {
        let name = known::name(&member.input, baseline, self.configs);
        let diagnostic = &finding.diagnostic;
        let (section, quote) = (&finding.place.section, &finding.place.quote);
        Entry::new(&name, diagnostic.rule.as_str(), &diagnostic.fingerprint, section, quote)
    }

    /// Findings that stand in a baseline, by file and fingerprint.
    fn known(
        &self,
        findings: &[FolderFinding],
        plans: &[Arc<Plan>],
        baselines: &Baselines,
    ) -> BTreeSet<(usize, String)> {
        let mut by_file: BTreeMap<usize, Vec<&FolderFinding>> = BTreeMap::new();
        for finding in findings {
            by_file.entry(finding.file).or_default().push(finding);
        }
        let mut known = BTreeSet::new();
        for (file, findings) in by_file {
            let Some(member) = self.members.get(file) else { continue };
            let path = plans.get(member.plan).and_then(|plan| plan.baseline.as_ref());
            let Some((path, baseline)) = path.and_then(|path| Some((path, baselines.get(path)?))) else { continue };
            let entries: Vec<Entry> = findings.iter().map(|finding| self.entry(finding, member, path)).collect();
            for (finding, entry) in findings.iter().zip(baseline.match_up(&entries)) {
                if entry.is_some() {
                    known.insert((file, finding.diagnostic.fingerprint.clone()));
                }
            }
        }
        known
    }

    /// Compares the files and draws what was found for every output.
    pub(super) fn compare(
        &self,
        plans: &[Arc<Plan>],
        baselines: &Baselines,
        outputs: &[(Kind, Look)],
        look: Look,
    ) -> Compared {
        let outcome = self.judge(plans);
        let accepted = outcome.suppressed.iter().filter_map(|(_, by)| by.config.clone()).collect();
        let faults = outcome.faults.clone();
        let known = self.known(&outcome.findings, plans, baselines);
        let files: Vec<Told<'_>> = self
            .members
            .iter()
            .filter_map(|member| {
                let settings = &plans.get(member.plan)?.settings;
                Some(Told { path: &member.path, catalogue: &settings.catalogue, stage: settings.stage })
            })
            .collect();
        let is_known = |finding: &FolderFinding| {
            let key = (finding.file, finding.diagnostic.fingerprint.clone());
            known.contains(&key).then_some(KnownBy::Baseline)
        };
        let reports = across::reports(outcome, &files, &is_known, outputs, look.lang);
        let reports = reports.into_iter().filter_map(|(at, report)| Some((report, self.members.get(at)?.plan)));
        let is_here = |declared: &&Declared| self.members.iter().any(|member| declared.is_report(&member.absolute));
        let here = self.declared.iter().filter(is_here);
        let without_parts = here.filter(|declared| self.parts_on_disk(declared).is_empty()).cloned().collect();
        Compared { reports: reports.collect(), accepted, faults, without_parts }
    }
}
