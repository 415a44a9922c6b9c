//! Rules and profiles of one's own: written, tested, packed.

pub(super) mod args;
mod profiles;
mod rules;

use std::io;
use std::path::{Path, PathBuf};

use args::{ProfileAction, ProfileArgs, RulesAction, RulesArgs, SchemaArgs, SchemaKind};

use super::{Exit, Session, explain, inputs, outputs};
use crate::catalogue::file::{instruments_schema, manifest_schema, profile_schema, rule_schema};
use crate::catalogue::{Catalogue, PackFile};
use crate::config::config_schema;
use crate::project::Files;
use crate::report::words::Word;
use crate::report::{json, packs, shown_name, words, workbench as told};

/// `rasoat rules` with what is done with them.
pub(super) fn rules(args: &RulesArgs, session: &mut Session) -> io::Result<Exit> {
    match &args.action {
        None => explain::rules(&args.list, session),
        Some(RulesAction::Test(args)) => rules::test(args, session),
        Some(RulesAction::New(args)) => rules::new(args, session),
        Some(RulesAction::Params(args)) => rules::params(args, session),
        Some(RulesAction::Pack(args)) => rules::pack(args, session),
    }
}

/// `rasoat profile`.
pub(super) fn profile(args: &ProfileArgs, session: &mut Session) -> io::Result<Exit> {
    match &args.action {
        ProfileAction::New(args) => profiles::new(args, session),
        ProfileAction::Check(args) => profiles::check(args, session),
    }
}

/// Prints a schema.
pub(super) fn schema(args: &SchemaArgs, session: &mut Session) -> io::Result<Exit> {
    session.say_json(&match args.kind {
        SchemaKind::Rule => rule_schema(),
        SchemaKind::Profile => profile_schema(),
        SchemaKind::Pack => manifest_schema(),
        SchemaKind::Config => config_schema(),
        SchemaKind::Registry => instruments_schema(),
        SchemaKind::Report => json::report_schema(),
        SchemaKind::Parse => json::parse_schema(),
        SchemaKind::Figures => json::figures_schema(),
        SchemaKind::Facts => json::facts_schema(),
    })?;
    Ok(Exit::Clean)
}

/// The files of own packs with the catalogue that has them; `None` if they cannot be used, which is said.
fn load(paths: &[PathBuf], session: &mut Session) -> io::Result<Option<(Vec<PackFile>, Catalogue)>> {
    let mut files = Vec::new();
    for path in paths {
        match Files::default().packs(path) {
            Ok(found) if found.is_empty() => {
                let none = Word::NoRuleFile.text(session.lang());
                session.complain(&format!("{}: {none}", path.display()))?;
                return Ok(None);
            }
            Ok(found) => files.extend(found),
            Err(error) => {
                let failure = words::failure(&inputs::failure(&error), session.lang());
                session.complain(&format!("{}: {} {}", path.display(), failure.message, failure.help))?;
                return Ok(None);
            }
        }
    }
    match Catalogue::builtin().with_packs(&files) {
        Ok(catalogue) => Ok(Some((files, catalogue))),
        Err(errors) => {
            let text = packs::mistakes(&files, &errors, session.trouble_look());
            session.show_trouble(&text)?;
            Ok(None)
        }
    }
}

/// Writes a new file below `home`, whose folders are made; one that is there is left alone.
fn write_new(home: &Path, below: &Path, text: &str, session: &mut Session) -> io::Result<Option<PathBuf>> {
    let path = home.join(below);
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    let shown = shown_name(&path.display().to_string());
    match made.and_then(|()| outputs::write_new(&path, text.as_bytes())) {
        Ok(()) => Ok(Some(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            session.complain(&told::exists(&shown, session.lang()))?;
            Ok(None)
        }
        Err(error) => {
            session.complain(&words::not_written(&shown, &error, session.lang()))?;
            Ok(None)
        }
    }
}
