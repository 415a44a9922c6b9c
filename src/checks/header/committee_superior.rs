//! `committee-superior`: a superior body above the name of a people's committee.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::model::ComponentKind;

/// Reports the line above the name of a committee that names another one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CommitteeSuperior {
    /// Folded words that the name of a committee begins with.
    committees: Vec<String>,
    /// Folded words that a line with the place of a committee begins with; another line names a unit.
    places: Vec<String>,
}

impl Check for CommitteeSuperior {
    const NAME: &'static str = "committee-superior";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let Some(issuer) = document.component(ComponentKind::IssuingAuthority) else { return };
        let folded = |at: usize| {
            let span = issuer.spans.get(at).copied()?;
            let block = document.block(span.block);
            block.folded().get(block.clean_range(span).usize()).map(str::trim)
        };
        let is_committee = |at: usize| folded(at).is_some_and(|line| begins(line, &self.committees));
        let own = (1..issuer.spans.len()).rev().find(|at| is_committee(*at));
        // A unit below the committee is the issuer then, and has its superior body above it.
        let names_unit = |at: usize| folded(at).is_some_and(|line| !begins(line, &self.places));
        let Some(own) = own.filter(|own| issuer.spans.len() - own <= 2 && !names_unit(own + 1)) else { return };
        let above = issuer.spans.first().filter(|_| is_committee(0) && own > 0);
        if let Some(place) = above {
            findings.report(*place).value("found", document.clean_text(*place));
        }
    }
}

/// True if `line` begins with one of the `words`, as whole words.
fn begins(line: &str, words: &[String]) -> bool {
    words
        .iter()
        .any(|word| line.strip_prefix(word.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_first_words() {
        let committees = ["ủy ban nhân dân", "ubnd"].map(str::to_owned);
        assert!(begins("ubnd phường trạm lộ", &committees) && begins("ủy ban nhân dân", &committees));
        assert!(!begins("ban chỉ đạo", &committees) && !begins("ủy ban mặt trận tổ quốc", &committees));
        assert!(!begins("ubndx", &committees));
    }
}
