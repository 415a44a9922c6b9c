//! Findings of one place: what is said twice, and what a more telling rule has said already.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, RuleId, Severity, Value};
use crate::model::{BlockId, Span};
use crate::text::TextRange;

/// Drops what a rule says twice of one place in the same words. Findings that differ in their values,
/// such as two sections that are both missing after one heading, are two findings.
pub(super) fn drop_repeats(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashSet<(Option<&'static str>, Vec<Value>)> = HashSet::new();
    let mut place: Option<(RuleId, Span)> = None;
    diagnostics.retain(|finding| {
        if !place.as_ref().is_some_and(|(rule, span)| *rule == finding.rule && *span == finding.span) {
            place = Some((finding.rule.clone(), finding.span));
            seen.clear();
        }
        seen.insert((finding.case, finding.values.clone()))
    });
}

/// The label of the other way of writing something, in every rule that tells of two.
const OTHER_WAY: &str = "other";

/// Drops findings whose place a more telling rule has already flagged.
pub(super) fn yield_to_others(diagnostics: &mut Vec<Diagnostic>, catalogue: &Catalogue) {
    let mut flagged: BTreeMap<(&RuleId, BlockId), Flagged> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        flagged.entry((&diagnostic.rule, diagnostic.span.block)).or_default().ranges.push(diagnostic.span.range);
    }
    for places in flagged.values_mut() {
        places.sort();
    }
    let stands =
        |diagnostic: &Diagnostic| {
            let Some(rule) = catalogue.rule(diagnostic.rule.as_str()) else { return true };
            let is_flagged = |rule: &RuleId, Span { block, range }: Span| {
                flagged.get(&(rule, block)).is_some_and(|places| places.touch(range))
            };
            // A mere hint at two ways of writing adds nothing where the more telling rule has flagged the other one.
            let is_hint = diagnostic.severity == Severity::Info;
            let other_way =
                diagnostic.labels.iter().find(|label| is_hint && label.name == OTHER_WAY).map(|label| label.span);
            // Most rules yield to none, and a document may have thousands of findings.
            !rule.meta.yields_to.iter().any(|other| {
                is_flagged(other, diagnostic.span) || other_way.is_some_and(|span| is_flagged(other, span))
            })
        };
    let mut standing = diagnostics.iter().map(stands).collect::<Vec<_>>().into_iter();
    diagnostics.retain(|_| standing.next().unwrap_or(true));
}

/// The places in one block that one rule has flagged.
#[derive(Default)]
struct Flagged {
    /// By their start.
    ranges: Vec<TextRange>,
    /// For each of them, the furthest end among it and those before it.
    ends: Vec<u32>,
    /// Places without letters.
    points: BTreeSet<u32>,
}

impl Flagged {
    fn sort(&mut self) {
        self.points = self.ranges.iter().filter(|range| range.is_empty()).map(|range| range.start()).collect();
        self.ranges.retain(|range| !range.is_empty());
        self.ranges.sort_by_key(|range| range.start());
        let furthest = |furthest: &mut u32, range: &TextRange| {
            *furthest = (*furthest).max(range.end());
            Some(*furthest)
        };
        self.ends = self.ranges.iter().scan(0, furthest).collect();
    }

    /// True if one of the places touches `range`, as [`TextRange::touches`] has it.
    fn touch(&self, range: TextRange) -> bool {
        if self.points.range(range.start()..=range.end()).next().is_some() {
            return true;
        }
        let (begun, open) =
            if range.is_empty() { (range.end() + 1, range.start()) } else { (range.end(), range.start() + 1) };
        let before = self.ranges.partition_point(|place| place.start() < begun);
        before.checked_sub(1).and_then(|last| self.ends.get(last)).is_some_and(|end| *end >= open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_is_told_as_range_by_range() {
        let all: Vec<TextRange> =
            (0..8).flat_map(|start| (start..8).map(move |end| TextRange::new(start, end))).collect();
        for (at, first) in all.iter().enumerate() {
            for second in all.iter().skip(at) {
                let mut flagged = Flagged { ranges: vec![*second, *first], ..Flagged::default() };
                flagged.sort();
                for range in &all {
                    let expected = first.touches(*range) || second.touches(*range);
                    assert_eq!(flagged.touch(*range), expected, "{first:?} {second:?} {range:?}");
                }
            }
        }
    }
}
