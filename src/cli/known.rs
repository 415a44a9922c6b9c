//! The files of known findings of a run: found, read, followed through renames.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use super::configs::Configs;
use super::{Session, git, inputs};
use crate::baseline::Baseline;
use crate::config::Plan;
use crate::project;
use crate::report::words;

/// The name of the file where no configuration gives one.
pub(super) const NAME: &str = "rasoat-baseline.jsonl";

/// Whether a file that cannot be read may be taken for an empty one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absence {
    /// It is about to be written.
    Empty,
    /// Findings would be reported that are known.
    Trouble,
}

/// The baseline at `path`; `None` if it cannot be read, which is said.
pub(super) fn read(path: &Path, absence: Absence, session: &mut Session) -> io::Result<Option<Baseline>> {
    let lang = session.lang();
    let told = match project::read_text(path, project::MOST_BASELINE) {
        Ok(text) => match Baseline::parse(&text) {
            Ok(baseline) => return Ok(Some(baseline)),
            Err(wrong) => words::wrong_baseline(wrong.0, lang),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => words::no_baseline(lang),
        Err(error) => words::failure(&inputs::failure(&error), lang).message,
    };
    if absence == Absence::Empty {
        return Ok(Some(Baseline::default()));
    }
    session.complain(&format!("{}: {told}", path.display()))?;
    Ok(None)
}

/// The name of the document `path` in the baseline at `baseline`.
pub(super) fn name(path: &Path, baseline: &Path, configs: &Configs) -> String {
    project::name(&configs.absolute(path), &configs.absolute(baseline))
}

/// Lets the entries of files that are gone follow the renames that git knows. Without git they stay.
pub(super) fn follow(baseline: &mut Baseline, path: &Path, configs: &Configs, session: &mut Session) -> io::Result<()> {
    let file = configs.absolute(path);
    let Some(folder) = file.parent() else { return Ok(()) };
    if baseline.entries().all(|entry| folder.join(&entry.path).exists()) {
        return Ok(());
    }
    let renames = git::root(folder).and_then(|root| Ok((git::renames(&root)?, root)));
    let (renames, root) = match renames {
        Ok(found) => found,
        Err(git::Refused(said)) => return session.complain(&words::no_renames(&said, session.lang())),
    };
    // Git speaks of real folders; a folder reached by a link has two names.
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let root = fs::canonicalize(&root).unwrap_or(root);
    let name = |path: &String| {
        let below = root.join(path);
        let below: PathBuf = below.strip_prefix(&folder).ok()?.to_owned();
        Some(below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
    };
    let renames: Vec<(String, String)> = renames
        .iter()
        .filter_map(|(old, new)| Some((name(old)?, name(new)?)))
        // A name that is in use again is that of another document.
        .filter(|(old, _)| !folder.join(old).exists())
        .collect();
    baseline.follow(&renames);
    Ok(())
}

/// All baselines that the plans of a run name.
pub(super) type Baselines = BTreeMap<PathBuf, Baseline>;

/// The known findings of all `plans`, followed through the renames of `followed`; `None` if a file cannot be read,
/// which is said.
pub(super) fn of_plans(
    plans: &[Arc<Plan>],
    followed: Option<&Configs>,
    session: &mut Session,
) -> io::Result<Option<Baselines>> {
    let mut baselines = Baselines::new();
    for path in plans.iter().filter_map(|plan| plan.baseline.as_ref()) {
        if baselines.contains_key(path) {
            continue;
        }
        let Some(mut baseline) = read(path, Absence::Trouble, session)? else { return Ok(None) };
        if let Some(configs) = followed {
            follow(&mut baseline, path, configs, session)?;
        }
        baselines.insert(path.clone(), baseline);
    }
    Ok(Some(baselines))
}
