//! What an editor offers at a place: actions, explanations, outline, names, completion, hints.

use serde_json::{Value, json};

use super::client::Client;
use super::text::{byte, edited, position, slice};
use super::{DRAFT, URI, able, finding, rules};

const RIGHT: &str = include_str!("../../fixtures/drafts/bao-cao-nd73-dung.txt");

/// A session with `text` open and checked.
fn open(text: &str, options: &Value) -> (Client, Vec<Value>) {
    let mut client = Client::with(&able(), options, None);
    client.open(URI, "plaintext", text);
    let found = client.published(URI, 1);
    (client, found)
}

fn actions(client: &mut Client, range: &Value, only: Option<&str>) -> Vec<Value> {
    let mut context = json!({ "diagnostics": [] });
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    let actions = client.request("textDocument/codeAction", &params).expect("answers");
    actions.as_array().expect("a list").clone()
}

fn titled<'a>(actions: &'a [Value], part: &str) -> &'a Value {
    let has = |action: &&Value| action["title"].as_str().is_some_and(|title| title.contains(part));
    actions.iter().find(has).unwrap_or_else(|| panic!("{part} in {actions:#?}"))
}

/// The position inside the first `words` of `text`.
fn inside(text: &str, words: &str) -> Value {
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?}"));
    let first = text[at..].chars().next().map_or(0, char::len_utf8);
    position(text, at + first, "utf-16")
}

fn everything(text: &str) -> Value {
    json!({ "start": { "line": 0, "character": 0 }, "end": position(text, text.len(), "utf-16") })
}

fn ask_at(client: &mut Client, method: &str, at: &Value) -> Value {
    client.request(method, &json!({ "textDocument": { "uri": URI }, "position": at })).expect("answers")
}

#[test]
fn a_fix_mends_the_text() {
    let (mut client, found) = open(DRAFT, &json!({ "lang": "en" }));
    let number = finding(&found, "outline/duplicate-number");
    let offered = actions(&mut client, &number["range"], Some("quickfix"));
    let fix = titled(&offered, "Replace “II” by “III”");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(false)));
    assert_eq!(&fix["diagnostics"][0], number, "the same finding as was sent");
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    let text = edited(DRAFT, &fix["edit"], "utf-16");
    assert!(text.contains("III. ĐÁNH GIÁ CHUNG"));
    client.change(URI, 2, &json!([{ "text": text }]));
    assert!(!rules(&client.published(URI, 2)).contains(&"outline/duplicate-number"));
}

#[test]
fn all_safe_fixes_at_once() {
    let (mut client, found) = open(DRAFT, &Value::Null);
    let mut text = DRAFT.to_owned();
    let mut last = found.len();
    for version in 2..10 {
        let range = everything(&text);
        let offered = actions(&mut client, &range, Some("source.fixAll"));
        let Some(all) = offered.first() else { break };
        assert_eq!((offered.len(), &all["kind"]), (1, &json!("source.fixAll.rasoat")));
        text = edited(&text, &all["edit"], "utf-16");
        client.change(URI, version, &json!([{ "text": text }]));
        let found = client.published(URI, version).len();
        assert!(found < last, "{found} of {last} left");
        last = found;
    }
    assert!(last < found.len());
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert!(words(&text).len().abs_diff(words(DRAFT).len()) < 20, "the content stays");
}

#[test]
fn the_kinds_that_an_editor_asks_for() {
    let (mut client, _) = open(DRAFT, &Value::Null);
    let range = everything(DRAFT);
    assert!(actions(&mut client, &range, Some("refactor")).is_empty());
    let all = actions(&mut client, &range, None);
    assert!(all.iter().any(|action| action["kind"] == "source.fixAll.rasoat"));
    assert!(all.iter().any(|action| action["kind"] == "quickfix"));
}

