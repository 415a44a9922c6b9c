//! Loading of `rasoat.toml`.
#![no_main]

use std::sync::LazyLock;

use rasoat::catalogue::Catalogue;
use rasoat::config::{judge, parse};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::builtin);

libfuzzer_sys::fuzz_target!(|data: &str| {
    let mistakes = match parse(data) {
        Ok(options) => judge(data, &options, &CATALOGUE),
        Err(mistakes) => mistakes,
    };
    assert!(mistakes.len() <= 200);
    assert!(mistakes.iter().all(|(range, _)| data.get(range.clone()).is_some()));
});
