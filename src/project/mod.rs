//! What lies on disk around documents and decides how they are checked: `rasoat.toml` with what it
//! names. The command line and the language server both come here, so that they judge a document
//! alike. What is wrong is given back; only they can say it.
#![cfg_attr(
    not(feature = "lsp"),
    allow(dead_code, unused_imports, reason = "some of it is for the language server alone")
)]

#[cfg(all(unix, feature = "pdf"))]
pub(crate) mod apart;
mod configs;
mod files;
mod known;
pub(crate) mod left_over;
mod named;

use crate::engine::Settings;

pub(crate) use crate::catalogue::archive::{archive, content_hash, is_rule_file};
pub(crate) use configs::{Configs, FaultyRegistry, Given, NAME, Trouble, Unknown, What};
#[cfg(feature = "watch")]
pub(crate) use files::absolute;
pub(crate) use files::{Files, MOST_BASELINE, NO_FILE, is_document, read_text};
pub(crate) use known::{entries, name, set_known};

/// Has `settings` read by processes of their own what cannot be bounded within this one.
#[cfg(all(unix, feature = "pdf"))]
pub(crate) const fn read_apart(settings: &mut Settings) {
    settings.pdf = apart::read;
}

/// Leaves all reading to this process: it knows no limits of a process here.
#[cfg(not(all(unix, feature = "pdf")))]
pub(crate) const fn read_apart(_: &mut Settings) {}
