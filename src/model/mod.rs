//! What a *văn bản* is, whatever file it came from: blocks of text with their origin, the parts of
//! *thể thức*, the outline, citations and figures. Data and questions about it; no reading of
//! files, no judging.

pub mod abbreviation;
pub mod appearance;
pub mod attached;
pub mod block;
pub mod citation;
pub mod component;
pub mod document;
pub mod figure;
pub mod form;
pub mod format;
pub mod joins;
pub mod lines;
pub mod outline;
pub mod profile;
mod reckoning;
pub mod relation;
pub mod signature;
pub mod source;
mod spelling;
pub mod surroundings;
pub mod values;
pub mod written;

pub use block::{Block, BlockId, BlockKind, CellRef, Place, Span, Table, TableId};
pub use component::{Certainty, Component, ComponentKind, Presence};
pub use document::{Document, Regime, Zone};
pub use format::Fact;
pub use lines::Edge;
pub use source::{Comment, Format, Generator, Origin, Piece, RawDocument, SourceFile};
