//! What goes beyond one document: settings of the editor, the files of the folders.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_server::{Request, RequestId};
use lsp_types::notification::{self, Notification as _};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    ConfigurationItem, ConfigurationParams, DidChangeConfigurationParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidChangeWorkspaceFoldersParams, FileSystemWatcher, GlobPattern,
    MessageType, PreviousResultId, ProgressToken, Registration, RegistrationParams, Uri, WorkspaceDiagnosticParams,
};
use serde_json::{Value, json};

use super::configs::Reach;
use super::folder::{FileState, News, Scan, Stamp, Work};
use super::options::Options;
use super::paths;
use super::requests::raw;
use super::server::{Asked, NOTHING, Server, params};
use crate::project;
use crate::report::words::{self, EditorWord};

/// The section of the editor's settings.
const SECTION: &str = "rasoat";
/// The token of the progress that the server begins itself.
const PROGRESS: &str = "rasoat/folder";

/// A request for the findings of the folder that waits for the end of the walk.
pub(super) struct Waiting {
    /// The request.
    pub(super) id: RequestId,
    /// Results that the editor has already.
    known: Vec<PreviousResultId>,
    /// Where findings are sent before the end.
    partial: Option<ProgressToken>,
    /// Results that were sent there.
    sent: BTreeSet<String>,
    /// Where the progress is told.
    progress: Option<ProgressToken>,
}

impl<W: Write> Server<W> {
    /// The editor is ready to be asked.
    pub(super) fn initialized(&mut self) -> io::Result<()> {
        if self.client.watches {
            self.watch()?;
        }
        if let Err(error) = Options::read(&self.initial) {
            let lang = self.lang();
            self.show(MessageType::WARNING, &words::unusable_settings(&error.to_string(), lang))?;
        }
        self.renew(Reach::Everything)?;
        self.ask_settings()
    }

