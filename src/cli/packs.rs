//! The user's own rules where no configuration is read; the catalogue judges them.

use std::io;

use super::Session;
use super::args::PackArgs;
use crate::catalogue::{Catalogue, PackFile};
use crate::project::Files;
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
fn typed(args: &PackArgs, session: &mut Session) -> io::Result<Option<Vec<PackFile>>> {
    let mut files = Vec::new();
    for folder in &args.folders {
        match Files::default().packs(folder) {
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
