//! A regular expression that a rule gives.

use std::cell::Cell;

use regex::{Captures, Error, Regex, RegexBuilder};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::TextRange;

/// Bytes that a compiled expression may take. All but one of the built-in rules take an eighth of it at most, and
/// a rule made to take the machine is refused before it does.
const MOST_COMPILED: usize = 1 << 20;
/// Bytes that a usual one takes at most.
const USUAL: usize = MOST_COMPILED / 8;
/// Usual expressions of all packs that are read together; a larger one counts as eight.
const MOST_USUAL: usize = 1_000;

thread_local! {
    /// How many usual expressions may still be compiled, while packs are read.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Does `work`, which reads packs, and refuses the expressions beyond what all of them together may take. Every check
/// compiles its own, so the count is kept beside them.
pub(crate) fn with_bounded_patterns<T>(work: impl FnOnce() -> T) -> T {
    let before = LEFT.replace(Some(MOST_USUAL));
    let done = work();
    LEFT.set(before);
    done
}

fn compiled(pattern: &str, most: usize) -> Result<Regex, Error> {
    RegexBuilder::new(pattern).size_limit(most).dfa_size_limit(MOST_COMPILED).build()
}

/// A regular expression over text as a reader sees it: composed letters, plain spaces. It is matched in
/// time linear in the text, whatever it says.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub(in crate::checks) struct Pattern(pub(in crate::checks) Regex);

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(pattern: String) -> Result<Self, Self::Error> {
        let Some(left) = LEFT.get() else { return compiled(&pattern, MOST_COMPILED).map(Self) };
        let most = if left < MOST_COMPILED / USUAL { USUAL } else { MOST_COMPILED };
        if left == 0 {
            return Err(Error::CompiledTooBig(USUAL));
        }
        let (regex, taken) = match compiled(&pattern, USUAL) {
            Ok(regex) => (regex, 1),
            Err(_) => (compiled(&pattern, most)?, MOST_COMPILED / USUAL),
        };
        LEFT.set(Some(left.saturating_sub(taken)));
        Ok(Self(regex))
    }
}

impl Pattern {
    /// The places in `text` that it is about: its group `wrong`, or the whole match.
    pub(in crate::checks) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = TextRange> + 't {
        self.0.captures_iter(text).filter_map(|captures| place(&captures))
    }
}

/// The range that a match is about.
pub(in crate::checks) fn place(captures: &Captures<'_>) -> Option<TextRange> {
    let place = captures.name("wrong").or_else(|| captures.get(0))?;
    (!place.is_empty()).then(|| TextRange::from(place.range()))
}
