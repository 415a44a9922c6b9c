//! `check --untrusted`: the documents come from somebody who may want the check to find nothing. What lies
//! beside them, or in them, decides nothing: no configuration, rules, registry, baseline, cache, suppression,
//! ignore file or setting of git. What decides comes from the command line, the environment, and files outside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Session;
use super::args::CheckArgs;
use super::convert::Convert;
use super::inputs::Reach;
use crate::engine::Heed;
use crate::report::words::{self, Word};

impl CheckArgs {
    /// How far the run looks into folders.
    pub(super) const fn reach(&self) -> Reach {
        match (self.untrusted, self.all) {
            (true, _) => Reach::Untrusted,
            (false, true) => Reach::All,
            (false, false) => Reach::Usual,
        }
    }

    /// Which files another program may convert.
    pub(super) const fn convert(&self) -> Convert {
        if self.untrusted { Convert::Nothing } else { Convert::asked(self.judging.libreoffice) }
    }

    /// Who may accept findings.
    pub(super) const fn heed(&self) -> Heed {
        if self.untrusted { Heed::Configuration } else { Heed::All }
    }
}

/// `args` as they hold for documents that are not trusted; `None` if they name something that comes with
/// them, which is said.
pub(super) fn harden(args: &CheckArgs, session: &mut Session) -> io::Result<Option<CheckArgs>> {
    let mut args = args.clone();
    let trusted = args.trusted_config.take().or_else(|| args.judging.config.file.config.take());
    args.judging.config.file.isolated = trusted.is_none();
    args.judging.config.file.config = trusted;
    let named =
        [&args.judging.config.file.config, &args.judging.config.baseline, &args.judging.registry, &args.cache_dir];
    let named = named.into_iter().flatten().chain(&args.judging.config.packs.folders);
    let of_change: Vec<PathBuf> = args.paths.iter().map(|path| tree(path)).collect();
    for path in named {
        let home = tree(path);
        if of_change.iter().any(|tree| home.starts_with(tree) && !is_checkout_inside(&home, tree)) {
            session.complain(&words::inside_change(&path.display().to_string(), session.lang()))?;
            return Ok(None);
        }
    }
    if args.since.take().is_some() || args.follow {
        args.follow = false;
        session.remark(Word::SinceUntrusted.text(session.lang()))?;
    }
    // The usual place of the cache is beside the documents.
    args.no_cache |= args.cache_dir.is_none();
    Ok(Some(args))
}

/// True if what is written to `path` would go where something among the checked `paths` leads it: through a link,
/// or into what is no regular file. Written to the folder itself it would only replace a file of the change.
pub(super) fn is_led_away(path: &Path, paths: &[PathBuf]) -> bool {
    let of_change: Vec<PathBuf> = paths.iter().map(|path| tree(path)).collect();
    let steps: Vec<&Path> = path.ancestors().filter(|step| !step.as_os_str().is_empty()).collect();
    steps.iter().enumerate().any(|(at, step)| {
        let Ok(found) = fs::symlink_metadata(step) else { return false };
        let leads = found.is_symlink() || at == 0 && !found.is_file() && !found.is_dir();
        let lies = || {
            let folder = step.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
        };
        leads && of_change.iter().any(|tree| lies().starts_with(tree))
    })
}

/// The tree that `path` comes with: the work tree of its repository, or else its folder. A link counts by
/// what it leads to.
fn tree(path: &Path) -> PathBuf {
    let parent = |path: &Path| {
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or(PathBuf::from("."), Path::to_owned)
    };
    let real = fs::canonicalize(path)
        .or_else(|_| Ok::<_, io::Error>(fs::canonicalize(parent(path))?.join(path.file_name().unwrap_or_default())));
    let real = real.unwrap_or_else(|_| path.to_owned());
    let folder = if real.is_dir() { real.clone() } else { parent(&real) };
    let root = folder.ancestors().find(|folder| is_work_tree(folder)).map(Path::to_owned);
    root.unwrap_or(folder)
}

/// True if `folder` is the root of a work tree of its own. A submodule, which a change may add, has a file in
/// the place of the folder.
fn is_work_tree(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(".git")).is_ok_and(|found| found.is_dir())
}

/// True if `home` is another checkout that lies in `tree`: git lets no change bring one along.
fn is_checkout_inside(home: &Path, tree: &Path) -> bool {
    home != tree && is_work_tree(home)
}
