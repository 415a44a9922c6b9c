//! What stands around the program where others work: the scripts of the action for GitHub and the job for
//! GitLab, run as those systems run them. Bash is needed for the first; without it they are left out.
#![cfg(unix)]
#![allow(clippy::print_stderr, reason = "what is left out is said")]

#[path = "support/left_out.rs"]
mod left_out;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use rasoat::report::output::Kind;
use tempfile::TempDir;

use left_out::left_out;

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
        left_out("`bash` is not installed");
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

/// The script of the job for GitLab, as its runner starts it.
fn job(folder: &TempDir, args: &str, paths: &str, variables: &[(&str, &str)]) -> Output {
    let template = fs::read_to_string("packaging/gitlab.yml").expect("reads");
    let (_, script) = template.split_once("  script:\n").expect("a script");
    let (script, _) = script.split_once("  artifacts:\n").expect("artifacts");
    let on_one_line = |command: &str| command.split_whitespace().collect::<Vec<_>>().join(" ");
    let commands: Vec<String> = script.split("    - >-\n").skip(1).map(on_one_line).collect();
    assert!(commands.last().is_some_and(|command| command.starts_with("rasoat check ")), "{commands:?}");
    let script = commands.join("\n");
    let script = script.replace("$[[ inputs.args ]]", args).replace("$[[ inputs.paths ]]", paths);
    let script = script.replace("$[[ inputs.untrusted ]]", "auto");
    let program = Path::new(env!("CARGO_BIN_EXE_rasoat")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    command.args(["-c", &script]).current_dir(folder).env("PATH", path).envs(variables.iter().copied());
    command.output().expect("runs")
}

/// What a change can bring along so that a check finds nothing: files and their contents.
fn silencers() -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let own_rule = "check = \"forbidden-text\"\nreplaces = true\nseverity = \"info\"\ntier = \"custom\"\n\
        basis = [{ instrument = \"x\" }]\n[with]\nphrases = [\"zzzqq\"]\nzones = [\"body\"]\n\
        [vi]\ntitle = \"x\"\nmessage = \"x\"\nwhy = \"x\"\n[en]\ntitle = \"x\"\nmessage = \"x\"\nwhy = \"x\"\n\
        [[example]]\nbad = \"zzzqq\"\ngood = \"x\"\n";
    let config = |text: &str| ("rasoat.toml", text.to_owned());
    vec![
        ("rules off", vec![config("ignore = [\"all\"]\n")]),
        ("no threshold", vec![config("fail-on = \"never\"\n")]),
        (
            "a rule replaced",
            vec![config("rules = [\"qt\"]\n"), ("qt/outline/duplicate-number.toml", own_rule.to_owned())],
        ),
        ("a condition", vec![config("[[override]]\nkinds = [\"bao-cao\"]\nseverity = { all = \"info\" }\n")]),
        ("an entry for the file", vec![config("[[suppress]]\npaths = [\"**\"]\nrules = [\"all\"]\nreason = \"x\"\n")]),
        ("a comment for all", vec![("a.txt", format!("# rasoat: bỏ qua cả tệp all – x\n\n{DRAFT}"))]),
        ("left out by a pattern", vec![config("exclude = [\"a.txt\"]\n")]),
        ("left out by .gitignore", vec![(".gitignore", "a.txt\n".to_owned())]),
        ("left out by .ignore", vec![(".ignore", "a.txt\n".to_owned())]),
        ("hidden", vec![("a.txt", GOOD.to_owned()), (".an/a.txt", DRAFT.to_owned())]),
    ]
}

/// A draft without an error.
const GOOD: &str = "Đề nghị các đơn vị thực hiện.\n";

