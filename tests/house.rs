//! Rules of a house: what a lawyer can say without a programmer, and how the program helps.
//!
//! `RASOAT_BLESS=1 cargo test --test house` writes `docs/CHECKS.md` anew.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

mod support;

fn rasoat(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("rasoat").expect("built");
    command.env_clear().current_dir(folder).args(arguments).output().expect("runs")
}

/// What was written to both streams.
fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("below")).expect("folders");
    fs::write(path, text).expect("writes");
}

fn rule_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("reads").flatten() {
        if entry.path().is_dir() {
            files.extend(rule_files(&entry.path()));
        } else {
            files.push(entry.path());
        }
    }
    files.retain(|path| path.file_name().is_some_and(|name| name != "rasoat-pack.toml"));
    files
}

#[test]
fn a_lawyer_says_it_all_and_every_example_holds() {
    let output = rasoat(Path::new("."), &["rules", "test", "fixtures/house", "--today", "2026-06-15"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(!told(&output).contains("Chưa có ví dụ"), "{}", told(&output));
    assert!(!told(&output).contains("chưa có lời riêng"), "{}", told(&output));
    let files = rule_files(Path::new("fixtures/house"));
    assert!(files.len() >= 25, "{}", files.len());
    for path in files {
        let text = fs::read_to_string(&path).expect("reads");
        assert!(text.contains("\nbad = ") && text.contains("\ngood = "), "{}", path.display());
    }
}

#[test]
fn every_sample_is_a_rule_that_does_what_it_claims() {
    let folder = tempfile::tempdir().expect("a folder");
    let manual: toml::Table = toml::from_str(&fs::read_to_string("rules/manual.toml").expect("reads")).expect("TOML");
    for check in manual.keys().filter(|name| *name != "scope") {
        let output = rasoat(folder.path(), &["rules", "new", &format!("thu/{check}"), "--check", check]);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    }
    let output = rasoat(folder.path(), &["rules", "test", "quy-tac", "--today", "2026-06-15"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(!told(&output).contains("chưa có lời riêng"), "{}", told(&output));
    let again = rasoat(folder.path(), &["rules", "new", "thu/length", "--check", "length"]);
    assert_eq!(again.status.code(), Some(2), "an existing file is left alone");
}

#[test]
fn the_page_of_checks_is_that_of_the_program() {
    let output = rasoat(Path::new("."), &["rules", "params", "--markdown"]);
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    if std::env::var_os("RASOAT_BLESS").is_some() {
        fs::write("docs/CHECKS.md", &page).expect("writes");
    }
    let committed = fs::read_to_string("docs/CHECKS.md").unwrap_or_default();
    assert!(committed == page, "docs/CHECKS.md is out of date: run `RASOAT_BLESS=1 cargo test --test house`");
}

/// A fenced block: what kind it is, the file it is written to, and its lines.
struct Block {
    kind: String,
    path: Option<String>,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(info), None) => {
                let (kind, path) = info.split_once(' ').unwrap_or((info, ""));
                let path = Some(path.to_owned()).filter(|path| !path.is_empty());
                open = Some(Block { kind: kind.to_owned(), path, text: String::new() });
            }
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    blocks
}

#[test]
fn the_guide_does_what_it_says() {
    let page = fs::read_to_string("docs/QUY-TAC.md").expect("reads");
    let folder = tempfile::tempdir().expect("a folder");
    let mut printed = String::new();
    let mut ran = 0;
    for block in blocks(&page) {
        if let Some(path) = &block.path {
            write(folder.path(), path, &block.text);
            continue;
        }
        match block.kind.as_str() {
            "sh" => {
                printed.clear();
                for line in block.text.lines() {
                    let (command, remark) = line.split_once('#').unwrap_or((line, ""));
                    let wanted = remark.trim().rsplit(' ').next().and_then(|code| code.parse().ok()).unwrap_or(0);
                    let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
                    let output = rasoat(folder.path(), &arguments);
                    printed.push_str(&told(&output));
                    assert_eq!(output.status.code(), Some(wanted), "{line}\n{printed}");
                    ran += 1;
                }
            }
            "text" => {
                for line in block.text.lines() {
                    assert!(printed.contains(line.trim()), "not printed: {line}\n{printed}");
                }
            }
            other => panic!("a block of {other} that is not tested"),
        }
    }
    assert!(ran >= 9, "{ran}");
}

#[test]
fn the_rule_of_the_readme_passes_its_own_examples() {
    let readme = fs::read_to_string("README.md").expect("reads");
    let rule = readme.split_once("## Quy tắc riêng").expect("heading").1;
    let rule = rule.split_once("```toml\n").expect("block").1.split_once("\n```").expect("end").0;
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "packs/nha/cach-viet/ten-phuong.toml", rule);
    let output = rasoat(folder.path(), &["rules", "test", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("2 ví dụ: 2 đúng"), "{}", told(&output));
}

#[test]
fn one_language_is_enough_and_the_other_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "p/a/b.toml",
        "check = \"forbidden-text\"\n[with]\nphrases = [\"xấu\"]\n[vi]\ntitle = \"Từ xấu\"\nmessage = \"bỏ “{found}”\"\n",
    );
    write(folder.path(), "a.txt", "Từ xấu.\n");
    let english = rasoat(
        folder.path(),
        &["--lang", "en", "check", "--rules", "p", "--select", "a", "--format", "concise", "a.txt"],
    );
    assert!(told(&english).contains("bỏ “xấu”"), "{}", told(&english));
    let explained = rasoat(folder.path(), &["--lang", "en", "explain", "--rules", "p", "a/b"]);
    assert!(told(&explained).contains("worded in Vietnamese only"), "{}", told(&explained));
    let tested = rasoat(folder.path(), &["rules", "test", "p"]);
    assert!(told(&tested).contains("Chưa có ví dụ sai (bad): a/b"), "{}", told(&tested));
}

#[test]
fn headings_are_told_by_their_words_when_word_counts_the_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let paragraph = |text: &str, numbered: bool| {
        let number = if numbered { "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>" } else { "" };
        format!("<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body: String = [
        paragraph("BÁO CÁO", false),
        paragraph("Kết quả công tác tháng 5 năm 2026", false),
        paragraph("TÌNH HÌNH CHUNG", true),
        paragraph("Xã có 12 thôn.", false),
        paragraph("KIẾN NGHỊ, ĐỀ XUẤT", true),
        paragraph("Không.", false),
    ]
    .concat();
    let numbering = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    fs::write(folder.path().join("a.docx"), support::package_with_numbering(&body, numbering)).expect("writes");
    let rule = fs::read_to_string("fixtures/house/de-muc/chung-chung.toml").expect("reads");
    write(folder.path(), "p/de-muc/chung-chung.toml", &rule);
    let rule = fs::read_to_string("fixtures/house/de-muc/khong-in-hoa.toml").expect("reads");
    write(folder.path(), "p/de-muc/khong-in-hoa.toml", &rule);
    let output =
        rasoat(folder.path(), &["check", "--rules", "p", "--select", "de-muc", "--format", "concise", "a.docx"]);
    let told = told(&output);
    assert!(told.contains("[de-muc/chung-chung]"), "{told}");
    assert!(!told.contains("[de-muc/khong-in-hoa]"), "the counted number belongs to the heading: {told}");
}

#[test]
fn pages_are_counted_as_word_last_laid_them_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Xã có 12 thôn.</w:t></w:r></w:p>";
    let body = format!("<w:p><w:r><w:t>BÁO CÁO</w:t></w:r></w:p>{}", page.repeat(2));
    fs::write(folder.path().join("a.docx"), support::package_of_body(&body)).expect("writes");
    write(folder.path(), "b.txt", "BÁO CÁO\nXã có 12 thôn.\n");
    write(
        folder.path(),
        "p/do-dai/hai-trang.toml",
        "check = \"length\"\n[with]\nat-most-pages = 2\n[vi]\ntitle = \"T\"\nmessage = \"dài quá {limit} trang\"\n\
         [vi.cases.pages]\nmessage = \"dài {count} trang\"\n",
    );
    let told = |file: &str| {
        told(&rasoat(folder.path(), &["check", "--rules", "p", "--select", "do-dai", "--format", "concise", file]))
    };
    assert!(told("a.docx").contains("dài 3 trang"), "{}", told("a.docx"));
    assert!(!told("b.txt").contains("do-dai/hai-trang]"), "{}", told("b.txt"));
}