#[test]
fn the_explanation_is_shown() {
    let (mut client, found) = open(DRAFT, &Value::Null);
    let twin = finding(&found, "citation/conflicting-twin");
    let offered = actions(&mut client, &twin["range"], None);
    let command = &titled(&offered, "giải thích quy tắc citation/conflicting-twin")["command"];
    let id = client.ask("workspace/executeCommand", command);
    let shown = client.wait(|message| message["method"] == "window/showDocument");
    assert!(shown["params"]["uri"].as_str().expect("a link").ends_with("citation/conflicting-twin.md"));
    let text = client.answer(id).expect("answers");
    assert!(text.as_str().expect("a text").contains("Căn cứ: tính nhất quán của văn bản"), "{text}");
    // The explanation itself is no document to check.
    let uri = shown["params"]["uri"].as_str().expect("a link").to_owned();
    client.open(&uri, "markdown", "Các phòng phòng ban.");
    let symbols = client.request("textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(symbols.expect("answers"), Value::Null);
    let wrong = json!({ "command": "rasoat.explain", "arguments": ["no/rule"] });
    assert_eq!(client.request("workspace/executeCommand", &wrong).expect_err("unknown")["code"], -32602);
}

#[test]
fn a_missing_section_is_inserted_in_its_place() {
    // Two sections left out: one between others, and one under a heading.
    let start = RIGHT.find("2. Khó khăn, hạn chế").expect("present");
    let end = RIGHT.find("IV. ").expect("present");
    let text = format!("{}{}", &RIGHT[..start], &RIGHT[end..]);
    let (mut client, found) = open(&text, &Value::Null);
    let missing = finding(&found, "structure/missing-section");
    let offered = actions(&mut client, &missing["range"], Some("quickfix"));
    let insertion = titled(&offered, "Thêm “2. Khó khăn, hạn chế”");
    let mended = edited(&text, &insertion["edit"], "utf-16");
    let order = ["1. Ưu điểm", "2. Khó khăn, hạn chế", "IV. "].map(|part| mended.find(part).expect("present"));
    assert!(order.is_sorted(), "{mended}");
    client.change(URI, 2, &json!([{ "text": mended }]));
    let found = client.published(URI, 2);
    assert!(!rules(&found).contains(&"structure/missing-section"), "{:?}", rules(&found));
}

#[test]
fn a_missing_part_is_inserted_in_its_place() {
    for (gone, name, rule) in [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "CỘNG HÒA XÃ HỘI", "header/national-name-missing"),
        ("Độc lập - Tự do - Hạnh phúc\n", "Độc lập - Tự do", "header/motto-missing"),
        ("Số: /BC-UBND\n", "Số:", "number/missing"),
        ("Kính gửi: Sở Nội vụ tỉnh Bắc Ninh\n", "Kính gửi:", "addressee/missing"),
    ] {
        let text = RIGHT.replacen(gone, "", 1);
        let (mut client, found) = open(&text, &Value::Null);
        let missing = finding(&found, rule);
        let offered = actions(&mut client, &missing["range"], Some("quickfix"));
        let insertion = titled(&offered, &format!("Thêm “{name}"));
        let mended = edited(&text, &insertion["edit"], "utf-16");
        client.change(URI, 2, &json!([{ "text": mended }]));
        let left = client.published(URI, 2);
        assert!(!rules(&left).contains(&rule), "{rule}:\n{}", &mended[..600]);
    }
}

#[test]
fn hovering_tells_what_is_known() {
    let (mut client, _) = open(DRAFT, &Value::Null);
    let mut told = |words: &str| {
        let hover = ask_at(&mut client, "textDocument/hover", &inside(DRAFT, words));
        let range = hover["range"].clone();
        (hover["contents"]["value"].as_str().unwrap_or_default().to_owned(), range)
    };
    let (twin, range) = told("Nghị quyết số 73/NQ-CP");
    assert!(twin.contains("citation/conflicting-twin") && twin.contains("Căn cứ:"), "{twin}");
    assert_eq!(slice(DRAFT, &range, "utf-16"), "Nghị quyết số 73/NQ-CP ngày 29/9/2023 của Chính phủ");
    let (proof, _) = told("18,75");
    assert!(proof.contains("Đã kiểm chứng là đúng") && proof.contains("6/32"), "{proof}");
    let (entry, _) = told("Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ quy định");
    assert!(entry.contains("Viện dẫn lần sau") && entry.contains("Có hiệu lực từ"), "{entry}");
    let (name, _) = told("Nghị định 73, phát huy");
    assert!(name.contains("Nghị định số 73/2023/NĐ-CP"), "{name}");
    assert_eq!(told("Phát triển kinh tế").1, Value::Null);
}

