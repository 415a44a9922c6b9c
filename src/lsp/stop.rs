//! Stopping a check whose result nobody waits for any more.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Says of a check whether it is to stop. A text of some megabytes takes a while, and the next letter
/// makes its findings worthless.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Stops the check.
    pub(super) fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True if the check is to stop, or was stopped.
    pub(super) fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Ends the check on this thread if it is to stop. The engine tells each step as it ends; from
    /// there the thread unwinds to [`super::guarded`], in silence, for it is no fault.
    pub(super) fn heed(&self) {
        if self.is_stopped() {
            resume_unwind(Box::new("stopped"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{self, Settings};
    use crate::model::SourceFile;

    #[test]
    fn a_check_ends_at_the_next_step() {
        let stop = Stop::default();
        let mut steps = 0;
        let checked = crate::lsp::guarded(|| {
            let file = SourceFile { name: "a.txt".to_owned(), bytes: b"BAO CAO".to_vec() };
            engine::check_in_steps(file, &Settings::new(), &mut |_| {
                stop.heed();
                steps += 1;
                if steps == 3 {
                    stop.stop();
                }
            })
        });
        assert!(checked.is_err());
        assert_eq!(steps, 3);
    }
}
