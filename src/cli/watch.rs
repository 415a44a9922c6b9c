//! `rasoat check --watch`: checks, waits until something that the result rests on has changed, and
//! checks again. The system only wakes; what has changed is told from names, times and sizes, so that
//! other files, and a run that reads or writes its own, wake nobody for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant, SystemTime};

use ignore::WalkBuilder;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::args::CheckArgs;
use super::configs::{Configs, NAME};
use super::inputs::{self, Input};
use super::{Exit, Session, check};
use crate::project::{is_document, is_rule_file};
use crate::report::words::{self, Word};

/// An editor writes a file in several steps; after so long without one it is done.
const QUIET: Duration = Duration::from_millis(80);
/// Steps that never end are not waited for.
const LONGEST: Duration = Duration::from_secs(2);

/// Checks until the user ends the program.
pub(super) fn run(args: &CheckArgs, session: &mut Session) -> io::Result<Exit> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        session.complain(Word::WatchNeedsFiles.text(session.lang()))?;
        return Ok(Exit::Trouble);
    }
    let spoken = session.lang();
    let mut ground = Ground::of(args)?;
    let (wake, woken) = mpsc::channel();
    let woken = Woken { events: woken };
    let told = notify::Config::default().with_follow_symlinks(false);
    let watcher = RecommendedWatcher::new(move |event| drop(wake.send(event)), told);
    let mut folders = match watcher {
        Ok(watcher) => Folders { watcher, watched: BTreeMap::new() },
        Err(error) => return cannot(&ground.folder, &error, session),
    };
    loop {
        if let Err((folder, error)) = folders.watch(&ground) {
            return cannot(&folder, &error, session);
        }
        let before = ground.state();
        // The configuration may set another language, or set it no longer.
        session.speak(spoken);
        let (_, configs) = check::once(args, session)?;
        session.out.flush()?;
        if let Some(configs) = configs {
            ground.learn(configs);
            if let Err((folder, error)) = folders.watch(&ground) {
                return cannot(&folder, &error, session);
            }
        }
        let before = before.with_new(ground.state());
        let documents = before.documents().filter(|path| ground.wants(path)).count();
        session.remark(&words::watching(documents, session.lang()))?;
        let changed = loop {
            let mut changed = before.changed(&ground.state());
            changed.retain(|path| ground.wants(path));
            if !changed.is_empty() {
                break changed;
            }
            if !woken.wait(&ground) {
                return Ok(Exit::Trouble);
            }
        };
        let changed: Vec<String> = changed.iter().map(|path| ground.shown(path)).collect();
        session.remark(&words::changed(&changed, session.lang()))?;
    }
}

fn cannot(folder: &Path, error: &notify::Error, session: &mut Session) -> io::Result<Exit> {
    session.complain(&words::cannot_watch(&folder.display().to_string(), &error.to_string(), session.lang()))?;
    Ok(Exit::Trouble)
}

/// What the result of a run rests on.
struct Ground<'a> {
    args: &'a CheckArgs,
    /// Where relative paths start.
    folder: PathBuf,
    /// Files and folders beside the documents: configurations and what they name.
    beside: BTreeSet<PathBuf>,
    /// Folders in which a configuration may appear that is not there yet.
    above: BTreeSet<PathBuf>,
    /// As the last run read them.
    configs: Option<Configs>,
}

/// What a file is told by; `None` if it is not there.
type Mark = Option<(Option<SystemTime>, u64)>;

/// The files that a result rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State(BTreeMap<PathBuf, Mark>);

impl<'a> Ground<'a> {
    /// What is known before the first run.
    fn of(args: &'a CheckArgs) -> io::Result<Self> {
        let folder = std::env::current_dir()?;
        let mut ground = Self { args, folder, beside: BTreeSet::new(), above: BTreeSet::new(), configs: None };
        let typed = args
            .judging
            .config
            .packs
            .folders
            .iter()
            .chain(&args.judging.registry)
            .chain(&args.judging.config.file.config);
        ground.beside = typed.map(|path| ground.absolute(path)).collect();
        Ok(ground)
    }

    /// Adds what a run has read.
    fn learn(&mut self, mut configs: Configs) {
        self.beside.extend(configs.read().cloned());
        for path in &self.args.paths {
            let (home, path) = (configs.home(path), self.absolute(path));
            self.above.extend(path.ancestors().skip(1).filter(|folder| folder.starts_with(&home)).map(Path::to_owned));
        }
        self.configs = Some(configs);
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        crate::project::absolute(&self.folder, path)
    }

    /// `path` as a user in this folder would write it.
    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).display().to_string()
    }

    /// True if the run writes the file itself.
    fn is_output(&self, path: &Path) -> bool {
        self.args.output.iter().filter_map(|output| output.path.as_ref()).any(|output| self.absolute(output) == path)
    }

    /// How all files are now.
    fn state(&self) -> State {
        let mut files = BTreeSet::new();
        let mut homes = self.above.clone();
        for found in inputs::find(&self.args.paths, None, self.args.reach()) {
            let Input::File(path) = found.input else { continue };
            let path = self.absolute(&path);
            homes.extend(path.parent().map(Path::to_owned));
            files.insert(path);
        }
        for path in &self.beside {
            if path.is_dir() {
                files.extend(rule_files(path));
            } else {
                files.insert(path.clone());
            }
        }
        files.extend(homes.into_iter().map(|folder| folder.join(NAME)));
        let files = files.into_iter().filter(|path| !self.is_output(path));
        State(files.map(|path| (mark(&path), path)).map(|(mark, path)| (path, mark)).collect())
    }

    /// True if the file is no document, or one that is to be checked.
    fn wants(&mut self, path: &Path) -> bool {
        !is_document(path)
            || self.args.paths.iter().any(|named| self.absolute(named) == path)
            || self.configs.as_mut().is_none_or(|configs| configs.wants(path))
    }

    /// True if it is worth looking at all files after a change of this one.
    fn matters(&self, path: &Path) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        // A name without an extension may be a folder that came, went or was renamed.
        is_document(path)
            || is_rule_file(path)
            || path.extension().is_none() && !name.starts_with('.')
            || matches!(&*name, ".gitignore" | ".ignore")
            || self.beside.contains(path)
    }
}

