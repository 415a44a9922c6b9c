//! The catalogue: rule files and profiles, bound to their checks.
//!
//! The built-in packs are compiled into the binary by `build.rs` as static data, so a start parses
//! nothing but the few parameters of each rule. A user's pack is read at run time, validated
//! against `schemas/rule.schema.json`, and all its mistakes are shown at once.

pub mod rule;

pub use rule::{Applies, Basis, CaseWording, Example, Label, Lang, Rule, RuleMeta, Wording};

use crate::model::profile::Profile;

/// All rules and profiles of a run.
pub struct Catalogue {
    /// Rules, by id.
    pub rules: Vec<Rule>,
    /// Profiles, by name.
    pub profiles: Vec<Profile>,
}

impl Catalogue {
    /// The rules and profiles that come with the tool.
    ///
    /// # Panics
    /// Never in a released binary: a test binds every built-in rule.
    pub fn builtin() -> Self {
        Self { rules: rule::builtin(), profiles: builtin_profiles() }
    }

    /// The rule `id`.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.meta.id.as_str() == id)
    }
}

/// The name among `known` that is most like `name`, if it is like enough to be meant.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, candidate)| candidate)
}

fn builtin_profiles() -> Vec<Profile> {
    data::PROFILES.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
}

/// Static data made by `build.rs` from `rules/`.
pub(crate) mod data {
    use std::borrow::Cow;

    use super::rule::{Applies, Basis, CaseWording, Example, Label, RuleMeta, Wording};
    use crate::diagnostic::{Applicability, RuleId, Severity, Tier};

    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}
