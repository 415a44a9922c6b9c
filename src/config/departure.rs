//! Because of what a run says less than the tool by itself would. Whoever reads a report must be able to
//! see this in any form, for the configuration may come with the very change that is checked.

use std::collections::{BTreeMap, BTreeSet};

use super::options::FailOn;
use super::resolve::{Conditional, Origin, Resolved};
use crate::catalogue::Catalogue;
use crate::catalogue::selector::selects;
use crate::diagnostic::{RuleId, Severity};

/// Something because of which a run says less than the tool by itself would.
#[derive(Debug, Clone, PartialEq)]
pub enum Departure {
    /// Rules are off.
    RulesOff {
        /// Which.
        rules: Vec<RuleId>,
        /// Who said so.
        origin: Origin,
    },
    /// Rules weigh less than their files say.
    Lowered {
        /// Which.
        rules: Vec<RuleId>,
        /// Who said so.
        origin: Origin,
    },
    /// Rules have other parameters than their files say.
    Parameters {
        /// Which.
        rules: Vec<RuleId>,
        /// Who said so.
        origin: Origin,
    },
    /// Rules are off or weigh less in documents of some kinds or in some sections.
    Conditional {
        /// Kinds of document; any if empty.
        kinds: Vec<String>,
        /// Sections; the whole document if empty.
        sections: Vec<String>,
        /// Which rules.
        rules: Vec<RuleId>,
        /// Who said so.
        origin: Origin,
    },
    /// Words are accepted however they are spelled.
    WordsAccepted {
        /// How many.
        words: usize,
        /// Who said so.
        origin: Origin,
    },
    /// Own rules stand in the place of built-in ones.
    RulesReplaced(Vec<RuleId>),
    /// Own outlines stand in the place of built-in ones.
    ProfilesReplaced(Vec<String>),
    /// Entries of an own registry stand in the place of built-in ones.
    FactsReplaced(Vec<String>),
    /// Less ends a run with code 1 than by itself.
    FailOn {
        /// The threshold.
        value: FailOn,
        /// Who said so.
        origin: Origin,
    },
    /// Findings are accepted, by comments in the documents or by the configuration.
    Accepted {
        /// How many.
        findings: usize,
        /// In how many files.
        files: usize,
        /// In how many of these a comment is for the whole file.
        whole: usize,
    },
    /// Findings stand in a baseline or in an earlier revision.
    Known(usize),
    /// A rule found more in a file than is told.
    CutShort(usize),
    /// Documents of a checked folder are left out.
    LeftOut {
        /// Why.
        why: LeftOut,
        /// How many.
        documents: usize,
        /// One of them.
        example: String,
    },
}

/// Why a document of a folder is not checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// A pattern in `.gitignore` or `.ignore` names it.
    Ignored,
    /// `include` or `exclude` of the configuration.
    Excluded,
    /// Its name or that of a folder begins with a dot.
    Hidden,
    /// It is a link.
    Link,
    /// By its name it is a copy with remarks of an earlier run.
    Copy,
}

impl LeftOut {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ignored => "left-out-ignored",
            Self::Excluded => "left-out-excluded",
            Self::Hidden => "left-out-hidden",
            Self::Link => "left-out-link",
            Self::Copy => "left-out-copy",
        }
    }
}

impl Departure {
    /// The name in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::RulesOff { .. } => "rules-off",
            Self::Lowered { .. } => "severity-lowered",
            Self::Parameters { .. } => "parameters",
            Self::Conditional { .. } => "conditional",
            Self::WordsAccepted { .. } => "words-accepted",
            Self::RulesReplaced(_) => "rules-replaced",
            Self::ProfilesReplaced(_) => "profiles-replaced",
            Self::FactsReplaced(_) => "facts-replaced",
            Self::FailOn { .. } => "fail-on",
            Self::Accepted { .. } => "accepted",
            Self::Known(_) => "known",
            Self::CutShort(_) => "cut-short",
            Self::LeftOut { why, .. } => why.name(),
        }
    }

    /// The configuration file that it comes from.
    pub fn file(&self) -> Option<&str> {
        let (Self::RulesOff { origin, .. }
        | Self::Lowered { origin, .. }
        | Self::Parameters { origin, .. }
        | Self::Conditional { origin, .. }
        | Self::WordsAccepted { origin, .. }
        | Self::FailOn { origin, .. }) = self
        else {
            return None;
        };
        match origin {
            Origin::File(name) => Some(name),
            Origin::Default | Origin::Environment | Origin::CommandLine => None,
        }
    }
}

