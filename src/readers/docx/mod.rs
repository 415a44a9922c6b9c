//! DOCX.

use super::{Limits, Notice, ReadError};
use crate::model::RawDocument;

/// Reads a DOCX package.
pub fn read(_bytes: &[u8], _limits: &Limits) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    Err(ReadError::Empty)
}

/// Says what an OLE compound file is: an encrypted DOCX, a legacy DOC, or something else.
pub fn compound_file(_bytes: &[u8]) -> ReadError {
    ReadError::Encrypted
}
