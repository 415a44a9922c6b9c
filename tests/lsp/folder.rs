//! The files of a folder, and the user's own rules.

#[path = "../support/mod.rs"]
pub(crate) mod support;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::client::Client;
use super::{DRAFT, able, finding, rules};

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A folder with a Word file, a text, and something that is no document.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bao-cao.docx"), support::package("bao-cao-nd73")).expect("writes");
    fs::write(folder.path().join("cau.txt"), "Các phòng phòng ban.").expect("writes");
    fs::write(folder.path().join("hong.docx"), b"PK\x03\x04 broken").expect("writes");
    fs::write(folder.path().join("~$bao-cao.docx"), b"lock").expect("writes");
    folder
}

#[test]
fn word_files_are_in_the_list_with_their_paragraphs() {
    let folder = folder();
    let mut client = Client::with(&able(), &json!({ "lang": "en" }), Some(folder.path()));
    let word = client.published_file(&uri(&folder.path().join("bao-cao.docx")));
    let twin = finding(&word, "citation/conflicting-twin");
    let message = twin["message"].as_str().expect("a text");
    assert!(message.starts_with("section I.1 "), "{message}");
    assert!(twin["range"]["start"]["line"].as_u64() > Some(0), "the ordinal of the paragraph: {twin}");
    assert!(message.contains("“Nghị quyết số 73/NQ-CP"), "{message}");
    assert_eq!(rules(&client.published_file(&uri(&folder.path().join("cau.txt")))), ["spelling/repeated-word"]);
    let broken = client.published_file(&uri(&folder.path().join("hong.docx")));
    assert_eq!(rules(&broken), ["damaged"]);
    client.wait(|message| message["params"]["value"]["kind"] == "end");
    let symbols = client.request("workspace/symbol", &json!({ "query": "ưu điểm" })).expect("answers");
    assert_eq!(symbols[0]["name"], "1. Ưu điểm");
}

#[test]
fn progress_is_told_from_begin_to_end() {
    let folder = folder();
    let mut client = Client::with(&able(), &Value::Null, Some(folder.path()));
    let created = client.wait(|message| message["method"] == "window/workDoneProgress/create");
    let token = created["params"]["token"].clone();
    let told = |kind: &'static str, token: Value| {
        move |message: &Value| message["params"]["token"] == token && message["params"]["value"]["kind"] == kind
    };
    assert_eq!(client.wait(told("begin", token.clone()))["params"]["value"]["title"], "Rà soát thư mục");
    assert_eq!(client.wait(told("report", token.clone()))["params"]["value"]["message"], "1/3 tệp");
    client.wait(told("end", token));
}

#[test]
fn an_open_document_goes_before_its_file() {
    let folder = folder();
    let mut client = Client::with(&able(), &Value::Null, Some(folder.path()));
    let text = uri(&folder.path().join("cau.txt"));
    assert_eq!(client.published_file(&text).len(), 1);
    client.open(&text, "plaintext", "Các phòng ban.");
    assert!(client.published(&text, 1).is_empty());
    // Closed without saving: the file still has its finding.
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": text } }));
    assert_eq!(client.published_file(&text).len(), 1);
}

#[test]
fn changes_on_disk_are_taken_up() {
    let folder = folder();
    let mut client = Client::with(&able(), &Value::Null, Some(folder.path()));
    let asked = client.wait(|message| message["method"] == "client/registerCapability");
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    client.wait(|message| message["params"]["value"]["kind"] == "end");
    let path = folder.path().join("cau.txt");
    client.published_file(&uri(&path));
    fs::write(&path, "Các phòng ban đã họp.").expect("writes");
    let changed = json!({ "changes": [{ "uri": uri(&path), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &changed);
    assert!(client.published_file(&uri(&path)).is_empty());
    let word = folder.path().join("bao-cao.docx");
    assert!(!client.published_file(&uri(&word)).is_empty());
    fs::remove_file(&word).expect("removes");
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [{ "uri": uri(&word), "type": 3 }] }));
    assert!(client.published_file(&uri(&word)).is_empty());
}

