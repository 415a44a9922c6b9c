//! A pack as one file that travels, and the hash by which its content is known again, packed or not.

use std::io::{self, Cursor, Read as _, Write as _};
use std::path::{Component, Path};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::PackFile;

/// Files of one pack.
pub const MOST_RULES: usize = 1_000;
/// Bytes of all files of one pack.
pub const MOST_PACK: u64 = 8 << 20;

/// Why a file is not read: it is too large.
pub(crate) const TOO_LARGE: &str = "larger than allowed";
/// Why a pack is not read.
pub(crate) const TOO_MANY: &str = "too many files in one pack";

/// True for a file that may hold a rule or a profile.
pub fn is_rule_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

/// The files of the pack in `bytes`, a zip called `name`. A folder around all of them, as a file manager puts it, is
/// left out.
pub fn unpacked(bytes: &[u8], name: &str) -> io::Result<Vec<PackFile>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(io::Error::other)?;
    let mut files = Vec::new();
    let mut left = MOST_PACK;
    // Every entry costs time, whatever its name is.
    if archive.len() > 4 * MOST_RULES {
        return Err(io::Error::other(TOO_MANY));
    }
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(io::Error::other)?;
        // A name that leads out of the pack is nobody's rule.
        let Some(path) = entry.enclosed_name().filter(|path| entry.is_file() && is_rule_file(path)) else { continue };
        if files.len() >= MOST_RULES {
            return Err(io::Error::other(TOO_MANY));
        }
        let mut text = Vec::new();
        entry.take(left + 1).read_to_end(&mut text)?;
        left = left.checked_sub(text.len() as u64).ok_or_else(|| io::Error::other(TOO_LARGE))?;
        let text = String::from_utf8(text).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, NO_UTF8))?;
        files.push(PackFile { path: format!("{name}/{}", path.display()), parts: parts(&path), text });
    }
    unwrap(&mut files);
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(files)
}

/// Leaves out a folder that holds everything else of `files`.
pub fn unwrap(files: &mut [PackFile]) {
    while is_wrapped(files) {
        for file in &mut *files {
            file.parts.remove(0);
        }
    }
}

const NO_UTF8: &str = "stream did not contain valid UTF-8";

fn parts(path: &Path) -> Vec<String> {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    names.collect()
}

/// True if a folder holds everything that is no part of the order of a pack.
fn is_wrapped(files: &[PackFile]) -> bool {
    let Some(first) = files.first().and_then(|file| file.parts.first()) else { return false };
    let is_order = matches!(first.as_str(), "packs" | "profiles");
    let lies_below =
        |least: usize| files.iter().all(|file| file.parts.len() >= least && file.parts.first() == Some(first));
    // Without the manifest, which marks the root, a rule lies in one folder.
    let has_manifest = || files.iter().any(|file| file.is_manifest_below(first));
    !is_order && (lies_below(3) || lies_below(2) && has_manifest())
}

/// `files` as a zip whose bytes are the same for the same content.
pub fn archive(files: &[PackFile]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in in_order(files) {
        archive.start_file(file.parts.join("/"), SimpleFileOptions::default()).map_err(io::Error::other)?;
        archive.write_all(file.text.as_bytes())?;
    }
    archive.finish().map(Cursor::into_inner).map_err(io::Error::other)
}

/// The hash of the names and texts of `files`, the same for a folder and for what is packed of it.
pub fn content_hash(files: &[PackFile]) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in in_order(files) {
        for text in [&file.parts.join("/"), &file.text] {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
    }
    format!("blake3:{}", hasher.finalize().to_hex())
}

fn in_order(files: &[PackFile]) -> Vec<&PackFile> {
    let mut files: Vec<&PackFile> = files.iter().collect();
    files.sort_by(|left, right| left.parts.cmp(&right.parts));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> PackFile {
        let parts = path.split('/').map(str::to_owned).collect();
        PackFile { path: path.to_owned(), parts, text: text.to_owned() }
    }

    #[test]
    fn a_pack_is_the_same_in_a_folder_and_in_a_file() {
        let files = [file("b/hai.toml", "hai"), file("a/mot.toml", "một"), file("rasoat-pack.toml", "[pack]")];
        let bytes = archive(&files).expect("packs");
        let found = unpacked(&bytes, "x.zip").expect("reads");
        assert_eq!(content_hash(&found), content_hash(&files));
        assert_eq!(archive(&found).expect("packs"), bytes);
    }

    #[test]
    fn a_folder_around_everything_is_left_out() {
        let files = [file("quy-tac/a/mot.toml", "một"), file("quy-tac/rasoat-pack.toml", "[pack]")];
        let found = unpacked(&archive(&files).expect("packs"), "x.zip").expect("reads");
        assert_eq!(found[0].parts, ["a", "mot.toml"]);
        assert_eq!(found[1].parts, ["rasoat-pack.toml"]);
    }

    #[test]
    fn what_is_too_large_is_refused() {
        let files = [file("a/mot.toml", &"x".repeat(MOST_PACK as usize + 1))];
        let bytes = archive(&files).expect("packs");
        assert!(unpacked(&bytes, "x.zip").is_err());
    }
}
