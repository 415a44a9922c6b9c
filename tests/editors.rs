//! Real editors drive the server: they open the founding draft, list its findings, apply a fix, and
//! the buffer is right. An editor that is not installed is named and left out.
#![allow(clippy::print_stderr, reason = "what is left out is said")]

#[path = "support/left_out.rs"]
mod left_out;

use std::fs;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use left_out::left_out;

/// Runs an editor on a copy of the draft; `None` if it is not installed.
fn drive(program: &str, arguments: &[&str]) -> Option<Output> {
    let found = Command::new(program).arg("--version").output();
    if found.is_err() {
        left_out(&format!("`{program}` is not installed"));
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
        left_out("Emacs with eglot is not installed");
        return;
    }
    let Some(output) = drive("emacs", &["--batch", "-l", "tests/editors/eglot.el"]) else { return };
    let said = said(&output);
    assert!(output.status.success() && said.contains("eglot: done"), "{said}");
    assert!(said.contains("59: rasoat [outline/duplicate-number]"), "{said}");
}

/// Kate cannot be told from outside what to do; that it starts the server, opens the draft and is told
/// its findings shows that the set-up in `editors/README.md` is right.
#[test]
fn kate() {
    if Command::new("kate").arg("--version").env("QT_QPA_PLATFORM", "offscreen").output().is_err() {
        left_out("`kate` is not installed");
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let settings = home.join("kate/lspclient");
    fs::create_dir_all(&settings).expect("a folder");
    let readme = fs::read_to_string("editors/README.md").expect("reads");
    let section = readme.split_once("## Kate").expect("a section").1;
    let written = section.split_once("```json\n").and_then(|(_, rest)| rest.split_once("```")).expect("a set-up").0;
    fs::write(settings.join("settings.json"), written).expect("writes");
    // Kate asks before it starts a program; this is what it keeps after the answer.
    let server = home.join("rasoat");
    let allowed = format!("[lspclient]\nAllowedServerCommandLines={} lsp\n", server.display());
    fs::write(home.join("katerc"), format!("[Kate Plugins]\nlspclientplugin=true\n\n{allowed}")).expect("writes");
    let log = home.join("told");
    let script = format!("#!/bin/sh\n'{}' \"$@\" | tee '{}'\n", env!("CARGO_BIN_EXE_rasoat"), log.display());
    fs::write(&server, script).expect("writes");
    assert!(Command::new("chmod").arg("+x").arg(&server).status().expect("runs").success());
    let draft = home.join("bao-cao.txt");
    fs::copy("fixtures/drafts/bao-cao-nd73.txt", &draft).expect("copies");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut kate = Command::new("kate")
        .args(["--block", "--new"])
        .arg(&draft)
        .env("PATH", format!("{}:{path}", home.display()))
        .env("QT_QPA_PLATFORM", "offscreen")
        .envs(["HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"].map(|name| (name, home)))
        .env_remove("RASOAT_LANG")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let is_told = || {
        let told = fs::read_to_string(&log).unwrap_or_default();
        told.contains("textDocument/publishDiagnostics") && told.contains("outline/duplicate-number")
    };
    let told = (0..600).any(|_| {
        thread::sleep(Duration::from_millis(100));
        is_told()
    });
    kate.kill().expect("ends");
    kate.wait().expect("ends");
    assert!(told, "{}", fs::read_to_string(&log).unwrap_or_default());
}

/// Emacs has eglot of its own since version 29; before, it is a package. False without Emacs.
fn has_eglot() -> bool {
    let asked = Command::new("emacs")
        .args(["--batch", "--eval", "(progn (package-initialize) (require (quote eglot)))"])
        .output();
    asked.is_ok_and(|output| output.status.success())
}
