//! The draft's outline against the required one.

use crate::model::Document;
use crate::model::profile::{Alignment, Choose, Profile};

/// True if the conditions of `choose` hold for `document`.
pub fn fits(_document: &Document, _choose: &Choose) -> bool {
    false
}

/// Aligns the outline of `document` with `profile`.
pub fn align(_document: &Document, _profile: &Profile) -> Alignment {
    Alignment::default()
}
