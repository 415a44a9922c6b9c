//! The state of a session and what changes it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use lsp_types::notification::{self, Notification as _};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    Diagnostic, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, InitializeParams, MessageType, PublishDiagnosticsParams, ShowMessageParams, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::configs::Configured;
use super::document::{Checked, Open};
use super::explanations::Explanations;
use super::folder::{FileState, Scan};
use super::options::{Client, Options};
use super::requests::Reply;
use super::transport::{self, Incoming};
use super::view::View;
use super::workspace::{Progress, Waiting};
use super::{Check, Ending, Event, Host, capabilities, findings, paths};
use crate::catalogue::Lang;
use crate::readers::ReadError;
use crate::report::Failure;

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Before `initialize`.
    New,
    /// At work.
    Ready,
    /// After `shutdown`.
    Closing,
}

/// A request that waits for a check.
struct Parked {
    request: Request,
    /// The document.
    uri: String,
}

/// What an answer of the editor is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Its settings.
    Settings,
    /// Nothing that matters.
    Nothing,
}

/// A session with one editor.
pub(super) struct Server<W> {
    output: W,
    pub(super) host: Host,
    pub(super) check: Check,
    pub(super) sender: Sender<Event>,
    phase: Phase,
    pub(super) client: Client,
    pub(super) initial: Value,
    pub(super) options: Options,
    pub(super) configured: Configured,
    pub(super) explanations: Explanations,
    pub(super) open: BTreeMap<String, Open>,
    parked: Vec<Parked>,
    pub(super) asked: BTreeMap<RequestId, Asked>,
    numbers: u64,
    /// Files of the folders, by path.
    pub(super) files: BTreeMap<PathBuf, FileState>,
    pub(super) scan: Option<Scan>,
    /// How far the running walk is.
    pub(super) progress: Progress,
    /// Something changed while a scan was running.
    pub(super) scan_again: bool,
    /// The editor asks for the findings of the folder.
    pub(super) folder_pulled: bool,
    pub(super) waiting: Vec<Waiting>,
}

impl<W: Write> Server<W> {
    /// A session before its first message.
    pub(super) fn new(output: W, host: Host, check: Check, sender: Sender<Event>) -> Self {
        Self {
            output,
            host,
            check,
            sender,
            phase: Phase::New,
            client: Client::default(),
            initial: Value::Null,
            options: Options::default(),
            configured: Configured::new(),
            explanations: Explanations::new(),
            open: BTreeMap::new(),
            parked: Vec::new(),
            asked: BTreeMap::new(),
            numbers: 0,
            files: BTreeMap::new(),
            scan: None,
            progress: Progress::default(),
            scan_again: false,
            folder_pulled: false,
            waiting: Vec::new(),
        }
    }

    /// Serves until the session ends.
    pub(super) fn run(mut self, events: &Receiver<Event>) -> io::Result<Ending> {
        loop {
            let event = match self.next_due() {
                Some(due) => match events.recv_timeout(due.saturating_duration_since(Instant::now())) {
                    Ok(event) => Some(event),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return Ok(Ending::Abrupt),
                },
                None => match events.recv() {
                    Ok(event) => Some(event),
                    Err(_) => return Ok(Ending::Abrupt),
                },
            };
            match event {
                Some(Event::Incoming(Incoming::Refused(refusal))) => {
                    transport::write_refusal(&mut self.output, &refusal)?;
                }
                Some(Event::Incoming(Incoming::Message(message))) => {
                    if let Some(ending) = self.take(message)? {
                        return Ok(ending);
                    }
                }
                Some(Event::Closed) => return Ok(Ending::Abrupt),
                Some(Event::Checked(uri, checked)) => self.checked(&uri, *checked)?,
                Some(Event::Folder(id, news)) => self.folder_news(id, news)?,
                None => {}
            }
            self.start_due();
        }
    }

    /// Language of the tool's words.
    pub(super) fn lang(&self) -> Lang {
        self.configured.base.lang()
    }

    /// True if the editor asks for the findings of open documents; else they are sent to it.
    pub(super) const fn pulls(&self) -> bool {
        self.client.pulls && self.options.pull
    }

