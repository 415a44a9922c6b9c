//! `rasoat check`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use rayon::prelude::*;

use super::across::{self, Compared, Gathered};
use super::annotate::{self, Copying};
use super::args::{CheckArgs, Form, Least, MarkArgs, Order};
use super::cache::{self, Cache, Fresh, Variant};
use super::configs::{Asked, Configs};
use super::fix::{Fixed, Fixing};
use super::inputs::Input;
use super::known::{self, Baselines};
use super::outputs::Outputs;
use super::progress::Progress;
use super::since::{self, Since};
use super::tasks::{self, Task, Tasks};
use super::timings::Stopwatch;
use super::{Exit, Session, convert, untrusted};
use crate::across::Packed;
use crate::baseline::{Baseline, Entry};
use crate::catalogue::selector::selects;
use crate::catalogue::{Lang, Rule};
use crate::config::{Departure, Deviation, LeftOut, Plan};
use crate::diagnostic::{Reason, Severity};
use crate::engine::{KnownBy, Outcome};
use crate::model::SourceFile;
use crate::project;
use crate::report::json::{self, Part};
use crate::report::output::{End, FileReport, Kind, Run, Unused, draw, told};
use crate::report::statistics::Statistics;
use crate::report::timings::{self, Timings};
use crate::report::words::{self, MarginWord, Word};
use crate::report::{Checked, Failure, Look, Tally, outline, shown_name};

/// Inputs that are checked before the first of them is written: enough for every core, few enough
/// for the memory of a small machine.
const AT_ONCE: usize = 64;

/// Runs the command.
pub(super) fn run(args: &CheckArgs, session: &mut Session) -> io::Result<Exit> {
    once(args, session).map(|(exit, _)| exit)
}

/// Checks, and gives the configurations that were read, if it came so far.
pub(super) fn once(args: &CheckArgs, session: &mut Session) -> io::Result<(Exit, Option<Configs>)> {
    if args.trusted_config.is_some() && !args.untrusted && !session.is_from_environment("trusted_config") {
        session.complain(Word::TrustedAlone.text(session.lang()))?;
        return Ok((Exit::Trouble, None));
    }
    let hardened = if args.untrusted { Some(untrusted::harden(args, session)?) } else { None };
    let args = match &hardened {
        Some(None) => return Ok((Exit::Trouble, None)),
        Some(Some(hardened)) => hardened,
        None => args,
    };
    let Some(asked) = Asked::of(&args.judging, args.heed(), session)? else { return Ok((Exit::Trouble, None)) };
    let mut configs = Configs::new(asked, session)?;
    Ok((check(args, &mut configs, session)?, Some(configs)))
}

