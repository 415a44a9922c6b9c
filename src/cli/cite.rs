//! `rasoat cite`: looks an instrument up and shows how it is cited.

use std::io;

use jiff::civil::Date;

use super::args::{CiteArgs, ConfigArgs, ListFormat};
use super::configs::{Asked, Configs};
use super::{Exit, Session, registry};
use crate::engine::Heed;
use crate::lexicon::search::search;
use crate::report::json::cite_v1;
use crate::report::registry as page;

/// Looks the words up; exit code 1 if nothing is found.
pub(super) fn run(args: &CiteArgs, today: Date, session: &mut Session) -> io::Result<Exit> {
    let Some(typed) = registry::typed(args.registry.as_deref(), session)? else { return Ok(Exit::Trouble) };
    let config = ConfigArgs { file: args.file.clone(), ..ConfigArgs::default() };
    let asked = Asked {
        args: &config,
        lang: session.lang,
        today: Some(today),
        heed: Heed::All,
        registry: typed,
        law_day: args.law_day,
    };
    let Some(registry) = Configs::new(asked, session)?.registry(session)? else { return Ok(Exit::Trouble) };
    let query = args.query.join(" ");
    let on = args.law_day.unwrap_or(today);
    let found = search(&registry, &query);
    let wire = cite_v1::found(&query, &found, &registry, on);
    match args.format {
        ListFormat::Table => session.say(&page::found(&wire, session.look()))?,
        ListFormat::Json => session.say_json(&wire)?,
    }
    Ok(if found.is_empty() { Exit::Findings } else { Exit::Clean })
}
