//! `rasoat annotate`: a copy of each document with the findings in its margin and the fixes as tracked
//! changes. The document itself is never written.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use jiff::Zoned;

use super::args::{AnnotateArgs, MarkArgs};
use super::configs::{Asked, Configs};
use super::inputs::{self, Input};
use super::{Exit, Session, check, convert, outputs, registry, tasks};
use crate::config::Plan;
use crate::engine::fix::{self, FixPlan, NotTaken, Reach};
use crate::engine::{self, Heed, Outcome};
use crate::model::{Format, SourceFile};
use crate::report::remarks::{self, Repeated};
use crate::report::words::{self, MarginWord};
use crate::report::{Failure, shown_name};
use crate::writeback::{self, Author, Marks, Signature, WriteError, Written};

/// The name in which remarks are written.
const AUTHOR: (&str, &str) = ("rasoat", "RS");

/// Runs the command.
pub(super) fn run(args: &AnnotateArgs, session: &mut Session) -> io::Result<Exit> {
    if args.out.is_some() && args.paths.len() > 1 {
        session.complain(MarginWord::OneFile.text(session.lang()))?;
        return Ok(Exit::Trouble);
    }
    let today = args.today.or_else(|| Some(check::local_day()));
    let Some(registry) = registry::typed(args.registry.as_deref(), session)? else { return Ok(Exit::Trouble) };
    let asked = Asked {
        args: &args.config,
        lang: session.lang,
        today,
        heed: if args.no_suppress { Heed::Nothing } else { Heed::All },
        registry,
        law_day: args.law_day,
    };
    let mut configs = Configs::new(asked, session)?;
    let found = tasks::find(&args.paths, None, inputs::Reach::Usual, &mut configs, session)?;
    let Some(tasks::Tasks { all: tasks, .. }) = found else { return Ok(Exit::Trouble) };
    let plans = configs.take_plans();
    let author = author(args.today);
    let mut exit = Exit::Clean;
    for task in tasks.iter().filter(|task| !is_copy(&task.input, &args.paths)) {
        let Some(plan) = plans.get(task.plan) else { continue };
        let name = task.input.name();
        let target = args.out.clone().or_else(|| beside(&task.input));
        let written = target.ok_or_else(|| words::unwritable(Format::Text, session.lang())).and_then(|target| {
            if is_same(task.input.path(), &target) {
                return Err(MarginWord::OverItself.text(session.lang()).to_owned());
            }
            let written = annotate(&task.input, plan, args, &author, session)?;
            outputs::write_safely(&target, &written.bytes).map_err(|error| {
                words::not_written(&target.display().to_string(), &error.to_string(), session.lang())
            })?;
            Ok(words::annotated(
                &shown_name(&target.display().to_string()),
                written.remarks,
                written.changes,
                session.lang(),
            ))
        });
        match written {
            Ok(said) => session.say(&format!("{said}\n"))?,
            Err(trouble) => {
                session.complain(&format!("{name}: {trouble}"))?;
                exit = Exit::Trouble;
            }
        }
    }
    if tasks.is_empty() {
        session.complain(words::Word::NothingToCheck.text(session.lang()))?;
        return Ok(Exit::Trouble);
    }
    Ok(exit)
}

/// Most copies of one draft beside it.
const MOST_COPIES: u32 = 1_000;

/// In whose name remarks are written, on the day of the run or another one.
pub(super) fn author(today: Option<jiff::civil::Date>) -> Author {
    let (name, initials) = AUTHOR;
    // Word shows the time as it is written, whatever zone it names.
    let date = match today {
        Some(today) => format!("{today}T00:00:00Z"),
        None => Zoned::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    };
    Author { name: name.to_owned(), initials: initials.to_owned(), date }
}

/// True for a copy with remarks that a walk over a folder came to: it is no draft.
fn is_copy(input: &Input, asked: &[PathBuf]) -> bool {
    let Input::File(path) = input else { return false };
    let stem = path.file_stem().map(std::ffi::OsStr::to_string_lossy).unwrap_or_default();
    stem.ends_with(words::ANNOTATED) && !asked.iter().any(|asked| asked == path)
}

