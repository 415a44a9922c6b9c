//! The zip package: finds parts, unpacks them within limits.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use zip::ZipArchive;

use super::relationships::{self, Relationships};
use super::xml::XmlError;

/// Below this size a part is harmless, whatever its ratio: an XML part of empty table rows packs
/// far better than running text.
const RATIO_FREE_BYTES: u64 = 1 << 20;

/// Limits that keep a hostile package from costing time and memory. Only what is unpacked counts;
/// pictures that nobody looks at do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackageLimits {
    /// Most entries.
    pub entries: usize,
    /// Most unpacked bytes over all parts that are read.
    pub unpacked_bytes: u64,
    /// Largest ratio of unpacked to packed size of one part.
    pub compression_ratio: u64,
}

/// Why a package or one of its parts could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// Not a readable zip, or a part whose bytes are broken.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A part that the package promises does not exist.
    #[error("missing part: {0}")]
    Missing(String),
    /// Beyond the limits.
    #[error("beyond the limit of {0}")]
    Bomb(&'static str),
    /// An entry is protected by a password.
    #[error("encrypted entry")]
    Encrypted,
}

impl From<XmlError> for PackageError {
    fn from(error: XmlError) -> Self {
        match error {
            XmlError::TooDeep => Self::Bomb("XML depth"),
            XmlError::TooMany(what) => Self::Bomb(what),
            other => Self::Damaged(other.to_string()),
        }
    }
}

/// An open package.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Entry of each part. Part names are compared without regard to ASCII case.
    entries: HashMap<String, usize>,
    /// Names that several entries bear. Which of them a program takes differs from program to program, so none is
    /// read: a signer would see another text than the one that was checked.
    repeated: HashSet<String>,
    /// Bytes that may still be unpacked.
    left: u64,
    /// Bytes of the whole file.
    archive_bytes: u64,
    limits: PackageLimits,
}

impl<'b> Package<'b> {
    /// Opens the zip in `bytes`. Nothing is unpacked yet.
    pub fn open(bytes: &'b [u8], limits: PackageLimits) -> Result<Self, PackageError> {
        // The count is checked before the directory is read, because reading it costs memory.
        if declared_entries(bytes).is_some_and(|count| count > limits.entries) {
            return Err(PackageError::Bomb("entries"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| PackageError::Damaged(error.to_string()))?;
        if archive.len() > limits.entries {
            return Err(PackageError::Bomb("entries"));
        }
        let mut entries = HashMap::with_capacity(archive.len());
        let mut repeated = repeated_names(bytes);
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index)
                && let Some(first) = entries.insert(key(&name), index)
            {
                repeated.insert(key(&name));
                entries.insert(key(&name), first);
            }
        }
        Ok(Self { archive, entries, repeated, left: limits.unpacked_bytes, archive_bytes: bytes.len() as u64, limits })
    }

    /// True if the part `name` exists.
    pub fn contains(&self, name: &str) -> bool {
        self.entries.contains_key(&key(name))
    }

    /// True if there is a part in the folder `folder` (with its closing slash).
    pub fn has_folder(&self, folder: &str) -> bool {
        let folder = key(folder);
        self.entries.keys().any(|name| name.starts_with(&folder))
    }

    /// True if there is a part with this file name in any folder.
    pub fn has_part_named(&self, file: &str) -> bool {
        let file = key(file);
        self.entries.keys().any(|name| name.rsplit('/').next() == Some(&file))
    }

