//! `check --fix` and `check --diff`: what can be mended is mended, round after round until nothing changes,
//! and never at the price of a finding worse than the one that goes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use blake3::Hash;

use super::annotate::{self, author};
use super::args::FixArgs;
use super::convert::{self, Convert};
use super::inputs::Input;
use super::tasks::Task;
use super::{Exit, Session, outputs};
use crate::catalogue::{Catalogue, Lang};
use crate::config::Plan;
use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::engine::fix::{self, FixPlan, Reach};
use crate::engine::{self, Outcome};
use crate::model::{Format, SourceFile};
use crate::readers::NoticeKind;
use crate::report::words::{self, MendingWord};
use crate::report::{diff, message, shown_name};
use crate::writeback::text::Encoding;
use crate::writeback::{self, Author, Marks, Recorded, Signature};

/// Rounds in which what one fix has made mendable is mended by another.
const MOST_ROUNDS: usize = 10;

/// What becomes of the fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// They are written: text in its place, a Word file as a copy.
    Write,
    /// The same, and a Word file in its place too.
    WriteInPlace,
    /// They are shown.
    Show,
}

impl FixArgs {
    /// What is asked for, if fixes are.
    pub(super) const fn how(&self) -> Option<How> {
        match self {
            Self { diff: true, .. } => Some(How::Show),
            Self { fix: true, in_place: true, .. } => Some(How::WriteInPlace),
            Self { fix: true, .. } => Some(How::Write),
            _ => None,
        }
    }

    const fn reach(&self) -> Reach {
        if self.unsafe_fixes { Reach::Unsafe } else { Reach::Safe }
    }
}

/// How a run goes on after its fixes.
pub(super) enum Fixed {
    /// The check tells what is left.
    GoesOn {
        /// Findings that were mended.
        mended: usize,
        /// A file could not be written.
        trouble: bool,
    },
    /// Nothing is left to do.
    Ended(Exit),
}

/// What fixing needs to know of a run.
pub(super) struct Fixing<'a> {
    pub(super) args: &'a FixArgs,
    pub(super) how: How,
    pub(super) today: Option<jiff::civil::Date>,
    pub(super) convert: Convert,
    pub(super) plans: &'a [Arc<Plan>],
    /// Sets aside what is not reported: that is not mended either.
    pub(super) set_aside: &'a dyn Fn(&Task, &Plan, &mut Outcome),
}

/// What is known of one input that was mended.
struct Mended {
    before: State,
    after: State,
    /// Findings that are gone.
    count: usize,
    /// Their fingerprints.
    prints: BTreeSet<String>,
    /// Fixes of presentation among them, in words.
    looks: Vec<String>,
    /// The file was made of another one, which cannot be written.
    is_converted: bool,
}

/// A file and what was found in it.
struct State {
    file: SourceFile,
    outcome: Outcome,
}

