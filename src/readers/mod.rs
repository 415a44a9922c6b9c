//! From bytes to a [`RawDocument`]. The format is told from the content, not from the name.

mod doc;
mod docx;
mod draft;
mod labels;
mod markdown;
mod odt;
mod paragraph_look;
#[cfg(feature = "pdf")]
mod pdf;
mod text;

use crate::model::{RawDocument, SourceFile};
use crate::ooxml::{Package, PackageError, PackageLimits, XmlError};

/// Most notices of one file; a hostile file could make one for every paragraph.
const MOST_NOTICES: usize = 32;

/// Limits that keep hostile input from costing time and memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes. A report with pictures is a few megabytes.
    pub file_bytes: u64,
    /// Largest package, unpacked, in bytes.
    pub unpacked_bytes: u64,
    /// Largest ratio of unpacked to packed size of one entry; Word's XML packs 1:10 to 1:40.
    pub compression_ratio: u64,
    /// Most entries in a package.
    pub entries: usize,
    /// Deepest nesting of XML elements; Word's nested tables stay far below.
    pub xml_depth: usize,
    /// Most pages of a PDF. The longest decrees have some hundreds.
    pub pdf_pages: usize,
    /// Most letters of a PDF; a page of text has about 3,000.
    pub pdf_glyphs: usize,
}

impl Limits {
    /// The limits of a package.
    pub const fn package(&self) -> PackageLimits {
        PackageLimits {
            entries: self.entries,
            unpacked_bytes: self.unpacked_bytes,
            compression_ratio: self.compression_ratio,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            unpacked_bytes: 256 << 20,
            compression_ratio: 200,
            entries: 10_000,
            xml_depth: 256,
            pdf_pages: 2_000,
            pdf_glyphs: 2_500_000,
        }
    }
}

/// Most blocks of a file: paragraphs, lines, cells. A thousand pages have some 30,000.
const MOST_BLOCKS: usize = 200_000;
/// Most paragraphs of a part, empty ones included.
const MOST_PARAGRAPHS: usize = 1_000_000;
/// Most tables and cells of a file.
const MOST_CELLS: usize = 200_000;
/// Most list definitions of a file; each has nine levels. Converters leave hundreds.
const MOST_LISTS: usize = 10_000;
/// Most styles of a file.
const MOST_STYLES: usize = 50_000;
/// Most spaces of a file that stand for themselves by a number.
const MOST_REPEATS: usize = 200_000;
/// Largest text or Markdown file, in bytes: five thousand pages.
const TEXT_BYTES: u64 = 16 << 20;

/// An error if there are `count` of `what` already and no more than `most` are read.
const fn within(count: usize, most: usize, what: &'static str) -> Result<(), XmlError> {
    if count < most { Ok(()) } else { Err(XmlError::TooMany(what)) }
}

/// Something a reader did not understand; the rest was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What, as a stable name (`unknown-number-format`).
    pub kind: NoticeKind,
    /// Part of the file or other detail; may be empty.
    pub detail: String,
}

/// Kinds of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum NoticeKind {
    /// Bytes that are not valid in the detected encoding were replaced.
    InvalidBytes,
    /// The text was in another encoding than UTF-8.
    Encoding,
    /// The file contains tracked deletions; the final text was read.
    TrackedChanges,
    /// A number format of automatic numbering is not known; decimal was assumed.
    NumberFormat,
    /// A part of the package is missing or damaged and was left out.
    DamagedPart,
    /// Hidden text was left out.
    HiddenText,
    /// The file has comments; they are no part of the document.
    Comments,
    /// A field shows the day on which the file is opened, in place of a date that was written.
    DateField,
    /// The file is digitally signed.
    Signed,
    /// The file contains macros; they were not looked at.
    Macros,
    /// An embedded document was not read.
    Embedded,
    /// Another program converted the file before it was read.
    Converted,
    /// Paragraphs are numbered automatically, and the numbers are not stored as text.
    AutomaticNumbers,
    /// Pages that are pictures were not read.
    PicturePages,
    /// Pages are pictures; what a program recognised in them was read.
    RecognisedText,
}

impl NoticeKind {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidBytes => "invalid-bytes",
            Self::Encoding => "encoding",
            Self::TrackedChanges => "tracked-changes",
            Self::NumberFormat => "number-format",
            Self::DamagedPart => "damaged-part",
            Self::HiddenText => "hidden-text",
            Self::Comments => "comments",
            Self::DateField => "date-field",
            Self::Signed => "signed",
            Self::Macros => "macros",
            Self::Embedded => "embedded",
            Self::Converted => "converted",
            Self::AutomaticNumbers => "automatic-numbers",
            Self::PicturePages => "picture-pages",
            Self::RecognisedText => "recognised-text",
        }
    }
}

/// Why a file could not be read at all. The words are in `report`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No byte, or no visible character.
    #[error("the file is empty")]
    Empty,
    /// Larger than [`Limits::file_bytes`].
    #[error("the file is too large: {bytes} bytes")]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// Protected by a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// A zip that ends too early or is damaged.
    #[error("the file is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// A package that unpacks beyond the limits.
    #[error("the file unpacks beyond the limit: {detail}")]
    Bomb {
        /// Which limit.
        detail: String,
    },
    /// A format no reader exists for.
    #[error("the format is not supported: {format}")]
    Unsupported {
        /// Its name.
        format: &'static str,
    },
    /// Its content is not what its name says.
    #[error("the content is not what the name says: {found}")]
    NotWhatNameSays {
        /// What the content is.
        found: &'static str,
    },
    /// Nothing but pictures.
    #[error("the file holds only pictures")]
    PicturesOnly,
    /// Pictures, and recognised text that nobody can read.
    #[error("the recognised text over the pictures is unusable")]
    LayerUnusable,
    /// Letters that are shown rightly and stored as others, or as none.
    #[error("the letters cannot be copied from the file")]
    LettersLost,
    /// The process that read it was stopped, or fell. It says nothing about the file by itself: with more
    /// memory or time, or by another version, it may be read.
    #[error("the process that read the file was stopped: {0:?}")]
    Stopped(Stop),
}

