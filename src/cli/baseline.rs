//! `rasoat baseline`: known findings written, pruned, checked.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::across::{self, Gathered};
use super::args::{BaselineAction, BaselineArgs, ConfigArgs};
use super::configs::{Asked, Configs};
use super::convert::Convert;
use super::inputs::Reach;
use super::known::{self, Absence, NAME};
use super::tasks::{self, Task};
use super::timings::Stopwatch;
use super::{Exit, Session, outputs, registry};
use crate::across::Packed;
use crate::baseline::{Baseline, Entry};
use crate::checks::Bound;
use crate::config::Plan;
use crate::engine::{self, Heed};
use crate::project;
use crate::report::words::{self, Word};
use crate::report::{location, shown_name};

/// The findings of one run for one file of known findings.
#[derive(Default)]
struct Found {
    entries: Vec<Entry>,
    /// Documents that were checked, by their names in the baseline, with the index of their plan.
    checked: BTreeMap<String, usize>,
}

/// How much a run has seen, so that a finding it did not meet is known to be gone.
#[derive(Clone, Copy)]
struct Seen<'a> {
    plans: &'a [Arc<Plan>],
    /// Rules were chosen for this run alone.
    some_rules: bool,
    /// Every document below the folder of the baseline was read.
    whole_folder: bool,
}

impl Seen<'_> {
    /// True if the run would have met the finding of `entry`, in a document with this plan, were it
    /// still there. What rests on several documents needs them all.
    fn would_meet(self, entry: &Entry, plan: usize) -> bool {
        let Some(Plan { settings, .. }) = self.plans.get(plan).map(Arc::as_ref) else { return true };
        // A rule that is no longer there finds nothing again.
        let Some(rule) = settings.catalogue.rule(&entry.rule) else { return true };
        let ran = !self.some_rules || settings.is_on(rule);
        ran && (self.whole_folder || !matches!(rule.check, Bound::Folder(_)))
    }
}

/// Runs the command.
pub(super) fn run(args: &BaselineArgs, session: &mut Session) -> io::Result<Exit> {
    let Some(registry) = registry::typed(args.registry.as_deref(), session)? else { return Ok(Exit::Trouble) };
    let asked = Asked {
        args: &args.config,
        lang: session.lang,
        today: Some(super::check::local_day()),
        heed: Heed::All,
        registry,
        law_day: None,
    };
    let mut configs = Configs::new(asked, session)?;
    let Some(tasks) = tasks::find(&args.paths, None, Reach::Usual, &mut configs, session)? else {
        return Ok(Exit::Trouble);
    };
    let tasks = tasks.all;
    if tasks.is_empty() {
        session.complain(Word::NothingToCheck.text(session.lang()))?;
        return Ok(Exit::Trouble);
    }
    let mut exit = Exit::Clean;
    let found = collect(&tasks, Convert::asked(args.libreoffice), &configs, &mut exit, session)?;
    let ConfigArgs { select, ignore, include, exclude, .. } = &args.config;
    let whole = exit == Exit::Clean && include.is_empty() && exclude.is_empty();
    let folders: Vec<PathBuf> =
        args.paths.iter().filter(|path| whole && path.is_dir()).map(|path| configs.absolute(path)).collect();
    for (path, found) in found {
        let absence = if args.action == BaselineAction::Write { Absence::Empty } else { Absence::Trouble };
        let Some(mut baseline) = known::read(&path, absence, session)? else { return Ok(Exit::Trouble) };
        if args.follow {
            known::follow(&mut baseline, &path, &configs, session)?;
        }
        let before = baseline.clone();
        let home = configs.absolute(&path).parent().map(Path::to_owned).unwrap_or_default();
        let seen = Seen {
            plans: configs.plans(),
            some_rules: select.iter().chain(ignore).any(|name| !name.is_empty()),
            whole_folder: folders.iter().any(|folder| home.starts_with(folder)),
        };
        let gone = settle(args.action, &mut baseline, found, &home, seen);
        let lang = session.lang();
        if args.action == BaselineAction::Check {
            let lines = gone.iter().map(|entry| words::stale_entry(&entry.path, &entry.rule, &entry.quote, lang));
            session.say(&lines.collect::<String>())?;
            session.say(&words::baseline_checked(
                &shown_name(&path.display().to_string()),
                before.len(),
                gone.len(),
                lang,
            ))?;
            if !gone.is_empty() && exit == Exit::Clean {
                exit = Exit::Findings;
            }
            continue;
        }
        if let Err(error) = outputs::write_whole(&path, baseline.to_text().as_bytes()) {
            session.complain(&words::not_written(&path.display().to_string(), &error, lang))?;
            return Ok(Exit::Trouble);
        }
        session.say(&words::baseline_written(
            &shown_name(&path.display().to_string()),
            baseline.len(),
            gone.len(),
            lang,
        ))?;
        let heeded = configs.plans().iter().any(|plan| plan.baseline.as_deref() == Some(path.as_path()));
        if !heeded {
            session.say(&words::baseline_unheeded(&shown_name(&path.display().to_string()), lang))?;
        }
    }
    Ok(exit)
}