fn check(args: &CheckArgs, configs: &mut Configs, session: &mut Session) -> io::Result<Exit> {
    let mut watch = Stopwatch::new(args.timings);
    let tasks = tasks::find(&args.paths, args.stdin_name.as_deref(), args.reach(), configs, session)?;
    let Some(Tasks { all: mut tasks, left_out }) = tasks else { return Ok(Exit::Trouble) };
    // What this run writes is no draft, even if it lies among them.
    let written: Vec<PathBuf> =
        args.output.iter().filter_map(|output| output.path.as_deref()).map(|path| configs.absolute(path)).collect();
    tasks.retain(|task| !written.contains(&configs.absolute(task.input.path())));
    let is_empty = tasks.is_empty();
    let since = match &args.since {
        Some(revision) => match Since::find(revision, &mut tasks, configs, session)? {
            Some(since) => Some(since),
            None => return Ok(Exit::Trouble),
        },
        None => None,
    };
    let plans = configs.take_plans();
    let baselines = if args.no_baseline {
        Some(Baselines::new())
    } else {
        known::of_plans(&plans, args.follow.then_some(&*configs), session)?
    };
    let Some(baselines) = baselines else { return Ok(Exit::Trouble) };
    watch.ended_own("start");
    let mut cache = open_cache(&tasks, args, configs);
    let (mut mended, mut has_trouble) = (0, false);
    let set_aside = |task: &Task, plan: &Plan, outcome: &mut Outcome| {
        let known = Known::new(task, plan, &baselines, configs).map(|known| known.of(outcome));
        let earlier = since.as_ref().and_then(|since| since.earlier(&task.input, configs));
        let mut watch = Stopwatch::new(false);
        let unchanged = earlier.map(|bytes| unchanged(outcome, bytes, &task.input, plan, args, &mut watch));
        self::set_aside(outcome, &known.unwrap_or_default(), &unchanged.unwrap_or_default());
        if args.only_insertions {
            outcome.keep_insertions();
        }
    };
    if let Some(how) = args.fix.how() {
        let (today, convert) = (args.judging.today, args.convert());
        let fixing = Fixing { args: &args.fix, how, today, convert, plans: &plans, set_aside: &set_aside };
        match fixing.run(&mut tasks, session)? {
            Fixed::GoesOn { mended: count, trouble } => (mended, has_trouble) = (count, trouble),
            Fixed::Ended(exit) => return Ok(exit),
        }
    }
    if args.outline && !args.format.is_text() {
        session.complain(Word::OutlineIsText.text(session.lang()))?;
        return Ok(Exit::Trouble);
    }
    let Some(mut outputs) = Outputs::open(args, session)? else { return Ok(Exit::Trouble) };
    let rules: BTreeMap<&str, &Rule> = plans
        .iter()
        .flat_map(|plan| &plan.settings.catalogue.rules)
        .map(|rule| (rule.meta.id.as_str(), rule))
        .collect();
    let mut deviations: Vec<Deviation> = Vec::new();
    for deviation in plans.iter().flat_map(|plan| &plan.deviations) {
        if !deviations.contains(deviation) {
            deviations.push(deviation.clone());
        }
    }
    let run = Run {
        look: session.look(),
        rules: &rules,
        deviations: &deviations,
        has_known: !baselines.is_empty() || since.is_some(),
    };
    outputs.begin(&run, session)?;
    // A run over what changed does not see everything.
    let folders = args.paths.iter().filter(|path| since.is_none() && path.is_dir()).map(|path| configs.absolute(path));
    let mut ending = Ending::new(&plans, &folders.collect::<Vec<_>>(), configs);
    ending.left_out(left_out);
    let kinds = outputs.kinds.clone();
    let is_drawn_whole = kinds.iter().all(|(kind, _)| kind.is_drawn_whole()) && !args.statistics;
    let part = if is_drawn_whole { Part::Brief } else { Part::Whole };
    let with_insertions = AtomicUsize::new(0);
    // Another run may ask a kept report for more than this one does.
    let made = if cache.is_some() { Part::Whole } else { part };
    let declared = configs.sums();
    let mut gathered = Gathered::new(&declared, configs);
    let shown = (args.sort, args.min_severity);
    let typed = (
        shown,
        &args.judging.config,
        args.judging.law_day,
        &args.judging.registry,
        args.judging.no_suppress,
        args.no_baseline,
        &args.since,
    );
    let asked = cache::Asked { outputs: &kinds, lang: run.look.lang, outline: args.outline, typed: &typed };
    let variants: Vec<Variant> = match &cache {
        Some(_) => plans.iter().map(|plan| Variant::new(&asked, &plan.settings)).collect(),
        None => Vec::new(),
    };
    let mut statistics = args.statistics.then(Statistics::default);
    let progress = Progress::new(tasks.len(), run.look.lang);
    for chunk in tasks.chunks(AT_ONCE) {
        let report = |task: &Task| {
            let plan = plans.get(task.plan)?;
            let mut watch = Stopwatch::new(args.timings);
            let file = task.input.read(&plan.settings.limits);
            watch.ended_own("open");
            let known = Known::new(task, plan, &baselines, configs);
            let earlier = since.as_ref().and_then(|since| since.earlier(&task.input, configs));
            let kept_figures = across::kept(task, &declared, configs);
            let key = match (&file, variants.get(task.plan)) {
                (Ok(file), Some(variant)) => {
                    let converter = convert::converter(&file.bytes, args.convert());
                    Some(variant.key(
                        &file.name,
                        &file.bytes,
                        known.iter().flat_map(Known::entries),
                        converter.as_deref(),
                        earlier.as_deref(),
                        kept_figures,
                    ))
                }
                _ => None,
            };
            let kept = key.as_ref().and_then(|key| cache.as_ref()?.get(key, part));
            watch.ended_own("cache");
            if let Some(report) = kept {
                return Some(Done { report, fresh: None, timings: watch.timings() });
            }
            let mut checked = tasks::check_file(&task.input, file, plan, args.convert(), &mut watch);
            if let Ok(outcome) = &mut checked.result {
                let unchanged = earlier.map(|bytes| unchanged(outcome, bytes, &task.input, plan, args, &mut watch));
                let known = known.map(|known| known.of(outcome));
                self::set_aside(outcome, &known.unwrap_or_default(), &unchanged.unwrap_or_default());
                if args.only_insertions {
                    outcome.keep_insertions();
                    with_insertions
                        .fetch_add(usize::from(!outcome.document.raw.insertions.is_empty()), Ordering::Relaxed);
                }
                outcome.cut_short();
            }
            // A file that the system did not give may be there the next time.
            let key = key.filter(|_| checked.result.as_ref().map_or_else(Failure::lasts, |_| true));
            // A single input is compared with nothing and kept in no cache.
            let told = if tasks.len() > 1 { told(&checked, kept_figures) } else { Packed::default() };
            let tally = Tally::of(&checked);
            if let Ok(outcome) = &mut checked.result {
                arrange(outcome, args.sort, args.min_severity);
            }
            let report = report(&checked, plan, args, &kinds, (run.look, made));
            // What is not listed still counts.
            let report = FileReport { tally, told, ..report };
            drop(checked);
            watch.ended_own("report");
            let fresh = key.and_then(|key| Fresh::new(key, &report));
            watch.ended_own("cache");
            Some(Done { report, fresh, timings: watch.timings() })
        };
        let report = |task: &Task| {
            let done = report(task);
            progress.step();
            done
        };
        // One input is not worth starting threads for.
        let reports: Vec<Option<Done>> =
            if let [task] = chunk { vec![report(task)] } else { chunk.par_iter().map(report).collect() };
        watch.skip();
        progress.aside(|| {
            for (task, report) in chunk.iter().zip(reports) {
                let (Some(Done { mut report, fresh, timings }), Some(plan)) = (report, plans.get(task.plan)) else {
                    continue;
                };
                watch.merge(timings);
                report.fails_from = plan.fail_on.threshold();
                if let (Some(cache), Some(fresh)) = (&mut cache, fresh) {
                    cache.put(&fresh);
                }
                ending.add(&report, plan);
                ending.shorten(&mut report);
                if let Some(statistics) = &mut statistics {
                    statistics.add(&report);
                }
                outputs.file(&run, &report, session)?;
                if since.is_none() {
                    gathered.add(task, std::mem::take(&mut report.told));
                }
            }
            // Half a line on the terminal would run into that of the progress.
            if progress.is_shown() { session.out.flush() } else { Ok(()) }
        })?;
        watch.ended_own("write");
    }
    drop(progress);
    if args.only_insertions && with_insertions.into_inner() == 0 {
        session.remark(Word::NoInsertions.text(session.lang()))?;
    }
    for path in args.output.iter().filter(|output| output.form == Form::Docx).filter_map(|output| output.path.as_ref())
    {
        if let Err(said) = marked_copy(path, &tasks, &plans, args, &set_aside, session.lang()) {
            session.complain(&format!("{}: {said}", path.display()))?;
            has_trouble = true;
        }
    }
    let compared = gathered.compare(&plans, &baselines, &kinds, run.look)?;
    if since.is_some() {
        session.remark(Word::NotComparedSince.text(session.lang()))?;
    }
    say_what_was_not_compared(&compared, session)?;
    ending.add_compared(&compared, &plans);
    let with_threshold = |(report, plan): (FileReport, usize)| {
        let fails_from = plans.get(plan).and_then(|plan| plan.fail_on.threshold());
        FileReport { fails_from, ..report }
    };
    let reports: Vec<FileReport> = compared.reports.into_iter().map(with_threshold).collect();
    outputs.across(&run, &reports, session)?;
    watch.ended_own("across");
    // The report is right without a cache. Only who asked for the folder wants to know.
    if let (Some(Err(error)), Some(folder)) = (cache.map(Cache::finish), &args.cache_dir) {
        session.complain(&words::cache_not_written(
            &folder.display().to_string(),
            &error.to_string(),
            session.lang(),
        ))?;
    }
    watch.ended_own("cache");
    let (mut end, exit) = ending.finish(run.look);
    end.tally.mended = mended;
    end.statistics = statistics;
    end.timings = watch.so_far();
    outputs.end(&run, &end, session)?;
    if let Some(measured) = &end.timings {
        session.show_trouble(&timings::table(measured, session.trouble_look()))?;
    }
    if is_empty {
        session.complain(Word::NothingToCheck.text(session.lang()))?;
        return Ok(Exit::Trouble);
    }
    Ok(if has_trouble { Exit::Trouble } else { exit })
}

