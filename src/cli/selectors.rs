//! Names of rules, groups and profiles as typed: known, or answered with the nearest known one.

use std::collections::BTreeSet;
use std::io;

use super::Session;
use crate::catalogue::{Catalogue, selector};
use crate::report::words;

/// True if `catalogue` has every rule and the profile that were typed; complains about each other.
pub(super) fn are_known(
    catalogue: &Catalogue,
    rules: &[String],
    profile: Option<&str>,
    session: &mut Session,
) -> io::Result<bool> {
    let names = selector::known(catalogue);
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let mut known = true;
    for name in rules.iter().filter(|name| !names.contains(name.as_str())) {
        known = false;
        session.complain(&words::unknown_rule(name, nearest(name, &names), session.lang()))?;
    }
    let profiles: BTreeSet<&str> = catalogue.profiles.iter().map(|profile| profile.name.as_str()).collect();
    if let Some(name) = profile.filter(|name| !profiles.contains(name)) {
        known = false;
        session.complain(&words::unknown_profile(name, nearest(name, &profiles), session.lang()))?;
    }
    Ok(known)
}

/// The known name most like `name`, if it is like enough to be meant.
pub(super) fn nearest<'a>(name: &str, known: &BTreeSet<&'a str>) -> Option<&'a str> {
    crate::catalogue::nearest(name, known.iter().copied())
}