/// A folder with a bad draft and a good one, and what silences the check.
fn silenced(files: &[(&'static str, String)]) -> TempDir {
    let folder = folder(&["a.txt"]);
    fs::write(folder.path().join("b.txt"), GOOD).expect("writes");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("writes");
    }
    folder
}

#[test]
fn a_change_from_outside_cannot_silence_its_check() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/action/check.sh");
    let outside = [("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "7"), ("CI_PROJECT_ID", "1")];
    let in_fork =
        [("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "7"), ("CI_MERGE_REQUEST_PROJECT_ID", "1"), ("CI_PROJECT_ID", "7")];
    for (what, files) in silencers() {
        let folder = silenced(&files);
        let given = [("RASOAT_PROGRAM", env!("CARGO_BIN_EXE_rasoat")), ("RASOAT_SARIF", "kq.sarif")];
        let output = action(&script, &folder, &[&given[..], &[("RASOAT_OUTSIDE", "true")]].concat());
        if let Some(output) = output {
            assert_eq!(output.status.code(), Some(1), "{what}: {output:?}");
            assert!(String::from_utf8_lossy(&output.stdout).contains("title=outline/duplicate-number"), "{what}");
        }
        assert_eq!(job(&folder, "--lang en", ".", &outside).status.code(), Some(1), "{what}");
        // The pipeline of a fork runs in the fork.
        assert_eq!(job(&folder, "--lang en", ".", &in_fork).status.code(), Some(1), "{what}");
    }
}

#[test]
fn runs_that_may_be_about_somebody_else_are_taken_for_it() {
    let action = fs::read_to_string("action.yml").expect("reads");
    let (_, condition) = action.split_once("RASOAT_OUTSIDE: >-").expect("a condition");
    let (condition, _) = condition.split_once("}}").expect("its end");
    for event in ["startsWith(github.event_name, 'pull_request')", "'workflow_run'", "'issue_comment'"] {
        assert!(condition.contains(event), "{condition}");
    }
}

/// What an entry of a pack holds of its body: place, length and sum.
const BODY: std::ops::Range<usize> = 40..60;
/// Bytes of an entry in the index of a pack.
const RECORD: usize = 60;
/// Bytes behind the index.
const FOOTER: usize = 32;

/// Gives, in every pack of the cache, each of two documents the report of the other one, and seals the pack with
/// `key`, as somebody does who knows how packs are made.
fn exchange_reports(cache: &Path, key: [u8; 32]) {
    let packs = fs::read_dir(cache).expect("a cache").flatten().map(|entry| entry.path());
    for path in packs.filter(|path| path.extension().is_some_and(|extension| extension == "pack")) {
        let mut pack = fs::read(&path).expect("reads");
        let end = pack.len() - FOOTER;
        let index = end - 2 * RECORD;
        let (first, second) =
            (index + BODY.start..index + BODY.end, index + RECORD + BODY.start..index + RECORD + BODY.end);
        let (one, other) = (pack[first.clone()].to_vec(), pack[second.clone()].to_vec());
        pack[first].copy_from_slice(&other);
        pack[second].copy_from_slice(&one);
        let sum = blake3::keyed_hash(&key, &pack[index..end]);
        let at = pack.len() - 16;
        pack[at..].copy_from_slice(&sum.as_bytes()[..16]);
        fs::write(path, pack).expect("writes");
    }
}

/// The script of the action as it runs on a runner of its own, over what `folder` holds.
fn run_by(user: &TempDir, folder: &TempDir, outside: &str, args: &str) -> Option<Output> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/action/check.sh");
    let home = user.path().display().to_string();
    let variables = [
        ("RASOAT_PROGRAM", env!("CARGO_BIN_EXE_rasoat")),
        ("RASOAT_SARIF", "kq.sarif"),
        ("RASOAT_ARGS", args),
        ("RASOAT_OUTSIDE", outside),
        ("XDG_CACHE_HOME", home.as_str()),
        ("HOME", home.as_str()),
    ];
    action(&script, folder, &variables)
}

#[test]
fn a_poisoned_cache_does_not_turn_a_check_green() {
    let folder = silenced(&[]);
    let stranger = tempfile::tempdir().expect("a folder");
    // One of the two reports is the worse one; over the good draft alone the run ends well.
    let args = "--today 2026-11-30";
    let Some(output) = run_by(&stranger, &folder, "false", args) else { return };
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let key = fs::read(stranger.path().join("rasoat/key")).expect("a key").try_into().expect("its length");
    exchange_reports(&folder.path().join(".rasoat_cache"), key);
    fs::remove_file(folder.path().join("b.txt")).expect("removes");
    fs::write(folder.path().join("c.txt"), GOOD).expect("writes");
    let poisoned = run_by(&stranger, &folder, "false", args).expect("runs");
    assert_eq!(poisoned.status.code(), Some(0), "with the key of who made it, it does: {poisoned:?}");
    let office = tempfile::tempdir().expect("a folder");
    for outside in ["false", "true"] {
        let output = run_by(&office, &folder, outside, args).expect("runs");
        assert_eq!(output.status.code(), Some(1), "{outside}: {output:?}");
        let home = office.path().display().to_string();
        let numbers =
            [("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "7"), ("CI_PROJECT_ID", if outside == "true" { "1" } else { "7" })];
        let variables = [&numbers[..], &[("XDG_CACHE_HOME", home.as_str())]].concat();
        assert_eq!(job(&folder, args, ".", &variables).status.code(), Some(1), "{outside}");
    }
}

#[test]
fn a_repository_runs_nothing_of_its_own_in_the_scripts() {
    let folder = silenced(&[(".gitattributes", "* filter=x diff=x\n".to_owned()), ("a.txt", GOOD.to_owned())]);
    let user = tempfile::tempdir().expect("a folder");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments).current_dir(&folder);
        command.env("HOME", user.path()).output().is_ok_and(|output| output.status.success())
    };
    if !(git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-q", "-m", "x"])) {
        return;
    }
    let trace = user.path().join("da-chay");
    let touch = format!("touch '{}'; cat", trace.display());
    for name in ["filter.x.clean", "filter.x.smudge", "diff.x.textconv", "diff.external", "core.fsmonitor"] {
        assert!(git(&["config", name, &touch]), "{name}");
    }
    fs::write(folder.path().join("a.txt"), DRAFT).expect("writes");
    let outside = [("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "7"), ("CI_PROJECT_ID", "1")];
    for (from, variables) in [("true", &outside[..]), ("false", &[])] {
        if let Some(output) = run_by(&user, &folder, from, "--since HEAD --no-cache") {
            assert_eq!(output.status.code(), Some(1), "{from}: {output:?}");
        }
        assert_eq!(job(&folder, "--since HEAD --no-cache", ".", variables).status.code(), Some(1), "{from}");
        assert!(!trace.exists(), "{from}: a program of the repository was run");
    }
}

#[test]
fn what_silences_a_check_is_named_in_every_form() {
    for (what, files) in silencers() {
        let folder = silenced(&files);
        let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
        command.args(["check", "--no-cache", "--lang", "en", "--format", "concise"]).current_dir(&folder);
        for form in Kind::ALL.map(Kind::name) {
            command.arg("--output").arg(format!("{form}=out/{form}"));
        }
        fs::create_dir(folder.path().join("out")).expect("a folder");
        let output = command.arg(".").output().expect("runs");
        assert_eq!(output.status.code(), Some(0), "{what}: {output:?}");
        let told = match what {
            "rules off" => "rules are off",
            "no threshold" => "no finding ends the run",
            "a rule replaced" => "stand in the place of built-in ones",
            "a condition" => "are off or weigh less for kinds=bao-cao",
            "an entry for the file" | "a comment for all" => "are accepted by comments",
            "left out by a pattern" => "include and exclude",
            "left out by .gitignore" | "left out by .ignore" => ".gitignore or .ignore",
            _ => "begins with a dot",
        };
        let plain = |text: &str| text.replace(['\\', '\n'], "").split_whitespace().collect::<Vec<_>>().join(" ");
        for form in Kind::ALL.map(Kind::name) {
            let text = plain(&read(&folder, &format!("out/{form}")));
            assert!(text.contains(told), "{what}: {form} does not say {told}: {text}");
        }
        assert!(plain(&String::from_utf8_lossy(&output.stdout)).contains(told), "{what}");
    }
}

#[test]
fn what_comes_with_the_documents_cannot_be_named_as_trusted() {
    let folder = silenced(&[("rasoat.toml", "ignore = [\"all\"]\n".to_owned())]);
    let elsewhere = silenced(&[("rasoat.toml", "ignore = [\"outline\"]\n".to_owned())]);
    let run = |config: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
        command.args(["check", "--untrusted", "--trusted-config"]).arg(config).arg(".").current_dir(&folder);
        command.output().expect("runs").status.code()
    };
    assert_eq!(run(Path::new("rasoat.toml")), Some(2));
    assert_eq!(run(&elsewhere.path().join("rasoat.toml")), Some(0));
}

#[test]
fn the_job_for_gitlab_leaves_what_it_promises() {
    let template = fs::read_to_string("packaging/gitlab.yml").expect("reads");
    let (_, promised) = template.split_once("  artifacts:\n").expect("artifacts");
    let folder = folder(&["a.md", "b.md"]);
    let output = job(&folder, "--isolated --lang en", "a.md", &[]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    for name in ["rasoat-code-quality.json", "rasoat-junit.xml", "rasoat.html"] {
        assert!(promised.contains(name), "{name} is not kept");
        let report = read(&folder, name);
        assert!(report.contains("outline/duplicate-number") && !report.contains("b.md"), "{name}");
    }
}

/// Letters of Base64.
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Hexadecimal digits as Base64.
fn base64(digits: &str) -> String {
    let pairs: Vec<char> = digits.chars().collect();
    let bytes: Vec<u32> = pairs
        .chunks(2)
        .map(|pair| u32::from_str_radix(&pair.iter().collect::<String>(), 16).expect("two digits"))
        .collect();
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let whole = chunk.iter().fold(0, |whole, byte| whole << 8 | byte) << (8 * (3 - chunk.len()));
        let letters = (0..4).map(|at| char::from(BASE64[(whole >> (18 - 6 * at)) as usize & 63]));
        out.extend(letters.take(chunk.len() + 1));
        out.extend(std::iter::repeat_n('=', 3 - chunk.len()));
    }
    out
}

#[test]
fn the_policy_of_the_review_sheet_names_its_script() {
    let Ok(output) = Command::new("sha256sum").arg("src/report/output/html/page.js").output() else {
        left_out("`sha256sum` is not installed");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let hash = base64(said.split(' ').next().expect("a hash"));
    let folder = folder(&["a.md"]);
    let page = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args(["check", "--isolated", "--format", "html", "a.md"])
        .current_dir(&folder)
        .output()
        .expect("runs");
    let page = String::from_utf8_lossy(&page.stdout).into_owned();
    assert!(page.contains(&format!("script-src 'sha256-{hash}'")), "put {hash} into src/report/output/html/mod.rs");
}
