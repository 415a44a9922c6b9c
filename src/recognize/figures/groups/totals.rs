//! The stated total of a set of counts.

use std::ops::Range;

use super::Passage;
use crate::lexicon::partitions::NounClass;

/// How a stated total is joined to its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// `gồm`, `bao gồm`, `chia ra`: all parts follow.
    Exhaustive,
    /// `trong đó`, a bracket, a colon.
    Among,
    /// A comma or semicolon only.
    Beside,
}

impl Passage<'_, '_> {
    /// The stated total of a set and how it is joined to it.
    pub(super) fn total_of(&self, partition: usize, window: &Range<usize>) -> Option<(usize, Joint)> {
        let first = self.counts[window.start];
        let total = self.counts[window.start.checked_sub(1)?];
        if self.found(total).depth > self.found(first).depth || self.value(total) == 0 {
            return None;
        }
        // `24 nam, 08 nữ; 30 nam, 10 nữ`: the part of another set is no total.
        let is_part = self.named(total).iter().any(|named| named.name.partition == partition);
        if is_part || self.starts_anew(total, first) {
            return None;
        }
        let joint = self.joint(total, first)?;
        let class = self.lexicon.class_of(partition)?;
        let noun = self.noun(total);
        let head = class.head(noun).or_else(|| if noun.is_empty() { self.lead_head(total, class) } else { None })?;
        let fits = self.counts[window.clone()].iter().all(|part| {
            let noun = self.noun(*part);
            let own = class.head(noun).unwrap_or("");
            let named = self.lexicon.named(own).iter().any(|name| name.partition == partition);
            own.is_empty() || named || own == head || class.is_general(own) || class.is_general(head) && own == noun
        });
        fits.then_some((total, joint))
    }

    /// A noun of `class` in the words before a figure: `Tổng số cán bộ: 32`.
    fn lead_head<'c>(&self, figure: usize, class: &'c NounClass) -> Option<&'c str> {
        let (reading, lead) = (self.reading(figure), &self.found(figure).lead);
        (lead.start..lead.end).find_map(|at| class.head(reading.folded_slice(&(at..lead.end))))
    }

    /// How the words between `total` and `first`, the next count, join them.
    pub(super) fn joint(&self, total: usize, first: usize) -> Option<Joint> {
        let (from, to) = (self.found(total), self.found(first));
        if self.page.figures[total].reading != self.page.figures[first].reading {
            let reading = self.reading(total);
            let tail = from.noun.end..reading.len();
            let colon = tail.clone().any(|at| reading.mark(at) == ':');
            return colon.then(|| self.words_joint(total, &tail).unwrap_or(Joint::Among));
        }
        let between = from.noun.end..to.number.start;
        if let Some(joint) = self.words_joint(total, &between) {
            return Some(joint);
        }
        let reading = self.reading(total);
        match reading.mark(between.start) {
            '(' | ':' if between.len() <= 6 => Some(Joint::Among),
            ',' | ';' if between.len() <= 4 => Some(Joint::Beside),
            _ => None,
        }
    }

    fn words_joint(&self, figure: usize, between: &Range<usize>) -> Option<Joint> {
        let reading = self.reading(figure);
        between.clone().take(24).find_map(|at| {
            if reading.word(at) == "gồm" || reading.has_phrase(at, "chia ra") {
                Some(Joint::Exhaustive)
            } else if reading.has_phrase(at, "trong đó") || reading.has_phrase(at, "trong số đó") {
                Some(Joint::Among)
            } else {
                None
            }
        })
    }
}
