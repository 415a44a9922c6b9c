//! The user's own rules: finds and reads the files; the catalogue judges them.

use std::fs;
use std::io;
use std::path::Path;

use ignore::WalkBuilder;

use super::Session;
use super::args::PackArgs;
use crate::catalogue::{Catalogue, PackFile};
use crate::report::packs;
use crate::report::words::{self, Word};

/// The built-in catalogue with the user's packs; `None` if they have mistakes, which are shown.
pub(super) fn load(args: &PackArgs, session: &mut Session) -> io::Result<Option<Catalogue>> {
    let Some(files) = typed(args, session)? else { return Ok(None) };
    match Catalogue::builtin().with_packs(&files) {
        Ok(catalogue) => Ok(Some(catalogue)),
        Err(errors) => {
            session.show_trouble(&packs::mistakes(&files, &errors, session.trouble_look()))?;
            Ok(None)
        }
    }
}

/// The files of the folders that were typed; `None` if one cannot be used, which is said.
pub(super) fn typed(args: &PackArgs, session: &mut Session) -> io::Result<Option<Vec<PackFile>>> {
    let mut files = Vec::new();
    for folder in &args.folders {
        match read(folder) {
            Ok(found) if found.is_empty() => {
                session.complain(&format!("{}: {}", folder.display(), Word::NoRuleFile.text(session.lang())))?;
                return Ok(None);
            }
            Ok(found) => files.extend(found),
            Err(error) => {
                let told = words::failure(&super::inputs::failure(&error), session.lang());
                session.complain(&format!("{}: {} {}", folder.display(), told.message, told.help))?;
                return Ok(None);
            }
        }
    }
    Ok(Some(files))
}

/// All TOML files below `folder`, by path.
pub(super) fn read(folder: &Path) -> io::Result<Vec<PackFile>> {
    let mut files = Vec::new();
    // A missing folder is an error of its own; the walk would only mention it.
    fs::read_dir(folder)?;
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).build() {
        let entry = entry.map_err(io::Error::other)?;
        let is_toml = entry.path().extension().is_some_and(|extension| extension == "toml");
        if !is_toml || !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        files.push(PackFile {
            path: entry.path().display().to_string(),
            parts: below.iter().map(|part| part.to_string_lossy().into_owned()).collect(),
            text: fs::read_to_string(entry.path())?,
        });
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(files)
}
