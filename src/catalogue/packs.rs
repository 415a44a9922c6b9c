//! A user's own rules and profiles, given as texts: validated as a whole, so that all mistakes are
//! known at once, each with its place in its file.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Catalogue;
use super::judge::{Judge, Validators};
use super::manifest;
use super::rule::Rule;
use super::toml_source::TomlSource;
use crate::checks::FormulaFault;
use crate::diagnostic::{Severity, Tier};
use crate::model::profile::Profile;

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// The path to show.
    pub path: String,
    /// The parts of its path below the folder of the pack, with the file name.
    pub parts: Vec<String>,
    /// Its content.
    pub text: String,
}

/// What a file of a pack holds, told from its path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    /// A rule with this pack and id.
    Rule { pack: String, id: String },
    /// A profile.
    Profile,
    /// What the whole is: its name, version and needs.
    Manifest,
    /// Nothing: it lies in the wrong place.
    Misplaced,
}

impl PackFile {
    fn role(&self) -> Role {
        let stem = |name: &str| name.trim_end_matches(".toml").to_owned();
        let parts: Vec<&str> = self.parts.iter().map(String::as_str).collect();
        match parts[..] {
            [manifest::NAME] => Role::Manifest,
            ["profiles", _] => Role::Profile,
            ["packs", pack, group, name] => Role::Rule { pack: pack.to_owned(), id: format!("{group}/{}", stem(name)) },
            [group, name] => Role::Rule { pack: "user".to_owned(), id: format!("{group}/{}", stem(name)) },
            _ => Role::Misplaced,
        }
    }
}

impl PackFile {
    /// The id of the rule that it holds, told from its path.
    pub fn rule_id(&self) -> Option<String> {
        match self.role() {
            Role::Rule { id, .. } => Some(id),
            Role::Profile | Role::Manifest | Role::Misplaced => None,
        }
    }

    /// True for a profile, told from its path.
    pub fn is_profile(&self) -> bool {
        self.role() == Role::Profile
    }

    /// True for the file that says what the pack is.
    pub fn is_manifest(&self) -> bool {
        self.role() == Role::Manifest
    }

    /// True for the file that says what the pack is, in the folder `folder`.
    pub(crate) fn is_manifest_below(&self, folder: &str) -> bool {
        matches!(&self.parts[..], [first, name] if first == folder && name == manifest::NAME)
    }
}

