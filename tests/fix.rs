//! `check --fix` and `check --diff`: what is mended, what is left alone, and that nothing is lost on the way.

mod support;

use std::path::Path;
use std::process::Output;

const DRAFT: &str = "\u{feff}ỦY BAN NHÂN DÂN\r\nXÃ TÂN MỘC\r\n\r\nBÁO CÁO\r\nKết quả rà soát hộ nghèo\r\n\r\n\
    Toàn xã có 40 hộ ,  trong đó 10 hộ được hỗ trợ .\r\nCác thôn,tổ dân phố đã bình xét công khai.\r\nNghi\u{323} quye\u{302}\u{301}t giữ nguyên.\r\n";

fn rasoat(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = assert_cmd::Command::cargo_bin("rasoat").expect("built");
    command.env_clear().current_dir(folder).write_stdin(input).args(arguments).output().expect("runs")
}

fn folder_with(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("writes");
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_text_is_mended_in_its_place_and_only_there() {
    let folder = folder_with("a.txt", DRAFT.as_bytes());
    // One form of letters for all is a fix of its own.
    let fix = ["check", "--isolated", "--no-cache", "--ignore", "encoding/not-nfc", "--fix", "a.txt"];
    let output = rasoat(folder.path(), &fix, b"");
    assert!(text(&output.stderr).contains("a.txt: đã sửa"), "{}", text(&output.stderr));
    let mended = text(&std::fs::read(folder.path().join("a.txt")).expect("reads"));
    let wanted = DRAFT.replace("hộ ,  trong", "hộ, trong").replace("trợ .", "trợ.").replace("thôn,tổ", "thôn, tổ");
    assert_eq!(mended, wanted, "mark, line ends and the form of the other letters stay");
    // A second run changes nothing.
    let output = rasoat(folder.path(), &fix, b"");
    assert!(!text(&output.stderr).contains("đã sửa"), "{}", text(&output.stderr));
    assert_eq!(text(&std::fs::read(folder.path().join("a.txt")).expect("reads")), wanted);
}

#[test]
fn a_diff_writes_nothing_and_ends_with_one() {
    let folder = folder_with("a.txt", DRAFT.as_bytes());
    let output = rasoat(folder.path(), &["check", "--isolated", "--no-cache", "--diff", "a.txt"], b"");
    assert_eq!(output.status.code(), Some(1));
    let diff = text(&output.stdout);
    assert!(diff.starts_with("--- a.txt\n+++ a.txt\n@@ "), "{diff}");
    assert!(diff.contains("\n-Các thôn,tổ") && diff.contains("\n+Các thôn, tổ"), "{diff}");
    assert_eq!(text(&std::fs::read(folder.path().join("a.txt")).expect("reads")), DRAFT);

    let clean = folder_with("a.txt", "Kết quả rà soát.\n".as_bytes());
    let output = rasoat(clean.path(), &["check", "--isolated", "--no-cache", "--diff", "a.txt"], b"");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), String::new()));
}

#[test]
fn other_encodings_are_kept() {
    let utf16: Vec<u8> = DRAFT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = folder_with("a.txt", &utf16);
    let fix = ["check", "--isolated", "--no-cache", "--ignore", "encoding/not-nfc", "--fix", "a.txt"];
    rasoat(folder.path(), &fix, b"");
    let mended = std::fs::read(folder.path().join("a.txt")).expect("reads");
    let units: Vec<u16> = mended.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let mended = String::from_utf16(&units).expect("UTF-16");
    assert!(mended.starts_with('\u{feff}') && mended.contains("Các thôn, tổ") && mended.contains("Nghi\u{323} quye"));
}

#[test]
fn standard_input_comes_back_mended() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["check", "--isolated", "--no-cache", "--fix", "-", "--stdin-name", "a.txt"];
    let output = rasoat(folder.path(), &arguments, DRAFT.as_bytes());
    let mended = text(&output.stdout);
    assert!(mended.starts_with("\u{feff}ỦY BAN") && mended.contains("Các thôn, tổ"), "{mended}");
    assert_eq!(mended.lines().count(), DRAFT.lines().count());
}

#[test]
fn new_words_are_written_only_when_asked_for() {
    let draft = "UBND XÃ TÂN MỘC\nSố: 12/BC-UBND\n\nBÁO CÁO\nKết quả bổ xung hồ sơ\n\nXã đã bổ xung hồ sơ.\n";
    let folder = folder_with("a.txt", draft.as_bytes());
    let run = |arguments: &[&str]| {
        rasoat(folder.path(), &[&["check", "--isolated", "--no-cache", "a.txt"], arguments].concat(), b"");
        text(&std::fs::read(folder.path().join("a.txt")).expect("reads"))
    };
    assert_eq!(run(&["--fix"]), draft);
    assert!(run(&["--fix", "--unsafe-fixes"]).contains("Xã đã bổ sung hồ sơ."));
}