/// The name of the copy: `bao-cao.docx` becomes `bao-cao.ra-soat.docx`, or with a number where there is one
/// already, in which somebody may have accepted changes.
fn beside(input: &Input) -> Option<PathBuf> {
    let Input::File(path) = input else { return None };
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    let extension = path.extension().map_or_else(|| "docx".to_owned(), |name| name.to_string_lossy().into_owned());
    // What is converted becomes a DOCX.
    let extension = if ["doc", "rtf"].contains(&extension.as_str()) { "docx".to_owned() } else { extension };
    let named = |stem: &str| path.with_file_name(words::annotated_name(stem, &extension));
    let mut candidates =
        std::iter::once(named(&stem)).chain((2..MOST_COPIES).map(|number| named(&format!("{stem} ({number})"))));
    candidates.find(|copy| !copy.exists())
}

/// True if both are one file.
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// The copy of one document, or why there is none, in words.
fn annotate(
    input: &Input,
    plan: &Plan,
    args: &AnnotateArgs,
    author: &Author,
    session: &Session,
) -> Result<Written, String> {
    let settings = &plan.settings;
    let lang = session.lang();
    let read = input.read(&settings.limits);
    let readable =
        read.and_then(|file| convert::readable(file, convert::Convert::asked(args.libreoffice), &settings.limits));
    let checked = readable.and_then(|(file, _)| {
        let outcome = catch_unwind(AssertUnwindSafe(|| engine::check(&file, settings)));
        Ok((outcome.map_err(|_| Failure::Fault)?.map_err(Failure::Read)?, file))
    });
    let (outcome, file) = checked.map_err(|failure| {
        let told = words::failure(&failure, lang);
        format!("{} {}", told.message, told.help)
    })?;
    marked(&file, &outcome, plan, &args.marks, author, session)
}

/// The bytes of `file` with what was found in it.
pub(super) fn marked(
    file: &SourceFile,
    outcome: &Outcome,
    plan: &Plan,
    args: &MarkArgs,
    author: &Author,
    session: &Session,
) -> Result<Written, String> {
    let settings = &plan.settings;
    let lang = session.lang();
    let format = outcome.document.raw.format;
    if format != Format::Docx {
        return Err(words::unwritable(format, lang));
    }
    let repeated = if args.each { Repeated::Each } else { Repeated::Together };
    let signature = if args.drop_signature { Signature::Drop } else { Signature::Keep };
    let mut fixes = match reach(args) {
        Some(reach) => fix::plan(&outcome.document, &outcome.diagnostics, reach),
        None => FixPlan::default(),
    };
    loop {
        let remarks = remarks::remarks(outcome, &settings.catalogue, &fixes, lang, repeated);
        let marks = Marks { remarks: &remarks, fixes: &fixes, author, signature };
        let limits = (settings.limits.package(), settings.limits.xml_depth);
        let written = writeback::docx::annotate(&file.bytes, &outcome.document, &marks, limits);
        let written = written.map_err(|error: WriteError| words::not_annotated(&error, lang))?;
        if written.refused.is_empty() {
            return Ok(written);
        }
        // The remarks said that these were mended.
        let refused: Vec<usize> = written.refused.iter().map(|(at, _)| *at).collect();
        let left = &mut fixes.left;
        fixes.taken.retain(|planned| {
            let is_refused = refused.contains(&planned.finding);
            if is_refused {
                left.push((planned.finding, NotTaken::NotStored));
            }
            !is_refused
        });
        fixes.restyled.retain(|restyled| !refused.contains(&restyled.finding));
    }
}

/// How far the fixes go that are written; `None` for none.
const fn reach(args: &MarkArgs) -> Option<Reach> {
    match args {
        MarkArgs { comments_only: true, .. } => None,
        MarkArgs { suggestions: true, .. } => Some(Reach::Suggestions),
        MarkArgs { unsafe_fixes: true, .. } => Some(Reach::Unsafe),
        _ => Some(Reach::Safe),
    }
}
