//! `consistent-term`: one of several forms through a document.

use schemars::JsonSchema;
use serde::Deserialize;

use super::preferred_text::with_capital_of;
use super::scope::Scope;
use super::words::{Bounds, Capitals, Hunt};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::Span;
use crate::text::fold;

/// Reports a document that writes one thing in several forms: every place of the forms that are not kept.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ConsistentTerm {
    /// The forms: `["hồ sơ", "bộ hồ sơ"]`. Two that differ in capitals only are told apart by them. A form inside a
    /// longer one counts as the longer one.
    #[schemars(length(min = 2))]
    forms: Vec<String>,
    /// Which form is kept.
    #[serde(default)]
    keep: Kept,
    /// Longer phrases inside which the forms do not count.
    #[serde(default)]
    except: Vec<String>,
    /// Where to look; everywhere if left out.
    #[serde(default, rename = "in")]
    scope: Scope,
}

/// Which form is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Kept {
    /// The one that is used most; of two, the one that comes first.
    #[default]
    Most,
    /// The one that comes first in the document.
    First,
}

impl Check for ConsistentTerm {
    const NAME: &'static str = "consistent-term";
    const VALUES: &'static [&'static str] = &["found", "expected", "count", "expected-count"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let places: Vec<Vec<Span>> = (0..self.forms.len()).map(|form| self.places(form, cx)).collect();
        let used = || places.iter().enumerate().filter(|(_, spans)| !spans.is_empty());
        if used().count() < 2 {
            return;
        }
        let kept = match self.keep {
            Kept::Most => used().max_by_key(|(_, spans)| (spans.len(), std::cmp::Reverse(spans.first().copied()))),
            Kept::First => used().min_by_key(|(_, spans)| spans.first().copied()),
        };
        let Some((kept, others)) = kept else { return };
        let (expected, expected_count) = (&self.forms[kept], others.len());
        for (form, spans) in used().filter(|(form, _)| *form != kept) {
            let alike = fold::key(&self.forms[form]) == fold::key(expected);
            for span in spans {
                let found = cx.document.clean_text(*span);
                let right = if alike { expected.clone() } else { with_capital_of(found, expected) };
                findings
                    .report(*span)
                    .value("found", found)
                    .value("expected", expected.as_str())
                    .value("count", spans.len().to_string())
                    .value("expected-count", expected_count.to_string())
                    .edit(Edit::replace(*span, right));
            }
        }
    }
}

impl ConsistentTerm {
    /// The places of form number `form`.
    fn places(&self, form: usize, cx: &Context<'_>) -> Vec<Span> {
        let written = &self.forms[form];
        let key = fold::key(written);
        let others = || self.forms.iter().enumerate().filter(|(other, _)| *other != form).map(|(_, other)| other);
        let is_twin = others().any(|other| fold::key(other) == key);
        let longer = others().filter(|other| fold::key(other).len() > key.len()).cloned();
        let except: Vec<String> = self.except.iter().cloned().chain(longer).collect();
        let capitals = if is_twin { Capitals::Matter } else { Capitals::Alike };
        let hunt = Hunt::new([written], None, capitals, Bounds::Words).except(&except);
        let stretches = self.scope.stretches(cx.document);
        let found = stretches.iter().flat_map(|stretch| {
            let ranges = hunt.find(stretch.block, stretch.range).into_iter();
            let quotations = self.scope.quotations(stretch.block);
            ranges.filter(move |range| quotations.takes(*range)).map(|range| stretch.block.span(range))
        });
        found.collect()
    }
}
