//! The program as a user meets it: streams, exit codes, languages, files of all sorts.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use serde_json::Value;
use tempfile::TempDir;

const RULE: &str = r#"
check = "forbidden-text"
severity = "warning"
severity-final = "error"
tier = "law"
fix = "suggestion"
basis = [{ instrument = "Quy chế mẫu", locator = "Điều 3" }]

[with]
phrases = ["tối mật", "khẩn trương"]
replacement = "kịp thời"

[vi]
title = "Từ không dùng"
message = "Không viết “{found}”."
help = "Viết “{replacement}”."
why = "Quy chế mẫu yêu cầu **viết gọn**."

[en]
title = "Word not used"
message = "“{found}” is not used."
help = "Write “{replacement}”."
why = "The sample rules want **short** texts."

[[example]]
bad = "Khẩn trương báo cáo."
flags = "Khẩn trương"
good = "Kịp thời báo cáo."
"#;

const DRAFT: &str = "Đề nghị các đơn vị khẩn trương thực hiện.\n";

/// A folder with one rule `test/word` in `pack` and no document.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("folder");
    write(&folder, "pack/test/word.toml", RULE);
    folder
}

fn write(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("parent")).expect("folder");
    fs::write(path, content).expect("writes");
}

/// The program in `folder`, with nothing of the surroundings.
fn rasoat(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
    command.env_clear().current_dir(folder.path());
    command
}

/// `rasoat check` with the test rule only.
fn check(folder: &TempDir, arguments: &[&str]) -> Assert {
    rasoat(folder).args(["check", "--rules", "pack", "--select", "test"]).args(arguments).assert()
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8")
}

fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8")
}

fn report(assert: &Assert) -> Value {
    let value = serde_json::from_slice(&assert.get_output().stdout).expect("JSON");
    assert_fits("report-v1.schema.json", &value);
    value
}

fn assert_fits(schema: &str, value: &Value) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(schema)).expect("schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("schema");
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

fn paths(list: &Value) -> Vec<&str> {
    list.as_array().expect("list").iter().map(|entry| entry["path"].as_str().expect("path")).collect()
}

#[test]
fn exit_codes_follow_the_threshold() {
    let folder = folder();
    write(&folder, "du-thao.txt", DRAFT);
    write(&folder, "sach.txt", "Đề nghị các đơn vị thực hiện.\n");
    check(&folder, &["sach.txt"]).code(0);
    check(&folder, &["du-thao.txt"]).code(0);
    check(&folder, &["du-thao.txt", "--fail-on", "warning"]).code(1);
    check(&folder, &["du-thao.txt", "--fail-on", "info"]).code(1);
    check(&folder, &["du-thao.txt", "--stage", "final"]).code(1);
    check(&folder, &["du-thao.txt", "--stage", "final", "--fail-on", "never"]).code(0);
    check(&folder, &["du-thao.txt", "--stage", "final", "--ignore", "test/word"]).code(0);
    check(&folder, &["khong-co.txt", "du-thao.txt", "--stage", "final"]).code(2);
    check(&folder, &["--bogus"]).code(2);
    // Without a path the current folder is checked.
    let here = rasoat(&folder).arg("check").assert().code(0);
    assert!(stdout(&here).contains("du-thao.txt"), "{}", stdout(&here));
    check(&folder, &["du-thao.txt", "--today", "2026-13-01"]).code(2);
    check(&folder, &["du-thao.txt", "--stage", "final", "--format", "json"]).code(1);
}

#[test]
fn the_full_report_shows_place_help_and_clause() {
    let folder = folder();
    write(&folder, "du-thao.txt", DRAFT);
    let shown = stdout(&check(&folder, &["du-thao.txt"]));
    for wanted in [
        "cảnh báo[test/word]",
        "Không viết “khẩn trương”.",
        "du-thao.txt:1:20",
        "Viết “kịp thời”.",
        "Điều 3 Quy chế mẫu",
        "1 cảnh báo",
    ] {
        assert!(shown.contains(wanted), "{wanted} is missing in\n{shown}");
    }
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains("Đề nghị các")).expect("quoted line");
    let columns = |line: &str, needle: char| line.chars().position(|letter| letter == needle);
    assert_eq!(columns(lines[at + 1], '─'), columns(lines[at], 'k'), "{shown}");
}

