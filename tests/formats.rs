//! The forms that other programs read, by the shape that each of them asks for: what may stand where,
//! what must, and that counts are those of what they count. The shapes are written here, from what
//! Jenkins, Checkstyle, reviewdog and GitLab document; they are closed, so that a slip in a name shows.
//! Programs that are made to read them do so where `tests/consumers/install.sh` has installed them.
#![allow(clippy::print_stderr, reason = "what is left out is said")]

#[path = "support/left_out.rs"]
mod left_out;
mod support;

use left_out::left_out;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};
use tempfile::TempDir;

const DRAFT: &str =
    "BÁO CÁO\nKết quả công tác\n\nI. MỘT\n\nĐã thực hiện  xong.\n\nII. HAI\n\nĐã làm.\n\nII. BỐN\n\nHết.\n";

/// A name that a form may take for something else: a cell, a property, one space.
const NAME: &str = "b|c,  d:e%.md";

/// Drafts with every kind of thing that is told: findings of all weights and from several files, with
/// and without lines, needless suppressions, a file that cannot be read, names that need care.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let header = |subject: &str, content: &str| {
        let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc";
        let place = "Tân An, ngày 05 tháng 3 năm 2026";
        format!(
            "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN AN\n\n{nation}\n\nSố: 12/BC-UBND\n\n{place}\n\nBÁO CÁO\n{subject}\n\n{content}\n"
        )
    };
    let again = "# rasoat: bỏ qua citation – \"thử\" <b> & ]]>";
    for (name, content) in [
        ("xã A/báo \"cáo\" & <b>.md", DRAFT.as_bytes().to_vec()),
        (NAME, DRAFT.replace("MỘT", "MỘT \u{fffe}\u{1}\u{202e}").replace("  xong", "  \u{ffff}xong <i>").into_bytes()),
        ("b.txt", format!("{again}\n{DRAFT}\n{again}\nMột đoạn.\n").into_bytes()),
        ("c.docx", support::package("bao-cao-nd73")),
        ("hong.docx", b"PK\x03\x04hong".to_vec()),
        (
            "mot.txt",
            header("Kết quả cải cách hành chính", "Phường đã rà soát quy trình nội bộ tại bộ phận một cửa.")
                .into_bytes(),
        ),
        (
            "hai.txt",
            header("Công tác phòng cháy, chữa cháy", "Lực lượng tại chỗ đã diễn tập hai lần và kiểm tra các hộ.")
                .into_bytes(),
        ),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("parent")).expect("a folder");
        fs::write(path, content).expect("writes");
    }
    folder
}