impl Fixing<'_> {
    /// Mends the inputs of `tasks`. A task whose Word file was mended in a copy goes on with the copy.
    pub(super) fn run(&self, tasks: &mut [Task], session: &mut Session) -> io::Result<Fixed> {
        let (mut mended, mut files, mut trouble) = (0, 0, false);
        let author = author(self.today);
        for task in tasks.iter_mut() {
            let Some(plan) = self.plans.get(task.plan) else { continue };
            let done = match self.mend(task, plan, &author, session.lang()) {
                Ok(Some(done)) => done,
                Ok(None) => continue,
                Err(said) => {
                    session.complain(&format!("{}: {said}", task.input.name()))?;
                    trouble = true;
                    continue;
                }
            };
            if done.count > 0 {
                mended += done.count;
                files += 1;
            }
            if self.how == How::Show {
                show(&task.input.name(), &done, session)?;
                continue;
            }
            if matches!(task.input, Input::Stdin(_)) {
                return Self::through(&done, plan, session);
            }
            if done.count > 0
                && let Err(said) = self.write(task, &done, plan, session)
            {
                session.complain(&format!("{}: {said}", task.input.name()))?;
                trouble = true;
            }
        }
        if self.how != How::Show {
            return Ok(Fixed::GoesOn { mended, trouble });
        }
        if mended > 0 {
            session.remark(&words::would_mend(mended, files, session.lang()))?;
        }
        let exit = if mended > 0 { Exit::Findings } else { Exit::Clean };
        Ok(Fixed::Ended(if trouble { Exit::Trouble } else { exit }))
    }

    /// One input, mended in memory; `None` if nothing can be written into it. What cannot be read is told by the
    /// check that follows, or here if none does.
    fn mend(&self, task: &Task, plan: &Plan, author: &Author, lang: Lang) -> Result<Option<Mended>, String> {
        let settings = &plan.settings;
        let read = task.input.read(&settings.limits);
        let (file, is_converted) = match read.and_then(|file| convert::readable(file, self.convert, &settings.limits)) {
            Ok((file, notice)) => (file, notice.is_some()),
            Err(failure) if self.how == How::Show => {
                let told = words::failure(&failure, lang);
                return Err(format!("{} {}", told.message, told.help));
            }
            Err(_) => return Ok(None),
        };
        let check = |file: &SourceFile| {
            let checked = catch_unwind(AssertUnwindSafe(|| engine::check(file, settings)));
            let mut outcome = checked.ok()?.ok()?;
            (self.set_aside)(task, plan, &mut outcome);
            Some(outcome)
        };
        let Some(outcome) = check(&file) else { return Ok(None) };
        let format = outcome.document.raw.format;
        if !matches!(format, Format::Text | Format::Markdown | Format::Docx | Format::Odt) {
            return Ok(None);
        }
        if self.how != How::Show && matches!(task.input, Input::Stdin(_)) && !format.has_lines() {
            return Err(MendingWord::NotThroughStdin.text(lang).to_owned());
        }
        let before = State { file, outcome };
        let rounds = Rounds { check: &check, plan, reach: self.args.reach(), author, lang };
        let mended = rounds.until_nothing_changes(before)?;
        Ok(Some(Mended { is_converted, ..mended }))
    }

    /// Writes what was mended where it belongs.
    fn write(&self, task: &mut Task, done: &Mended, plan: &Plan, session: &mut Session) -> Result<(), String> {
        let lang = session.lang();
        let path = task.input.path().to_owned();
        let not_written =
            |path: &PathBuf, error: &io::Error| words::not_written(&path.display().to_string(), error, lang);
        let format = done.after.outcome.document.raw.format;
        let is_package = !format.has_lines();
        let said = |path: &PathBuf| {
            let name = shown_name(&path.display().to_string());
            if is_package {
                words::mended_tracked(&name, done.count, lang)
            } else {
                words::mended(&name, done.count, lang)
            }
        };
        let bytes =
            if is_package { remembering(done, plan, &author(self.today)) } else { done.after.file.bytes.clone() };
        let target = if is_package && (self.how == How::Write || done.is_converted) {
            let copy = annotate::beside(&task.input).ok_or_else(|| words::unwritable(format, lang))?;
            outputs::write_new(&copy, &bytes).map_err(|error| not_written(&copy, &error))?;
            task.original = Some(path);
            task.input = Input::File(copy.clone());
            copy
        } else {
            let now = std::fs::read(&path).map_err(|error| not_written(&path, &error))?;
            if now != done.before.file.bytes {
                return Err(MendingWord::ChangedMeanwhile.text(lang).to_owned());
            }
            outputs::write_in_place(&path, &bytes).map_err(|error| not_written(&path, &error))?;
            path
        };
        session.remark(&said(&target)).map_err(|error| error.to_string())
    }

    /// Gives the mended text of standard input back, and judges it by its exit code only.
    fn through(done: &Mended, plan: &Plan, session: &mut Session) -> io::Result<Fixed> {
        session.out.flush()?;
        io::stdout().lock().write_all(&done.after.file.bytes)?;
        if done.count > 0 {
            session.remark(&words::mended(&done.after.file.name, done.count, session.lang()))?;
        }
        let worst = done.after.outcome.diagnostics.iter().map(|finding| finding.severity).max();
        let fails = plan.fail_on.threshold().is_some_and(|threshold| worst >= Some(threshold));
        Ok(Fixed::Ended(if fails { Exit::Findings } else { Exit::Clean }))
    }
}

/// The mended file with the record of what was found before, for `review`; without it if there is no place for one.
fn remembering(done: &Mended, plan: &Plan, author: &Author) -> Vec<u8> {
    let entry = |finding: &Diagnostic| Recorded {
        rule: finding.rule.clone(),
        severity: finding.severity,
        fingerprint: finding.fingerprint.clone(),
        is_mended: done.prints.contains(&finding.fingerprint),
        told: String::new(),
    };
    let recorded: Vec<Recorded> = done.before.outcome.diagnostics.iter().map(entry).collect();
    let fixes = FixPlan::default();
    let marks = Marks { remarks: &[], fixes: &fixes, author, signature: Signature::Keep, recorded: &recorded };
    let State { file, outcome } = &done.after;
    let written = writeback::annotate(&file.bytes, &outcome.document, &marks, annotate::limits(plan));
    written.map_or_else(|_| file.bytes.clone(), |written| written.bytes)
}

/// Shows what was mended of the input `name`.
fn show(name: &str, done: &Mended, session: &mut Session) -> io::Result<()> {
    let mut out = diff::unified(name, &text(&done.before.outcome), &text(&done.after.outcome));
    if !done.looks.is_empty() {
        let title = words::presentation_changes(done.looks.len(), session.lang());
        let _ = writeln!(out, "# {}: {title}", shown_name(name));
        for look in &done.looks {
            let _ = writeln!(out, "#   {look}");
        }
    }
    session.say(&out)
}

/// The text of a document, as a diff shows it: the file itself, or the paragraphs of a package.
fn text(outcome: &Outcome) -> String {
    let document = &outcome.document;
    if document.raw.format.has_lines() {
        return document.raw.decoded.to_string();
    }
    document.blocks().iter().fold(String::new(), |text, block| text + block.text() + "\n")
}

/// The rounds of one input.
struct Rounds<'a> {
    check: &'a dyn Fn(&SourceFile) -> Option<Outcome>,
    plan: &'a Plan,
    reach: Reach,
    author: &'a Author,
    lang: Lang,
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
    fn until_nothing_changes(&self, before: State) -> Result<Mended, String> {
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
        let limits = (self.plan.settings.limits.package(), self.plan.settings.limits.xml_depth);
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
