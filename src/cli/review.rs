//! `rasoat review`: what became of the findings of marked copies. `rasoat clean`: the copies without the marks.

use std::fmt::Write as _;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::args::{CleanArgs, ListFormat, ReviewArgs};
use super::configs::{Asked, Configs};
use super::inputs::{Input, Reach};
use super::known::{self, Absence};
use super::tasks::{self, Subject, Task};
use super::{Exit, Session, outputs};
use crate::baseline::Entry;
use crate::config::Plan;
use crate::copies::limits;
use crate::engine::{self, Heed, Outcome};
use crate::model::SourceFile;
use crate::model::source::OWN_NAME;
use crate::report::json::review_v1 as wire;
use crate::report::review::{self, Fate, Item};
use crate::report::shown_name;
use crate::report::words::{self, ReviewWord};
use crate::writeback::{self, Returned};

/// What came back of one copy.
struct Back {
    path: String,
    remembers: bool,
    items: Vec<Item>,
    now: Outcome,
}

/// Runs `review`.
pub(super) fn run(args: &ReviewArgs, session: &mut Session) -> io::Result<Exit> {
    let Some(asked) = Asked::of(&args.judging, Heed::All, session)? else { return Ok(Exit::Trouble) };
    let mut configs = Configs::new(asked, session)?;
    let wanted = (Reach::Usual, Subject::MarkedCopies);
    let found = tasks::find_all(&args.paths, None, wanted, &mut configs, session)?;
    let Some(tasks::Tasks { all: tasks, .. }) = found else { return Ok(Exit::Trouble) };
    let plans = configs.take_plans();
    let mut exit = Exit::Clean;
    let mut all = Vec::new();
    for task in &tasks {
        let Some(plan) = plans.get(task.plan) else { continue };
        match back(task, plan, session) {
            Ok(back) => {
                if args.accept_rejected
                    && let Err(trouble) = accept(&back, task, plan, &configs, session)?
                {
                    session.complain(&format!("{}: {trouble}", back.path))?;
                    exit = Exit::Trouble;
                }
                all.push(back);
            }
            Err(trouble) => {
                session.complain(&format!("{}: {trouble}", task.input.name()))?;
                exit = Exit::Trouble;
            }
        }
    }
    let statistics = review::statistics(all.iter().flat_map(|back| &back.items));
    if args.format == ListFormat::Json {
        let files = all.iter().map(|back| wire::File::new(&back.path, back.remembers, &back.items)).collect();
        let rules = statistics.iter().map(|(rule, taken)| wire::Rule::new(rule.as_str(), *taken)).collect();
        session.say_json(&wire::Review { schema: wire::SchemaName::V1, files, rules })?;
        return Ok(exit);
    }
    let lang = session.lang();
    for back in &all {
        session.say(&drawn(back, session.lang()))?;
    }
    if !statistics.is_empty() {
        let mut table = format!("{}\n", ReviewWord::ByRule.text(lang));
        for (rule, taken) in &statistics {
            let _ = writeln!(table, "  {rule}: {}", words::taken(*taken));
        }
        session.say(&table)?;
    }
    Ok(exit)
}

/// Reads one copy as it would be with all changes accepted, and with those of rasoat rejected.
fn back(task: &Task, plan: &Plan, session: &Session) -> Result<Back, String> {
    let lang = session.lang();
    let failed = |failure: &crate::report::Failure| {
        let told = words::failure(failure, lang);
        format!("{} {}", told.message, told.help)
    };
    let file = task.input.read(&plan.settings.limits).map_err(|failure| failed(&failure))?;
    let returned: Returned = writeback::returned(&file.bytes, OWN_NAME, limits(plan))
        .map_err(|_| ReviewWord::OnlyWord.text(lang).to_owned())?;
    let cleaned =
        writeback::clean(&file.bytes, OWN_NAME, limits(plan)).map_err(|error| words::not_annotated(&error, lang))?;
    let before = SourceFile { name: file.name.clone(), bytes: cleaned.bytes };
    let checked = |file: &SourceFile| {
        let outcome = catch_unwind(AssertUnwindSafe(|| engine::check(file, &plan.settings)));
        outcome
            .map_err(|_| failed(&crate::report::Failure::Fault))?
            .map_err(|error| failed(&crate::report::Failure::Read(error)))
    };
    let (now, before) = (checked(&file)?, checked(&before)?);
    let items = review::review(&returned, &now, &before, &plan.settings.catalogue, lang);
    Ok(Back { path: task.input.name(), remembers: returned.recorded.is_some(), items, now })
}

