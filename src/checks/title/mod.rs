//! The checks on the kind and the subject.

mod component_edge;
mod title_line;

pub(super) use component_edge::ComponentEdge;
pub(super) use title_line::{TitleLineNoneForLetter, TitleLinePresent, TitleLineSpelled};
