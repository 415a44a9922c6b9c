//! `check --fix` and `check --diff`: the mended files are written, or shown.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use super::annotate::{self, author};
use super::args::FixArgs;
use super::convert::{self, Convert};
use super::inputs::Input;
use super::tasks::Task;
use super::{Exit, Session, outputs};
use crate::catalogue::Lang;
use crate::config::Plan;
use crate::copies::{Mended, Rounds, State};
use crate::engine::fix::Reach;
use crate::engine::{self, Outcome};
use crate::model::{Format, SourceFile};
use crate::report::words::{self, MendingWord};
use crate::report::{diff, shown_name};
use crate::writeback::Author;

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
            if is_package { done.remembering(plan, &author(self.today)) } else { done.after.file.bytes.clone() };
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
