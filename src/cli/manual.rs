//! `rasoat completions` and `rasoat man`: what a shell and `man` need to know of the command line.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use clap::Command;
use clap::builder::PossibleValue;
use clap_complete::Shell;

use super::args::{CompletionsArgs, ManArgs};
use super::{Exit, Session, help, outputs};
use crate::catalogue::Lang;
use crate::report::words;

/// Prints the script for a shell.
pub(super) fn completions(args: &CompletionsArgs, session: &mut Session) -> io::Result<Exit> {
    let mut command = told(session.lang());
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "rasoat", &mut script);
    session.say(&String::from_utf8_lossy(&script))?;
    if args.shell == Shell::Fish {
        session.say(&words_for_fish(&command))?;
    }
    Ok(Exit::Clean)
}

/// The words that may stand in the place of an argument without a name. The script for this shell
/// knows those of options only.
fn words_for_fish(command: &Command) -> String {
    let mut lines = String::new();
    for command in command.get_subcommands() {
        let name = command.get_name();
        for argument in command.get_positionals() {
            let words = argument.get_possible_values();
            if words.is_empty() {
                continue;
            }
            let words: Vec<&str> = words.iter().map(PossibleValue::get_name).collect();
            // Names of files stay where a further argument takes them.
            let files = if command.get_positionals().count() > 1 { "" } else { " -f" };
            let words = words.join(" ");
            let _ = writeln!(
                lines,
                "complete -c rasoat -n \"__fish_rasoat_using_subcommand {name}\"{files} -a \"{words}\""
            );
        }
    }
    lines
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
    session.complain(&words::not_written(&file.display().to_string(), &error.to_string(), session.lang()))?;
    Ok(Exit::Trouble)
}
