//! Joins what patterns say with what the groups of figures said before.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::figure::{BaseSource, Fault, FaultKind, Figures, Verdict};
use crate::model::relation::{Derived, Operation};

/// What proves a figure wins; what refutes it counts only if all that do agree, and nothing proves it.
pub(super) fn settle(found: Vec<Derived>, figures: &mut Figures) {
    let mut by_result: BTreeMap<(usize, bool), Vec<Derived>> = BTreeMap::new();
    for derived in found {
        by_result.entry((derived.result, derived.operation == Operation::Within)).or_default().push(derived);
    }
    for ((result, _), all) in by_result {
        if let Some(proof) = all.iter().find(|derived| derived.verdict.holds()) {
            clear(figures, result);
            if !is_proved(figures, proof) {
                figures.derived.push(proof.clone());
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
        if agree && !is_judged(figures, first) {
            drop_guesses(figures, first);
            figures.derived.push((*first).clone());
        }
    }
}

/// Takes back what was said against a percentage that is proved, or left open.
pub(super) fn clear(figures: &mut Figures, percent: usize) {
    figures.ratios.retain(|ratio| ratio.percent != percent || ratio.verdict.holds());
    let speaks = |fault: &Fault| {
        let kind = matches!(fault.kind, FaultKind::Percent | FaultKind::NoBase);
        kind && (fault.percent == Some(percent) || fault.figure == percent)
    };
    figures.faults.retain(|fault| !speaks(fault));
    figures.derived.retain(|derived| derived.result != percent || derived.verdict.holds());
}

/// Percentages that were compared already.
pub(in crate::recognize::figures) fn judged_percents(figures: &Figures) -> BTreeSet<usize> {
    let ratios = figures.ratios.iter().filter(|ratio| ratio.verdict != Verdict::Unknown).map(|ratio| ratio.percent);
    let derived = figures.derived.iter().map(|derived| derived.result);
    let faults = figures.faults.iter().filter_map(|fault| fault.percent);
    ratios.chain(derived).chain(faults).collect()
}

fn is_proved(figures: &Figures, proof: &Derived) -> bool {
    let ratio = figures.ratios.iter().any(|ratio| ratio.percent == proof.result && ratio.verdict.holds());
    let total = figures.totals.iter().any(|total| total.total == Some(proof.result) && total.parts == proof.operands);
    ratio || total || figures.derived.iter().any(|derived| derived.result == proof.result && derived.verdict.holds())
}

/// True if the result was compared already, one way or the other.
fn is_judged(figures: &Figures, first: &Derived) -> bool {
    match first.operation {
        Operation::Sum | Operation::Within => {
            let told = |fault: &Fault| {
                matches!(fault.kind, FaultKind::Sum | FaultKind::Count | FaultKind::Group)
                    && (fault.total == Some(first.result) || first.operands.contains(&fault.figure))
            };
            figures.faults.iter().any(told)
                || figures.totals.iter().any(|total| total.total == Some(first.result) && total.verdict.holds())
        }
        _ => judged_percents(figures).contains(&first.result),
    }
}

/// The parts were taken for all there is while no total was seen; now one is, and they are not.
fn drop_guesses(figures: &mut Figures, first: &Derived) {
    if first.operation == Operation::Sum {
        let parts = &first.operands;
        let within = parts.first().copied().unwrap_or(0)..parts.last().map_or(0, |last| last + 2);
        figures.shares.retain(|shares| !shares.percents.iter().any(|percent| within.contains(percent)));
        figures.totals.retain(|total| total.total.is_some() || !total.parts.iter().any(|part| parts.contains(part)));
        figures.ratios.retain(|ratio| {
            let guessed = match ratio.base.as_ref().map(|base| &base.source) {
                Some(BaseSource::Stated(_)) => false,
                Some(BaseSource::SumOf(_) | BaseSource::Inferred) | None => true,
            };
            !(guessed && parts.contains(&ratio.count))
        });
    } else {
        clear(figures, first.result);
    }
}
