//! An editor for tests: speaks the protocol with the real program over its standard streams.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A session with the server.
pub(crate) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    /// Messages, and when each had arrived.
    messages: Receiver<(Instant, Value)>,
    /// Messages that came while another one was waited for.
    early: VecDeque<Value>,
    next_id: i32,
    /// When the message arrived that was waited for last.
    pub(crate) arrived: Instant,
}

impl Client {
    /// Starts the server without a word.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts the server in an environment with these variables.
    pub(crate) fn start_with(variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rasoat"))
            .arg("lsp")
            .env_remove("RASOAT_LANG")
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let mut output = BufReader::new(child.stdout.take().expect("a stream"));
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        Self { child, input, messages, early: VecDeque::new(), next_id: 0, arrived: Instant::now() }
    }

    /// A session with an editor that can do `capabilities`, with these settings and this folder.
    pub(crate) fn with(capabilities: &Value, options: &Value, folder: Option<&std::path::Path>) -> Self {
        let mut client = Self::start();
        client.begin(capabilities, options, folder);
        client
    }

    /// Begins a session.
    pub(crate) fn begin(&mut self, capabilities: &Value, options: &Value, folder: Option<&std::path::Path>) {
        let folders = folder.map(|folder| json!([{ "uri": format!("file://{}", folder.display()), "name": "folder" }]));
        let params = json!({
            "processId": null, "rootUri": null, "capabilities": capabilities,
            "initializationOptions": options, "workspaceFolders": folders,
        });
        self.request("initialize", &params).expect("initializes");
        self.notify("initialized", &json!({}));
    }

    /// Writes bytes as they are.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("open");
        input.write_all(bytes).expect("writes");
        input.flush().expect("writes");
    }

    /// Sends a message.
    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and gives its id.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> i32 {
        self.next_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params }));
        self.next_id
    }

    /// Waits for the answer to request `id`.
    pub(crate) fn answer(&mut self, id: i32) -> Result<Value, Value> {
        let message = self.wait(|message| message["id"] == id && message.get("method").is_none());
        match message.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(message["result"].clone()),
        }
    }

    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// Waits for the next message that fits.
    pub(crate) fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.early.iter().position(&fits) {
            return self.early.remove(at).expect("there");
        }
        loop {
            let (arrived, message) = self.messages.recv_timeout(PATIENCE).expect("the server answers");
            self.arrived = arrived;
            if fits(&message) {
                return message;
            }
            self.early.push_back(message);
        }
    }

    /// Waits for the findings of version `version` of `uri`, sent unasked.
    pub(crate) fn published(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let message = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Waits for the findings of a file that is not open.
    pub(crate) fn published_file(&mut self, uri: &str) -> Vec<Value> {
        let message = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"].get("version").is_none_or(Value::is_null)
        });
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// How many messages that fit came while others were waited for.
    pub(crate) fn passed(&self, fits: impl Fn(&Value) -> bool) -> usize {
        self.early.iter().filter(|message| fits(message)).count()
    }

    /// The memory that the server holds, in KiB, where the system tells.
    pub(crate) fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok())
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": item }));
    }

    pub(crate) fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Ends the session as the protocol wants it.
    pub(crate) fn end(mut self) -> ExitStatus {
        self.request("shutdown", &Value::Null).expect("shuts down");
        self.notify("exit", &Value::Null);
        self.child.wait().expect("ends")
    }

    /// Closes the stream without a word.
    pub(crate) fn leave(mut self) -> ExitStatus {
        self.input = None;
        self.child.wait().expect("ends")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut BufReader<std::process::ChildStdout>) -> Option<(Instant, Value)> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().ok();
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    let arrived = Instant::now();
    Some((arrived, serde_json::from_slice(&body).ok()?))
}
