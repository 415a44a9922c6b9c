//! Where the time of a run went, by step and by rule. Measured by `cli`; here it is only shown.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::Look;
use super::json::v1;
use super::layout::{Ink, padded, paint};
use super::words::{self, Word};
use crate::diagnostic::RuleId;

/// Time by step and by rule. Over several threads the times add up, so they may be longer than the
/// run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timings {
    /// Time of each step, by its name; the rules together are one.
    pub steps: BTreeMap<&'static str, Duration>,
    /// Time of each rule.
    pub rules: BTreeMap<RuleId, Duration>,
    /// Most memory the process has used, where the system says so.
    pub peak_bytes: Option<u64>,
}

impl Timings {
    /// Adds `time` to the step `name`.
    pub fn add(&mut self, name: &'static str, time: Duration) {
        *self.steps.entry(name).or_default() += time;
    }

    /// Adds `time` to `rule` and to the step of the rules.
    pub fn add_rule(&mut self, step: &'static str, rule: &RuleId, time: Duration) {
        self.add(step, time);
        match self.rules.get_mut(rule) {
            Some(sum) => *sum += time,
            None => drop(self.rules.insert(rule.clone(), time)),
        }
    }

    /// Adds the times of another.
    pub fn merge(&mut self, other: Self) {
        for (name, time) in other.steps {
            self.add(name, time);
        }
        for (rule, time) in other.rules {
            *self.rules.entry(rule).or_default() += time;
        }
    }

    /// All steps together.
    pub fn total(&self) -> Duration {
        self.steps.values().sum()
    }
}

/// Both lists for people, the slowest first.
pub fn table(timings: &Timings, look: Look) -> String {
    let total = timings.total();
    let mut out = format!("{}\n", paint(Word::TimeBySteps.text(look.lang), Ink::Bold, look));
    let steps = timings.steps.iter().map(|(name, time)| (words::step(name, look.lang), *time));
    rows(&mut out, steps.collect(), total, look);
    rows(&mut out, vec![(Word::Together.text(look.lang), total)], total, look);
    if let Some(bytes) = timings.peak_bytes {
        let _ = writeln!(out, "{}: {} MiB", Word::PeakMemory.text(look.lang), bytes.div_ceil(1 << 20));
    }
    if !timings.rules.is_empty() {
        let _ = writeln!(out, "{}", paint(Word::TimeByRules.text(look.lang), Ink::Bold, look));
        rows(&mut out, timings.rules.iter().map(|(rule, time)| (rule.as_str(), *time)).collect(), total, look);
    }
    out
}

fn rows(out: &mut String, mut rows: Vec<(&str, Duration)>, total: Duration, look: Look) {
    const NAME_WIDTH: usize = 44;
    rows.sort_by(|left, right| (right.1, left.0).cmp(&(left.1, right.0)));
    for (name, time) in rows {
        let share = time.as_secs_f64() / total.as_secs_f64().max(f64::MIN_POSITIVE) * 100.0;
        let numbers = format!("{:>12.3} ms {share:>5.1}%", time.as_secs_f64() * 1e3);
        let numbers = if look.lang == crate::catalogue::Lang::Vi { numbers.replace('.', ",") } else { numbers };
        let _ = writeln!(out, "  {} {numbers}", padded(name, NAME_WIDTH));
    }
}

/// Both lists for machines, the slowest first.
pub fn json(timings: &Timings) -> v1::Timings {
    let mut steps: Vec<v1::Timing> = timings.steps.iter().map(|(name, time)| timing(name, *time)).collect();
    let mut rules: Vec<v1::Timing> = timings.rules.iter().map(|(rule, time)| timing(rule.as_str(), *time)).collect();
    for list in [&mut steps, &mut rules] {
        list.sort_by(|left, right| (right.nanoseconds, &left.name).cmp(&(left.nanoseconds, &right.name)));
    }
    v1::Timings { steps, rules, peak_bytes: timings.peak_bytes }
}

fn timing(name: &str, time: Duration) -> v1::Timing {
    v1::Timing { name: name.to_owned(), nanoseconds: u64::try_from(time.as_nanos()).unwrap_or(u64::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Lang;

    fn timings() -> Timings {
        let mut timings = Timings::default();
        timings.add("read", Duration::from_millis(1));
        timings.add_rule("rules", &RuleId::from_static("a/fast"), Duration::from_millis(2));
        let mut other = Timings::default();
        other.add_rule("rules", &RuleId::from_static("a/slow"), Duration::from_millis(5));
        timings.merge(other);
        timings
    }

    #[test]
    fn the_slowest_stands_first_and_rules_add_up() {
        let wire = json(&timings());
        let names: Vec<&str> = wire.steps.iter().map(|step| step.name.as_str()).collect();
        assert_eq!(names, ["rules", "read"]);
        assert_eq!(wire.steps[0].nanoseconds, 7_000_000);
        assert_eq!(wire.rules[0].name, "a/slow");
    }

    #[test]
    fn both_languages_write_numbers_their_way() {
        let look = |lang| Look { lang, color: false, width: 80 };
        assert!(table(&timings(), look(Lang::Vi)).contains("7,000 ms  87,5%"));
        assert!(table(&timings(), look(Lang::En)).contains("7.000 ms  87.5%"));
    }
}
