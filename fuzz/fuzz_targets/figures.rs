//! The recogniser of figures.
#![no_main]

#[path = "../../tests/support/invariants.rs"]
#[allow(dead_code, reason = "each target uses its own share")]
mod invariants;

libfuzzer_sys::fuzz_target!(|data: &str| invariants::figures(data));
