//! `rasoat.toml` in the server: found as the command line finds it, taken up without a restart, with
//! its mistakes at their places.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};

use super::client::Client;
use super::{DRAFT, able, rules};

const TWICE: &str = "Các phòng phòng ban.";

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("makes");
    fs::write(&path, text).expect("writes");
    uri(&path)
}

/// A session in `folder` that looks at open documents only.
fn session(folder: &Path, options: &Value) -> Client {
    let mut all = json!({ "folder": false });
    for (name, value) in options.as_object().into_iter().flatten() {
        all[name] = value.clone();
    }
    Client::with(&able(), &all, Some(folder))
}

#[test]
fn the_nearest_file_counts_and_the_editor_goes_before_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write(folder, "rasoat.toml", "lang = \"en\"\nignore = [\"spelling\"]\n");
    write(folder, "xa/rasoat.toml", "[severity]\n\"spelling/repeated-word\" = \"info\"\n");
    let (outer, inner) = (write(folder, "a.txt", TWICE), write(folder, "xa/a.txt", TWICE));
    let mut client = session(folder, &Value::Null);
    client.open(&outer, "plaintext", TWICE);
    assert!(client.published(&outer, 1).is_empty());
    client.open(&inner, "plaintext", TWICE);
    let found = client.published(&inner, 1);
    assert_eq!((rules(&found), &found[0]["severity"]), (vec!["spelling/repeated-word"], &json!(3)));
    assert!(found[0]["message"].as_str().expect("a text").contains("Cách sửa"), "{found:?}");
    // A text without a name belongs to the folder.
    client.open("untitled:a", "plaintext", TWICE);
    assert!(client.published("untitled:a", 1).is_empty());
    let mut client = session(folder, &json!({ "lang": "en", "select": ["spelling/repeated-word"] }));
    client.open(&outer, "plaintext", TWICE);
    let found = client.published(&outer, 1);
    assert_eq!(rules(&found), ["spelling/repeated-word"], "what is asked for by name is not silenced");
    client.open(&inner, "plaintext", TWICE);
    let found = client.published(&inner, 1);
    assert!(found[0]["message"].as_str().expect("a text").contains("What to do"), "{found:?}");
}

#[test]
fn the_server_and_the_command_line_agree() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let text = "stage = \"final\"\nignore = [\"typing\"]\nexclude = [\"cu/\"]\nbaseline = \"da-biet.jsonl\"\n\
                [[override]]\npaths = [\"xa/*\"]\nignore = [\"citation\"]\n\
                [[suppress]]\npaths = [\"a.txt\"]\nrules = [\"figures\"]\nreason = \"đã đối chiếu\"\n";
    write(folder, "rasoat.toml", text);
    for name in ["a.txt", "xa/b.txt", "cu/c.txt", "d.txt"] {
        write(folder, name, DRAFT);
    }
    let rasoat = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
        let output = command.current_dir(folder).env_remove("RASOAT_LANG").args(arguments).output().expect("runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    rasoat(&["baseline", "write", "d.txt"]);
    let report: Value = serde_json::from_str(&rasoat(&["check", ".", "--format", "json"])).expect("JSON");
    let mut client = Client::with(&able(), &Value::Null, Some(folder));
    client.wait(|message| message["params"]["value"]["kind"] == "end");
    let files = report["files"].as_array().expect("a list");
    assert_eq!(files.len(), 3);
    for file in files {
        let name = file["path"].as_str().expect("a name").trim_start_matches("./");
        let expected: Vec<&str> =
            file["diagnostics"].as_array().expect("a list").iter().filter_map(|one| one["rule"].as_str()).collect();
        let found = client.published_file(&uri(&folder.join(name)));
        let found: Vec<&str> = found.iter().filter_map(|one| one["code"].as_str()).collect();
        assert_eq!(found, expected, "{name}");
        assert_eq!(found.is_empty(), name == "d.txt", "{name}");
    }
}

