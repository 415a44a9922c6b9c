//! `component-words`: words that the lines of a part must not begin with.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::classes::classes;
use crate::model::values::WrittenDate;
use crate::model::{ComponentKind, Document, Span};
use crate::text::fold;

/// Looks for words at the beginning of the lines of a part.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentWords {
    /// The parts.
    components: Vec<ComponentKind>,
    /// The words, folded.
    words: Vec<String>,
    /// What is proposed instead of a word.
    #[serde(default)]
    instead: BTreeMap<String, String>,
    /// Words that no line of the part begins with, whichever lines are looked at.
    #[serde(default)]
    words_above: Vec<String>,
    /// The lines that are looked at.
    #[serde(default)]
    lines: Lines,
    /// Only documents of this day or later, by their own date.
    #[serde(default, deserialize_with = "date")]
    #[schemars(with = "Option<String>")]
    since: Option<Date>,
}

/// Lines of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Lines {
    /// Every line.
    #[default]
    All,
    /// The last one: the issuer itself, below its superior body.
    Last,
}

fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

impl Check for ComponentWords {
    const NAME: &'static str = "component-words";
    const VALUES: &'static [&'static str] = &["word", "instead"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if let Some(since) = self.since {
            match is_since(cx.document, since) {
                Some(true) => {}
                Some(false) => return,
                None => return findings.not_checked(Reason::DateBlank),
            }
        }
        let parts = self.components.iter().filter_map(|kind| cx.document.component(*kind));
        let lines = parts.flat_map(|part| {
            let first = match self.lines {
                Lines::All => 0,
                Lines::Last => own_name(cx.document, &part.spans),
            };
            part.spans.iter().enumerate().map(move |(at, span)| (at >= first, span))
        });
        for (looked_at, span) in lines {
            let block = cx.document.block(span.block);
            let range = block.clean_range(*span);
            let Some(folded) = block.folded().get(range.usize()) else { continue };
            let words = self.words.iter().filter(|_| looked_at).chain(&self.words_above);
            let Some(word) = { words }.find(|word| begins_with(folded, word)) else { continue };
            let start = range.start() as usize;
            let place = start..start + word.len();
            let instead = self.instead.get(word).map(String::as_str).unwrap_or_default();
            let draft = findings.report(*span);
            draft.value("word", &block.clean()[place.clone()]).value("instead", instead);
            if !instead.is_empty() {
                draft.edit(Edit::replace(block.span(place), instead));
            }
        }
    }
}

/// Where the issuer's own name begins among its lines: at the last, or above a last line that only
/// names the place of a committee or council.
fn own_name(document: &Document, lines: &[Span]) -> usize {
    let last = lines.len().saturating_sub(1);
    let folded = |at: usize| lines.get(at).map(|span| fold::key(document.clean_text(*span))).unwrap_or_default();
    let place = classes().level(&folded(last)).is_some();
    let above = last.checked_sub(1).filter(|at| matches!(folded(*at).as_str(), "ubnd" | "hđnd"));
    above.filter(|_| place).unwrap_or(last)
}

fn begins_with(folded: &str, word: &str) -> bool {
    folded.strip_prefix(word).is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
}

/// Whether the document is of `since` or later; `None` if what is written of its date cannot tell.
fn is_since(document: &Document, since: Date) -> Option<bool> {
    if let Some(own) = document.own_date() {
        return Some(own >= since);
    }
    let WrittenDate { month, year, .. } = &document.place_and_date.as_ref()?.date;
    let year: i16 = year.as_ref()?.text.parse().ok()?;
    if year != since.year() {
        return Some(year > since.year());
    }
    let month: i8 = month.as_ref()?.text.parse().ok()?;
    (month != since.month() || since.day() == 1).then_some(month >= since.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert!(begins_with("ubnd phường trạm lộ", "ubnd"));
        assert!(!begins_with("quận", "quậ"));
    }

    #[test]
    fn parameters_are_read() {
        let json = r#"{"components":["issuing-authority"],"words":["huyện"],"since":"2025-07-01"}"#;
        let check: ComponentWords = serde_json::from_str(json).expect("valid");
        assert_eq!(check.since, Some(Date::constant(2025, 7, 1)));
        assert!(serde_json::from_str::<ComponentWords>(&json.replace("07-01", "13-01")).is_err());
    }
}
