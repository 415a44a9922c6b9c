//! What a run over several documents needs to know of each, after the document itself is gone. It is
//! kept in the cache with the report, so it holds plain values and is small.

use serde::{Deserialize, Serialize};

use crate::engine::Outcome;
use crate::model::ComponentKind;

/// What is known of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The office that issued it, in its own words; `None` if none was recognised.
    pub office: Option<String>,
}

impl Summary {
    /// What `outcome` tells.
    pub fn of(outcome: &Outcome) -> Self {
        let document = &outcome.document;
        let lines = document.component(ComponentKind::IssuingAuthority).map(|component| {
            let lines = component.spans.iter().map(|span| document.clean_text(*span).trim());
            lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
        });
        Self { office: lines.filter(|name| !name.is_empty()) }
    }
}