#[test]
fn the_outline_is_a_tree_and_folds() {
    let (mut client, _) = open(DRAFT, &json!({ "lang": "en" }));
    let document = json!({ "textDocument": { "uri": URI } });
    let symbols = client.request("textDocument/documentSymbol", &document).expect("answers");
    let symbols = symbols.as_array().expect("a list");
    let first = titled_symbol(symbols, "I. CÔNG TÁC TRIỂN KHAI THỰC HIỆN");
    let children = first["children"].as_array().expect("children");
    assert_eq!(children.len(), 2);
    assert!(children[0]["name"].as_str().expect("a name").starts_with("1. Công tác lãnh đạo"));
    assert_eq!(
        titled_symbol(symbols, "recipients")["detail"].as_str().map(|text| text.starts_with("Nơi nhận")),
        Some(true)
    );
    for symbol in symbols {
        let range = &symbol["range"];
        let (outer, inner) = (slice(DRAFT, range, "utf-16"), slice(DRAFT, &symbol["selectionRange"], "utf-16"));
        assert!(outer.contains(inner), "{symbol}");
    }
    let folds = client.request("textDocument/foldingRange", &document).expect("answers");
    let line = byte_line(DRAFT, "I. CÔNG TÁC TRIỂN KHAI");
    assert!(folds.as_array().expect("a list").iter().any(|fold| fold["startLine"] == line), "{folds}");
    let found = client.request("workspace/symbol", &json!({ "query": "uu diem" })).expect("answers");
    assert_eq!(found, json!([]), "marks count");
    let found = client.request("workspace/symbol", &json!({ "query": "ưu điểm" })).expect("answers");
    assert_eq!(found[0]["name"], "1. Ưu điểm");
    // An editor that knows no tree is given a list.
    let mut client = Client::with(&json!({}), &Value::Null, None);
    client.open(URI, "plaintext", DRAFT);
    let flat = client.request("textDocument/documentSymbol", &document).expect("answers");
    assert_eq!(flat[0]["location"]["uri"], URI);
}

fn titled_symbol<'a>(symbols: &'a [Value], name: &str) -> &'a Value {
    symbols.iter().find(|symbol| symbol["name"] == name).unwrap_or_else(|| panic!("{name} in {symbols:#?}"))
}

fn byte_line(text: &str, words: &str) -> usize {
    text[..text.find(words).expect("present")].matches('\n').count()
}

const NAMES: &str = "BÁO CÁO\nThực hiện Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ (sau đây gọi tắt là Nghị \
                     định số 73).\n\nTheo Nghị định số 73, các phòng đã họp.\nCăn cứ Nghị định số 73/2023/NĐ-CP, đã báo cáo.\n";

#[test]
fn names_lead_to_their_declaration_and_to_each_other() {
    let (mut client, _) = open(NAMES, &Value::Null);
    let target = |location: &Value| slice(NAMES, &location["range"], "utf-16").to_owned();
    let later = ask_at(&mut client, "textDocument/definition", &inside(NAMES, "Nghị định số 73, các"));
    assert_eq!(target(&later), "Nghị định số 73");
    assert_eq!(later["range"]["start"]["line"], 1);
    let again = ask_at(&mut client, "textDocument/definition", &inside(NAMES, "73/2023/NĐ-CP, đã"));
    assert_eq!(target(&again), "Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ");
    let at = inside(NAMES, "Nghị định số 73, các");
    let asked = json!({
        "textDocument": { "uri": URI }, "position": at, "context": { "includeDeclaration": true },
    });
    let all = client.request("textDocument/references", &asked).expect("answers");
    let lines: Vec<u64> =
        all.as_array().expect("a list").iter().filter_map(|one| one["range"]["start"]["line"].as_u64()).collect();
    assert_eq!(lines, [1, 1, 3, 4], "{all}");
}

