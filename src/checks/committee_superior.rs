//! `committee-superior`: a superior body above the name of a people's committee.

use schemars::JsonSchema;
use serde::Deserialize;

use super::api::{Check, Context, Findings};
use crate::model::ComponentKind;

/// Reports the line above the name of an *Ủy ban nhân dân* that names another one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CommitteeSuperior {}

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
        let is_committee = |at: usize| folded(at).is_some_and(names_committee);
        let own = (1..issuer.spans.len()).rev().find(|at| is_committee(*at));
        // A unit below the committee is the issuer then, and has its superior body above it.
        let Some(own) = own.filter(|own| issuer.spans.len() - own <= 2 && !names_unit(folded(own + 1))) else { return };
        let above = issuer.spans.first().filter(|_| is_committee(0) && own > 0);
        if let Some(place) = above {
            findings.report(*place).value("found", document.clean_text(*place));
        }
    }
}

/// True for `ỦY BAN NHÂN DÂN …`, `UBND …`.
fn names_committee(folded: &str) -> bool {
    ["ủy ban nhân dân", "ubnd"]
        .iter()
        .any(|name| folded.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// True for a line that names a unit and not a place.
fn names_unit(folded: Option<&str>) -> bool {
    const PLACES: [&str; 8] = ["xã", "phường", "đặc khu", "tỉnh", "thành phố", "huyện", "quận", "thị"];
    folded.is_some_and(|line| !PLACES.iter().any(|place| line.starts_with(place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committees_are_told_by_their_first_words() {
        assert!(names_committee("ubnd phường trạm lộ") && names_committee("ủy ban nhân dân"));
        assert!(!names_committee("ban chỉ đạo") && !names_committee("ủy ban mặt trận tổ quốc"));
        assert!(names_unit(Some("phòng kinh tế")) && !names_unit(Some("xã mây hạ")) && !names_unit(None));
    }
}