#[test]
fn packs_travel_as_one_file_with_a_lock() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let fixture = fs::canonicalize("fixtures/house").expect("there");
    let packed = rasoat(at, &["rules", "pack", fixture.to_str().expect("UTF-8"), "-o", "q.zip"]);
    assert_eq!(packed.status.code(), Some(0), "{}", told(&packed));
    let line = told(&packed);
    let line = line.lines().find(|line| line.starts_with("packs = ")).expect("the line").to_owned();
    write(at, "rasoat.toml", &line);
    write(at, "a.txt", "Nhiệm vụ được thực hiện cơ bản tốt.\n");
    let checked = rasoat(at, &["check", "--select", "cach-viet", "--format", "concise", "a.txt"]);
    assert!(told(&checked).contains("cach-viet/co-ban"), "{}", told(&checked));
    write(at, "rasoat.toml", &line.replace("blake3:", "blake3:0"));
    let refused = rasoat(at, &["check", "a.txt"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("khác với dòng đã khóa"), "{}", told(&refused));
    // What lies outside the folder of the configuration is not read.
    fs::create_dir(at.join("trong")).expect("a folder");
    write(at, "trong/rasoat.toml", "packs = [\"../q.zip\"]");
    write(at, "trong/a.txt", "Tốt.\n");
    let outside = rasoat(&at.join("trong"), &["check", "a.txt"]);
    assert_eq!(outside.status.code(), Some(2), "{}", told(&outside));
    // A pack may need a newer program.
    write(at, "moi/rasoat-pack.toml", "[pack]\nname = \"Mới\"\nversion = \"2.0\"\nneeds = \"999\"\n");
    let newer = rasoat(at, &["rules", "test", "moi"]);
    assert_eq!(newer.status.code(), Some(2));
    assert!(told(&newer).contains("cần rasoat 999"), "{}", told(&newer));
}

