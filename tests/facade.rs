//! The library as others use it: what it promises is listed, and does what the program does.

use std::fmt::Write as _;
use std::fs;

use rasoat::{Checker, Error, Fault, Form, Lang, Member, Reach, Severity};

/// Everything public of the façade, a line each: what disappears from this list breaks somebody's build.
const SURFACE: &str = "tests/data/facade.txt";

/// The declarations of a source file that callers see, without their bodies.
fn surface(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or("");
    let mut found = Vec::new();
    let (mut owner, mut declared, mut is_enum) = (String::new(), String::new(), false);
    for line in code.lines() {
        let text = line.trim();
        if text.starts_with("//") || text.starts_with("#[") {
            continue;
        }
        if let Some(rest) = line.strip_prefix("impl") {
            let name = rest.rsplit(" for ").next().unwrap_or(rest).trim_end_matches(" {");
            name.trim_start_matches("<'r>").trim().clone_into(&mut owner);
        }
        if is_enum && line.starts_with("    ") && text.starts_with(char::is_uppercase) {
            found.push(format!("{owner}::{}", text.trim_end_matches([',', '{', ' '])));
        }
        is_enum &= line != "}";
        if declared.is_empty() && !text.starts_with("pub ") {
            continue;
        }
        if !declared.is_empty() {
            declared.push(' ');
        }
        declared.push_str(text);
        let Some(end) = declared
            .find('{')
            .or_else(|| declared.find(';'))
            .or_else(|| declared.ends_with(')').then_some(declared.len()))
        else {
            continue;
        };
        let declaration = declared[..end].trim().replace("( ", "(").replace(", )", ")");
        if let Some(name) = declaration.strip_prefix("pub enum ") {
            (owner, is_enum) = (name.to_owned(), true);
        }
        let within = if declaration.contains(" fn ") { format!("{owner}: ") } else { String::new() };
        if !declaration.starts_with("pub use") {
            found.push(format!("{within}{declaration}"));
        }
        declared.clear();
    }
    found
}

#[test]
fn what_is_promised_is_listed() {
    let mut files: Vec<_> = fs::read_dir("src/facade").expect("the façade").flatten().map(|file| file.path()).collect();
    files.sort();
    let mut told = String::new();
    for line in files.iter().flat_map(|file| surface(&fs::read_to_string(file).expect("reads"))) {
        writeln!(told, "{line}").expect("grows");
    }
    if std::env::var_os("RASOAT_BLESS").is_some() {
        fs::write(SURFACE, &told).expect("writes");
    }
    let known = fs::read_to_string(SURFACE).unwrap_or_default();
    assert_eq!(
        known, told,
        "what the library promises has changed; if that is meant: RASOAT_BLESS=1 cargo test --test facade"
    );
}

#[test]
fn everything_may_go_to_other_threads() {
    fn goes<T: Send + Sync + 'static>() {}
    goes::<Checker>();
    goes::<rasoat::CheckerBuilder>();
    goes::<rasoat::Report>();
    goes::<Member>();
    goes::<rasoat::Compared>();
    goes::<rasoat::Copy>();
    goes::<Error>();
}

#[test]
fn errors_say_whose_fault_it_is() {
    let checker = Checker::new();
    let fault = |result: Result<rasoat::Report, Error>| result.map(|_| ()).expect_err("an error").fault();
    assert_eq!(fault(checker.check("a.docx", b"")), Fault::Document);
    let settings = |builder: rasoat::CheckerBuilder| builder.build().map(|_| ()).expect_err("an error");
    assert_eq!(settings(Checker::builder().select(["khong-co"])).fault(), Fault::Caller);
    assert_eq!(settings(Checker::builder().rule("a/b.toml", "check = \"khong-co\"")).reason(), "rules");
    let config = settings(Checker::builder().lang(Lang::En).config("baseline = \"da-biet.txt\"\n"));
    assert!(config.to_string().contains("baseline"), "{config}");
    assert_eq!(settings(Checker::builder().registry("[{}]")).reason(), "settings");
    assert_eq!(Member::from_bytes(b"").expect_err("no member").fault(), Fault::Caller);
}

#[test]
fn a_configuration_holds_for_the_documents_it_names() {
    let draft = "UBND xã đã đã họp bàn về kế hoạch sản xuất vụ mùa năm nay.\n".as_bytes();
    let config = "[[override]]\npaths = [\"cu/\"]\nignore = [\"spelling/repeated-word\"]\n";
    let checker = Checker::builder().config(config).build().expect("is right");
    let has = |name: &str| {
        let report = checker.check(name, draft).expect("reads");
        report.findings().any(|found| found.rule() == "spelling/repeated-word")
    };
    assert!(has("moi/a.txt") && !has("cu/a.txt"));
}

