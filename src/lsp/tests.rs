//! Sessions in which something breaks that must not break: spoken over pipes of the system, in this
//! process, where a fault can be put in.

use std::io::{self, BufRead as _, BufReader, PipeReader, PipeWriter, Read as _, Write as _};
use std::sync::LazyLock;
use std::thread::{self, JoinHandle};

use serde_json::{Value, json};

use super::{Check, Ending, Host, serve_with};
use crate::checks::{Bound, BoundDocument, Context, Findings};
use crate::engine::{self, Outcome, Settings, Step};
use crate::model::SourceFile;
use crate::readers::ReadError;

const URI: &str = "untitled:du-thao";

/// An editor at the other end of the pipes.
struct Editor {
    input: PipeWriter,
    output: BufReader<PipeReader>,
    server: JoinHandle<io::Result<Ending>>,
}

impl Editor {
    /// A session with a server that checks by `check`.
    fn with(check: Check) -> Self {
        let (from_editor, input) = io::pipe().expect("a pipe");
        let (output, to_editor) = io::pipe().expect("a pipe");
        let host = Host { lang: Some(crate::catalogue::Lang::En), today: || None };
        let server = thread::spawn(move || serve_with(BufReader::new(from_editor), to_editor, host, check));
        let mut editor = Self { input, output: BufReader::new(output), server };
        editor.request(1, "initialize", &json!({ "capabilities": {} }));
        editor.notify("initialized", &json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("writes");
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn request(&mut self, id: i32, method: &str, params: &Value) -> Value {
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait(|message| message["id"] == id)
    }

    fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut header = String::new();
            self.output.read_line(&mut header).expect("reads");
            let length = header.trim().strip_prefix("Content-Length: ").expect("a header").parse().expect("a number");
            self.output.read_line(&mut header).expect("reads");
            let mut body = vec![0; length];
            self.output.read_exact(&mut body).expect("reads");
            let message = serde_json::from_slice(&body).expect("JSON");
            if fits(&message) {
                return message;
            }
        }
    }

    fn open(&mut self, text: &str) -> Vec<String> {
        let item = json!({ "uri": URI, "languageId": "plaintext", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": item }));
        self.published(1)
    }

    fn change(&mut self, version: i32, text: &str) {
        let document = json!({ "uri": URI, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", &params);
    }

    /// The rules of the findings of version `version`.
    fn published(&mut self, version: i32) -> Vec<String> {
        let message = self.wait(|message| message["params"]["version"] == version);
        let found = message["params"]["diagnostics"].as_array().expect("a list").iter();
        found.map(|one| one["code"].as_str().expect("a rule").to_owned()).collect()
    }

    fn end(mut self) -> Ending {
        self.request(99, "shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        self.server.join().expect("no fault ends the server").expect("no error of the streams")
    }
}

/// The built-in rules, of which one breaks.
static WITH_A_FAULTY_RULE: LazyLock<Settings> = LazyLock::new(|| {
    struct Faulty;
    impl BoundDocument for Faulty {
        fn check(&self, _: &Context<'_>, _: &mut Findings) {
            panic!("a fault on purpose");
        }
    }
    let mut settings = Settings::new();
    let rule = settings.catalogue.rules.iter_mut().find(|rule| rule.meta.id.as_str() == "spelling/repeated-word");
    rule.expect("known").check = Bound::Document(Box::new(Faulty));
    settings
});

#[test]
fn a_fault_in_a_rule_ends_neither_session_nor_other_rules() {
    fn check(file: SourceFile, _: &Settings, ended: &mut dyn FnMut(Step<'_>)) -> Result<Outcome, ReadError> {
        engine::check_in_steps(file, &WITH_A_FAULTY_RULE, ended)
    }
    let mut editor = Editor::with(check);
    let found = editor.open("Các phòng phòng ban đã họp , xong.");
    assert_eq!(found, ["typing/space-before-punctuation"], "the other rules still judge");
    let told = editor.wait(|message| message["method"] == "window/showMessage");
    assert!(told["params"]["message"].as_str().expect("words").contains("spelling/repeated-word"), "{told}");
    for version in 2..20 {
        editor.change(version, &format!("Các phòng phòng ban đã họp , lần {version}."));
        assert_eq!(editor.published(version), ["typing/space-before-punctuation"]);
    }
    assert_eq!(editor.end(), Ending::Orderly);
}

#[test]
fn a_fault_in_reading_ends_one_check() {
    fn check(file: SourceFile, settings: &Settings, ended: &mut dyn FnMut(Step<'_>)) -> Result<Outcome, ReadError> {
        assert!(!file.bytes.starts_with(b"!"), "a fault on purpose");
        engine::check_in_steps(file, settings, ended)
    }
    let mut editor = Editor::with(check);
    assert_eq!(editor.open("!"), ["fault"]);
    let place = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.request(7, "textDocument/hover", &place)["result"], Value::Null);
    editor.change(2, "Các phòng phòng ban.");
    assert_eq!(editor.published(2), ["spelling/repeated-word"]);
    editor.change(3, "! Các phòng phòng ban.");
    assert_eq!(editor.published(3), ["fault"]);
    editor.change(4, "Các phòng phòng ban.");
    assert_eq!(editor.published(4), ["spelling/repeated-word"]);
    assert_eq!(editor.end(), Ending::Orderly);
}

#[test]
fn a_change_stops_the_check_that_runs() {
    /// Ends only when it is stopped.
    fn check(file: SourceFile, settings: &Settings, ended: &mut dyn FnMut(Step<'_>)) -> Result<Outcome, ReadError> {
        while file.bytes.starts_with(b"!") {
            ended(Step::Read);
            thread::yield_now();
        }
        engine::check_in_steps(file, settings, ended)
    }
    let mut editor = Editor::with(check);
    let item = json!({ "uri": URI, "languageId": "plaintext", "version": 1, "text": "!" });
    editor.notify("textDocument/didOpen", &json!({ "textDocument": item }));
    for version in 2..50 {
        editor.change(version, &"!".repeat(usize::try_from(version).expect("positive")));
    }
    editor.change(50, "Các phòng phòng ban.");
    assert_eq!(editor.published(50), ["spelling/repeated-word"]);
    editor.change(51, "!");
    editor.notify("textDocument/didClose", &json!({ "textDocument": { "uri": URI } }));
    assert_eq!(editor.open("Các phòng phòng ban."), ["spelling/repeated-word"]);
    assert_eq!(editor.end(), Ending::Orderly);
}
