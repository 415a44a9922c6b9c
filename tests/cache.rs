//! The cache: a second run gives the same bytes, whatever happened to the cache in between.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rasoat::report::output::Kind;
use serde_json::Value;
use tempfile::TempDir;

const DRAFT: &str =
    "BÁO CÁO\nKết quả công tác\n\nI. MỘT\n\nĐã thực hiện xong.\n\nII. HAI\n\nĐã làm.\n\nII. BỐN\n\nHết.\n";

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("parent")).expect("folder");
    fs::write(path, content).expect("writes");
}

/// Drafts with errors, a Word file, an accepted finding, a known one, and a file that cannot be read.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path();
    write(root, "xã A/báo cáo.md", DRAFT);
    write(root, "b.txt", format!("# rasoat: bỏ qua citation – \"thử\" <b>\n{DRAFT}"));
    write(root, "c.docx", support::package("bao-cao-nd73"));
    write(root, "hong.docx", b"PK\x03\x04hong");
    write(root, "rasoat.toml", "[[suppress]]\npaths = [\"b.txt\"]\nrules = [\"outline\"]\nreason = \"mẫu\"\n");
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
    command
        .env_clear()
        .env("XDG_CACHE_HOME", folder.join(".khoa"))
        .current_dir(folder)
        .args(["check", "."])
        .args(arguments)
        .stderr(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    command(folder, arguments).output().expect("runs").stdout
}

/// 1 if a run with `arguments` had to check a document, 0 if it found all in the cache.
fn checked(folder: &Path, arguments: &[&str]) -> usize {
    let arguments = [&["--format", "json", "--timings"], arguments].concat();
    let report: Value = serde_json::from_slice(&run(folder, &arguments)).expect("JSON");
    let rules = report["timings"]["rules"].as_array().expect("rules").len();
    usize::from(rules > 0)
}

fn packs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join(".rasoat_cache")).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "pack")).collect()
}

#[test]
fn a_second_run_gives_the_same_bytes_in_every_form() {
    let folder = folder();
    let root = folder.path();
    for form in Kind::ALL.map(Kind::name) {
        let without = run(root, &["--format", form, "--no-cache"]);
        assert!(!without.is_empty(), "{form}");
        for round in ["cold", "warm"] {
            assert!(run(root, &["--format", form]) == without, "{form}, {round}");
        }
    }
    assert_eq!(checked(root, &[]), 0);
    let outputs: Vec<String> = Kind::ALL.map(Kind::name).iter().map(|form| format!("{form}=kq-{form}")).collect();
    let arguments: Vec<&str> = outputs.iter().flat_map(|output| ["--output", output]).collect();
    let all = || {
        run(root, &[&arguments[..], &["--outline", "--lang", "en"]].concat());
        Kind::ALL.map(|form| fs::read(root.join(format!("kq-{}", form.name()))).expect("written"))
    };
    let first = all();
    assert!(first == all());
    assert!(first[0] == run(root, &["--format", "full", "--outline", "--lang", "en", "--no-cache"]));
}

#[test]
fn whatever_changes_the_report_is_heeded() {
    let folder = folder();
    let root = folder.path();
    assert_eq!((checked(root, &[]), checked(root, &[])), (1, 0));
    for arguments in [
        &["--stage", "final"][..],
        &["--today", "2024-05-06"],
        &["--date", "2024-05-06"],
        &["--ignore", "spelling"],
        &["--profile", "bao-cao-nd73"],
        &["--no-suppress"],
        &["--lang", "en"],
        &["--isolated"],
    ] {
        assert_eq!((checked(root, arguments), checked(root, arguments)), (1, 0), "{arguments:?}");
    }
    for (name, content) in [
        ("b.txt", "BÁO CÁO\nKhác: đã sát nhập\n".to_owned()),
        ("tu-rieng.txt", "chẩm chéo\n".to_owned()),
        ("rasoat.toml", "spelling.word-lists = [\"tu-rieng.txt\"]\n".to_owned()),
        ("tu-rieng.txt", "sát nhập\n".to_owned()),
        ("rasoat.toml", "[severity]\nspelling = \"info\"\n".to_owned()),
        ("rasoat.toml", "[with.\"spelling/repeated-word\"]\ndoubling = []\n".to_owned()),
        ("rasoat.toml", "baseline = \"rasoat-baseline.jsonl\"\n".to_owned()),
    ] {
        write(root, name, content);
        if name == "rasoat.toml" {
            let mut baseline = Command::new(env!("CARGO_BIN_EXE_rasoat"));
            baseline.env_clear().current_dir(root).args(["baseline", "write", "b.txt"]).output().expect("runs");
        }
        let without = run(root, &["--format", "json", "--no-cache"]);
        for round in 0..2 {
            assert!(run(root, &["--format", "json"]) == without, "{name}, {round}");
        }
    }
    // What is typed is not in the report of a document, and needs no new check.
    assert_eq!(checked(root, &["--fail-on", "never"]), 0);
}

