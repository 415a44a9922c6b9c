//! `missing-addressee`: *Kính gửi* in documents that are sent to somebody.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::checks::common::place;
use crate::diagnostic::Reason;
use crate::model::{ComponentKind, Document, Edge, Zone};
use crate::text::fold;

/// Reports that a document for an addressee names none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct MissingAddressee {
    /// Kinds that have an addressee only when they go to a higher authority.
    upward_kinds: Vec<String>,
}

impl Check for MissingAddressee {
    const NAME: &'static str = "missing-addressee";
    const VALUES: &'static [&'static str] = &["addressee"];
    const CASES: &'static [&'static str] = &["named"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let Some(kind) = document.kind_slug() else { return findings.not_checked(Reason::KindUnknown) };
        let sent = cx.upward || !self.upward_kinds.iter().any(|upward| upward == kind);
        if !sent || document.addressees.is_some() {
            return;
        }
        let near = [ComponentKind::DocumentType, ComponentKind::Subject, ComponentKind::DocumentNumber];
        // A letter has no title of its own: without its number line this may be any text.
        if near.iter().all(|kind| document.component(*kind).is_none()) {
            return findings.not_checked(Reason::ComponentUnknown);
        }
        let Some(span) = place(document, &near, Edge::Start, Edge::Start) else { return };
        let draft = findings.report(span);
        match closing_addressee(document) {
            Some(addressee) => draft.case("named").value("addressee", addressee),
            None => draft.value("addressee", ""),
        };
    }
}

/// Blocks at the end of the content in which the addressee is looked for.
const CLOSING_BLOCKS: usize = 4;

/// The addressee that the closing sentence names: `… báo cáo Sở Nội vụ tỉnh … tổng hợp./.`
fn closing_addressee(document: &Document) -> Option<String> {
    let body: Vec<_> = document.zone_blocks(Zone::Body).collect();
    let closing = &body[body.len().saturating_sub(CLOSING_BLOCKS)..];
    closing.iter().rev().find_map(|block| named_addressee(block.shown(), block.folded())).map(str::to_owned)
}

/// First words of bodies and offices that documents are sent to, folded.
const RECEIVERS: [&str; 16] = [
    "sở",
    "bộ",
    "ubnd",
    "ủy ban nhân dân",
    "hđnd",
    "hội đồng nhân dân",
    "tỉnh ủy",
    "thành ủy",
    "đảng ủy",
    "văn phòng",
    "phòng",
    "ban",
    "chủ tịch",
    "thường trực",
    "chính phủ",
    "thủ tướng",
];

/// Words that end the name of a receiver, folded.
const ENDS: [&str; 12] = [
    "tổng hợp",
    "xem xét",
    "theo dõi",
    "chỉ đạo",
    "phê duyệt",
    "biết",
    "để",
    "quyết định",
    "cho ý kiến",
    "quan tâm",
    "thẩm định",
    "theo quy định",
];

/// The receiver after `báo cáo`, `trình` or `gửi` in a sentence.
fn named_addressee<'a>(clean: &'a str, folded: &str) -> Option<&'a str> {
    ["báo cáo", "trình", "gửi"].iter().flat_map(|verb| fold::find_words(folded, verb)).find_map(|verb| {
        let start = verb.end + folded[verb.end..].find(|letter: char| letter != ' ')?;
        let rest = &folded[start..];
        let receiver = RECEIVERS.iter().any(|name| fold::find_words(rest, name).any(|found| found.start == 0));
        if !receiver || !clean[start..].chars().next()?.is_uppercase() {
            return None;
        }
        let marks = rest.find([',', '.', ';', ':', '/', '(', '\n']).unwrap_or(rest.len());
        let words = ENDS.iter().filter_map(|end| fold::find_words(rest, end).next()).map(|found| found.start).min();
        let end = words.unwrap_or(rest.len()).min(marks);
        let name = clean[start..start + end].trim();
        (name.split_whitespace().count() >= 2).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(sentence: &str) -> Option<&str> {
        named_addressee(sentence, &fold::fold(sentence))
    }

    #[test]
    fn the_closing_sentence_names_the_addressee() {
        let closing = "Trên đây là báo cáo kết quả. UBND xã Mây Hạ báo cáo Sở Nội vụ tỉnh Thanh Sơn tổng hợp./.";
        assert_eq!(named(closing), Some("Sở Nội vụ tỉnh Thanh Sơn"));
        assert_eq!(
            named("Kính trình Ủy ban nhân dân tỉnh Thanh Sơn xem xét, quyết định./."),
            Some("Ủy ban nhân dân tỉnh Thanh Sơn")
        );
        assert_eq!(named("Trên đây là báo cáo của Phòng Kinh tế./."), None);
        assert_eq!(named("Các đơn vị gửi báo cáo đúng hạn./."), None);
    }
}
