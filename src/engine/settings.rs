//! What a run is asked to do.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::suppress::Accepted;
use crate::catalogue::selector::selects;
use crate::catalogue::{Catalogue, Rule};
use crate::checks::Stage;
use crate::diagnostic::{RuleId, Severity};
use crate::lexicon::instruments::Registry;
use crate::model::Document;
use crate::readers::{self, Limits, PdfReader};
use crate::text::fold;

/// What a run is asked to do. Everything the core needs to know of the world.
pub struct Settings {
    /// Rules and profiles.
    pub catalogue: Catalogue,
    /// How finished the documents claim to be.
    pub stage: Stage,
    /// The day of checking.
    pub today: Option<Date>,
    /// The instruments that citations are compared with.
    pub registry: Registry,
    /// The day on which cited law is judged, if not the document's own.
    pub law_day: Option<Date>,
    /// Words that are right however they are spelled, as `fold::key` makes them.
    pub words: BTreeSet<String>,
    /// Name of a profile to use; by itself if `None`.
    pub profile: Option<String>,
    /// Run only the rules that these selectors name; all if empty.
    pub select: Vec<String>,
    /// Do not run the rules that these selectors name.
    pub ignore: Vec<String>,
    /// Do not run these rules either.
    pub off: BTreeSet<RuleId>,
    /// What is different in documents of some kinds or in some sections.
    pub conditions: Vec<Condition>,
    /// Findings of this document that are accepted.
    pub accepted: Vec<Accepted>,
    /// Who may accept findings.
    pub heed: Heed,
    /// Limits for hostile input.
    pub limits: Limits,
    /// Who reads PDF.
    pub pdf: PdfReader,
}

/// Who may accept findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Heed {
    /// Comments in the document and the configuration.
    #[default]
    All,
    /// The configuration alone: the document comes from somebody who is not trusted.
    Configuration,
    /// Nobody.
    Nothing,
}

/// What is different in documents of some kinds or in some sections.
#[derive(Debug, Clone, Default)]
pub struct Condition {
    /// Kinds of document (slugs); any if empty.
    pub kinds: Vec<String>,
    /// Sections of the outline with all they hold; the whole document if empty.
    pub sections: Vec<String>,
    /// Rules that are off there.
    pub off: BTreeSet<RuleId>,
    /// Severities there.
    pub severity: BTreeMap<RuleId, Severity>,
}

impl Condition {
    pub(super) fn is_for(&self, document: &Document) -> bool {
        self.kinds.is_empty() || document.kind_slug().is_some_and(|slug| self.kinds.iter().any(|kind| kind == slug))
    }

    pub(super) fn covers(&self, section: &str) -> bool {
        let within = |name: &String| {
            section.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.sections.is_empty() || self.sections.iter().any(within)
    }
}

impl Settings {
    /// The built-in catalogue at the draft stage.
    pub fn new() -> Self {
        Self::with(Catalogue::builtin())
    }

    /// All rules of `catalogue` at the draft stage.
    pub fn with(catalogue: Catalogue) -> Self {
        Self {
            catalogue,
            stage: Stage::Draft,
            today: None,
            registry: Registry::default(),
            law_day: None,
            words: BTreeSet::new(),
            profile: None,
            select: Vec::new(),
            ignore: Vec::new(),
            off: BTreeSet::new(),
            conditions: Vec::new(),
            accepted: Vec::new(),
            heed: Heed::All,
            limits: Limits::default(),
            pdf: readers::read_pdf,
        }
    }

    /// Words as [`Self::words`] holds them.
    pub fn words_of<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<String> {
        words.map(fold::key).filter(|word| !word.is_empty()).collect()
    }

    /// True if `rule` is on: selected and not ignored.
    pub fn is_on(&self, rule: &Rule) -> bool {
        let named = |names: &[String]| names.iter().any(|name| selects(name, &rule.meta));
        !self.off.contains(&rule.meta.id) && (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::new()
    }
}
