//! The user's own registry of instruments: finds and reads the file; the lexicon judges it.

use std::io;
use std::path::Path;

use super::{Session, inputs};
use crate::lexicon::instruments::Registry;
use crate::lexicon::registry_file;
use crate::report::{registry, words};

/// The built-in registry with the user's; `None` if that has mistakes, which are shown.
pub(super) fn load(file: Option<&Path>, session: &mut Session) -> io::Result<Option<Registry>> {
    let Some(path) = file else { return Ok(Some(Registry::default())) };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            let told = words::failure(&inputs::failure(&error), session.lang());
            session.complain(&format!("{}: {} {}", path.display(), told.message, told.help))?;
            return Ok(None);
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match registry_file::read(text) {
        Ok(own) => Ok(Some(Registry::new(own))),
        Err(mistakes) => {
            let shown = registry::mistakes(&path.display().to_string(), text, &mistakes, session.trouble_look());
            session.show_trouble(&shown)?;
            Ok(None)
        }
    }
}