/// A mistake in a file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// Index of the file.
    pub file: usize,
    /// The bytes it is about.
    pub range: Range<usize>,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What can be wrong in a file of a pack. The words are in `report`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// It is not TOML.
    Syntax(String),
    /// It lies where neither a rule nor a profile is expected.
    Misplaced,
    /// The path gives no well-formed rule id.
    RuleId(String),
    /// A built-in rule has this id, and the file does not say that it takes its place.
    Replaces(String),
    /// A list with more entries than are read.
    TooMany(usize),
    /// Another file of the packs has the same id or name.
    Twice(String),
    /// A field nobody knows.
    UnknownField {
        /// The field.
        name: String,
        /// The known field that is most like it.
        nearest: Option<String>,
        /// Those that are known there.
        known: Vec<String>,
    },
    /// Fields are missing.
    MissingFields(Vec<String>),
    /// A value of the wrong type.
    WrongType {
        /// The expected type as JSON Schema names it.
        expected: String,
    },
    /// A value outside a list.
    NotOneOf {
        /// The value.
        found: String,
        /// The list.
        options: Vec<String>,
        /// The entry that is most like it.
        nearest: Option<String>,
    },
    /// A text or list that must not be empty.
    Empty,
    /// The severity is above the ceiling of the tier.
    AboveCeiling {
        /// The tier.
        tier: Tier,
        /// Its ceiling.
        ceiling: Severity,
    },
    /// A placeholder that the check does not fill.
    UnknownPlaceholder {
        /// The placeholder.
        name: String,
        /// Those it fills.
        known: &'static [&'static str],
    },
    /// A label or case the check does not have.
    UnknownWording {
        /// Its name.
        name: String,
        /// Those it has.
        known: &'static [&'static str],
    },
    /// A label or case of the check has no words.
    MissingWording(String),
    /// The check proves things right and `proof` is missing.
    ProofMissing,
    /// The check proves nothing and `proof` is given.
    ProofNeedless,
    /// A rule that does not exist.
    UnknownRule {
        /// The id.
        id: String,
        /// The rule that is most like it.
        nearest: Option<String>,
    },
    /// A kind of document the lexicon does not know.
    UnknownKind {
        /// The slug.
        slug: String,
        /// The slug that is most like it.
        nearest: Option<String>,
    },
    /// A section that the profile does not have.
    UnknownSection(String),
    /// A name that selects no rule.
    UnknownSelector {
        /// The name.
        name: String,
        /// The name that is most like it.
        nearest: Option<String>,
    },
    /// A profile that does not exist.
    UnknownProfile {
        /// The name.
        name: String,
        /// The name that is most like it.
        nearest: Option<String>,
    },
    /// A regular expression that cannot be used.
    Expression(String),
    /// A statement that cannot be asked of a document.
    Formula(FormulaFault),
    /// The rule is worded in no language.
    NoWords,
    /// A pack that needs a newer program than this one.
    NeedsNewer(String),
    /// A version that is not written as numbers with points.
    Version(String),
    /// A pack whose content is not that of its line in the lock file.
    OtherContent {
        /// The pack.
        name: String,
        /// The hash of its content.
        found: String,
    },
    /// A pattern of paths that cannot be used.
    Pattern(String),
    /// A file or folder that cannot be read, with the reason.
    Unreadable(String),
    /// A file that extends itself by way of others.
    Circle,
    /// A field that only an override by paths alone may have.
    ByPathOnly(String),
    /// An override without a condition.
    NoCondition,
    /// Anything else, in the words of the library that found it.
    Other(String),
}

/// Mistakes of all files together that are told.
const MOST_MISTAKES: usize = 100;

/// Reads all files, or finds all their mistakes.
pub(super) fn load(files: &[PackFile], base: &Catalogue) -> Result<(Vec<Rule>, Vec<Profile>), Vec<PackError>> {
    let places: Vec<Role> = files.iter().map(PackFile::role).collect();
    let mut known: BTreeSet<String> = base.rules.iter().map(|rule| rule.meta.id.to_string()).collect();
    known.extend(places.iter().filter_map(|role| match role {
        Role::Rule { id, .. } => Some(id.clone()),
        Role::Profile | Role::Manifest | Role::Misplaced => None,
    }));
    let validators = Validators::new();
    let mut seen = BTreeSet::new();
    let (mut rules, mut profiles, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (file, role)) in files.iter().zip(places).enumerate() {
        // Who mends so many finds the next ones, and a pack made to take the machine ends here.
        if errors.len() >= MOST_MISTAKES {
            break;
        }
        let source = TomlSource::parse(&file.text);
        let mut judge = Judge::new(&source);
        match role {
            Role::Misplaced => judge.add(0..0, Mistake::Misplaced),
            Role::Manifest => judge.manifest(),
            Role::Rule { pack, id } => {
                if !seen.insert(id.clone()) {
                    judge.add(0..0, Mistake::Twice(id.clone()));
                }
                // A rule of the tool goes only where somebody says so, and the reports name it.
                if base.rule(&id).is_some() && source.json.get("replaces") != Some(&true.into()) {
                    judge.add(source.value("/check"), Mistake::Replaces(id.clone()));
                }
                rules.extend(judge.rule(&pack, &id, &known, &validators));
            }
            Role::Profile => {
                let profile = judge.profile(&validators);
                if let Some(profile) = &profile
                    && !seen.insert(profile.name.clone())
                {
                    judge.add(source.value("/name"), Mistake::Twice(profile.name.clone()));
                }
                profiles.extend(profile);
            }
        }
        errors.extend(judge.mistakes.into_iter().map(|(range, mistake)| PackError { file: at, range, mistake }));
    }
    if errors.is_empty() {
        Ok((rules, profiles))
    } else {
        errors.sort_by_key(|error| (error.file, error.range.start));
        Err(errors)
    }
}
