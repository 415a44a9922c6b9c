//! Random edits: after each, the server has the editor's text, and its findings are those of a check
//! of that text from nothing.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rasoat::engine::{self, Settings};
use rasoat::model::SourceFile;
use serde_json::{Value, json};

use super::able;
use super::client::Client;
use super::text::{ENCODINGS, byte, position, slice};

/// Edits in all, over the sessions of all units.
const EDITS: usize = 10_000;
/// Edits after which a session begins with a new text, so that texts stay short.
const ROUND: usize = 50;

const PARTS: [&str; 16] = [
    "\n",
    "\r\n",
    "\r",
    " ",
    "😀",
    "I. KẾT QUẢ",
    "1. Ưu điểm\n",
    "các phòng phòng ban",
    "Nghị định số 73/2023/NĐ-CP",
    "Nghị quyết số 73/NQ-CP ngày 31/9/2023",
    "24 nam (75%), 08 nữ (25%)",
    "Nơi nhận:\n- Lưu: VT.",
    "e\u{302}\u{301}",
    "**",
    "(sau đây gọi tắt là Nghị định số 73)",
    "BÁO CÁO\nKết quả cải cách\n\n",
];

/// An edit: where it begins and ends, as shares of the text, and what comes.
fn edit() -> impl Strategy<Value = (f64, f64, &'static str)> {
    (0.0..1.0, 0.0..0.2, prop::sample::select(&PARTS[..]))
}

fn boundary(text: &str, share: f64) -> usize {
    #[expect(clippy::cast_sign_loss, reason = "shares are positive")]
    let mut at = (text.len() as f64 * share) as usize;
    // Between CR and LF no editor can place its cursor.
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at += 1;
    }
    at
}

/// Rule and words of the findings of `text`.
fn fresh(text: &str, settings: &Settings) -> Vec<(String, String)> {
    let file = SourceFile { name: "a.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let Ok(outcome) = engine::check(&file, settings) else { return Vec::new() };
    let words = |span| outcome.document.quote(span).to_owned();
    outcome.diagnostics.iter().map(|found| (found.rule.to_string(), words(found.span))).collect()
}

#[test]
fn ten_thousand_edits() {
    let settings = Settings::new();
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    for encoding in ENCODINGS {
        let mut capabilities = able();
        capabilities["general"] = json!({ "positionEncodings": [encoding] });
        capabilities["textDocument"]["diagnostic"] = json!({});
        let mut client = Client::with(&capabilities, &Value::Null, None);
        for round in 0..EDITS.div_ceil(ROUND * ENCODINGS.len()) {
            let uri = format!("untitled:{round}");
            let mut text = String::from("BÁO CÁO\r\nKết quả 😀\n\nĐiều 1\n");
            client.open(&uri, "plaintext", &text);
            for version in (2..).take(ROUND) {
                let (start, length, new) = edit().new_tree(&mut runner).expect("an edit").current();
                let (start, end) = (boundary(&text, start), boundary(&text, (start + length).min(1.0)));
                let range = json!({ "start": position(&text, start, encoding), "end": position(&text, end, encoding) });
                client.change(&uri, version, &json!([{ "range": range, "text": new }]));
                text.replace_range(start..end, new);
                let asked = json!({ "textDocument": { "uri": uri } });
                let pull = client.ask("textDocument/diagnostic", &asked);
                let state = client.request("rasoat/text", &json!({ "uri": uri })).expect("answers");
                assert_eq!(state["text"], text, "{encoding}, {round}.{version}");
                let report = client.answer(pull).expect("answers");
                let found = report["items"].as_array().expect("a list").iter().map(|one| {
                    let words = slice(&text, &one["range"], encoding).to_owned();
                    (one["code"].as_str().unwrap_or_default().to_owned(), words)
                });
                assert_eq!(found.collect::<Vec<_>>(), fresh(&text, &settings), "{encoding}: {text:?}");
            }
            client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
            assert_eq!(byte(&text, &position(&text, text.len(), encoding), encoding), text.len());
        }
    }
}
