//! The README shows what the program says, and its rule of one's own loads.

use std::fs;
use std::process::Output;

use assert_cmd::Command;

fn rasoat(arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("rasoat").expect("built");
    command.env_clear().args(arguments).output().expect("runs")
}

fn readme() -> String {
    fs::read_to_string("README.md").expect("reads")
}

/// The first fenced block of `kind` after `heading`.
fn block(text: &str, heading: &str, kind: &str) -> String {
    let from = text.split_once(heading).expect("heading").1;
    let body = from.split_once(&format!("```{kind}\n")).expect("block").1;
    body.split_once("\n```").expect("end").0.to_owned()
}

#[test]
fn the_shown_output_is_what_is_printed() {
    let shown = block(&readme(), "## Kết quả trông thế nào", "text");
    let output = rasoat(&["check", "fixtures/drafts/bao-cao-nd73.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    for line in shown.lines().filter(|line| *line != "…") {
        assert!(printed.lines().any(|candidate| candidate.trim_end() == line.trim_end()), "not printed: {line}");
    }
}

#[test]
fn the_rule_of_ones_own_works_as_told() {
    let rule = block(&readme(), "## Quy tắc riêng", "toml");
    let folder = tempfile::tempdir().expect("a folder");
    let group = folder.path().join("packs/nha/cach-viet");
    fs::create_dir_all(&group).expect("creates");
    fs::write(group.join("ten-phuong.toml"), rule).expect("writes");
    let draft = folder.path().join("bao-cao.txt");
    fs::write(&draft, "UBND phường Trạm lộ báo cáo.\n").expect("writes");
    let (pack, draft) = (folder.path().to_str().expect("UTF-8"), draft.to_str().expect("UTF-8"));
    let output = rasoat(&["check", "--rules", pack, "--format", "concise", draft]);
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(printed.contains("cach-viet/ten-phuong"), "{printed}");
}