#[test]
fn a_short_name_is_renamed_everywhere() {
    let (mut client, _) = open(NAMES, &Value::Null);
    let at = inside(NAMES, "Nghị định số 73, các");
    let prepared = ask_at(&mut client, "textDocument/prepareRename", &at);
    assert_eq!(prepared["placeholder"], "Nghị định số 73");
    let asked = json!({ "textDocument": { "uri": URI }, "position": at, "newName": "Nghị định 73" });
    let edit = client.request("textDocument/rename", &asked).expect("answers");
    let text = edited(NAMES, &edit, "utf-16");
    assert!(text.contains("gọi tắt là Nghị định 73)") && text.contains("Theo Nghị định 73, các"), "{text}");
    assert!(text.contains("Căn cứ Nghị định số 73/2023/NĐ-CP"), "the full citation stays");
    let asked = json!({ "textDocument": { "uri": URI }, "position": at, "newName": " " });
    assert_eq!(client.request("textDocument/rename", &asked).expect_err("empty")["code"], -32602);
    let at = inside(NAMES, "BÁO CÁO");
    assert_eq!(ask_at(&mut client, "textDocument/prepareRename", &at), Value::Null);
    let asked = json!({ "textDocument": { "uri": URI }, "position": at, "newName": "x" });
    assert_eq!(client.request("textDocument/rename", &asked).expect_err("no name")["code"], -32803);
}

#[test]
fn completion_knows_sections_recipients_and_instruments() {
    let (mut client, _) = open(RIGHT, &Value::Null);
    let mut version = 1;
    let mut offered = |text: &str, mark: &str| -> Vec<String> {
        version += 1;
        client.change(URI, version, &json!([{ "text": text }]));
        let at = position(text, text.find(mark).expect("present") + mark.len(), "utf-16");
        client.published(URI, version);
        let items = ask_at(&mut client, "textDocument/completion", &at);
        let label = |item: &Value| {
            let end = byte(text, &item["textEdit"]["range"]["end"], "utf-16");
            assert_eq!(end, byte(text, &at, "utf-16"));
            item["label"].as_str().unwrap_or_default().to_owned()
        };
        items.as_array().map(|items| items.iter().map(label).collect()).unwrap_or_default()
    };
    let cited = offered(&RIGHT.replacen("I. CÔNG TÁC", "Căn cứ nghị đị\n\nI. CÔNG TÁC", 1), "Căn cứ nghị đị");
    let full = "Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ";
    assert_eq!(cited[0], full, "as the document writes it, over two lines of its title");
    let known = offered(&RIGHT.replacen("I. CÔNG TÁC", "Căn cứ Nghị định 30/2020\n\nI. CÔNG TÁC", 1), "định 30/2020");
    assert!(known[0].starts_with("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"), "{known:?}");
    let list = offered(&RIGHT.replacen("- Như trên;\n", "- \n", 1), "Nơi nhận:\n- ");
    assert!(list.contains(&"Như trên;".to_owned()), "{list:?}");
    let start = RIGHT.find("2. Khó khăn, hạn chế").expect("present");
    let end = RIGHT.find("IV. ").expect("present");
    let text = format!("{}2. K\n\n{}", &RIGHT[..start], &RIGHT[end..]);
    assert_eq!(offered(&text, "\n2. K"), ["2. Khó khăn, hạn chế"]);
    let text = format!("{}\n\n{}", &RIGHT[..start], &RIGHT[end..]);
    let all = offered(&text, &text[..start]);
    assert!(all.contains(&"2. Khó khăn, hạn chế".to_owned()), "{all:?}");
    assert_eq!(offered(&text, "Trên đây là"), Vec::<String>::new());
}

#[test]
fn hints_stand_where_they_are_wanted() {
    let asked = json!({ "textDocument": { "uri": URI }, "range": everything(DRAFT) });
    let (mut client, _) = open(DRAFT, &Value::Null);
    assert_eq!(client.request("textDocument/inlayHint", &asked).expect("answers"), Value::Null, "off by default");
    let (mut client, _) = open(DRAFT, &json!({ "inlayHints": true }));
    let hints = client.request("textDocument/inlayHint", &asked).expect("answers");
    let labels: Vec<&str> =
        hints.as_array().expect("a list").iter().filter_map(|hint| hint["label"].as_str()).collect();
    assert_eq!(labels, ["= 24/32", "= 8/32", "= 6/32", "phải là III"]);
    let at = byte(DRAFT, &hints[0]["position"], "utf-16");
    assert!(DRAFT[..at].ends_with("75%"), "{}", &DRAFT[at - 20..at]);
}

#[test]
fn the_outline_beside_the_required_one() {
    let (mut client, _) = open(DRAFT, &Value::Null);
    let asked = json!({ "command": "rasoat.outline", "arguments": [URI] });
    let text = client.request("workspace/executeCommand", &asked).expect("answers");
    assert!(text.as_str().expect("a text").contains("ĐÁNH GIÁ CHUNG"), "{text}");
}