/// Writes the marked copy of the only input to `path`; or why not, in words.
fn marked_copy(
    path: &Path,
    tasks: &[Task],
    plans: &[Arc<Plan>],
    args: &CheckArgs,
    set_aside: &dyn Fn(&Task, &Plan, &mut Outcome),
    lang: Lang,
) -> Result<(), String> {
    let [task] = tasks else { return Err(MarginWord::OneInput.text(lang).to_owned()) };
    let Some(plan) = plans.get(task.plan) else { return Ok(()) };
    if annotate::is_same(task.input.path(), path) {
        return Err(MarginWord::OverItself.text(lang).to_owned());
    }
    let author = annotate::author(args.judging.today);
    let copying = Copying { marks: &MarkArgs::default(), author: &author, convert: args.convert(), lang };
    let written = annotate::annotate(&task.input, plan, &copying, &|outcome| set_aside(task, plan, outcome))?;
    super::outputs::write_safely(path, &written.bytes)
        .map_err(|error| words::not_written(&path.display().to_string(), &error, lang))
}

/// The day it is here. `jiff` looks the zone of the machine up by its name and reads the whole
/// folder of zones for that; unless a user names another zone, the machine's own file is enough.
pub(super) fn local_day() -> Date {
    let file = if env::var_os("TZ").is_some() { None } else { fs::read("/etc/localtime").ok() };
    let zone = file.and_then(|file| TimeZone::tzif("/etc/localtime", &file).ok());
    zone.map_or_else(|| Zoned::now().date(), |zone| Timestamp::now().to_zoned(zone).date())
}

