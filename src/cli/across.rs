//! What the files of a run say about each other.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::configs::Configs;
use super::inputs::{self, Input};
use super::known::{self, Baselines};
use super::store::Store;
use super::tasks::Task;
use crate::across::{Kept, Key, Meetings, Packed, Summary};
use crate::baseline::Entry;
use crate::checks::folder::Sum;
use crate::config::{Declared, Plan};
use crate::diagnostic::RuleId;
use crate::engine::{self, FolderFinding, FolderOutcome, KnownBy};
use crate::report::Look;
use crate::report::across::{self, Told};
use crate::report::output::{FileReport, Kind};

/// One file that was read.
struct Member<'a> {
    task: &'a Task,
    /// Where its keys are.
    keys: Range<usize>,
    /// Where its summary is.
    summary: Range<u64>,
    /// Its figures are added up with those of others, or are sums of them.
    is_summed: bool,
}

impl Member<'_> {
    fn input(&self) -> &Path {
        self.task.input.path()
    }
}

/// The summaries of a run, in the order of its files.
pub(super) struct Gathered<'a> {
    members: Vec<Member<'a>>,
    /// The keys of all members: many small lists would hold the memory of the threads that made them.
    keys: Vec<Key>,
    meetings: Meetings,
    summaries: Store,
    declared: &'a [Declared],
    configs: &'a Configs,
}

/// What is compared of each file, in the order of the files.
struct Unpacked {
    path: String,
    summary: Summary,
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

/// Which figures of a file may be asked for: of files that are added up, all.
pub(super) fn kept(task: &Task, declared: &[Declared], configs: &Configs) -> Kept {
    if declared.is_empty() {
        return Kept::Named;
    }
    let path = configs.absolute(task.input.path());
    let is_summed = |declared: &Declared| declared.is_report(&path) || declared.is_part(&path);
    if declared.iter().any(is_summed) { Kept::All } else { Kept::Named }
}

impl<'a> Gathered<'a> {
    /// Nothing yet.
    pub(super) fn new(declared: &'a [Declared], configs: &'a Configs) -> Self {
        let (members, keys) = (Vec::new(), Vec::new());
        Self { members, keys, meetings: Meetings::default(), summaries: Store::default(), declared, configs }
    }

    /// Adds what a file tells; one that could not be read tells nothing.
    pub(super) fn add(&mut self, task: &'a Task, told: Packed) {
        if told.is_empty() {
            return;
        }
        let is_summed = kept(task, self.declared, self.configs) == Kept::All;
        let (keys, summary) = told.into_parts();
        self.meetings.add(self.members.len() as u32, &keys);
        let first = self.keys.len();
        self.keys.extend_from_slice(&keys);
        let keys = first..self.keys.len();
        let summary = self.summaries.put(&summary);
        self.members.push(Member { task, keys, summary, is_summed });
    }

    /// What may be compared of each file; of most, nothing but the path.
    fn unpack(&self) -> io::Result<Vec<Unpacked>> {
        let unpacked = self.members.iter().map(|member| {
            let path = member.task.input.name();
            if !member.is_summed && !self.meetings.concern(self.keys.get(member.keys.clone()).unwrap_or_default()) {
                return Ok(Unpacked { path, summary: Summary::default() });
            }
            let mut summary = Summary::unpack(&self.summaries.get(&member.summary)?);
            if !member.is_summed {
                self.meetings.reduce(&mut summary, &path);
            }
            Ok(Unpacked { path, summary })
        });
        unpacked.collect()
    }

    /// What the rules say.
    fn judge(&self, files: &[Unpacked], plans: &[Arc<Plan>]) -> FolderOutcome {
        let inputs: Vec<engine::Input<'_>> = files
            .iter()
            .zip(&self.members)
            .map(|(file, member)| engine::Input {
                path: &file.path,
                summary: &file.summary,
                settings: member.task.plan,
            })
            .collect();
        let settings: Vec<&engine::Settings> = plans.iter().map(|plan| &plan.settings).collect();
        engine::check_folder(&inputs, &settings, &self.sums())
    }

