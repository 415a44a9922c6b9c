//! What a check costs, counted: blocks, findings and the length of the report stay within a budget for each byte.
#![no_main]

#[path = "../../tests/support/invariants.rs"]
#[allow(dead_code, reason = "each target uses its own share")]
mod invariants;

use rasoat::engine::check;
use rasoat::model::SourceFile;

/// An input is repeated so often: what grows faster than the input shows then.
const TIMES: usize = 64;

libfuzzer_sys::fuzz_target!(|data: &str| {
    let text = data.repeat(TIMES);
    let length = text.len();
    let file = SourceFile { name: "a.txt".to_owned(), bytes: text.into_bytes() };
    let Ok(mut outcome) = check(&file, invariants::settings()) else { return };
    assert!(outcome.document.blocks().len() <= length);
    outcome.cut_short();
    assert!(outcome.diagnostics.len() <= 2_000 && outcome.evidence.len() <= 2_000);
    let labels: usize = outcome.diagnostics.iter().map(|finding| finding.labels.len()).sum();
    let edits = outcome.diagnostics.iter().filter_map(|finding| finding.fix.as_ref()).map(|fix| fix.edits.len());
    assert!(labels <= 2 * length && edits.sum::<usize>() <= 2 * length);
});
