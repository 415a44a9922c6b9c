//! Things listed after a total with `gồm` that are no known partition: proved when they add up.

use super::totals::Joint;
use super::{Passage, Relations};
use crate::model::figure::{Decimal, Fault, FaultKind, Total, Verdict};

/// Tokens between two items of a tight list at most.
const GAP: usize = 4;

impl Passage<'_, '_> {
    /// `60 hồ sơ, gồm 20 hồ sơ đất đai, 35 hồ sơ hộ tịch và 05 hồ sơ chứng thực`.
    pub(super) fn listed(&self, relations: &mut Relations) {
        let Some((at, joint)) = (0..self.counts.len().saturating_sub(2)).find_map(|at| {
            let joint = self.joint(self.counts[at], self.counts[at + 1])?;
            matches!(joint, Joint::Exhaustive | Joint::Among).then_some((at, joint))
        }) else {
            return;
        };
        let (total, parts) = (self.counts[at], &self.counts[at + 1..]);
        let known = relations.totals.iter().any(|known| {
            known.total == Some(total) || known.parts.iter().any(|part| parts.contains(part) || *part == total)
        });
        if known || !self.is_tight_list(total, parts) {
            return;
        }
        let sum = parts.iter().fold(0i64, |sum, part| sum.saturating_add(self.value(*part)));
        let right = sum == self.value(total);
        if joint != Joint::Exhaustive || !self.closes(parts) {
            return;
        }
        relations.totals.push(Total {
            total: Some(total),
            parts: parts.to_vec(),
            sum,
            with_percents: parts.iter().all(|part| self.percent_of(*part).is_some()),
            verdict: if right { Verdict::Holds } else { Verdict::Unknown },
        });
        if !right {
            relations.faults.push(Fault {
                kind: FaultKind::Listed,
                figure: total,
                expected: Some(Decimal::whole(sum)),
                reading: None,
                percent: None,
                parts: parts.to_vec(),
                total: Some(total),
            });
        }
    }

    /// True if a list of `parts` is told to be all: by `và` before the last, or by its length.
    fn closes(&self, parts: &[usize]) -> bool {
        let last = parts.last().is_some_and(|last| {
            let start = self.found(*last).tokens.start;
            self.reading(*last).word_before(start, 1) == "và"
        });
        last || parts.len() > 2
    }

    /// True if `parts` count the same thing as `total`, each of another sort, with nothing between.
    fn is_tight_list(&self, total: usize, parts: &[usize]) -> bool {
        let depth = parts.first().map_or(0, |first| self.found(*first).depth);
        let head = |figure: usize| {
            let found = self.found(figure);
            self.reading(figure).word(found.noun.start)
        };
        let first = head(total);
        let same = !first.is_empty()
            && parts.iter().all(|part| {
                let found = self.found(*part);
                // The same noun alone says nothing of what sort it is.
                head(*part) == first && found.noun.len() >= 2 && found.depth == depth
            });
        let tight = parts.windows(2).all(|pair| match pair {
            [left, right] if self.page.figures[*left].reading == self.page.figures[*right].reading => {
                let (end, start) = (self.found(*left).noun.end, self.found(*right).number.start);
                let percent = self.percent_of(*left).map_or(end, |tie| self.found(tie.percent).tokens.end + 1);
                start.saturating_sub(percent.max(end)) <= GAP && !self.starts_anew(*left, *right)
            }
            _ => true,
        });
        same && tight && self.found(total).depth <= depth && self.value(total) > 0
    }
}