/// What `resolved` changes about the rules of `catalogue`, which is as its files say.
pub(super) fn departures(resolved: &Resolved, catalogue: &Catalogue) -> Vec<Departure> {
    let mut found = Vec::new();
    let (mut off, mut lowered, mut parameters) = (Groups::default(), Groups::default(), Groups::default());
    for rule in &catalogue.rules {
        let id = &rule.meta.id;
        let switch = resolved.is_on(&rule.meta);
        if !switch.value {
            // Who types what to run for this once has not changed what holds for the folder.
            if switch.origin != Origin::CommandLine {
                off.add(id, &switch.origin);
            }
            continue;
        }
        if let Some(set) = resolved.severity(&rule.meta).filter(|set| set.value < rule.meta.severity) {
            lowered.add(id, &set.origin);
        }
        if let Some(set) = resolved.with.get(id.as_str()).and_then(|set| set.values().next_back()) {
            parameters.add(id, &set.origin);
        }
    }
    found.extend(off.0.into_iter().map(|(rules, origin)| Departure::RulesOff { rules, origin }));
    found.extend(lowered.0.into_iter().map(|(rules, origin)| Departure::Lowered { rules, origin }));
    found.extend(parameters.0.into_iter().map(|(rules, origin)| Departure::Parameters { rules, origin }));
    found.extend(resolved.conditionals.iter().filter_map(|entry| conditional(entry, catalogue)));
    for (words, origin) in accepted_words(resolved) {
        found.push(Departure::WordsAccepted { words, origin });
    }
    if !catalogue.replaced_rules.is_empty() {
        found.push(Departure::RulesReplaced(catalogue.replaced_rules.clone()));
    }
    if !catalogue.replaced_profiles.is_empty() {
        found.push(Departure::ProfilesReplaced(catalogue.replaced_profiles.clone()));
    }
    let fail_on = &resolved.fail_on;
    if fail_on.value.threshold().is_none_or(|threshold| threshold > Severity::Error)
        && fail_on.origin != Origin::CommandLine
    {
        found.push(Departure::FailOn { value: fail_on.value, origin: fail_on.origin.clone() });
    }
    found
}

/// Rules by who changed them.
#[derive(Default)]
struct Groups(Vec<(Vec<RuleId>, Origin)>);

impl Groups {
    fn add(&mut self, rule: &RuleId, origin: &Origin) {
        match self.0.iter_mut().find(|(_, known)| known == origin) {
            Some((rules, _)) => rules.push(rule.clone()),
            None => self.0.push((vec![rule.clone()], origin.clone())),
        }
    }
}

/// How many words each source accepts.
fn accepted_words(resolved: &Resolved) -> Vec<(usize, Origin)> {
    let mut counted: Vec<(usize, Origin)> = Vec::new();
    for word in &resolved.words {
        match counted.iter_mut().find(|(_, origin)| *origin == word.origin) {
            Some((words, _)) => *words += 1,
            None => counted.push((1, word.origin.clone())),
        }
    }
    counted
}

fn conditional(entry: &Conditional, catalogue: &Catalogue) -> Option<Departure> {
    let mut changed: BTreeSet<&RuleId> = BTreeSet::new();
    let severities: BTreeMap<&String, &Severity> = entry.severity.iter().collect();
    for rule in &catalogue.rules {
        let is_off = entry.ignore.iter().any(|name| selects(name, &rule.meta));
        let is_lower =
            severities.iter().any(|(name, severity)| selects(name, &rule.meta) && **severity < rule.meta.severity);
        if is_off || is_lower {
            changed.insert(&rule.meta.id);
        }
    }
    if changed.is_empty() {
        return None;
    }
    Some(Departure::Conditional {
        kinds: entry.kinds.clone(),
        sections: entry.sections.clone(),
        rules: changed.into_iter().cloned().collect(),
        origin: entry.origin.clone(),
    })
}