impl State {
    /// This state with the files of a later one that were not looked at here.
    fn with_new(mut self, later: Self) -> Self {
        for (path, mark) in later.0 {
            // A document that has come meanwhile was not checked yet.
            if !is_document(&path) {
                self.0.entry(path).or_insert(mark);
            }
        }
        self
    }

    /// Documents that are there.
    fn documents(&self) -> impl Iterator<Item = &PathBuf> {
        self.0.iter().filter(|(path, mark)| mark.is_some() && is_document(path)).map(|(path, _)| path)
    }

    /// Files that are not as they were.
    fn changed(&self, now: &Self) -> Vec<PathBuf> {
        let paths: BTreeSet<&PathBuf> = self.0.keys().chain(now.0.keys()).collect();
        let mark = |state: &Self, path: &PathBuf| state.0.get(path).copied().flatten();
        paths.into_iter().filter(|path| mark(self, path) != mark(now, path)).cloned().collect()
    }
}

fn mark(path: &Path) -> Mark {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}

/// The rule files below a folder.
fn rule_files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let walk = WalkBuilder::new(folder).standard_filters(false).hidden(true).build();
    walk.flatten().map(ignore::DirEntry::into_path).filter(|path| is_rule_file(path))
}

/// The folders that wake.
struct Folders {
    watcher: RecommendedWatcher,
    watched: BTreeMap<PathBuf, RecursiveMode>,
}

impl Folders {
    /// Watches what `ground` rests on, besides what is watched already.
    fn watch(&mut self, ground: &Ground<'_>) -> Result<(), (PathBuf, notify::Error)> {
        let mut wanted: BTreeMap<PathBuf, RecursiveMode> = BTreeMap::new();
        let mut want = |path: PathBuf, mode: RecursiveMode| {
            let known = wanted.entry(path).or_insert(mode);
            if mode == RecursiveMode::Recursive {
                *known = mode;
            }
        };
        let typed = ground.args.paths.iter().map(|path| ground.absolute(path));
        for path in typed.chain(ground.beside.iter().cloned()) {
            if path.is_dir() {
                want(path, RecursiveMode::Recursive);
            } else if let Some(folder) = path.ancestors().skip(1).find(|folder| folder.is_dir()) {
                // The folder, because many editors put a new file in the place of the old one.
                want(folder.to_owned(), RecursiveMode::NonRecursive);
            }
        }
        for folder in &ground.above {
            want(folder.clone(), RecursiveMode::NonRecursive);
        }
        for (path, mode) in wanted {
            let known = self.watched.get(&path);
            if known == Some(&mode) || known == Some(&RecursiveMode::Recursive) {
                continue;
            }
            self.watcher.watch(&path, mode).map_err(|error| (path.clone(), error))?;
            self.watched.insert(path, mode);
        }
        Ok(())
    }
}

/// What the system tells.
struct Woken {
    events: Receiver<notify::Result<Event>>,
}

impl Woken {
    /// Waits until something happens that may matter, and until it is over; false if nothing ever will.
    fn wait(&self, ground: &Ground<'_>) -> bool {
        loop {
            let Ok(event) = self.events.recv() else { return false };
            let matters = event.is_ok_and(|event| {
                let is_reading = matches!(event.kind, EventKind::Access(_));
                !is_reading && (event.need_rescan() || event.paths.iter().any(|path| ground.matters(path)))
            });
            if matters {
                break;
            }
        }
        let end = Instant::now() + LONGEST;
        while Instant::now() < end && self.events.recv_timeout(QUIET).is_ok() {}
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(files: &[(&str, Mark)]) -> State {
        State(files.iter().map(|(path, mark)| (PathBuf::from(path), *mark)).collect())
    }

    #[test]
    fn what_came_went_or_was_written_has_changed() {
        let mark = |size| Some((Some(SystemTime::UNIX_EPOCH), size));
        let before = state(&[("/a.txt", mark(1)), ("/b.txt", mark(1)), ("/rasoat.toml", None)]);
        assert!(before.changed(&before).is_empty());
        let now = state(&[("/a.txt", mark(2)), ("/c.txt", mark(1)), ("/rasoat.toml", None)]);
        assert_eq!(before.changed(&now), ["/a.txt", "/b.txt", "/c.txt"].map(PathBuf::from));
        assert_eq!(before.documents().count(), 2);
    }

    #[test]
    fn a_document_that_came_during_the_run_is_checked_after_it() {
        let mark = Some((None, 1));
        let before = state(&[("/a.txt", mark)]);
        let after = state(&[("/a.txt", mark), ("/b.txt", mark), ("/quy-tac/a/b.toml", mark)]);
        assert_eq!(before.with_new(after.clone()).changed(&after), [PathBuf::from("/b.txt")]);
    }
}
