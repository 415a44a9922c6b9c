//! What a test does that needs a program which is not installed.

use std::fs::OpenOptions;
use std::io::Write as _;

/// Says on standard error that `what` is left out because of a program that is missing, and in the file that
/// `RASOAT_LEFT_OUT` names, since cargo hides what a passing test prints; fails where `RASOAT_REQUIRE_ALL` is set.
pub(crate) fn left_out(what: &str) {
    assert!(std::env::var_os("RASOAT_REQUIRE_ALL").is_none(), "RASOAT_REQUIRE_ALL is set: {what}");
    eprintln!("left out: {what}");
    if let Some(list) = std::env::var_os("RASOAT_LEFT_OUT") {
        let list = OpenOptions::new().append(true).create(true).open(list);
        list.and_then(|mut list| writeln!(list, "left out: {what}")).expect("the list of what is left out");
    }
}
