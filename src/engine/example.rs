//! The examples of a rule as its tests: what the rule finds in each, and whether it is what is claimed.

use jiff::civil::Date;

use super::{Input, Settings, check, check_folder, summarize};
use crate::across::{Kept, Place};
use crate::catalogue::rule::Example;
use crate::catalogue::{Catalogue, Rule};
use crate::checks::Bound;
use crate::checks::folder::Sum;
use crate::diagnostic::{Reason, RuleId};
use crate::model::{Document, SourceFile, Span};

/// What an example claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The rule flags it.
    Bad,
    /// The rule leaves it alone.
    Good,
}

/// Whether an example is what it claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Held,
    /// The rule finds nothing in a bad one; why it could not be checked, if that is so.
    Missed(Option<Reason>),
    /// The rule finds other words than those claimed.
    Elsewhere,
    /// The rule finds something in a good one.
    Flagged,
    /// The document beside the rule cannot be read.
    Unreadable(String),
}

/// An example that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Number among the examples of its rule, from 1.
    pub number: usize,
    /// What it claims.
    pub side: Side,
    /// Name of the Word document, if it is one.
    pub document: Option<String>,
    /// The words that the rule flagged, in order.
    pub found: Vec<String>,
    /// Whether it is what it claims.
    pub verdict: Verdict,
    /// Special cases among the findings for which the rule has no words of its own.
    pub unworded: Vec<&'static str>,
}

/// What a rule finds in a text.
#[derive(Default)]
struct Found {
    quotes: Vec<String>,
    cases: Vec<&'static str>,
    reason: Option<Reason>,
}

/// Reads the Word document that an example names.
pub type Documents<'a> = dyn Fn(&str) -> Result<Vec<u8>, String> + 'a;

/// Tells where a span is in a file.
pub type Places = fn(&Document, Span) -> Place;

/// Tries examples of the rules of one catalogue.
pub struct Bench {
    settings: Settings,
    places: Places,
}

impl Bench {
    /// Tries the rules of `catalogue` as on the day `today`.
    pub fn new(catalogue: Catalogue, today: Option<Date>, places: Places) -> Self {
        Self { settings: Settings { today, ..Settings::with(catalogue) }, places }
    }

    /// The rules that can be tried.
    pub fn rules(&self) -> &[Rule] {
        &self.settings.catalogue.rules
    }

    /// Every example of the rule `id`; empty if there is no such rule.
    pub fn try_all(&mut self, id: &RuleId, documents: &Documents<'_>) -> Vec<Tried> {
        self.settings.select = vec![id.to_string()];
        let Some(rule) = self.settings.catalogue.rule(id.as_str()) else { return Vec::new() };
        let examples = rule.meta.examples.iter().enumerate();
        examples.flat_map(|(at, example)| self.try_one(rule, at + 1, example, documents)).collect()
    }

    fn try_one(&self, rule: &Rule, number: usize, example: &Example, documents: &Documents<'_>) -> Vec<Tried> {
        let sides = [
            (Side::Bad, &example.bad, None),
            (Side::Good, &example.good, None),
            (Side::Bad, &example.bad_docx, Some(&example.bad_docx)),
            (Side::Good, &example.good_docx, Some(&example.good_docx)),
        ];
        let given = sides.into_iter().filter(|(_, text, _)| !text.is_empty());
        given
            .map(|(side, text, document)| {
                let found = match document {
                    Some(name) => documents(name).and_then(|bytes| self.quotes(&file("example.docx", bytes))),
                    None if matches!(rule.check, Bound::Folder(_)) => self.quotes_beside(text, example),
                    None => self.quotes(&text_file(text)),
                };
                let document = document.map(ToString::to_string);
                let (found, verdict) = match found {
                    Ok(found) => {
                        let verdict = verdict(side, &example.flags, &found.quotes, found.reason);
                        (found, verdict)
                    }
                    Err(why) => (Found::default(), Verdict::Unreadable(why)),
                };
                let is_worded = |case: &&'static str| rule.meta.vi.cases.iter().any(|words| words.name == **case);
                let unworded = found.cases.into_iter().filter(|case| !is_worded(case)).collect();
                Tried { number, side, document, found: found.quotes, verdict, unworded }
            })
            .collect()
    }

    /// The words that are flagged in one file, and why the rule was not checked, if it was not.
    fn quotes(&self, file: &SourceFile) -> Result<Found, String> {
        let outcome = check(file, &self.settings).map_err(|error| error.to_string())?;
        let quotes = outcome.diagnostics.iter().map(|found| outcome.document.quote(found.span).to_owned()).collect();
        let cases = outcome.diagnostics.iter().filter_map(|found| found.case).collect();
        Ok(Found { quotes, cases, reason: outcome.not_checked.first().map(|entry| entry.reason) })
    }

    /// The words that a rule over several files flags in `text` beside the other file of the example.
    fn quotes_beside(&self, text: &str, example: &Example) -> Result<Found, String> {
        let mut summaries = Vec::new();
        for (name, text) in [("1", &*example.beside), ("2", text)] {
            let outcome = check(&text_file(text), &self.settings).map_err(|error| error.to_string())?;
            let summary = summarize(&outcome, Kept::All, &|span| (self.places)(&outcome.document, span));
            summaries.push((name, summary));
        }
        let inputs: Vec<Input<'_>> =
            summaries.iter().map(|(path, summary)| Input { path, summary, settings: 0 }).collect();
        let figures: Vec<String> = example.sums.iter().map(ToString::to_string).collect();
        let sums = if figures.is_empty() { Vec::new() } else { vec![Sum { whole: 1, parts: vec![0], figures }] };
        let found = check_folder(&inputs, &[&self.settings], &sums).findings;
        let quotes = found.into_iter().map(|finding| finding.place.quote).collect();
        Ok(Found { quotes, ..Found::default() })
    }
}

fn verdict(side: Side, flags: &str, found: &[String], reason: Option<Reason>) -> Verdict {
    match (side, found.is_empty()) {
        (Side::Bad, true) => Verdict::Missed(reason),
        (Side::Bad, false) if flags.is_empty() || found.iter().any(|quote| quote == flags) => Verdict::Held,
        (Side::Bad, false) => Verdict::Elsewhere,
        (Side::Good, true) => Verdict::Held,
        (Side::Good, false) => Verdict::Flagged,
    }
}

/// An example as a file: only Markdown has tables in plain characters.
fn text_file(text: &str) -> SourceFile {
    let name = if text.contains("|---") || text.contains("| ---") { "example.md" } else { "example.txt" };
    file(name, text.as_bytes().to_vec())
}

fn file(name: &str, bytes: Vec<u8>) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes }
}
