//! The line of progress: on a terminal, in a long run, and nowhere else. `script` gives the terminal;
//! where it is not installed the test is left out.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stderr, reason = "what is left out is said")]

#[path = "support/left_out.rs"]
mod left_out;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use left_out::left_out;

/// Drafts that take longer than the second after which the line appears.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for at in 0..400 {
        let lines = format!("Thực hiện kế hoạch số {at}, bước {at}, đã xong.\n\n").repeat(40);
        fs::write(folder.path().join(format!("{at:03}.md")), lines).expect("writes");
    }
    folder
}

/// What a terminal shows of `command`; its standard output goes to the file `kq`.
fn on_a_terminal(folder: &Path, variables: &[(&str, &str)]) -> String {
    let command = format!("'{}' check . --no-cache --format concise > kq", env!("CARGO_BIN_EXE_rasoat"));
    let mut script = Command::new("script");
    script
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("TERM", "xterm")
        .env("RAYON_NUM_THREADS", "1")
        .envs(variables.iter().copied());
    let output = script
        .current_dir(folder)
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .stdin(Stdio::null())
        .output()
        .expect("runs");
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_long_run_says_how_far_it_is_and_wipes_it() {
    if Command::new("script").arg("--version").output().is_err() {
        left_out("`script` is not installed");
        return;
    }
    let folder = folder();
    let root = folder.path();
    let begun = Instant::now();
    let plain = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .env_clear()
        .env("RAYON_NUM_THREADS", "1")
        .current_dir(root)
        .args(["check", ".", "--no-cache", "--format", "concise"])
        .output()
        .expect("runs");
    assert!(plain.stderr.is_empty(), "{}", String::from_utf8_lossy(&plain.stderr));
    if begun.elapsed() < Duration::from_secs(2) {
        eprintln!("left out: this machine is too fast for these drafts");
        return;
    }

    let shown = on_a_terminal(root, &[]);
    assert!(shown.contains("Đang kiểm tra") && shown.contains("/400"), "{shown}");
    let wiped = shown.rsplit("Đang kiểm tra").next().expect("an end");
    assert!(wiped.contains("\u{1b}[2K") && !wiped.trim_end().ends_with('s'), "it is wiped at the end: {wiped:?}");
    assert!(fs::read(root.join("kq")).expect("reads") == plain.stdout, "the results are the same");

    let silent = on_a_terminal(root, &[("CI", "true")]);
    assert_eq!(silent, "", "a log is no terminal");
    assert!(fs::read(root.join("kq")).expect("reads") == plain.stdout);
}
