//! The user's own rules while they are written: read from their folders, with the text of the editor
//! in the place of a file that is open, and with their mistakes at their places.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use lsp_types::{Diagnostic, DiagnosticSeverity};

use super::document;
use super::findings::SOURCE;
use crate::catalogue::{Catalogue, Lang, PackError, PackFile};
use crate::report::words;
use crate::text::{Buffer, TextRange, Unit};

/// What the rule folders hold.
pub(super) struct Packs {
    /// The files.
    files: Vec<PackFile>,
    /// The rules of the tool with those of the files, or the mistakes in them.
    pub(super) catalogue: Result<Catalogue, Vec<PackError>>,
}

impl Packs {
    /// Reads all rule files below `folders`; `open` are the files that the editor holds.
    pub(super) fn read(folders: &[PathBuf], open: &BTreeMap<PathBuf, String>) -> Self {
        let mut files = Vec::new();
        for folder in folders {
            let walk = WalkBuilder::new(folder).standard_filters(false).hidden(true).build();
            for entry in walk.flatten() {
                if is_rule_file(entry.path())
                    && let Some(text) =
                        open.get(entry.path()).cloned().or_else(|| fs::read_to_string(entry.path()).ok())
                {
                    files.push(pack_file(folder, entry.path(), text));
                }
            }
        }
        files.sort_by(|left, right| left.path.cmp(&right.path));
        let catalogue = Catalogue::builtin();
        let catalogue = if files.is_empty() { Ok(catalogue) } else { catalogue.with_packs(&files) };
        Self { files, catalogue }
    }

    /// The mistakes of each file, by path; files without any have an empty list.
    pub(super) fn mistakes(&self, unit: Unit, lang: Lang) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
        let mut all: BTreeMap<PathBuf, Vec<Diagnostic>> =
            self.files.iter().map(|file| (PathBuf::from(&file.path), Vec::new())).collect();
        let Err(errors) = &self.catalogue else { return all };
        for error in errors {
            let Some(file) = self.files.get(error.file) else { continue };
            let told = words::mistake(&error.mistake, lang);
            let buffer = Buffer::new(file.text.clone());
            let message = if told.help.is_empty() { told.message } else { format!("{}\n{}", told.message, told.help) };
            all.entry(PathBuf::from(&file.path)).or_default().push(Diagnostic {
                range: document::range(&buffer, TextRange::from(error.range.clone()), unit),
                severity: Some(DiagnosticSeverity::ERROR),
                source: Some(SOURCE.to_owned()),
                message,
                ..Diagnostic::default()
            });
        }
        all
    }
}

/// True for a file that may hold a rule or a profile.
pub(super) fn is_rule_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

fn pack_file(folder: &Path, path: &Path, text: String) -> PackFile {
    let below = path.strip_prefix(folder).unwrap_or(path);
    PackFile {
        path: path.display().to_string(),
        parts: below.iter().map(|part| part.to_string_lossy().into_owned()).collect(),
        text,
    }
}
