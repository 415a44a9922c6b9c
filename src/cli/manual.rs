//! `rasoat completions` and `rasoat man`: what a shell and `man` need to know of the command line.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use clap::builder::PossibleValue;
use clap::{Arg, Command};
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
    match args.shell {
        Shell::Fish => session.say(&words_for_fish(&command))?,
        Shell::Elvish => session.say(&words_for_elvish(&command))?,
        _ => {}
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
            let Some(words) = values(argument) else { continue };
            // Names of files stay where a further argument takes them.
            let files = if command.get_positionals().count() > 1 { "" } else { " -f" };
            let _ = writeln!(
                lines,
                "complete -c rasoat -n \"__fish_rasoat_using_subcommand {name}\"{files} -a \"{words}\""
            );
        }
    }
    lines
}

/// Values and names of files. The script for this shell knows names of commands and options only, and
/// fails behind the first argument that is neither.
fn words_for_elvish(root: &Command) -> String {
    let (mut commands, mut words) = (String::new(), String::new());
    for command in std::iter::once(root).chain(root.get_subcommands()) {
        let name = if command.get_name() == root.get_name() { "" } else { command.get_name() };
        if !name.is_empty() {
            let _ = write!(commands, " {name}");
        }
        for argument in command.get_arguments() {
            let Some(values) = values(argument) else { continue };
            let key = argument.get_long().map_or_else(String::new, |long| format!(" --{long}"));
            let _ = writeln!(words, "    &'{name}{key}'=[{values}]");
        }
    }
    format!(
        "
var rasoat-names~ = $edit:completion:arg-completer[rasoat]
var rasoat-commands = [{commands}]
var rasoat-values = [
{words}]
set edit:completion:arg-completer[rasoat] = {{|@words|
    var command = ''
    for word $words[1..-1] {{
        if (has-value $rasoat-commands $word) {{
            set command = $word
            break
        }}
    }}
    if (has-key $rasoat-values $command' '$words[-2]) {{
        all $rasoat-values[$command' '$words[-2]]
    }} elif (eq $command '') {{
        rasoat-names rasoat ''
    }} elif (str:has-prefix $words[-1] '-') {{
        rasoat-names rasoat $command ''
    }} else {{
        if (has-key $rasoat-values $command) {{
            all $rasoat-values[$command]
        }}
        edit:complete-filename $words[-1]
    }}
}}
"
    )
}

/// The words that an argument may be, if they are fixed.
fn values(argument: &Arg) -> Option<String> {
    let words = argument.get_possible_values();
    let words: Vec<&str> = words.iter().map(PossibleValue::get_name).collect();
    (!words.is_empty() && argument.get_action().takes_values()).then(|| words.join(" "))
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
    let version = concat!("rasoat ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).source(version).manual("rasoat").render(&mut page)?;
    // The pages have no day, and what is written for one must not be taken by what follows it.
    Ok(String::from_utf8_lossy(&page).replacen(" 1  \"", " 1 \"\" \"", 1).into_bytes())
}

fn refused(file: &Path, error: &io::Error, session: &mut Session) -> io::Result<Exit> {
    session.complain(&words::not_written(&file.display().to_string(), error, session.lang()))?;
    Ok(Exit::Trouble)
}
