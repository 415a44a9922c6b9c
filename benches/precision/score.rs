//! Precision of marked findings, by rule and by severity.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::marks::Mark;

/// Verdicts on some findings. Those nobody is sure of count neither way.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Verdicts {
    /// Right findings.
    right: usize,
    /// False alarms.
    wrong: usize,
    /// Not decided.
    unsure: usize,
    /// Right of those decided.
    precision: f64,
    /// The Wilson interval of 95 %.
    low: f64,
    /// See `low`.
    high: f64,
}

impl Verdicts {
    fn add(&mut self, verdict: &str) {
        match verdict {
            "true" => self.right += 1,
            "false" => self.wrong += 1,
            "unsure" => self.unsure += 1,
            _ => {}
        }
    }

    fn settle(&mut self) {
        let decided = self.right + self.wrong;
        self.precision = if decided == 0 { 1.0 } else { self.right as f64 / decided as f64 };
        (self.low, self.high) = wilson(self.right, decided);
    }
}

/// The Wilson interval of 95 % of `right` out of `all`.
fn wilson(right: usize, all: usize) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    if all == 0 {
        return (0.0, 1.0);
    }
    let (all, share) = (all as f64, right as f64 / all as f64);
    let denominator = 1.0 + Z * Z / all;
    let centre = share + Z * Z / (2.0 * all);
    let spread = Z * (share * (1.0 - share) / all + Z * Z / (4.0 * all * all)).sqrt();
    (((centre - spread) / denominator).max(0.0), ((centre + spread) / denominator).min(1.0))
}

/// All verdicts, summed up.
#[derive(Debug, Serialize)]
pub(crate) struct Score {
    /// By severity.
    severities: BTreeMap<String, Verdicts>,
    /// By rule.
    rules: BTreeMap<String, Verdicts>,
}

impl Score {
    /// Sums `marks` up.
    pub(crate) fn new(marks: &[Mark]) -> Self {
        let mut score = Self { severities: BTreeMap::new(), rules: BTreeMap::new() };
        for mark in marks {
            score.severities.entry(mark.severity.clone()).or_default().add(&mark.verdict);
            score.rules.entry(mark.rule.clone()).or_default().add(&mark.verdict);
        }
        score.severities.values_mut().chain(score.rules.values_mut()).for_each(Verdicts::settle);
        score
    }

    /// The table for people.
    pub(crate) fn table(&self) -> String {
        let mut text =
            format!("{:<40} {:>6} {:>6} {:>6} {:>9}  interval of 95 %\n", "", "right", "wrong", "unsure", "precision");
        for (name, verdicts) in self.rules.iter().chain(&self.severities) {
            let _ = writeln!(
                text,
                "{name:<40} {:>6} {:>6} {:>6} {:>9.3}  {:.3} to {:.3}",
                verdicts.right, verdicts.wrong, verdicts.unsure, verdicts.precision, verdicts.low, verdicts.high
            );
        }
        text
    }
}