#[test]
fn the_concise_report_is_a_line_a_finding() {
    let folder = folder();
    write(&folder, "du-thao.txt", DRAFT);
    let shown = stdout(&check(&folder, &["./du-thao.txt", "--format", "concise"]));
    assert!(shown.starts_with("./du-thao.txt:1:20: cảnh báo[test/word] Không viết “khẩn trương”.\n"), "{shown}");
    let shown = stdout(&check(&folder, &["du-thao.txt", "--format", "concise", "--lang", "en"]));
    assert!(shown.starts_with("du-thao.txt:1:20: warning[test/word] “khẩn trương” is not used.\n"), "{shown}");
}

#[test]
fn json_quotes_are_slices_of_the_source() {
    let folder = folder();
    let decomposed =
        "\u{feff}Đề\u{a0}nghị 😀 các đơn vị\r\n\r\nkha\u{302}\u{309}n\u{a0}trương, tối mật; KHẨN TRƯƠNG\r\n";
    write(&folder, "nfd.txt", decomposed);
    let assert = check(&folder, &["nfd.txt", "--format", "json"]).code(0);
    let report = report(&assert);
    let file = &report["files"][0];
    assert_eq!(file["format"], "text");
    assert_eq!(file["stage"], "draft");
    let findings = file["diagnostics"].as_array().expect("list");
    assert_eq!(findings.len(), 3, "{report:#}");
    for finding in findings {
        let number = |name: &str| usize::try_from(finding["location"][name].as_u64().expect("number")).expect("fits");
        let slice = &decomposed[number("offset")..number("offset") + number("length")];
        assert_eq!(finding["quote"], slice);
        let line = decomposed.lines().nth(number("line") - 1).expect("line");
        let from: String = line.chars().skip(number("column") - 1).collect();
        assert!(from.starts_with(slice), "{from:?} {slice:?}");
        assert_eq!(number("end_column") - number("column"), slice.chars().count());
        assert_eq!(finding["fix"]["edits"][0]["replacement"], "kịp thời");
        assert_eq!(finding["basis"][0]["instrument"], "Quy chế mẫu");
    }
    assert_eq!(report["summary"]["warning"], 3);
}

#[test]
fn standard_input_is_read() {
    let folder = folder();
    let assert = rasoat(&folder)
        .args(["check", "-", "--rules", "pack", "--select", "test", "--format", "json"])
        .write_stdin(DRAFT)
        .assert()
        .code(0);
    let report = report(&assert);
    assert_eq!(paths(&report["files"]), ["-"]);
    assert_eq!(report["summary"]["warning"], 1);
    let assert = rasoat(&folder)
        .args(["check", "-", "--stdin-name", "bai.md", "--rules", "pack", "--format", "concise", "--select", "test"])
        .write_stdin("")
        .assert()
        .code(2);
    assert!(stdout(&assert).starts_with("bai.md: không đọc được: Tệp trống"), "{}", stdout(&assert));
}

#[test]
fn folders_are_walked_and_unreadable_files_named() {
    let folder = folder();
    write(&folder, "docs/b.txt", DRAFT);
    write(&folder, "docs/a/c.TXT", DRAFT);
    write(&folder, "docs/hong.docx", b"PK\x03\x04 this is no package");
    write(&folder, "docs/cu.pdf", b"%PDF-1.4 \n");
    write(&folder, "docs/rong.txt", "");
    write(&folder, "docs/~$b.docx", "lock");
    write(&folder, "docs/.an/d.txt", DRAFT);
    write(&folder, "docs/.gitignore", "bo-qua.txt\n");
    write(&folder, "docs/bo-qua.txt", DRAFT);
    write(&folder, "docs/anh.png", "not a document");
    let assert = check(&folder, &["docs", "docs/b.txt", "--format", "json"]).code(2);
    let report = report(&assert);
    assert_eq!(paths(&report["unreadable"]), ["docs/cu.pdf", "docs/hong.docx", "docs/rong.txt"]);
    let read = paths(&report["files"]);
    assert!(read.contains(&"docs/b.txt"), "{read:?}");
    assert!(read.iter().all(|path| ["docs/b.txt", "docs/a/c.TXT"].contains(path)), "{read:?}");
    let reason = if cfg!(feature = "pdf") { "damaged" } else { "unsupported" };
    assert_eq!(report["unreadable"][0]["reason"], reason);
    assert_eq!(report["unreadable"][2]["reason"], "empty");
    let full = stdout(&check(&folder, &["docs"]).code(2));
    for name in ["docs/cu.pdf", "docs/hong.docx", "docs/rong.txt", "docs/b.txt:1:20"] {
        assert!(full.contains(name), "{name} is missing in\n{full}");
    }
}

