//! The documents of the editor's folders, open or not: Word files have no other way into a list of
//! problems.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::SystemTime;

use ignore::WalkBuilder;
use lsp_types::{Diagnostic, Uri};

use super::symbols::Entry;
use super::{Check, Event};
use crate::engine::{Outcome, Settings};
use crate::model::SourceFile;
use crate::readers::ReadError;
use crate::report::Failure;

/// Extensions of documents. RTF is refused with the reason; to leave it out would pass for a check.
const EXTENSIONS: [&str; 9] = ["docx", "docm", "odt", "doc", "txt", "md", "markdown", "pdf", "rtf"];

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
    cancelled: Arc<AtomicBool>,
}

impl Drop for Scan {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// News of a scan.
pub(super) enum News {
    /// So many files will be checked.
    Found(usize),
    /// A file was checked.
    File {
        /// Its path.
        path: PathBuf,
        /// Its state.
        stamp: Stamp,
        /// What the check gave.
        result: Box<Result<Outcome, Failure>>,
    },
    /// The scan is over; these files exist.
    End(BTreeSet<PathBuf>),
}

impl Scan {
    /// Starts to check all files below `roots` but those whose stamp is in `known`.
    pub(super) fn start(
        id: u64,
        roots: Vec<PathBuf>,
        known: BTreeMap<PathBuf, Stamp>,
        settings: Arc<Settings>,
        check: Check,
        events: Sender<Event>,
    ) -> Self {
        let cancelled = Arc::new(AtomicBool::new(false));
        let is_cancelled = Arc::clone(&cancelled);
        thread::spawn(move || {
            let tell = |news| events.send(Event::Folder(id, news)).is_ok();
            let files = find(&roots);
            let changed: Vec<(&PathBuf, &Stamp)> =
                files.iter().filter(|(path, stamp)| known.get(*path) != Some(stamp)).collect();
            if !tell(News::Found(changed.len())) {
                return;
            }
            for (path, stamp) in changed {
                if is_cancelled.load(Ordering::Relaxed) {
                    return;
                }
                let result = super::guarded(|| {
                    read(path, &settings).and_then(|file| check(&file, &settings).map_err(Failure::Read))
                });
                let result = Box::new(result.unwrap_or(Err(Failure::Fault)));
                if !tell(News::File { path: path.clone(), stamp: *stamp, result }) {
                    return;
                }
            }
            tell(News::End(files.into_keys().collect()));
        });
        Self { id, cancelled }
    }
}

/// The documents below `roots`, by path.
fn find(roots: &[PathBuf]) -> BTreeMap<PathBuf, Stamp> {
    let mut files = BTreeMap::new();
    for root in roots {
        for entry in WalkBuilder::new(root).require_git(false).build().flatten() {
            if entry.file_type().is_some_and(|kind| kind.is_file())
                && is_document(entry.path())
                && let Ok(metadata) = entry.metadata()
            {
                files.insert(entry.into_path(), (metadata.modified().ok(), metadata.len()));
            }
        }
    }
    files
}

/// True for a document by its name. Word keeps a lock file `~$name.docx` beside an open document.
fn is_document(path: &Path) -> bool {
    let is_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    !is_lock && extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_by_their_name() {
        for (name, expected) in
            [("a.docx", true), ("a.TXT", true), ("~$a.docx", false), ("a.toml", false), ("a", false)]
        {
            assert_eq!(is_document(Path::new(name)), expected, "{name}");
        }
    }
}
