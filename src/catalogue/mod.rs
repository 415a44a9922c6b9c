//! The catalogue: rule files and profiles, bound to their checks.
//!
//! The built-in packs are compiled into the binary by `build.rs` as static data, so a start parses
//! nothing but the few parameters of each rule. A user's pack is given as texts at run time,
//! validated against the schemas of [`mod@file`], and all its mistakes are found at once.

pub mod archive;
pub mod file;
pub(crate) mod judge;
pub mod manifest;
pub mod manual;
pub mod packs;
pub mod rule;
pub mod sample;
pub mod selector;
#[cfg_attr(not(feature = "schemas"), path = "shape_by_type.rs")]
pub(crate) mod shape;
pub(crate) mod toml_source;

pub use packs::{Mistake, PackError, PackFile};

pub use rule::{Applies, Basis, CaseWording, Example, Label, Lang, Rule, RuleMeta, Wording};

use crate::checks::{with_bounded_patterns, with_late_patterns};
use crate::diagnostic::RuleId;
use crate::model::profile::Profile;

/// All rules and profiles of a run.
pub struct Catalogue {
    /// Rules, by id.
    pub rules: Vec<Rule>,
    /// Profiles, by name.
    pub profiles: Vec<Profile>,
    /// Built-in rules in whose place stands one of a pack.
    pub replaced_rules: Vec<RuleId>,
    /// Built-in profiles in whose place stands one of a pack.
    pub replaced_profiles: Vec<String>,
}

impl Catalogue {
    /// The rules and profiles that come with the tool.
    ///
    /// # Panics
    /// Never in a released binary: a test binds every built-in rule.
    pub fn builtin() -> Self {
        Self {
            rules: with_late_patterns(rule::builtin),
            profiles: builtin_profiles(),
            replaced_rules: Vec::new(),
            replaced_profiles: Vec::new(),
        }
    }

    /// This catalogue with the rules and profiles of `files`. A rule with a known id that says
    /// `replaces = true` and a profile with a known name take the place of the old one, which is kept in mind.
    pub fn with_packs(mut self, files: &[PackFile]) -> Result<Self, Vec<PackError>> {
        if files.is_empty() {
            return Ok(self);
        }
        let (rules, profiles) = with_bounded_patterns(|| packs::load(files, &self))?;
        for rule in rules {
            match self.rules.iter_mut().find(|known| known.meta.id == rule.meta.id) {
                Some(known) => {
                    self.replaced_rules.push(rule.meta.id.clone());
                    *known = rule;
                }
                None => self.rules.push(rule),
            }
        }
        self.rules.sort_by(|left, right| left.meta.id.cmp(&right.meta.id));
        for profile in profiles {
            match self.profiles.iter_mut().find(|known| known.name == profile.name) {
                Some(known) => {
                    self.replaced_profiles.push(profile.name.clone());
                    *known = profile;
                }
                None => self.profiles.push(profile),
            }
        }
        Ok(self)
    }

    /// The rule `id`.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        let at = self.rules.binary_search_by(|rule| rule.meta.id.as_str().cmp(id)).ok()?;
        self.rules.get(at)
    }
}

/// The name among `known` that is most like `name`, if it is like enough to be meant. The slug of
/// a rule without its group is like enough.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let likeness = |candidate: &str| {
        let slug = candidate.split_once('/').map_or(candidate, |(_, slug)| slug);
        strsim::jaro_winkler(name, candidate).max(strsim::jaro_winkler(name, slug) - 0.01)
    };
    known
        .map(|candidate| (likeness(candidate), candidate))
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
