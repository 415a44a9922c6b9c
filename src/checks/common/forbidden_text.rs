//! Words that a rule does not want to see.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::house::{Bounds, Capitals, Hunt, Pattern, Scope, place};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::{Block, Zone};
use crate::text::{TextRange, quotes};

/// Flags words and phrases that should not stand in a document, wherever they stand.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of a rule file")]
pub(in crate::checks) struct ForbiddenText {
    /// Words and phrases. They are compared as whole words, whatever their case and the placement
    /// of their tone marks.
    phrases: Vec<String>,
    /// A regular expression over the text as a reader sees it (composed letters, plain spaces). A group
    /// named `wrong` is the place, with the rest as what stands around it.
    pattern: Option<Pattern>,
    /// Longer phrases inside which the words are right: `cơ bản hoàn thành` where `cơ bản` is forbidden.
    except: Vec<String>,
    /// Capitals count: a phrase is met only where the text has them at the same letters, but for the first letter
    /// of a sentence.
    case: bool,
    /// Phrases are met inside longer words too.
    parts_of_words: bool,
    /// Only in these parts of the document; everywhere if empty.
    zones: Vec<Zone>,
    /// Where to look, more closely than `zones` says it.
    #[serde(rename = "in")]
    scope: Scope,
    /// What to write instead; offered as a fix. `${name}` stands for a group of the pattern.
    replacement: Option<String>,
    /// Words right before a place, folded, with which it is right.
    unless_after: Vec<String>,
    /// Quotations are left alone.
    unquoted: bool,
    /// Each wrong form is told once, at its first place.
    once: bool,
    /// It is about single letters: of a text that a program read badly from a picture it is not judged.
    needs_letters: bool,
}

impl Check for ForbiddenText {
    const NAME: &'static str = "forbidden-text";
    const VALUES: &'static [&'static str] = &["found", "replacement"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if self.phrases.is_empty()
            && self.pattern.as_ref().is_some_and(|pattern| !pattern.may_be_in(cx.document.grams()))
        {
            return;
        }
        if self.needs_letters && cx.misspellings.are_of_a_scan(cx) {
            return findings.not_checked(Reason::PoorlyScanned);
        }
        let capitals = if self.case { Capitals::Matter } else { Capitals::Alike };
        let bounds = if self.parts_of_words { Bounds::Anywhere } else { Bounds::Words };
        let hunt = Hunt::new(&self.phrases, self.pattern.as_ref(), capitals, bounds).except(&self.except);
        let mut told = BTreeMap::new();
        if self.scope.is_everywhere() {
            for block in cx.document.own_blocks() {
                self.judge(&hunt, block, TextRange::from(0..block.clean().len()), cx, &mut told, findings);
            }
            return;
        }
        for stretch in self.scope.stretches(cx.document) {
            self.judge(&hunt, stretch.block, stretch.range, cx, &mut told, findings);
        }
    }
}

impl ForbiddenText {
    /// Judges a stretch of `block`; `told` are the wrong forms so far, with the numbers of their findings.
    fn judge<'d>(
        &self,
        hunt: &Hunt<'_>,
        block: &'d Block,
        within: TextRange,
        cx: &Context<'d>,
        told: &mut BTreeMap<&'d str, usize>,
        findings: &mut Findings,
    ) {
        if !self.zones.is_empty() && !self.zones.contains(&cx.document.zone(block.id())) {
            return;
        }
        let quotations = self.scope.quotations(block);
        for range in hunt.find(block, within) {
            let span = block.span(range);
            let found = block.clean_text(span);
            let is_left_alone = self.unquoted && quotes::is_open(block.clean(), range.usize().start)
                || ends_with_one(&block.folded()[..range.usize().start], &self.unless_after);
            if is_left_alone || !quotations.takes(range) {
                continue;
            }
            let replacement = self.replacement.as_ref().map(|replacement| self.filled(replacement, block, range));
            if self.once {
                if let Some(known) = told.get(found) {
                    // The one finding mends every place.
                    if let Some((draft, replacement)) = findings.drafts.get_mut(*known).zip(replacement) {
                        draft.edit(Edit::replace(span, replacement));
                    }
                    continue;
                }
                told.insert(found, findings.drafts.len());
            }
            let draft = findings.report(span).value("found", found);
            draft.value("replacement", replacement.as_deref().unwrap_or(""));
            if let Some(replacement) = replacement {
                draft.edit(Edit::replace(span, replacement));
            }
        }
    }

    /// The replacement with the groups of the match whose place is `range`.
    fn filled(&self, replacement: &str, block: &Block, range: TextRange) -> String {
        let Some(pattern) = self.pattern.as_ref().filter(|_| replacement.contains('$')) else {
            return replacement.to_owned();
        };
        let mut filled = String::new();
        let met = pattern.matches(block.clean()).find(|captures| place(captures) == Some(range));
        if let Some(captures) = met {
            captures.expand(replacement, &mut filled);
        }
        filled
    }
}

/// True if the folded `text` ends with one of `words`, as whole words.
fn ends_with_one(text: &str, words: &[String]) -> bool {
    let text = text.trim_end();
    words.iter().any(|word| text.strip_suffix(word.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use crate::model::{BlockId, BlockKind, Origin, Piece, Place};

    use super::*;

    #[test]
    fn a_pattern_sees_composed_letters() {
        let text = "Nghi\u{323} đi\u{323}nh 73";
        let range = TextRange::from(0..text.len());
        let piece = Piece { range, origin: Origin::Text { bytes: range } };
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), vec![piece]);
        let pattern = Pattern::try_from(r"Nghị định \d+".to_owned()).expect("valid");
        let hunt = Hunt::new([], Some(&pattern), Capitals::Alike, Bounds::Words);
        let found = hunt.find(&block, TextRange::from(0..block.clean().len()));
        assert_eq!(found.len(), 1);
        assert_eq!(&block.clean()[found[0].usize()], "Nghị định 73");
    }
}