#[test]
fn an_editor_may_ask_for_the_folder() {
    let folder = folder();
    let mut capabilities = able();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::with(&capabilities, &Value::Null, Some(folder.path()));
    let asked = json!({ "previousResultIds": [] });
    let report = client.request("workspace/diagnostic", &asked).expect("answers");
    let items = report["items"].as_array().expect("a list");
    let names: Vec<&str> = items.iter().filter_map(|item| item["uri"].as_str()?.rsplit('/').next()).collect();
    assert_eq!(names, ["bao-cao.docx", "cau.txt", "hong.docx"]);
    let known: Vec<Value> = items.iter().map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect();
    let again = client.request("workspace/diagnostic", &json!({ "previousResultIds": known })).expect("answers");
    assert!(again["items"].as_array().expect("a list").iter().all(|item| item["kind"] == "unchanged"), "{again}");
    // What has been found is sent early to an editor that wants it so.
    let asked = json!({ "previousResultIds": [], "partialResultToken": "early" });
    let report = client.request("workspace/diagnostic", &asked).expect("answers");
    assert_eq!(report["items"], json!([]));
    let early = client.wait(|message| message["params"]["token"] == "early");
    assert_eq!(early["params"]["value"]["items"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_question_about_the_folder_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    // Long enough that the walk still goes on when the next message comes.
    fs::write(folder.path().join("dai.txt"), DRAFT.repeat(20)).expect("writes");
    let mut capabilities = able();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::with(&capabilities, &Value::Null, Some(folder.path()));
    let asked = client.ask("workspace/diagnostic", &json!({ "previousResultIds": [] }));
    client.notify("$/cancelRequest", &json!({ "id": asked }));
    assert_eq!(client.answer(asked).expect_err("cancelled")["code"], -32800);
    // In the middle of the walk the editor may leave.
    assert_eq!(client.end().code(), Some(0));
}

#[test]
fn the_folder_can_be_left_alone() {
    let folder = folder();
    let mut client = Client::with(&able(), &json!({ "folder": false }), Some(folder.path()));
    let report = client.request("workspace/diagnostic", &json!({ "previousResultIds": [] })).expect("answers");
    assert_eq!(report["items"], json!([]));
}

const RULE: &str = r#"
check = "forbidden-text"
severity = "warning"
tier = "custom"
basis = [{ instrument = "thông lệ soạn thảo", locator = "" }]

[with]
phrases = ["phường Trạm lộ"]
case = true

[vi]
title = "Tên phường viết sai"
message = "tên phường viết “{found}”"
help = "Viết: phường Trạm Lộ"
why = "Tên riêng của đơn vị hành chính viết hoa tất cả các âm tiết."

[en]
title = "Name of the ward misspelt"
message = "the ward is written “{found}”"
help = "Write: phường Trạm Lộ"
why = "Every syllable of a proper name has a capital."

[[example]]
bad = "UBND phường Trạm lộ báo cáo."
good = "UBND phường Trạm Lộ báo cáo."
"#;

#[test]
fn rules_are_taken_up_while_they_are_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quy-tac/packs/nha/cach-viet/ten-phuong.toml");
    fs::create_dir_all(path.parent().expect("a folder")).expect("makes");
    fs::write(&path, RULE).expect("writes");
    let options = json!({ "rules": ["quy-tac"], "lang": "en", "select": ["cach-viet"] });
    let mut client = Client::with(&able(), &options, Some(folder.path()));
    let document = "untitled:bao-cao";
    client.open(document, "plaintext", "UBND phường Trạm lộ đã họp hành.");
    assert_eq!(rules(&client.published(document, 1)), ["cach-viet/ten-phuong"]);
    // A mistake is shown where it is; the rules as they were before it go on.
    let wrong = RULE.replacen("severity = \"warning\"", "severity = \"warnin\"", 1);
    client.open(&uri(&path), "toml", &wrong);
    let mistakes = client.published_file(&uri(&path));
    assert_eq!(mistakes.len(), 1);
    assert_eq!(mistakes[0]["range"]["start"], json!({ "line": 2, "character": 11 }));
    assert!(mistakes[0]["message"].as_str().expect("a text").contains("`warning`"), "{mistakes:?}");
    assert_eq!(rules(&client.published(document, 1)), ["cach-viet/ten-phuong"]);
    // Mended in the editor, before it is saved.
    let mended = RULE.replacen("phường Trạm lộ\"]", "phường Trạm lộ\", \"họp hành\"]", 1);
    client.change(&uri(&path), 2, &json!([{ "text": mended }]));
    assert!(client.published_file(&uri(&path)).is_empty());
    assert_eq!(client.published(document, 1).len(), 2);
}

#[test]
fn the_folder_does_not_hinder_writing() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..20 {
        fs::write(folder.path().join(format!("{number}.txt")), DRAFT).expect("writes");
    }
    let mut client = Client::with(&able(), &Value::Null, Some(folder.path()));
    client.open("untitled:a", "plaintext", "Các phòng phòng ban.");
    assert_eq!(client.published("untitled:a", 1).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_pdf_that_fells_its_reader_leaves_the_server_alive() {
    let folder = folder();
    // Within every counted budget, and more than so little memory holds.
    let letters = "0 -1 Td(a)Tj 3 -2 Td(a)Tj 6 0 Td(a)Tj ".repeat(30_000);
    let hostile = support::pdf_of_content(&format!("BT /F1 1 Tf 1 0 0 1 10 830 Tm {letters}ET"));
    fs::write(folder.path().join("dich.pdf"), hostile).expect("writes");
    let mut client = Client::start_with(&[("RASOAT_PDF_MEMORY", "40")]);
    client.begin(&able(), &json!({ "lang": "en" }), Some(folder.path()));
    assert_eq!(rules(&client.published_file(&uri(&folder.path().join("dich.pdf")))), ["too-much-memory"]);
    assert_eq!(rules(&client.published_file(&uri(&folder.path().join("cau.txt")))), ["spelling/repeated-word"]);
    client.open("untitled:a", "plaintext", DRAFT);
    assert!(!client.published("untitled:a", 1).is_empty());
}
