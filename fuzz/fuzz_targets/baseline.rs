//! Loading of a file of known findings: what is read is written the same.
#![no_main]

use rasoat::baseline::Baseline;

libfuzzer_sys::fuzz_target!(|data: &str| {
    if let Ok(baseline) = Baseline::parse(data) {
        let again = Baseline::parse(&baseline.to_text());
        assert!(again.is_ok_and(|again| again.entries().eq(baseline.entries())));
    }
});
