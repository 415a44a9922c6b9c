//! What is attached to a document: annexes, and documents issued with it under its number.

use super::block::{BlockId, Span};

/// One annex, or one document issued with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Its first block.
    pub first: BlockId,
    /// The line `Phụ lục I`, `Mẫu số 01`.
    pub label: Option<Span>,
    /// Slug of the kind that a title of its own names: `quy-che`, `ke-hoach`.
    pub kind: Option<String>,
    /// The lines of its title, that of the kind included.
    pub title: Vec<Span>,
    /// The line that says what it belongs to: `(Kèm theo Quyết định số …)`.
    pub note: Option<Span>,
    /// Its head says what it belongs to: in the note, or otherwise than prescribed.
    pub names_parent: bool,
}
