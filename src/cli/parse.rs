//! `rasoat parse`: what was recognised, without judging it.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::args::{ConfigArgs, ParseArgs, ParseFormat};
use super::configs::plan_for;
use super::{Exit, Session, convert, inputs};
use crate::engine;
use crate::report::json::facts::facts;
use crate::report::json::parse::parsed;
use crate::report::parsed::{plain_text, readable};
use crate::report::why::why;
use crate::report::{Failure, words};

/// Runs the command.
pub(super) fn run(args: &ParseArgs, session: &mut Session) -> io::Result<Exit> {
    let input = inputs::single(&args.path, args.stdin_name.as_deref());
    let (packs, profile, file) = (args.packs.clone(), args.profile.clone(), args.file.clone());
    let config = ConfigArgs { file, profile, packs, ..ConfigArgs::default() };
    let Some(plan) = plan_for(input.path(), &config, session)? else { return Ok(Exit::Trouble) };
    let settings = &plan.settings;
    let content = input
        .read(&settings.limits)
        .and_then(|file| convert::readable(file, convert::Convert::asked(args.libreoffice), &settings.limits));
    let read = content.and_then(|(file, notice)| {
        let parsed = catch_unwind(AssertUnwindSafe(|| engine::parse(&file, settings)));
        let (document, profile, mut notices) = parsed.map_err(|_| Failure::Fault)?.map_err(Failure::Read)?;
        notices.extend(notice);
        Ok((document, profile, notices))
    });
    let (document, profile, notices) = match read {
        Ok(read) => read,
        Err(failure) => {
            let told = words::failure(&failure, session.lang());
            session.complain(&format!("{}: {} {}", input.name(), told.message, told.help))?;
            return Ok(Exit::Trouble);
        }
    };
    let wire = || parsed(&input.name(), &document, profile.as_deref(), &notices, session.lang());
    match args.format {
        ParseFormat::Readable => {
            let chosen = settings.catalogue.profiles.iter().find(|known| Some(&known.name) == profile.as_ref());
            let text = readable(&wire(), &document, chosen, session.look());
            session.say(&text)?;
            if args.why {
                session.say(&why(&document, session.look()))?;
            }
        }
        ParseFormat::Json => {
            let wire = wire();
            session.say_json(&wire)?;
        }
        ParseFormat::Text => session.say(&plain_text(&document))?,
        ParseFormat::Facts => session.say_json(&facts(&document))?,
    }
    Ok(Exit::Clean)
}
