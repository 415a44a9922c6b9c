//! Rules over several documents, from end to end: known, accepted and declared findings, in the forms
//! that machines read.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const TWICE: &str = "across/number-used-twice";
const TOTAL: &str = "across/summary-total-differs";

/// A document of one body and year with the number 12.
fn document(subject: &str, content: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN AN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n\
         Số: 12/BC-UBND\n\nTân An, ngày 05 tháng 3 năm 2026\n\nBÁO CÁO\n{subject}\n\n{content}\n"
    )
}

fn first() -> String {
    document("Kết quả cải cách hành chính", "Phường đã rà soát quy trình nội bộ tại bộ phận một cửa.")
}

fn second() -> String {
    document("Công tác phòng cháy, chữa cháy", "Lực lượng tại chỗ đã diễn tập hai lần và kiểm tra các hộ.")
}

fn write(folder: &TempDir, name: &str, content: &str) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("parent")).expect("a folder");
    fs::write(path, content).expect("writes");
}

/// Two documents with one number.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder, "a.txt", &first());
    write(&folder, "b.txt", &second());
    folder
}

fn rasoat(folder: &Path, arguments: &[&str], code: i32) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
    let Output { status, stdout, stderr } =
        command.env_clear().current_dir(folder).args(arguments).output().expect("runs");
    let (out, told) = (String::from_utf8_lossy(&stdout).into_owned(), String::from_utf8_lossy(&stderr).into_owned());
    assert_eq!(status.code(), Some(code), "{arguments:?}\n{out}\n{told}");
    out
}

/// The findings of `rule` across files.
fn check(folder: &TempDir, rule: &str, arguments: &[&str], code: i32) -> Value {
    let all = [&["check", ".", "--select", rule, "--format", "json"], arguments].concat();
    serde_json::from_str(&rasoat(folder.path(), &all, code)).expect("JSON")
}

fn count(report: &Value, list: &str) -> usize {
    let files = report["across"].as_array().expect("a list").iter();
    files.map(|file| file[list].as_array().expect("a list").len()).sum()
}

#[test]
fn what_is_known_stays_known_whatever_part_of_the_folder_is_pruned() {
    let folder = folder();
    write(&folder, "rasoat.toml", "baseline = \"biet.jsonl\"\n");
    rasoat(folder.path(), &["baseline", "write", "."], 0);
    let known = |folder: &TempDir| fs::read_to_string(folder.path().join("biet.jsonl")).expect("a baseline");
    let written = known(&folder);
    assert!(written.contains(TWICE), "{written}");
    let report = check(&folder, TWICE, &[], 0);
    assert_eq!((count(&report, "diagnostics"), count(&report, "known")), (0, 1));
    assert_eq!(report["across"][0]["known"][0]["why"], "baseline");

    // One of the files alone cannot tell.
    for arguments in [
        &["prune", "b.txt"][..],
        &["prune", "a.txt", "b.txt"],
        &["prune", ".", "--exclude", "a.txt"],
        &["prune", ".", "--select", "outline"],
        &["write", "b.txt"],
    ] {
        rasoat(folder.path(), &[&["baseline"], arguments].concat(), 0);
        assert_eq!(known(&folder), written, "{arguments:?}");
    }
    rasoat(folder.path(), &["baseline", "check", "b.txt"], 0);
    // Nor can a folder in which one cannot be read.
    write(&folder, "a.txt", "");
    rasoat(folder.path(), &["baseline", "prune", "."], 2);
    assert!(known(&folder).contains(TWICE));

    // All of them can.
    write(&folder, "a.txt", &first().replace("Số: 12", "Số: 13"));
    let stale = rasoat(folder.path(), &["baseline", "check", "."], 1);
    assert!(stale.contains(&format!("b.txt: đã sửa: {TWICE}")), "{stale}");
    rasoat(folder.path(), &["baseline", "prune", "."], 0);
    assert!(!known(&folder).contains(TWICE));
    write(&folder, "a.txt", &first());
    assert_eq!(count(&check(&folder, TWICE, &[], 1), "diagnostics"), 1);
}

#[test]
fn a_comment_and_the_configuration_accept_what_rests_on_several_files() {
    let folder = folder();
    assert_eq!(count(&check(&folder, TWICE, &[], 1), "diagnostics"), 1);
    write(&folder, "b.txt", &format!("# rasoat: bỏ qua {TWICE} – số cấp lại\n\n{}", second()));
    let report = check(&folder, TWICE, &[], 1);
    assert_eq!(count(&report, "diagnostics"), 1, "the comment is for the paragraph after it: {report:#}");
    write(&folder, "b.txt", &format!("# rasoat: bỏ qua cả tệp {TWICE} – số cấp lại\n\n{}", second()));
    let report = check(&folder, TWICE, &[], 0);
    assert_eq!((count(&report, "diagnostics"), count(&report, "suppressed")), (0, 1));
    assert_eq!(report["across"][0]["suppressed"][0]["reason"], "số cấp lại");
    assert_eq!(count(&check(&folder, TWICE, &["--no-suppress"], 1), "diagnostics"), 1);

    write(&folder, "b.txt", &second());
    let entry = format!("[[suppress]]\npaths = [\"b.txt\"]\nrules = [\"{TWICE}\"]\nreason = \"sổ cũ\"\n");
    write(&folder, "rasoat.toml", &entry);
    let report = check(&folder, TWICE, &[], 0);
    assert_eq!(report["across"][0]["suppressed"][0]["reason"], "sổ cũ");
    assert_eq!(report["unused_suppressions"], Value::Array(Vec::new()));
    write(&folder, "a.txt", &first().replace("Số: 12", "Số: 13"));
    assert_eq!(check(&folder, TWICE, &[], 0)["unused_suppressions"][0]["rules"][0], TWICE);
}

