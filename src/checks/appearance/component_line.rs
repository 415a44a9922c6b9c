//! `component-line`: the line drawn below a part of *thể thức*.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Part, line_below};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;

/// Reports a part without a line below it. A line may be a shape, a border, an underline or typed
/// characters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentLine {
    /// The part; the line stands below its last line.
    part: Part,
    /// How long a line is that is put there, as a share of the text.
    share: f32,
}

impl Check for ComponentLine {
    const NAME: &'static str = "component-line";

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let places = self.part.places(document);
        let Some(last) = places.last() else { return };
        // A shape keeps its place on the page wherever it is anchored: at any line of the part.
        let lines = || places.iter().map(|span| document.block(span.block).format.line_below.known());
        if lines().flatten().any(|line| line.is_some()) {
            return;
        }
        if lines().any(|line| line.is_none()) {
            findings.not_checked(Reason::NoFormatFacts);
        } else {
            let draft = findings.report(*last);
            if let Some(line) = line_below(document, *last, self.share) {
                draft.restyle(*last, line);
            }
        }
    }
}
