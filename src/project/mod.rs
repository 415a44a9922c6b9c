//! What lies on disk around documents and decides how they are checked: `rasoat.toml` with what it
//! names. The command line and the language server both come here, so that they judge a document
//! alike. What is wrong is given back; only they can say it.
#![cfg_attr(
    not(feature = "lsp"),
    allow(dead_code, unused_imports, reason = "some of it is for the language server alone")
)]

mod archive;
mod configs;
mod files;
mod known;

pub(crate) use archive::{archive, content_hash};
pub(crate) use configs::{Configs, FaultyRegistry, Given, NAME, Trouble, Unknown, What};
pub(crate) use files::{Files, MOST_BASELINE, NO_FILE, is_document, read_text};
#[cfg(feature = "watch")]
pub(crate) use files::{absolute, is_rule_file};
pub(crate) use known::{entries, name, set_known};
