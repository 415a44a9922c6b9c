//! What the arithmetic of a group means for its figures: verdicts, and one fault where it fails.

use super::{Passage, Relations};
use crate::model::figure::{Base, BaseSource, Decimal, Fault, FaultKind, Ratio, Verdict};
use crate::recognize::figures::solve::{self, Answer, Problem, Variable};
use crate::recognize::figures::ties::Tie;

/// The figures of one group.
pub(super) struct Group<'g> {
    pub(super) total: Option<usize>,
    pub(super) parts: &'g [usize],
    pub(super) ties: &'g [Option<Tie>],
    pub(super) loose: &'g [Tie],
}

impl Passage<'_, '_> {
    /// Judges one group and records its ratios and its fault.
    pub(super) fn judge(&mut self, problem: &Problem, group: &Group<'_>, relations: &mut Relations) {
        let answer = problem.answer();
        let sum_fails = !problem.parts.is_empty() && problem.total.is_some_and(|total| total != problem.sum());
        let trusted = match answer {
            Answer::Consistent => true,
            Answer::Repair(Variable::Percent(_) | Variable::Loose(_), _) => !sum_fails,
            _ => false,
        };
        let mut failing: Option<(Tie, i64)> = None;
        let named = |variable: Variable| matches!(answer, Answer::Repair(repaired, _) if repaired == variable);
        for (index, tie) in group.ties.iter().enumerate() {
            let Some(tie) = tie else { continue };
            let found = problem.part_verdict(index);
            let verdict = if trusted || found == Verdict::Fails && !sum_fails { found } else { Verdict::Unknown };
            if found == Verdict::Fails && (failing.is_none() || named(Variable::Percent(index))) {
                failing = problem.base().map(|base| (*tie, base));
            }
            relations.ratios.push(self.ratio(*tie, verdict, problem.base(), group));
        }
        for (index, tie) in group.loose.iter().enumerate() {
            let (found, base) = problem.loose_verdict(index);
            let verdict = if trusted || found == Verdict::Fails && !sum_fails { found } else { Verdict::Unknown };
            if found == Verdict::Fails && (failing.is_none() || named(Variable::Loose(index))) {
                failing = problem.base().map(|base| (*tie, base));
            }
            relations.ratios.push(self.ratio(*tie, verdict, base, group));
        }
        for tie in group.ties.iter().flatten().chain(group.loose) {
            self.open.remove(&tie.count);
            self.judged.insert(tie.percent);
        }
        relations.faults.extend(self.fault(&answer, sum_fails, failing, problem, group));
    }

    fn fault(
        &self,
        answer: &Answer,
        sum_fails: bool,
        failing: Option<(Tie, i64)>,
        problem: &Problem,
        group: &Group<'_>,
    ) -> Option<Fault> {
        let figure_of = |variable: Variable| match variable {
            Variable::Total => group.total,
            Variable::Count(index) => group.parts.get(index).copied(),
            Variable::Percent(index) => group.ties.get(index).copied().flatten().map(|tie| tie.percent),
            Variable::Loose(index) => group.loose.get(index).map(|tie| tie.percent),
        };
        let (variable, expected) = match answer {
            Answer::Consistent => return None,
            Answer::Repair(variable, expected) => (Some(*variable), *expected),
            Answer::Unclear => (None, None),
        };
        let kind = match variable {
            _ if sum_fails => FaultKind::Sum,
            Some(Variable::Percent(_) | Variable::Loose(_)) => FaultKind::Percent,
            Some(Variable::Count(_) | Variable::Total) => FaultKind::Count,
            // One ratio against a stated total: its percentage is wrong, or one of its counts.
            None if problem.parts.is_empty() && problem.loose.len() == 1 => FaultKind::Percent,
            None => FaultKind::Group,
        };
        let whole = |tie: Tie, base: i64| (Decimal::whole(self.value(tie.count)), Decimal::whole(base));
        let reading = failing.map(|(tie, base)| whole(tie, base));
        let percent = failing.map(|(tie, _)| tie.percent);
        let expected = expected.or_else(|| match (kind, failing, reading) {
            (FaultKind::Percent | FaultKind::Group, Some((tie, _)), Some((part, whole))) => {
                solve::percentage(part, whole, self.found(tie.percent).value.decimals)
            }
            (FaultKind::Sum, ..) => Some(Decimal::whole(problem.sum())),
            _ => None,
        });
        let figure = variable.and_then(figure_of).or(if kind == FaultKind::Sum { group.total } else { percent })?;
        Some(Fault { kind, figure, expected, reading, percent, parts: group.parts.to_vec(), total: group.total })
    }

    fn ratio(&self, tie: Tie, verdict: Verdict, base: Option<i64>, group: &Group<'_>) -> Ratio {
        let source = |base: i64| match group.total {
            Some(total) if self.value(total) == base => BaseSource::Stated(total),
            _ if group.parts.iter().fold(0i64, |sum, part| sum.saturating_add(self.value(*part))) == base => {
                BaseSource::SumOf(group.parts.to_vec())
            }
            _ => {
                let stated = self.counts.iter().find(|count| self.value(**count) == base);
                stated.map_or(BaseSource::Inferred, |count| BaseSource::Stated(*count))
            }
        };
        let base = base.map(|base| Base { value: Decimal::whole(base), source: source(base) });
        Ratio { count: tie.count, percent: tie.percent, base, verdict }
    }
}
