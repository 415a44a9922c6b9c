//! The work of a run: which inputs by which plan, and the check of one of them.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use super::configs::Configs;
use super::inputs::{self, Input};
use super::timings::Stopwatch;
use super::{Session, convert};
use crate::config::Plan;
use crate::engine;
use crate::model::SourceFile;
use crate::report::{Checked, Failure};

/// An input and the plan it is checked by.
#[derive(Debug)]
pub(super) struct Task {
    /// The input.
    pub(super) input: Input,
    /// Index of its plan.
    pub(super) plan: usize,
}

/// The inputs behind `paths` with their plans; `None` if a configuration has mistakes.
pub(super) fn find(
    paths: &[PathBuf],
    stdin_name: Option<&str>,
    configs: &mut Configs<'_>,
    session: &mut Session,
) -> io::Result<Option<Vec<Task>>> {
    let mut tasks = Vec::new();
    for found in inputs::find(paths, stdin_name) {
        let path = found.input.path();
        let Some(plan) = configs.plan(path, session)? else { return Ok(None) };
        if !found.in_folder || configs.is_wanted(path, session)? {
            tasks.push(Task { input: found.input, plan });
        }
    }
    Ok(Some(tasks))
}

/// Reads and checks one input.
pub(super) fn check(input: &Input, plan: &Plan, libreoffice: bool, watch: &mut Stopwatch) -> Checked {
    let file = input.read(&plan.settings.limits);
    check_file(input, file, plan, libreoffice, watch)
}

/// Checks one input that was read. A fault in recognition ends the check of this input only.
pub(super) fn check_file(
    input: &Input,
    file: Result<SourceFile, Failure>,
    plan: &Plan,
    libreoffice: bool,
    watch: &mut Stopwatch,
) -> Checked {
    let settings = &plan.settings;
    let readable = file.and_then(|file| convert::readable(file, libreoffice, &settings.limits));
    watch.ended_own("open");
    let result = readable.and_then(|(file, notice)| {
        let checked = || engine::check_in_steps(file, settings, &mut |step| watch.ended(step));
        let outcome = catch_unwind(AssertUnwindSafe(checked));
        let mut outcome = outcome.map_err(|_| Failure::Fault)?.map_err(Failure::Read)?;
        outcome.notices.extend(notice);
        Ok(outcome)
    });
    Checked { path: input.name(), result }
}
