//! Which fixes of a run are made together: the only planner, for files, copies and editors.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagnostic::{Applicability, Diagnostic, Fix, Restyle};
use crate::model::{BlockId, Document, Origin, Span};
use crate::text::TextRange;

/// How far fixes may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Spacing, punctuation, letter case and format.
    Safe,
    /// Words too.
    Unsafe,
    /// Numbers, dates, names and citations too.
    Suggestions,
}

impl Reach {
    /// Whether a fix of this kind is made.
    pub const fn covers(self, applicability: Applicability) -> bool {
        match applicability {
            Applicability::Safe => true,
            Applicability::Unsafe => matches!(self, Self::Unsafe | Self::Suggestions),
            Applicability::Suggestion => matches!(self, Self::Suggestions),
        }
    }
}

/// A fix that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned<'a> {
    /// The finding it mends, by its number.
    pub finding: usize,
    /// What is done.
    pub fix: &'a Fix,
}

/// A finding whose looks are put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restyled<'a> {
    /// The finding, by its number.
    pub finding: usize,
    /// How it is to look. Of two that say so of one thing, the first counts.
    pub restyles: &'a [Restyle],
}

/// Why a fix is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    /// It goes further than was asked for.
    OutOfReach(Applicability),
    /// The fix of this finding changes the same words and weighs more.
    Overlaps(usize),
    /// The words are not stored in the file: a program makes them, or they are drawn.
    NotStored,
}

/// Fixes that can be made together, and those that cannot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FixPlan<'a> {
    /// Fixes that are made, by place.
    pub taken: Vec<Planned<'a>>,
    /// Findings whose looks are put right.
    pub restyled: Vec<Restyled<'a>>,
    /// Fixes that are not, by the number of their finding.
    pub left: Vec<(usize, NotTaken)>,
}

impl FixPlan<'_> {
    /// The findings that are mended, by their numbers, each once.
    pub fn findings(&self) -> Vec<usize> {
        let taken = self.taken.iter().map(|planned| planned.finding);
        let mut findings: Vec<usize> = taken.chain(self.restyled.iter().map(|restyled| restyled.finding)).collect();
        findings.sort_unstable();
        findings.dedup();
        findings
    }

    /// The part of the plan that mends `findings`.
    #[must_use]
    pub fn only(&self, findings: &[usize]) -> Self {
        let mut part = self.clone();
        part.taken.retain(|planned| findings.contains(&planned.finding));
        part.restyled.retain(|restyled| findings.contains(&restyled.finding));
        part
    }

    /// Takes back the fixes of `findings`, which the file does not let be made.
    pub fn refuse(&mut self, findings: &[usize]) {
        let left = &mut self.left;
        self.taken.retain(|planned| {
            let is_refused = findings.contains(&planned.finding);
            if is_refused {
                left.push((planned.finding, NotTaken::NotStored));
            }
            !is_refused
        });
        self.restyled.retain(|restyled| !findings.contains(&restyled.finding));
    }
}

/// Chooses among the fixes of `findings` in `document`. Of two that meet, the one of the heavier finding
/// is made, then the earlier one.
pub fn plan<'a>(document: &Document, findings: &'a [Diagnostic], reach: Reach) -> FixPlan<'a> {
    let mut order: Vec<(usize, &Diagnostic, &Fix)> =
        findings.iter().enumerate().filter_map(|(at, finding)| Some((at, finding, finding.fix.as_ref()?))).collect();
    order.sort_by_key(|(at, finding, _)| (Reverse(finding.severity), *at));
    let mut plan = FixPlan::default();
    let mut occupied: BTreeMap<(BlockId, u32), (u32, usize)> = BTreeMap::new();
    for (at, _, fix) in order {
        if !reach.covers(fix.applicability) {
            plan.left.push((at, NotTaken::OutOfReach(fix.applicability)));
            continue;
        }
        if !fix.edits.iter().all(|edit| is_stored(document, edit.span)) {
            plan.left.push((at, NotTaken::NotStored));
            continue;
        }
        if let Some(other) = fix.edits.iter().find_map(|edit| meets(&occupied, edit.span)) {
            plan.left.push((at, NotTaken::Overlaps(other)));
            continue;
        }
        for edit in &fix.edits {
            let range = edit.span.range;
            occupied.insert((edit.span.block, range.start()), (range.end(), at));
        }
        plan.taken.push(Planned { finding: at, fix });
    }
    let mut looks: Vec<(usize, &Diagnostic)> =
        findings.iter().enumerate().filter(|(_, finding)| !finding.restyles.is_empty()).collect();
    looks.sort_by_key(|(at, finding)| (Reverse(finding.severity), *at));
    plan.restyled = looks.into_iter().map(|(finding, of)| Restyled { finding, restyles: &of.restyles }).collect();
    plan.taken.sort_by_key(|planned| planned.finding);
    plan.left.sort_by_key(|(at, _)| *at);
    plan
}