/// One copy for people: what became of its findings, by what became of them.
fn drawn(back: &Back, lang: crate::catalogue::Lang) -> String {
    let mut out = format!("{}\n", shown_name(&back.path));
    if !back.remembers {
        let _ = writeln!(out, "  {}.", ReviewWord::NoRecord.text(lang));
    }
    for fate in Fate::ALL {
        let items: Vec<&Item> = back.items.iter().filter(|item| item.fate == fate).collect();
        if items.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  {} ({})", words::capitalized(words::fate(fate, lang)), items.len());
        for item in items {
            let quote = if item.quote.is_empty() { String::new() } else { format!(" “{}”", item.quote) };
            let place = if item.place.is_empty() { String::new() } else { format!("{}{quote}: ", item.place) };
            let _ = writeln!(out, "    {place}{} [{}]", item.said, item.rule);
            for (author, text) in &item.answers {
                let _ = writeln!(out, "      {}", words::answer(&shown_name(author), &shown_name(text), lang));
            }
        }
    }
    out.push('\n');
    out
}

/// Takes what was decided against into the baseline.
fn accept(
    back: &Back,
    task: &Task,
    plan: &Plan,
    configs: &Configs,
    session: &mut Session,
) -> io::Result<Result<(), String>> {
    let path = plan.baseline.clone().unwrap_or_else(|| PathBuf::from(known::NAME));
    let Some(mut baseline) = known::read(&path, Absence::Empty, session)? else { return Ok(Ok(())) };
    let name = known::name(&original(task.input.path()), &path, configs);
    let mut count = 0;
    for item in back.items.iter().filter(|item| item.fate.is_refused()) {
        let finding = back.now.diagnostics.iter().find(|finding| finding.fingerprint == item.fingerprint);
        let Some(finding) = finding else { continue };
        let section = back.now.document.section_path(finding.span.block);
        let quote = back.now.document.quote(finding.span);
        let mut entry = Entry::new(&name, item.rule.as_str(), &item.fingerprint, &section, quote);
        entry.reason =
            item.answers.iter().map(|(author, text)| format!("{author}: {text}")).collect::<Vec<_>>().join("; ");
        baseline.insert(entry);
        count += 1;
    }
    if count == 0 {
        return Ok(Ok(()));
    }
    let shown = shown_name(&path.display().to_string());
    if let Err(error) = outputs::write_whole(&path, baseline.to_text().as_bytes()) {
        return Ok(Err(words::not_written(&shown, &error, session.lang())));
    }
    session.remark(&words::taken_into_baseline(count, &shown, session.lang()))?;
    if plan.baseline.is_none() {
        session.remark(words::baseline_unheeded(&shown, session.lang()).trim_end())?;
    }
    Ok(Ok(()))
}

/// The document of which `copy` is a marked copy, if it lies beside it.
fn original(copy: &Path) -> PathBuf {
    let found = || {
        let stem = copy.file_stem()?.to_str()?.strip_suffix(words::ANNOTATED)?;
        let bare = match stem.rsplit_once(" (") {
            Some((bare, number)) if number.trim_end_matches(')').parse::<u32>().is_ok() => bare,
            _ => stem,
        };
        let extension = copy.extension()?.to_string_lossy();
        let candidates = [stem, bare].map(|name| copy.with_file_name(format!("{name}.{extension}")));
        candidates.into_iter().find(|path| path.exists())
    };
    found().unwrap_or_else(|| copy.to_owned())
}

/// Runs `clean`.
pub(super) fn clean(args: &CleanArgs, session: &mut Session) -> io::Result<Exit> {
    let lang = session.lang();
    let limits = crate::readers::Limits::default();
    let input = Input::File(args.path.clone());
    let name = shown_name(&input.name());
    let cleaned = input
        .read(&limits)
        .map_err(|failure| {
            let told = words::failure(&failure, lang);
            format!("{} {}", told.message, told.help)
        })
        .and_then(|file| {
            writeback::clean(&file.bytes, OWN_NAME, (limits.package(), limits.xml_depth))
                .map(|cleaned| (cleaned, file))
                .map_err(|_| ReviewWord::OnlyWord.text(lang).to_owned())
        });
    let (cleaned, file) = match cleaned {
        Ok(cleaned) => cleaned,
        Err(said) => {
            session.complain(&format!("{name}: {said}"))?;
            return Ok(Exit::Trouble);
        }
    };
    if cleaned.bytes == file.bytes && args.out.is_none() {
        session.say(&format!("{}\n", words::nothing_to_clean(&name, lang)))?;
        return Ok(Exit::Clean);
    }
    let written = match &args.out {
        Some(out) => outputs::write_safely(out, &cleaned.bytes).map_err(|error| (out, error)),
        None => outputs::write_in_place(&args.path, &cleaned.bytes).map_err(|error| (&args.path, error)),
    };
    if let Err((path, error)) = written {
        session.complain(&words::not_written(&path.display().to_string(), &error, lang))?;
        return Ok(Exit::Trouble);
    }
    let target = args.out.as_ref().unwrap_or(&args.path).display().to_string();
    session.say(&format!("{}\n", words::cleaned(&shown_name(&target), cleaned.comments, cleaned.changes, lang)))?;
    Ok(Exit::Clean)
}
