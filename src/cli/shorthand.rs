//! What may be left out of a call: `rasoat bao-cao.docx` checks, and a file dropped on the program's icon is
//! reviewed by an author who sees no command line.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use clap::CommandFactory as _;

use super::args::Cli;
use crate::catalogue::Lang;
use crate::project::is_document;
use crate::report::words::Word;

/// A call as it is to be understood.
pub(super) struct Call {
    /// The name of the program and its arguments.
    pub(super) arguments: Vec<OsString>,
    /// It has a window of its own that closes when it ends, so it has to wait until it is read.
    pub(super) is_window: bool,
}

/// Completes `arguments`, the first of which is the name of the program.
pub(super) fn expand(mut arguments: Vec<OsString>) -> Call {
    let is_window = has_own_window();
    let at = first_word(&arguments);
    let names_documents = at.and_then(|at| arguments.get(at)).is_some_and(|word| is_path(word));
    match at {
        Some(at) if names_documents => {
            let dropped = is_window && arguments.iter().skip(1).all(|argument| Path::new(argument).is_absolute());
            arguments.insert(at, OsString::from(if dropped { "sheet" } else { "check" }));
            Call { arguments, is_window: is_window && dropped }
        }
        _ => Call { is_window: is_window && arguments.len() == 1, arguments },
    }
}

/// Waits until whoever started the program by its icon has read what it said.
pub(super) fn wait(lang: Lang) {
    let _ = writeln!(io::stderr().lock(), "\n{}", Word::PressEnter.text(lang));
    let _ = io::stdin().read_line(&mut String::new());
}

/// Where the command would stand: the first argument that is no option and no value of one.
fn first_word(arguments: &[OsString]) -> Option<usize> {
    let mut is_value = false;
    for (at, argument) in arguments.iter().enumerate().skip(1) {
        let said = argument.to_string_lossy();
        if std::mem::take(&mut is_value) {
            continue;
        }
        if !said.starts_with('-') || said == "-" {
            return Some(at);
        }
        is_value = ["--lang", "--color"].contains(&said.as_ref());
    }
    None
}

/// True for a word that is no command and that looks like documents.
fn is_path(word: &OsStr) -> bool {
    let command = Cli::command();
    let is_command = command.get_subcommands().any(|known| known.get_name() == word) || word == "help";
    let path = Path::new(word);
    !is_command && (path.exists() || is_document(path) || word == "-")
}

/// True if the program was started by its icon. A console of Windows sets one of these for what it starts.
fn has_own_window() -> bool {
    let by_console = ["PROMPT", "WT_SESSION", "TERM", "PSExecutionPolicyPreference"];
    cfg!(windows) && io::stdout().is_terminal() && by_console.iter().all(|name| env::var_os(name).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(line: &str) -> Vec<String> {
        let call = expand(line.split(' ').map(OsString::from).collect());
        call.arguments.into_iter().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_path_in_the_place_of_the_command_is_checked() {
        for (line, expected) in [
            ("rasoat bao-cao.docx", "rasoat check bao-cao.docx"),
            ("rasoat --lang en Cargo.toml --outline", "rasoat --lang en check Cargo.toml --outline"),
            ("rasoat *.docx", "rasoat check *.docx"),
            ("rasoat check bao-cao.docx", "rasoat check bao-cao.docx"),
            ("rasoat chek bao-cao.docx", "rasoat chek bao-cao.docx"),
            ("rasoat --version", "rasoat --version"),
        ] {
            assert_eq!(expanded(line).join(" "), expected);
        }
    }
}
