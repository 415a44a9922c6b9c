//! Completions as the shells themselves give them, and manual pages. A shell that is not installed is
//! named and left out.
#![allow(clippy::print_stderr, reason = "what is left out is said")]

#[path = "support/left_out.rs"]
mod left_out;

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use left_out::left_out;

/// The script for a shell, in a file.
fn script(folder: &TempDir, shell: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat")).args(["completions", shell]).output().expect("runs");
    let path = folder.path().join(format!("rasoat.{shell}"));
    fs::write(&path, output.stdout).expect("writes");
    path.display().to_string()
}

/// What `shell` says to `line`; `None` if it is not installed.
fn said(folder: &TempDir, shell: &str, line: &str) -> Option<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_rasoat")).parent().expect("a folder");
    let path = std::env::join_paths(
        std::iter::once(program.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let output = Command::new(shell).current_dir(folder).args(["-c", line]).env("PATH", path.expect("a path")).output();
    let Ok(output) = output else {
        left_out(&format!("`{shell}` is not installed"));
        return None;
    };
    assert!(output.stderr.is_empty(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn fish_offers_values() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bao-cao.txt"), "").expect("writes");
    let path = script(&folder, "fish");
    let offers = |line: &str| said(&folder, "fish", &format!("source '{path}'; complete -C '{line}'"));
    let Some(forms) = offers("rasoat check --format ") else { return };
    assert!(forms.lines().any(|word| word == "sarif") && !forms.contains("bao-cao.txt"), "{forms}");
    let actions = offers("rasoat baseline ").expect("fish");
    assert!(actions.contains("prune") && actions.contains("bao-cao.txt"), "{actions}");
    let shells = offers("rasoat completions ").expect("fish");
    assert!(shells.contains("zsh") && !shells.contains("bao-cao.txt"), "{shells}");
    assert!(offers("rasoat check bao").expect("fish").contains("bao-cao.txt"));
    assert!(offers("rasoat che").expect("fish").starts_with("check"));
}

#[test]
fn bash_offers_values() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = script(&folder, "bash");
    let offers = |words: &str, at: usize, last: &str| {
        let ask =
            format!("COMP_WORDS=({words}); COMP_CWORD={at}; _rasoat rasoat '' {last}; echo \"${{COMPREPLY[@]}}\"");
        said(&folder, "bash", &format!("source '{path}'; {ask}"))
    };
    let Some(forms) = offers("rasoat check --format ''", 3, "--format") else { return };
    assert!(forms.contains("github-summary"), "{forms}");
    assert!(offers("rasoat baseline ''", 2, "baseline").expect("bash").contains("prune"));
}

/// What is typed before the key Tab, and the words that the shell then runs the program with.
const TYPED: [(&str, &str); 6] = [
    ("che", "check"),
    ("check --format sar", "check --format sarif"),
    ("baseline pr", "baseline prune"),
    ("check b.txt --format json bao", "check b.txt --format json bao-cao.txt"),
    ("check --statis", "check --statistics"),
    ("check --lang e", "check --lang en"),
];

/// A shell with a person at it; zsh has the terminals for all of them.
fn assert_completes(shell: &str) {
    for needed in ["zsh", shell] {
        if Command::new(needed).args(["-c", ""]).output().is_err() {
            left_out(&format!("`{needed}` is not installed"));
            return;
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    script(&folder, shell);
    fs::write(folder.path().join("bao-cao.txt"), "").expect("writes");
    let mut typing = Command::new("zsh");
    typing.args(["-f", "tests/shells/type.zsh", shell]).arg(folder.path()).args(TYPED.map(|(line, _)| line));
    let output = typing.output().expect("runs");
    let ran = String::from_utf8_lossy(&output.stdout).replace(" >", ">");
    let expected: String = TYPED.map(|(_, words)| format!("ran <{words}>\n")).concat();
    assert_eq!(ran, expected, "{shell}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn bash_completes_what_is_typed() {
    assert_completes("bash");
}

#[test]
fn elvish_completes_what_is_typed() {
    assert_completes("elvish");
}

#[test]
fn fish_completes_what_is_typed() {
    assert_completes("fish");
}

#[test]
fn zsh_completes_what_is_typed() {
    assert_completes("zsh");
}

#[test]
fn pages_for_man_go_into_a_folder_that_need_not_exist() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |into: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
        command.current_dir(folder.path()).args(["man", "--dir", into, "--lang", "en"]).output().expect("runs")
    };
    assert!(write("share/man/man1").status.success());
    let page = fs::read_to_string(folder.path().join("share/man/man1/rasoat-check.1")).expect("a page");
    assert!(page.contains("Ctrl"), "the page has all options: {page}");
    let version = env!("CARGO_PKG_VERSION");
    assert!(page.contains(&format!(".TH rasoat-check 1 \"\" \"rasoat {version}\" rasoat\n")), "{page}");
    fs::write(folder.path().join("tep"), "").expect("writes");
    let told = write("tep");
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stderr).contains("tep: it cannot be written"), "{told:?}");
}
