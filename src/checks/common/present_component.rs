//! `present-component`: a part whose mere presence the reader must be told of.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::model::ComponentKind;

/// Reports that a part stands in the document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PresentComponent {
    /// The part.
    component: ComponentKind,
}

impl Check for PresentComponent {
    const NAME: &'static str = "present-component";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let place = cx.document.component(self.component).and_then(|component| component.spans.first());
        if let Some(place) = place {
            findings.report(*place).value("found", cx.document.clean_text(*place));
        }
    }
}