/// What is known of the run so far.
struct Ending {
    tally: Tally,
    reached: bool,
    /// Entries `[[suppress]]` with their rules, and how often each was needed.
    accepted: BTreeMap<(String, usize), (Vec<String>, usize)>,
    fails_on_warnings: bool,
    /// Because of what the run says less than the tool by itself would.
    departures: Vec<Departure>,
    /// Findings that were told.
    told: usize,
}

/// Findings of a run that are told. A machine that reads more than these has run out of memory, and a person
/// out of patience long before.
const MOST_OF_RUN: usize = 50_000;

impl Ending {
    /// An entry can be needless only if the run sees all files below its configuration and runs one of
    /// its rules.
    fn new(plans: &[Arc<Plan>], folders: &[PathBuf], configs: &Configs) -> Self {
        let mut accepted = BTreeMap::new();
        for (settings, entry) in
            plans.iter().flat_map(|plan| plan.settings.accepted.iter().map(move |entry| (&plan.settings, entry)))
        {
            let file = configs.absolute(Path::new(&entry.file));
            let seen = folders.iter().any(|folder| file.parent().is_some_and(|home| home.starts_with(folder)));
            let named = |rule: &&Rule| entry.rules.iter().any(|name| selects(name, &rule.meta));
            let runs = settings.catalogue.rules.iter().filter(named).any(|rule| settings.is_on(rule));
            if seen && runs {
                accepted.insert((entry.file.clone(), entry.entry), (entry.rules.clone(), 0));
            }
        }
        let mut departures: Vec<Departure> = Vec::new();
        for departure in plans.iter().flat_map(|plan| &plan.departures) {
            if !departures.contains(departure) {
                departures.push(departure.clone());
            }
        }
        let (tally, told) = (Tally::default(), 0);
        Self { tally, reached: false, accepted, fails_on_warnings: false, departures, told }
    }

