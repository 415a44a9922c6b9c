//! `rasoat figures`: every figure with its place, its relations and their proof.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::args::{ConfigArgs, FiguresArgs, FiguresFormat};
use super::configs::plan_for;
use super::{Exit, Session, convert, inputs};
use crate::engine;
use crate::report::figure_sheet::{html, markdown};
use crate::report::json::figures::figures;
use crate::report::{Failure, figures::readable, words};

/// Runs the command.
pub(super) fn run(args: &FiguresArgs, session: &mut Session) -> io::Result<Exit> {
    let input = inputs::single(&args.path, args.stdin_name.as_deref());
    let config = ConfigArgs { file: args.file.clone(), ..ConfigArgs::default() };
    let Some(plan) = plan_for(input.path(), &config, session)? else { return Ok(Exit::Trouble) };
    let settings = &plan.settings;
    let content = input
        .read(&settings.limits)
        .and_then(|file| convert::readable(file, convert::Convert::asked(args.libreoffice), &settings.limits));
    let read = content.and_then(|(file, notice)| {
        let parsed = catch_unwind(AssertUnwindSafe(|| engine::parse(&file, settings)));
        let (document, _, mut notices) = parsed.map_err(|_| Failure::Fault)?.map_err(Failure::Read)?;
        notices.extend(notice);
        Ok((document, notices))
    });
    let (document, notices) = match read {
        Ok(read) => read,
        Err(failure) => {
            let told = words::failure(&failure, session.lang());
            session.complain(&format!("{}: {} {}", input.name(), told.message, told.help))?;
            return Ok(Exit::Trouble);
        }
    };
    let wire = figures(&input.name(), &document, &notices, session.lang());
    match args.format {
        FiguresFormat::Table => session.say(&readable(&wire, &document, session.look()))?,
        FiguresFormat::Json => session.say_json(&wire)?,
        FiguresFormat::Markdown => session.say(&markdown(&wire, &document, session.lang()))?,
        FiguresFormat::Html => session.say(&html(&wire, &document, session.lang()))?,
    }
    Ok(Exit::Clean)
}
