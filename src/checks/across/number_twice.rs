//! `number-twice`: one number and symbol on two files.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::reformed_between;
use crate::across::{OwnNumber, Paper, Series};
use crate::checks::folder::{Folder, FolderCheck, FolderFindings};

/// Likeness from which two texts with one number are one document, whatever else differs.
const SAME: usize = 90;
/// Likeness from which they are, if their subject is the same.
const VERSION: usize = 80;
/// Likeness below which they are not, if their subject differs.
const OTHER: usize = 50;

/// Finds files that bear the same number, symbol, issuer and year. Numbers that are still blank,
/// secret documents, which have a series of their own, and those of the Party, which counts by terms,
/// are left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NumberTwice {
    /// Whether different documents with one number are meant, or copies of one document.
    of: Of,
}

/// What two files with one number are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// Different documents.
    Documents,
    /// Copies or versions of one document.
    Copies,
}

/// A file with its number.
#[derive(Clone, Copy)]
struct Numbered<'a> {
    file: usize,
    paper: &'a Paper,
    number: &'a OwnNumber,
}

impl FolderCheck for NumberTwice {
    const NAME: &'static str = "number-twice";
    const VALUES: &'static [&'static str] = &["number", "other", "copies"];
    const LABELS: &'static [&'static str] = &["first"];

    fn check(&self, folder: &Folder<'_>, findings: &mut FolderFindings) {
        for group in groups(folder).values().filter(|group| group.len() > 1) {
            let documents = documents(group);
            let Some((first, others)) = documents.split_first() else { continue };
            match self.of {
                Of::Documents => {
                    for other in others.iter().filter_map(|copies| copies.first()) {
                        report(folder, &first[0], other, findings);
                    }
                }
                Of::Copies => {
                    for copies in &documents {
                        for copy in copies.iter().skip(1) {
                            report(folder, &copies[0], copy, findings);
                        }
                    }
                }
            }
        }
    }
}

fn report(folder: &Folder<'_>, first: &Numbered<'_>, other: &Numbered<'_>, findings: &mut FolderFindings) {
    let path = folder.members.get(first.file).map_or("", |member| member.path);
    findings
        .report(other.file, &other.number.place)
        .value("number", other.number.shown.clone())
        .value("other", path)
        .label("first", first.file, &first.number.place);
}

/// The files by what makes a number unique, each file once.
fn groups<'a>(folder: &Folder<'a>) -> BTreeMap<Series<'a>, Vec<Numbered<'a>>> {
    let mut groups: BTreeMap<_, Vec<Numbered<'a>>> = BTreeMap::new();
    for (file, paper) in folder.papers() {
        let (Some(number), Some(series)) = (&paper.number, paper.series()) else { continue };
        let group = groups.entry(series).or_default();
        if group.last().is_none_or(|last| last.file != file) {
            group.push(Numbered { file, paper, number });
        }
    }
    groups
}

/// Parts files with one number into documents, each with its copies, in the order of the files.
fn documents<'a>(group: &[Numbered<'a>]) -> Vec<Vec<Numbered<'a>>> {
    let mut documents: Vec<Vec<Numbered<'a>>> = Vec::new();
    for numbered in group {
        let mut certain = true;
        let mut home = None;
        for (at, copies) in documents.iter().enumerate() {
            match compare(copies[0].paper, numbered.paper) {
                Likeness::Same => {
                    home = Some(at);
                    break;
                }
                Likeness::Different => {}
                Likeness::Unclear => certain = false,
            }
        }
        match home {
            Some(at) => documents[at].push(*numbered),
            None if certain => documents.push(vec![*numbered]),
            None => {}
        }
    }
    documents
}

enum Likeness {
    Same,
    Different,
    Unclear,
}

/// Whether two documents with one number are the same.
fn compare(one: &Paper, other: &Paper) -> Likeness {
    let likeness = one.sketch.likeness(&other.sketch);
    let (told, same_subject) = (!one.subject.is_empty() && !other.subject.is_empty(), one.subject == other.subject);
    if likeness >= SAME || told && same_subject && likeness >= VERSION {
        return Likeness::Same;
    }
    match (one.date, other.date) {
        (Some(one), Some(other)) if one != other => {
            if reformed_between(one, other) {
                Likeness::Unclear
            } else {
                Likeness::Different
            }
        }
        _ if told && same_subject => Likeness::Same,
        _ if told && likeness < OTHER => Likeness::Different,
        _ if likeness >= OTHER => Likeness::Same,
        _ => Likeness::Unclear,
    }
}
