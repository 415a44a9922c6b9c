//! Words that a rule does not want to see.

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::{Block, Zone};
use crate::text::{TextRange, fold};

/// Flags words and phrases that should not stand in a document, wherever they stand.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ForbiddenText {
    /// Words and phrases. They are compared as whole words, whatever their case and the placement
    /// of their tone marks.
    phrases: Vec<String>,
    /// A regular expression over the text as a reader sees it (composed letters, plain spaces).
    pattern: Option<Pattern>,
    /// Only in these parts of the document; everywhere if empty.
    zones: Vec<Zone>,
    /// What to write instead, word for word; offered as a fix.
    replacement: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
struct Pattern(Regex);

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(pattern: String) -> Result<Self, Self::Error> {
        Regex::new(&pattern).map(Self)
    }
}

impl Check for ForbiddenText {
    const NAME: &'static str = "forbidden-text";
    const VALUES: &'static [&'static str] = &["found", "replacement"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let phrases: Vec<String> = self.phrases.iter().map(|phrase| fold::key(phrase)).collect();
        for block in cx.document.own_blocks() {
            if !self.zones.is_empty() && !self.zones.contains(&cx.document.zone(block.id())) {
                continue;
            }
            for range in places(block, &phrases, self.pattern.as_ref()) {
                let span = block.span(range);
                let draft = findings.report(span).value("found", block.clean_text(span));
                draft.value("replacement", self.replacement.as_deref().unwrap_or(""));
                if let Some(replacement) = &self.replacement {
                    draft.edit(Edit::replace(span, replacement));
                }
            }
        }
    }
}

/// Clean ranges of all unwanted words, in order, none inside another.
fn places(block: &Block, phrases: &[String], pattern: Option<&Pattern>) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = phrases
        .iter()
        .filter(|phrase| !phrase.is_empty())
        .flat_map(|phrase| fold::find_words(block.folded(), phrase).map(TextRange::from))
        .collect();
    if let Some(Pattern(regex)) = pattern {
        found.extend(
            regex.find_iter(block.clean()).filter(|hit| !hit.is_empty()).map(|hit| TextRange::from(hit.range())),
        );
    }
    found.sort_by_key(|range| (range.start(), std::cmp::Reverse(range.end())));
    let mut end = 0;
    found.retain(|range| {
        let apart = range.start() >= end;
        end = end.max(range.end());
        apart
    });
    found
}

#[cfg(test)]
mod tests {
    use crate::model::{BlockId, BlockKind, Origin, Piece, Place};

    use super::*;

    fn found(text: &str, phrases: &[&str], pattern: Option<&str>) -> Vec<String> {
        let range = TextRange::from(0..text.len());
        let piece = Piece { range, origin: Origin::Text { bytes: range } };
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), vec![piece]);
        let phrases: Vec<String> = phrases.iter().map(|phrase| fold::key(phrase)).collect();
        let pattern = pattern.map(|pattern| Pattern(Regex::new(pattern).expect("valid")));
        places(&block, &phrases, pattern.as_ref())
            .into_iter()
            .map(|range| block.clean()[range.usize()].to_owned())
            .collect()
    }

    #[test]
    fn phrases_are_whole_words_in_any_case_and_tone_placement() {
        let text = "Uỷ ban Nhân dân tỉnh; ỦY BAN NHÂN DÂN xã; ủy ban nhân dânh";
        assert_eq!(found(text, &["ủy ban nhân dân"], None), ["Uỷ ban Nhân dân", "ỦY BAN NHÂN DÂN"]);
    }

    #[test]
    fn overlapping_hits_are_one() {
        assert_eq!(found("kết quả đạt được", &["kết quả", "kết quả đạt được"], None), ["kết quả đạt được"]);
    }

    #[test]
    fn a_pattern_sees_composed_letters() {
        assert_eq!(found("Nghi\u{323} đi\u{323}nh 73", &[], Some(r"Nghị định \d+")), ["Nghị định 73"]);
    }
}
