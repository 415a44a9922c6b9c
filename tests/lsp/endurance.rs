//! Long texts and long sessions.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::Client;
use super::folder::support::drafts;
use super::{DRAFT, URI, able};

/// Bytes of a text that few people write: more than a thousand pages.
const LONG: usize = 5_000_000;
/// Letters that are typed into it, faster than it is checked.
const LETTERS: i32 = 40;
const OTHER: &str = "file:///van-ban/khac.txt";

#[test]
fn a_text_of_five_megabytes_stays_usable() {
    let text = drafts::text(1, LONG);
    // Few findings, so that the time is that of the check and not of this editor's reading.
    let mut client = Client::with(&able(), &json!({ "select": ["spelling/repeated-word"] }), None);
    let begun = Instant::now();
    client.open(URI, "plaintext", &text);
    client.published(URI, 1);
    let once = begun.elapsed();

    let line = text[..text.floor_char_boundary(text.len() / 2)].matches('\n').count();
    let at = |column: i32| json!({ "line": line, "character": column });
    let mut slowest = Duration::ZERO;
    for version in 2..LETTERS + 2 {
        let place = at(version - 2);
        client.change(URI, version, &json!([{ "range": { "start": place, "end": place }, "text": "a" }]));
        // What needs no check is answered while one runs.
        let asked = Instant::now();
        let params = json!({ "textDocument": { "uri": URI }, "position": at(version - 1) });
        client.request("textDocument/completion", &params).expect("answers");
        slowest = slowest.max(asked.elapsed());
    }
    let begun = Instant::now();
    client.open(OTHER, "plaintext", "Các phòng phòng ban.");
    assert_eq!(client.published(OTHER, 1).len(), 1);
    let other = begun.elapsed();
    let begun = Instant::now();
    client.published(URI, LETTERS + 1);
    let last = begun.elapsed();
    assert_eq!(client.passed(|message| message["params"]["uri"] == URI), 0, "no findings of letters typed over");
    // Once for the last letter, not once for each; twice leaves room for a busy machine.
    assert!(last < once * 2 + Duration::from_secs(2), "{last:?} where one check takes {once:?}");
    assert!(slowest < once / 2 + Duration::from_secs(1), "{slowest:?} where one check takes {once:?}");
    assert!(other < once / 2 + Duration::from_secs(1), "{other:?} where one check takes {once:?}");
    // What waits for a check is told when the text changes or nobody wants it any more.
    let hover = json!({ "textDocument": { "uri": URI }, "position": at(0) });
    client.request("textDocument/hover", &hover).expect("answers");
    let end = json!({ "start": at(0), "end": at(LETTERS) });
    client.change(URI, LETTERS + 2, &json!([{ "range": end, "text": "" }]));
    let gone = client.ask("textDocument/hover", &hover);
    client.notify("$/cancelRequest", &json!({ "id": gone }));
    assert_eq!(client.answer(gone).expect_err("cancelled")["code"], -32800);
}

/// Edits of the long session.
const EDITS: i32 = 2_000;
/// Edits after which everything was done once.
const WARM: i32 = 200;

#[test]
fn memory_does_not_grow_with_the_session() {
    let mut client = Client::with(&able(), &json!({ "inlayHints": true }), None);
    if client.memory().is_none() {
        return;
    }
    let text: String = DRAFT.chars().take(2_500).collect();
    let lines = text.matches('\n').count();
    client.open(URI, "plaintext", &text);
    client.published(URI, 1);
    let mut warm = 0;
    let mut previous = Value::Null;
    for version in 2..EDITS + 2 {
        // Letters come and go all over the text.
        let line = usize::try_from(version).expect("positive") / 2 % lines;
        let (place, after) = (json!({ "line": line, "character": 0 }), json!({ "line": line, "character": 4 }));
        let change = match version % 2 {
            0 => json!([{ "range": { "start": place, "end": place }, "text": "các " }]),
            _ => json!([{ "range": { "start": place, "end": after }, "text": "" }]),
        };
        client.change(URI, version, &change);
        client.published(URI, version);
        let document = json!({ "textDocument": { "uri": URI }, "position": place, "previousResultId": previous });
        match version % 50 {
            0 => {
                let tokens = client.request("textDocument/semanticTokens/full", &document).expect("answers");
                previous = tokens["resultId"].clone();
            }
            10 => drop(client.request("textDocument/hover", &document).expect("answers")),
            20 => drop(client.request("textDocument/documentSymbol", &document).expect("answers")),
            30 => {
                let item = json!({ "uri": OTHER, "languageId": "plaintext", "version": version, "text": text });
                client.notify("textDocument/didOpen", &json!({ "textDocument": item }));
                client.published(OTHER, version);
                client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": OTHER } }));
            }
            40 => {
                let range = json!({ "start": place, "end": { "line": 99, "character": 0 } });
                let asked = json!({ "textDocument": { "uri": URI }, "range": range, "context": { "diagnostics": [] } });
                client.request("textDocument/codeAction", &asked).expect("answers");
            }
            _ => {}
        }
        if version == WARM {
            warm = client.memory().expect("told");
        }
    }
    let state = client.request("rasoat/text", &json!({ "uri": URI })).expect("answers");
    assert_eq!(state["text"], text, "every letter has gone again");
    let end = client.memory().expect("told");
    assert!(end * 4 <= warm * 5, "{warm} KiB after {WARM} edits, {end} KiB after {EDITS}");
}
