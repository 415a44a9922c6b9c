//! `component-frame`: marks that stand in a frame.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Part;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::{Fact, Span};

/// Reports a mark without a frame. A frame that is a drawing, a cell of a table or part of a stamp
/// cannot be told from none; then the rule says that it was not checked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentFrame {
    /// The marks.
    parts: Vec<Part>,
}

impl Check for ComponentFrame {
    const NAME: &'static str = "component-frame";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let marks: Vec<Span> = self.parts.iter().flat_map(|part| part.places(document)).collect();
        for mark in marks {
            match document.block(mark.block).format.framed {
                Fact::Known(true) => {}
                Fact::Known(false) => {
                    findings.report(mark).value("found", document.shown_text(mark));
                }
                Fact::Unknown => findings.not_checked(Reason::FrameDrawn),
            }
        }
    }
}
