//! `rasoat rules test`, `new`, `params` and `pack`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{NewArgs, PackFolderArgs, ParamsArgs, TestArgs};
use super::{load, told, write_new};
use crate::catalogue::manual::{self, Sample};
use crate::catalogue::{Catalogue, PackFile, nearest};
use crate::checks::{CHECKS, find};
use crate::cli::check::local_day;
use crate::cli::{Exit, Session, inputs, outputs};
use crate::diagnostic::RuleId;
use crate::engine::example::{Bench, Verdict};
use crate::project;
use crate::report::location::lasting;
use crate::report::manual as pages;
use crate::report::words;
use crate::report::workbench::{Tested, TestedRule};

/// Runs the examples of own rules; exit code 1 if one is not what it claims.
pub(super) fn test(args: &TestArgs, session: &mut Session) -> io::Result<Exit> {
    let Some((files, catalogue)) = load(&args.tested, session)? else { return Ok(Exit::Trouble) };
    let today = args.today.unwrap_or_else(local_day);
    let mut bench = Bench::new(catalogue, Some(today), lasting);
    let mut rules = Vec::new();
    for file in &files {
        let Some(id) = file.rule_id().and_then(|id| RuleId::try_from(id).ok()) else { continue };
        let folder = Path::new(&file.path).parent().map(Path::to_owned).unwrap_or_default();
        let document = |name: &str| beside(&folder, name);
        let tried = bench.try_all(&id, &document);
        let Some(rule) = bench.rules().iter().find(|rule| rule.meta.id == id) else { continue };
        rules.push(TestedRule { id: id.to_string(), path: file.path.clone(), only: rule.meta.only, tried });
    }
    let tested = Tested { rules, lock: project::content_hash(&files) };
    let text = told::tested(&tested, session.look());
    session.say(&text)?;
    let failed = tested.rules.iter().flat_map(|rule| &rule.tried).any(|tried| tried.verdict != Verdict::Held);
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

/// The Word document `name` beside a rule file, which names nothing outside its folder.
fn beside(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    let is_inside = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if !is_inside {
        return Err(project::NO_FILE.to_owned());
    }
    let limits = crate::readers::Limits::default();
    inputs::single(&folder.join(name), None)
        .read(&limits)
        .map(|file| file.bytes)
        .map_err(|failure| words::failure(&failure, crate::catalogue::Lang::Vi).message)
}

/// Writes a rule to start from.
pub(super) fn new(args: &NewArgs, session: &mut Session) -> io::Result<Exit> {
    let lang = session.lang();
    let id = args.id.trim_end_matches(".toml");
    if RuleId::try_from(id.to_owned()).is_err() {
        session.complain(&told::wrong_id(id, lang))?;
        return Ok(Exit::Trouble);
    }
    let catalogue = Catalogue::builtin();
    if catalogue.rule(id).is_some() {
        session.complain(&told::built_in_id(id, lang))?;
        return Ok(Exit::Trouble);
    }
    let Some(kind) = find(&args.check_name) else { return unknown(&args.check_name, session) };
    let manual = manual::of(kind, &catalogue);
    let sample = manual.sample.clone().or_else(|| sample_of(&catalogue, kind.name));
    let Some(sample) = sample else { return unknown(&args.check_name, session) };
    let text = pages::commented_rule(&manual, &sample, lang);
    let below = PathBuf::from(format!("{id}.toml"));
    let Some(path) = write_new(&args.home, &below, &text, session)? else { return Ok(Exit::Trouble) };
    let (path, home) = (path.display().to_string(), args.home.display().to_string());
    session.say(&told::rule_written(&path, &home, lang))?;
    Ok(Exit::Clean)
}

/// A sample made of the first built-in rule with the check.
fn sample_of(catalogue: &Catalogue, check: &str) -> Option<Sample> {
    let is_whole = |rule: &&crate::catalogue::Rule| {
        rule.meta.check == check && rule.meta.examples.iter().any(|example| !example.bad.is_empty())
    };
    let rule = catalogue
        .rules
        .iter()
        .find(is_whole)
        .or_else(|| catalogue.rules.iter().find(|rule| rule.meta.check == check))?;
    let with: BTreeMap<String, toml::Value> = serde_json::from_str(&rule.meta.with).ok()?;
    let example = rule.meta.examples.first()?;
    let words = &rule.meta.vi;
    let text = |text: &str| text.to_owned();
    Some(Sample {
        with: toml::to_string(&with).ok()?,
        title: text(&words.title),
        message: text(&words.message),
        case: String::new(),
        case_message: String::new(),
        bad: text(&example.bad),
        flags: text(&example.flags),
        good: text(&example.good),
    })
}

/// Shows the checks, or the parameters of one.
pub(super) fn params(args: &ParamsArgs, session: &mut Session) -> io::Result<Exit> {
    let catalogue = Catalogue::builtin();
    let text = match &args.check_wanted {
        _ if args.markdown => pages::page(&catalogue),
        None => pages::checks(&catalogue, session.look()),
        Some(name) => match find(name) {
            Some(kind) => pages::check(&manual::of(kind, &catalogue), session.look()),
            None => return unknown(name, session),
        },
    };
    session.say(&text)?;
    Ok(Exit::Clean)
}

fn unknown(name: &str, session: &mut Session) -> io::Result<Exit> {
    let nearest = nearest(name, CHECKS.iter().map(|kind| kind.name));
    session.complain(&told::unknown_check(name, nearest, session.lang()))?;
    Ok(Exit::Trouble)
}

/// Puts a folder of rules into one file that travels.
pub(super) fn pack(args: &PackFolderArgs, session: &mut Session) -> io::Result<Exit> {
    let lang = session.lang();
    let Some((files, _)) = load(std::slice::from_ref(&args.pack_folder), session)? else { return Ok(Exit::Trouble) };
    if !files.iter().any(PackFile::is_manifest) {
        session.remark(&told::no_manifest(lang))?;
    }
    let path = args.zip.clone().unwrap_or_else(|| {
        let name = args.pack_folder.canonicalize().ok().and_then(|path| path.file_name().map(ToOwned::to_owned));
        PathBuf::from(name.unwrap_or_else(|| "quy-tac".into())).with_extension("zip")
    });
    let written = project::archive(&files).and_then(|bytes| outputs::write_new(&path, &bytes));
    let shown = path.display().to_string();
    match written {
        Ok(()) => {
            session.say(&told::packed(&shown, &project::content_hash(&files), lang))?;
            Ok(Exit::Clean)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            session.complain(&told::exists(&shown, lang))?;
            Ok(Exit::Trouble)
        }
        Err(error) => {
            session.complain(&words::not_written(&shown, &error, lang))?;
            Ok(Exit::Trouble)
        }
    }
}
