//! Sentences in which some figures give another: `rules/lexicon/patterns/relations.toml`.

mod pattern;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

pub use pattern::{Kind, NO_WORD, Slot, Step, WordId};

use crate::text::fold;

/// The file of relations.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RelationFile {
    /// Phrases that a gap never runs over.
    stops: Vec<String>,
    /// Words after which a percentage has said all of its whole, although the clause goes on.
    ends: Vec<String>,
    /// Places wider than the one that reports, whose totals are no whole of figures beside them.
    wider: Vec<String>,
    /// Words before a number that leave it open.
    rough: Vec<String>,
    /// Words before a change that say that a value rose.
    rises: Vec<String>,
    /// Words before a change that say that a value fell.
    falls: Vec<String>,
    /// Words that only tell what is done from what is not: the rest of a sentence says what it is about.
    turns: Vec<String>,
    /// Phrases of one meaning, by name.
    class: BTreeMap<String, Vec<String>>,
    /// Pieces of patterns by name, each after those it holds; `@name` stands for one.
    fragment: BTreeMap<String, String>,
    /// The relations.
    relation: Vec<RelationEntry>,
}

/// One way to write a relation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RelationEntry {
    /// Its name.
    pub id: String,
    /// What the figures have to do with each other.
    pub kind: RelationKind,
    /// The sentence, in the language of patterns.
    pub pattern: String,
    /// The other half of the sentence, somewhere else in the document.
    #[serde(default)]
    pub elsewhere: Option<String>,
    /// What the figures must have in common.
    #[serde(default)]
    pub same: Same,
    /// How sure it is that a sentence of this form is wrong when its figures do not agree.
    #[serde(default)]
    pub refute: Refute,
    /// The whole is a number that was set, not measured: `5 tỷ đồng` is exactly that.
    #[serde(default)]
    pub set: bool,
    /// It refutes only if the words before the percentage name the part again: `Tỷ lệ đã thực hiện`.
    #[serde(default)]
    pub echo: bool,
    /// Phrases that take the certainty away.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Sentences that are proved.
    pub right: Vec<String>,
    /// Sentences that are reported.
    #[serde(default)]
    pub wrong: Vec<String>,
    /// Sentences of which nothing must be said.
    #[serde(default)]
    pub silent: Vec<String>,
}

/// What figures of a relation have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// A part in per cent of its whole.
    Share,
    /// Parts that make the whole.
    Sum,
    /// Fractions whose numerators and denominators make those of another.
    Fractions,
    /// A part that is no more than its whole.
    Within,
    /// What a fraction leaves of its whole.
    Rest,
    /// The change between two values in per cent of the earlier one.
    Growth,
    /// The change between two values.
    Difference,
    /// How many times the earlier value the later one is, captured as `change`.
    Times,
    /// A stated change, in per cent of the value before it: both are captured as `change`.
    Change,
}

/// What the figures of a relation must have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Same {
    /// Counts with counts, amounts with amounts of one unit.
    #[default]
    Unit,
    /// The noun that is counted, too; a figure without a noun may count anything.
    Noun,
    /// All must repeat the noun, or none of the parts has one.
    Repeated,
    /// The parts have one noun, which is not that of the whole: `340 hồ sơ (210 khai sinh …)`.
    Parts,
}

/// How sure it is that a sentence is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Refute {
    /// The form proves only.
    #[default]
    Never,
    /// Only when the parts are more than the whole.
    WhenOver,
    /// Only when the parts come near the whole: what is far from it counts something else.
    WhenNear,
    /// A wording that hardly allows another reading.
    Likely,
    /// Grammar leaves no other reading.
    Certain,
}

/// A relation, compiled.
#[derive(Debug)]
pub struct Relation {
    /// As written.
    pub entry: RelationEntry,
    /// Its pattern.
    pub steps: Vec<Step>,
    /// The pattern of its other half.
    pub elsewhere: Option<Vec<Step>>,
    /// The phrases that take the certainty away.
    pub unless: Vec<Vec<WordId>>,
}

/// All relations, with their words numbered.
#[derive(Debug, Default)]
pub struct Relations {
    /// The relations, in the order of the file.
    pub all: Vec<Relation>,
    /// By number of the first word: the relations that may begin with it.
    pub by_word: Vec<Vec<usize>>,
    /// Relations that may begin with a figure.
    pub by_figure: Vec<usize>,
    /// By number of the first word: phrases that no gap runs over.
    pub stops: BTreeMap<WordId, Vec<Vec<WordId>>>,
    /// Words that end what is said of a whole.
    pub ends: Vec<WordId>,
    /// Folded names of places wider than the one that reports.
    pub wider: Vec<String>,
    /// Folded words before a number that leave it open.
    pub rough: Vec<String>,
    /// Folded phrases before a change that say that a value rose.
    pub rises: Vec<String>,
    /// Folded phrases before a change that say that a value fell.
    pub falls: Vec<String>,
    /// Folded words that only tell what is done from what is not.
    pub turns: Vec<String>,
    words: pattern::Words,
}

