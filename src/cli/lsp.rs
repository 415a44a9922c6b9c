//! `rasoat lsp`: starts the language server on standard input and output.

use std::io;

use super::check::local_day;
use super::{Exit, Session};
use crate::catalogue::Lang;
use crate::lsp::{self, Ending, Host};

/// Runs the server until the editor ends it.
pub(super) fn run(session: &Session) -> io::Result<Exit> {
    let host = Host { lang: session.lang.map(Lang::from), today: || Some(local_day()) };
    match lsp::serve(io::BufReader::new(io::stdin()), io::stdout(), host)? {
        Ending::Orderly => Ok(Exit::Clean),
        Ending::Abrupt => Ok(Exit::Abrupt),
    }
}
