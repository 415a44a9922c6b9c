//! From paths to bytes: files as given, folders walked, standard input.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::config::LeftOut;
use crate::model::SourceFile;
use crate::project::{self, is_document};
use crate::readers::{Limits, ReadError};
use crate::report::Failure;
use crate::text::fold;

/// One input to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Input {
    /// A file.
    File(PathBuf),
    /// A path that the walk could not follow, with the reason.
    Unwalkable(PathBuf, String),
    /// Standard input, under this name.
    Stdin(String),
}

impl Input {
    /// The path as it was given.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) | Self::Unwalkable(path, _) => path.display().to_string(),
            Self::Stdin(name) => name.clone(),
        }
    }

    /// The path by which a configuration is found for it.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Unwalkable(path, _) => path,
            Self::Stdin(name) => Path::new(name),
        }
    }

    /// Reads it. A file over the limit is refused before it is read.
    pub(super) fn read(&self, limits: &Limits) -> Result<SourceFile, Failure> {
        let bytes = match self {
            Self::File(path) => read_file(path, limits.file_bytes)?,
            Self::Stdin(_) => read_limited(io::stdin().lock(), 0, limits.file_bytes)?,
            Self::Unwalkable(_, detail) => return Err(Failure::System(detail.clone())),
        };
        Ok(SourceFile { name: self.name(), bytes })
    }
}

/// The one input behind `path`.
pub(super) fn single(path: &Path, stdin_name: Option<&str>) -> Input {
    if path.as_os_str() == "-" {
        Input::Stdin(stdin_name.unwrap_or("-").to_owned())
    } else {
        Input::File(path.to_owned())
    }
}

/// An input and how it came to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The input.
    pub(super) input: Input,
    /// It was found in a folder, so that the configuration may leave it out.
    pub(super) in_folder: bool,
}

/// How far a run looks into folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Reach {
    /// As a person would: no hidden names, nothing that `.gitignore` or `.ignore` names, no links.
    #[default]
    Usual,
    /// At every document, and at links to documents.
    All,
    /// At every document, and at links to documents inside the folder; a link that leads elsewhere is refused by
    /// name. What the folder holds comes from somebody who is not trusted.
    Untrusted,
}

/// The inputs behind `paths`, by name, each once. One that is named is wanted, even if it was found
/// in a folder as well.
pub(super) fn find(paths: &[PathBuf], stdin_name: Option<&str>, reach: Reach) -> Vec<Found> {
    let mut found = Vec::new();
    for path in paths.iter().flat_map(|path| expanded(path)) {
        let path = &path;
        if path.is_dir() {
            let mut inputs = Vec::new();
            walk(path, reach, &mut inputs);
            found.extend(inputs.into_iter().map(|input| Found { input, in_folder: true }));
        } else {
            found.push(Found { input: single(path, stdin_name), in_folder: false });
        }
    }
    found.sort_by_cached_key(|found| (found.input.name(), found.input.clone(), found.in_folder));
    found.dedup_by(|later, first| later.input == first.input);
    found
}