#[test]
fn a_folder_without_documents_is_said() {
    let folder = folder();
    let assert = check(&folder, &["pack", "--format", "json"]).code(2);
    assert!(stderr(&assert).contains("không tìm thấy văn bản"), "{}", stderr(&assert));
    assert_eq!(report(&assert)["summary"]["files"], 0);
}

#[test]
fn the_order_of_files_does_not_depend_on_the_run() {
    let folder = folder();
    for number in 0..40 {
        write(&folder, &format!("docs/{:02}.txt", (number * 17) % 40), DRAFT);
    }
    let first = stdout(&check(&folder, &["docs", "--format", "json"]));
    for _ in 0..3 {
        assert_eq!(first, stdout(&check(&folder, &["docs", "--format", "json"])));
    }
    let report: Value = serde_json::from_str(&first).expect("JSON");
    let found = paths(&report["files"]);
    assert!(found.is_sorted() && found.len() == 40, "{found:?}");
}

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let folder = folder();
    let file = fs::File::create(folder.path().join("to.txt")).expect("creates");
    file.set_len(65 << 20).expect("grows");
    let report = report(&check(&folder, &["to.txt", "--format", "json"]).code(2));
    assert_eq!(report["unreadable"][0]["reason"], "too-large");
}

#[test]
fn the_language_comes_from_option_or_environment() {
    let folder = folder();
    write(&folder, "du-thao.txt", DRAFT);
    let vietnamese = stdout(&check(&folder, &["du-thao.txt"]));
    assert!(vietnamese.contains("Đã kiểm tra 1 tệp"), "{vietnamese}");
    let english = stdout(&check(&folder, &["du-thao.txt", "--lang", "en"]));
    assert!(english.contains("Checked 1 file: 0 errors, 1 warning"), "{english}");
    let run = |environment: &str, arguments: &[&str]| {
        let mut command = rasoat(&folder);
        stdout(&command.env("RASOAT_LANG", environment).args(arguments).assert())
    };
    assert!(run("en", &["rules"]).contains("severity"));
    assert!(run("en", &["rules", "--lang", "vi"]).contains("mức độ"));
    assert!(run("en", &["--help"]).contains("Usage: rasoat"));
    assert!(run("vi", &["--help"]).contains("Cách dùng: rasoat"));
    assert!(run("vi", &["check", "--help", "--lang=en"]).contains("Exit codes"));
}

#[test]
fn figures_are_told_with_places_that_a_reader_finds() {
    let folder = folder();
    write(&folder, "bao-cao.docx", support::package("bao-cao-nd73"));
    write(&folder, "a.md", "Đã trả 24/32 hồ sơ, đạt 75%.\n");
    let run = |arguments: &[&str]| stdout(&rasoat(&folder).args(arguments).assert());
    let sheet = run(&["figures", "--isolated", "--format", "markdown", "a.md"]);
    assert!(sheet.contains("đạt **75%**."), "words and figures stand apart: {sheet}");
    // The number of a paragraph is nothing that Word shows.
    let table = run(&["figures", "--isolated", "bao-cao.docx"]);
    assert!(table.contains("mục II.1") && !table.contains("đoạn 2"), "{table}");
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let folder = folder();
    write(&folder, "du-thao.txt", DRAFT);
    assert!(!stdout(&check(&folder, &["du-thao.txt"])).contains('\u{1b}'));
    assert!(stdout(&check(&folder, &["du-thao.txt", "--color", "always"])).contains('\u{1b}'));
    assert!(!stdout(&check(&folder, &["du-thao.txt", "--color", "never"])).contains('\u{1b}'));
    let mut command = rasoat(&folder);
    command.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1");
    let plain = command.args(["check", "--rules", "pack", "du-thao.txt"]).assert();
    assert!(!stdout(&plain).contains('\u{1b}'));
    let json = stdout(&check(&folder, &["du-thao.txt", "--color", "always", "--format", "json"]));
    assert!(serde_json::from_str::<Value>(&json).is_ok());
}

#[test]
fn a_document_cannot_steer_the_terminal() {
    let folder = folder();
    write(&folder, "du-thao.txt", "Đề nghị \u{1b}[31mkhẩn trương\u{1b}[0m thực hiện, \u{202e}ngược.\n");
    for format in ["full", "concise"] {
        let shown = stdout(&check(&folder, &["du-thao.txt", "--format", format]));
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    }
}