fn written(form: &str, lang: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
    let folder = folder();
    command.env_clear().current_dir(folder.path()).args(["check", ".", "--format", form, "--lang", lang]);
    let output = command.output().expect("runs");
    assert_eq!(output.status.code(), Some(2), "a file cannot be read");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn assert_fits(schema: &Value, value: &Value) {
    let validator = jsonschema::validator_for(schema).expect("schema");
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// An object with these properties, of which the first `required` must be there.
fn object(required: usize, properties: &Value) -> Value {
    let names: Vec<String> = properties.as_object().expect("an object").keys().cloned().collect();
    let needed: Vec<&String> = names.iter().take(required).collect();
    json!({ "type": "object", "properties": properties, "required": needed, "additionalProperties": false })
}

#[test]
fn gitlab_finds_what_it_asks_for() {
    let line = json!({ "type": "integer", "minimum": 1 });
    let lines = object(2, &json!({ "begin": line, "end": line }));
    // GitLab does not know a path that begins with `./`, nor one from the root.
    let path = json!({ "type": "string", "pattern": "^[^./]" });
    let location = json!({
        "type": "object", "additionalProperties": false, "required": ["path", "lines"],
        "properties": { "path": path, "lines": lines },
    });
    let text = json!({ "type": "string", "minLength": 1 });
    let issue = json!({
        "type": "object", "additionalProperties": false,
        "required": ["type", "description", "check_name", "categories", "fingerprint", "severity", "location"],
        "properties": {
            "type": { "const": "issue" },
            "categories": { "const": ["Style"] },
            "description": text, "check_name": text, "location": location,
            "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
            "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
        },
    });
    let schema = json!({ "type": "array", "minItems": 10, "items": issue });
    for lang in ["vi", "en"] {
        let issues: Value = serde_json::from_str(&written("gitlab", lang)).expect("JSON");
        assert_fits(&schema, &issues);
        let of = |name: &str| issues.as_array().into_iter().flatten().any(|issue| issue["check_name"] == name);
        for name in ["unreadable", "suppression", "across/number-used-twice"] {
            assert!(of(name), "{name}");
        }
        // GitLab keeps one issue a fingerprint.
        let all = issues.as_array().expect("a list");
        let fingerprints: BTreeSet<&str> = all.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
        assert_eq!(fingerprints.len(), all.len());
    }
}

#[test]
fn reviewdog_finds_what_it_asks_for() {
    let count = json!({ "type": "integer", "minimum": 1 });
    let position = json!({
        "type": "object", "additionalProperties": false, "required": ["line", "column"],
        "properties": { "line": count, "column": count },
    });
    let range = json!({
        "type": "object", "additionalProperties": false, "required": ["start", "end"],
        "properties": { "start": position, "end": position },
    });
    let location = object(1, &json!({ "path": { "type": "string", "pattern": "^[^./]" }, "range": range }));
    let suggestion = json!({
        "type": "object", "additionalProperties": false, "required": ["range", "text"],
        "properties": { "range": range, "text": { "type": "string" } },
    });
    let diagnostic = json!({
        "type": "object", "additionalProperties": false, "required": ["message", "location", "severity"],
        "properties": {
            "message": { "type": "string", "minLength": 1 },
            "location": location,
            "severity": { "enum": ["ERROR", "WARNING", "INFO"] },
            "code": object(1, &json!({ "value": { "type": "string" } })),
            "suggestions": { "type": "array", "items": suggestion },
        },
    });
    let schema = json!({
        "type": "object", "additionalProperties": false, "required": ["source", "diagnostics"],
        "properties": {
            "source": object(1, &json!({ "name": { "const": "rasoat" } })),
            "diagnostics": { "type": "array", "minItems": 10, "items": diagnostic },
        },
    });
    for lang in ["vi", "en"] {
        let result: Value = serde_json::from_str(&written("rdjson", lang)).expect("JSON");
        assert_fits(&schema, &result);
        let all = result["diagnostics"].as_array().expect("a list");
        let start = |range: &Value| (range["start"]["line"].as_u64(), range["start"]["column"].as_u64());
        let end = |range: &Value| (range["end"]["line"].as_u64(), range["end"]["column"].as_u64());
        let ranges = all.iter().map(|item| &item["location"]["range"]).filter(|range| !range.is_null());
        assert!(ranges.clone().count() > 5 && ranges.clone().all(|range| start(range) <= end(range)));
        assert!(all.iter().any(|item| item["suggestions"].is_array()));
    }
}

#[test]
fn the_page_holds_no_code_point_that_html_forbids() {
    let page = written("html", "vi");
    let forbidden = |letter: char| letter as u32 & 0xfffe == 0xfffe || (letter.is_control() && letter != '\n');
    assert!(!page.contains(forbidden));
    assert!(page.contains("\u{fffd}xong"));
}

#[test]
fn a_bar_in_a_name_ends_no_cell() {
    let summary = written("github-summary", "en");
    assert!(summary.contains("| `./b\\|c, d:e%.md` |"), "{summary}");
}

/// An element of XML.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
    has_text: bool,
}

impl Element {
    fn of(tag: &BytesStart<'_>) -> Self {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let name = attribute.key.as_ref().to_owned();
            (name, unescape(&attribute.value).expect("a value").into_owned())
        });
        let name = tag.name().as_ref().to_owned();
        Self { name, attributes: attributes.collect(), ..Self::default() }
    }

    /// The root of a document.
    fn root(text: &str) -> Self {
        // The reader lets them pass; others refuse the whole document.
        assert!(!text.contains(['\u{fffe}', '\u{ffff}', '\u{1}']));
        assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Eof => break,
                Event::Start(tag) => open.push(Self::of(&tag)),
                Event::Empty(tag) => open.last_mut().expect("open").children.push(Self::of(&tag)),
                Event::End(_) => {
                    let closed = open.pop().expect("open");
                    open.last_mut().expect("open").children.push(closed);
                }
                Event::Text(text) => {
                    let is_blank = text.trim().is_empty();
                    open.last_mut().expect("open").has_text |= !is_blank;
                }
                _ => {}
            }
        }
        open.pop().and_then(|mut document| document.children.pop()).expect("a root")
    }

    fn number(&self, name: &str) -> usize {
        self.attributes[name].parse().expect("a number")
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// What may stand in an element: attributes that must be there, those that may, children, text.
type Shape = (&'static [&'static str], &'static [&'static str], &'static [&'static str], bool);

