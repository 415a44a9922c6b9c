//! `rasoat sheet`: everything an author wants of a document at once. The review sheet and, for a Word file, the copy
//! with remarks come to stand beside it, and the sheet is opened.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

use clap::Parser as _;

use super::args::{Cli, Command, SheetArgs};
use super::{Exit, Session, annotate, check};
use crate::report::words::{self, Word};

/// Runs the command.
pub(super) fn run(args: &SheetArgs, session: &mut Session) -> io::Result<Exit> {
    let mut worst = Exit::Clean;
    for path in &args.paths {
        let Some(sheet) = beside(path) else {
            session.complain(&format!("{}: {}", path.display(), Word::NothingToCheck.text(session.lang())))?;
            return Ok(Exit::Trouble);
        };
        let form: OsString = [OsStr::new("html="), sheet.as_os_str()].into_iter().collect();
        let exit = run_as(
            &[OsStr::new("check"), OsStr::new("--format=grouped"), OsStr::new("--output"), &form],
            path,
            session,
        )?;
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx")) && exit != Exit::Trouble {
            run_as(&[OsStr::new("annotate")], path, session)?;
        }
        if sheet.exists() {
            session.say(&words::sheet_written(&sheet.display().to_string(), session.lang()))?;
            if !args.no_open {
                open(&sheet);
            }
        }
        worst = worse(worst, exit);
    }
    Ok(worst)
}

/// Runs another command on `path` as if it had been typed.
fn run_as(arguments: &[&OsStr], path: &Path, session: &mut Session) -> io::Result<Exit> {
    let path = [OsStr::new("--"), path.as_os_str()];
    let call = [OsStr::new("rasoat")].into_iter().chain(arguments.iter().copied()).chain(path);
    match Cli::try_parse_from(call).map(|cli| cli.command) {
        Ok(Command::Check(args)) => check::run(&args, session),
        Ok(Command::Annotate(args)) => annotate::run(&args, session),
        _ => Ok(Exit::Trouble),
    }
}

/// The sheet of a document, or of a folder, beside it.
fn beside(path: &Path) -> Option<PathBuf> {
    // The current folder has a name too.
    let path = if path.file_stem().is_some() { path.to_owned() } else { path.canonicalize().ok()? };
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    Some(path.with_file_name(words::annotated_name(&stem, "html")))
}

/// Lets the system show `sheet`. Where it cannot, the name that was said is enough.
fn open(sheet: &Path) {
    let program = match () {
        () if cfg!(windows) => "explorer",
        () if cfg!(target_os = "macos") => "open",
        () => "xdg-open",
    };
    let mut process = Process::new(program);
    let _ = process.arg(sheet).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}

const fn worse(one: Exit, other: Exit) -> Exit {
    match (one, other) {
        (Exit::Trouble, _) | (_, Exit::Trouble) => Exit::Trouble,
        (Exit::Findings, _) | (_, Exit::Findings) => Exit::Findings,
        _ => Exit::Clean,
    }
}
