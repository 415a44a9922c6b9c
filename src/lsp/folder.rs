//! The documents of the editor's folders, open or not: Word files have no other way into a list of
//! problems.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::SystemTime;

use ignore::WalkBuilder;
use lsp_types::{Diagnostic, Uri};

use super::findings::Teller;
use super::stop::Stop;
use super::symbols::{self, Entry};
use super::terms::Terms;
use super::{Check, Event, paths};
use crate::engine::Settings;
use crate::model::SourceFile;
use crate::project;
use crate::readers::ReadError;
use crate::report::Failure;
use crate::text::Buffer;

/// What tells that a file has changed.
pub(super) type Stamp = (Option<SystemTime>, u64);

/// What is known of one file.
#[derive(Debug)]
pub(super) struct FileState {
    /// Its address.
    pub(super) uri: Uri,
    /// The state of the file that was checked; `None` if it must be checked again.
    pub(super) stamp: Option<Stamp>,
    /// The name of this result, so that an editor need not be told twice.
    pub(super) result_id: String,
    /// Its findings.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Its outline.
    pub(super) entries: Vec<Entry>,
}

/// A walk over the folders on a thread of its own.
#[derive(Debug)]
pub(super) struct Scan {
    /// Its number; news of an earlier one is old.
    pub(super) id: u64,
    stop: Stop,
}

impl Drop for Scan {
    fn drop(&mut self) {
        self.stop.stop();
    }
}

/// News of a scan.
pub(super) enum News {
    /// These documents and configuration files exist.
    Found(BTreeMap<PathBuf, Stamp>, BTreeSet<PathBuf>),
    /// A file was checked.
    File {
        /// Its path.
        path: PathBuf,
        /// Its address.
        uri: Uri,
        /// Its state.
        stamp: Stamp,
        /// Its findings.
        diagnostics: Vec<Diagnostic>,
        /// Its outline.
        entries: Vec<Entry>,
    },
    /// All files are checked.
    End,
}

/// A file to check.
pub(super) struct Work {
    /// Its path.
    pub(super) path: PathBuf,
    /// Its state.
    pub(super) stamp: Stamp,
    /// By what it is checked.
    pub(super) terms: Arc<Terms>,
}

impl Scan {
    /// Starts to look for files below `roots`.
    pub(super) fn start(id: u64, roots: Vec<PathBuf>, events: Sender<Event>) -> Self {
        thread::spawn(move || {
            let (documents, configs) = find(&roots);
            let _ = events.send(Event::Folder(id, News::Found(documents, configs)));
        });
        Self { id, stop: Stop::default() }
    }

    /// Starts to check what was found.
    pub(super) fn check(&self, work: Vec<Work>, check: Check, teller: Teller, events: Sender<Event>) {
        let (id, stop) = (self.id, self.stop.clone());
        thread::spawn(move || {
            let tell = |news| events.send(Event::Folder(id, news)).is_ok();
            for Work { path, stamp, terms } in work {
                let Some(uri) = paths::uri(&path) else { continue };
                let read = super::guarded(|| read(&path, terms.settings())).unwrap_or(Err(Failure::Fault));
                let result = read.and_then(|file| terms.check(file, check, &stop));
                if stop.is_stopped() {
                    return;
                }
                let text =
                    result.as_ref().map_or_else(|_| String::new(), |outcome| outcome.document.raw.decoded.to_string());
                let buffer = Buffer::new(text);
                let (diagnostics, entries) = teller.tell(&uri, &buffer, &terms, &result, symbols::entries);
                if !tell(News::File { path, uri, stamp, diagnostics, entries }) {
                    return;
                }
            }
            tell(News::End);
        });
    }
}

/// The documents and the configuration files below `roots`, by path.
fn find(roots: &[PathBuf]) -> (BTreeMap<PathBuf, Stamp>, BTreeSet<PathBuf>) {
    let (mut documents, mut configs) = (BTreeMap::new(), BTreeSet::new());
    for root in roots {
        for entry in WalkBuilder::new(root).require_git(false).build().flatten() {
            if !entry.file_type().is_some_and(|kind| kind.is_file()) {
                continue;
            }
            if entry.file_name() == project::NAME {
                configs.insert(entry.into_path());
            } else if project::is_document(entry.path())
                && let Ok(metadata) = entry.metadata()
            {
                documents.insert(entry.into_path(), (metadata.modified().ok(), metadata.len()));
            }
        }
    }
    (documents, configs)
}

/// The state of the file at `path`; `None` if there is none.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    fs::metadata(path).ok().map(|metadata| (metadata.modified().ok(), metadata.len()))
}

fn read(path: &Path, settings: &Settings) -> Result<SourceFile, Failure> {
    let limit = settings.limits.file_bytes;
    let system = |error: std::io::Error| Failure::System(error.to_string());
    let size = fs::metadata(path).map_err(system)?.len();
    if size > limit {
        return Err(Failure::Read(ReadError::TooLarge { bytes: size }));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(system)?.take(limit).read_to_end(&mut bytes).map_err(system)?;
    Ok(SourceFile { name: path.display().to_string(), bytes })
}