#[test]
fn all_mistakes_of_a_pack_are_shown_at_their_places() {
    let folder = folder();
    write(&folder, "du-thao.txt", DRAFT);
    let wrong = RULE
        .replace("severity = \"warning\"", "severity = \"waring\"")
        .replace("phrases =", "phrase =")
        .replace("Không viết “{found}”", "Không viết “{fond}”");
    write(&folder, "bad/test/one.toml", wrong);
    write(&folder, "bad/test/two.toml", RULE.replace("tier = \"law\"", "tier = \"custom\""));
    write(&folder, "bad/test/three.toml", "check = \n");
    write(&folder, "bad/profiles/p.toml", "name = \"p\"\n[choose]\nkinds = [\"bao-ca\"]\n");
    let assert = rasoat(&folder).args(["check", "--rules", "bad", "du-thao.txt"]).assert().code(2);
    let shown = stderr(&assert);
    for wanted in [
        "bad/test/one.toml:3:12",
        "có phải ý bạn là `warning`?",
        "có phải ý bạn là `phrases`?",
        "có phải ý bạn là `found`?",
        "bad/test/two.toml:4:18",
        "mức tối đa là `warning`",
        "bad/test/three.toml:1:9",
        "sai cú pháp TOML",
        "có phải ý bạn là `bao-cao`?",
        "thiếu trường `title`",
        "chưa kiểm tra văn bản nào",
    ] {
        assert!(shown.contains(wanted), "{wanted} is missing in\n{shown}");
    }
    assert!(stdout(&assert).is_empty());
    let english = rasoat(&folder).args(["rules", "--rules", "bad", "--lang", "en"]).assert().code(2);
    assert!(stderr(&english).contains("did you mean `warning`?"), "{}", stderr(&english));
    rasoat(&folder).args(["rules", "--rules", "nowhere"]).assert().code(2);
    rasoat(&folder).args(["rules", "--rules", "pack/none"]).assert().code(2);
}

#[test]
fn a_pattern_that_is_none_is_a_mistake() {
    let folder = folder();
    write(&folder, "bad/test/one.toml", RULE.replace("phrases = [\"tối mật\", \"khẩn trương\"]", "pattern = '('"));
    let assert = rasoat(&folder).args(["rules", "--rules", "bad"]).assert().code(2);
    let told = stderr(&assert);
    assert!(told.contains("thiếu dấu `)`") && told.contains("pattern = '('"), "{told}");
    let english = rasoat(&folder).args(["rules", "--rules", "bad", "--lang", "en"]).assert().code(2);
    assert!(stderr(&english).contains("unclosed group"), "{}", stderr(&english));
}

#[test]
fn a_pack_rule_takes_the_place_of_one_with_the_same_id() {
    let folder = folder();
    write(&folder, "second/packs/house/test/word.toml", RULE.replace("Từ không dùng", "Từ của cơ quan"));
    let assert = rasoat(&folder).args(["explain", "test/word", "--rules", "second"]).assert().code(0);
    assert!(stdout(&assert).contains("Từ của cơ quan"), "{}", stdout(&assert));
    let both = rasoat(&folder).args(["rules", "--rules", "pack", "--rules", "second"]).assert().code(2);
    assert!(stderr(&both).contains("`test/word` được khai báo hai lần"), "{}", stderr(&both));
}

#[test]
fn a_profile_of_a_pack_is_used_and_printed_beside_the_draft() {
    let folder = folder();
    let profile = "name = \"rieng\"\ntitle = { vi = \"Mẫu riêng\", en = \"Own outline\" }\n[choose]\n\
        [[section]]\nid = \"I\"\ntitle = { vi = \"Kết quả\", en = \"Results\" }\nany = [\"kết quả\"]\n\
        [[section]]\nid = \"II\"\ntitle = { vi = \"Kinh phí\", en = \"Funds\" }\nany = [\"kinh phí\"]\n";
    write(&folder, "pack/profiles/rieng.toml", profile);
    write(&folder, "du-thao.txt", "BÁO CÁO\nCông tác năm\n\nI. KẾT QUẢ\n\nĐã làm.\n\nII. TỒN TẠI\n\nKhông.\n");
    let asked = ["du-thao.txt", "--profile", "rieng", "--outline"];
    let shown = stdout(&check(&folder, &asked));
    let line = |needle: &str| shown.lines().find(|line| line.starts_with(needle)).unwrap_or_else(|| panic!("{shown}"));
    assert!(line("I Kết quả").contains("I. KẾT QUẢ (dòng 4)"), "{shown}");
    assert!(line("II Kinh phí").ends_with("thiếu"), "{shown}");
    let json = check(&folder, &["du-thao.txt", "--profile", "rieng", "--format", "json"]);
    assert_eq!(report(&json)["files"][0]["profile"], "rieng");
    let list = stdout(&rasoat(&folder).args(["profiles", "--rules", "pack"]).assert().code(0));
    assert!(list.contains("Mẫu riêng"), "{list}");
}

