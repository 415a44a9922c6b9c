//! `rasoat explain`, `rasoat rules`, `rasoat profiles`: the catalogue, for reading.

use std::io;

use super::args::{ExplainArgs, ListArgs, ListFormat};
use super::{Exit, Session, packs};
use crate::catalogue::nearest;
use crate::report::json::lists_v1;
use crate::report::{catalogue, words};

/// Explains one rule.
pub(super) fn run(args: &ExplainArgs, session: &mut Session) -> io::Result<Exit> {
    let Some(known) = packs::load(&args.packs, session)? else { return Ok(Exit::Trouble) };
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
    let Some(known) = packs::load(&args.packs, session)? else { return Ok(Exit::Trouble) };
    match args.format {
        ListFormat::Table => session.say(&catalogue::rules(&known, session.look()))?,
        ListFormat::Json => session.say_json(&lists_v1::rules(&known, session.lang()))?,
    }
    Ok(Exit::Clean)
}

/// Lists the profiles.
pub(super) fn profiles(args: &ListArgs, session: &mut Session) -> io::Result<Exit> {
    let Some(known) = packs::load(&args.packs, session)? else { return Ok(Exit::Trouble) };
    match args.format {
        ListFormat::Table => session.say(&catalogue::profiles(&known, session.look()))?,
        ListFormat::Json => session.say_json(&lists_v1::profiles(&known, session.lang()))?,
    }
    Ok(Exit::Clean)
}