#[test]
fn a_profile_is_made_of_a_report_and_chosen_for_the_next_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let page = fs::read_to_string("docs/QUY-TAC.md").expect("reads");
    let sample = blocks(&page).into_iter().find(|block| block.path.as_deref() == Some("mau.txt")).expect("there").text;
    write(at, "mau.txt", &sample);
    let made = rasoat(at, &["profile", "new", "mau.txt", "--name", "Hòa giải"]);
    assert_eq!(made.status.code(), Some(0), "{}", told(&made));
    let text = fs::read_to_string(at.join("quy-tac/profiles/hoa-giai.toml")).expect("written");
    for wanted in [
        "\"công tác tuyên truyền\"",
        "\"số buổi tuyên truyền\"",
        "\"kết quả công tác hòa giải ở cơ sở\"",
        "\"tồn tại\"",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    let next =
        sample.replace("tháng 5", "tháng 6").replace("2. Kết quả hòa giải\n\n- Số vụ việc hòa giải thành: 8.\n\n", "");
    write(at, "sau.txt", &next);
    let checked =
        rasoat(at, &["check", "--rules", "quy-tac", "--select", "structure", "--format", "concise", "sau.txt"]);
    assert!(told(&checked).contains("hòa giải"), "{}", told(&checked));
    let own = rasoat(at, &["profile", "check", "quy-tac", "--on", "sau.txt"]);
    assert!(told(&own).contains("sau.txt: tự chọn mẫu `hoa-giai`"), "{}", told(&own));
}

#[test]
fn a_section_may_be_wanted_in_some_months_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let profile = "name = \"quy\"\ntitle = \"Báo cáo quý\"\n[choose]\nkinds = [\"bao-cao\"]\nsubject-any = [\"hòa giải\"]\n\
        [[section]]\nid = \"1\"\ntitle = \"Kết quả\"\nany = [\"kết quả\"]\n\
        [[section]]\nid = \"2\"\ntitle = \"Tổng kết quý\"\nany = [\"tổng kết\"]\nmonths = [3, 6, 9, 12]\n";
    write(at, "q/profiles/quy.toml", profile);
    let page = fs::read_to_string("docs/QUY-TAC.md").expect("reads");
    let sample = blocks(&page).into_iter().find(|block| block.path.as_deref() == Some("mau.txt")).expect("there").text;
    write(at, "thang-6.txt", &sample);
    write(at, "thang-7.txt", &sample.replace("tháng 6 năm 2026", "tháng 7 năm 2026"));
    for (file, wanted) in [("thang-6.txt", true), ("thang-7.txt", false)] {
        let output = rasoat(at, &["check", "--rules", "q", "--select", "structure", "--format", "concise", file]);
        assert_eq!(told(&output).contains("Tổng kết quý"), wanted, "{}", told(&output));
    }
}

