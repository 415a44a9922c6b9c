//! The line that says how far a long run is. It stands on standard error while that is a terminal, and
//! is gone when the run ends; results are the same with it and without.

use std::env;
use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::catalogue::Lang;
use crate::report::words::Word;

/// A run that takes no longer needs no line.
const PATIENCE: Duration = Duration::from_secs(1);

/// The line of one run.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    /// Nobody would see it, or it would fill a log.
    is_off: bool,
    is_shown: AtomicBool,
}

impl Progress {
    /// For a run over so many inputs.
    pub(super) fn new(inputs: usize, lang: Lang) -> Self {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let bar = ProgressBar::with_draw_target(Some(inputs as u64), ProgressDrawTarget::hidden());
        let line = format!("{} {{pos}}/{{len}} {{wide_bar}} {{eta}}", Word::Checking.text(lang));
        if let Ok(style) = ProgressStyle::with_template(&line) {
            bar.set_style(style.progress_chars("━━─"));
        }
        Self {
            bar,
            begun: Instant::now(),
            is_off: inputs < 2 || is_set("CI") || is_dumb || !io::stderr().is_terminal(),
            is_shown: AtomicBool::new(false),
        }
    }

    /// One more input is finished.
    pub(super) fn step(&self) {
        if self.is_off {
            return;
        }
        self.bar.inc(1);
        if self.begun.elapsed() > PATIENCE && !self.is_shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Does `work` that writes to a terminal while the line is out of its way.
    pub(super) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        if self.is_shown() { self.bar.suspend(work) } else { work() }
    }

    /// True once there is a line.
    pub(super) fn is_shown(&self) -> bool {
        self.is_shown.load(Ordering::Relaxed)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