#[test]
fn mistakes_are_shown_where_they_are_and_the_last_good_state_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let config = write(folder, "rasoat.toml", "ignore = [\"spelling\"]\n");
    let document = write(folder, "a.txt", TWICE);
    let mut client = session(folder, &json!({ "lang": "en" }));
    client.open(&document, "plaintext", TWICE);
    assert!(client.published(&document, 1).is_empty());
    client.open(&config, "toml", "ignore = [\"spelling\"]\n");
    assert!(client.published(&document, 1).is_empty());
    client.change(&config, 2, &json!([{ "text": "stag = 1\nignore = [\"spelling\", \"citations\"]\n" }]));
    let mistakes = client.published_file(&config);
    assert_eq!(mistakes[0]["range"]["start"], json!({ "line": 0, "character": 0 }));
    assert!(mistakes[0]["message"].as_str().expect("a text").contains("`stage`"), "{mistakes:?}");
    assert!(client.published(&document, 1).is_empty(), "as before");
    client.change(&config, 3, &json!([{ "text": "ignore = [\"spelling\", \"citations\"]\n" }]));
    let mistakes = client.published_file(&config);
    assert_eq!(mistakes[0]["range"]["start"], json!({ "line": 0, "character": 22 }));
    client.published(&document, 1);
    client.change(&config, 4, &json!([{ "text": "ignore = [\"citation\"]\n" }]));
    assert!(client.published_file(&config).is_empty());
    assert_eq!(rules(&client.published(&document, 1)), ["spelling/repeated-word"]);
    // Closed without saving, the file counts again.
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": config } }));
    assert!(client.published(&document, 1).is_empty());
}

#[test]
fn what_is_written_is_taken_up_without_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let document = write(folder, "a.txt", TWICE);
    let mut client = session(folder, &Value::Null);
    client.open(&document, "plaintext", TWICE);
    assert_eq!(client.published(&document, 1).len(), 1);
    let config = write(folder, "rasoat.toml", "ignore = [\"spelling\"]\n");
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [{ "uri": config, "type": 1 }] }));
    assert!(client.published(&document, 1).is_empty());
    write(folder, "rasoat.toml", "ignore = [\"citation\"]\n");
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": config } }));
    assert_eq!(client.published(&document, 1).len(), 1);
    fs::remove_file(folder.join("rasoat.toml")).expect("removes");
    write(folder, "xa/rasoat.toml", "stag = 1\n");
    let gone = json!([{ "uri": config, "type": 3 }, { "uri": uri(&folder.join("xa/rasoat.toml")), "type": 1 }]);
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": gone }));
    assert_eq!(client.published(&document, 1).len(), 1);
}

#[test]
fn a_registry_of_ones_own_is_used_and_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write(folder, "rasoat.toml", "registry = [\"van-ban.json\"]\n");
    let entry = |kind: &str| {
        format!(
            "[{{ \"kind\": \"{kind}\", \"number\": \"97/2031/NĐ-CP\", \"date\": \"2031-05-04\", \
             \"issuer\": \"Chính phủ\", \"title\": \"Quy định thử\" }}]"
        )
    };
    let list = write(folder, "van-ban.json", &entry("nghi-din"));
    let text = "BÁO CÁO\nKết quả công tác\n\nCăn cứ Nghị định số 97/2031/NĐ-CP.\n";
    let document = write(folder, "a.txt", text);
    let mut client = session(folder, &json!({ "lang": "en" }));
    let mistakes = client.published_file(&list);
    assert!(mistakes[0]["message"].as_str().expect("a text").contains("`nghi-din`"), "{mistakes:?}");
    client.open(&document, "plaintext", text);
    client.published(&document, 1);
    let asked = json!({ "textDocument": { "uri": document }, "position": { "line": 3, "character": 12 } });
    let unknown = client.request("textDocument/hover", &asked).expect("answers");
    assert!(!unknown.to_string().contains("Quy định thử"), "{unknown}");
    write(folder, "van-ban.json", &entry("nghi-dinh"));
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [{ "uri": list, "type": 2 }] }));
    assert!(client.published_file(&list).is_empty());
    client.published(&document, 1);
    let known = client.request("textDocument/hover", &asked).expect("answers");
    assert!(known.to_string().contains("Quy định thử"), "{known}");
}

#[test]
fn every_configuration_of_the_folder_is_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let wrong = write(folder, "xa/rasoat.toml", "stag = 1\n");
    let mut client = Client::with(&able(), &Value::Null, Some(folder));
    assert_eq!(client.published_file(&wrong).len(), 1);
}
