//! What a test does that needs a program which is not installed.

/// Says on standard error that `what` is left out because of a program that is missing; fails where
/// `RASOAT_REQUIRE_ALL` is set, since cargo hides what a passing test prints.
pub(crate) fn left_out(what: &str) {
    assert!(std::env::var_os("RASOAT_REQUIRE_ALL").is_none(), "RASOAT_REQUIRE_ALL is set: {what}");
    eprintln!("left out: {what}");
}
