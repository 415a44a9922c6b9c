//! Findings that are accepted, colours, links.

use std::fs;

use serde_json::{Value, json};

use super::client::Client;
use super::text::{byte, edited, slice};
use super::{DRAFT, URI, able, finding, rules};

/// The action that accepts the finding of `rule` at `range`.
fn acceptance(client: &mut Client, uri: &str, range: &Value, rule: &str) -> Option<Value> {
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
    let actions = client.request("textDocument/codeAction", &params).expect("answers");
    let wanted = |title: &str| title.contains("Bỏ qua") && title.contains(rule);
    let is_wanted = |action: &&Value| action["title"].as_str().is_some_and(wanted);
    actions.as_array().expect("a list").iter().find(is_wanted).cloned()
}

const MARKDOWN: &str = "# BÁO CÁO\n\n## I. KẾT QUẢ\n\nCác phòng phòng ban đã họp.\n\n1. Các xã xã đã họp.\n   - Các tổ tổ đã \
                        họp.\n\n> Các khối khối đã họp.\n\n| Các thôn thôn đã họp. | 1 |\n|---|---|\n| Các ban ban | 2 |\n\nNhân dân \
                        đồng tình.\n";

#[test]
fn every_finding_can_be_accepted_with_a_reason_and_nothing_else_changes() {
    let crlf = DRAFT.replace('\n', "\r\n");
    for (uri, language, text, kept) in
        [(URI, "plaintext", DRAFT, 0), (URI, "plaintext", &crlf, 0), ("file:///a.md", "markdown", MARKDOWN, 2)]
    {
        let mut client = Client::with(&able(), &Value::Null, None);
        client.open(uri, language, text);
        let found = client.published(uri, 1);
        let before = rules(&found);
        let mut version = 1;
        let mut without = 0;
        for one in &found {
            let rule = one["code"].as_str().expect("a rule");
            let Some(action) = acceptance(&mut client, uri, &one["range"], rule) else {
                without += 1;
                continue;
            };
            let marked = edited(text, &action["edit"], "utf-16");
            version += 1;
            client.change(uri, version, &json!([{ "text": marked }]));
            let mut expected = before.clone();
            expected.push("no-reason");
            expected.sort_unstable();
            assert_eq!(rules(&client.published(uri, version)), expected, "no reason, nothing accepted: {rule}");
            version += 1;
            let reasoned = marked.replacen("[lý do]", "đã hỏi Sở Nội vụ", 1);
            client.change(uri, version, &json!([{ "text": reasoned }]));
            let after = client.published(uri, version);
            let after = rules(&after);
            assert!(!after.contains(&"unused") && !after.contains(&"no-reason"), "{rule}: {after:?}");
            let others = |all: &[&str]| {
                all.iter().filter(|name| **name != rule).map(|name| (*name).to_owned()).collect::<Vec<_>>()
            };
            assert_eq!(others(&after), others(&before), "{rule}");
            assert!(after.len() < before.len(), "{rule}");
            version += 1;
            client.change(uri, version, &json!([{ "text": text }]));
            client.published(uri, version);
        }
        assert_eq!(without, kept, "{uri}: in tables no comment can stand");
    }
}

#[test]
fn a_comment_that_accepts_nothing_is_told() {
    let mut client = Client::with(&able(), &json!({ "lang": "en" }), None);
    let text = "# rasoat: ignore spelling - quoted\nCác phòng ban.\n# rasoat: ignore\nCác phòng phòng ban.\n";
    client.open(URI, "plaintext", text);
    let found = client.published(URI, 1);
    assert_eq!(rules(&found), ["not-understood", "spelling/repeated-word", "unused"]);
    assert_eq!(slice(text, &finding(&found, "unused")["range"], "utf-16"), "# rasoat: ignore spelling - quoted");
}

/// The tokens with the numbers of their types.
pub(crate) fn decoded(text: &str, data: &Value, unit: &str) -> Vec<(usize, String)> {
    let numbers: Vec<u64> = data.as_array().expect("numbers").iter().filter_map(Value::as_u64).collect();
    let (mut line, mut column) = (0, 0);
    let mut found = Vec::new();
    for token in numbers.chunks(5) {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        let at = |column: u64| json!({ "line": line, "character": column });
        let (start, end) = (byte(text, &at(column), unit), byte(text, &at(column + token[2]), unit));
        found.push((usize::try_from(token[3]).expect("small"), text[start..end].to_owned()));
    }
    found
}

