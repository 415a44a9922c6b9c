//! Copies of a document, made of its bytes: with remarks and tracked changes, or mended as far as that does no harm.
//! What is written into a file is the work of [`crate::writeback`]; here is what the program, the page and the library
//! ask of it. Whoever asks knows the files.

mod marked;
mod rounds;

pub use marked::{Asked, is_answered, marked, without_own_marks};
pub use rounds::{Mended, Rounds, State};

use crate::config::Plan;
use crate::writeback::Bounds;

/// What a package may hold.
pub fn limits(plan: &Plan) -> Bounds {
    (plan.settings.limits.package(), plan.settings.limits.xml_depth)
}