#[test]
fn machines_are_told_both_files() {
    let folder = folder();
    let log = rasoat(folder.path(), &["check", ".", "--select", TWICE, "--format", "sarif"], 1);
    let log: Value = serde_json::from_str(&log).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let [result] = &results[..] else { panic!("{results:#?}") };
    let uri = |place: &Value| place["physicalLocation"]["artifactLocation"]["uri"].clone();
    assert_eq!(result["ruleId"], TWICE);
    assert_eq!((uri(&result["locations"][0]), uri(&result["relatedLocations"][0])), ("b.txt".into(), "a.txt".into()));
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 7);
    assert!(result["partialFingerprints"]["rasoat/v1"].is_string());
    let annotations = rasoat(folder.path(), &["check", ".", "--select", TWICE, "--format", "github"], 1);
    assert!(annotations.starts_with("::error file=b.txt,line=7,"), "{annotations}");
    let page = rasoat(folder.path(), &["check", ".", "--select", TWICE, "--format", "html"], 1);
    let across = page.split("id=\"across\"").nth(1).expect("a section");
    assert!(across.contains("<p class=\"basis\">"), "the clause stands beside it: {across}");
    for form in ["full", "concise", "grouped", "gitlab", "checkstyle", "junit", "rdjson", "markdown", "jsonl"] {
        let told = rasoat(folder.path(), &["check", ".", "--select", TWICE, "--format", form], 1);
        assert!(told.contains("number-used-twice") && told.contains("b.txt"), "{form}\n{told}");
    }
}

#[test]
fn a_declared_sum_is_compared_with_all_its_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder, "tong-hop.txt", "Toàn thành phố có 1.000 hồ sơ tiếp nhận.\n");
    write(&folder, "xa/a.txt", "Trong quý I, phường đã có 480 hồ sơ tiếp nhận.\n");
    write(&folder, "xa/b.txt", "Trong quý I, xã đã có 510 hồ sơ tiếp nhận.\n");
    let declared = "baseline = \"biet.jsonl\"\n[[summary]]\nreport = \"tong-hop.txt\"\nparts = [\"xa/*.txt\"]\n\
        figures = [\"hồ sơ tiếp nhận\"]\n";
    write(&folder, "rasoat.toml", declared);
    let cold = check(&folder, TOTAL, &["--no-baseline"], 1);
    assert_eq!(count(&cold, "diagnostics"), 1);
    let finding = &cold["across"][0]["diagnostics"][0];
    assert_eq!((&finding["rule"], &finding["quote"]), (&TOTAL.into(), &"1.000".into()));
    assert_eq!(finding["related"].as_array().map(Vec::len), Some(2));
    assert_eq!(check(&folder, TOTAL, &["--no-baseline"], 1), cold, "the figures come from the cache");

    // Known, it is silent; one part alone neither finds nor forgets it.
    rasoat(folder.path(), &["baseline", "write", "."], 0);
    assert_eq!(count(&check(&folder, TOTAL, &[], 0), "known"), 1);
    rasoat(folder.path(), &["baseline", "prune", "tong-hop.txt"], 0);
    rasoat(folder.path(), &["baseline", "prune", "xa"], 0);
    assert_eq!(count(&check(&folder, TOTAL, &[], 0), "known"), 1);
    // Mended, it goes.
    write(&folder, "xa/b.txt", "Trong quý I, xã đã có 520 hồ sơ tiếp nhận.\n");
    rasoat(folder.path(), &["baseline", "prune", "."], 0);
    assert!(!fs::read_to_string(folder.path().join("biet.jsonl")).expect("a baseline").contains(TOTAL));
    assert_eq!(count(&check(&folder, TOTAL, &[], 0), "diagnostics"), 0);

    write(&folder, "rasoat.toml", &declared.replace("xa/*.txt", "khong-co/*.txt").replace("baseline", "# "));
    let all = ["check", ".", "--select", TOTAL, "--lang", "en"];
    let told = Command::new(env!("CARGO_BIN_EXE_rasoat")).current_dir(folder.path()).args(all).output().expect("runs");
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.contains("rasoat.toml: entry 1 of [[summary]] has no part for tong-hop.txt"), "{told}");
}
