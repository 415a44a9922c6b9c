//! The numbers of annexes: against each other, and against the text that points to them.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Document, Span, Zone};
use crate::text::{TextRange, TokenKind, numerals};

/// Looks at one point of the numbers of annexes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AnnexNumbers {
    /// The point.
    fault: Fault,
    /// Folded words behind the number of an annex that comes with this document: `kèm theo`.
    #[serde(default)]
    attached: Vec<String>,
    /// Folded names of this document that may follow them: `báo cáo này`.
    #[serde(default)]
    itself: Vec<String>,
}

/// What may be wrong with the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// Two annexes or more, none of them numbered.
    None,
    /// A number is left out or stands twice.
    Sequence,
    /// The text points to an annex and to none before it, and the file holds none.
    Missing,
}

/// The words before the number of an annex, folded.
const LABEL: &str = "phụ lục";

impl Check for AnnexNumbers {
    const NAME: &'static str = "annex-numbers";
    const VALUES: &'static [&'static str] = &["found", "expected", "count"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let labels: Vec<(Span, Option<u32>)> = document
            .annexes()
            .filter_map(|annex| annex.label)
            .map(|label| (label, number_behind(document.block(label.block), label_start(document, label))))
            .collect();
        match self.fault {
            Fault::None => none(document, &labels, findings),
            Fault::Sequence => sequence(document, &labels, findings),
            Fault::Missing if labels.is_empty() => self.missing(document, findings),
            Fault::Missing => {}
        }
    }
}

fn label_start(document: &Document, label: Span) -> u32 {
    let block = document.block(label.block);
    let range = block.clean_range(label);
    let at = block.folded()[range.usize()].find(LABEL).unwrap_or(0) + LABEL.len();
    range.start() + at as u32
}

/// The number right behind byte `at` of the clean text: Roman or Arabic.
fn number_behind(block: &Block, at: u32) -> Option<u32> {
    let tokens = block.tokens();
    let mut next = tokens.partition_point(|token| token.range().start() < at);
    let word = |at: usize| tokens.get(at).and_then(|token| block.folded().get(token.range().usize()));
    if word(next) == Some("số") {
        next += 1;
    }
    let token = tokens.get(next)?;
    let text = block.shown().get(token.range().usize())?;
    match token.kind() {
        TokenKind::Word => numerals::roman_value(text),
        TokenKind::Number => text.parse().ok().filter(|_| text.len() <= 2),
        _ => None,
    }
}

fn none(document: &Document, labels: &[(Span, Option<u32>)], findings: &mut Findings) {
    let bare = |(label, number): &(Span, Option<u32>)| {
        number.is_none()
            && document.clean_text(*label).trim_end_matches([':', '.', ' ']).chars().count() == LABEL.chars().count()
    };
    let Some(((first, _), rest)) = labels.split_first().filter(|(_, rest)| !rest.is_empty()) else { return };
    if labels.iter().all(bare) {
        let draft = findings.report(*first);
        draft
            .value("found", document.clean_text(*first))
            .value("expected", "Phụ lục I")
            .value("count", labels.len().to_string());
        for (label, _) in rest {
            draft.label("again", *label);
        }
    }
}

fn sequence(document: &Document, labels: &[(Span, Option<u32>)], findings: &mut Findings) {
    let mut before = 0;
    for (label, number) in labels {
        let Some(number) = number else { continue };
        // `Phụ lục I` stands again above each sheet of one annex, and a document issued with this one has its own.
        if *number > before + 1 && (before > 0 || *number == 2) {
            let expected = numerals::roman(before + 1).unwrap_or_else(|| (before + 1).to_string());
            findings
                .report(*label)
                .value("found", document.clean_text(*label))
                .value("expected", format!("Phụ lục {expected}"))
                .value("count", labels.len().to_string());
        }
        before = *number;
    }
}

impl AnnexNumbers {
    /// Annexes are often files of their own: where this one holds none, only a number that the text passes over
    /// tells.
    fn missing(&self, document: &Document, findings: &mut Findings) {
        let mut mentions: Vec<(Span, u32)> = Vec::new();
        for block in document.prose().filter(|block| document.zone(block.id()) == Zone::Body) {
            for (at, _) in block.folded().match_indices(LABEL) {
                let behind = at + LABEL.len();
                let Some(number) = number_behind(block, behind as u32) else { continue };
                let end = block.tokens().iter().find(|token| token.range().start() as usize >= behind);
                let Some(end) = end.map(|token| token.range().end() as usize) else { continue };
                if self.is_own(&block.folded()[end..]) {
                    mentions.push((block.span(TextRange::from(at..end)), number));
                }
            }
        }
        let named = |number: u32| mentions.iter().any(|(_, other)| *other == number);
        let is_missing = |number: u32| number > 1 && !named(number - 1);
        let Some((first, number)) = mentions.iter().find(|(_, number)| is_missing(*number)) else { return };
        let draft = findings.report(*first);
        let expected = numerals::roman(number - 1).unwrap_or_default();
        draft
            .value("found", document.clean_text(*first))
            .value("expected", format!("Phụ lục {expected}"))
            .value("count", mentions.len().to_string());
        for (again, _) in mentions.iter().filter(|(span, number)| span != first && is_missing(*number)) {
            draft.label("again", *again);
        }
    }

    /// True if the words behind the number of an annex tell that it is this document's: `kèm theo` and an end,
    /// not the name of another instrument.
    fn is_own(&self, rest: &str) -> bool {
        let rest = rest.trim_start();
        let Some(after) = self.attached.iter().find_map(|words| rest.strip_prefix(words.as_str())) else {
            return false;
        };
        let after = after.trim_start();
        after.is_empty()
            || after.starts_with([')', '.', ',', ';', ':', '/'])
            || self.itself.iter().any(|words| after.starts_with(words.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockId, BlockKind, Place};

    #[test]
    fn numbers_are_read_behind_the_label() {
        let number = |text: &str| {
            let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
            number_behind(&block, LABEL.len() as u32)
        };
        assert_eq!(number("Phụ lục III"), Some(3));
        assert_eq!(number("PHỤ LỤC 02"), Some(2));
        assert_eq!(number("Phụ lục số 4"), Some(4));
        assert_eq!(number("Phụ lục kèm theo"), None);
    }

    #[test]
    fn an_annex_of_another_instrument_is_not_asked_for() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let check =
            AnnexNumbers { fault: Fault::Missing, attached: words(&["kèm theo"]), itself: words(&["báo cáo này"]) };
        assert!(check.is_own(" kèm theo)."));
        assert!(check.is_own(" kèm theo báo cáo này"));
        assert!(!check.is_own(" kèm theo nghị định số 30/2020/nđ-cp"));
        assert!(!check.is_own(" nghị định này"));
    }
}
