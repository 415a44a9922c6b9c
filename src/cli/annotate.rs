//! `rasoat annotate`: a copy of each document with the findings in its margin and the fixes as tracked
//! changes. The document itself is never written.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use jiff::Zoned;

use super::args::{AnnotateArgs, MarkArgs};
use super::configs::{Asked, Configs};
use super::convert::{self, Convert};
use super::inputs::{self, Input};
use super::{Exit, Session, known, outputs, tasks};
use crate::catalogue::Lang;
use crate::config::Plan;
use crate::copies;
use crate::engine::fix::Reach;
use crate::engine::{self, Heed, Outcome};
use crate::model::Format;
use crate::model::source::OWN_NAME;
use crate::project;
use crate::report::remarks::Repeated;
use crate::report::words::{self, MarginWord};
use crate::report::{Failure, shown_name};
use crate::writeback::{Author, Signature, Written};

/// The initials beside the name in which remarks are written.
const INITIALS: &str = "RS";

/// Runs the command.
pub(super) fn run(args: &AnnotateArgs, session: &mut Session) -> io::Result<Exit> {
    if args.out.is_some() && args.paths.len() > 1 {
        session.complain(MarginWord::OneFile.text(session.lang()))?;
        return Ok(Exit::Trouble);
    }
    let Some(asked) = Asked::of(&args.judging, Heed::All, session)? else { return Ok(Exit::Trouble) };
    let mut configs = Configs::new(asked, session)?;
    let found = tasks::find(&args.paths, None, inputs::Reach::Usual, &mut configs, session)?;
    let Some(tasks::Tasks { all: tasks, .. }) = found else { return Ok(Exit::Trouble) };
    let plans = configs.take_plans();
    let Some(baselines) = known::of_plans(&plans, None, session)? else { return Ok(Exit::Trouble) };
    let set_aside = |input: &Input, plan: &Plan, outcome: &mut Outcome| {
        let known = plan.baseline.as_ref().and_then(|path| Some((baselines.get(path)?, path)));
        if let Some((baseline, path)) = known {
            project::set_known(outcome, &known::name(input.path(), path, &configs), baseline);
        }
    };
    let author = author(args.judging.today);
    let convert = Convert::asked(args.judging.libreoffice);
    let copying = Copying { marks: &args.marks, author: &author, convert, lang: session.lang() };
    let mut exit = Exit::Clean;
    for task in &tasks {
        let Some(plan) = plans.get(task.plan) else { continue };
        let name = task.input.name();
        let target = args.out.clone().or_else(|| beside(&task.input));
        let written = target.ok_or_else(|| words::unwritable(Format::Text, session.lang())).and_then(|target| {
            if is_same(task.input.path(), &target) {
                return Err(MarginWord::OverItself.text(session.lang()).to_owned());
            }
            let aside = |outcome: &mut Outcome| set_aside(&task.input, plan, outcome);
            let written = annotate(&task.input, plan, &copying, &aside)?;
            outputs::write_safely(&target, &written.bytes)
                .map_err(|error| words::not_written(&target.display().to_string(), &error, session.lang()))?;
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
    // Word shows the time as it is written, whatever zone it names.
    let date = match today {
        Some(today) => format!("{today}T00:00:00Z"),
        None => Zoned::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    };
    Author { name: OWN_NAME.to_owned(), initials: INITIALS.to_owned(), date }
}

/// The name of the copy: `bao-cao.docx` becomes `bao-cao.ra-soat.docx`, or with a number where there is one
/// already, in which somebody may have accepted changes.
pub(super) fn beside(input: &Input) -> Option<PathBuf> {
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
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// How copies are made of documents.
pub(super) struct Copying<'a> {
    pub(super) marks: &'a MarkArgs,
    pub(super) author: &'a Author,
    pub(super) convert: Convert,
    pub(super) lang: Lang,
}

/// The copy of one document, or why there is none, in words. What `set_aside` takes out of the findings is not
/// told in it.
pub(super) fn annotate(
    input: &Input,
    plan: &Plan,
    copying: &Copying<'_>,
    set_aside: &dyn Fn(&mut Outcome),
) -> Result<Written, String> {
    let settings = &plan.settings;
    let lang = copying.lang;
    let read = input.read(&settings.limits);
    if let Ok(file) = &read
        && copies::is_answered(&file.bytes, plan)
    {
        return Err(MarginWord::Answered.text(lang).to_owned());
    }
    let readable = read.and_then(|file| convert::readable(file, copying.convert, &settings.limits));
    let checked = readable.and_then(|(file, _)| {
        // What an earlier run wrote into the file is written anew.
        let file = copies::without_own_marks(file, plan);
        let outcome = catch_unwind(AssertUnwindSafe(|| engine::check(&file, settings)));
        Ok((outcome.map_err(|_| Failure::Fault)?.map_err(Failure::Read)?, file))
    });
    let (mut outcome, file) = checked.map_err(|failure| {
        let told = words::failure(&failure, lang);
        format!("{} {}", told.message, told.help)
    })?;
    set_aside(&mut outcome);
    let Copying { marks: args, author, lang, .. } = *copying;
    let repeated = if args.each { Repeated::Each } else { Repeated::Together };
    let signature = if args.drop_signature { Signature::Drop } else { Signature::Keep };
    copies::marked(&file, &outcome, plan, &copies::Asked { author, reach: reach(args), repeated, signature, lang })
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