#[test]
fn a_pack_may_replace_a_built_in_rule() {
    let folder = folder();
    let list = stdout(&rasoat(&folder).args(["rules", "--format", "json"]).assert().code(0));
    let list: Value = serde_json::from_str(&list).expect("JSON");
    let id = list["rules"][0]["id"].as_str().expect("a built-in rule").to_owned();
    write(
        &folder,
        &format!("own/{id}.toml"),
        format!("replaces = true\n{}", RULE.trim_start().replace("Từ không dùng", "Quy tắc thay thế")),
    );
    let shown = stdout(&rasoat(&folder).args(["explain", &id, "--rules", "own"]).assert().code(0));
    assert!(shown.contains("Quy tắc thay thế"), "{shown}");
}

#[test]
fn a_rule_is_explained() {
    let folder = folder();
    let shown = stdout(&rasoat(&folder).args(["explain", "test/word", "--rules", "pack"]).assert().code(0));
    for wanted in
        ["Từ không dùng", "quy định pháp luật", "Điều 3", "viết gọn", "Khẩn trương báo cáo.", "--ignore test/word"]
    {
        assert!(shown.contains(wanted), "{wanted} is missing in\n{shown}");
    }
    assert!(!shown.contains("**"), "{shown}");
}

#[test]
fn unknown_names_are_answered_with_the_nearest() {
    let folder = folder();
    write(&folder, "du-thao.txt", DRAFT);
    let asked = |arguments: &[&str]| stderr(&rasoat(&folder).args(arguments).assert().code(2));
    assert!(asked(&["explain", "test/wrod", "--rules", "pack"]).contains("`test/word`"));
    assert!(asked(&["explain", "word", "--rules", "pack"]).contains("`test/word`"));
    assert!(asked(&["check", "du-thao.txt", "--rules", "pack", "--select", "tset/word"]).contains("`test/word`"));
    assert!(asked(&["check", "du-thao.txt", "--ignore", "khong-co/gi"]).contains("khong-co/gi"));
    assert!(asked(&["check", "du-thao.txt", "--profile", "khong-co"]).contains("khong-co"));
}

#[test]
fn lists_and_parses_fit_their_schemas() {
    let folder = folder();
    write(&folder, "du-thao.txt", "BÁO CÁO\nKết quả\n\nI. MỘT\n\nNghị định số 30/2020/NĐ-CP.\n");
    for (arguments, schema) in [
        (&["rules", "--format", "json", "--rules", "pack"][..], "rules-v1.schema.json"),
        (&["profiles", "--format", "json"], "profiles-v1.schema.json"),
        (&["parse", "du-thao.txt", "--format", "json"], "parse-v1.schema.json"),
    ] {
        let assert = rasoat(&folder).args(arguments).assert().code(0);
        assert_fits(schema, &serde_json::from_slice(&assert.get_output().stdout).expect("JSON"));
    }
    let text = stdout(&rasoat(&folder).args(["parse", "du-thao.txt", "--format", "text"]).assert().code(0));
    assert!(text.starts_with("BÁO CÁO\nKết quả\n\nI. MỘT\n"), "{text}");
    let readable = stdout(&rasoat(&folder).args(["parse", "du-thao.txt"]).assert().code(0));
    assert!(readable.contains("Đề cương của văn bản"), "{readable}");
    rasoat(&folder).args(["parse", "khong-co.txt"]).assert().code(2);
    let outlined = stdout(&check(&folder, &["du-thao.txt", "--outline"]).code(0));
    assert!(outlined.contains("Đề cương"), "{outlined}");
    check(&folder, &["du-thao.txt", "--outline", "--format", "json"]).code(2);
}

