//! Files as a run sees them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use crate::catalogue::PackFile;

/// Extensions looked for in folders. RTF cannot be read; leaving it out silently would pass for a
/// check, so it is refused by name.
const EXTENSIONS: [&str; 9] = ["docx", "docm", "odt", "doc", "txt", "md", "markdown", "pdf", "rtf"];

/// Files on disk, with the text of an editor in the place of those that it holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Files {
    /// Texts of the editor, by absolute path.
    pub(crate) open: BTreeMap<PathBuf, String>,
}

impl Files {
    /// The text of the file at `path`.
    pub(crate) fn text(&self, path: &Path) -> io::Result<String> {
        self.open.get(path).map_or_else(|| fs::read_to_string(path), |text| Ok(text.clone()))
    }

    /// All rule files below `folder`, by path.
    pub(crate) fn packs(&self, folder: &Path) -> io::Result<Vec<PackFile>> {
        let mut files = Vec::new();
        // A missing folder is an error of its own; the walk would only mention it.
        fs::read_dir(folder)?;
        for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).build() {
            let entry = entry.map_err(io::Error::other)?;
            if !is_rule_file(entry.path()) || !entry.file_type().is_some_and(|kind| kind.is_file()) {
                continue;
            }
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            files.push(PackFile {
                path: entry.path().display().to_string(),
                parts: below.iter().map(|part| part.to_string_lossy().into_owned()).collect(),
                text: self.text(entry.path())?,
            });
        }
        files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(files)
    }
}

/// True for a file that may hold a rule or a profile.
pub(crate) fn is_rule_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

/// True for a document by its name. Word keeps a lock file `~$name.docx` beside an open document.
pub(crate) fn is_document(path: &Path) -> bool {
    let is_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    !is_lock && extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// `path` from the root, without `.` and `..`, so that patterns meet it as it is. A relative one
/// starts at `folder`.
pub(crate) fn absolute(folder: &Path, path: &Path) -> PathBuf {
    let mut absolute = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                absolute.pop();
            }
            part => absolute.push(part),
        }
    }
    absolute
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

    #[test]
    fn paths_have_no_detours() {
        assert_eq!(absolute(Path::new("/kho/xa"), Path::new("../tinh/./a.md")), Path::new("/kho/tinh/a.md"));
        assert_eq!(absolute(Path::new("/kho"), Path::new("/khac/a.md")), Path::new("/khac/a.md"));
    }

    #[test]
    fn the_text_of_an_editor_goes_before_that_on_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.toml");
        fs::write(&path, "old").expect("writes");
        let files = Files { open: [(path.clone(), "new".to_owned())].into() };
        assert_eq!(files.packs(folder.path()).expect("reads")[0].text, "new");
        assert_eq!(Files::default().text(&path).expect("reads"), "old");
    }
}
