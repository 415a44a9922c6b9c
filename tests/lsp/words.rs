//! Accepting a word: the edit of `rasoat.toml` or of the word list that it names.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::client::Client;
use super::text::byte;
use super::{able, rules};

const TEXT: &str = "Tổ đã sát nhập, hộ dân đồng tình.\n";
const RULE: &str = "spelling/confused-words";

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A session in `folder` with its document open, and the action that accepts the word.
fn offered(folder: &Path, capabilities: &Value) -> (Client, Option<Value>) {
    let mut client = Client::with(capabilities, &json!({ "folder": false }), Some(folder));
    let document = uri(&folder.join("a.txt"));
    client.open(&document, "plaintext", TEXT);
    let found = client.published(&document, 1);
    assert_eq!(rules(&found), [RULE]);
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    let params = json!({ "textDocument": { "uri": document }, "range": found[0]["range"], "context": context });
    let actions = client.request("textDocument/codeAction", &params).expect("answers");
    let is_it = |action: &&Value| action["title"].as_str() == Some("Chấp nhận từ “sát nhập”");
    let action = actions.as_array().expect("a list").iter().find(is_it).cloned();
    (client, action)
}

/// Does what the editor does with `edit` of the file `name` in `folder`, and tells so.
fn apply(client: &mut Client, folder: &Path, name: &str, edit: &Value) {
    let path = folder.join(name);
    let changes = edit["documentChanges"].as_array().expect("operations");
    let (edit, before) = changes.split_last().expect("an edit");
    let is_new = before.iter().any(|one| one["kind"] == "create" && one["uri"] == uri(&path));
    assert_eq!(is_new, !path.exists());
    assert_eq!((&edit["textDocument"]["uri"], &edit["textDocument"]["version"]), (&json!(uri(&path)), &Value::Null));
    let mut text = fs::read_to_string(&path).unwrap_or_default();
    for one in edit["edits"].as_array().expect("edits").iter().rev() {
        assert_eq!(one["range"]["start"], one["range"]["end"], "nothing goes");
        let at = byte(&text, &one["range"]["start"], "utf-16");
        text.insert_str(at, one["newText"].as_str().expect("a text"));
    }
    fs::write(&path, text).expect("writes");
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [{ "uri": uri(&path), "type": 2 }] }));
}

#[test]
fn a_word_goes_to_the_nearest_configuration() {
    for (before, after) in [
        (None, "[spelling]\nwords = [\"sát nhập\"]\n"),
        (Some("ignore = [\"typing\"] # ờ\n"), "ignore = [\"typing\"] # ờ\n\n[spelling]\nwords = [\"sát nhập\"]\n"),
        (Some("[spelling]\nwords = [\"ờ\"]\n"), "[spelling]\nwords = [\"ờ\", \"sát nhập\"]\n"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        if let Some(before) = before {
            fs::write(folder.join("rasoat.toml"), before).expect("writes");
        }
        let (mut client, action) = offered(folder, &able());
        let action = action.expect("offered");
        apply(&mut client, folder, "rasoat.toml", &action["edit"]);
        assert_eq!(fs::read_to_string(folder.join("rasoat.toml")).expect("reads"), after);
        assert!(client.published(&uri(&folder.join("a.txt")), 1).is_empty());
    }
}

#[test]
fn a_word_goes_to_the_list_that_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("rasoat.toml"), "spelling.word-lists = [\"tu-rieng.txt\"]\n").expect("writes");
    fs::write(folder.join("tu-rieng.txt"), "# của xã\nmắc khén").expect("writes");
    let (mut client, action) = offered(folder, &able());
    apply(&mut client, folder, "tu-rieng.txt", &action.expect("offered")["edit"]);
    assert_eq!(fs::read_to_string(folder.join("tu-rieng.txt")).expect("reads"), "# của xã\nmắc khén\nsát nhập\n");
    let document = uri(&folder.join("a.txt"));
    assert!(client.published(&document, 1).is_empty());
    // The list in the editor goes before that on disk, and is no document.
    let list = uri(&folder.join("tu-rieng.txt"));
    client.open(&list, "plaintext", "sát nhập\n");
    assert!(client.published(&document, 1).is_empty());
    client.change(&list, 2, &json!([{ "text": "mắc khén , \n" }]));
    assert_eq!(rules(&client.published(&document, 1)), [RULE]);
    let told = client.request(
        "textDocument/hover",
        &json!({
            "textDocument": { "uri": list }, "position": { "line": 0, "character": 1 },
        }),
    );
    assert_eq!(told.expect("answers"), Value::Null);
}

#[test]
fn nothing_is_offered_where_nothing_can_be_edited() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut simple = able();
    simple["workspace"]["workspaceEdit"] = json!({});
    assert!(offered(folder.path(), &simple).1.is_none(), "no file can be made");
    fs::write(folder.path().join("rasoat.toml"), "").expect("writes");
    let action = offered(folder.path(), &simple).1.expect("a file can be changed");
    let changes = action["edit"]["changes"].as_object().expect("by file");
    assert_eq!(changes.keys().collect::<Vec<_>>(), [&uri(&folder.path().join("rasoat.toml"))]);
}
