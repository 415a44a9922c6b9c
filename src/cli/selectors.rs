//! Names of rules, groups and profiles as typed: known, or answered with the nearest known one.

use std::collections::BTreeSet;
use std::io;

use super::Session;
use crate::catalogue::Catalogue;
use crate::engine::Settings;
use crate::report::words;

/// True if every selected or ignored rule and the profile exist; complains about each that does not.
pub(super) fn are_known(settings: &Settings, session: &mut Session) -> io::Result<bool> {
    let names = rule_names(&settings.catalogue);
    let mut known = true;
    for name in settings.select.iter().chain(&settings.ignore).filter(|name| !names.contains(name.as_str())) {
        known = false;
        session.complain(&words::unknown_rule(name, nearest(name, &names), session.lang()))?;
    }
    let profiles: BTreeSet<&str> = settings.catalogue.profiles.iter().map(|profile| profile.name.as_str()).collect();
    if let Some(name) = settings.profile.as_deref().filter(|name| !profiles.contains(name)) {
        known = false;
        session.complain(&words::unknown_profile(name, nearest(name, &profiles), session.lang()))?;
    }
    Ok(known)
}

/// Ids of all rules and names of their groups.
pub(super) fn rule_names(catalogue: &Catalogue) -> BTreeSet<&str> {
    catalogue.rules.iter().flat_map(|rule| [rule.meta.id.as_str(), rule.meta.id.group()]).collect()
}

/// The known name most like `name`, if it is like enough to be meant.
pub(super) fn nearest<'a>(name: &str, known: &BTreeSet<&'a str>) -> Option<&'a str> {
    crate::catalogue::nearest(name, known.iter().copied())
}