    /// The declared sums whose files were all read. A run over some of them only would add up too
    /// little.
    fn sums(&self) -> Vec<Sum> {
        let mut sums = Vec::new();
        let summed = self.summed();
        for declared in self.declared {
            let at = |path: &PathBuf| summed.iter().find(|(_, summed)| summed == path).map(|(at, _)| *at);
            let whole = summed.iter().find(|(_, path)| declared.is_report(path));
            let Some((whole, _)) = whole else { continue };
            let on_disk = self.parts_on_disk(declared);
            let parts: Option<Vec<usize>> = on_disk.iter().map(at).collect();
            if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
                sums.push(Sum { whole: *whole, parts, figures: declared.of.figures.clone() });
            }
        }
        sums
    }

    /// The files of declared sums, with their absolute paths.
    fn summed(&self) -> Vec<(usize, PathBuf)> {
        let summed = self.members.iter().enumerate().filter(|(_, member)| member.is_summed);
        summed.map(|(at, member)| (at, self.configs.absolute(member.input()))).collect()
    }

    fn parts_on_disk(&self, declared: &Declared) -> BTreeSet<PathBuf> {
        let found = inputs::find(std::slice::from_ref(&declared.folder), None, inputs::Reach::Usual).into_iter();
        let files = found.filter_map(|found| match found.input {
            Input::File(path) => Some(self.configs.absolute(&path)),
            Input::Unwalkable(..) | Input::Stdin(_) => None,
        });
        files.filter(|path| declared.is_part(path)).collect()
    }

    /// The findings as entries of the baselines, by the file of each baseline; `default` is the one
    /// of files whose configuration names none.
    pub(super) fn entries(&self, plans: &[Arc<Plan>], default: &Path) -> io::Result<Vec<(PathBuf, Entry)>> {
        let findings = self.judge(&self.unpack()?, plans).findings;
        let entry = |finding: &FolderFinding| {
            let member = self.members.get(finding.file)?;
            let path = plans.get(member.task.plan)?.baseline.clone().unwrap_or_else(|| default.to_owned());
            let entry = self.entry(finding, member, &path);
            Some((path, entry))
        };
        Ok(findings.iter().filter_map(entry).collect())
    }

    fn entry(&self, finding: &FolderFinding, member: &Member<'_>, baseline: &Path) -> Entry {
        let name = known::name(member.input(), baseline, self.configs);
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
            let path = plans.get(member.task.plan).and_then(|plan| plan.baseline.as_ref());
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
    ) -> io::Result<Compared> {
        let unpacked = self.unpack()?;
        let outcome = self.judge(&unpacked, plans);
        // What was compared is needed no longer; what is to be drawn takes memory too.
        let paths: Vec<String> = unpacked.into_iter().map(|file| file.path).collect();
        let accepted = outcome.suppressed.iter().filter_map(|(_, by)| by.config.clone()).collect();
        let faults = outcome.faults.clone();
        let known = self.known(&outcome.findings, plans, baselines);
        let files: Vec<Told<'_>> = paths
            .iter()
            .zip(&self.members)
            .filter_map(|(path, member)| {
                let settings = &plans.get(member.task.plan)?.settings;
                Some(Told { path, catalogue: &settings.catalogue, stage: settings.stage })
            })
            .collect();
        let is_known = |finding: &FolderFinding| {
            let key = (finding.file, finding.diagnostic.fingerprint.clone());
            known.contains(&key).then_some(KnownBy::Baseline)
        };
        let reports = across::reports(outcome, &files, &is_known, outputs, look.lang);
        let reports = reports.into_iter().filter_map(|(at, report)| Some((report, self.members.get(at)?.task.plan)));
        let summed = self.summed();
        let is_here = |declared: &&Declared| summed.iter().any(|(_, path)| declared.is_report(path));
        let here = self.declared.iter().filter(is_here);
        let without_parts = here.filter(|declared| self.parts_on_disk(declared).is_empty()).cloned().collect();
        Ok(Compared { reports: reports.collect(), accepted, faults, without_parts })
    }
}
