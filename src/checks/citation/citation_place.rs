//! `citation-place`: whether the unit or body that a citation names existed on its date.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::instruments::written;
use crate::lexicon::places::{Evidence, provinces};
use crate::model::Span;

/// Reports issuers named after a province, city or district that was not, or not so, called on the
/// date of the cited document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationPlace {
    /// Report names that ended and bodies of districts; otherwise only ranks that changed.
    ended: bool,
    /// Folded words of a name that is no state body's: it is kept until the body is renamed.
    kept: Vec<String>,
    /// Folded words of state bodies that begin like one of these (`hội đồng`).
    #[serde(default)]
    state: Vec<String>,
    /// Folded words behind a name that say that it is of an earlier time (`(trước sắp xếp)`).
    former: Vec<String>,
}

impl Check for CitationPlace {
    const NAME: &'static str = "citation-place";
    const VALUES: &'static [&'static str] = &["written", "date", "right", "since"];
    const CASES: &'static [&'static str] = &["district"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for citation in cx.document.citations.all.iter().filter(|citation| !citation.quoted) {
            let (Some(issuer), Some(date)) = (&citation.issuer, citation.full_date()) else { continue };
            let block = cx.document.block(issuer.span.block);
            let range = block.clean_range(issuer.span).usize();
            let Some(folded) = block.folded().get(range.clone()) else { continue };
            let after = block.folded().get(range.end..).unwrap_or("").trim_start();
            let former = self.former.iter().any(|words| after.starts_with(words.as_str()));
            let begins = |words: &[String]| words.iter().any(|word| folded.starts_with(word.as_str()));
            if former || begins(&self.kept) && !begins(&self.state) {
                continue;
            }
            let place = |part: &std::ops::Range<usize>| -> Span {
                block.span(range.start + part.start..range.start + part.end)
            };
            if self.ended
                && let Some(body) = provinces().district_body(folded, date)
                && body.evidence == Evidence::Sure
            {
                let span = place(&body.place);
                findings
                    .report(issuer.span)
                    .case("district")
                    .value("written", cx.document.clean_text(span))
                    .value("date", written(date))
                    .value("right", "")
                    .value("since", written(body.since));
                continue;
            }
            let Some(found) = provinces().misnamed(folded, date) else { continue };
            if found.ended != self.ended || self.ended && found.evidence == Evidence::Weak {
                continue;
            }
            let span = place(&found.place);
            findings
                .report(span)
                .value("written", cx.document.clean_text(span))
                .value("date", written(date))
                .value("right", found.right.clone())
                .value("since", written(found.since))
                .edit(Edit::replace(span, found.right));
        }
    }
}
