//! The work of a run: which inputs by which plan, and the check of one of them.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::Session;
use super::configs::Configs;
use super::convert::{Convert, readable};
use super::inputs::{self, Input, Reach};
use super::timings::Stopwatch;
use crate::config::{LeftOut, Plan};
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
    /// The file of which the input is a mended copy: by its name findings are known.
    pub(super) original: Option<PathBuf>,
}

impl Task {
    /// The path by which findings in the input are known.
    pub(super) fn known_as(&self) -> &Path {
        self.original.as_deref().unwrap_or_else(|| self.input.path())
    }
}

/// What a run is to check and what it leaves out.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    /// The inputs with their plans.
    pub(super) all: Vec<Task>,
    /// Documents of the folders that are left out.
    pub(super) left_out: BTreeMap<LeftOut, (usize, String)>,
}

/// The inputs behind `paths` with their plans; `None` if a configuration has mistakes.
pub(super) fn find(
    paths: &[PathBuf],
    stdin_name: Option<&str>,
    reach: Reach,
    configs: &mut Configs,
    session: &mut Session,
) -> io::Result<Option<Tasks>> {
    let found = inputs::find(paths, stdin_name, reach);
    let mut tasks = Tasks::default();
    if reach == Reach::Usual {
        tasks.left_out = inputs::left_out(paths, &found);
    }
    for found in found {
        let path = found.input.path();
        let Some(plan) = configs.plan(path, session)? else { return Ok(None) };
        if !found.in_folder || reach == Reach::All || configs.is_wanted(path, session)? {
            tasks.all.push(Task { input: found.input, plan, original: None });
        } else {
            let (documents, example) = tasks.left_out.entry(LeftOut::Excluded).or_default();
            *documents += 1;
            if example.is_empty() {
                *example = found.input.name();
            }
        }
    }
    Ok(Some(tasks))
}

/// Reads and checks one input.
pub(super) fn check(input: &Input, plan: &Plan, convert: Convert, watch: &mut Stopwatch) -> Checked {
    let file = input.read(&plan.settings.limits);
    check_file(input, file, plan, convert, watch)
}

/// Checks one input that was read. A fault in recognition ends the check of this input only.
pub(super) fn check_file(
    input: &Input,
    file: Result<SourceFile, Failure>,
    plan: &Plan,
    convert: Convert,
    watch: &mut Stopwatch,
) -> Checked {
    let settings = &plan.settings;
    let converted = file.and_then(|file| readable(file, convert, &settings.limits));
    watch.ended_own("open");
    let result = converted.and_then(|(file, notice)| {
        let checked = || engine::check_in_steps(file, settings, &mut |step| watch.ended(step));
        let outcome = catch_unwind(AssertUnwindSafe(checked));
        let mut outcome = outcome.map_err(|_| Failure::Fault)?.map_err(Failure::Read)?;
        outcome.notices.extend(notice);
        Ok(outcome)
    });
    Checked { path: input.name(), result }
}