    /// A number that was not used before.
    pub(super) const fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    fn take(&mut self, message: Message) -> io::Result<Option<Ending>> {
        match message {
            Message::Request(request) => self.request(request)?,
            Message::Response(response) => {
                let asked = self.asked.remove(&response.id);
                if let (Some(Asked::Settings), Ok(value)) = (asked, &response.response_result) {
                    self.settings_answered(value)?;
                }
            }
            Message::Notification(notification) if notification.method == notification::Exit::METHOD => {
                let orderly = self.phase == Phase::Closing;
                return Ok(Some(if orderly { Ending::Orderly } else { Ending::Abrupt }));
            }
            Message::Notification(notification) if self.phase == Phase::Ready => self.notification(notification)?,
            // Before `initialize` and after `shutdown` there is nothing to tell.
            Message::Notification(_) => {}
        }
        Ok(None)
    }

    fn request(&mut self, request: Request) -> io::Result<()> {
        let error = |code: ErrorCode, text: &str| Err(error(code, text));
        let result = match (self.phase, request.method.as_str()) {
            (Phase::New, request::Initialize::METHOD) => self.initialize(&request),
            (Phase::New, _) => error(ErrorCode::ServerNotInitialized, "initialize comes first"),
            (Phase::Closing, _) => error(ErrorCode::InvalidRequest, "the session is shut down"),
            (Phase::Ready, request::Initialize::METHOD) => error(ErrorCode::InvalidRequest, "initialized already"),
            (Phase::Ready, request::Shutdown::METHOD) => {
                self.phase = Phase::Closing;
                self.scan = None;
                Ok(Value::Null)
            }
            (Phase::Ready, _) => return self.answer_or_park(request),
        };
        self.respond(request.id, result)
    }

    fn initialize(&mut self, request: &Request) -> Result<Value, ResponseError> {
        let params: InitializeParams = params(request.params.clone())?;
        self.client = Client::new(&params);
        self.initial = params.initialization_options.unwrap_or_default();
        // What cannot be used is told when messages may be sent: after `initialized`.
        self.options = Options::read(&self.initial).ok().flatten().unwrap_or_default();
        self.phase = Phase::Ready;
        value(capabilities::initialize_result(&self.client, self.pulls()))
    }

    /// Answers `request`, or keeps it until its document is checked.
    fn answer_or_park(&mut self, request: Request) -> io::Result<()> {
        let answer = super::guarded(|| self.answer(&request));
        let answer = answer.unwrap_or_else(|()| Err(error(ErrorCode::InternalError, "the request met a fault")));
        match answer {
            Ok(Reply::Now(value)) => self.respond(request.id, Ok(value)),
            Ok(Reply::Ask(value, method, params)) => {
                self.ask(method, &params, Asked::Nothing)?;
                self.respond(request.id, Ok(value))
            }
            Ok(Reply::Folder) => self.folder_asked(&request),
            Ok(Reply::AfterCheck(uri)) => {
                if let Some(document) = self.open.get_mut(&uri) {
                    document.due = Some(Instant::now());
                }
                self.parked.push(Parked { request, uri });
                Ok(())
            }
            Err(error) => self.respond(request.id, Err(error)),
        }
    }

    fn notification(&mut self, notification: Notification) -> io::Result<()> {
        let Notification { method, params } = notification;
        match method.as_str() {
            notification::Initialized::METHOD => self.initialized(),
            notification::DidOpenTextDocument::METHOD => self.with_params(params, Self::did_open),
            notification::DidChangeTextDocument::METHOD => self.with_params(params, Self::did_change),
            notification::DidCloseTextDocument::METHOD => self.with_params(params, Self::did_close),
            notification::DidSaveTextDocument::METHOD => self
                .with_params(params, |server, params: DidSaveTextDocumentParams| {
                    server.did_save(&params.text_document.uri)
                }),
            notification::DidChangeWatchedFiles::METHOD => {
                self.with_params(params, |server, params| server.files_changed(&params))
            }
            notification::DidChangeConfiguration::METHOD => {
                self.with_params(params, |server, params| server.configuration_changed(&params))
            }
            notification::DidChangeWorkspaceFolders::METHOD => {
                self.with_params(params, |server, params| server.folders_changed(&params))
            }
            notification::Cancel::METHOD => self.cancel(&params),
            _ => Ok(()),
        }
    }

    /// A notification has no answer; one that cannot be read is told in the log.
    fn with_params<P: DeserializeOwned>(
        &mut self,
        value: Value,
        take: impl FnOnce(&mut Self, P) -> io::Result<()>,
    ) -> io::Result<()> {
        match serde_json::from_value(value) {
            Ok(params) => take(self, params),
            Err(error) => self.log(MessageType::ERROR, &error.to_string()),
        }
    }