    /// Adds the documents of the folders that are left out.
    fn left_out(&mut self, left_out: BTreeMap<LeftOut, (usize, String)>) {
        let departure = |(why, (documents, example))| Departure::LeftOut { why, documents, example };
        self.departures.extend(left_out.into_iter().map(departure));
    }

    /// Leaves of a report behind the ceiling of the run nothing but its name and counts.
    fn shorten(&mut self, report: &mut FileReport) {
        let Tally { error, warning, info, .. } = report.tally;
        let found = error + warning + info;
        if self.told + found <= MOST_OF_RUN {
            self.told += found;
            return;
        }
        self.tally.not_told += found;
        if let json::Entry::File(file) = &mut report.entry {
            let bare = json::v1::File::bare(&file.path, file.stage);
            *file = bare;
        }
        report.drawn.iter_mut().for_each(String::clear);
    }

    fn add(&mut self, report: &FileReport, plan: &Plan) {
        self.tally = self.tally.plus(report.tally);
        let threshold = plan.fail_on.threshold();
        self.reached |= threshold.is_some_and(|threshold| report.tally.worst() >= Some(threshold));
        self.fails_on_warnings |= threshold.is_some_and(|threshold| threshold <= Severity::Warning);
        let json::Entry::File(file) = &report.entry else { return };
        for suppression in &file.suppressions {
            let (Some(config), Some(entry)) = (&suppression.config, suppression.entry) else { continue };
            if let Some((_, used)) = self.accepted.get_mut(&(config.clone(), entry)) {
                *used += suppression.used;
            }
        }
    }

    /// Adds what comparing the files found.
    fn add_compared(&mut self, compared: &Compared, plans: &[Arc<Plan>]) {
        for (report, plan) in &compared.reports {
            if let Some(plan) = plans.get(*plan) {
                self.add(report, plan);
            }
        }
        for entry in &compared.accepted {
            if let Some((_, used)) = self.accepted.get_mut(entry) {
                *used += 1;
            }
        }
    }

    fn finish(mut self, look: Look) -> (End, Exit) {
        let Tally { suppressed, known, not_told, with_accepted, with_whole, .. } = self.tally;
        if suppressed > 0 {
            let (findings, files) = (suppressed, with_accepted.max(1));
            self.departures.push(Departure::Accepted { findings, files, whole: with_whole });
        }
        if known > 0 {
            self.departures.push(Departure::Known(known));
        }
        if not_told > 0 {
            self.departures.push(Departure::CutShort(not_told));
        }
        let unused: Vec<Unused> = self
            .accepted
            .into_iter()
            .filter(|(_, (_, used))| *used == 0)
            .map(|((config, entry), (rules, _))| {
                let message = words::unused_entry(entry + 1, &rules, look.lang);
                Unused { config, entry, rules, message }
            })
            .collect();
        let mut tally = self.tally;
        tally.warning += unused.len();
        let reached = self.reached || self.fails_on_warnings && !unused.is_empty();
        let exit = match (tally.unreadable, reached) {
            (1.., _) => Exit::Trouble,
            (0, true) => Exit::Findings,
            (0, false) => Exit::Clean,
        };
        (End { tally, unused, statistics: None, timings: None, departures: self.departures }, exit)
    }
}

/// Names rules that stopped and summaries that have nothing to be compared with.
fn say_what_was_not_compared(compared: &Compared, session: &mut Session) -> io::Result<()> {
    for rule in &compared.faults {
        let reason = words::reason(Reason::Fault, session.lang());
        session.complain(&format!("{rule}: {reason}"))?;
    }
    for declared in &compared.without_parts {
        let said = words::no_parts(&declared.origin, declared.entry + 1, &declared.of.report, session.lang());
        session.complain(&said)?;
    }
    Ok(())
}

