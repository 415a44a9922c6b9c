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
use crate::report::{Checked, Failure, words};

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

impl Tasks {
    fn leave_out(&mut self, why: LeftOut, input: &Input) {
        let (documents, example) = self.left_out.entry(why).or_default();
        *documents += 1;
        if example.is_empty() {
            *example = input.name();
        }
    }
}

/// What of a folder a run is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// Documents.
    Documents,
    /// Copies with remarks, by their names.
    MarkedCopies,
}

/// True for the name of a copy with remarks.
fn is_marked_copy(input: &Input) -> bool {
    let stem = input.path().file_stem().map(std::ffi::OsStr::to_string_lossy).unwrap_or_default();
    stem.ends_with(words::ANNOTATED)
}

/// The documents behind `paths` with their plans; `None` if a configuration has mistakes.
pub(super) fn find(
    paths: &[PathBuf],
    stdin_name: Option<&str>,
    reach: Reach,
    configs: &mut Configs,
    session: &mut Session,
) -> io::Result<Option<Tasks>> {
    find_all(paths, stdin_name, (reach, Subject::Documents), configs, session)
}

/// The inputs behind `paths` that a run is about.
pub(super) fn find_all(
    paths: &[PathBuf],
    stdin_name: Option<&str>,
    (reach, subject): (Reach, Subject),
    configs: &mut Configs,
    session: &mut Session,
) -> io::Result<Option<Tasks>> {
    let found = inputs::find(paths, stdin_name, reach);
    let mut tasks = Tasks::default();
    if reach == Reach::Usual {
        tasks.left_out = inputs::left_out(paths, &found);
    }
    for found in found {
        // Whoever is not trusted could give a document this name.
        let is_copy = found.in_folder && reach == Reach::Usual && is_marked_copy(&found.input);
        match subject {
            Subject::Documents if is_copy => {
                tasks.leave_out(LeftOut::Copy, &found.input);
                continue;
            }
            Subject::MarkedCopies if found.in_folder && !is_copy => continue,
            Subject::Documents | Subject::MarkedCopies => {}
        }
        let path = found.input.path();
        let Some(plan) = configs.plan(path, session)? else { return Ok(None) };
        if !found.in_folder || reach == Reach::All || configs.is_wanted(path, session)? {
            tasks.all.push(Task { input: found.input, plan, original: None });
        } else {
            tasks.leave_out(LeftOut::Excluded, &found.input);
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
