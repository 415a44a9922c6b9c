//! `rasoat config` and `rasoat init`.

use std::io;
use std::path::Path;

use super::args::{InitArgs, ShowConfigArgs};
use super::configs::{Asked, Configs, NAME};
use super::{Exit, Session, outputs};
use crate::config::config_schema;
use crate::engine::Heed;
use crate::report::config::{effective, starting_point};
use crate::report::{shown_name, words};

/// Shows what holds for a file, or the schema.
pub(super) fn show(args: &ShowConfigArgs, session: &mut Session) -> io::Result<Exit> {
    if args.schema {
        session.say_json(&config_schema())?;
        return Ok(Exit::Clean);
    }
    let lang = session.lang;
    let asked = Asked { args: &args.config, lang, today: None, heed: Heed::All, registry: Vec::new(), law_day: None };
    let mut configs = Configs::new(asked, session)?;
    let path = args.show.as_deref().unwrap_or(Path::new("."));
    let Some(resolved) = configs.resolved(path, session)? else { return Ok(Exit::Trouble) };
    let Some(plan) = configs.plan(path, session)?.and_then(|at| configs.plans().get(at)) else {
        return Ok(Exit::Trouble);
    };
    let text = effective(&resolved, plan, session.look());
    session.say(&text)?;
    Ok(Exit::Clean)
}

/// Writes a configuration to start with; an existing one is left alone.
pub(super) fn init(args: &InitArgs, session: &mut Session) -> io::Result<Exit> {
    let path = args.folder.join(NAME);
    let text = starting_point(session.lang());
    match outputs::write_new(&path, text.as_bytes()) {
        Ok(()) => {
            session.say(&words::config_written(&shown_name(&path.display().to_string()), session.lang()))?;
            Ok(Exit::Clean)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            session.complain(&words::config_exists(&path.display().to_string(), session.lang()))?;
            Ok(Exit::Trouble)
        }
        Err(error) => {
            session.complain(&words::not_written(&path.display().to_string(), &error, session.lang()))?;
            Ok(Exit::Trouble)
        }
    }
}
