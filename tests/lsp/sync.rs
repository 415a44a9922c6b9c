//! Text and findings: units of columns, versions, asking and being told.

use rasoat::engine::{self, Settings};
use rasoat::model::SourceFile;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

use super::client::Client;
use super::text::{ENCODINGS, position, slice};
use super::{DRAFT, URI, able, finding, rules};

fn with_encoding(encoding: &str) -> Client {
    let mut capabilities = able();
    capabilities["general"] = json!({ "positionEncodings": [encoding] });
    Client::with(&capabilities, &json!({ "ignore": [DATED] }), None)
}

/// Rules that look at the day of checking, which the engine alone is not told here.
const DATED: &str = "bodies";

/// Rule and flagged words as the engine has them.
fn expected(text: &str) -> Vec<(String, String)> {
    let file = SourceFile { name: "a.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let outcome = engine::check(&file, &Settings { ignore: vec![DATED.to_owned()], ..Settings::new() }).expect("reads");
    let words = |span| outcome.document.quote(span).to_owned();
    outcome.diagnostics.iter().map(|found| (found.rule.to_string(), words(found.span))).collect()
}

#[test]
fn places_are_right_in_every_unit() {
    let sentence = "Căn cứ Nghị quyết số 73/NQ-CP ngày 31/9/2023, các phòng phòng ban đã họp.";
    let lines = |form: &str| format!("😀 Báo cáo 😀\r\n😀 {form} 😀 các đơn vị đơn vị\rĐiều 1 các phòng phòng ban\n");
    let decomposed: String = sentence.nfd().collect();
    for text in [lines(sentence), lines(&decomposed), DRAFT.to_owned(), DRAFT.nfd().collect()] {
        let expected = expected(&text);
        assert!(expected.len() >= 3, "{expected:?}");
        for encoding in ENCODINGS {
            let mut client = with_encoding(encoding);
            client.open(URI, "plaintext", &text);
            let found = client.published(URI, 1);
            let rule = |finding: &Value| finding["code"].as_str().expect("a rule").to_owned();
            let words = |finding: &Value| slice(&text, &finding["range"], encoding).to_owned();
            let found: Vec<(String, String)> = found.iter().map(|one| (rule(one), words(one))).collect();
            assert_eq!(found, expected, "{encoding}");
        }
    }
}

#[test]
fn the_first_known_unit_of_the_editor_is_taken() {
    for (offered, taken) in [
        (json!(["utf-16", "utf-8"]), "utf-16"),
        (json!(["utf-8", "utf-16"]), "utf-8"),
        (json!(["utf-7", "utf-32"]), "utf-32"),
        (json!([]), "utf-16"),
    ] {
        let mut client = Client::start();
        let capabilities = json!({ "general": { "positionEncodings": offered } });
        let result = client.request("initialize", &json!({ "capabilities": capabilities })).expect("initializes");
        assert_eq!(result["capabilities"]["positionEncoding"], taken);
    }
}

#[test]
fn a_finding_has_all_that_an_editor_can_show() {
    let mut client = Client::with(&able(), &json!({ "lang": "en" }), None);
    client.open(URI, "plaintext", DRAFT);
    let found = client.published(URI, 1);
    let twin = finding(&found, "citation/conflicting-twin");
    assert_eq!((&twin["severity"], &twin["source"]), (&json!(1), &json!("rasoat")));
    let related = twin["relatedInformation"].as_array().expect("further places");
    assert_eq!(slice(DRAFT, &related[0]["location"]["range"], "utf-16").split(' ').next(), Some("Nghị"));
    assert_eq!(related[0]["location"]["uri"], URI);
    let href = twin["codeDescription"]["href"].as_str().expect("a link");
    let file = std::fs::read_to_string(href.strip_prefix("file://").expect("a file")).expect("reads");
    assert!(file.contains("citation/conflicting-twin"));
    assert_eq!(twin["data"]["rule"], "citation/conflicting-twin");
    assert_eq!(twin["data"]["fingerprint"].as_str().map(str::len), Some(16));
    let space = finding(&found, "typing/list-leading-space");
    assert_eq!(space["tags"], json!([1]), "what only goes away is shown as needless");
    let link = href.to_owned();
    assert_eq!(client.end().code(), Some(0));
    assert!(!std::path::Path::new(&link["file://".len()..]).exists(), "the end removes the explanations");
}

#[test]
fn an_editor_that_can_show_little_is_sent_little() {
    let mut client = Client::with(&json!({}), &Value::Null, None);
    client.open(URI, "plaintext", DRAFT);
    for found in client.published(URI, 1) {
        for field in ["relatedInformation", "codeDescription", "tags"] {
            assert!(found.get(field).is_none(), "{found}");
        }
    }
}

#[test]
fn findings_belong_to_the_version_they_are_sent_for() {
    let mut client = Client::with(&able(), &Value::Null, None);
    client.open(URI, "plaintext", "Các phòng ban.");
    assert!(client.published(URI, 1).is_empty());
    let mut text = "Các phòng ban.".to_owned();
    for (version, letter) in (2..).zip(" phòng phòng".chars()) {
        let at = position(&text, text.len() - 1, "utf-16");
        client.change(URI, version, &json!([{ "range": { "start": at, "end": at }, "text": letter.to_string() }]));
        text.insert(text.len() - 1, letter);
    }
    let found = client.published(URI, 13);
    assert_eq!(rules(&found), ["spelling/repeated-word"]);
    assert_eq!(slice(&text, &found[0]["range"], "utf-16"), "phòng phòng");
    let state = client.request("rasoat/text", &json!({ "uri": URI })).expect("answers");
    assert_eq!(state, json!({ "version": 13, "text": text }));
    // Closing takes the findings away.
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": URI } }));
    assert!(client.published_file(URI).is_empty());
}

#[test]
fn an_editor_may_ask_instead() {
    let mut capabilities = able();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::with(&capabilities, &Value::Null, None);
    client.open(URI, "plaintext", "Các phòng phòng ban.");
    let asked = json!({ "textDocument": { "uri": URI } });
    let first = client.request("textDocument/diagnostic", &asked).expect("answers");
    assert_eq!(first["kind"], "full");
    assert_eq!(rules(first["items"].as_array().expect("a list")), ["spelling/repeated-word"]);
    let asked = json!({ "textDocument": { "uri": URI }, "previousResultId": first["resultId"] });
    let second = client.request("textDocument/diagnostic", &asked).expect("answers");
    assert_eq!((&second["kind"], &second["resultId"]), (&json!("unchanged"), &first["resultId"]));
    client.change(URI, 2, &json!([{ "text": "Các phòng ban." }]));
    let third = client.request("textDocument/diagnostic", &asked).expect("answers");
    assert_eq!((&third["kind"], &third["items"]), (&json!("full"), &json!([])));
}

#[test]
fn a_request_about_a_text_that_is_gone_is_not_answered_wrongly() {
    let mut capabilities = able();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::with(&capabilities, &Value::Null, None);
    // Long enough that the check is still running when the next message comes.
    client.open(URI, "plaintext", &DRAFT.repeat(20));
    let hover = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
    let hover = client.ask("textDocument/hover", &hover);
    let pull = client.ask("textDocument/diagnostic", &json!({ "textDocument": { "uri": URI } }));
    let symbols = client.ask("textDocument/documentSymbol", &json!({ "textDocument": { "uri": URI } }));
    client.notify("$/cancelRequest", &json!({ "id": symbols }));
    client.change(URI, 2, &json!([{ "text": "Các phòng phòng ban." }]));
    assert_eq!(client.answer(symbols).expect_err("cancelled")["code"], -32800);
    assert_eq!(client.answer(hover).expect_err("gone")["code"], -32801);
    let gone = client.answer(pull).expect_err("gone");
    assert_eq!((&gone["code"], &gone["data"]["retriggerRequest"]), (&json!(-32802), &json!(true)));
    let again = client.request("textDocument/diagnostic", &json!({ "textDocument": { "uri": URI } })).expect("answers");
    assert_eq!(again["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn markdown_is_told_by_name_and_by_language() {
    let text = "# BÁO CÁO\n\n**KT. CHỦ TỊCH**\n";
    let mut client = Client::with(&able(), &json!({ "select": ["typing/markup-artifact"] }), None);
    for (uri, language, count) in
        [("file:///a.md", "plaintext", 0), ("untitled:b", "markdown", 0), ("file:///a.txt", "plaintext", 2)]
    {
        client.open(uri, language, text);
        let found = client.published(uri, 1);
        assert!((count == 0) == found.is_empty(), "{uri}: {found:?}");
    }
}

#[test]
fn what_is_no_document_is_left_alone_and_what_is_no_text_is_said() {
    let mut client = Client::with(&able(), &Value::Null, None);
    client.open("file:///a.rs", "rust", "// Các phòng phòng ban.");
    client.open("file:///b.txt", "plaintext", "");
    client.open("file:///c.txt", "plaintext", "PK\u{3}\u{4} Các phòng");
    assert!(client.published("file:///b.txt", 1).is_empty());
    assert_eq!(client.published("file:///c.txt", 1).len(), 1);
    let asked = json!({ "textDocument": { "uri": "file:///a.rs" } });
    assert_eq!(client.request("textDocument/documentSymbol", &asked).expect("answers"), Value::Null);
}
