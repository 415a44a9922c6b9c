//! Completions as the shells themselves give them, and manual pages. A shell that is not installed is
//! named and left out.
#![allow(clippy::print_stderr, reason = "what is left out is said")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

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
        eprintln!("left out: `{shell}` is not installed");
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

/// The script needs the functions that `compinit` brings, so the shell only reads it.
#[test]
fn zsh_reads_its_script() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = script(&folder, "zsh");
    let Some(read) = said(&folder, "zsh", &format!("zsh -n '{path}' && echo sound")) else { return };
    assert_eq!(read.trim(), "sound");
    let text = fs::read_to_string(path).expect("reads");
    assert!(text.contains("(full concise grouped json"), "the forms are offered");
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
    fs::write(folder.path().join("tep"), "").expect("writes");
    let told = write("tep");
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stderr).contains("tep: it cannot be written"), "{told:?}");
}
