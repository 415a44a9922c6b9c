//! Every feature at places behind composed letters, decomposed ones and an emoji, in each unit of
//! columns.

use std::fs;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

use super::client::Client;
use super::marks::decoded;
use super::text::{ENCODINGS, byte, edited, position, slice};
use super::{able, finding};

/// A report in which `before` stands before every place.
fn report(before: &str) -> String {
    format!(
        "BÁO CÁO\n{before}kết quả\n\nI. KẾT QUẢ {before}\n\n{before}thực hiện Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của \
         Chính phủ (sau đây gọi tắt là Nghị định số 73), kèm phu-luc.docx.\n\n{before}theo Nghị định số 73, các phòng phòng \
         ban đã họp.\n\nII. SỐ LIỆU\n\n{before}có 32 đồng chí, gồm 24 nam (75%), 8 nữ (25%).\n\n{before}căn cứ nghị đị\n"
    )
}

/// A session about one text in one unit.
struct Session<'a> {
    client: Client,
    uri: &'a str,
    text: &'a str,
    unit: &'a str,
}

impl Session<'_> {
    /// The place right behind the first `words`, however they are composed.
    fn behind(&self, words: &str) -> Value {
        position(self.text, self.end_of(words), self.unit)
    }

    fn end_of(&self, words: &str) -> usize {
        let forms = [words.nfc().collect::<String>(), words.nfd().collect()];
        let found = forms.iter().find_map(|form| Some(self.text.find(form.as_str())? + form.len()));
        found.unwrap_or_else(|| panic!("{words:?}"))
    }

    /// The words in a range, composed.
    fn words(&self, range: &Value) -> String {
        slice(self.text, range, self.unit).nfc().collect()
    }

    fn at(&mut self, method: &str, place: &Value, more: Value) -> Value {
        let mut params = json!({ "textDocument": { "uri": self.uri }, "position": place });
        if let (Some(params), Value::Object(more)) = (params.as_object_mut(), more) {
            params.extend(more);
        }
        self.client.request(method, &params).expect("answers")
    }

    fn about(&mut self, method: &str, more: Value) -> Value {
        self.at(method, &Value::Null, more)
    }

    /// The text after the edits of an action or a renaming, composed.
    fn after(&self, edit: &Value) -> String {
        edited(self.text, edit, self.unit).nfc().collect()
    }
}

#[test]
fn every_place_is_right_in_every_unit() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("phu-luc.docx"), "").expect("writes");
    let uri = format!("file://{}", folder.path().join("bao-cao.txt").display());
    let composed = report("Đề án “Tiếng Việt” ");
    let texts = [composed.clone(), composed.nfd().collect(), report("Đề án 😀 “𝒜” ")];
    for text in &texts {
        for unit in ENCODINGS {
            let mut capabilities = able();
            capabilities["general"] = json!({ "positionEncodings": [unit] });
            let mut client = Client::with(&capabilities, &json!({ "inlayHints": true, "folder": false }), None);
            client.open(&uri, "plaintext", text);
            let found = client.published(&uri, 1);
            let mut session = Session { client, uri: &uri, text, unit };
            findings_and_their_fix(&mut session, &found);
            names(&mut session);
            lists_of_the_whole(&mut session);
        }
    }
}

fn findings_and_their_fix(session: &mut Session<'_>, found: &[Value]) {
    let repeated = finding(found, "spelling/repeated-word");
    assert_eq!(session.words(&repeated["range"]), "phòng phòng");
    let more = json!({ "range": repeated["range"], "context": { "diagnostics": [], "only": ["quickfix"] } });
    let actions = session.about("textDocument/codeAction", more);
    let edits = actions.as_array().expect("a list").iter().filter_map(|action| action.get("edit"));
    let fixed: Vec<String> = edits.map(|edit| session.after(edit)).collect();
    assert!(fixed.iter().any(|text| text.contains("các phòng ban đã họp")), "{actions}");
    let hover = session.at("textDocument/hover", &session.behind("các phòng"), Value::Null);
    assert_eq!(session.words(&hover["range"]), "phòng phòng");
}

fn names(session: &mut Session<'_>) {
    let short = "Nghị định số 73";
    let used = session.behind("theo Nghị định");
    let hover = session.at("textDocument/hover", &used, Value::Null);
    assert_eq!(session.words(&hover["range"]), short);
    let declared = session.at("textDocument/definition", &used, Value::Null);
    assert_eq!(session.words(&declared["range"]), short);
    assert_eq!(byte(session.text, &declared["range"]["end"], session.unit), session.end_of(&format!("là {short}")));
    let more = json!({ "context": { "includeDeclaration": true } });
    let all = session.at("textDocument/references", &used, more);
    let all: Vec<String> = all.as_array().expect("a list").iter().map(|place| session.words(&place["range"])).collect();
    assert_eq!(all, ["Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ", short, short]);
    let prepared = session.at("textDocument/prepareRename", &used, Value::Null);
    assert_eq!(session.words(&prepared["range"]), short);
    let edit = session.at("textDocument/rename", &used, json!({ "newName": "Nghị định 73" }));
    let renamed = session.after(&edit);
    assert!(
        renamed.contains("gọi tắt là Nghị định 73), kèm") && renamed.contains("theo Nghị định 73, các"),
        "{renamed}"
    );
    let offers = session.at("textDocument/completion", &session.behind("căn cứ nghị đị"), Value::Null);
    let replaced = |offer: &Value| session.words(&offer["textEdit"]["range"]);
    assert_eq!(replaced(&offers[0]), "nghị đị", "{offers}");
}

fn lists_of_the_whole(session: &mut Session<'_>) {
    let symbols = session.about("textDocument/documentSymbol", Value::Null);
    let headings = symbols.as_array().expect("a list").iter().map(|symbol| session.words(&symbol["selectionRange"]));
    let headings: Vec<String> = headings.filter(|words| words.contains("KẾT QUẢ")).collect();
    let line = session.text.nfc().collect::<String>();
    let line = line.lines().find(|line| line.starts_with("I. ")).expect("a heading").trim().to_owned();
    assert_eq!(headings, [line]);
    let folds = session.about("textDocument/foldingRange", Value::Null);
    assert!(folds.as_array().expect("a list").iter().any(|fold| fold["startLine"] == 3), "{folds}");
    let tokens = session.about("textDocument/semanticTokens/full", Value::Null);
    let tokens: Vec<String> = decoded(session.text, &tokens["data"], session.unit)
        .into_iter()
        .map(|(_, words)| words.nfc().collect::<String>().trim().to_owned())
        .collect();
    for words in ["Nghị định số 73/2023/NĐ-CP", "ngày 29/9/2023", "Nghị định số 73", "I.", "75%"] {
        assert!(tokens.iter().any(|token| token == words), "{words} in {tokens:?}");
    }
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let hints = session.about("textDocument/inlayHint", json!({ "range": whole }));
    let hint = hints.as_array().expect("a list").iter().find(|hint| hint["label"] == "= 24/32");
    let at = byte(session.text, &hint.expect("a hint")["position"], session.unit);
    assert_eq!(at, session.end_of("75%"));
    let links = session.about("textDocument/documentLink", Value::Null);
    assert_eq!(session.words(&links[0]["range"]), "phu-luc.docx");
    let entries = session.client.request("workspace/symbol", &json!({ "query": "i. kết quả" })).expect("answers");
    assert_eq!(session.words(&entries[0]["location"]["range"]), headings[0], "{entries}");
}
