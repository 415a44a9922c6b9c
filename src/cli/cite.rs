//! `rasoat cite`: looks an instrument up and shows how it is cited, or lists what a file cites.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use jiff::civil::Date;

use super::args::{CiteArgs, ConfigArgs, ListFormat};
use super::configs::{Asked, Configs};
use super::{Exit, Session, inputs, registry};
use crate::checks::cited;
use crate::engine::{self, Heed};
use crate::lexicon::search::search;
use crate::report::json::{cite_v1, cited_v1};
use crate::report::{Failure, cited as cited_page, registry as page, words};

/// Looks the words up, or lists what a file cites; exit code 1 if nothing is found.
pub(super) fn run(args: &CiteArgs, today: Date, session: &mut Session) -> io::Result<Exit> {
    if let Some(path) = &args.of {
        return list(args, path, today, session);
    }
    let Some(mut configs) = configs(args, today, session)? else { return Ok(Exit::Trouble) };
    let Some(registry) = configs.registry(session)? else { return Ok(Exit::Trouble) };
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

/// The configurations with the registry that was typed; `None` if that cannot be used, which is told.
fn configs(args: &CiteArgs, today: Date, session: &mut Session) -> io::Result<Option<Configs>> {
    let Some(registry) = registry::typed(args.registry.as_deref(), session)? else { return Ok(None) };
    let config = ConfigArgs { file: args.file.clone(), ..ConfigArgs::default() };
    let (today, lang, law_day) = (Some(today), session.lang, args.law_day);
    let asked = Asked { args: &config, lang, today, heed: Heed::All, registry, law_day };
    Configs::new(asked, session).map(Some)
}

/// Every instrument that the file cites, judged on the day that was typed, else that of the document.
fn list(args: &CiteArgs, path: &Path, today: Date, session: &mut Session) -> io::Result<Exit> {
    let Some(mut configs) = configs(args, today, session)? else { return Ok(Exit::Trouble) };
    let input = inputs::single(path, None);
    let plan = configs.plan(input.path(), session)?.and_then(|at| configs.plans().get(at).cloned());
    let Some(plan) = plan else { return Ok(Exit::Trouble) };
    let settings = &plan.settings;
    let read = input.read(&settings.limits).and_then(|file| {
        let parsed = catch_unwind(AssertUnwindSafe(|| engine::parse(&file, settings)));
        parsed.map_err(|_| Failure::Fault)?.map_err(Failure::Read)
    });
    let document = match read {
        Ok((document, ..)) => document,
        Err(failure) => {
            let told = words::failure(&failure, session.lang());
            session.complain(&format!("{}: {} {}", input.name(), told.message, told.help))?;
            return Ok(Exit::Trouble);
        }
    };
    let on = args.law_day.or_else(|| document.own_date()).unwrap_or(today);
    let documents = std::iter::once(&document).chain(&document.further);
    let cited: Vec<_> = documents.flat_map(|document| cited(document, &settings.registry)).collect();
    let wire = cited_v1::cited_list(&input.name(), &document, &cited, &settings.registry, on);
    match args.format {
        ListFormat::Table => session.say(&cited_page::list(&wire, session.look()))?,
        ListFormat::Json => session.say_json(&wire)?,
    }
    Ok(if cited.is_empty() { Exit::Findings } else { Exit::Clean })
}
