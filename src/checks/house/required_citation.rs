//! `required-citation`: an instrument that a document must cite.

use schemars::JsonSchema;
use serde::Deserialize;

use super::is_about;
use super::scope::Scope;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::text::fold;

/// Reports that none of the instruments is cited where it must be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RequiredCitation {
    /// Numbers and symbols: `73/2023/NĐ-CP`. Any of them will do.
    #[schemars(length(min = 1))]
    instruments: Vec<String>,
    /// Every one must be cited, not only one.
    #[serde(default)]
    all: bool,
    /// Where it must be cited; anywhere if left out. `{ components = ["grounds"] }` for the grounds.
    #[serde(default, rename = "in")]
    scope: Scope,
    /// Only in documents that have one of these phrases.
    #[serde(default)]
    when: Vec<String>,
}

impl Check for RequiredCitation {
    const NAME: &'static str = "required-citation";
    const VALUES: &'static [&'static str] = &["wanted"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let has = |phrases: &[String]| document.own_blocks().any(|block| is_about(block.folded(), phrases));
        if !self.when.is_empty() && !has(&self.when) {
            return;
        }
        let stretches = self.scope.stretches(document);
        if stretches.is_empty() {
            return findings.not_checked(Reason::ComponentUnknown);
        }
        let blocks: std::collections::HashSet<_> = stretches.iter().map(|stretch| stretch.block.id()).collect();
        let cited: Vec<String> = document
            .citations
            .numbered()
            .filter(|(_, citation, _)| blocks.contains(&citation.span.block))
            .map(|(_, _, symbol)| without_zeros(&symbol.right_form()))
            .collect();
        let is_cited = |wanted: &&String| cited.contains(&without_zeros(wanted));
        let missing: Vec<&String> = self.instruments.iter().filter(|wanted| !is_cited(wanted)).collect();
        if missing.is_empty() || !self.all && missing.len() < self.instruments.len() {
            return;
        }
        let Some(place) = self.scope.anchor(document) else { return };
        let names: Vec<&str> = missing.into_iter().map(String::as_str).collect();
        let joint = if self.all { ", " } else { " / " };
        findings.report(place).value("wanted", names.join(joint));
    }
}

/// A symbol for comparing: folded, its number without leading zeros.
fn without_zeros(symbol: &str) -> String {
    let key: String = fold::key(symbol).split_whitespace().collect();
    key.trim_start_matches('0').to_owned()
}
