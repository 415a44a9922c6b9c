//! Real editors drive the server: they open the founding draft, list its findings, apply a fix, and
//! the buffer is right. An editor that is not installed is named and left out.
#![allow(clippy::print_stderr, reason = "what is left out is said")]

use std::fs;
use std::process::{Command, Output};

/// Runs an editor on a copy of the draft; `None` if it is not installed.
fn drive(program: &str, arguments: &[&str]) -> Option<Output> {
    let found = Command::new(program).arg("--version").output();
    if found.is_err() {
        eprintln!("left out: `{program}` is not installed");
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("bao-cao.txt");
    fs::copy("fixtures/drafts/bao-cao-nd73.txt", &draft).expect("copies");
    let output = Command::new(program)
        .args(arguments)
        .env("RASOAT", env!("CARGO_BIN_EXE_rasoat"))
        .env("DRAFT", &draft)
        .env_remove("RASOAT_LANG")
        .output();
    Some(output.expect("runs"))
}

fn said(output: &Output) -> String {
    format!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn neovim() {
    let Some(output) = drive("nvim", &["--headless", "-u", "NONE", "-c", "luafile tests/editors/neovim.lua"]) else {
        return;
    };
    let said = said(&output);
    assert!(output.status.success() && said.contains("neovim: done"), "{said}");
    assert!(said.contains("59:1 the number “II” is already used"), "{said}");
}

#[test]
fn emacs() {
    if !has_eglot() {
        eprintln!("left out: Emacs with eglot is not installed");
        return;
    }
    let Some(output) = drive("emacs", &["--batch", "-l", "tests/editors/eglot.el"]) else { return };
    let said = said(&output);
    assert!(output.status.success() && said.contains("eglot: done"), "{said}");
    assert!(said.contains("59: rasoat [outline/duplicate-number]"), "{said}");
}

/// Emacs has eglot of its own since version 29; before, it is a package. False without Emacs.
fn has_eglot() -> bool {
    let asked = Command::new("emacs")
        .args(["--batch", "--eval", "(progn (package-initialize) (require (quote eglot)))"])
        .output();
    asked.is_ok_and(|output| output.status.success())
}
