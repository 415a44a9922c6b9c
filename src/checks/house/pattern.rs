//! A regular expression that a rule gives.

use regex::{Captures, Regex, RegexBuilder};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::TextRange;

/// Bytes that a compiled expression may take. The longest one of the built-in rules takes a tenth of it,
/// and a rule made to take the machine is refused before it does.
const MOST_COMPILED: usize = 1 << 20;

/// A regular expression over text as a reader sees it: composed letters, plain spaces. It is matched in
/// time linear in the text, whatever it says.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub(in crate::checks) struct Pattern(pub(in crate::checks) Regex);

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(pattern: String) -> Result<Self, Self::Error> {
        RegexBuilder::new(&pattern).size_limit(MOST_COMPILED).dfa_size_limit(MOST_COMPILED).build().map(Self)
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
