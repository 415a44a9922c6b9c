//! The frame of a session: start, end, and everything that is wrong.

use std::path::Path;

use serde_json::{Value, json};

use super::client::Client;
use super::{DRAFT, URI, able};

#[test]
fn a_session_from_start_to_end() {
    let mut client = Client::start();
    let early = client.request("textDocument/hover", &json!({})).expect_err("too early");
    assert_eq!(early["code"], -32002);
    let result = client.request("initialize", &json!({ "capabilities": able() })).expect("initializes");
    assert_eq!(result["serverInfo"]["name"], "rasoat");
    let capabilities = &result["capabilities"];
    assert_eq!(capabilities["positionEncoding"], "utf-16");
    assert_eq!(capabilities["textDocumentSync"]["change"], 2);
    assert!(capabilities.get("diagnosticProvider").is_none(), "this editor does not ask");
    let again = client.request("initialize", &json!({ "capabilities": {} })).expect_err("twice");
    assert_eq!(again["code"], -32600);
    client.request("shutdown", &Value::Null).expect("shuts down");
    let late = client.request("textDocument/hover", &json!({})).expect_err("too late");
    assert_eq!(late["code"], -32600);
    client.notify("exit", &Value::Null);
    assert_eq!(client.leave().code(), Some(0));
}

#[test]
fn nothing_is_left_behind_though_a_check_still_runs() {
    let mut client = Client::with(&able(), &Value::Null, None);
    client.open(URI, "plaintext", DRAFT);
    let found = client.published(URI, 1);
    let link = found[0]["codeDescription"]["href"].as_str().expect("a link").to_owned();
    let path = Path::new(link.strip_prefix("file://").expect("a file"));
    assert!(path.is_file(), "{link}");
    client.change(URI, 2, &json!([{ "text": DRAFT.repeat(20) }]));
    assert_eq!(client.end().code(), Some(0));
    assert!(!path.exists(), "{link}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_killed_server_left_is_removed_by_the_next() {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().to_str().expect("a path");
    let folders = || std::fs::read_dir(home).expect("reads").count();
    let session = || {
        let mut client = Client::start_with(&[("TMPDIR", home)]);
        client.begin(&able(), &Value::Null, None);
        client
    };
    drop(session());
    assert_eq!(folders(), 1, "a server that is killed leaves its folder");
    let living = session();
    assert_eq!(folders(), 1, "the next one removes it");
    let other = session();
    assert_eq!(folders(), 2, "that of a server that lives stays");
    drop((living, other));
}

#[test]
fn an_editor_that_leaves_without_a_word_ends_the_server() {
    assert_eq!(Client::with(&json!({}), &Value::Null, None).leave().code(), Some(1));
    let mut client = Client::with(&json!({}), &Value::Null, None);
    client.notify("exit", &Value::Null);
    assert_eq!(client.leave().code(), Some(1));
}

#[test]
fn what_is_wrong_is_answered_and_the_session_goes_on() {
    let mut client = Client::with(&able(), &Value::Null, None);
    client.write(b"Content-Length: 9\r\n\r\n{\"id\": 1,");
    assert_eq!(client.wait(|message| message["error"]["code"] == -32700)["id"], Value::Null);
    client.write(b"nonsense\r\n\r\n");
    client.wait(|message| message["error"]["code"] == -32700);
    client.send(&json!({ "jsonrpc": "2.0", "id": 77, "method": 5 }));
    assert_eq!(client.wait(|message| message["id"] == 77)["error"]["code"], -32600);
    client.send(&json!([]));
    client.wait(|message| message["error"]["code"] == -32600);
    let unknown = client.request("textDocument/teaTime", &json!({})).expect_err("unknown");
    assert_eq!(unknown["code"], -32601);
    let wrong = client.request("textDocument/hover", &json!({ "position": "here" })).expect_err("wrong");
    assert_eq!(wrong["code"], -32602);
    // A length that is wrong costs the message, and perhaps the next, but not the session.
    for length in ["5", "99", "-1", "many", "99999999999999"] {
        let body = r#"{"jsonrpc":"2.0","id":78,"method":"textDocument/teaTime"}"#;
        client.write(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
        client.notify("initialized", &json!({}));
        client.notify("initialized", &json!({}));
        client.wait(|message| message["error"]["code"] == -32700);
        client.request("workspace/symbol", &json!({ "query": "" })).expect("answers");
    }
    // Notifications have no answer, whatever is wrong with them.
    client.notify("textDocument/didOpen", &json!({ "textDocument": 1 }));
    client.notify(
        "textDocument/didChange",
        &json!({
            "textDocument": { "uri": "file:///khong-mo.txt", "version": 1 }, "contentChanges": [],
        }),
    );
    client.open(URI, "plaintext", "Các phòng phòng ban.");
    assert_eq!(client.published(URI, 1).len(), 1);
    assert_eq!(client.end().code(), Some(0));
}

#[test]
fn settings_that_cannot_be_used_are_told() {
    let mut client = Client::with(&json!({}), &json!({ "stage": "soon" }), None);
    let told = client.wait(|message| message["method"] == "window/showMessage");
    assert!(told["params"]["message"].as_str().expect("a text").contains("soon"));
    let mut client =
        Client::with(&json!({}), &json!({ "lang": "en", "ignore": ["citations/x"], "profile": "y" }), None);
    let told = client.wait(|message| message["method"] == "window/showMessage");
    assert!(told["params"]["message"].as_str().expect("a text").contains("no rule or group `citations/x`"));
    let told = client.wait(|message| message["method"] == "window/showMessage");
    assert!(told["params"]["message"].as_str().expect("a text").contains("no profile `y`"));
}

#[test]
fn settings_are_taken_up_at_once() {
    let mut client = Client::with(&able(), &json!({ "lang": "en" }), None);
    client.open(URI, "plaintext", "Các phòng phòng ban.");
    let before = client.published(URI, 1);
    assert!(before[0]["message"].as_str().expect("a text").contains("What to do"), "{before:?}");
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": { "rasoat": { "lang": "vi" } } }));
    let after = client.published(URI, 1);
    assert!(after[0]["message"].as_str().expect("a text").contains("Cách sửa"), "{after:?}");
    let off = json!({ "settings": { "rasoat": { "ignore": ["spelling"] } } });
    client.notify("workspace/didChangeConfiguration", &off);
    assert!(client.published(URI, 1).is_empty());
}

#[test]
fn settings_are_asked_for() {
    let capabilities = json!({ "workspace": { "configuration": true } });
    let mut client = Client::with(&capabilities, &json!({ "lang": "en" }), None);
    let asked = client.wait(|message| message["method"] == "workspace/configuration");
    assert_eq!(asked["params"]["items"][0]["section"], "rasoat");
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": [{ "ignore": ["spelling/repeated-word"] }] }));
    client.open(URI, "plaintext", "Các phòng phòng ban.");
    // The first check may have begun before the answer came.
    while !client.published(URI, 1).is_empty() {}
}
