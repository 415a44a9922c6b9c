use super::{Notice, ReadError};
use crate::model::RawDocument;

pub(super) fn read(_bytes: &[u8]) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    Err(ReadError::Empty)
}