/// The documents behind a name with `*` or `?`, which the command line of Windows leaves to the program; `path` itself
/// if it has none, if there is such a file, or if nothing fits.
fn expanded(path: &Path) -> Vec<PathBuf> {
    let pattern = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !pattern.contains(['*', '?']) || path.exists() {
        return vec![path.to_owned()];
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
    let fits = |name: &Path| is_document(name) && fits(&name.to_string_lossy(), &pattern);
    let mut names: Vec<PathBuf> =
        entries.map(|entry| PathBuf::from(entry.file_name())).filter(|name| fits(name)).collect();
    names.sort();
    if names.is_empty() {
        return vec![path.to_owned()];
    }
    names.into_iter().map(|name| folder.map_or_else(|| name.clone(), |folder| folder.join(&name))).collect()
}

/// True if `name` fits `pattern`, in which `*` stands for any letters and `?` for one, whatever their case.
fn fits(name: &str, pattern: &str) -> bool {
    let (name, pattern) = (fold::key(name), fold::key(pattern));
    let (name, pattern): (Vec<char>, Vec<char>) = (name.chars().collect(), pattern.chars().collect());
    let (mut at, mut of) = (0, 0);
    // Where the last star stands, and how far the name went with it.
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match pattern.get(of) {
            Some('*') => {
                star = Some((of, at));
                of += 1;
            }
            Some('?') => (at, of) = (at + 1, of + 1),
            Some(letter) if name.get(at) == Some(letter) => (at, of) = (at + 1, of + 1),
            _ => match star {
                Some((place, taken)) => {
                    star = Some((place, taken + 1));
                    (at, of) = (taken + 1, place + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(of).all(|letter| *letter == '*')
}

fn walk(folder: &Path, reach: Reach, inputs: &mut Vec<Input>) {
    let mut builder = WalkBuilder::new(folder);
    builder.require_git(false);
    if reach != Reach::Usual {
        builder.standard_filters(false).filter_entry(move |entry| !is_of_tools(entry, reach));
    }
    let home = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    for entry in builder.build() {
        match entry {
            Ok(entry) if entry.path_is_symlink() && entry.depth() > 0 => {
                inputs.extend(behind_link(entry.into_path(), reach, &home));
            }
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_document(entry.path()) => {
                inputs.push(Input::File(entry.into_path()));
            }
            Ok(_) => {}
            Err(error) => {
                let path = place_of(&error).unwrap_or(folder).to_owned();
                let said = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                inputs.push(Input::Unwalkable(path, said));
            }
        }
    }
}

/// What the link at `path` brings into a walk through the folder `home`; nothing if it leads to no document, or if
/// what it leads to is met without it.
fn behind_link(path: PathBuf, reach: Reach, home: &Path) -> Option<Input> {
    match reach {
        Reach::Usual => None,
        Reach::All => (is_document(&path) && path.is_file()).then_some(Input::File(path)),
        // Whoever looks at the folder on another machine may find a document there.
        Reach::Untrusted => {
            let inside = fs::canonicalize(&path).is_ok_and(|target| target.starts_with(home));
            match inside {
                true if path.is_file() => is_document(&path).then_some(Input::File(path)),
                true => None,
                false => (is_document(&path) || path.is_dir()).then(|| Input::Unwalkable(path, OUTSIDE.to_owned())),
            }
        }
    }
}

/// Why a link is not followed.
const OUTSIDE: &str = "link outside the folder";

/// The path that an error of the walk is about.
fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// True for folders of which everybody knows that they hold no documents. Whoever is not trusted could put some
/// there; only into the first git lets no change reach.
fn is_of_tools(entry: &ignore::DirEntry, reach: Reach) -> bool {
    const NAMES: [&str; 4] = [".git", ".hg", ".svn", super::cache::NAME];
    let names = if reach == Reach::Untrusted { &NAMES[..1] } else { &NAMES[..] };
    entry.depth() > 0
        && entry.file_type().is_some_and(|kind| kind.is_dir())
        && names.iter().any(|name| entry.file_name() == *name)
}

/// Most entries of a folder that are looked at to tell what is left out.
const MOST_ENTRIES: usize = 200_000;

/// The documents in the folders among `paths` that the usual walk leaves out: how many for which reason,
/// and one of them. `found` are those that it has found.
pub(super) fn left_out(paths: &[PathBuf], found: &[Found]) -> BTreeMap<LeftOut, (usize, String)> {
    let known: HashSet<&Path> = found.iter().map(|found| found.input.path()).collect();
    let mut left: BTreeMap<LeftOut, (usize, String)> = BTreeMap::new();
    for folder in paths.iter().filter(|path| path.is_dir()) {
        let mut builder = WalkBuilder::new(folder);
        builder.standard_filters(false).filter_entry(|entry| !is_of_tools(entry, Reach::Usual));
        for entry in builder.build().take(MOST_ENTRIES).flatten() {
            let path = entry.path();
            if entry.depth() == 0 || known.contains(path) {
                continue;
            }
            let Some(why) = why_left_out(&entry, folder) else { continue };
            let (documents, example) = left.entry(why).or_default();
            *documents += 1;
            if example.is_empty() {
                *example = path.display().to_string();
            }
        }
    }
    left
}

/// Why the usual walk leaves `entry` out, if it is a document.
fn why_left_out(entry: &ignore::DirEntry, folder: &Path) -> Option<LeftOut> {
    let path = entry.path();
    let is_document = is_document(path);
    if entry.path_is_symlink() {
        // A link to a folder may hold any number of documents.
        return (is_document && path.is_file() || path.is_dir()).then_some(LeftOut::Link);
    }
    if !is_document || !entry.file_type().is_some_and(|kind| kind.is_file()) {
        return None;
    }
    let below = path.strip_prefix(folder).unwrap_or(path);
    let hidden = below.iter().any(|part| part.to_string_lossy().starts_with('.'));
    Some(if hidden { LeftOut::Hidden } else { LeftOut::Ignored })
}

pub(super) fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    // Opening a pipe waits for somebody to write.
    let metadata = fs::metadata(path).map_err(|error| failure(&error))?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(Failure::System(project::NO_FILE.to_owned()));
    }
    let file = File::open(path).map_err(|error| failure(&error))?;
    let metadata = file.metadata().map_err(|error| failure(&error))?;
    if metadata.len() > limit {
        return Err(Failure::Read(ReadError::TooLarge { bytes: metadata.len() }));
    }
    read_limited(file, metadata.len(), limit)
}

/// Reads at most `limit` bytes; about `expected` are to come.
fn read_limited(source: impl Read, expected: u64, limit: u64) -> Result<Vec<u8>, Failure> {
    // One byte more tells the end of the file without growing.
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    source.take(limit + 1).read_to_end(&mut bytes).map_err(|error| failure(&error))?;
    let size = bytes.len() as u64;
    if size > limit { Err(Failure::Read(ReadError::TooLarge { bytes: size })) } else { Ok(bytes) }
}

/// What an error of the system means for an input.
pub(super) fn failure(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => Failure::NotFound,
        io::ErrorKind::PermissionDenied => Failure::NotAllowed,
        _ => Failure::System(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_stands_for_documents() {
        for (name, pattern, expected) in [
            ("Báo cáo số 1.docx", "*.docx", true),
            ("bao-cao.DOCX", "*.docx", true),
            ("bao-cao.docx.txt", "*.docx", false),
            ("ab-ab-c.txt", "*ab-c.*", true),
            ("a.txt", "?.txt", true),
            ("ab.txt", "?.txt", false),
        ] {
            assert_eq!(fits(name, pattern), expected, "{name} {pattern}");
        }
    }
}