/// One input, finished.
struct Done {
    report: FileReport,
    /// Its entry, if the cache does not have it.
    fresh: Option<Fresh>,
    timings: Timings,
}

/// The cache, if one is wanted. To look for one input in it costs as much as to check it.
fn open_cache(tasks: &[Task], args: &CheckArgs, configs: &mut Configs) -> Option<Cache> {
    // What touches no insertion is not kept, so that the next run would miss it.
    let first = args.paths.first().filter(|_| !args.no_cache && !args.only_insertions && tasks.len() > 1)?;
    let folder = match &args.cache_dir {
        Some(folder) => configs.absolute(folder),
        None => configs.home(first).join(cache::NAME),
    };
    Some(Cache::open(&folder))
}

/// What is known of one input: its baseline and its name there.
struct Known<'a> {
    baseline: &'a Baseline,
    name: String,
}

impl<'a> Known<'a> {
    fn new(task: &Task, plan: &Plan, baselines: &'a Baselines, configs: &Configs) -> Option<Self> {
        let path = plan.baseline.as_ref()?;
        Some(Self { baseline: baselines.get(path)?, name: known::name(task.known_as(), path, configs) })
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.baseline.of(&self.name)
    }

    /// Names of the findings of the input that are known.
    fn of(&self, outcome: &Outcome) -> BTreeSet<String> {
        let findings = project::entries(outcome, &self.name);
        let known = findings.iter().zip(self.baseline.match_up(&findings)).filter(|(_, entry)| entry.is_some());
        known.map(|(finding, _)| finding.fingerprint.clone()).collect()
    }
}

/// Names of the findings that an input has had in what it held `earlier` and where it has not changed.
/// If that cannot be read, everything in it is new.
fn unchanged(
    outcome: &Outcome,
    earlier: Vec<u8>,
    input: &Input,
    plan: &Plan,
    args: &CheckArgs,
    watch: &mut Stopwatch,
) -> BTreeSet<String> {
    let file = SourceFile { name: input.name(), bytes: earlier };
    let checked = tasks::check_file(input, Ok(file), plan, args.convert(), watch);
    checked.result.map(|earlier| since::unchanged(outcome, &earlier)).unwrap_or_default()
}

/// Sets the findings aside that a baseline or an earlier revision has.
fn set_aside(outcome: &mut Outcome, known: &BTreeSet<String>, unchanged: &BTreeSet<String>) {
    outcome.set_known(|_, finding| {
        let by = |names: &BTreeSet<String>, by| names.contains(&finding.fingerprint).then_some(by);
        by(known, KnownBy::Baseline).or_else(|| by(unchanged, KnownBy::Unchanged))
    });
}

/// Leaves the findings that are to be listed, in their order.
fn arrange(outcome: &mut Outcome, order: Order, least: Option<Least>) {
    if let Some(least) = least.map(Severity::from) {
        outcome.diagnostics.retain(|finding| finding.severity >= least);
    }
    if order == Order::Weight {
        outcome.diagnostics.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }
}

/// Draws what is to be written about one input.
fn report(
    checked: &Checked,
    plan: &Plan,
    args: &CheckArgs,
    outputs: &[(Kind, Look)],
    (look, part): (Look, Part),
) -> FileReport {
    let settings = &plan.settings;
    let mut report = draw(checked, &settings.catalogue, settings.stage, outputs, look.lang, part);
    if args.outline {
        let drawn = outputs.iter().filter(|(kind, _)| kind.is_drawn()).zip(&mut report.drawn);
        for ((_, look), drawn) in drawn.filter(|((kind, _), _)| kind.is_text()) {
            drawn.push_str(&outlines(checked, plan, *look));
        }
    }
    report
}

/// The draft's outline beside the required one.
fn outlines(checked: &Checked, plan: &Plan, look: Look) -> String {
    let Ok(outcome) = checked.result.as_ref() else { return String::new() };
    let profiles = &plan.settings.catalogue.profiles;
    let profile = profiles.iter().find(|profile| Some(&profile.name) == outcome.profile.as_ref());
    format!("{}:\n{}\n", shown_name(&checked.path), outline::beside(&outcome.document, profile, look))
}
