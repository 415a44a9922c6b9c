//! The state of a session and what changes it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, ResponseError};
use lsp_types::notification::{self, Notification as _};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    Diagnostic, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, InitializeParams, MessageType, ShowMessageParams, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::configs::Configured;
use super::document::{Checked, Open};
use super::explanations::Explanations;
use super::findings::Teller;
use super::folder::{FileState, Scan};
use super::options::{Client, Options};
use super::requests::{Reply, raw};
use super::transport::{self, Incoming};
use super::view::View;
use super::workspace::{Progress, Waiting};
use super::{Check, Ending, Event, Host, capabilities, paths};
use crate::catalogue::Lang;
use crate::diagnostic::{NotChecked, Reason};
use crate::report::words;

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
    pub(super) client: Arc<Client>,
    pub(super) initial: Value,
    pub(super) options: Options,
    pub(super) configured: Configured,
    pub(super) explanations: Arc<Explanations>,
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
            client: Arc::default(),
            initial: Value::Null,
            options: Options::default(),
            configured: Configured::new(),
            explanations: Arc::new(Explanations::new()),
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
                    transport::refuse(&mut self.output, refusal)?;
                }
                Some(Event::Incoming(Incoming::Message(message))) => {
                    if let Some(ending) = self.take(message)? {
                        return Ok(ending);
                    }
                }
                Some(Event::Closed) => return Ok(Ending::Abrupt),
                Some(Event::Checked(key, revision, checked)) => self.checked(&key, revision, checked)?,
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
    pub(super) fn pulls(&self) -> bool {
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
                raw(Value::Null)
            }
            (Phase::Ready, _) => return self.answer_or_park(request),
        };
        self.respond(&request.id, &result)
    }

    fn initialize(&mut self, request: &Request) -> Result<Box<RawValue>, ResponseError> {
        let params: InitializeParams = params(request.params.clone())?;
        self.client = Arc::new(Client::new(&params));
        self.initial = params.initialization_options.unwrap_or_default();
        // What cannot be used is told when messages may be sent: after `initialized`.
        self.options = Options::read(&self.initial).ok().flatten().unwrap_or_default();
        self.phase = Phase::Ready;
        raw(capabilities::initialize_result(&self.client, self.pulls()))
    }

    /// Answers `request`, or keeps it until its document is checked.
    fn answer_or_park(&mut self, request: Request) -> io::Result<()> {
        let answer = super::guarded(|| self.answer(&request));
        let answer = answer.unwrap_or_else(|()| Err(error(ErrorCode::InternalError, "the request met a fault")));
        match answer {
            Ok(Reply::Now(value)) => self.respond(&request.id, &Ok(value)),
            Ok(Reply::Ask(value, method, params)) => {
                self.ask(method, &params, Asked::Nothing)?;
                self.respond(&request.id, &Ok(value))
            }
            Ok(Reply::Folder) => self.folder_asked(&request),
            Ok(Reply::AfterCheck(uri)) => {
                if let Some(document) = self.open.get_mut(&uri) {
                    document.due = Some(Instant::now());
                }
                self.parked.push(Parked { request, uri });
                Ok(())
            }
            Err(error) => self.respond(&request.id, &Err(error)),
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
        document.renew(revision);
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
        if !document.is_text() || self.is_word_list(&document) {
            return self.edited(document.path.clone());
        }
        let known = document.path.as_ref().and_then(|path| self.files.get(path));
        let diagnostics = known.map(|file| file.diagnostics.clone()).unwrap_or_default();
        if !self.pulls() || !diagnostics.is_empty() && !self.folder_pulled {
            self.publish(&uri, None, &diagnostics)?;
        }
        self.scan()
    }

    /// True for an open document that is checked; an explanation of a rule is none, nor is a word list.
    pub(super) fn is_checked(&self, key: &str) -> bool {
        self.open.get(key).is_some_and(|document| {
            let is_explanation = document.path.as_ref().is_some_and(|path| self.explanations.holds(path));
            document.is_text() && !is_explanation && !self.is_word_list(document)
        })
    }

    /// True for a word list that a configuration names.
    pub(super) fn is_word_list(&self, document: &Open) -> bool {
        document.path.as_ref().is_some_and(|path| self.configured.is_word_list(path))
    }

    /// Plans the check of a document after a change.
    pub(super) fn schedule(&mut self, key: &str) {
        if let Some(document) = self.open.get_mut(key) {
            document.due = Some(document.next_check(Instant::now()));
        }
    }

    fn next_due(&self) -> Option<Instant> {
        self.open.values().filter(|document| document.running.is_none()).filter_map(|document| document.due).min()
    }

    /// Starts the checks that are due.
    fn start_due(&mut self) {
        let now = Instant::now();
        let (check, teller) = (self.check, self.teller());
        for (key, document) in &mut self.open {
            if document.running.is_some() || document.due.is_none_or(|due| due > now) {
                continue;
            }
            let (key, sender, teller) = (key.clone(), self.sender.clone(), teller.clone());
            let job = document.begin();
            rayon::spawn(move || {
                let revision = job.revision;
                let checked = super::guarded(|| job.run(check, &teller)).unwrap_or_default();
                // Nobody listens once the session has ended.
                let _ = sender.send(Event::Checked(key, revision, checked.map(Box::new)));
            });
        }
    }

    /// What puts findings into words.
    pub(super) fn teller(&self) -> Teller {
        Teller { client: Arc::clone(&self.client), explanations: Arc::clone(&self.explanations) }
    }

    /// The check of the state `revision` of a document ended, or was stopped.
    fn checked(&mut self, key: &str, revision: u64, checked: Option<Box<Checked>>) -> io::Result<()> {
        let pulls = self.pulls();
        let Some(document) = self.open.get_mut(key) else { return Ok(()) };
        if document.running.as_ref().is_none_or(|(running, _)| *running != revision) {
            // Of a document that was closed and is open again.
            return Ok(());
        }
        document.running = None;
        let Some(checked) = checked.filter(|checked| checked.revision == document.revision) else {
            // The places of an earlier state are not those of the text that is shown.
            if document.due.is_none() {
                self.schedule(key);
            }
            return Ok(());
        };
        let gone = document.checked.replace(*checked);
        // To take a document of many pages apart takes a while too.
        rayon::spawn(move || drop(gone));
        if let Some(checked) = document.checked.as_ref().filter(|_| !pulls) {
            let (version, diagnostics) = (Some(document.version), &checked.told);
            let published = Published { uri: &document.uri, version, diagnostics };
            transport::notify(&mut self.output, notification::PublishDiagnostics::METHOD, &published)?;
        }
        let (ready, parked) = std::mem::take(&mut self.parked).into_iter().partition(|parked| parked.uri == key);
        self.parked = parked;
        let ready: Vec<Parked> = ready;
        for parked in ready {
            self.answer_or_park(parked.request)?;
        }
        self.tell_faults(key)
    }

    /// Says once which rules met a fault: without their findings a document looks better than it is.
    fn tell_faults(&mut self, key: &str) -> io::Result<()> {
        let Some(view) = self.view(key) else { return Ok(()) };
        let faulty = view.outcome.not_checked.iter().filter(|entry| entry.reason == Reason::Fault);
        let told = |entry: &NotChecked| format!("{}: {}", entry.rule, words::reason(entry.reason, view.lang));
        for text in faulty.map(told).collect::<Vec<String>>() {
            self.tell_once(&text)?;
        }
        Ok(())
    }

    /// The last check of an open document, as the features look at it.
    pub(super) fn view(&self, key: &str) -> Option<View<'_>> {
        let document = self.open.get(key)?;
        let checked = document.checked.as_ref()?;
        let outcome = checked.result.as_ref().ok()?;
        let version = Some(checked.version);
        Some(View::new(&document.uri, version, &checked.buffer, outcome, &checked.terms, &self.client))
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
            self.respond(&request.id, &Err(gone))?;
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
            self.respond(&id, &Err(error(ErrorCode::RequestCanceled, "cancelled")))?;
        }
        Ok(())
    }

    /// Sends the findings of a document or file.
    pub(super) fn publish(&mut self, uri: &Uri, version: Option<i32>, diagnostics: &[Diagnostic]) -> io::Result<()> {
        self.notify(notification::PublishDiagnostics::METHOD, &Published { uri, version, diagnostics })
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
        transport::notify(&mut self.output, method, params)
    }

    /// Asks the editor for something.
    pub(super) fn ask(&mut self, method: &str, params: &impl Serialize, about: Asked) -> io::Result<()> {
        let id = RequestId::from(format!("rasoat-{}", self.number()));
        transport::request(&mut self.output, &id, method, params)?;
        self.asked.insert(id, about);
        Ok(())
    }

    /// Answers a request.
    pub(super) fn respond(&mut self, id: &RequestId, result: &Result<Box<RawValue>, ResponseError>) -> io::Result<()> {
        transport::respond(&mut self.output, Some(id), result)
    }
}

impl<W> Drop for Server<W> {
    fn drop(&mut self) {
        self.explanations.remove();
    }
}

/// Findings that are sent.
#[derive(Serialize)]
struct Published<'a, D: ?Sized> {
    uri: &'a Uri,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    diagnostics: &'a D,
}

/// No findings, which takes away those that were sent.
pub(super) const NOTHING: [Diagnostic; 0] = [];

/// An error of the protocol.
pub(super) fn error(code: ErrorCode, text: impl Into<String>) -> ResponseError {
    ResponseError { code: code as i32, message: text.into(), data: None }
}

/// Reads the parameters of a request.
pub(super) fn params<P: DeserializeOwned>(value: Value) -> Result<P, ResponseError> {
    serde_json::from_value(value).map_err(|fault| error(ErrorCode::InvalidParams, fault.to_string()))
}
