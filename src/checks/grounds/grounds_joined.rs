//! `grounds-joined`: documents that go on in the ground before, without words of their own.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::house::Pattern;
use crate::checks::{Check, Context, Findings};

/// Reports grounds that name a further document behind a semicolon. All of them are one finding; another
/// ground with its opening words is the business of `grounds-apart`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct GroundsJoined {
    /// What stands behind the ground before, with the further document as the group `wrong`.
    pattern: Pattern,
}

impl Check for GroundsJoined {
    const NAME: &'static str = "grounds-joined";
    const VALUES: &'static [&'static str] = &["count", "found"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut places = Vec::new();
        for ground in &document.grounds {
            let block = document.block(ground.span.block);
            let range = block.clean_range(ground.span).usize();
            let text = block.clean().get(range.clone()).unwrap_or("");
            let found = self.pattern.matches(text).filter_map(|captures| captures.name("wrong"));
            places.extend(
                found.map(|found| Occurrence::new(block.span(range.start + found.start()..range.start + found.end()))),
            );
        }
        let first = places.first().map(|place| place.span);
        if let (Some(draft), Some(first)) = (extent::report(findings, &places), first) {
            draft.value("found", document.clean_text(first));
        }
    }
}