static RELATIONS: LazyLock<Relations> = LazyLock::new(|| compile(super::data::RELATIONS).unwrap_or_default());

/// The relations.
pub fn relations() -> &'static Relations {
    &RELATIONS
}

/// Compiles the text of a file of relations, written as JSON. An error names the relation.
pub fn compile(json: &str) -> Result<Relations, String> {
    let file: RelationFile = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut words = pattern::Words::default();
    let mut relations = Relations::default();
    for phrase in &file.stops {
        let phrase = words.phrase(phrase);
        if let Some(first) = phrase.first() {
            relations.stops.entry(*first).or_default().push(phrase);
        }
    }
    relations.ends = file.ends.iter().flat_map(|word| words.phrase(word)).collect();
    relations.wider = file.wider.iter().map(|place| fold::key(place)).collect();
    relations.rough = file.rough.iter().map(|word| fold::key(word)).collect();
    relations.rises = file.rises.iter().map(|word| fold::key(word)).collect();
    relations.falls = file.falls.iter().map(|word| fold::key(word)).collect();
    relations.turns = file.turns.iter().map(|word| fold::key(word)).collect();
    for entry in file.relation {
        let mut compile = |text: &str| {
            pattern::compile(&expand(text, &file.fragment), &file.class, &mut words)
                .map_err(|error| format!("{}: {error}", entry.id))
        };
        let steps = compile(&entry.pattern)?;
        let elsewhere = entry.elsewhere.as_deref().map(compile).transpose()?;
        let unless = entry.unless.iter().map(|phrase| words.phrase(phrase)).collect();
        relations.all.push(Relation { entry, steps, elsewhere, unless });
    }
    for (index, relation) in relations.all.iter().enumerate().filter(|(_, relation)| relation.elsewhere.is_none()) {
        for first in first_steps(&relation.steps) {
            match first {
                Step::Word(word) => {
                    let word = usize::from(word);
                    if relations.by_word.len() <= word {
                        relations.by_word.resize(word + 1, Vec::new());
                    }
                    relations.by_word[word].push(index);
                }
                Step::Capture { .. } => relations.by_figure.push(index),
                other => return Err(format!("{}: begins with {other:?}", relation.entry.id)),
            }
        }
    }
    for list in relations.by_word.iter_mut().chain([&mut relations.by_figure]) {
        list.dedup();
    }
    relations.words = words;
    Ok(relations)
}

/// `pattern` with its fragments written out. Fragments hold others no deeper than this.
fn expand(pattern: &str, fragments: &BTreeMap<String, String>) -> String {
    const DEPTH: usize = 4;
    let mut pattern = pattern.to_owned();
    for _ in 0..DEPTH {
        // Longer names first: `@rate-of-part` is not `@rate`.
        for (name, text) in fragments.iter().rev() {
            pattern = pattern.replace(&format!("@{name}"), &format!("({text})"));
        }
    }
    pattern
}

/// The steps that may take the first item.
fn first_steps(steps: &[Step]) -> Vec<Step> {
    let mut firsts = Vec::new();
    let mut open = vec![0];
    let mut seen = vec![false; steps.len()];
    while let Some(at) = open.pop() {
        match seen.get_mut(at) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        match steps.get(at) {
            Some(Step::Split(one, other)) => open.extend([*one, *other]),
            Some(Step::Jump(to)) => open.push(*to),
            Some(step) => firsts.push(*step),
            None => {}
        }
    }
    firsts
}

impl Relations {
    /// The number of a folded word.
    pub fn word(&self, word: &str) -> WordId {
        self.words.id(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_relations_compile() {
        let relations = compile(super::super::data::RELATIONS).expect("compiles");
        assert!(!relations.all.is_empty());
        let mut ids: Vec<&str> = relations.all.iter().map(|relation| relation.entry.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), relations.all.len(), "each has a name of its own");
        for relation in &relations.all {
            let entry = &relation.entry;
            assert!(!entry.right.is_empty(), "{}: no right sentence", entry.id);
            assert_eq!(entry.wrong.is_empty(), entry.refute == Refute::Never, "{}: wrong sentences", entry.id);
        }
    }
}
