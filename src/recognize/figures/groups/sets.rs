//! Sets of counts that divide one whole: the parts of a known partition, and ratios after a stated
//! total.

use std::ops::Range;

use super::totals::Joint;
use super::verdicts::Group;
use super::{NEAR, Passage, Relations, speaks_of_whole};
use crate::model::figure::{Decimal, Total, Verdict};
use crate::recognize::figures::parts::Named;
use crate::recognize::figures::solve::{self, Answer, Part, Problem};
use crate::recognize::figures::ties::{Tie, Whole};

impl<'a> Passage<'_, 'a> {
    /// Sets of counts that are all parts of a known partition.
    pub(super) fn partitions(&mut self, relations: &mut Relations) {
        let names: Vec<Vec<Named<'a>>> = self.counts.iter().map(|count| self.named(*count)).collect();
        let mut order: Vec<usize> = (0..self.lexicon.all.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(self.lexicon.size(*index)));
        let mut used = vec![false; names.len()];
        let mut sets: Vec<(usize, Range<usize>)> = Vec::new();
        for partition in order {
            let size = self.lexicon.size(partition);
            for start in 0..(names.len() + 1).saturating_sub(size) {
                let window = start..start + size;
                if !used[window.clone()].contains(&true) && self.is_set(&names[window.clone()], &window, partition) {
                    used[window.clone()].fill(true);
                    sets.push((partition, window));
                }
            }
        }
        sets.sort_by_key(|(_, window)| window.start);
        for (partition, window) in sets {
            self.judge_set(partition, window, relations);
        }
    }

    /// True if the counts of `window` name each part of `partition` once, in one list.
    fn is_set(&self, names: &[Vec<Named<'a>>], window: &Range<usize>, partition: usize) -> bool {
        let mut seen = vec![false; names.len()];
        let mut qualifier = "";
        let mut noun = "";
        let depth = self.found(self.counts[window.start]).depth;
        for (step, names) in names.iter().enumerate() {
            let Some(part) = names.iter().find(|named| named.name.partition == partition) else { return false };
            let Some(seen) = seen.get_mut(part.name.part) else { return false };
            let general = |noun: &str| self.lexicon.class_of(partition).is_some_and(|class| class.is_general(noun));
            // `20 hồ sơ đất đai đúng hạn, 05 hồ sơ hộ tịch quá hạn` divide two different wholes.
            let plain = part.qualifier == part.noun;
            if *seen
                || self.found(self.counts[window.start + step]).depth != depth
                || step > 0 && self.starts_anew(self.counts[window.start + step - 1], self.counts[window.start + step])
                || !plain && step > 0 && part.qualifier != qualifier
                || !part.noun.is_empty()
                    && !noun.is_empty()
                    && part.noun != noun
                    && !general(part.noun)
                    && !general(noun)
            {
                return false;
            }
            *seen = true;
            if !plain {
                qualifier = part.qualifier;
            }
            if noun.is_empty() {
                noun = part.noun;
            }
        }
        true
    }

    /// True if between two counts another time or place begins: `năm 2024 có 24 nam; năm 2025 có 20 nữ`.
    pub(super) fn starts_anew(&self, before: usize, after: usize) -> bool {
        if self.page.figures[before].reading != self.page.figures[after].reading {
            return false;
        }
        let reading = self.reading(before);
        let mut between = self.found(before).tokens.end..self.found(after).number.start;
        between.any(|at| {
            let time = matches!(
                reading.word(at),
                "năm" | "tháng" | "quý" | "kỳ" | "tuần" | "ngày" | "nhóm" | "xã" | "phường" | "thôn"
            );
            time || reading.is_number(at) && !(before + 1..after).any(|figure| self.found(figure).tokens.contains(&at))
        })
    }

    fn judge_set(&mut self, partition: usize, window: Range<usize>, relations: &mut Relations) {
        let set: Vec<usize> = self.counts[window.clone()].to_vec();
        let closed = self.lexicon.all.get(partition).is_some_and(|partition| partition.closed);
        let total = self.total_of(partition, &window);
        if !closed && !self.stands_alone(&window, total.map(|(total, _)| total)) {
            return;
        }
        let adds_up = total.is_some_and(|(_, joint)| closed || joint == Joint::Exhaustive);
        let total = total.filter(|_| adds_up || closed).map(|(total, _)| total);
        let ties: Vec<Option<Tie>> =
            set.iter().map(|count| self.percent_of(*count).filter(|tie| tie.whole != Whole::Other)).collect();
        let (loose, nested) = self.loose_after(partition, &set, window.end);
        let problem = Problem {
            total: total.map(|total| self.value(total)),
            parts: set
                .iter()
                .zip(&ties)
                .map(|(count, tie)| Part {
                    count: self.value(*count),
                    percent: tie.map(|tie| self.found(tie.percent).value),
                })
                .collect(),
            loose: loose.iter().map(|tie| self.part(*tie)).collect(),
            nested,
        };
        if total.is_none() && problem.answer() != Answer::Consistent {
            // The percentages may be of a whole that is stated in other words.
            let near = &self.counts[window.start.saturating_sub(NEAR)..window.start];
            let stated = near.iter().find(|count| {
                let total = Some(self.value(**count)).filter(|total| *total >= problem.sum());
                let parts = problem.parts.iter();
                total.is_some_and(|total| {
                    parts.filter_map(|part| Some((part, part.percent?))).all(|(part, percent)| {
                        solve::fit(Decimal::whole(part.count), Decimal::whole(total), percent).holds()
                    })
                })
            });
            if stated.is_some() || !closed && !claims_all(&problem.parts) && !one_fails(&problem) {
                return;
            }
        }
        let ratios: Vec<Part> = problem.parts.iter().chain(&problem.loose).copied().collect();
        let verdict = match (problem.total, problem.sum()) {
            // The sum is the only whole number of which all the percentages are true.
            (None, sum)
                if problem.answer() == Answer::Consistent && solve::common_bases(&ratios).only() == Some(sum) =>
            {
                Verdict::Holds
            }
            (None, _) => Verdict::Unknown,
            (Some(total), sum) if total == sum => Verdict::Holds,
            _ => Verdict::Fails,
        };
        relations.totals.push(Total {
            total,
            parts: set.clone(),
            sum: problem.sum(),
            with_percents: problem.parts.iter().all(|part| part.percent.is_some()),
            verdict,
        });
        let percents: Option<Vec<usize>> = ties.iter().map(|tie| tie.map(|tie| tie.percent)).collect();
        let shares = percents.map(|percents| self.sum_of(&percents, closed));
        relations.shares.extend(shares.filter(|shares| shares.verdict == Verdict::Holds));
        self.judge(&problem, &Group { total, parts: &set, ties: &ties, loose: &loose }, relations);
    }

    /// True if no other count of the passage stands beside the set, which might be a further part.
    fn stands_alone(&self, window: &Range<usize>, total: Option<usize>) -> bool {
        let depth = self.found(self.counts[window.start]).depth;
        let beside = |at: usize| {
            let figure = self.counts[at];
            Some(figure) != total
                && self.found(figure).depth == depth
                && self.percent_of(figure).is_some() == self.percent_of(self.counts[window.start]).is_some()
        };
        let before = window.start.checked_sub(1).is_some_and(beside);
        let after = window.end < self.counts.len() && beside(window.end);
        !before && !after
    }

    /// Ratios after a set that speak of the same whole, and further counts that may be theirs.
    fn loose_after(&self, partition: usize, set: &[usize], from: usize) -> (Vec<Tie>, Vec<i64>) {
        let mut loose = Vec::new();
        let near = &self.counts[from.saturating_sub(set.len() + NEAR)..from];
        let nested = near.iter().filter(|count| !set.contains(count)).map(|count| self.value(*count)).collect();
        let Some(class) = self.lexicon.class_of(partition) else { return (loose, nested) };
        let group = set
            .iter()
            .map(|part| class.head(self.noun(*part)).unwrap_or(""))
            .find(|head| !head.is_empty())
            .unwrap_or("");
        let depth = set.first().map_or(0, |first| self.found(*first).depth);
        for count in &self.counts[from..] {
            let Some(tie) = self.percent_of(*count).filter(|tie| speaks_of_whole(*tie)) else { break };
            let head = class.head(self.noun(*count)).unwrap_or("");
            let person = class.name == "person" && !head.is_empty();
            if self.found(*count).depth != depth || !(person || !head.is_empty() && head == group) {
                break;
            }
            loose.push(tie);
        }
        (loose, nested)
    }

    /// Ratios after a stated total with `trong đó`, `gồm`, whose parts are no known partition.
    pub(super) fn totals(&mut self, relations: &mut Relations) {
        let mut at = 0;
        while at < self.counts.len() {
            let total = self.counts[at];
            at += 1;
            let loose = self.loose_of_total(total, at);
            if loose.is_empty() {
                continue;
            }
            at += loose.len();
            let near = &self.counts[at.saturating_sub(loose.len() + 1 + NEAR)..at];
            let nested = near.iter().filter(|count| **count < total).map(|count| self.value(*count)).collect();
            let problem = Problem {
                total: Some(self.value(total)),
                parts: Vec::new(),
                loose: loose.iter().map(|tie| self.part(*tie)).collect(),
                nested,
            };
            self.judge(&problem, &Group { total: Some(total), parts: &[], ties: &[], loose: &loose }, relations);
        }
    }

    fn loose_of_total(&self, total: usize, from: usize) -> Vec<Tie> {
        let mut loose = Vec::new();
        let Some(first) = self.counts.get(from) else { return loose };
        let joint = self.joint(total, *first);
        if !matches!(joint, Some(Joint::Among | Joint::Exhaustive)) || self.percent_of(total).is_some() {
            return loose;
        }
        let noun = self.noun(total);
        let Some((class, head)) = self.lexicon.classes.iter().find_map(|class| Some((class, class.head(noun)?))) else {
            return loose;
        };
        for count in &self.counts[from..] {
            let Some(tie) = self.percent_of(*count).filter(|tie| speaks_of_whole(*tie)) else { break };
            let own = class.head(self.noun(*count));
            let same = own == Some(head) || class.name == "person" && own.is_some();
            if !same || self.value(*count) > self.value(total) || self.found(*count).depth != self.found(*first).depth {
                break;
            }
            loose.push(tie);
        }
        loose
    }
}

/// True if one percentage fails against the sum of the parts and another holds: the sum is the whole.
fn one_fails(problem: &Problem) -> bool {
    let verdicts = (0..problem.parts.len()).map(|index| problem.part_verdict(index));
    let (holding, failing) = verdicts.fold((0, 0), |(holding, failing), verdict| match verdict {
        Verdict::Fails => (holding, failing + 1),
        verdict => (holding + usize::from(verdict.holds()), failing),
    });
    holding > 0 && failing == 1
}

/// True if percentages of all parts are given and claim to be everything: 100 within the rounding of
/// each of them.
fn claims_all(parts: &[Part]) -> bool {
    let percents: Vec<Decimal> = parts.iter().filter_map(|part| part.percent).collect();
    let decimals = percents.iter().map(|percent| percent.decimals).max().unwrap_or(0);
    let scale = |value: &Decimal| i128::from(value.digits) * 10i128.pow(u32::from(decimals - value.decimals));
    let unit = |value: &Decimal| 10i128.pow(u32::from(decimals - value.decimals));
    let off = percents.iter().map(scale).sum::<i128>() - 10i128.pow(u32::from(decimals) + 2);
    percents.len() == parts.len() && off.abs() * 2 <= percents.iter().map(unit).sum::<i128>()
}
