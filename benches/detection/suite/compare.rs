//! What a defect changed in the findings: where the change stands in the document after it, and
//! which findings are new.

use std::collections::BTreeMap;
use std::ops::Range;

use rasoat::diagnostic::Diagnostic;
use rasoat::engine::Outcome;
use rasoat::model::{BlockId, Document, Span};
use rasoat::text::{TextRange, fold};

use super::change::Change;

/// How near to the change a finding must stand to be the expected one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// It or one of its further places touches the changed words.
    Words,
    /// It stands in a changed block.
    Block,
    /// It stands this many blocks away at most: a missing line is flagged at its neighbour.
    Near(u32),
    /// Anywhere: the finding is about the document.
    Document,
}

/// The changed stretch before and after, in blocks, and the bytes if it is inside of one block.
#[derive(Debug)]
pub(crate) struct Region {
    before: Range<u32>,
    after: Range<u32>,
    bytes: Option<TextRange>,
    shift: i64,
}

impl Region {
    /// Finds the change by what the two documents have in common at both ends.
    pub(crate) fn new(before: &Document, after: &Document, change: &Change) -> Self {
        if let (Some(first), Some(last)) = (change.dressed().iter().min(), change.dressed().iter().max()) {
            let blocks = first.0..last.0 + 1;
            return Self { before: blocks.clone(), after: blocks, bytes: None, shift: 0 };
        }
        let (old, new) = (before.blocks(), after.blocks());
        let same = |pair: &(&rasoat::model::Block, &rasoat::model::Block)| pair.0.text() == pair.1.text();
        let head = old.iter().zip(new).take_while(same).count();
        let rest = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(same).count();
        let before = head as u32..(old.len() - tail) as u32;
        let after = head as u32..(new.len() - tail) as u32;
        let bytes = (before.len() == 1 && after.len() == 1).then(|| common_middle(old[head].text(), new[head].text()));
        let shift = i64::try_from(new.len()).unwrap_or(0) - i64::try_from(old.len()).unwrap_or(0);
        Self { before, after, bytes, shift }
    }

    /// True if `finding` of the document after the change stands within `reach`.
    pub(crate) fn holds(&self, finding: &Diagnostic, reach: Reach) -> bool {
        let places = std::iter::once(finding.span).chain(finding.labels.iter().map(|label| label.span));
        places.into_iter().any(|place| match reach {
            Reach::Document => true,
            Reach::Near(blocks) => self.is_near(place.block, blocks),
            Reach::Block => self.is_near(place.block, 0),
            Reach::Words => self.after.contains(&place.block.0) && self.touches(place),
        })
    }

    fn is_near(&self, block: BlockId, blocks: u32) -> bool {
        let end = self.after.end.max(self.after.start + 1);
        block.0 + blocks >= self.after.start && block.0 < end + blocks
    }

    fn touches(&self, place: Span) -> bool {
        // Two bytes: a letter with its mark, or the space beside a word.
        self.bytes.is_none_or(|bytes| {
            let wide = TextRange::new(bytes.start().saturating_sub(2), bytes.end() + 2);
            wide.touches(place.range)
        })
    }

    /// Where a block of the document before stands now; `None` in the changed stretch.
    fn moved(&self, block: BlockId) -> Option<u32> {
        if block.0 < self.before.start {
            Some(block.0)
        } else if block.0 >= self.before.end {
            u32::try_from(i64::from(block.0) + self.shift).ok()
        } else {
            None
        }
    }

    /// True if `finding` of the document before stands in the changed stretch.
    pub(crate) fn held(&self, finding: &Diagnostic) -> bool {
        self.before.contains(&finding.span.block.0)
    }
}

/// The bytes of `new` that are not at either end of `old`.
fn common_middle(old: &str, new: &str) -> TextRange {
    let head: usize = old
        .chars()
        .zip(new.chars())
        .take_while(|(left, right)| left == right)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let tail: usize = old[head..]
        .chars()
        .rev()
        .zip(new[head..].chars().rev())
        .take_while(|(left, right)| left == right)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    TextRange::from(head..new.len() - tail)
}

/// Findings of `after` that `before` does not have: another rule, other words, or at another place.
pub(crate) fn new_findings<'a>(before: &Outcome, after: &'a Outcome, region: &Region) -> Vec<&'a Diagnostic> {
    let key = |outcome: &Outcome, finding: &Diagnostic| {
        let quote = fold::key(outcome.document.quote(finding.span));
        (finding.rule.to_string(), finding.case, quote)
    };
    let mut known: BTreeMap<_, u32> = BTreeMap::new();
    for finding in &before.diagnostics {
        *known.entry(key(before, finding)).or_default() += 1;
    }
    let mut fresh: Vec<&Diagnostic> = Vec::new();
    for finding in &after.diagnostics {
        match known.get_mut(&key(after, finding)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => fresh.push(finding),
        }
    }
    // A finding whose own words were changed is still the same one, and so is one at the same place
    // that quotes a little more or less.
    let mut unmatched: Vec<&Diagnostic> = before
        .diagnostics
        .iter()
        .filter(|finding| match known.get_mut(&key(before, finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        })
        .collect();
    fresh.retain(|finding| {
        let place = finding.span.block.0;
        let twin = unmatched.iter().position(|old| {
            let same_place = match region.moved(old.span.block) {
                Some(now) => now == place,
                // Where its block is gone, a finding about the page moves to the next one.
                None => region.is_near(finding.span.block, 1),
            };
            // A finding that counts its places stands at the first of them, wherever that is.
            let counts = old.values.iter().any(|(name, _)| *name == "count");
            old.rule == finding.rule && old.case == finding.case && (same_place || counts)
        });
        twin.map(|at| unmatched.swap_remove(at)).is_none()
    });
    fresh
}