#[test]
fn a_closed_pipe_is_success() {
    let folder = folder();
    write(&folder, "du-thao.txt", DRAFT.repeat(2000));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rasoat"));
    command.env_clear().current_dir(folder.path()).args([
        "check",
        "--rules",
        "pack",
        "--select",
        "test",
        "du-thao.txt",
    ]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

mod support;

/// A stand-in for `LibreOffice` on the search path of `folder`, which does `script` with the folder
/// for its result in `$out`.
#[cfg(unix)]
fn stand_in(folder: &TempDir, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let text = format!(
        "#!/bin/sh\nwhile [ $# -gt 0 ]; do [ \"$1\" = --outdir ] && out=$2; shift; done\ncd \"$(dirname \"$0\")/..\"\n{script}\n"
    );
    write(folder, "bin/soffice", text);
    let path = folder.path().join("bin/soffice");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[cfg(unix)]
#[test]
fn rtf_is_converted_where_libreoffice_is() {
    let folder = folder();
    write(&folder, "don.rtf", r"{\rtf1 Anything}");
    write(&folder, "made.docx", support::package("tables"));
    let run = |arguments: &[&str]| {
        let path = format!("{}/bin:/usr/bin:/bin", folder.path().display());
        let mut command = rasoat(&folder);
        command.env("PATH", path).args(arguments).assert()
    };
    let without = rasoat(&folder).env("PATH", folder.path()).args(["check", "don.rtf"]).assert().code(2);
    assert!(String::from_utf8_lossy(&without.get_output().stdout).contains("Cài LibreOffice"));

    stand_in(&folder, "cp made.docx \"$out/document.docx\"");
    let with = run(&["parse", "--format", "json", "don.rtf"]).code(0);
    let parsed: Value = serde_json::from_slice(&with.get_output().stdout).expect("JSON");
    let notices = parsed["notices"].as_array().expect("notices");
    assert!(notices.iter().any(|notice| notice["kind"] == "converted"), "{notices:?}");
    assert!(parsed.to_string().contains("12/BC-UBND"));

    stand_in(&folder, "if [ -e again ]; then cp made.docx \"$out/document.docx\"; else touch again; exit 81; fi");
    run(&["parse", "don.rtf"]).code(0);
    stand_in(&folder, "exit 1");
    let failed = run(&["check", "--format", "json", "don.rtf"]).code(2);
    assert!(String::from_utf8_lossy(&failed.get_output().stdout).contains("conversion-failed"));
}

#[cfg(unix)]
#[test]
fn doc_is_converted_only_when_asked() {
    let folder = folder();
    write(&folder, "bao-cao.doc", fs::read("fixtures/doc/cau-tao.doc").expect("fixture"));
    stand_in(&folder, "exit 1");
    let run = |path: &str, arguments: &[&str]| rasoat(&folder).env("PATH", path).args(arguments).assert();
    let path = format!("{}/bin:/usr/bin:/bin", folder.path().display());
    run(&path, &["parse", "bao-cao.doc"]).code(0);
    run(&path, &["parse", "--libreoffice", "bao-cao.doc"]).code(2);
    let absent = run("", &["parse", "--libreoffice", "bao-cao.doc"]).code(2);
    assert!(String::from_utf8_lossy(&absent.get_output().stderr).contains("Không tìm thấy LibreOffice"));
}

#[test]
fn timings_tell_steps_and_rules_in_both_languages() {
    let folder = folder();
    write(&folder, "du-thao.txt", DRAFT);
    let plain = stdout(&check(&folder, &["du-thao.txt"]));
    let measured = check(&folder, &["du-thao.txt", "--timings"]);
    assert_eq!(stdout(&measured), plain, "the report itself does not change");
    assert!(stderr(&measured).contains("các quy tắc") && stderr(&measured).contains("test/word"));
    let english = stderr(&check(&folder, &["du-thao.txt", "--timings", "--lang", "en"]));
    assert!(english.contains("recognition: citations") && english.contains("Time by rule"), "{english}");
    let json = report(&check(&folder, &["du-thao.txt", "--timings", "--format", "json"]));
    let names = |list: &str| -> Vec<String> {
        let entries = json["timings"][list].as_array().expect("list");
        entries.iter().map(|entry| entry["name"].as_str().expect("name").to_owned()).collect()
    };
    assert!(names("steps").contains(&"read".to_owned()));
    assert_eq!(names("rules"), ["test/word"]);
    assert!(report(&check(&folder, &["du-thao.txt", "--format", "json"])).get("timings").is_none());
}

#[test]
fn the_report_does_not_depend_on_threads() {
    let drafts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let run = |threads: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
        command.env_clear().env("RAYON_NUM_THREADS", threads);
        command.args(["check", "--format", "json", "--today", "2026-08-05"]).arg(&drafts).output().expect("runs").stdout
    };
    let alone = run("1");
    assert!(alone.len() > 10_000);
    assert!(alone == run("4"), "four threads report otherwise than one");
}