#[test]
fn schemas_come_from_the_program() {
    for kind in ["rule", "profile", "pack", "config", "registry", "report", "parse", "figures", "facts"] {
        let output = rasoat(Path::new("."), &["schema", kind]);
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert!(schema["$schema"].is_string(), "{kind}");
    }
}

/// Runs the rules below `p`, which were made to take the machine, within the ceilings.
fn refused(folder: &Path) -> String {
    let program = env!("CARGO_BIN_EXE_rasoat");
    let output = std::process::Command::new("sh")
        .args(["-c", &format!("ulimit -v 1048576; exec '{program}' rules test p")])
        .env_clear()
        .current_dir(folder)
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    told(&output)
}

#[test]
fn packs_made_to_take_the_machine_are_refused() {
    let words = "\n[vi]\ntitle = \"T\"\nmessage = \"M\"\n";
    // Many rules.
    let folder = tempfile::tempdir().expect("a folder");
    for at in 0..1_100 {
        write(folder.path(), &format!("p/a/r{at}.toml"), &format!("check = \"forbidden-text\"{words}"));
    }
    assert!(refused(folder.path()).contains("nhiều nhất 1.000 tệp"));
    // Expressions that grow when they are compiled.
    let folder = tempfile::tempdir().expect("a folder");
    for at in 0..300 {
        let pattern = "(((a{1,200}){1,200}){1,200})";
        write(
            folder.path(),
            &format!("p/a/r{at}.toml"),
            &format!("check = \"forbidden-text\"\n[with]\npattern = '{pattern}'{words}"),
        );
    }
    let said = refused(folder.path());
    assert!(said.contains("biểu thức") && said.contains("100 lỗi"), "{said}");
    // Expressions each of which may pass, but not all of them together.
    let folder = tempfile::tempdir().expect("a folder");
    for at in 0..300 {
        let rule = format!("check = \"forbidden-text\"\n[with]\npattern = '\\p{{L}}{{1,20}}'{words}");
        write(folder.path(), &format!("p/a/r{at}.toml"), &rule);
    }
    assert!(refused(folder.path()).contains("biểu thức"));
    // Statements too long and too deep.
    let folder = tempfile::tempdir().expect("a folder");
    let deep = format!("{}true{}", "(".repeat(1_900), ")".repeat(1_900));
    write(folder.path(), "p/a/sau.toml", &format!("check = \"expression\"\n[with]\nholds = '{deep}'{words}"));
    let long = "true && ".repeat(100_000) + "true";
    write(folder.path(), "p/a/dai.toml", &format!("check = \"expression\"\n[with]\nholds = '{long}'{words}"));
    let said = refused(folder.path());
    assert_eq!(said.matches("quá dài hoặc lồng nhau quá sâu").count(), 2, "{said}");
}

#[test]
fn a_statement_that_never_ends_is_stopped_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let holds =
        "figures.all(a, figures.all(b, figures.all(c, figures.all(d, a.value + b.value + c.value + d.value >= 0))))";
    write(
        at,
        "p/a/b.toml",
        &format!("check = \"expression\"\n[with]\nholds = '{holds}'\n[vi]\ntitle = \"T\"\nmessage = \"M\"\n"),
    );
    let lines = (1..300).map(|number| format!("Đã tiếp nhận {number} hồ sơ.\n")).collect::<Vec<_>>().concat();
    write(at, "a.txt", &lines);
    let output = rasoat(at, &["check", "--rules", "p", "--select", "a", "a.txt"]);
    assert!(told(&output).contains("quá nhiều bước tính"), "{}", told(&output));
}