fn assert_shape(element: &Element, shapes: &BTreeMap<&str, Shape>) {
    let (required, optional, children, text) = shapes[element.name.as_str()];
    for name in required {
        assert!(element.attributes.contains_key(*name), "{name} is missing: {element:?}");
    }
    for name in element.attributes.keys() {
        assert!(required.contains(&name.as_str()) || optional.contains(&name.as_str()), "{name}: {element:?}");
    }
    assert!(text || !element.has_text, "text: {element:?}");
    for child in &element.children {
        assert!(children.contains(&child.name.as_str()), "{} in {}", child.name, element.name);
        assert_shape(child, shapes);
    }
}

#[test]
fn junit_has_the_shape_that_jenkins_asks_for() {
    let counts: &[&str] = &["name", "tests", "failures", "errors"];
    let told: Shape = (&["message"], &["type"], &[], true);
    let case: &[&str] = &["skipped", "error", "failure", "system-out", "system-err"];
    let shapes: BTreeMap<&str, Shape> = [
        ("testsuites", (&[][..], &["name"][..], &["testsuite"][..], false)),
        ("testsuite", (counts, &["skipped", "time"], &["properties", "testcase"], false)),
        ("properties", (&[], &[], &["property"], false)),
        ("property", (&["name", "value"], &[], &[], false)),
        ("testcase", (&["name"], &["classname", "time"], case, false)),
        ("failure", told),
        ("error", told),
        ("system-out", (&[], &[], &[], true)),
    ]
    .into();
    for lang in ["vi", "en"] {
        let root = Element::root(&written("junit", lang));
        assert_eq!(root.name, "testsuites");
        assert_shape(&root, &shapes);
        let having =
            |suite: &Element, name: &str| suite.all("testcase").filter(|case| case.all(name).next().is_some()).count();
        for suite in root.all("testsuite") {
            assert_eq!(suite.number("tests"), suite.all("testcase").count());
            assert_eq!(suite.number("failures"), having(suite, "failure"));
            assert_eq!(suite.number("errors"), having(suite, "error"));
        }
        for name in [NAME, "xã A/báo \"cáo\" & <b>.md"] {
            assert!(root.all("testsuite").any(|suite| suite.attributes["name"] == name), "{name}");
        }
        assert_eq!(root.all("testsuite").map(|suite| suite.number("errors")).sum::<usize>(), 1);
    }
}

#[test]
fn how_many_citations_were_compared_is_told_where_a_form_has_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n\n\
                 Theo Công văn số 215/STC-NS ngày 12/3/2026 của Sở Tài chính về quyết toán.\n";
    fs::write(folder.path().join("a.md"), draft).expect("writes");
    let said = |form: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
        command.current_dir(folder.path()).args(["check", "--no-cache", "--isolated", "--format", form, "a.md"]);
        String::from_utf8(command.output().expect("runs").stdout).expect("UTF-8")
    };
    let sarif: Value = serde_json::from_str(&said("sarif")).expect("JSON");
    let run = &sarif["runs"][0];
    assert_eq!(run["properties"]["citations"], json!({ "cited": 2, "compared": 1 }));
    let missing = json!(["Công văn số 215/STC-NS"]);
    let of_file = json!({ "cited": 2, "compared": 1, "missing": missing });
    assert_eq!(run["artifacts"][0]["properties"]["citations"], of_file);
    let suites = Element::root(&said("junit"));
    let properties = suites.children[0].all("properties").next().expect("properties");
    let values: Vec<&str> = properties.children.iter().map(|property| property.attributes["value"].as_str()).collect();
    assert_eq!(values, ["2", "1"]);
}