    fn did_open(&mut self, params: DidOpenTextDocumentParams) -> io::Result<()> {
        let revision = self.number();
        let terms = self.terms(paths::path(params.text_document.uri.as_str()).as_deref())?;
        let document = Open::new(params.text_document, revision, terms);
        let key = document.uri.as_str().to_owned();
        let path = document.path.clone();
        self.drop_parked(&key)?;
        self.open.insert(key.clone(), document);
        if self.is_checked(&key) {
            self.schedule(&key);
            Ok(())
        } else {
            self.edited(path)
        }
    }

    fn did_change(&mut self, params: DidChangeTextDocumentParams) -> io::Result<()> {
        let key = params.text_document.uri.as_str().to_owned();
        let revision = self.number();
        let unit = self.client.unit;
        let Some(document) = self.open.get_mut(&key) else { return Ok(()) };
        document.apply(params.content_changes, unit);
        document.version = params.text_document.version;
        document.revision = revision;
        let path = document.path.clone();
        self.drop_parked(&key)?;
        if self.is_checked(&key) {
            self.schedule(&key);
            Ok(())
        } else {
            self.edited(path)
        }
    }

    fn did_close(&mut self, params: DidCloseTextDocumentParams) -> io::Result<()> {
        let uri = params.text_document.uri;
        self.drop_parked(uri.as_str())?;
        let Some(document) = self.open.remove(uri.as_str()) else { return Ok(()) };
        if !document.is_text() {
            return self.edited(document.path);
        }
        let known = document.path.as_ref().and_then(|path| self.files.get(path));
        let diagnostics = known.map(|file| file.diagnostics.clone()).unwrap_or_default();
        if !self.pulls() || !diagnostics.is_empty() && !self.folder_pulled {
            self.publish(uri, None, diagnostics)?;
        }
        self.scan()
    }

    /// True for an open document that is checked; an explanation of a rule is none.
    pub(super) fn is_checked(&self, key: &str) -> bool {
        self.open.get(key).is_some_and(|document| {
            document.is_text() && !document.path.as_ref().is_some_and(|path| self.explanations.holds(path))
        })
    }

    /// Plans the check of a document after a change.
    pub(super) fn schedule(&mut self, key: &str) {
        if let Some(document) = self.open.get_mut(key) {
            document.due = Some(document.next_check(Instant::now()));
        }
    }

    fn next_due(&self) -> Option<Instant> {
        self.open.values().filter(|document| !document.running).filter_map(|document| document.due).min()
    }

    /// Starts the checks that are due.
    fn start_due(&mut self) {
        let now = Instant::now();
        for (key, document) in &mut self.open {
            if document.running || document.due.is_none_or(|due| due > now) {
                continue;
            }
            document.running = true;
            document.due = None;
            let (key, sender, check) = (key.clone(), self.sender.clone(), self.check);
            let (file, buffer) = (document.source(), Arc::clone(&document.buffer));
            let state = (document.revision, document.version);
            let terms = Arc::clone(&document.terms);
            rayon::spawn(move || {
                let checked = Checked::run(&file, state, buffer, terms, check);
                // Nobody listens once the session has ended.
                let _ = sender.send(Event::Checked(key, Box::new(checked)));
            });
        }
    }

    fn checked(&mut self, key: &str, checked: Checked) -> io::Result<()> {
        let pulls = self.pulls();
        let Some(document) = self.open.get_mut(key) else { return Ok(()) };
        document.running = false;
        let is_current = checked.revision == document.revision;
        document.checked = Some(checked);
        if !is_current {
            // The places of an earlier state are not those of the text that is shown.
            if document.due.is_none() {
                self.schedule(key);
            }
            return Ok(());
        }
        if !pulls {
            let (uri, version) = (document.uri.clone(), document.version);
            let diagnostics = self.diagnostics(key);
            self.publish(uri, Some(version), diagnostics)?;
        }
        let (ready, parked) = std::mem::take(&mut self.parked).into_iter().partition(|parked| parked.uri == key);
        self.parked = parked;
        let ready: Vec<Parked> = ready;
        for parked in ready {
            self.answer_or_park(parked.request)?;
        }
        Ok(())
    }

    /// The findings of the last check of an open document.
    pub(super) fn diagnostics(&self, key: &str) -> Vec<Diagnostic> {
        let Some(checked) = self.open.get(key).and_then(|document| document.checked.as_ref()) else {
            return Vec::new();
        };
        match (&checked.result, self.view(key)) {
            (Ok(_), Some(view)) => findings::all(&view, &self.explanations),
            // An empty document is where every document begins.
            (Ok(_), None) | (Err(Failure::Read(ReadError::Empty)), _) => Vec::new(),
            (Err(failure), _) => vec![findings::failure(failure, checked.terms.lang())],
        }
    }

