//! `rasoat profile new` and `check`.

use std::collections::BTreeSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::args::{ProfileCheckArgs, ProfileNewArgs};
use super::{load, told, write_new};
use crate::catalogue::{Catalogue, sample};
use crate::cli::{Exit, Session, convert, inputs};
use crate::engine::{self, Settings};
use crate::model::Document;
use crate::model::profile::Profile;
use crate::project;
use crate::recognize::structure::align;
use crate::report::{Failure, words};

/// Writes a profile from a document.
pub(super) fn new(args: &ProfileNewArgs, session: &mut Session) -> io::Result<Exit> {
    let lang = session.lang();
    let settings = Settings::with(Catalogue::builtin());
    let Some((document, _)) = read(&args.sample, &settings, session)? else { return Ok(Exit::Trouble) };
    let stem = args.sample.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = sample::slug(args.name.as_deref().unwrap_or(&stem));
    if settings.catalogue.profiles.iter().any(|profile| profile.name == name) {
        session.complain(&told::built_in_profile(&name, lang))?;
        return Ok(Exit::Trouble);
    }
    let Some(text) = profile_of(&document, &name) else {
        session.complain(&told::no_outline(&args.sample.display().to_string(), lang))?;
        return Ok(Exit::Trouble);
    };
    let below = PathBuf::from("profiles").join(format!("{name}.toml"));
    let Some(path) = write_new(&args.home, &below, &text, session)? else { return Ok(Exit::Trouble) };
    let (path, home, sample) =
        (path.display().to_string(), args.home.display().to_string(), args.sample.display().to_string());
    session.say(&told::profile_written(&path, &home, &sample, lang))?;
    Ok(Exit::Clean)
}

/// A profile of `document` that it meets itself: what a report asks for and does not give, it need not ask of the next
/// one. An outline gives nothing and keeps all that it asks for.
fn profile_of(document: &Document, name: &str) -> Option<String> {
    let text = sample::profile(document, name, &BTreeSet::new())?;
    let Ok(profile) = toml::from_str::<Profile>(&text) else { return Some(text) };
    let missing = align(document, &profile).missing_facts;
    if missing.len() == profile.facts.len() {
        return Some(text);
    }
    let missing: BTreeSet<String> = missing.into_iter().map(|fact| fact.title.vi).collect();
    sample::profile(document, name, &missing)
}

/// Looks over own profiles and tries them on documents; exit code 1 if one needs another look.
pub(super) fn check(args: &ProfileCheckArgs, session: &mut Session) -> io::Result<Exit> {
    let Some((files, catalogue)) = load(&args.looked, session)? else { return Ok(Exit::Trouble) };
    let own: Vec<String> = files
        .iter()
        .filter(|file| file.is_profile())
        .filter_map(|file| toml::from_str::<toml::Table>(&file.text).ok()?.get("name")?.as_str().map(str::to_owned))
        .collect();
    let mut settings = Settings::with(catalogue);
    project::read_apart(&mut settings);
    let profiles = settings.catalogue.profiles.iter().filter(|profile| own.contains(&profile.name));
    let remarks: Vec<(&str, Vec<sample::Remark>)> = profiles
        .map(|profile| (profile.name.as_str(), sample::look_over(profile, &settings.catalogue.profiles)))
        .collect();
    let doubtful = remarks.iter().any(|(_, remarks)| !remarks.is_empty());
    let text = told::looked_over(&remarks, &settings.catalogue, session.look());
    session.say(&text)?;
    for path in &args.on {
        let Some((_, chosen)) = read(path, &settings, session)? else { return Ok(Exit::Trouble) };
        let shown = path.display().to_string();
        session.say(&told::chosen(&shown, chosen.as_deref(), session.lang()))?;
        for name in &own {
            settings.profile = Some(name.clone());
            let Some((document, _)) = read(path, &settings, session)? else { return Ok(Exit::Trouble) };
            let text = told::aligned(name, &document, session.look());
            session.say(&text)?;
        }
        settings.profile = None;
    }
    Ok(if doubtful { Exit::Findings } else { Exit::Clean })
}

/// The document at `path` with the profile chosen for it; `None` if it cannot be read, which is said.
fn read(path: &Path, settings: &Settings, session: &mut Session) -> io::Result<Option<(Document, Option<String>)>> {
    let input = inputs::single(path, None);
    let content = input
        .read(&settings.limits)
        .and_then(|file| convert::readable(file, convert::Convert::asked(false), &settings.limits));
    let read = content.and_then(|(file, _)| {
        let parsed = catch_unwind(AssertUnwindSafe(|| engine::parse(&file, settings)));
        let (document, profile, _) = parsed.map_err(|_| Failure::Fault)?.map_err(Failure::Read)?;
        Ok((document, profile))
    });
    match read {
        Ok(read) => Ok(Some(read)),
        Err(failure) => {
            let told = words::failure(&failure, session.lang());
            session.complain(&format!("{}: {} {}", input.name(), told.message, told.help))?;
            Ok(None)
        }
    }
}
