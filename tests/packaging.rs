//! What stands around the program where others work: the scripts of the action for GitHub and the job for
//! GitLab, run as those systems run them. Bash is needed for the first; without it they are left out.
#![cfg(unix)]
#![allow(clippy::print_stderr, reason = "what is left out is said")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A draft with one error.
const DRAFT: &str =
    "BÁO CÁO\nKết quả công tác\n\nI. MỘT\n\nĐã thực hiện xong.\n\nII. HAI\n\nĐã làm.\n\nII. BỐN\n\nHết.\n";

fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, DRAFT).expect("writes");
    }
    folder
}

/// A script of the action, as the runner starts it; `None` without Bash.
fn action(script: &Path, folder: &TempDir, variables: &[(&str, &str)]) -> Option<Output> {
    let mut command = Command::new("bash");
    command.arg(script).current_dir(folder).envs(variables.iter().copied());
    for name in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
        command.env(name, folder.path().join(name));
    }
    let output = command.output();
    if output.is_err() {
        eprintln!("left out: `bash` is not installed");
    }
    output.ok()
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("was written")
}

#[test]
fn the_action_checks_each_path_and_says_how_it_ended() {
    let folder = folder(&["van ban/a.md", "b.txt", "khac/c.txt"]);
    fs::write(folder.path().join("GITHUB_STEP_SUMMARY"), "of another step\n").expect("writes");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/action/check.sh");
    let variables = [
        ("RASOAT_PROGRAM", env!("CARGO_BIN_EXE_rasoat")),
        ("RASOAT_PATHS", "van ban\n  b.txt \n\n"),
        ("RASOAT_ARGS", "--isolated --no-cache\n--lang en"),
        ("RASOAT_SARIF", "kq.sarif"),
        ("RASOAT_HTML", "kq.html"),
    ];
    let Some(output) = action(&script, &folder, &variables) else { return };
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    for file in ["van ban/a.md", "b.txt"] {
        assert!(said.contains(&format!("::error file={file},line=12")), "{said}");
    }
    assert!(!said.contains("c.txt") && said.contains("already used"), "{said}");
    assert!(read(&folder, "kq.sarif").contains("outline/duplicate-number"));
    assert!(read(&folder, "kq.html").contains("</html>"));
    assert_eq!(read(&folder, "GITHUB_OUTPUT"), "sarif=kq.sarif\nexit-code=1\n");
    let summary = read(&folder, "GITHUB_STEP_SUMMARY");
    assert!(summary.starts_with("of another step\n### rasoat") && summary.contains("Checked 2 files"), "{summary}");
}

#[test]
fn the_action_needs_no_more_than_a_program() {
    let folder = folder(&["a.md"]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/action/check.sh");
    let empty = ["RASOAT_PATHS", "RASOAT_ARGS", "RASOAT_HTML"].map(|name| (name, ""));
    let given = [("RASOAT_PROGRAM", env!("CARGO_BIN_EXE_rasoat")), ("RASOAT_SARIF", "kq.sarif")];
    let Some(output) = action(&script, &folder, &[empty.as_slice(), &given].concat()) else { return };
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("::error file=a.md,line=12"), "{output:?}");
}

#[test]
fn the_action_builds_again_what_has_changed() {
    let parts = ["Cargo.toml", "Cargo.lock", "build.rs", "src/main.rs", "rules/a b.toml", "schemas/a.json"];
    let folder = folder(&parts);
    let script = folder.path().join("packaging/action/key.sh");
    fs::create_dir_all(script.parent().expect("a parent")).expect("a folder");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/action/key.sh"), &script).expect("copies");
    let key = || {
        let output = action(&script, &folder, &[])?;
        assert!(output.status.success(), "{output:?}");
        let key = read(&folder, "GITHUB_OUTPUT");
        fs::remove_file(folder.path().join("GITHUB_OUTPUT")).expect("removes");
        Some(key)
    };
    let Some(first) = key() else { return };
    assert!(first.starts_with("key=") && first.trim().len() == 44, "{first}");
    assert_eq!(key().as_deref(), Some(first.as_str()));
    fs::write(folder.path().join("rules/a b.toml"), "khác").expect("writes");
    assert_ne!(key().as_deref(), Some(first.as_str()));
}

#[test]
fn the_job_for_gitlab_leaves_what_it_promises() {
    let template = fs::read_to_string("packaging/gitlab.yml").expect("reads");
    let (_, job) = template.split_once("    - >-\n").expect("a command");
    let (command, promised) = job.split_once("  artifacts:\n").expect("artifacts");
    let command = command.replace("$[[ inputs.args ]]", "--isolated --lang en").replace("$[[ inputs.paths ]]", "a.md");
    let command: Vec<&str> = command.split_whitespace().collect();
    assert_eq!(command.first(), Some(&"rasoat"));
    let folder = folder(&["a.md", "b.md"]);
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat")).args(&command[1..]).current_dir(&folder).output();
    assert_eq!(output.expect("runs").status.code(), Some(1));
    for name in ["rasoat-code-quality.json", "rasoat-junit.xml", "rasoat.html"] {
        assert!(promised.contains(name), "{name} is not kept");
        let report = read(&folder, name);
        assert!(report.contains("outline/duplicate-number") && !report.contains("b.md"), "{name}");
    }
}
