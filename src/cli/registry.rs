//! The user's own registries of instruments: finds and reads the files; the lexicon judges them.

use std::io;
use std::path::Path;

use super::{Session, inputs};
use crate::lexicon::instruments::Instrument;
use crate::lexicon::registry_file;
use crate::project;
use crate::report::{registry, words};

/// The instruments of the registry that was typed, if one was; `None` if it cannot be used, which is
/// said.
pub(super) fn typed(file: Option<&Path>, session: &mut Session) -> io::Result<Option<Vec<Instrument>>> {
    let Some(path) = file else { return Ok(Some(Vec::new())) };
    match project::read_text(path, 64 << 20) {
        Ok(text) => judged(&path.display().to_string(), &text, session),
        Err(error) => {
            let told = words::failure(&inputs::failure(&error), session.lang());
            session.complain(&format!("{}: {} {}", path.display(), told.message, told.help))?;
            Ok(None)
        }
    }
}

/// The instruments in the `text` of the registry at `path`; `None` if it has mistakes, which are shown.
fn judged(path: &str, text: &str, session: &mut Session) -> io::Result<Option<Vec<Instrument>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match registry_file::read(text) {
        Ok(own) => Ok(Some(own)),
        Err(mistakes) => {
            session.show_trouble(&registry::mistakes(path, text, &mistakes, session.trouble_look()))?;
            Ok(None)
        }
    }
}
