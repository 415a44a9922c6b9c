//! The clock of `--timings`.

use std::time::Instant;

use crate::engine::Step;
use crate::report::timings::Timings;

/// Measures the steps of one thread, one after the other. Stopped, it costs nothing.
#[derive(Debug)]
pub(super) struct Stopwatch {
    /// When the last step ended; `None` if nobody wants to know.
    since: Option<Instant>,
    timings: Timings,
}

impl Stopwatch {
    /// A stopwatch that runs if `wanted`.
    pub(super) fn new(wanted: bool) -> Self {
        Self { since: wanted.then(Instant::now), timings: Timings::default() }
    }

    /// Ends a step of the engine.
    pub(super) fn ended(&mut self, step: Step<'_>) {
        let Some(time) = self.lap() else { return };
        match step {
            Step::Rule(rule) => self.timings.add_rule(step.name(), rule, time),
            _ => self.timings.add(step.name(), time),
        }
    }

    /// Ends a step of the command line.
    pub(super) fn ended_own(&mut self, name: &'static str) {
        if let Some(time) = self.lap() {
            self.timings.add(name, time);
        }
    }

    /// What was measured.
    pub(super) fn timings(self) -> Timings {
        self.timings
    }

    /// Adds what another thread has measured. Its time is not time of the next step here.
    pub(super) fn merge(&mut self, other: Timings) {
        self.timings.merge(other);
    }

    /// Leaves out the time since the last step.
    pub(super) fn skip(&mut self) {
        self.lap();
    }

    /// What was measured up to now, with the memory of the process.
    pub(super) fn so_far(&self) -> Option<Timings> {
        self.since?;
        Some(Timings { peak_bytes: peak_bytes(), ..self.timings.clone() })
    }

    fn lap(&mut self) -> Option<std::time::Duration> {
        let since = self.since.as_mut()?;
        let now = Instant::now();
        let time = now.duration_since(*since);
        *since = now;
        Some(time)
    }
}

/// The high-water mark of the process's memory, where `/proc` tells it.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}
