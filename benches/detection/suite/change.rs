//! What an operator does to a document, said in terms of the recognised document and not of a file
//! format.

use rasoat::diagnostic::Edit;
use rasoat::model::{BlockId, Span};

use super::package::Parts;

/// One defect put into a document.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// Other words. An edit that leaves nothing of a line takes the line away.
    Words(Vec<Edit>),
    /// Blocks from the first to the last taken away.
    Remove(BlockId, BlockId),
    /// Blocks from the first to the second put before the third.
    Move(BlockId, BlockId, BlockId),
    /// A new paragraph after a block, set like it.
    Insert(BlockId, String),
    /// A paragraph cut in two before the rest at this span.
    Split(Span),
    /// A property of all runs of some paragraphs: name of the element and the whole of it.
    Runs(Vec<BlockId>, &'static str, String),
    /// A property of some paragraphs: name of the element and the whole of it.
    Paragraphs(Vec<BlockId>, &'static str, String),
    /// Parts of the package; `None` if there was nothing to change.
    Parts(fn(&Parts) -> Option<Parts>),
}

impl Change {
    /// Puts `words` in place of `span`.
    pub(crate) fn replace(span: Span, words: impl Into<String>) -> Self {
        Self::Words(vec![Edit::replace(span, words)])
    }

    /// The paragraphs whose appearance changes.
    pub(crate) fn dressed(&self) -> &[BlockId] {
        match self {
            Self::Runs(blocks, ..) | Self::Paragraphs(blocks, ..) => blocks,
            _ => &[],
        }
    }
}