    /// The last check of an open document, as the features look at it.
    pub(super) fn view(&self, key: &str) -> Option<View<'_>> {
        let document = self.open.get(key)?;
        let checked = document.checked.as_ref()?;
        Some(View {
            uri: &document.uri,
            version: Some(checked.version),
            buffer: &checked.buffer,
            outcome: checked.result.as_ref().ok()?,
            settings: checked.terms.settings(),
            number: checked.terms.number,
            client: &self.client,
            lang: checked.terms.lang(),
        })
    }

    /// Requests about a state of the text that is gone have no answer.
    fn drop_parked(&mut self, key: &str) -> io::Result<()> {
        let (gone, parked): (Vec<Parked>, Vec<Parked>) =
            std::mem::take(&mut self.parked).into_iter().partition(|parked| parked.uri == key);
        self.parked = parked;
        for Parked { request, .. } in gone {
            let gone = if request.method == request::DocumentDiagnosticRequest::METHOD {
                let data = Some(json!({ "retriggerRequest": true }));
                ResponseError { data, ..error(ErrorCode::ServerCancelled, "the text has changed") }
            } else {
                error(ErrorCode::ContentModified, "the text has changed")
            };
            self.respond(request.id, Err(gone))?;
        }
        Ok(())
    }

    fn cancel(&mut self, params: &Value) -> io::Result<()> {
        let Some(id) = params.get("id").and_then(|id| serde_json::from_value::<RequestId>(id.clone()).ok()) else {
            return Ok(());
        };
        let before = self.parked.len() + self.waiting.len();
        self.parked.retain(|parked| parked.request.id != id);
        self.waiting.retain(|waiting| waiting.id != id);
        if self.parked.len() + self.waiting.len() < before {
            self.respond(id, Err(error(ErrorCode::RequestCanceled, "cancelled")))?;
        }
        Ok(())
    }

    /// Sends the findings of a document or file.
    pub(super) fn publish(&mut self, uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> io::Result<()> {
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        self.notify(notification::PublishDiagnostics::METHOD, &params)
    }

    /// Tells the user something.
    pub(super) fn show(&mut self, kind: MessageType, text: &str) -> io::Result<()> {
        let params = ShowMessageParams { typ: kind, message: format!("rasoat: {text}") };
        self.notify(notification::ShowMessage::METHOD, &params)
    }

    fn log(&mut self, kind: MessageType, text: &str) -> io::Result<()> {
        let params = ShowMessageParams { typ: kind, message: text.to_owned() };
        self.notify(notification::LogMessage::METHOD, &params)
    }

    /// Sends a notification.
    pub(super) fn notify(&mut self, method: &str, params: &impl Serialize) -> io::Result<()> {
        let params = serde_json::to_value(params)?;
        let message = Message::Notification(Notification { method: method.to_owned(), params });
        transport::write(&mut self.output, &message)
    }

    /// Asks the editor for something.
    pub(super) fn ask(&mut self, method: &str, params: &impl Serialize, about: Asked) -> io::Result<()> {
        let id = RequestId::from(format!("rasoat-{}", self.number()));
        self.asked.insert(id.clone(), about);
        let params = serde_json::to_value(params)?;
        let message = Message::Request(Request { id, method: method.to_owned(), params });
        transport::write(&mut self.output, &message)
    }

    /// Answers a request.
    pub(super) fn respond(&mut self, id: RequestId, result: Result<Value, ResponseError>) -> io::Result<()> {
        transport::write(&mut self.output, &Message::Response(Response { id, response_result: result }))
    }
}

/// An error of the protocol.
pub(super) fn error(code: ErrorCode, text: impl Into<String>) -> ResponseError {
    ResponseError { code: code as i32, message: text.into(), data: None }
}

/// Reads the parameters of a request.
pub(super) fn params<P: DeserializeOwned>(value: Value) -> Result<P, ResponseError> {
    serde_json::from_value(value).map_err(|fault| error(ErrorCode::InvalidParams, fault.to_string()))
}

/// Writes the answer to a request.
pub(super) fn value(answer: impl Serialize) -> Result<Value, ResponseError> {
    serde_json::to_value(answer).map_err(|fault| error(ErrorCode::InternalError, fault.to_string()))
}