#[test]
fn checkstyle_has_the_shape_of_its_reports() {
    let shapes: BTreeMap<&str, Shape> = [
        ("checkstyle", (&["version"][..], &[][..], &["file"][..], false)),
        ("file", (&["name"], &[], &["error"], false)),
        ("error", (&["line", "severity", "message", "source"], &["column"], &[], false)),
    ]
    .into();
    for lang in ["vi", "en"] {
        let root = Element::root(&written("checkstyle", lang));
        assert_eq!(root.name, "checkstyle");
        assert_shape(&root, &shapes);
        assert!(root.all("file").any(|file| file.attributes["name"] == NAME));
        let errors: Vec<&Element> = root.all("file").flat_map(|file| file.all("error")).collect();
        for error in &errors {
            assert!(error.number("line") > 0);
            assert!(error.attributes.get("column").is_none_or(|column| column.parse::<u32>().is_ok_and(|at| at > 0)));
            assert!(["ignore", "info", "warning", "error"].contains(&error.attributes["severity"].as_str()));
            assert!(error.attributes["source"].starts_with("rasoat."));
        }
        assert!(errors.len() > 10);
    }
}

#[test]
fn programs_made_for_the_forms_read_what_the_json_says() {
    let program = Path::new(env!("CARGO_BIN_EXE_rasoat"));
    let consumers = program.ancestors().nth(2).expect("a folder").join("consumers");
    if !consumers.is_dir() {
        left_out("the programs of tests/consumers/install.sh are not installed");
        return;
    }
    let folder = folder();
    let mut command = Command::new("python3");
    command.arg("tests/consumers/read.py").arg(folder.path()).arg("--rasoat").arg(program);
    let output = command.arg("--consumers").arg(consumers).output().expect("runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    eprint!("{said}");
}

#[test]
fn the_sheet_for_the_files_is_a_word_file_whose_bytes_do_not_change() {
    for (lang, nation, sheet) in [
        ("vi", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "PHIẾU RÀ SOÁT VĂN BẢN"),
        ("en", "SOCIALIST REPUBLIC OF VIET NAM", "REVIEW SHEET"),
    ] {
        let folder = folder();
        let write = |name: &str| {
            let form = format!("sheet-docx={name}");
            let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
            let arguments = ["check", ".", "--no-cache", "--format", "concise", "--output", &form, "--lang", lang];
            let output = command.env_clear().current_dir(folder.path()).args(arguments).output().expect("runs");
            assert_eq!(output.status.code(), Some(2), "a file cannot be read");
            fs::read(folder.path().join(name)).expect("written")
        };
        let (first, second) = (write("ket-qua.bin"), write("lan-hai.bin"));
        assert!(first == second, "the same findings give the same bytes");
        let parts = support::parts_of(&first);
        let document = String::from_utf8(parts["word/document.xml"].clone()).expect("UTF-8");
        for text in [nation, sheet, "b|c,  d:e%.md", "báo &quot;cáo&quot; &amp; &lt;b&gt;.md", "……/……"] {
            assert!(document.contains(text), "{lang}: {text}");
        }
        // Every part is XML, whatever the papers hold, and the body is what Word asks for: a cell ends with a paragraph.
        for (name, content) in &parts {
            Element::root(std::str::from_utf8(content).expect(name));
        }
        assert!(!document.contains("</w:tbl></w:tc>") && !document.contains("</w:tbl><w:tbl>"));
    }
}

#[test]
fn a_package_does_not_go_to_a_screen() {
    for arguments in [["--output", "sheet-docx=-"], ["--format", "sheet-docx"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
        let output = command.env_clear().arg("check").args(arguments).arg("README.md").output().expect("runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}
