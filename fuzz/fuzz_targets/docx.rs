//! The reader of DOCX, on a package or on its main part.
#![no_main]

#[path = "../../tests/support/invariants.rs"]
#[allow(dead_code, reason = "each target uses its own share")]
mod invariants;

libfuzzer_sys::fuzz_target!(|data: &[u8]| invariants::read_docx(data));
