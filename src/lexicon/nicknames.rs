//! Well-known short names of instruments: `Đề án 06`.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::data;
use crate::text::fold;

/// A short name that needs no declaration.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nickname {
    /// The name as written.
    pub name: String,
    /// Number and symbol of the instrument.
    pub number: String,
    /// Its date.
    pub date: Date,
    /// The name, folded.
    #[serde(skip)]
    pub folded: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nickname: Vec<Nickname>,
}

static NICKNAMES: LazyLock<Vec<Nickname>> = LazyLock::new(|| {
    let mut all = serde_json::from_str::<File>(data::NICKNAMES).map(|file| file.nickname).unwrap_or_default();
    for nickname in &mut all {
        nickname.folded = fold::key(&nickname.name);
    }
    all
});

/// All of them.
pub fn nicknames() -> &'static [Nickname] {
    &NICKNAMES
}
