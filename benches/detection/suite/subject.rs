//! A document that defects are put into, with its outcome before.

use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::{Block, BlockKind, Document, Format, SourceFile};

use super::change::Change;
use super::package::{self, Parts};
use super::text;

/// A document before any defect.
pub(crate) struct Subject {
    /// Name for tables and for the draw.
    pub(crate) name: String,
    /// Its outcome as it is.
    pub(crate) before: Outcome,
    parts: Option<Parts>,
}

impl Subject {
    /// Checks `file`; `None` if it cannot be read or is of a format that is not changed here.
    pub(crate) fn new(file: &SourceFile, settings: &Settings) -> Option<Self> {
        let before = engine::check(file, settings).ok()?;
        let format = before.document.raw.format;
        let parts = if format == Format::Docx { Some(package::unzip(&file.bytes)?) } else { None };
        (format.has_lines() || parts.is_some()).then(|| Self { name: file.name.clone(), before, parts })
    }

    /// The document as recognised.
    pub(crate) fn document(&self) -> &Document {
        &self.before.document
    }

    /// True for a Word document, whose appearance can be changed.
    pub(crate) fn has_appearance(&self) -> bool {
        self.parts.is_some()
    }

    /// The main part of a Word document.
    pub(crate) fn main_part(&self) -> Option<&str> {
        std::str::from_utf8(self.parts.as_ref()?.get("word/document.xml")?).ok()
    }

    /// Paragraphs of running text: no code, no page headers, nothing generated.
    pub(crate) fn prose(&self) -> impl Iterator<Item = &Block> {
        self.document().prose().filter(|block| block.kind != BlockKind::Verbatim && !block.is_blank())
    }

    /// The file with `change` made.
    pub(crate) fn changed(&self, change: &Change) -> Option<SourceFile> {
        let bytes = match &self.parts {
            Some(parts) => package::apply(parts, self.document(), change)?,
            None => text::apply(self.document(), change)?.into_bytes(),
        };
        Some(SourceFile { name: self.name.clone(), bytes })
    }
}
