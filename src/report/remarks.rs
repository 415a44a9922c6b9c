//! Findings as remarks for the margin of a document: what is wrong, what to do, the clause, and the rule
//! last and small.

use std::collections::{BTreeMap, BTreeSet};

use super::full::{clauses, edits, far_places};
use super::layout::{clipped, one_line};
use super::words::{self, MarginWord, Word};
use super::{Look, message, places};
use crate::catalogue::{Catalogue, Lang};
use crate::diagnostic::{Diagnostic, Remark, Tone};
use crate::engine::Outcome;
use crate::engine::fix::FixPlan;
use crate::model::{Place, Span, TableId};

/// Columns of a quotation inside a sentence.
const QUOTE: usize = 60;
/// Most further places that are listed.
const MOST: usize = 8;

/// What becomes of the same fault at many places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeated {
    /// One remark at the first place tells of all.
    Together,
    /// A remark at each place.
    Each,
}

type Paragraph = Vec<(String, Tone)>;
/// What is told once: the rule, what it says, and the row where that is told of its cells.
type Fault<'a> = (&'a str, String, Option<(TableId, u16)>);

/// Remarks, and in which words each finding is told.
#[derive(Debug, Default)]
pub struct Remarks {
    /// The remarks, those about the document first.
    pub remarks: Vec<Remark>,
    /// Findings by their numbers, with the first paragraph of what is said of each.
    pub told: Vec<(usize, String)>,
}

/// The remarks on what was found; `plan` tells which of the fixes stand in the text.
pub fn remarks(
    outcome: &Outcome,
    catalogue: &Catalogue,
    plan: &FixPlan<'_>,
    lang: Lang,
    repeated: Repeated,
) -> Remarks {
    let writer = Writer {
        outcome,
        catalogue,
        changed: plan
            .taken
            .iter()
            .map(|planned| planned.finding)
            .chain(plan.restyled.iter().map(|restyled| restyled.finding))
            .collect(),
        look: Look { lang, color: false, width: usize::MAX },
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: BTreeMap<Fault<'_>, usize> = BTreeMap::new();
    for (at, finding) in outcome.diagnostics.iter().enumerate() {
        let said = message::finding(catalogue, finding, lang).message;
        let key = match outcome.document.block(finding.span.block).place {
            // What is wrong in every cell of a row is one fault, whatever the numbers are.
            Place::Cell(cell) if said.contains(is_digit) => {
                (finding.rule.as_str(), without_numbers(&said), Some((cell.table, cell.row)))
            }
            _ => (finding.rule.as_str(), said, None),
        };
        match known.get(&key) {
            Some(group) if repeated == Repeated::Together => {
                if let Some(group) = groups.get_mut(*group) {
                    group.push(at);
                }
            }
            _ => {
                known.insert(key, groups.len());
                groups.push(vec![at]);
            }
        }
    }
    let (general, placed): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| writer.is_general(group));
    let mut all = Remarks::default();
    let mut told = |group: &[usize]| {
        let paragraphs = writer.paragraphs(group);
        let first: String = paragraphs.first().into_iter().flatten().map(|(text, _)| text.as_str()).collect();
        all.told.extend(group.iter().map(|at| (*at, first.clone())));
        paragraphs
    };
    let mut remarks = Vec::new();
    if !general.is_empty() {
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        if general.len() > 1 {
            paragraphs.push(vec![(words::whole_document(general.len(), lang), Tone::Strong)]);
        }
        paragraphs.extend(general.iter().flat_map(|group| told(group)));
        remarks.push(Remark { about: None, paragraphs });
    }
    let placed = placed.iter().filter_map(|group| {
        let first = outcome.diagnostics.get(*group.first()?)?;
        Some(Remark { about: Some(first.span), paragraphs: told(group) })
    });
    remarks.extend(placed);
    all.remarks = remarks;
    all
}

/// What a remark is made from.
struct Writer<'a> {
    outcome: &'a Outcome,
    catalogue: &'a Catalogue,
    /// Findings whose fixes stand in the text.
    changed: BTreeSet<usize>,
    look: Look,
}

