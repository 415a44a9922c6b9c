//! From paths to bytes: files as given, folders walked, standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::model::SourceFile;
use crate::project::is_document;
use crate::readers::{Limits, ReadError};
use crate::report::Failure;

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

/// The inputs behind `paths`, by name, each once. One that is named is wanted, even if it was found
/// in a folder as well.
pub(super) fn find(paths: &[PathBuf], stdin_name: Option<&str>) -> Vec<Found> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inputs = Vec::new();
            walk(path, &mut inputs);
            found.extend(inputs.into_iter().map(|input| Found { input, in_folder: true }));
        } else {
            found.push(Found { input: single(path, stdin_name), in_folder: false });
        }
    }
    found.sort_by_cached_key(|found| (found.input.name(), found.input.clone(), found.in_folder));
    found.dedup_by(|later, first| later.input == first.input);
    found
}

fn walk(folder: &Path, inputs: &mut Vec<Input>) {
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_document(entry.path()) => {
                inputs.push(Input::File(entry.into_path()));
            }
            Ok(_) => {}
            Err(error) => inputs.push(Input::Unwalkable(folder.to_owned(), error.to_string())),
        }
    }
}

pub(super) fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
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
