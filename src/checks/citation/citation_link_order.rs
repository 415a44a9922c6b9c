//! `citation-link-order`: what amends or replaces an instrument is younger than it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::written;
use crate::model::citation::{Citation, LinkKind};

/// Reports *A được sửa đổi, bổ sung bởi B* where B is older than A.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationLinkOrder {}

impl Check for CitationLinkOrder {
    const NAME: &'static str = "citation-link-order";
    const VALUES: &'static [&'static str] = &["first", "second", "first-date", "second-date"];
    const LABELS: &'static [&'static str] = &["first"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let head = |citation: &Citation| citation.head().map_or("", |head| document.clean_text(head)).to_owned();
        for link in &document.citations.links {
            if !matches!(link.kind, LinkKind::AmendedBy | LinkKind::ReplacedBy) {
                continue;
            }
            let all = &document.citations.all;
            let (Some(first), Some(second)) = (all.get(link.from), all.get(link.to)) else { continue };
            let (Some(old), Some(new)) = (first.full_date(), second.full_date()) else { continue };
            if new >= old {
                continue;
            }
            findings
                .report(second.span)
                .value("first", head(first))
                .value("second", head(second))
                .value("first-date", written(old))
                .value("second-date", written(new))
                .label("first", first.span);
        }
    }
}
