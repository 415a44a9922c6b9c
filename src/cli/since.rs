//! `check --since`: only what changed since a revision. Files that are as they were are left out; of
//! a file that changed, the findings that it had then, in paragraphs that are as they were, are set
//! aside.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::configs::Configs;
use super::inputs::Input;
use super::tasks::Task;
use super::{Session, git};
use crate::baseline::Baseline;
use crate::diagnostic::Diagnostic;
use crate::engine::Outcome;
use crate::model::{Block, Document};
use crate::project;
use crate::report::words;

/// A revision of every repository that the inputs of a run belong to.
#[derive(Debug, Default)]
pub(super) struct Since {
    /// By the folder of the repository.
    repositories: BTreeMap<PathBuf, Repository>,
}

#[derive(Debug)]
struct Repository {
    commit: String,
    /// Files of the revision, by their names from the root.
    files: HashSet<String>,
    /// Files that are not as they were, with the name they had.
    changed: BTreeMap<String, Option<String>>,
}

/// How an input stands to the revision.
#[derive(Debug, PartialEq, Eq)]
enum Standing<'a> {
    /// The revision did not have it.
    New,
    /// It is as it was.
    Same,
    /// It had this name and other content.
    Changed(&'a Path, &'a str),
}

impl Since {
    /// Asks git about `revision` for all `tasks` and leaves out those that are as they were; `None`
    /// if git cannot tell, which is said.
    pub(super) fn find(
        revision: &str,
        tasks: &mut Vec<Task>,
        configs: &Configs,
        session: &mut Session,
    ) -> io::Result<Option<Self>> {
        let mut since = Self::default();
        let folders: BTreeSet<PathBuf> =
            tasks.iter().filter_map(|task| real(&task.input, configs)?.parent().map(Path::to_owned)).collect();
        for folder in folders {
            if since.repositories.contains_key(&root_by_name(&folder)) {
                continue;
            }
            let found = git::root(&folder).map(|root| fs::canonicalize(&root).unwrap_or(root));
            let root = match found {
                Ok(root) => root,
                Err(git::Refused(said)) => {
                    let told = words::no_repository(&folder.display().to_string(), &said, session.lang());
                    session.complain(&told)?;
                    return Ok(None);
                }
            };
            if since.repositories.contains_key(&root) {
                continue;
            }
            match Repository::at(&root, revision) {
                Ok(repository) => drop(since.repositories.insert(root, repository)),
                Err(git::Refused(said)) => {
                    session.complain(&words::no_revision(revision, &said, session.lang()))?;
                    return Ok(None);
                }
            }
        }
        tasks.retain(|task| since.standing(&task.input, configs) != Standing::Same);
        Ok(Some(since))
    }

    fn standing(&self, input: &Input, configs: &Configs) -> Standing<'_> {
        let Some(path) = real(input, configs) else { return Standing::New };
        let Some((root, repository, name)) = path.ancestors().skip(1).find_map(|folder| {
            let (root, repository) = self.repositories.get_key_value(folder)?;
            let name = path.strip_prefix(folder).ok()?;
            let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
            Some((root, repository, parts.join("/")))
        }) else {
            return Standing::New;
        };
        match repository.changed.get(&name) {
            Some(Some(earlier)) => Standing::Changed(root, earlier),
            None if repository.files.contains(&name) => Standing::Same,
            Some(None) | None => Standing::New,
        }
    }

    /// What the file behind `input` held in the revision; `None` if it is new.
    pub(super) fn earlier(&self, input: &Input, configs: &Configs) -> Option<Vec<u8>> {
        let Standing::Changed(root, name) = self.standing(input, configs) else { return None };
        let repository = self.repositories.get(root)?;
        git::content(root, &repository.commit, name).ok()
    }
}

impl Repository {
    fn at(root: &Path, revision: &str) -> Result<Self, git::Refused> {
        let commit = git::commit(root, revision)?;
        let files = git::files(root, &commit)?.into_iter().collect();
        let changed = git::changes(root, &commit)?.into_iter().collect();
        Ok(Self { commit, files, changed })
    }
}

/// The path by which git knows an input, if it is a file. The last part may be a link, which git
/// follows no more than this does.
fn real(input: &Input, configs: &Configs) -> Option<PathBuf> {
    let Input::File(path) = input else { return None };
    let path = configs.absolute(path);
    let folder = fs::canonicalize(path.parent()?).ok()?;
    Some(folder.join(path.file_name()?))
}

/// The nearest folder above that looks like that of a repository, which spares asking git for every
/// folder.
fn root_by_name(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder).to_owned()
}

/// Names of the findings of `now` that `earlier` had already and whose paragraph has not changed
/// since. A finding about a whole document stands in no paragraph; there it is enough that it was
/// found.
pub(super) fn unchanged(now: &Outcome, earlier: &Outcome) -> BTreeSet<String> {
    let had: Baseline = {
        let mut baseline = Baseline::default();
        for entry in project::entries(earlier, "") {
            baseline.insert(entry);
        }
        baseline
    };
    let paragraphs: HashSet<&str> = earlier.document.blocks().iter().map(Block::clean).collect();
    let findings = project::entries(now, "");
    let stands =
        |finding: &Diagnostic| finding.span.range.is_empty() || paragraphs.contains(text_of(&now.document, finding));
    now.diagnostics
        .iter()
        .zip(had.match_up(&findings))
        .filter(|(finding, entry)| entry.is_some() && stands(finding))
        .map(|(finding, _)| finding.fingerprint.clone())
        .collect()
}

fn text_of<'a>(document: &'a Document, finding: &Diagnostic) -> &'a str {
    document.block(finding.span.block).clean()
}
