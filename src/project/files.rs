//! Files as a run sees them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use crate::catalogue::PackFile;
use crate::catalogue::archive::{self, MOST_PACK, MOST_RULES, TOO_LARGE, TOO_MANY, is_rule_file};

/// Extensions looked for in folders. RTF cannot be read; leaving it out silently would pass for a
/// check, so it is refused by name.
const EXTENSIONS: [&str; 9] = ["docx", "docm", "odt", "doc", "txt", "md", "markdown", "pdf", "rtf"];

/// Bytes of a configuration, a rule, a profile or a word list.
const MOST_TEXT: u64 = 1 << 20;
/// Bytes of a registry of instruments.
const MOST_REGISTRY: u64 = 8 << 20;
/// Bytes of a file of known findings.
pub(crate) const MOST_BASELINE: u64 = 64 << 20;

/// Why what lies at a path is not read: a device or a pipe may never end.
pub(crate) const NO_FILE: &str = "no regular file";
/// Why a file is not read: a configuration decides over its folder and reads nothing else.
const OUTSIDE: &str = "outside the folder of the configuration";

/// Files on disk, with the text of an editor in the place of those that it holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Files {
    /// Texts of the editor, by absolute path.
    pub(crate) open: BTreeMap<PathBuf, String>,
}

impl Files {
    /// The text of the configuration at `path`. A link may lead to it, but only to another configuration: what
    /// is wrong in a file is shown, and nothing else is to be.
    pub(crate) fn text(&self, path: &Path) -> io::Result<String> {
        if let Some(text) = self.open.get(path) {
            return Ok(text.clone());
        }
        if !is_rule_file(&fs::canonicalize(path)?) {
            return Err(io::Error::other(NO_FILE));
        }
        read_text(path, MOST_TEXT)
    }

    /// The known findings in the file at `path`: data of a form of its own, of which nothing is shown.
    #[cfg(feature = "lsp")]
    pub(crate) fn known(&self, path: &Path) -> io::Result<String> {
        self.open.get(path).map_or_else(|| read_text(path, MOST_REGISTRY), |text| Ok(text.clone()))
    }

    /// The text of a file that a configuration names, which must lie below `root`.
    pub(crate) fn text_within(&self, path: &Path, root: &Path) -> io::Result<String> {
        is_within(path, root)?;
        self.text(path)
    }

    /// The text of a registry that a configuration names, which must lie below `root`.
    pub(crate) fn registry_within(&self, path: &Path, root: &Path) -> io::Result<String> {
        is_within(path, root)?;
        self.open.get(path).map_or_else(|| read_text(path, MOST_REGISTRY), |text| Ok(text.clone()))
    }

    /// The text of a word list that a configuration names, which must lie below `root`.
    pub(crate) fn words_within(&self, path: &Path, root: &Path) -> io::Result<String> {
        is_within(path, root)?;
        self.open.get(path).map_or_else(|| read_text(path, MOST_TEXT), |text| Ok(text.clone()))
    }

    /// All rule files of the pack at `path`, a folder or a zip, which must lie below `root`.
    pub(crate) fn packs_within(&self, path: &Path, root: &Path) -> io::Result<Vec<PackFile>> {
        is_within(path, root)?;
        self.packs(path)
    }

    /// All rule files of the pack at `path`, a folder or a zip, by path.
    pub(crate) fn packs(&self, path: &Path) -> io::Result<Vec<PackFile>> {
        if path.extension().is_some_and(|extension| extension == "zip") && path.is_file() {
            return archive::unpacked(&read_bytes(path, MOST_PACK)?, &path.display().to_string());
        }
        let folder = path;
        let mut files = Vec::new();
        let mut left = MOST_PACK;
        // A missing folder is an error of its own; the walk would only mention it.
        fs::read_dir(folder)?;
        for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).max_depth(Some(8)).build() {
            let entry = entry.map_err(io::Error::other)?;
            if !is_rule_file(entry.path()) || !entry.file_type().is_some_and(|kind| kind.is_file()) {
                continue;
            }
            if files.len() >= MOST_RULES {
                return Err(io::Error::other(TOO_MANY));
            }
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let text = self.text(entry.path())?;
            left = left.checked_sub(text.len() as u64).ok_or_else(|| io::Error::other(TOO_LARGE))?;
            files.push(PackFile {
                path: entry.path().display().to_string(),
                parts: below.iter().map(|part| part.to_string_lossy().into_owned()).collect(),
                text,
            });
        }
        files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(files)
    }
}

/// The text of the regular file at `path` of at most `most` bytes. Notepad writes UTF-16 unless it is told not to.
pub(crate) fn read_text(path: &Path, most: u64) -> io::Result<String> {
    let bytes = read_bytes(path, most)?;
    let units = |from: fn([u8; 2]) -> u16| {
        let pairs = bytes.get(2..).unwrap_or_default().chunks_exact(2);
        let units: Vec<u16> = pairs.filter_map(|pair| pair.try_into().ok().map(from)).collect();
        String::from_utf16(&units).map_err(io::Error::other)
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, NO_UTF8)),
    }
}

/// The bytes of the regular file at `path`, at most `most`.
fn read_bytes(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Opening a pipe waits for somebody to write.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other(NO_FILE));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(TOO_LARGE));
    }
    Ok(bytes)
}

/// What the standard library says.
const NO_UTF8: &str = "stream did not contain valid UTF-8";

/// The folder below which a configuration in `folder` may name files: that of its repository, the `current` one where
/// somebody stands above it, or its own.
pub(crate) fn root_of(folder: &Path, current: &Path) -> PathBuf {
    let repository = folder.ancestors().find(|folder| folder.join(".git").exists());
    // Who stands at the root of the disk has not chosen that for its files.
    let is_chosen = folder.starts_with(current) && current.parent().is_some();
    let root = repository.unwrap_or(if is_chosen { current } else { folder });
    fs::canonicalize(root).unwrap_or_else(|_| root.to_owned())
}

/// An error unless `path`, whatever links are on the way, leads below `root`. What is not there is no error here.
pub(crate) fn is_within(path: &Path, root: &Path) -> io::Result<()> {
    match fs::canonicalize(path) {
        Ok(real) if real.starts_with(root) => Ok(()),
        Ok(_) => Err(io::Error::other(OUTSIDE)),
        Err(error) => Err(error),
    }
}

/// True if who owns the file at `path` may decide over documents in `folder`: the owner of that folder, the one of
/// the current folder, or the administrator. A folder that everybody may write to would else let everybody decide.
#[cfg(unix)]
pub(crate) fn may_decide(path: &Path, folder: &Path, current: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let owner = |path: &Path| fs::metadata(path).ok().map(|found| found.uid());
    let Some(found) = owner(path) else { return true };
    let existing = folder.ancestors().find_map(owner);
    found == 0 || existing == Some(found) || owner(current) == Some(found)
}

/// Windows keeps the folders above a document from others.
#[cfg(not(unix))]
pub(crate) fn may_decide(_path: &Path, _folder: &Path, _current: &Path) -> bool {
    true
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
