//! Joins what patterns say with what the groups of figures said before.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::figure::{BaseSource, Fault, FaultKind, Figures, Ratio, Total, Verdict};
use crate::model::relation::{Derived, Operation};

/// What proves a figure wins; what refutes it counts only if all that do agree, and nothing proves it.
pub(super) fn settle(found: Vec<Derived>, figures: &mut Figures) {
    let mut by_result: BTreeMap<(usize, bool), Vec<Derived>> = BTreeMap::new();
    for derived in found {
        by_result.entry((derived.result, derived.operation == Operation::Within)).or_default().push(derived);
    }
    let known = Known::of(figures);
    let mut taken = TakenBack::default();
    let mut told: Vec<Derived> = Vec::new();
    for ((result, _), all) in by_result {
        if let Some(proof) = all.iter().find(|derived| derived.verdict.holds()) {
            taken.percent(result);
            let again = told.last().is_some_and(|last| last.result == result && last.verdict.holds());
            if !again && !known.is_proved(proof, &taken) {
                told.push(proof.clone());
            }
            continue;
        }
        // A list may also be read from its second part on; only the longest reading has all.
        let longest = all.iter().map(|derived| derived.operands.len()).max();
        let all: Vec<&Derived> = all
            .iter()
            .filter(|derived| derived.operation != Operation::Sum || Some(derived.operands.len()) == longest)
            .collect();
        let Some((first, rest)) = all.split_first() else { continue };
        let agree = rest.iter().all(|other| other.operands == first.operands && other.expected == first.expected);
        if agree && !known.is_judged(first, &taken) {
            taken.guesses(first);
            told.push((*first).clone());
        }
    }
    taken.leave(figures);
    figures.derived.extend(told);
}

/// What was said before, to be taken back in one pass: there may be as many relations as figures.
#[derive(Default)]
pub(super) struct TakenBack {
    /// Percentages that are proved, or left open.
    percents: BTreeSet<usize>,
    /// Parts of totals that were seen.
    parts: BTreeSet<usize>,
    /// Figures from the first part of such a total to the one behind the last.
    within: BTreeSet<usize>,
}

impl TakenBack {
    /// Takes back what was said against a percentage.
    pub(super) fn percent(&mut self, percent: usize) {
        self.percents.insert(percent);
    }

    /// The parts were taken for all there is while no total was seen; now one is, and they are not.
    fn guesses(&mut self, derived: &Derived) {
        if derived.operation == Operation::Sum {
            let parts = &derived.operands;
            self.parts.extend(parts);
            self.within.extend(parts.first().copied().unwrap_or(0)..parts.last().map_or(0, |last| last + 2));
        } else {
            self.percent(derived.result);
        }
    }

    fn takes(&self, ratio: &Ratio) -> bool {
        let guessed = match ratio.base.as_ref().map(|base| &base.source) {
            Some(BaseSource::Stated(_)) => false,
            Some(BaseSource::SumOf(_) | BaseSource::Inferred) | None => true,
        };
        self.percents.contains(&ratio.percent) && !ratio.verdict.holds() || guessed && self.parts.contains(&ratio.count)
    }

    /// Leaves the rest.
    pub(super) fn leave(&self, figures: &mut Figures) {
        let percents = &self.percents;
        figures.ratios.retain(|ratio| !self.takes(ratio));
        figures.faults.retain(|fault| {
            let kind = matches!(fault.kind, FaultKind::Percent | FaultKind::NoBase);
            let of_it =
                percents.contains(&fault.figure) || fault.percent.is_some_and(|percent| percents.contains(&percent));
            !(kind && of_it)
        });
        figures.derived.retain(|derived| !percents.contains(&derived.result) || derived.verdict.holds());
        figures.shares.retain(|shares| !shares.percents.iter().any(|percent| self.within.contains(percent)));
        let guessed = |total: &Total| total.total.is_none() && total.parts.iter().any(|part| self.parts.contains(part));
        figures.totals.retain(|total| !guessed(total));
    }
}

/// Percentages that were compared already.
pub(in crate::recognize::figures) fn judged_percents(figures: &Figures) -> BTreeSet<usize> {
    let ratios = figures.ratios.iter().filter(|ratio| ratio.verdict != Verdict::Unknown).map(|ratio| ratio.percent);
    let derived = figures.derived.iter().map(|derived| derived.result);
    let faults = figures.faults.iter().filter_map(|fault| fault.percent);
    ratios.chain(derived).chain(faults).collect()
}

/// What was said before, by the figure that it is about.
struct Known<'f> {
    ratios: BTreeMap<usize, Vec<&'f Ratio>>,
    totals: BTreeMap<usize, Vec<&'f Total>>,
    /// Results of operations, and whether they hold.
    derived: BTreeSet<(usize, bool)>,
    /// Percentages that a fault is about.
    faulty: BTreeSet<usize>,
    /// Figures and totals of sums and groups that a fault is about.
    faulty_sums: [BTreeSet<usize>; 2],
}

impl<'f> Known<'f> {
    fn of(figures: &'f Figures) -> Self {
        let mut ratios: BTreeMap<usize, Vec<&Ratio>> = BTreeMap::new();
        for ratio in &figures.ratios {
            ratios.entry(ratio.percent).or_default().push(ratio);
        }
        let mut totals: BTreeMap<usize, Vec<&Total>> = BTreeMap::new();
        for total in &figures.totals {
            if let Some(stated) = total.total {
                totals.entry(stated).or_default().push(total);
            }
        }
        let of_sums = |fault: &&Fault| matches!(fault.kind, FaultKind::Sum | FaultKind::Count | FaultKind::Group);
        let sums = || figures.faults.iter().filter(of_sums);
        Self {
            ratios,
            totals,
            derived: figures.derived.iter().map(|derived| (derived.result, derived.verdict.holds())).collect(),
            faulty: figures.faults.iter().filter_map(|fault| fault.percent).collect(),
            faulty_sums: [sums().map(|fault| fault.figure).collect(), sums().filter_map(|fault| fault.total).collect()],
        }
    }

    /// The ratios of a percentage that are not taken back.
    fn ratios_of(&self, percent: usize, taken: &TakenBack) -> impl Iterator<Item = &'f Ratio> {
        self.ratios.get(&percent).into_iter().flatten().copied().filter(|ratio| !taken.takes(ratio))
    }

    fn totals_of(&self, total: usize) -> impl Iterator<Item = &'f Total> {
        self.totals.get(&total).into_iter().flatten().copied()
    }

    fn is_proved(&self, proof: &Derived, taken: &TakenBack) -> bool {
        self.ratios_of(proof.result, taken).any(|ratio| ratio.verdict.holds())
            || self.totals_of(proof.result).any(|total| total.parts == proof.operands)
            || self.derived.contains(&(proof.result, true))
    }

    /// True if the result was compared already, one way or the other.
    fn is_judged(&self, first: &Derived, taken: &TakenBack) -> bool {
        match first.operation {
            Operation::Sum | Operation::Within => {
                let [figures, totals] = &self.faulty_sums;
                totals.contains(&first.result)
                    || first.operands.iter().any(|operand| figures.contains(operand))
                    || self.totals_of(first.result).any(|total| total.verdict.holds())
            }
            _ => {
                self.ratios_of(first.result, taken).any(|ratio| ratio.verdict != Verdict::Unknown)
                    || self.faulty.contains(&first.result)
                    || [true, false].iter().any(|holds| self.derived.contains(&(first.result, *holds)))
            }
        }
    }
}
