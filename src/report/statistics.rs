//! Counts of a run by rule, by folder and by issuing office: where the work is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::Look;
use super::json::{Entry, v1};
use super::layout::{Ink, padded, paint};
use super::output::FileReport;
use super::words::{self, Word};
use crate::diagnostic::Severity;

/// Counts of a run.
#[derive(Debug, Clone, Default)]
pub struct Statistics {
    rules: BTreeMap<String, OfRule>,
    folders: BTreeMap<String, OfGroup>,
    /// By the name for comparing; the first writing of each is shown.
    offices: BTreeMap<String, (String, OfGroup)>,
}

/// What one rule found.
#[derive(Debug, Clone, Default)]
struct OfRule {
    worst: Option<Severity>,
    findings: usize,
    files: usize,
    fixable: usize,
}

/// What was found in the documents of one folder or office.
#[derive(Debug, Clone, Copy, Default)]
struct OfGroup {
    files: usize,
    unreadable: usize,
    error: usize,
    warning: usize,
    info: usize,
}

impl Statistics {
    /// Counts one input.
    pub fn add(&mut self, report: &FileReport) {
        let tally = report.tally;
        let path = match &report.entry {
            Entry::File(file) => &file.path,
            Entry::Unreadable(file) => &file.path,
        };
        let mut groups = vec![self.folders.entry(folder(path)).or_default()];
        if let Some(paper) = report.told.unpack().papers.first() {
            let shown = || (paper.issuer_shown.clone(), OfGroup::default());
            groups.push(&mut self.offices.entry(paper.issuer.clone()).or_insert_with(shown).1);
        }
        for group in groups {
            group.files += tally.files;
            group.unreadable += tally.unreadable;
            group.error += tally.error;
            group.warning += tally.warning;
            group.info += tally.info;
        }
        let Entry::File(file) = &report.entry else { return };
        let mut found: BTreeMap<&str, OfRule> = BTreeMap::new();
        for finding in &file.diagnostics {
            let rule = found.entry(&finding.rule).or_default();
            rule.worst = rule.worst.max(Some(finding.severity));
            rule.findings += 1;
            rule.fixable += usize::from(finding.fix.is_some());
        }
        for (id, found) in found {
            let rule = self.rules.entry(id.to_owned()).or_default();
            rule.worst = rule.worst.max(found.worst);
            rule.findings += found.findings;
            rule.fixable += found.fixable;
            rule.files += 1;
        }
    }

    /// The folders, by name.
    fn folders(&self) -> Vec<(&str, &OfGroup)> {
        self.folders.iter().map(|(name, group)| (name.as_str(), group)).collect()
    }

    /// The offices as they are written, by name.
    fn offices(&self) -> Vec<(&str, &OfGroup)> {
        self.offices.values().map(|(shown, group)| (shown.as_str(), group)).collect()
    }

    /// The rules, those that found most first.
    fn rules(&self) -> Vec<(&str, &OfRule)> {
        let mut rules: Vec<_> = self.rules.iter().map(|(id, rule)| (id.as_str(), rule)).collect();
        // The sort keeps the order of the ids.
        rules.sort_by_key(|(_, rule)| std::cmp::Reverse(rule.findings));
        rules
    }
}

/// The folder of `path` as it was given.
fn folder(path: &str) -> String {
    match path.rfind(['/', '\\']).and_then(|end| path.get(..end)) {
        Some("") => "/".to_owned(),
        Some(folder) => folder.to_owned(),
        None => ".".to_owned(),
    }
}

/// The counts in JSON.
pub(super) fn json(statistics: &Statistics) -> v1::Statistics {
    let groups = |groups: Vec<(&str, &OfGroup)>| {
        let wire = groups.into_iter().map(|(name, group)| v1::GroupStatistics {
            name: name.to_owned(),
            files: group.files,
            unreadable: group.unreadable,
            error: group.error,
            warning: group.warning,
            info: group.info,
        });
        wire.collect()
    };
    let rules = statistics.rules().into_iter().map(|(id, rule)| v1::RuleStatistics {
        rule: id.to_owned(),
        findings: rule.findings,
        files: rule.files,
        fixable: rule.fixable,
    });
    v1::Statistics {
        rules: rules.collect(),
        folders: groups(statistics.folders()),
        offices: groups(statistics.offices()),
    }
}

/// The counts for people. Folders and offices are told only where there are several.
pub(super) fn tables(statistics: &Statistics, look: Look) -> String {
    let lang = look.lang;
    let mut out = String::new();
    let rules = statistics.rules();
    if !rules.is_empty() {
        let heads = [Word::Rule, Word::Findings, Word::Files, Word::Fixable];
        let rows = rules.iter().map(|(id, rule)| {
            let weight = rule.worst.map_or("", |worst| words::severity(worst, lang));
            (format!("{id} ({weight})"), vec![rule.findings, rule.files, rule.fixable])
        });
        table(&mut out, &heads, &rows.collect::<Vec<_>>(), look);
    }
    for (head, groups) in [(Word::Folder, statistics.folders()), (Word::Office, statistics.offices())] {
        if groups.len() < 2 {
            continue;
        }
        let heads = [head, Word::Files, Word::UnreadableFiles, Word::Errors, Word::Warnings, Word::Remarks];
        let rows = groups.into_iter().map(|(name, group)| {
            let name = if name.is_empty() { Word::UnknownOffice.text(lang) } else { name };
            (name.to_owned(), vec![group.files, group.unreadable, group.error, group.warning, group.info])
        });
        table(&mut out, &heads, &rows.collect::<Vec<_>>(), look);
    }
    out
}

/// A table whose first column is names and whose others are numbers.
fn table(out: &mut String, heads: &[Word], rows: &[(String, Vec<usize>)], look: Look) {
    let heads: Vec<&str> = heads.iter().map(|head| head.text(look.lang)).collect();
    let Some((first, heads)) = heads.split_first() else { return };
    let names = rows.iter().map(|(name, _)| name.width());
    let names = names.max().unwrap_or(0).max(first.width());
    let mut head = padded(first, names);
    for title in heads {
        let _ = write!(head, "  {title}");
    }
    let _ = writeln!(out, "{}", paint(&head, Ink::Bold, look));
    for (name, numbers) in rows {
        out.push_str(&padded(name, names));
        for (number, title) in numbers.iter().zip(heads) {
            let _ = write!(out, "  {number:>width$}", width = title.width());
        }
        out.push('\n');
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::folder;

    #[test]
    fn a_file_without_a_folder_is_here() {
        assert_eq!(folder("a.txt"), ".");
        assert_eq!(folder("xã A/b/a.txt"), "xã A/b");
        assert_eq!(folder("/a.txt"), "/");
    }
}