impl Writer<'_> {
    fn findings(&self, group: &[usize]) -> impl Iterator<Item = &Diagnostic> {
        group.iter().filter_map(|at| self.outcome.diagnostics.get(*at))
    }

    /// True if the findings are about the page or stand where Word takes no comment.
    fn is_general(&self, group: &[usize]) -> bool {
        let document = &self.outcome.document;
        self.findings(group).next().is_some_and(|finding| {
            let place = document.block(finding.span.block).place;
            finding.rule.group() == "page" || words::in_margin(place, self.look.lang).is_some()
        })
    }

    fn paragraphs(&self, group: &[usize]) -> Vec<Paragraph> {
        let lang = self.look.lang;
        let document = &self.outcome.document;
        let Some(first) = self.findings(group).next() else { return Vec::new() };
        let plain = |text: String| vec![(text, Tone::Plain)];
        let told = message::finding(self.catalogue, first, lang);
        let weight = format!("{}: ", words::weight(first.severity, lang));
        let mut said = words::capitalized(&one_line(&told.message));
        if !said.ends_with(['.', '!', '?', '…', ':']) {
            said.push('.');
        }
        let place_of = |finding: &Diagnostic| words::in_margin(document.block(finding.span.block).place, lang);
        if let Some(place) = place_of(first) {
            said = format!("({place}: “{}”) {said}", clipped(document.quote(first.span), QUOTE));
        }
        let mut paragraphs = vec![vec![(weight, Tone::Strong), (said, Tone::Plain)]];
        if !told.help.is_empty() {
            paragraphs.push(plain(one_line(&told.help)));
        }
        let related: Vec<_> = first
            .labels
            .iter()
            .map(|label| {
                (label.span, words::capitalized(&one_line(&message::label(self.catalogue, first, label, lang))))
            })
            .collect();
        let related: Vec<_> = related.iter().collect();
        paragraphs.extend(far_places(document, &related, self.look).into_iter().map(plain));
        paragraphs.extend(self.fix(group).map(plain));
        paragraphs.extend(self.elsewhere(group).map(plain));
        let rule = self.catalogue.rule(first.rule.as_str());
        let clauses: Vec<String> = rule.map(|rule| clauses(rule, lang)).unwrap_or_default();
        if !clauses.is_empty() {
            let basis = words::capitalized(Word::Basis.text(lang));
            paragraphs.push(plain(format!("{basis}: {}.", clauses.join("; "))));
        }
        paragraphs.push(vec![(first.rule.to_string(), Tone::Small)]);
        paragraphs
    }

    /// What was or could be done.
    fn fix(&self, group: &[usize]) -> Option<String> {
        let lang = self.look.lang;
        let first = self.findings(group).next()?;
        let changed = group.iter().filter(|at| self.changed.contains(at)).count();
        if changed == group.len() {
            let edits = |finding: &Diagnostic| finding.fix.as_ref().map_or(1, |fix| fix.edits.len());
            let places = self.findings(group).map(|finding| finding.restyles.len().max(edits(finding))).sum::<usize>();
            let word = if changed == 1 && places == 1 { MarginWord::Changed } else { MarginWord::ChangedEverywhere };
            return Some(word.text(lang).to_owned());
        }
        let fix = first.fix.as_ref()?;
        let edits = edits(&self.outcome.document, fix, self.look);
        (!edits.is_empty()).then(|| words::suggested(&edits.join("; "), lang))
    }

    /// The same fault at other places.
    fn elsewhere(&self, group: &[usize]) -> Option<String> {
        let document = &self.outcome.document;
        let others = group.get(1..).filter(|others| !others.is_empty())?;
        let lang = self.look.lang;
        let said = |finding: &Diagnostic| one_line(&message::finding(self.catalogue, finding, lang).message);
        let first = said(self.findings(group).next()?);
        if self.findings(others).any(|finding| said(finding) != first) {
            // The cells of one row, each with numbers of its own.
            let mut told: Vec<String> = self.findings(others).take(MOST).map(said).collect();
            if others.len() > MOST {
                told.push("…".to_owned());
            }
            return Some(words::also_in_row(others.len(), &told.join("; "), lang));
        }
        let spans: Vec<Span> = self.findings(others).map(|finding| finding.span).collect();
        Some(words::also(others.len(), &places::told_together(document, &spans, MOST, lang), lang))
    }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// `said` with one mark for each number in it.
fn without_numbers(said: &str) -> String {
    let mut marked = String::with_capacity(said.len());
    for letter in said.chars() {
        match letter {
            // Inside a number.
            '0'..='9' | '.' | ',' if marked.ends_with('#') => {}
            '0'..='9' => marked.push('#'),
            other => marked.push(other),
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_compared_without_their_numbers() {
        let (one, two) = ("80.076 − 74.937 = 5.139, bảng ghi -5139", "143 − 98,5 = 44,5, bảng ghi -44");
        assert_eq!(without_numbers(one), without_numbers(two));
        assert_ne!(without_numbers("Bảng 2"), without_numbers("Biểu 2"));
    }
}
