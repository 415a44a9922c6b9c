//! `rasoat explain`, `rasoat rules`, `rasoat profiles`: the catalogue, for reading.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::args::{ConfigArgs, ConfigFileArgs, ExplainArgs, ListArgs, ListFormat, PackArgs};
use super::configs::plan_for;
use super::{Exit, Session};
use crate::catalogue::nearest;
use crate::config::Plan;
use crate::report::json::lists_v1;
use crate::report::{catalogue, words};

/// What holds in the current folder: its own rules, its severities and parameters, its language.
fn here(packs: &PackArgs, file: &ConfigFileArgs, session: &mut Session) -> io::Result<Option<Arc<Plan>>> {
    let args = ConfigArgs { packs: packs.clone(), file: file.clone(), ..ConfigArgs::default() };
    plan_for(Path::new("."), &args, session)
}

/// Explains one rule.
pub(super) fn run(args: &ExplainArgs, session: &mut Session) -> io::Result<Exit> {
    let Some(plan) = here(&args.packs, &args.file, session)? else { return Ok(Exit::Trouble) };
    let known = &plan.settings.catalogue;
    if let Some(rule) = known.rule(&args.rule) {
        session.say(&catalogue::explain(rule, session.look()))?;
        return Ok(Exit::Clean);
    }
    let nearest = nearest(&args.rule, known.rules.iter().map(|rule| rule.meta.id.as_str()));
    session.complain(&words::unknown_rule(&args.rule, nearest, session.lang()))?;
    Ok(Exit::Trouble)
}

/// Lists the rules.
pub(super) fn rules(args: &ListArgs, session: &mut Session) -> io::Result<Exit> {
    let Some(plan) = here(&args.packs, &args.file, session)? else { return Ok(Exit::Trouble) };
    let known = &plan.settings.catalogue;
    match args.format {
        ListFormat::Table => session.say(&catalogue::rules(known, session.look()))?,
        ListFormat::Json => session.say_json(&lists_v1::rules(known, session.lang()))?,
    }
    Ok(Exit::Clean)
}

/// Lists the profiles.
pub(super) fn profiles(args: &ListArgs, session: &mut Session) -> io::Result<Exit> {
    let Some(plan) = here(&args.packs, &args.file, session)? else { return Ok(Exit::Trouble) };
    let known = &plan.settings.catalogue;
    match args.format {
        ListFormat::Table => session.say(&catalogue::profiles(known, session.look()))?,
        ListFormat::Json => session.say_json(&lists_v1::profiles(known, session.lang()))?,
    }
    Ok(Exit::Clean)
}
