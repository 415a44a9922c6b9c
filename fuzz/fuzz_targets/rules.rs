//! Loading of rule files and profiles.
#![no_main]

#[path = "../../tests/support/invariants.rs"]
#[allow(dead_code, reason = "each target uses its own share")]
mod invariants;

libfuzzer_sys::fuzz_target!(|data: &str| invariants::rules(data, data.starts_with("name")));
