//! Ranges of years.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Span};
use crate::text::{TextRange, TokenKind};

/// Flags a document that writes ranges of years in more than one way: `2021-2025` and `2026 - 2030`. The
/// places are those of the rarer ways.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct YearRangeMixed {}

/// The dash of a range with the spaces around it.
struct Joint {
    span: Span,
    /// The whole range, for the message.
    shown: String,
}

impl Check for YearRangeMixed {
    const NAME: &'static str = "year-range-mixed";
    const VALUES: &'static [&'static str] = &["count", "minor", "right", "major"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut ways: BTreeMap<String, Vec<Joint>> = BTreeMap::new();
        for block in cx.document.prose() {
            for (range, joint) in ranges(block) {
                let clean = block.clean();
                let shown = clean[range.usize()].to_owned();
                let written = clean[joint.usize()].to_owned();
                ways.entry(written).or_default().push(Joint { span: block.span(range), shown });
            }
        }
        // One space alone is a slip of typing, not a way.
        let even = |way: &&String| way.starts_with(' ') == way.ends_with(' ') && !way.contains("  ");
        let count = |way: &&String| ways.get(*way).map_or(0, Vec::len);
        let Some(major) = ways.keys().filter(even).max_by_key(count).cloned() else { return };
        if ways.len() < 2 {
            return;
        }
        let Some(model) = ways.remove(&major).and_then(|joints| joints.into_iter().next()) else { return };
        let mut minor: Vec<(String, Joint)> = ways
            .into_iter()
            .flat_map(|(way, joints)| joints.into_iter().map(move |joint| (way.clone(), joint)))
            .collect();
        minor.sort_by_key(|(_, joint)| joint.span);
        let Some((way, first)) = minor.first() else { return };
        let (shown, right) = (first.shown.clone(), first.shown.replacen(way, &major, 1));
        let places: Vec<Occurrence> = minor
            .into_iter()
            .map(|(way, joint)| Occurrence::replaced(joint.span, joint.shown.replacen(&way, &major, 1)))
            .collect();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("minor", shown).value("right", right).value("major", model.shown);
        }
    }
}

/// The ranges of years in `block`, each with its dash and the spaces around it.
fn ranges(block: &Block) -> Vec<(TextRange, TextRange)> {
    let tokens = block.tokens();
    let year = |at: usize| {
        let token = tokens.get(at).filter(|token| token.kind() == TokenKind::Number)?;
        let digits = &block.clean()[token.range().usize()];
        let value: u16 = digits.parse().ok().filter(|value| (1930..2100).contains(value))?;
        Some((value, token.range()))
    };
    let touches = |at: usize, next: usize| {
        tokens.get(at).zip(tokens.get(next)).is_some_and(|(one, next)| {
            one.range().end() == next.range().start() && matches!(one.kind(), TokenKind::Mark('/' | '-' | '.' | '–'))
        })
    };
    let follows = |at: usize| {
        tokens.get(at).zip(tokens.get(at + 1)).is_some_and(|(one, next)| {
            one.range().end() == next.range().start() && matches!(next.kind(), TokenKind::Mark('/' | '-' | '–'))
        })
    };
    (0..tokens.len())
        .filter(|at| matches!(tokens[*at].kind(), TokenKind::Mark('-' | '–' | '—')))
        .filter_map(|at| {
            let ((first, start), (last, end)) = (year(at.checked_sub(1)?)?, year(at + 1)?);
            // `15/2025-2026` and `2025-2026/QĐ` are no ranges of years alone.
            let alone = !(at >= 2 && touches(at - 2, at - 1) || follows(at + 1));
            (alone && first < last && last - first <= 50)
                .then(|| (start.cover(end), TextRange::new(start.end(), end.start())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockId, BlockKind, Place};

    #[test]
    fn ranges_of_years_are_told_from_other_numbers() {
        let text = "giai đoạn 2021-2025; 2026 – 2030; 12/2025-2026; 1500-1600; 2026-2020; mã 2025-2026/ABC";
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        let found: Vec<&str> = ranges(&block).iter().map(|(range, _)| &text[range.usize()]).collect();
        assert_eq!(found, ["2021-2025", "2026 – 2030"]);
    }
}