    /// The bytes of the part `name`.
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>, PackageError> {
        let index = *self.entries.get(&key(name)).ok_or_else(|| PackageError::Missing(name.to_owned()))?;
        let damaged = |error: &dyn std::fmt::Display| PackageError::Damaged(format!("{name}: {error}"));
        if self.repeated.contains(&key(name)) {
            return Err(damaged(&"several parts of this name"));
        }
        if self.archive.by_index_raw(index).map_err(|error| damaged(&error))?.encrypted() {
            return Err(PackageError::Encrypted);
        }
        let mut file = self.archive.by_index(index).map_err(|error| damaged(&error))?;
        // The declared size may lie, so the real one is limited while reading.
        // So may the size of what is packed; it is no more than the whole file.
        let packed = file.compressed_size().min(self.archive_bytes);
        let by_ratio = packed.saturating_mul(self.limits.compression_ratio).max(RATIO_FREE_BYTES);
        let limit = by_ratio.min(self.left);
        let mut bytes = Vec::with_capacity(file.size().min(limit) as usize);
        let read = (&mut file).take(limit + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        if read as u64 > limit {
            return Err(PackageError::Bomb(if limit == by_ratio { "compression ratio" } else { "unpacked size" }));
        }
        self.left -= read as u64;
        Ok(bytes)
    }

    /// The text of the XML part `name`, as UTF-8.
    pub fn xml(&mut self, name: &str) -> Result<String, PackageError> {
        let bytes = self.xml_bytes(name)?;
        String::from_utf8(bytes).map_err(|_| PackageError::Damaged(format!("{name}: not UTF-8")))
    }

    /// The bytes of the XML part `name`, which should be UTF-8. The walk through them says if they are
    /// not; to look at a long part twice takes a tenth of the time of reading it.
    pub fn xml_bytes(&mut self, name: &str) -> Result<Vec<u8>, PackageError> {
        let bytes = self.bytes(name)?;
        let utf16 = match bytes.as_slice() {
            [0xff, 0xfe, ..] => UTF_16LE,
            [0xfe, 0xff, ..] => UTF_16BE,
            _ => return Ok(bytes),
        };
        Ok(utf16.decode_with_bom_removal(&bytes).0.into_owned().into_bytes())
    }

    /// The relationships of the part `source`, or of the package if `None`. A part without a
    /// relationship file has none.
    pub fn relationships(&mut self, source: Option<&str>, depth: usize) -> Result<Relationships, PackageError> {
        let name = relationships::file_of(source);
        if !self.contains(&name) {
            return Ok(Relationships::default());
        }
        let text = self.xml(&name)?;
        Ok(Relationships::parse(&text, source.unwrap_or(""), depth)?)
    }
}

/// A part name as it is compared: forward slashes, no leading slash, ASCII case folded.
fn key(name: &str) -> String {
    name.trim_start_matches('/').chars().map(|c| if c == '\\' { '/' } else { c.to_ascii_lowercase() }).collect()
}

/// The names that the directory has several times. The library that reads it keeps one entry for each.
fn repeated_names(bytes: &[u8]) -> HashSet<String> {
    let mut names = HashSet::new();
    names_in_directory(bytes).into_iter().filter(|name| !names.insert(name.clone())).collect()
}

/// The names of the directory, as far as its records follow one another.
fn names_in_directory(bytes: &[u8]) -> Vec<String> {
    const HEADER: usize = 46;
    let number =
        |at: usize| -> Option<usize> { Some(usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))) };
    let mut names = Vec::new();
    let Some(end) = end_record(bytes) else { return names };
    // Bytes before the package move all places in it, but not its length.
    let size = bytes.get(end + 12..end + 16).and_then(|size| size.try_into().ok()).map(u32::from_le_bytes);
    let Some(mut at) = size.and_then(|size| end.checked_sub(size as usize)) else { return names };
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let (Some(name), Some(extra), Some(comment)) = (number(at + 28), number(at + 30), number(at + 32)) else {
            return names;
        };
        let Some(text) = bytes.get(at + HEADER..at + HEADER + name) else { return names };
        names.push(key(&String::from_utf8_lossy(text)));
        at += HEADER + name + extra + comment;
    }
    names
}

/// The number of entries that the end record of the zip claims, `usize::MAX` where it says that the
/// number does not fit.
fn declared_entries(bytes: &[u8]) -> Option<usize> {
    let at = end_record(bytes)?;
    match bytes.get(at + 10..at + 12)? {
        [0xff, 0xff] => Some(usize::MAX),
        [low, high] => Some(usize::from(u16::from_le_bytes([*low, *high]))),
        _ => None,
    }
}

/// Where the end record of the zip begins.
fn end_record(bytes: &[u8]) -> Option<usize> {
    const RECORD: usize = 22;
    let from = bytes.len().saturating_sub(RECORD + usize::from(u16::MAX));
    bytes.get(from..)?.windows(4).rposition(|window| window == b"PK\x05\x06").map(|at| from + at)
}
