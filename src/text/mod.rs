//! Text as the rest of the crate sees it: byte ranges, line and column arithmetic, folding for
//! comparison, words, and the letter order of Vietnamese lists.
//!
//! A leaf: nothing here knows documents, rules or files.

pub mod buffer;
pub mod clean;
pub mod fold;
pub mod grams;
pub mod hash;
pub mod legacy;
pub mod letters;
pub mod line_index;
pub mod mendings;
pub mod numerals;
pub mod quotes;
pub mod range;
pub mod shape;
pub mod signs;
pub mod syllable;
pub mod times;
pub mod tokens;
pub mod word_map;

pub use buffer::{Buffer, Caret, Unit};
pub use clean::{Clean, Seam, SeamShown};
pub use grams::{Grams, Needle};
pub use line_index::{LineColumn, LineIndex};
pub use range::TextRange;
pub use signs::Signs;
pub use tokens::{Token, TokenKind};
pub use word_map::WordMap;
