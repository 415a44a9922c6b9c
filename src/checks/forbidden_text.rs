//! Words that a rule does not want to see.

use std::collections::BTreeSet;

use regex::{Captures, Regex};
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
    /// A regular expression over the text as a reader sees it (composed letters, plain spaces). A group
    /// named `wrong` is the place, with the rest as what stands around it.
    pattern: Option<Pattern>,
    /// Only in these parts of the document; everywhere if empty.
    zones: Vec<Zone>,
    /// What to write instead; offered as a fix. `${name}` stands for a group of the pattern.
    replacement: Option<String>,
    /// Words right before a place, folded, with which it is right.
    unless_after: Vec<String>,
    /// Quotations are left alone.
    unquoted: bool,
    /// Each wrong form is told once, at its first place.
    once: bool,
}

/// A regular expression in a rule file, compiled when the file is read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub(super) struct Pattern(pub(super) Regex);

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
        let mut told = BTreeSet::new();
        for block in cx.document.own_blocks() {
            if !self.zones.is_empty() && !self.zones.contains(&cx.document.zone(block.id())) {
                continue;
            }
            for range in places(block, &phrases, self.pattern.as_ref()) {
                let span = block.span(range);
                let found = block.clean_text(span);
                let excused = self.unquoted && is_quoted(block.clean(), range.usize().start)
                    || ends_with_one(&block.folded()[..range.usize().start], &self.unless_after);
                if excused || self.once && !told.insert(found) {
                    continue;
                }
                let replacement = self.replacement.as_ref().map(|replacement| self.filled(replacement, block, range));
                let draft = findings.report(span).value("found", found);
                draft.value("replacement", replacement.as_deref().unwrap_or(""));
                if let Some(replacement) = replacement {
                    draft.edit(Edit::replace(span, replacement));
                }
            }
        }
    }
}

impl ForbiddenText {
    /// The replacement with the groups of the match whose place is `range`.
    fn filled(&self, replacement: &str, block: &Block, range: TextRange) -> String {
        let Some(Pattern(regex)) = self.pattern.as_ref().filter(|_| replacement.contains('$')) else {
            return replacement.to_owned();
        };
        let mut filled = String::new();
        let met = regex.captures_iter(block.clean()).find(|captures| place(captures) == Some(range));
        if let Some(captures) = met {
            captures.expand(replacement, &mut filled);
        }
        filled
    }
}

/// The clean range that a match is about.
fn place(captures: &Captures<'_>) -> Option<TextRange> {
    let place = captures.name("wrong").or_else(|| captures.get(0))?;
    (!place.is_empty()).then(|| TextRange::from(place.range()))
}

/// True if the folded `text` ends with one of `words`, as whole words.
fn ends_with_one(text: &str, words: &[String]) -> bool {
    let text = text.trim_end();
    words.iter().any(|word| text.strip_suffix(word.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

fn is_quoted(clean: &str, at: usize) -> bool {
    let before = clean.get(..at).unwrap_or("");
    before.matches(['“', '«']).count() > before.matches(['”', '»']).count()
}

/// Clean ranges of all unwanted words, in order, none inside another.
fn places(block: &Block, phrases: &[String], pattern: Option<&Pattern>) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = phrases
        .iter()
        .filter(|phrase| !phrase.is_empty())
        .flat_map(|phrase| fold::find_words(block.folded(), phrase).map(TextRange::from))
        .collect();
    if let Some(Pattern(regex)) = pattern {
        found.extend(regex.captures_iter(block.clean()).filter_map(|captures| place(&captures)));
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
