//! From blocks to a [`Document`]: components, outline, citations, figures. Pure and total: any
//! text gives a document, the same text always the same one.

pub mod citations;
pub mod figures;
pub mod legacy;
pub mod structure;

use crate::model::{Document, RawDocument};

/// Recognises everything rules may ask about, once.
pub fn recognize(raw: RawDocument) -> Document {
    let mut document = Document::unrecognized(raw);
    document.legacy = legacy::recognize(&document);
    document.citations = citations::recognize(&document);
    document.figures = figures::recognize(&document);
    document
}
