//! How counted things are divided: classes of nouns, and sets of parts that make a whole.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold;

/// Nouns of one kind of thing. Counts of different classes are never compared.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NounClass {
    /// ASCII name.
    pub name: String,
    /// Nouns that stand for any other of the class (`người`).
    pub general: Vec<String>,
    /// Further nouns of the class.
    pub nouns: Vec<String>,
}

/// Parts that make a whole, complete and without overlap.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Partition {
    /// ASCII name.
    pub name: String,
    /// Class of the things divided.
    pub class: String,
    /// Nothing else can stand beside the parts.
    #[serde(default)]
    pub closed: bool,
    /// The parts, each with the words that name it.
    pub parts: Vec<Vec<String>>,
}

/// A name of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartName {
    /// Index of the partition.
    pub partition: usize,
    /// Index of the part in it.
    pub part: usize,
}

/// The lexicon, with names folded and indexed by their first word.
#[derive(Debug, Default)]
pub struct Partitions {
    /// Classes of nouns.
    pub classes: Vec<NounClass>,
    /// The partitions.
    pub all: Vec<Partition>,
    names: BTreeMap<String, Vec<PartName>>,
    longest: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<NounClass>,
    partition: Vec<Partition>,
}

static PARTITIONS: LazyLock<Partitions> = LazyLock::new(|| {
    let Ok(mut file) = serde_json::from_str::<File>(super::data::PARTITIONS) else { return Partitions::default() };
    for class in &mut file.class {
        for noun in class.general.iter_mut().chain(&mut class.nouns) {
            *noun = fold::key(noun);
        }
    }
    let mut names: BTreeMap<String, Vec<PartName>> = BTreeMap::new();
    for (partition, parts) in file.partition.iter().map(|partition| &partition.parts).enumerate() {
        for (part, words) in parts.iter().enumerate() {
            for name in words {
                names.entry(fold::key(name)).or_default().push(PartName { partition, part });
            }
        }
    }
    let longest = names.keys().map(|name| name.split(' ').count()).max().unwrap_or(0);
    Partitions { classes: file.class, all: file.partition, names, longest }
});

/// The lexicon.
pub fn partitions() -> &'static Partitions {
    &PARTITIONS
}

impl Partitions {
    /// The parts that the folded words `name` name.
    pub fn named(&self, name: &str) -> &[PartName] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// True for a noun with words that set it apart: `hộ nghèo`, and not `hộ gia đình`.
    pub fn is_qualified(&self, phrase: &str) -> bool {
        let heads = || self.classes.iter().filter_map(|class| class.head(phrase));
        heads().next().is_some() && heads().all(|head| head.len() < phrase.len())
    }

    /// Words in the longest name.
    pub const fn longest(&self) -> usize {
        self.longest
    }

    /// How many parts partition `index` has.
    pub fn size(&self, index: usize) -> usize {
        self.all.get(index).map_or(0, |partition| partition.parts.len())
    }

    /// The class of partition `index`.
    pub fn class_of(&self, index: usize) -> Option<&NounClass> {
        let name = &self.all.get(index)?.class;
        self.classes.iter().find(|class| class.name == *name)
    }
}

impl NounClass {
    /// The noun of this class that the folded phrase begins with, the longest one.
    pub fn head<'a>(&'a self, phrase: &str) -> Option<&'a str> {
        let begins = |noun: &&String| {
            phrase.strip_prefix(noun.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.general.iter().chain(&self.nouns).filter(begins).map(String::as_str).max_by_key(|noun| noun.len())
    }

    /// True if `noun` stands for any noun of the class.
    pub fn is_general(&self, noun: &str) -> bool {
        self.general.iter().any(|general| general == noun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_read_and_consistent() {
        let lexicon = partitions();
        assert!(!lexicon.all.is_empty());
        for (index, partition) in lexicon.all.iter().enumerate() {
            assert!(partition.parts.len() >= 2, "{}", partition.name);
            assert!(lexicon.class_of(index).is_some(), "{}: unknown class", partition.name);
        }
    }

    #[test]
    fn heads_are_whole_words() {
        let person = &partitions().classes[0];
        assert_eq!(person.head("người lao động nữ"), Some("người lao động"));
        assert_eq!(person.head("trẻo"), None);
    }
}
