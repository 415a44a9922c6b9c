//! Findings about a habit of the whole document: one finding with all its places, not one a place.

use super::{Draft, Findings};
use crate::diagnostic::Edit;
use crate::model::Span;

/// Further places that a finding points to. A reader who has seen this many knows the habit.
const SHOWN: usize = 20;

/// One place of a habit, with the text it should have.
pub(super) struct Occurrence {
    /// Where.
    pub span: Span,
    /// What to write instead, if that is decided.
    pub replacement: Option<String>,
}

impl Occurrence {
    pub(super) const fn new(span: Span) -> Self {
        Self { span, replacement: None }
    }

    pub(super) fn replaced(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: Some(replacement.into()) }
    }
}

/// A text with a place where it stands and how often it stands.
pub(super) struct Way {
    /// The text.
    pub text: String,
    /// The first place.
    pub span: Span,
    /// Its places.
    pub count: usize,
}

/// Reports the `places` of the rarer of two ways, the first of which reads `found`, against the `usual` way: with
/// the values `found`, `other` and `others`, and the label `other`.
pub(super) fn against(findings: &mut Findings, places: &[Occurrence], found: impl Into<String>, usual: Way) {
    if let Some(draft) = report(findings, places) {
        draft.value("found", found).value("other", usual.text).value("others", usual.count.to_string());
        draft.label("other", usual.span);
    }
}

/// Reports `places` as one finding at the first of them, with the value `count`, the others as
/// labels `again`, and one edit a place; `None` if there is none.
pub(super) fn report<'a>(findings: &'a mut Findings, places: &[Occurrence]) -> Option<&'a mut Draft> {
    let (first, rest) = places.split_first()?;
    let draft = findings.report(first.span).value("count", places.len().to_string());
    for place in rest.iter().take(SHOWN) {
        draft.label("again", place.span);
    }
    for place in places {
        if let Some(replacement) = &place.replacement {
            draft.edit(Edit::replace(place.span, replacement));
        }
    }
    Some(draft)
}
