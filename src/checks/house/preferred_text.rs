//! `preferred-text`: words that have a better one.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::scope::Scope;
use super::words::{Bounds, Capitals, Hunt};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::text::fold;

/// Reports words of a list, each with what to write instead, which is offered as a fix.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PreferredText {
    /// What is written, and what to write instead: `"hoàn thiện" = "hoàn chỉnh"`. Two that differ in capitals only are
    /// told apart by them.
    words: BTreeMap<String, String>,
    /// Longer phrases inside which the words are right.
    #[serde(default)]
    except: Vec<String>,
    /// Capitals must stand where the words have them.
    #[serde(default)]
    case: bool,
    /// Where to look; everywhere if left out.
    #[serde(default, rename = "in")]
    scope: Scope,
    /// Each wrong form is told once, at its first place.
    #[serde(default)]
    once: bool,
}

impl Check for PreferredText {
    const NAME: &'static str = "preferred-text";
    const VALUES: &'static [&'static str] = &["found", "preferred"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let stretches = self.scope.stretches(cx.document);
        for (wrong, right) in &self.words {
            let same = fold::key(wrong) == fold::key(right);
            let capitals = if self.case || same { Capitals::Matter } else { Capitals::Alike };
            // What is written right may hold the wrong words: `quy trình nội bộ` for `quy trình`.
            let mut except = self.except.clone();
            if !same {
                except.push(right.clone());
            }
            let hunt = Hunt::new([wrong], None, capitals, Bounds::Words).except(&except);
            let mut told = BTreeSet::new();
            for stretch in &stretches {
                let quotations = self.scope.quotations(stretch.block);
                for range in hunt.find(stretch.block, stretch.range) {
                    let found = stretch.block.clean().get(range.usize()).unwrap_or("");
                    if !quotations.takes(range) || self.once && !told.insert(fold::key(found)) {
                        continue;
                    }
                    let span = stretch.block.span(range);
                    let preferred = if same { right.clone() } else { with_capital_of(found, right) };
                    findings
                        .report(span)
                        .value("found", found)
                        .value("preferred", preferred.as_str())
                        .edit(Edit::replace(span, preferred));
                }
            }
        }
    }
}

/// `right` with a capital where `found` begins with one and goes on in small letters, or all in capitals as it is.
pub(super) fn with_capital_of(found: &str, right: &str) -> String {
    let mut letters = found.chars().filter(|letter| letter.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest: Vec<char> = letters.collect();
    if first && !rest.is_empty() && rest.iter().all(|letter| letter.is_uppercase()) {
        return right.chars().map(fold::upper).collect();
    }
    let mut words = right.chars();
    match words.next() {
        Some(letter) if first => std::iter::once(fold::upper(letter)).chain(words).collect(),
        _ => right.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replacement_keeps_the_capitals_of_what_it_replaces() {
        assert_eq!(with_capital_of("Triển khai", "thực hiện"), "Thực hiện");
        assert_eq!(with_capital_of("TRIỂN KHAI", "thực hiện"), "THỰC HIỆN");
        assert_eq!(with_capital_of("triển khai", "thực hiện"), "thực hiện");
    }
}
