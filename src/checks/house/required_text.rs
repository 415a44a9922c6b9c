//! `required-text`: words that must stand in a document or in a part of it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::scope::{Group, Scope};
use super::words::{Bounds, Capitals, Hunt};
use super::{Pattern, is_about};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::Span;

/// Reports that none of the wanted phrases stands where it must, or too many do.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of a rule file")]
pub(in crate::checks) struct RequiredText {
    /// Phrases, of which any will do. Whole words, whatever their case and the placement of tone marks.
    phrases: Vec<String>,
    /// A regular expression; what it matches will do too.
    pattern: Option<Pattern>,
    /// Every phrase must stand there, not only one.
    all: bool,
    /// Capitals must stand where the phrases have them.
    case: bool,
    /// Phrases are met inside longer words too.
    parts_of_words: bool,
    /// Where to look; everywhere if left out.
    #[serde(rename = "in")]
    scope: Scope,
    /// Every section, heading or cell of `in` must have the words by itself.
    each: bool,
    /// How often they must stand there at least.
    at_least: usize,
    /// How often they may stand there at most.
    at_most: Option<usize>,
    /// Only in documents that have one of these phrases.
    when: Vec<String>,
}

impl Default for RequiredText {
    fn default() -> Self {
        Self {
            phrases: Vec::new(),
            pattern: None,
            all: false,
            case: false,
            parts_of_words: false,
            scope: Scope::default(),
            each: false,
            at_least: 1,
            at_most: None,
            when: Vec::new(),
        }
    }
}

impl Check for RequiredText {
    const NAME: &'static str = "required-text";
    const VALUES: &'static [&'static str] = &["wanted", "count", "at-least", "at-most"];
    const CASES: &'static [&'static str] = &["too-many"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let has = |phrases: &[String]| cx.document.own_blocks().any(|block| is_about(block.folded(), phrases));
        if !self.when.is_empty() && !has(&self.when) {
            return;
        }
        let groups = self.groups(cx);
        // Words cannot be missing in a part that is not there.
        if groups.is_empty() {
            return findings.not_checked(Reason::ComponentUnknown);
        }
        for group in &groups {
            if self.all {
                for phrase in &self.phrases {
                    self.judge(group, std::slice::from_ref(phrase), None, findings);
                }
                if self.pattern.is_some() {
                    self.judge(group, &[], self.pattern.as_ref(), findings);
                }
            } else {
                self.judge(group, &self.phrases, self.pattern.as_ref(), findings);
            }
        }
    }
}

impl RequiredText {
    /// What must hold the words, each by itself.
    fn groups<'d>(&self, cx: &Context<'d>) -> Vec<Group<'d>> {
        if self.each {
            return self.scope.groups(cx.document);
        }
        let stretches = self.scope.stretches(cx.document);
        let place = self.scope.anchor(cx.document);
        place.filter(|_| !stretches.is_empty()).map(|place| Group { place, stretches }).into_iter().collect()
    }

    fn judge(&self, group: &Group<'_>, phrases: &[String], pattern: Option<&Pattern>, findings: &mut Findings) {
        let capitals = if self.case { Capitals::Matter } else { Capitals::Alike };
        let bounds = if self.parts_of_words { Bounds::Anywhere } else { Bounds::Words };
        let hunt = Hunt::new(phrases, pattern, capitals, bounds);
        let found: Vec<Span> = group
            .stretches
            .iter()
            .flat_map(|stretch| {
                let quotations = self.scope.quotations(stretch.block);
                let ranges = hunt.find(stretch.block, stretch.range).into_iter();
                ranges.filter(move |range| quotations.takes(*range)).map(|range| stretch.block.span(range))
            })
            .collect();
        let wanted = phrases.first().map(String::as_str).or_else(|| pattern.map(Pattern::source));
        let most = self.at_most.unwrap_or(usize::MAX);
        let place = if found.len() < self.at_least { Some(group.place) } else { found.get(most).copied() };
        let Some(place) = place else { return };
        let draft = findings.report(place);
        draft
            .value("wanted", wanted.unwrap_or_default())
            .value("count", found.len().to_string())
            .value("at-least", self.at_least.to_string())
            .value("at-most", self.at_most.map(|most| most.to_string()).unwrap_or_default());
        if found.len() >= self.at_least {
            draft.case("too-many");
        }
    }
}
