//! How one document is checked: by the rules and settings that its configuration gives, and with the
//! findings set aside that are known already.

use std::path::Path;
use std::sync::Arc;

use super::Check;
use super::stop::Stop;
use crate::baseline::Baseline;
use crate::catalogue::Lang;
use crate::config::Plan;
use crate::engine::{Outcome, Settings};
use crate::model::SourceFile;
use crate::project;
use crate::report::Failure;

/// The terms of one document.
#[derive(Clone)]
pub(super) struct Terms {
    plan: Arc<Plan>,
    /// The number of the plan.
    pub(super) number: usize,
    known: Option<Known>,
}

/// Findings that are known already, and the name of the document among them.
#[derive(Clone)]
struct Known {
    baseline: Arc<Baseline>,
    name: String,
}

impl Terms {
    /// The terms of `plan`.
    pub(super) const fn new(plan: Arc<Plan>, number: usize) -> Self {
        Self { plan, number, known: None }
    }

    /// Sets aside what `baseline` at `file` lists of the document at `path`.
    pub(super) fn knowing(mut self, baseline: Arc<Baseline>, file: &Path, path: &Path) -> Self {
        self.known = Some(Known { baseline, name: project::name(path, file) });
        self
    }

    /// For the engine.
    pub(super) fn settings(&self) -> &Settings {
        &self.plan.settings
    }

    /// The file of known findings that the configuration names.
    pub(super) fn baseline(&self) -> Option<&Path> {
        self.plan.baseline.as_deref()
    }

    /// Language of the tool's words.
    pub(super) fn lang(&self) -> Lang {
        self.plan.lang.into()
    }

    /// Runs `check`; a fault in it ends this check alone, and so does `stop`.
    pub(super) fn check(&self, file: SourceFile, check: Check, stop: &Stop) -> Result<Outcome, Failure> {
        let checked = super::guarded(|| check(file, self.settings(), &mut |_| stop.heed()));
        let mut outcome = checked.map_err(|()| Failure::Fault)?.map_err(Failure::Read)?;
        if let Some(Known { baseline, name }) = &self.known {
            project::set_known(&mut outcome, name, baseline);
        }
        outcome.cut_short();
        Ok(outcome)
    }
}
