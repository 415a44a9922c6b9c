//! Back into the file: remarks in the margin, fixes as tracked changes, fixed text.
//!
//! Takes the bytes of a file, the document that was read from them and what is to be written, and gives
//! new bytes. What is not to be changed stays byte for byte: parts are spliced, never written anew, and
//! the other parts of a package are copied as they lie in it. Words come from whoever asks; nothing here
//! opens a file or reads a clock.

pub mod docx;
mod edit;
pub mod odt;
mod record;
pub mod text;

pub use record::{Recorded, sum};

use crate::diagnostic::Remark;
use crate::engine::fix::FixPlan;
use crate::model::{Document, Format};
use crate::ooxml::{Package, PackageError, PackageLimits};

/// What a package may hold, and how deep its elements may stand in each other.
pub type Bounds = (PackageLimits, usize);

/// In whose name remarks and changes are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// Its initials.
    pub initials: String,
    /// When, as `2026-11-30T08:30:00Z`.
    pub date: String,
}

/// What a signature on the file means for writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// A signed file is not written.
    Keep,
    /// The signature is taken off; a changed file would not verify anyway.
    Drop,
}

/// What is to be written into a copy.
#[derive(Debug)]
pub struct Marks<'a> {
    /// Remarks, by place.
    pub remarks: &'a [Remark],
    /// Fixes.
    pub fixes: &'a FixPlan<'a>,
    /// In whose name.
    pub author: &'a Author,
    /// What to do with a signed file.
    pub signature: Signature,
    /// What the copy is to remember of the findings.
    pub recorded: &'a [Recorded],
}

/// A written copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many remarks it holds.
    pub remarks: usize,
    /// How many of them stand at the head, because Word takes none where the words stand.
    pub at_head: usize,
    /// How many fixes are in it as tracked changes.
    pub changes: usize,
    /// Fixes that could not be written, by the number of their finding, and why.
    pub refused: Vec<(usize, Obstacle)>,
}

/// A package without marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The file.
    pub bytes: Vec<u8>,
    /// Comments that were taken out.
    pub comments: usize,
    /// Changes that were taken back.
    pub changes: usize,
}

/// What a marked copy tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    /// The findings that were told in it; `None` if the copy does not remember.
    pub recorded: Option<Vec<Recorded>>,
    /// The comments of rasoat that are still there.
    pub comments: Vec<OwnComment>,
}

/// A comment of rasoat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnComment {
    /// What it says, paragraph by paragraph.
    pub paragraphs: Vec<String>,
    /// Somebody has marked it as done.
    pub is_done: bool,
    /// What others answered, with their names.
    pub answers: Vec<(String, String)>,
}

/// Why a place in a file is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Somebody inserted, deleted or moved it, and that is not decided yet.
    Tracked,
    /// A field makes it.
    Field,
    /// A text box is stored twice.
    TextBox,
    /// The content control around it is locked or is filled by a program.
    Control,
    /// It is stored in a way that cannot be cut there.
    Form,
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The file is signed, and a change would break the signature.
    #[error("digitally signed")]
    Signed,
    /// Whoever made the file has protected it against editing.
    #[error("protected against editing")]
    Protected,
    /// The XML is written in a way that nothing can be put into: UTF-16, or no prefix for its names.
    #[error("unusual XML")]
    Form,
    /// The package or a part of it cannot be read.
    #[error("{0}")]
    Package(#[from] PackageError),
}

/// Writes `marks` into the file in `bytes`, which `document` was read from.
pub fn annotate(bytes: &[u8], document: &Document, marks: &Marks<'_>, bounds: Bounds) -> Result<Written, WriteError> {
    match document.raw.format {
        Format::Docx => docx::annotate(bytes, document, marks, bounds),
        Format::Odt => odt::annotate(bytes, document, marks, bounds),
        _ => Err(WriteError::Form),
    }
}

/// The file in `bytes` without the marks of `author`. What others wrote stays.
pub fn clean(bytes: &[u8], author: &str, bounds: Bounds) -> Result<Cleaned, WriteError> {
    if is_open_document(bytes, bounds)? {
        odt::clean(bytes, author, bounds)
    } else {
        docx::clean(bytes, author, bounds)
    }
}

/// Reads what came back in `bytes`, which `author` has marked.
pub fn returned(bytes: &[u8], author: &str, bounds: Bounds) -> Result<Returned, WriteError> {
    if is_open_document(bytes, bounds)? {
        odt::returned(bytes, author, bounds)
    } else {
        docx::returned(bytes, author, bounds)
    }
}

fn is_open_document(bytes: &[u8], (limits, _): Bounds) -> Result<bool, WriteError> {
    Ok(Package::open(bytes, limits)?.contains(odt::CONTENT))
}
