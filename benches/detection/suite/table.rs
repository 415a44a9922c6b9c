//! Results by operator and by rule, as a table and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::runner::Trial;

/// What every operator should reach by itself.
const LEAST: f64 = 0.8;

/// Counts of some trials.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Tally {
    /// Defects put in.
    pub(crate) mutants: usize,
    /// Found by an expected rule at the place.
    pub(crate) found: usize,
    /// Not found, and an expected rule said that it could not be checked. Counted as missed.
    pub(crate) unchecked: usize,
    /// Other new findings.
    pub(crate) collateral: usize,
}

impl Tally {
    fn add(&mut self, trial: &Trial) {
        self.mutants += 1;
        self.found += usize::from(trial.found.is_some());
        self.unchecked += usize::from(trial.unchecked);
        self.collateral += trial.collateral.len();
    }

    /// Found of all.
    pub(crate) fn recall(&self) -> f64 {
        if self.mutants == 0 { 1.0 } else { self.found as f64 / self.mutants as f64 }
    }

    /// Other new findings per mutant.
    pub(crate) fn collateral_rate(&self) -> f64 {
        if self.mutants == 0 { 0.0 } else { self.collateral as f64 / self.mutants as f64 }
    }
}

/// The results of one corpus.
#[derive(Debug, Serialize)]
pub(crate) struct Summary {
    /// Name of the corpus.
    pub(crate) corpus: String,
    /// Documents with at least one mutant.
    pub(crate) documents: usize,
    /// Over all operators.
    pub(crate) all: Tally,
    /// Found of all, over all operators.
    pub(crate) recall: f64,
    /// Other new findings per mutant.
    pub(crate) collateral_rate: f64,
    /// By operator.
    pub(crate) operators: BTreeMap<String, Tally>,
    /// By rule that found something: how often.
    pub(crate) rules: BTreeMap<String, usize>,
    /// Rules of the other new findings: how often.
    pub(crate) collateral: BTreeMap<String, usize>,
    /// Operators of which fewer than [`LEAST`] are found.
    pub(crate) low: Vec<String>,
    /// Operators that found no place for their defect.
    pub(crate) unused: Vec<String>,
}

impl Summary {
    /// Sums `trials` up; `names` are all operators.
    pub(crate) fn new(corpus: &str, trials: &[Trial], names: &[&str]) -> Self {
        let mut all = Tally::default();
        let mut operators: BTreeMap<String, Tally> = BTreeMap::new();
        let mut rules: BTreeMap<String, usize> = BTreeMap::new();
        let mut collateral: BTreeMap<String, usize> = BTreeMap::new();
        let mut documents: Vec<&str> = trials.iter().map(|trial| trial.document.as_str()).collect();
        documents.sort_unstable();
        documents.dedup();
        for trial in trials {
            all.add(trial);
            operators.entry(trial.operator.to_owned()).or_default().add(trial);
            if let Some(rule) = &trial.found {
                *rules.entry(rule.clone()).or_default() += 1;
            }
            for (rule, _) in &trial.collateral {
                *collateral.entry(rule.clone()).or_default() += 1;
            }
        }
        let unused =
            names.iter().filter(|name| !operators.contains_key(**name)).map(|name| (*name).to_owned()).collect();
        let low = operators.iter().filter(|(_, tally)| tally.recall() < LEAST).map(|(name, _)| name.clone()).collect();
        let (recall, collateral_rate) = (all.recall(), all.collateral_rate());
        Self {
            corpus: corpus.to_owned(),
            documents: documents.len(),
            all,
            recall,
            collateral_rate,
            operators,
            rules,
            collateral,
            low,
            unused,
        }
    }

    /// The table for people.
    pub(crate) fn table(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "\n{}: {} documents\n", self.corpus, self.documents);
        let _ = writeln!(
            out,
            "{:<34} {:>7} {:>7} {:>7} {:>7} {:>10}",
            "operator", "mutants", "found", "missed", "recall", "collateral"
        );
        for (name, tally) in &self.operators {
            row(&mut out, name, tally);
        }
        row(&mut out, "all", &self.all);
        for (title, counts) in [("found by", &self.rules), ("collateral of", &self.collateral)] {
            let _ = writeln!(out, "\n{title}");
            for (rule, count) in counts {
                let _ = writeln!(out, "  {rule:<38} {count:>6}");
            }
        }
        if !self.low.is_empty() {
            let _ = writeln!(out, "\nbelow {LEAST}: {}", self.low.join(", "));
        }
        if !self.unused.is_empty() {
            let _ = writeln!(out, "\nno place found for: {}", self.unused.join(", "));
        }
        out
    }
}

fn row(out: &mut String, name: &str, tally: &Tally) {
    let missed = tally.mutants - tally.found;
    let _ = writeln!(
        out,
        "{name:<34} {:>7} {:>7} {missed:>7} {:>7.3} {:>10.3}",
        tally.mutants,
        tally.found,
        tally.recall(),
        tally.collateral_rate()
    );
}