#[test]
fn where_it_lies_can_be_said() {
    let folder = folder();
    let root = folder.path();
    run(root, &["--no-cache"]);
    run(&root.join("xã A"), &[]);
    assert!(!root.join(".rasoat_cache").exists() && !root.join("xã A/.rasoat_cache").exists(), "one file needs none");
    write(root, "xã A/b.md", DRAFT);
    run(&root.join("xã A"), &[]);
    assert!(root.join(".rasoat_cache/.gitignore").exists(), "beside the configuration");
    run(root, &["--cache-dir", "khác/sâu"]);
    assert!(root.join("khác/sâu/.gitignore").exists());
    command(root, &[]).env("RASOAT_CACHE_DIR", "biến").output().expect("runs");
    assert!(root.join("biến").is_dir());
    let output =
        command(root, &["--cache-dir", "b.txt", "--lang", "en"]).stderr(Stdio::piped()).output().expect("runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("b.txt: the cache could not be written"), "{told}");
}

#[test]
fn a_damaged_cache_is_ignored_and_written_anew() {
    let folder = folder();
    let root = folder.path();
    let right = run(root, &["--format", "json"]);
    let whole = fs::read(&packs(root)[0]).expect("reads");
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let cases = [
        flipped(30),
        flipped(whole.len() / 2),
        flipped(whole.len() - 3),
        whole[..whole.len() / 2].to_vec(),
        Vec::new(),
        b"x".to_vec(),
    ];
    for (at, bytes) in cases.iter().enumerate() {
        for pack in packs(root) {
            fs::write(pack, bytes).expect("writes");
        }
        assert!(run(root, &["--format", "json"]) == right, "case {at}");
        assert_eq!(checked(root, &[]), 0, "case {at}");
    }
}

#[test]
fn runs_side_by_side_do_not_disturb_each_other() {
    let folder = folder();
    let root = folder.path();
    for at in 0..40 {
        write(root, &format!("xa-{at}.md"), DRAFT);
    }
    for configuration in ["", "stage = \"final\"\n", "lang = \"en\"\n"] {
        write(root, "rasoat.toml", configuration);
        let right = run(root, &["--format", "concise", "--no-cache"]);
        let begin = || command(root, &["--format", "concise"]).stdout(Stdio::piped()).spawn().expect("starts");
        let runs: Vec<_> = (0..4).map(|_| begin()).collect();
        for child in runs {
            assert!(child.wait_with_output().expect("ends").stdout == right);
        }
        assert_eq!(checked(root, &["--output", "concise=kq"]), 0);
    }
}

#[test]
fn after_a_run_that_was_killed_the_next_one_is_right() {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path();
    for at in 0..2_500 {
        write(root, &format!("{at:04}.md"), format!("Thực hiện kế hoạch số {at} , đã xong.\n"));
    }
    let mut child = command(root, &["--format", "concise"]).stdout(Stdio::null()).spawn().expect("starts");
    let begun = Instant::now();
    while packs(root).is_empty() && begun.elapsed() < Duration::from_mins(2) {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().expect("is running");
    child.wait().expect("ends");
    let kept = packs(root).len();
    assert!((1..=2).contains(&kept), "{kept} packs of three");
    let right = run(root, &["--format", "concise", "--no-cache"]);
    assert!(run(root, &["--format", "concise"]) == right);
    assert!(run(root, &["--format", "concise"]) == right);
}
