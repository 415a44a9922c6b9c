//! `rasoat completions` and `rasoat man`: what a shell and `man` need to know of the command line.

use std::path::Path;
use std::{fs, io};

use clap::Command;

use super::args::{CompletionsArgs, ManArgs};
use super::{Exit, Session, help, inputs, outputs};
use crate::catalogue::Lang;
use crate::report::words;

/// Prints the script for a shell.
pub(super) fn completions(args: &CompletionsArgs, session: &mut Session) -> io::Result<Exit> {
    let mut command = told(session.lang());
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "rasoat", &mut script);
    session.say(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}

/// Prints the main page, or writes a page for each command.
pub(super) fn man(args: &ManArgs, session: &mut Session) -> io::Result<Exit> {
    let command = told(session.lang());
    let Some(folder) = &args.dir else {
        let page = page(command)?;
        session.say(&String::from_utf8_lossy(&page))?;
        return Ok(Exit::Clean);
    };
    if let Err(error) = fs::create_dir_all(folder) {
        return refused(folder, &error, session);
    }
    for command in std::iter::once(&command).chain(command.get_subcommands()) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let file = folder.join(format!("{name}.1"));
        if let Err(error) = outputs::write_whole(&file, &page(command.clone())?) {
            return refused(&file, &error, session);
        }
    }
    Ok(Exit::Clean)
}

/// The command line in `lang`, as it is documented outside the program: templates of the help are
/// for a terminal.
fn told(lang: Lang) -> Command {
    let mut command = help::command(lang);
    command.build();
    command
}

fn page(command: Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}

fn refused(file: &Path, error: &io::Error, session: &mut Session) -> io::Result<Exit> {
    let told = words::failure(&inputs::failure(error), session.lang());
    session.complain(&format!("{}: {} {}", file.display(), told.message, told.help))?;
    Ok(Exit::Trouble)
}