/// Brings `baseline`, which lies in `home`, up to date and gives the entries that no longer hold.
/// Documents that were not checked keep theirs, unless they are gone.
fn settle(action: BaselineAction, baseline: &mut Baseline, found: Found, home: &Path, seen: Seen<'_>) -> Vec<Entry> {
    let mut findings: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    for entry in &found.entries {
        findings.entry(&entry.path).or_default().push(entry.clone());
    }
    // What is still there, under the fingerprint it has now.
    let still: Vec<(Entry, Entry)> = findings
        .values()
        .flat_map(|findings| findings.iter().zip(baseline.match_up(findings)))
        .filter_map(|(finding, entry)| Some((entry?.clone(), finding.clone())))
        .collect();
    let kept: BTreeSet<&Entry> = still.iter().map(|(entry, _)| entry).collect();
    let gone = baseline.part(|entry| match found.checked.get(&entry.path) {
        Some(plan) => kept.contains(entry) || !seen.would_meet(entry, *plan),
        None => home.join(&entry.path).exists(),
    });
    baseline.part(|entry| !kept.contains(entry));
    if action == BaselineAction::Write {
        for entry in found.entries {
            baseline.insert(entry);
        }
    }
    for (entry, finding) in still {
        baseline.insert(Entry { reason: entry.reason, ..finding });
    }
    gone
}

/// The findings of all inputs, by the baseline that each belongs to.
fn collect(
    tasks: &[Task],
    convert: Convert,
    configs: &Configs,
    exit: &mut Exit,
    session: &mut Session,
) -> io::Result<BTreeMap<PathBuf, Found>> {
    let mut by_baseline: BTreeMap<PathBuf, Found> = BTreeMap::new();
    let declared = configs.sums();
    let check = |task: &Task| {
        let plan = configs.plans().get(task.plan)?;
        let path = plan.baseline.clone().unwrap_or_else(|| PathBuf::from(NAME));
        let name = known::name(task.input.path(), &path, configs);
        let checked = tasks::check(&task.input, plan, convert, &mut Stopwatch::new(false));
        let entries = checked.result.map(|outcome| {
            let place = |span| location::lasting(&outcome.document, span);
            let kept = across::kept(task, &declared, configs);
            (project::entries(&outcome, &name), Packed::new(&engine::summarize(&outcome, kept, &place), &checked.path))
        });
        Some((path, name, checked.path, entries))
    };
    let mut gathered = Gathered::new(&declared, configs);
    let results: Vec<_> = tasks.par_iter().map(check).collect();
    for (task, result) in tasks.iter().zip(results) {
        let Some((path, name, shown, entries)) = result else { continue };
        let found = by_baseline.entry(path).or_default();
        match entries {
            Ok((entries, told)) => {
                gathered.add(task, told);
                found.checked.insert(name, task.plan);
                found.entries.extend(entries);
            }
            Err(failure) => {
                let told = words::failure(&failure, session.lang());
                session.complain(&format!("{shown}: {} {}", told.message, told.help))?;
                *exit = Exit::Trouble;
            }
        }
    }
    for (path, entry) in gathered.entries(configs.plans(), Path::new(NAME))? {
        by_baseline.entry(path).or_default().entries.push(entry);
    }
    Ok(by_baseline)
}
