//! `rasoat check`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::{env, fs, io};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use rayon::prelude::*;

use super::args::{CheckArgs, ReportFormat};
use super::inputs::{self, Input};
use super::timings::Stopwatch;
use super::{Exit, Session, convert, packs, registry, selectors};
use crate::engine::{self, Settings};
use crate::readers::Limits;
use crate::report::json::{self, Entry, v1};
use crate::report::timings::{self, Timings};
use crate::report::words::Word;
use crate::report::{Checked, Failure, Look, Tally, concise, full, outline};

/// What remains of an input once it is reported; its document is dropped, so that a large folder
/// needs the memory of a few files only.
enum Part {
    Text(String),
    Entry(Box<Entry>),
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs, session: &mut Session) -> io::Result<Exit> {
    if args.outline && args.format == ReportFormat::Json {
        session.complain(Word::OutlineIsText.text(session.lang()))?;
        return Ok(Exit::Trouble);
    }
    let mut watch = Stopwatch::new(args.timings);
    let Some(catalogue) = packs::load(&args.packs, session)? else { return Ok(Exit::Trouble) };
    let Some(registry) = registry::load(args.registry.as_deref(), session)? else { return Ok(Exit::Trouble) };
    let settings = Settings {
        catalogue,
        stage: args.stage.into(),
        today: args.today.or_else(|| Some(local_day())),
        registry,
        law_day: args.law_day,
        profile: args.profile.clone(),
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        limits: Limits::default(),
    };
    if !selectors::are_known(&settings, session)? {
        return Ok(Exit::Trouble);
    }
    watch.ended_own("start");
    let inputs = inputs::find(&args.paths, args.stdin_name.as_deref());
    watch.ended_own("find");
    let look = session.look();
    // A large folder gives one sum, not the times of each file.
    let measured = Mutex::new(Timings::default());
    let report = |input: &Input| {
        let mut watch = Stopwatch::new(args.timings);
        let checked = check(input, &settings, args.libreoffice, &mut watch);
        let (part, tally) = part(&checked, &settings, args, look);
        drop(checked);
        watch.ended_own("report");
        if args.timings {
            measured.lock().unwrap_or_else(PoisonError::into_inner).merge(watch.timings());
        }
        (part, tally)
    };
    // One input is not worth starting threads for.
    let reported: Vec<(Part, Tally)> =
        if let [input] = &inputs[..] { vec![report(input)] } else { inputs.par_iter().map(report).collect() };
    watch.skip();
    watch.merge(measured.into_inner().unwrap_or_else(PoisonError::into_inner));
    let tally = reported.iter().fold(Tally::default(), |sum, (_, tally)| sum.plus(*tally));
    let parts = reported.into_iter().map(|(part, _)| part).collect();
    write(parts, tally, &mut watch, args, session)?;
    if inputs.is_empty() {
        session.complain(Word::NothingToCheck.text(session.lang()))?;
        return Ok(Exit::Trouble);
    }
    Ok(exit(tally, args))
}

/// The day it is here. `jiff` looks the zone of the machine up by its name and reads the whole
/// folder of zones for that; unless a user names another zone, the machine's own file is enough.
pub(super) fn local_day() -> Date {
    let file = if env::var_os("TZ").is_some() { None } else { fs::read("/etc/localtime").ok() };
    let zone = file.and_then(|file| TimeZone::tzif("/etc/localtime", &file).ok());
    zone.map_or_else(|| Zoned::now().date(), |zone| Timestamp::now().to_zoned(zone).date())
}

fn exit(tally: Tally, args: &CheckArgs) -> Exit {
    if tally.unreadable > 0 {
        return Exit::Trouble;
    }
    let reached = args.fail_on.threshold().is_some_and(|threshold| tally.worst() >= Some(threshold));
    if reached { Exit::Findings } else { Exit::Clean }
}

/// Checks one input. A fault in reading or recognition ends the check of this input only.
fn check(input: &Input, settings: &Settings, libreoffice: bool, watch: &mut Stopwatch) -> Checked {
    let readable = input.read(&settings.limits).and_then(|file| convert::readable(file, libreoffice, &settings.limits));
    watch.ended_own("open");
    let result = readable.and_then(|(file, notice)| {
        let checked = || engine::check_in_steps(file, settings, &mut |step| watch.ended(step));
        let outcome = catch_unwind(AssertUnwindSafe(checked));
        let mut outcome = outcome.map_err(|_| Failure::Fault)?.map_err(Failure::Read)?;
        outcome.notices.extend(notice);
        Ok(outcome)
    });
    Checked { path: input.name(), result }
}

fn part(checked: &Checked, settings: &Settings, args: &CheckArgs, look: Look) -> (Part, Tally) {
    let catalogue = &settings.catalogue;
    let part = match args.format {
        ReportFormat::Full => {
            Part::Text(full::file(checked, catalogue, look) + &outlines(checked, settings, args, look))
        }
        ReportFormat::Concise => {
            Part::Text(concise::file(checked, catalogue, look) + &outlines(checked, settings, args, look))
        }
        ReportFormat::Json => Part::Entry(Box::new(json::entry(checked, catalogue, settings.stage, look.lang))),
    };
    (part, Tally::of(checked))
}

/// The draft's outline beside the required one, if it is wanted.
fn outlines(checked: &Checked, settings: &Settings, args: &CheckArgs, look: Look) -> String {
    let Ok(outcome) = checked.result.as_ref() else { return String::new() };
    if !args.outline {
        return String::new();
    }
    let profiles = &settings.catalogue.profiles;
    let profile = profiles.iter().find(|profile| Some(&profile.name) == outcome.profile.as_ref());
    format!("{}:\n{}\n", checked.path, outline::beside(&outcome.document, profile, look))
}

fn write(
    parts: Vec<Part>,
    tally: Tally,
    watch: &mut Stopwatch,
    args: &CheckArgs,
    session: &mut Session,
) -> io::Result<()> {
    let mut entries = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => session.say(&text)?,
            Part::Entry(entry) => entries.push(*entry),
        }
    }
    match args.format {
        ReportFormat::Full => session.say(&full::summary(tally, session.look()))?,
        ReportFormat::Concise => session.say(&concise::summary(tally, session.look()))?,
        ReportFormat::Json => {
            let measured = watch.so_far().as_ref().map(timings::json);
            session.say_json(&v1::Report { timings: measured, ..json::report(entries, tally) })?;
        }
    }
    watch.ended_own("write");
    watch.so_far().map_or(Ok(()), |measured| session.show_trouble(&timings::table(&measured, session.trouble_look())))
}
