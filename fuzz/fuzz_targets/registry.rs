//! Loading of a registry of instruments.
#![no_main]

use rasoat::lexicon::registry_file::read;

libfuzzer_sys::fuzz_target!(|data: &str| {
    if let Err(mistakes) = read(data) {
        assert!(!mistakes.is_empty() && mistakes.len() <= 100);
        assert!(mistakes.iter().all(|mistake| data.get(mistake.range.clone()).is_some()));
    }
});
