//! Packs of the cache: whatever lies there is read or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rasoat::cli::fuzzing::pack(data));
