//! `missing-component`: a part of *thể thức* that should be there and is not.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::{ComponentKind, Document, Edge, Presence, Span};

/// Reports that a part is not in the document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct MissingComponent {
    /// The part.
    component: ComponentKind,
    /// Parts beside which it would stand, the most telling first.
    near: Vec<ComponentKind>,
    /// The end of the document where it would stand.
    edge: Edge,
    /// The end of the part beside it where it would stand, if that is the other one: *Nơi nhận* closes a
    /// document and stands before the signature.
    side: Option<Edge>,
    /// Parts that show that the document reaches this far: without any of them it is a fragment,
    /// and the absence proves nothing. Empty if the absence always counts.
    #[serde(default)]
    only_with: Vec<ComponentKind>,
}

impl Check for MissingComponent {
    const NAME: &'static str = "missing-component";

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let found = |kind: &ComponentKind| cx.document.component(*kind).is_some();
        match cx.document.presence(self.component) {
            Presence::Found => {}
            // Parts typed in a legacy font are there and not recognised.
            _ if cx.document.legacy.is_some() => findings.not_checked(Reason::LegacyText),
            Presence::Lost if self.edge == Edge::Start => findings.not_checked(Reason::HeaderLost),
            Presence::Lost => findings.not_checked(Reason::ComponentUnknown),
            // What is issued with another document stands under its header and signature.
            Presence::Absent if cx.document.is_attached() => {}
            Presence::Absent if cx.document.is_reprint() => findings.not_checked(Reason::Reprint),
            Presence::Absent if cx.document.kind.is_none() => findings.not_checked(Reason::KindUnknown),
            // A page at the end of the file is a picture, which nobody read.
            Presence::Absent if self.edge == Edge::End && !cx.document.raw.unread_pages.is_empty() => {
                findings.not_checked(Reason::ComponentUnknown);
            }
            Presence::Absent if cx.document.traces.contains(&self.component) => {
                findings.not_checked(Reason::DoubtfulPart);
            }
            Presence::Absent if self.edge == Edge::End && !self.near.iter().any(found) && cx.document.breaks_off() => {
                findings.not_checked(Reason::DoubtfulPart);
            }
            Presence::Absent if cx.document.is_glued() => findings.not_checked(Reason::GluedLines),
            Presence::Absent if !self.only_with.is_empty() && !self.only_with.iter().any(found) => {
                findings.not_checked(Reason::ComponentUnknown);
            }
            Presence::Absent => {
                let span = place(cx.document, &self.near, self.side.unwrap_or(self.edge), self.edge);
                match span {
                    // Who signs may stand in the picture of the seal and the signature.
                    Some(span) if self.component == ComponentKind::Signature && cx.document.raw.shows_picture(span) => {
                        findings.not_checked(Reason::ComponentUnknown);
                    }
                    Some(span) => {
                        findings.report(span);
                    }
                    None => {}
                }
            }
        }
    }
}

/// Where to show that something is missing: at the `side` of the first part of `near` that is there, else
/// at the `edge` of the document.
pub(in crate::checks) fn place(document: &Document, near: &[ComponentKind], side: Edge, edge: Edge) -> Option<Span> {
    let neighbour = near.iter().find_map(|kind| document.component(*kind)).and_then(|component| match side {
        Edge::Start => component.spans.first(),
        Edge::End => component.spans.last(),
    });
    neighbour.copied().or_else(|| document.edge_line(edge))
}