/// Why a process that reads a file ended before it had read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// It asked for more memory than it may have.
    Memory,
    /// It took longer than it may.
    Time,
    /// It fell by itself.
    Fault,
}

/// What reading gives.
pub type Read = Result<(RawDocument, Vec<Notice>), ReadError>;

/// Reads a PDF within limits. Who can start processes may have it done by one of its own, because the library
/// that parses the objects of a PDF cannot be bounded from within.
pub type PdfReader = fn(&[u8], &Limits) -> Read;

/// Notices without repetition.
#[derive(Debug, Default)]
struct Notices(Vec<Notice>);

impl Notices {
    fn add(&mut self, kind: NoticeKind, detail: &str) {
        let known = self.0.iter().any(|notice| notice.kind == kind && notice.detail == detail);
        if !known && self.0.len() < MOST_NOTICES {
            self.0.push(Notice { kind, detail: detail.to_owned() });
        }
    }
}

/// Reads `file`.
pub fn read(file: &SourceFile, limits: &Limits) -> Read {
    take(file.clone(), limits, read_pdf)
}

/// Reads a PDF here, within counted budgets alone.
#[cfg(feature = "pdf")]
pub fn read_pdf(bytes: &[u8], limits: &Limits) -> Read {
    pdf::read(bytes, limits)
}

/// Says that PDF is not read.
#[cfg(not(feature = "pdf"))]
pub const fn read_pdf(_: &[u8], _: &Limits) -> Read {
    Err(ReadError::Unsupported { format: "PDF" })
}

/// What [`read_pdf`] gives, as bytes for another process.
#[cfg(all(feature = "pdf", feature = "cli", unix))]
pub(crate) fn pack_pdf(read: &Read) -> Vec<u8> {
    pdf::pack(read)
}

/// What the bytes of [`pack_pdf`] say; `None` if they are not its own.
#[cfg(all(feature = "pdf", feature = "cli", unix))]
pub(crate) fn unpack_pdf(bytes: &[u8]) -> Option<Read> {
    pdf::unpack(bytes)
}

/// As [`read`], for a file nobody else needs: the bytes of a text become its letters without a copy. A PDF is
/// read by `pdf`.
pub fn take(file: SourceFile, limits: &Limits, pdf: PdfReader) -> Read {
    let size = file.bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(ReadError::TooLarge { bytes: size });
    }
    let content = detect(&file)?;
    if matches!(content, Content::Text | Content::Markdown) && size > TEXT_BYTES {
        return Err(ReadError::TooLarge { bytes: size });
    }
    let bytes = file.bytes.as_slice();
    match content {
        Content::Text => text::read(file.bytes),
        Content::Markdown => markdown::read(file.bytes),
        Content::Zip => package(bytes, limits),
        Content::Compound => doc::read(bytes),
        Content::Pdf => pdf(bytes, limits),
    }
}

/// What a file holds, by its first bytes.
enum Content {
    Text,
    Markdown,
    /// DOCX, ODT, or another package.
    Zip,
    /// DOC, an encrypted DOCX, or another compound file.
    Compound,
    Pdf,
}

/// Tells the content from the bytes; the name decides only between text and Markdown.
fn detect(file: &SourceFile) -> Result<Content, ReadError> {
    let bytes = file.bytes.as_slice();
    let name = file.name.rsplit('.').next().map(str::to_ascii_lowercase).unwrap_or_default();
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let content = match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Content::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Content::Compound,
        [b'%', b'P', b'D', b'F', ..] => Content::Pdf,
        [b'{', b'\\', b'r', b't', b'f', ..] => return Err(ReadError::Unsupported { format: "RTF" }),
        _ if matches!(name.as_str(), "docx" | "docm" | "dotx" | "odt" | "doc" | "pdf") => {
            return Err(ReadError::NotWhatNameSays { found: "text" });
        }
        _ if matches!(name.as_str(), "md" | "markdown") => Content::Markdown,
        _ => Content::Text,
    };
    Ok(content)
}

/// Reads a zip package: an `OpenDocument` names its kind in its own entry.
fn package(bytes: &[u8], limits: &Limits) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    let mut package = Package::open(bytes, limits.package()).map_err(read_error)?;
    if !package.contains("mimetype") {
        return docx::read(package, limits);
    }
    let kind = package.bytes("mimetype").map_err(read_error)?;
    let format = match String::from_utf8_lossy(&kind).trim() {
        "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template" => {
            return odt::read(package, limits);
        }
        "application/vnd.oasis.opendocument.spreadsheet" => "ODS",
        "application/vnd.oasis.opendocument.presentation" => "ODP",
        "application/epub+zip" => "EPUB",
        _ => return Err(ReadError::NotWhatNameSays { found: "zip" }),
    };
    Err(ReadError::Unsupported { format })
}

fn read_error(error: PackageError) -> ReadError {
    match error {
        PackageError::Bomb(limit) => ReadError::Bomb { detail: limit.to_owned() },
        PackageError::Encrypted => ReadError::Encrypted,
        PackageError::Missing(detail) | PackageError::Damaged(detail) => ReadError::Damaged { detail },
    }
}