/// The finding whose fix changes text that `span` touches.
fn meets(occupied: &BTreeMap<(BlockId, u32), (u32, usize)>, span: Span) -> Option<usize> {
    // What is occupied does not touch itself, so the neighbours are enough.
    let before = occupied.range(..=(span.block, span.range.end())).rev();
    let near = before.take_while(|((block, _), (end, _))| *block == span.block && *end >= span.range.start());
    let touching =
        |((_, start), (end, _)): &(&(BlockId, u32), &(u32, usize))| TextRange::new(*start, *end).touches(span.range);
    near.into_iter().find(touching).map(|(_, (_, at))| *at)
}

/// Whether the file holds the text of `span` letter for letter.
fn is_stored(document: &Document, span: Span) -> bool {
    let touched = |piece: &&crate::model::Piece| piece.range.touches(span.range);
    let mut pieces = document.block(span.block).pieces().iter().filter(touched).peekable();
    let is_written = |piece: &crate::model::Piece| match piece.origin {
        Origin::Text { bytes } => bytes.len() == piece.range.len(),
        Origin::Docx { .. } | Origin::Paragraph { .. } => true,
        Origin::Pdf { .. } | Origin::Generated { .. } => false,
    };
    if span.range.is_empty() { pieces.any(is_written) } else { pieces.peek().is_some() && pieces.all(is_written) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Edit, RuleId, Severity};
    use crate::model::SourceFile;
    use crate::readers::{self, Limits};

    fn document() -> Document {
        let file = SourceFile { name: "a.txt".to_owned(), bytes: "một hai ba bốn".as_bytes().to_vec() };
        let (raw, _) = readers::read(&file, &Limits::default()).expect("reads");
        Document::unrecognized(raw)
    }

    fn finding(severity: Severity, applicability: Applicability, start: u32, end: u32) -> Diagnostic {
        let span = Span::new(BlockId(0), TextRange::new(start, end));
        Diagnostic {
            rule: RuleId::from_static("a/b"),
            severity,
            case: None,
            span,
            values: Vec::new(),
            labels: Vec::new(),
            fix: Some(Fix { applicability, edits: vec![Edit::replace(span, "x")] }),
            restyles: Vec::new(),
            fingerprint: String::new(),
        }
    }

    #[test]
    fn the_heavier_of_two_that_meet_is_made() {
        let findings = [
            finding(Severity::Info, Applicability::Safe, 0, 5),
            finding(Severity::Error, Applicability::Safe, 4, 7),
            finding(Severity::Info, Applicability::Safe, 9, 11),
            finding(Severity::Error, Applicability::Unsafe, 12, 14),
        ];
        let document = document();
        let made = |reach| {
            let plan = plan(&document, &findings, reach);
            (plan.taken.iter().map(|planned| planned.finding).collect::<Vec<_>>(), plan.left)
        };
        let (taken, left) = made(Reach::Safe);
        assert_eq!(taken, [1, 2]);
        assert_eq!(left, [(0, NotTaken::Overlaps(1)), (3, NotTaken::OutOfReach(Applicability::Unsafe))]);
        assert_eq!(made(Reach::Unsafe).0, [1, 2, 3]);
    }
}
