//! Known findings: those that a repository had when it began to be checked, and that are not reported
//! again. A finding is known by its file and its fingerprint (rule, words, section, occurrence), never
//! by its line or by a count.
//!
//! The file has one line an entry, sorted, so that two branches merge by lines.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

/// The first line of a file.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    schema: String,
}

const SCHEMA: &str = "rasoat/baseline/v1";

/// Letters of the words that are kept for people; the fingerprint has them all.
const QUOTE: usize = 80;

/// A known finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file, from the folder of the baseline, with `/` between its parts.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// Names the finding.
    pub fingerprint: String,
    /// Numbers of its sections, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// The beginning of its words, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Why it is accepted, if somebody said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Entry {
    /// An entry for a finding with these words.
    pub fn new(path: &str, rule: &str, fingerprint: &str, section: &str, quote: &str) -> Self {
        let words: Vec<&str> = quote.split_whitespace().collect();
        Self {
            path: path.to_owned(),
            rule: rule.to_owned(),
            fingerprint: fingerprint.to_owned(),
            section: section.to_owned(),
            quote: words.join(" ").chars().take(QUOTE).collect(),
            reason: String::new(),
        }
    }
}

/// Known findings of a repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By file and fingerprint.
    entries: BTreeMap<(String, String), Entry>,
}

/// A line that is no entry, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {0} is no entry of a baseline")]
pub struct WrongLine(pub usize);

impl Baseline {
    /// Reads the text of a file.
    pub fn parse(text: &str) -> Result<Self, WrongLine> {
        let mut lines = text.lines().enumerate();
        let head = lines.next().and_then(|(_, line)| serde_json::from_str::<Head>(line).ok());
        if head.is_none_or(|head| head.schema != SCHEMA) {
            return Err(WrongLine(1));
        }
        let mut baseline = Self::default();
        for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            baseline.insert(serde_json::from_str(line).map_err(|_| WrongLine(at + 1))?);
        }
        Ok(baseline)
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut entries: Vec<&Entry> = self.entries.values().collect();
        entries.sort();
        let line = |value: serde_json::Result<String>| value.unwrap_or_default() + "\n";
        let mut text = line(serde_json::to_string(&Head { schema: SCHEMA.to_owned() }));
        text.extend(entries.into_iter().map(|entry| line(serde_json::to_string(entry))));
        text
    }

    /// Adds an entry.
    pub fn insert(&mut self, entry: Entry) {
        self.entries.insert((entry.path.clone(), entry.fingerprint.clone()), entry);
    }

    /// For each finding of one file the entry that knows it. Fingerprints come first; what is left is
    /// matched one to one by rule and words, because a new section renumbers those after it.
    pub fn match_up(&self, findings: &[Entry]) -> Vec<Option<&Entry>> {
        let key = |entry: &Entry| (entry.path.clone(), entry.fingerprint.clone());
        let mut matched: Vec<Option<&Entry>> = findings.iter().map(|finding| self.entries.get(&key(finding))).collect();
        let Some(first) = findings.first() else { return matched };
        let taken: BTreeSet<&str> = matched.iter().flatten().map(|entry| entry.fingerprint.as_str()).collect();
        let mut moved: BTreeMap<(&str, &str), VecDeque<&Entry>> = BTreeMap::new();
        for entry in self.of(&first.path).filter(|entry| !taken.contains(entry.fingerprint.as_str())) {
            moved.entry((&entry.rule, &entry.quote)).or_default().push_back(entry);
        }
        for (finding, entry) in findings.iter().zip(&mut matched).filter(|(_, entry)| entry.is_none()) {
            let left = moved.get_mut(&(finding.rule.as_str(), finding.quote.as_str()));
            *entry = left.and_then(VecDeque::pop_front);
        }
        matched
    }

    /// The entries of one file.
    pub fn of<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let path = path.to_owned();
        let from = (path.clone(), String::new());
        self.entries.range(from..).map(|(_, entry)| entry).take_while(move |entry| entry.path == path)
    }

    /// All entries, by file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keeps the entries that `keep` wants and gives the others.
    pub fn part(&mut self, keep: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        let (kept, dropped): (Vec<Entry>, Vec<Entry>) = std::mem::take(&mut self.entries).into_values().partition(keep);
        for entry in kept {
            self.insert(entry);
        }
        dropped
    }

    /// Follows files that were renamed, from an old name to a new one, in the order of their history.
    pub fn follow(&mut self, renames: &[(String, String)]) {
        for (old, new) in renames {
            for mut entry in self.part(|entry| entry.path != *old) {
                entry.path.clone_from(new);
                self.insert(entry);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, fingerprint: &str) -> Entry {
        Entry::new(path, "a/b", fingerprint, "II.1", "Nghị  định\nsố 73")
    }

    fn baseline(entries: &[Entry]) -> Baseline {
        let mut baseline = Baseline::default();
        for entry in entries {
            baseline.insert(entry.clone());
        }
        baseline
    }

    #[test]
    fn what_is_written_is_read_again() {
        let baseline = baseline(&[entry("b.md", "2"), entry("a.md", "1")]);
        let text = baseline.to_text();
        assert_eq!(text.lines().count(), 3);
        assert!(text.lines().nth(1).is_some_and(|line| line.contains("a.md") && line.contains("Nghị định số 73")));
        assert_eq!(Baseline::parse(&text), Ok(baseline));
        assert_eq!(Baseline::parse(""), Err(WrongLine(1)));
        assert_eq!(Baseline::parse(&text.replace("\"path\"", "\"pat\"")), Err(WrongLine(2)));
    }

    #[test]
    fn lines_merged_from_two_branches_are_one_baseline() {
        let text = baseline(&[entry("a.md", "1"), entry("b.md", "2")]).to_text();
        let twice = format!("{text}{}\n", text.lines().last().unwrap_or_default());
        assert_eq!(Baseline::parse(&twice).map(|baseline| baseline.len()), Ok(2));
    }

    #[test]
    fn entries_follow_their_file() {
        let mut known = baseline(&[entry("a.md", "1"), entry("c.md", "1")]);
        known.follow(&[("a.md".to_owned(), "b.md".to_owned()), ("b.md".to_owned(), "x/b.md".to_owned())]);
        let paths: Vec<&str> = known.entries().map(|entry| entry.path.as_str()).collect();
        assert_eq!(paths, ["c.md", "x/b.md"]);
    }

    #[test]
    fn findings_that_moved_are_matched_one_to_one() {
        let known = baseline(&[entry("a.md", "1"), entry("a.md", "2"), entry("b.md", "3")]);
        let findings = [entry("a.md", "2"), entry("a.md", "8"), entry("a.md", "9")];
        let matched: Vec<Option<&str>> =
            known.match_up(&findings).into_iter().map(|entry| entry.map(|entry| entry.fingerprint.as_str())).collect();
        assert_eq!(matched, [Some("2"), Some("1"), None]);
    }
}