#[test]
fn a_report_says_what_the_program_says() {
    let path = "fixtures/drafts/bao-cao-nd73.txt";
    let program = assert_cmd::Command::cargo_bin("rasoat")
        .expect("the program")
        .args(["check", "--isolated", "--no-cache", "--today", "2026-11-30", "--format", "json", path])
        .output()
        .expect("runs");
    let program: serde_json::Value = serde_json::from_slice(&program.stdout).expect("is JSON");
    let checker = Checker::builder().today(2026, 11, 30).build().expect("is right");
    let report = checker.check(path, &fs::read(path).expect("reads")).expect("is read");
    let own: serde_json::Value = serde_json::from_str(&report.render(Form::Json)).expect("is JSON");
    assert_eq!(own, program);
    assert_eq!(report.worst(), Some(Severity::Error));
    let count = program["files"][0]["diagnostics"].as_array().map(Vec::len);
    assert_eq!(Some(report.findings().count()), count);
    assert!(report.render(Form::Html).contains("<html"));
}

/// A report of a ward.
fn report(number: &str, of: &str, cites: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN AN\n\nSố: {number}/BC-UBND\n\nTân An, ngày 05 tháng 3 năm 2026\n\nBÁO CÁO\n\
         Kết quả công tác {of}\n\nThực hiện Kế hoạch số 15/KH-UBND ngày {cites} của Ủy ban nhân dân phường Tân An về cải cách hành chính năm 2026;\n\n\
         UBND phường đã làm những việc về {of}, kết quả được ghi ở từng phần của báo cáo này.\n"
    )
}

#[test]
fn comparing_topic_by_topic_finds_what_comparing_all_finds() {
    let drafts = [
        ("a.txt", report("12", "thủy lợi nội đồng", "12/01/2026")),
        ("b.txt", report("12", "văn hóa, thể thao và du lịch", "12/01/2026")),
        ("c.txt", report("13", "thủy lợi nội đồng", "13/01/2026")),
        ("d.txt", report("14", "y tế cơ sở", "12/01/2026")),
    ];
    let checker = Checker::new();
    let member = |text: &str| checker.check("x.txt", text.as_bytes()).expect("reads").member();
    let members: Vec<(&str, Member)> = drafts.iter().map(|(name, text)| (*name, member(text))).collect();
    let whole = checker.compare(&members);
    assert!(whole.iter().any(|found| found.rule().ends_with("number-twice") || found.name() == "b.txt"), "{whole:#?}");
    assert!(whole.iter().any(|found| found.name() == "c.txt"), "{whole:#?}");
    let mut about: Vec<u64> =
        members.iter().flat_map(|(_, member)| member.topics()).map(|topic| topic.about()).collect();
    about.sort_unstable();
    about.dedup();
    let mut parts = Vec::new();
    for about in about {
        let speaks = |member: &Member| member.topics().any(|topic| topic.about() == about);
        let of_topic = members.iter().filter(|(_, member)| speaks(member));
        let of_topic: Vec<(&str, Member)> =
            of_topic.map(|(name, member)| (*name, member.only(name, &[about]))).collect();
        parts.extend(checker.compare(&of_topic));
    }
    let key = |found: &rasoat::Compared| (found.name().to_owned(), found.rule().to_owned(), found.message().to_owned());
    let sorted = |found: &[rasoat::Compared]| {
        let mut keys: Vec<_> = found.iter().map(key).collect();
        keys.sort();
        keys
    };
    assert_eq!(sorted(&parts), sorted(&whole));
}

#[test]
fn copies_are_made_of_bytes() {
    let draft = "UBND xã đã đã họp bàn về kế hoạch sản xuất vụ mùa năm nay.\n".as_bytes();
    let checker = Checker::builder().select(["spelling/repeated-word"]).build().expect("is right");
    let copy = checker.fix("a.txt", draft, Reach::Unsafe, "2026-11-30T08:30:00Z").expect("is mended");
    assert_eq!((copy.fixes(), checker.check("a.txt", copy.bytes()).expect("reads").findings().count()), (1, 0));
    let untouched = checker.fix("a.txt", draft, Reach::Nothing, "2026-11-30T08:30:00Z").expect("is read");
    assert_eq!((untouched.fixes(), untouched.bytes()), (0, draft));
}