#[test]
fn a_word_file_is_mended_in_a_copy_unless_it_is_asked_for_in_place() {
    let original = support::package("bao-cao-nd73");
    let folder = folder_with("a.docx", &original);
    let at = |name: &str| folder.path().join(name);
    let output = rasoat(folder.path(), &["check", "--isolated", "--no-cache", "--fix", "a.docx"], b"");
    assert!(text(&output.stderr).contains("a.ra-soat.docx: "), "{}", text(&output.stderr));
    assert_eq!(std::fs::read(at("a.docx")).expect("reads"), original, "the document stays");
    let changes = |bytes: &[u8]| {
        let main = support::parts_of(bytes)["word/document.xml"].clone();
        text(&main).matches("w:author=\"rasoat\"").count()
    };
    let copy = std::fs::read(at("a.ra-soat.docx")).expect("a copy");
    assert!(changes(&copy) > 0);
    rasoat(folder.path(), &["check", "--isolated", "--no-cache", "--fix", "--in-place", "a.docx"], b"");
    assert_eq!(changes(&std::fs::read(at("a.docx")).expect("reads")), changes(&copy));
    assert!(!at("a (2).ra-soat.docx").exists());
}

#[cfg(unix)]
#[test]
fn whoever_may_read_a_file_still_may() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder_with("a.txt", DRAFT.as_bytes());
    let path = folder.path().join("a.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("sets");
    rasoat(folder.path(), &["check", "--isolated", "--no-cache", "--fix", "a.txt"], b"");
    assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
}

/// A run that is killed leaves the old file or the new one, and no third.
#[test]
fn a_run_that_is_killed_leaves_a_whole_file() {
    let long: String = DRAFT.to_owned() + &"Các thôn,tổ dân phố đã bình xét công khai .\r\n".repeat(60);
    let folder = folder_with("a.txt", long.as_bytes());
    let path = folder.path().join("a.txt");
    let program = assert_cmd::cargo::cargo_bin("rasoat");
    let arguments = ["check", "--isolated", "--no-cache", "--format", "concise", "--fix", "a.txt"];
    let run = || {
        let mut command = std::process::Command::new(&program);
        command.env_clear().current_dir(folder.path()).args(arguments);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command.spawn().expect("starts")
    };
    let started = std::time::Instant::now();
    run().wait().expect("ends");
    let whole = started.elapsed();
    let mended = std::fs::read(&path).expect("reads");
    assert_ne!(mended, long.as_bytes());
    for part in 1..=12 {
        std::fs::write(&path, &long).expect("writes");
        let mut child = run();
        std::thread::sleep(whole * part / 12);
        let _ = child.kill();
        child.wait().expect("ends");
        let left = std::fs::read(&path).expect("reads");
        assert!(left == long.as_bytes() || left == mended, "killed after {part}/12");
    }
    // What a killed run left there, the next one takes away.
    run().wait().expect("ends");
    let names: Vec<String> = std::fs::read_dir(folder.path())
        .expect("reads")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["a.txt"]);
}

/// A copy is there and whole, or not there.
#[test]
fn a_run_that_is_killed_leaves_a_whole_copy_or_none() {
    let original = support::package("bao-cao-nd73");
    let folder = folder_with("a.docx", &original);
    let copy = folder.path().join("b.docx");
    let program = assert_cmd::cargo::cargo_bin("rasoat");
    let run = || {
        let mut command = std::process::Command::new(&program);
        command.env_clear().current_dir(folder.path());
        command.args(["annotate", "--isolated", "--today", "2026-11-30", "a.docx", "-o", "b.docx"]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command.spawn().expect("starts")
    };
    let started = std::time::Instant::now();
    run().wait().expect("ends");
    let whole = started.elapsed();
    let marked = std::fs::read(&copy).expect("a copy");
    for part in 1..=8 {
        std::fs::remove_file(&copy).ok();
        let mut child = run();
        std::thread::sleep(whole * part / 8);
        let _ = child.kill();
        child.wait().expect("ends");
        assert!(std::fs::read(&copy).map_or(true, |left| left == marked), "killed after {part}/8");
        assert_eq!(std::fs::read(folder.path().join("a.docx")).expect("reads"), original);
    }
}