#[test]
fn words_have_the_colours_of_what_they_are() {
    let mut client = Client::start();
    let result = client.request("initialize", &json!({ "capabilities": able() })).expect("initializes");
    client.notify("initialized", &json!({}));
    let legend = result["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"].as_array().expect("names");
    let text = "😀 BÁO CÁO\r\nThực hiện Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ (sau đây gọi tắt là Nghị \
                định số 73).\r\n\r\nI. KẾT QUẢ\r\n\r\nTheo Nghị định số 73, có 24 nam (75%).\r\n";
    client.open(URI, "plaintext", text);
    client.published(URI, 1);
    let asked = json!({ "textDocument": { "uri": URI } });
    let full = client.request("textDocument/semanticTokens/full", &asked).expect("answers");
    let named = |(kind, words): (usize, String)| (legend[kind].as_str().expect("a name").to_owned(), words);
    let found: Vec<(String, String)> = decoded(text, &full["data"], "utf-16").into_iter().map(named).collect();
    let expected = [
        ("class", "Nghị định số 73/2023/NĐ-CP "),
        ("string", "ngày 29/9/2023"),
        ("variable", "Nghị định số 73"),
        ("keyword", "I."),
        ("number", "75%"),
    ];
    for (kind, words) in expected {
        let is_there = |one: &(String, String)| one.0 == kind && one.1.trim() == words.trim();
        assert!(found.iter().any(is_there), "{kind} {words:?} in {found:?}");
    }
    // Part of it, and what has changed since.
    let range = json!({ "start": { "line": 3, "character": 0 }, "end": { "line": 4, "character": 0 } });
    let asked = json!({ "textDocument": { "uri": URI }, "range": range });
    let part = client.request("textDocument/semanticTokens/range", &asked).expect("answers");
    let part: Vec<(String, String)> = decoded(text, &part["data"], "utf-16").into_iter().map(named).collect();
    assert!(part.iter().all(|(kind, _)| kind == "keyword"), "{part:?}");
    let place = json!({ "line": 5, "character": 0 });
    client.change(URI, 2, &json!([{ "range": { "start": place, "end": place }, "text": "Có 5 xã. " }]));
    let asked = json!({ "textDocument": { "uri": URI }, "previousResultId": full["resultId"] });
    let delta = client.request("textDocument/semanticTokens/full/delta", &asked).expect("answers");
    let mut patched: Vec<Value> = full["data"].as_array().expect("numbers").clone();
    let edit = &delta["edits"][0];
    let start = usize::try_from(edit["start"].as_u64().expect("a number")).expect("small");
    let count = usize::try_from(edit["deleteCount"].as_u64().expect("a number")).expect("small");
    assert!(start > 0, "what stands before is not sent again");
    patched.splice(start..start + count, edit["data"].as_array().into_iter().flatten().cloned());
    let asked = json!({ "textDocument": { "uri": URI } });
    let again = client.request("textDocument/semanticTokens/full", &asked).expect("answers");
    assert_eq!(json!(patched), again["data"]);
    let asked = json!({ "textDocument": { "uri": URI }, "previousResultId": "long ago" });
    let all = client.request("textDocument/semanticTokens/full/delta", &asked).expect("answers");
    assert_eq!(all["data"], again["data"], "all of them where the earlier ones are not known");
}

#[test]
fn links_lead_to_files_that_are_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("phu-luc.docx"), "").expect("writes");
    fs::write(folder.join("goc.toml"), "").expect("writes");
    let uri = |name: &str| format!("file://{}", folder.join(name).display());
    let mut client = Client::with(&able(), &json!({ "folder": false }), Some(folder));
    let text = "Kèm theo: phu-luc.docx; khong-co.docx. Căn cứ Nghị định số 73/2023/NĐ-CP.\n";
    client.open(&uri("a.txt"), "plaintext", text);
    let links = client.request("textDocument/documentLink", &json!({ "textDocument": { "uri": uri("a.txt") } }));
    let links = links.expect("answers");
    assert_eq!(links.as_array().map(Vec::len), Some(1), "{links}");
    assert_eq!(slice(text, &links[0]["range"], "utf-16"), "phu-luc.docx");
    assert_eq!(links[0]["target"], uri("phu-luc.docx"));
    let config = "extends = [\"goc.toml\"]\n";
    client.open(&uri("rasoat.toml"), "toml", config);
    let links = client.request("textDocument/documentLink", &json!({ "textDocument": { "uri": uri("rasoat.toml") } }));
    let links = links.expect("answers");
    assert_eq!(slice(config, &links[0]["range"], "utf-16"), "goc.toml");
}

#[test]
fn the_name_of_a_check_leads_to_its_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let rule = "# Cụm từ\ncheck = \"forbidden-text\"\n[with]\nphrases = [\"rất tốt\"]\n[vi]\ntitle = \"T\"\nmessage = \"M\"\n\
                [[example]]\nbad = \"Rất tốt.\"\ngood = \"Tốt.\"\n";
    fs::create_dir_all(folder.join("quy-tac/tu-ngu")).expect("makes");
    fs::write(folder.join("quy-tac/tu-ngu/cum-tu.toml"), rule).expect("writes");
    fs::write(folder.join("rasoat.toml"), "packs = [\"quy-tac\"]\n").expect("writes");
    let uri = |name: &str| format!("file://{}", folder.join(name).display());
    let mut client = Client::with(&able(), &json!({ "folder": false }), Some(folder));
    client.open(&uri("a.txt"), "plaintext", "Một dòng.\n");
    client.open(&uri("quy-tac/tu-ngu/cum-tu.toml"), "toml", rule);
    let asked = json!({ "textDocument": { "uri": uri("quy-tac/tu-ngu/cum-tu.toml") } });
    let links = client.request("textDocument/documentLink", &asked).expect("answers");
    assert_eq!(slice(rule, &links[0]["range"], "utf-16"), "forbidden-text", "{links}");
    let page = links[0]["target"].as_str().and_then(|target| target.strip_prefix("file://")).expect("a file");
    let page = fs::read_to_string(page).expect("reads");
    assert!(page.starts_with("# `forbidden-text`") && page.contains("`phrases`"), "{page}");
}