    fn watch(&mut self) -> io::Result<()> {
        let watcher = |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None };
        let watchers =
            vec![watcher("**/*.{docx,docm,odt,doc,txt,md,markdown,pdf,rtf}"), watcher("**/*.{toml,json,jsonl}")];
        let registration = Registration {
            id: "rasoat-files".to_owned(),
            method: notification::DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers }).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        self.ask(request::RegisterCapability::METHOD, &params, Asked::Nothing)
    }

    fn ask_settings(&mut self) -> io::Result<()> {
        if !self.client.configuration {
            return Ok(());
        }
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        let params = ConfigurationParams { items: vec![item] };
        self.ask(request::WorkspaceConfiguration::METHOD, &params, Asked::Settings)
    }

    /// The editor told its settings on request.
    pub(super) fn settings_answered(&mut self, answer: &Value) -> io::Result<()> {
        let settings = answer.get(0).cloned().unwrap_or_default();
        self.set(settings)
    }

    /// The editor told that its settings have changed, and perhaps to what.
    pub(super) fn configuration_changed(&mut self, params: &DidChangeConfigurationParams) -> io::Result<()> {
        match params.settings.get(SECTION) {
            Some(section) => self.set(section.clone()),
            None => self.ask_settings(),
        }
    }

    /// Takes settings; what they leave out is as the editor told at the start.
    fn set(&mut self, settings: Value) -> io::Result<()> {
        let initial = self.initial.get(SECTION).unwrap_or(&self.initial);
        let mut merged = initial.as_object().cloned().unwrap_or_default();
        if let Value::Object(settings) = settings {
            merged.extend(settings.into_iter().filter(|(_, value)| !value.is_null()));
        }
        match Options::read(&Value::Object(merged)) {
            Ok(Some(options)) if options != self.options => {
                self.options = options;
                self.tell_again();
                self.renew(Reach::Everything)
            }
            Ok(_) => Ok(()),
            Err(error) => {
                let lang = self.lang();
                self.show(MessageType::WARNING, &words::unusable_settings(&error.to_string(), lang))
            }
        }
    }

    /// A file was saved.
    pub(super) fn did_save(&mut self, uri: &Uri) -> io::Result<()> {
        let path = paths::path(uri.as_str());
        if let Some(path) = path.filter(|path| self.configured.depends_on(path)) {
            return self.written(&[path]);
        }
        // An editor that watches files tells of this one too.
        if self.client.watches { Ok(()) } else { self.scan() }
    }

    /// Files have changed outside the editor.
    pub(super) fn files_changed(&mut self, params: &DidChangeWatchedFilesParams) -> io::Result<()> {
        let paths: Vec<PathBuf> = params.changes.iter().filter_map(|change| paths::path(change.uri.as_str())).collect();
        self.written(&paths)?;
        if paths.iter().any(|path| project::is_document(path)) { self.scan() } else { Ok(()) }
    }

    /// The editor has other folders now.
    pub(super) fn folders_changed(&mut self, params: &DidChangeWorkspaceFoldersParams) -> io::Result<()> {
        for gone in params.event.removed.iter().filter_map(|folder| paths::path(folder.uri.as_str())) {
            Arc::make_mut(&mut self.client).roots.retain(|root| *root != gone);
        }
        let added = params.event.added.iter().filter_map(|folder| paths::path(folder.uri.as_str()));
        Arc::make_mut(&mut self.client).roots.extend(added);
        self.renew(Reach::Everything)
    }

    /// True if the file at `path` is open.
    pub(super) fn is_open(&self, path: &Path) -> bool {
        self.open.values().any(|document| document.path.as_deref() == Some(path))
    }

    /// Checks the files that have changed since the last walk.
    pub(super) fn scan(&mut self) -> io::Result<()> {
        if self.scan.is_some() {
            self.scan_again = true;
            return Ok(());
        }
        if !self.options.folder || self.client.roots.is_empty() {
            let gone: Vec<PathBuf> = self.files.keys().cloned().collect();
            for path in gone {
                self.forget(&path)?;
            }
            return self.answer_waiting();
        }
        self.scan_again = false;
        let id = self.number();
        self.scan = Some(Scan::start(id, self.client.roots.clone(), self.sender.clone()));
        Ok(())
    }

    /// Checks all files, changed or not.
    pub(super) fn scan_anew(&mut self) -> io::Result<()> {
        for file in self.files.values_mut() {
            file.stamp = None;
        }
        if self.scan.take().is_some() {
            self.tell_progress(&json!({ "kind": "end" }))?;
            self.progress = Progress::default();
        }
        self.scan()
    }

    /// Takes news of the walk `id`.
    pub(super) fn folder_news(&mut self, id: u64, news: News) -> io::Result<()> {
        if self.scan.as_ref().is_none_or(|scan| scan.id != id) {
            return Ok(());
        }
        match news {
            News::Found(documents, configs) => self.found(documents, configs),
            News::File { path, uri, stamp, diagnostics, entries } => {
                self.report_progress()?;
                let result_id = self.number().to_string();
                self.file_checked(path, FileState { uri, stamp: Some(stamp), result_id, diagnostics, entries })
            }
            News::End => {
                self.scan = None;
                self.tell_progress(&json!({ "kind": "end" }))?;
                self.progress = Progress::default();
                self.answer_waiting()?;
                if self.scan_again { self.scan() } else { Ok(()) }
            }
        }
    }

    /// The walk has found these files: those that changed are checked, each by its configuration.
    fn found(&mut self, documents: BTreeMap<PathBuf, Stamp>, configs: BTreeSet<PathBuf>) -> io::Result<()> {
        self.judge_found(configs)?;
        let mut wanted = BTreeSet::new();
        let mut work = Vec::new();
        for (path, stamp) in documents {
            let terms = self.terms(Some(&path))?;
            if !self.is_wanted(&path) {
                continue;
            }
            wanted.insert(path.clone());
            if self.files.get(&path).and_then(|file| file.stamp) != Some(stamp) {
                work.push(Work { path, stamp, terms });
            }
        }
        let gone: Vec<PathBuf> = self.files.keys().filter(|path| !wanted.contains(*path)).cloned().collect();
        for path in gone {
            self.forget(&path)?;
        }
        self.begin_progress(work.len())?;
        if let Some(scan) = &self.scan {
            scan.check(work, self.check, self.teller(), self.sender.clone());
        }
        Ok(())
    }

    fn file_checked(&mut self, path: PathBuf, file: FileState) -> io::Result<()> {
        if !self.is_open(&path) {
            if self.folder_pulled {
                self.send_partial(&file)?;
            } else {
                self.publish(&file.uri, None, &file.diagnostics)?;
            }
        }
        self.files.insert(path, file);
        Ok(())
    }

    /// A file is gone or no longer checked.
    fn forget(&mut self, path: &Path) -> io::Result<()> {
        let Some(file) = self.files.remove(path) else { return Ok(()) };
        if self.is_open(path) || file.diagnostics.is_empty() || self.folder_pulled {
            return Ok(());
        }
        self.publish(&file.uri, None, &NOTHING)
    }

    /// `workspace/diagnostic`: answered at the end of the walk.
    pub(super) fn folder_asked(&mut self, request: &Request) -> io::Result<()> {
        let asked: WorkspaceDiagnosticParams = match params(request.params.clone()) {
            Ok(asked) => asked,
            Err(error) => return self.respond(&request.id, &Err(error)),
        };
        if !self.folder_pulled {
            // What was sent unasked so far would be shown twice.
            self.folder_pulled = true;
            let sent: Vec<_> = self.files.iter().filter(|(path, _)| !self.is_open(path)).collect();
            let sent: Vec<_> = sent.into_iter().map(|(_, file)| file.uri.clone()).collect();
            for uri in sent {
                self.publish(&uri, None, &NOTHING)?;
            }
        }
        self.waiting.push(Waiting {
            id: request.id.clone(),
            known: asked.previous_result_ids,
            partial: asked.partial_result_params.partial_result_token,
            sent: BTreeSet::new(),
            progress: asked.work_done_progress_params.work_done_token,
        });
        match (&self.scan, self.client.watches && !self.files.is_empty()) {
            (Some(_), _) => Ok(()),
            (None, true) => self.answer_waiting(),
            (None, false) => self.scan(),
        }
    }

    /// Answers all requests for the findings of the folder.
    fn answer_waiting(&mut self) -> io::Result<()> {
        for waiting in std::mem::take(&mut self.waiting) {
            let shown =
                self.files.iter().filter(|(path, file)| !self.is_open(path) && !waiting.sent.contains(&file.result_id));
            let mut items: Vec<Value> = shown.map(|(_, file)| report(file, &waiting.known)).collect();
            // A file that is gone has no findings any more.
            let gone = waiting.known.iter().filter(|known| !self.files.values().any(|file| file.uri == known.uri));
            items.extend(gone.map(|known| json!({ "kind": "full", "uri": known.uri, "version": null, "items": [] })));
            if let Some(token) = &waiting.partial {
                self.send_items(token, &std::mem::take(&mut items))?;
            }
            self.respond(&waiting.id, &raw(json!({ "items": items })))?;
        }
        Ok(())
    }

    /// Sends the findings of one file to those who wait and want them early.
    fn send_partial(&mut self, file: &FileState) -> io::Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        for one in &mut waiting {
            if let Some(token) = &one.partial {
                self.send_items(token, &[report(file, &one.known)])?;
                one.sent.insert(file.result_id.clone());
            }
        }
        self.waiting = waiting;
        Ok(())
    }

    fn send_items(&mut self, token: &ProgressToken, items: &[Value]) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let params = json!({ "token": token, "value": { "items": items } });
        self.notify(notification::Progress::METHOD, &params)
    }

    /// A walk begins that will check `count` files.
    fn begin_progress(&mut self, count: usize) -> io::Result<()> {
        self.progress = Progress { of: count, done: 0, tokens: Vec::new() };
        if count == 0 {
            return Ok(());
        }
        let mut tokens: Vec<ProgressToken> =
            self.waiting.iter().filter_map(|waiting| waiting.progress.clone()).collect();
        if tokens.is_empty() && self.client.progress {
            let token = ProgressToken::String(PROGRESS.to_owned());
            let params = json!({ "token": token });
            self.ask(request::WorkDoneProgressCreate::METHOD, &params, Asked::Nothing)?;
            tokens.push(token);
        }
        self.progress.tokens = tokens;
        let title = EditorWord::CheckingFolder.text(self.lang());
        self.tell_progress(&json!({ "kind": "begin", "title": title, "percentage": 0 }))
    }

    fn report_progress(&mut self) -> io::Result<()> {
        self.progress.done += 1;
        let Progress { of, done, .. } = self.progress;
        let message = words::files_checked(done, of, self.lang());
        let percentage = (done * 100).checked_div(of).unwrap_or(100);
        self.tell_progress(&json!({ "kind": "report", "message": message, "percentage": percentage }))
    }

    fn tell_progress(&mut self, value: &Value) -> io::Result<()> {
        for token in self.progress.tokens.clone() {
            self.notify(notification::Progress::METHOD, &json!({ "token": token, "value": value }))?;
        }
        Ok(())
    }
}

/// How far a walk is, and where that is told.
#[derive(Default)]
pub(super) struct Progress {
    of: usize,
    done: usize,
    tokens: Vec<ProgressToken>,
}

/// The findings of one file, or that they are what the editor has already.
fn report(file: &FileState, known: &[PreviousResultId]) -> Value {
    let FileState { uri, result_id, diagnostics, .. } = file;
    if known.iter().any(|known| known.uri == *uri && known.value == *result_id) {
        return json!({ "kind": "unchanged", "uri": uri, "version": null, "resultId": result_id });
    }
    json!({ "kind": "full", "uri": uri, "version": null, "resultId": result_id, "items": diagnostics })
}
