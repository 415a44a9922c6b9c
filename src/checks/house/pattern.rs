//! A regular expression that a rule gives.

use std::cell::Cell;
use std::cmp::Reverse;
use std::sync::OnceLock;

use regex::{Captures, Error, Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::{Grams, Needle, TextRange};

/// Bytes that a compiled expression may take. All but one of the built-in rules take an eighth of it at most, and
/// a rule made to take the machine is refused before it does.
const MOST_COMPILED: usize = 1 << 20;
/// Bytes that a usual one takes at most.
const USUAL: usize = MOST_COMPILED / 8;
/// Usual expressions of all packs that are read together; a larger one counts as eight.
const MOST_USUAL: usize = 1_000;

/// Whose expressions are being read.
#[derive(Debug, Clone, Copy)]
enum Whose {
    /// Anybody's: each is compiled at once.
    Anybody,
    /// The built-in rules', all of which the tests run: each is compiled when a document may hold what it is about.
    /// Compiling all of them would take most of the time in which a page is checked.
    BuiltIn,
    /// Those of packs, of which so many usual ones may still be compiled.
    Packs(usize),
}

thread_local! {
    static WHOSE: Cell<Whose> = const { Cell::new(Whose::Anybody) };
}

/// Does `work`, which reads packs, and refuses the expressions beyond what all of them together may take. Every check
/// compiles its own, so the count is kept beside them.
pub(crate) fn with_bounded_patterns<T>(work: impl FnOnce() -> T) -> T {
    reading(Whose::Packs(MOST_USUAL), work)
}

/// Does `work`, which reads the built-in rules.
pub(crate) fn with_late_patterns<T>(work: impl FnOnce() -> T) -> T {
    reading(Whose::BuiltIn, work)
}

fn reading<T>(whose: Whose, work: impl FnOnce() -> T) -> T {
    let before = WHOSE.replace(whose);
    let done = work();
    WHOSE.set(before);
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
pub(in crate::checks) struct Pattern {
    source: String,
    /// `None` if it is no regular expression, which only one of a built-in rule could turn out to be so late.
    regex: OnceLock<Option<Regex>>,
    needles: OnceLock<Option<Vec<Needle>>>,
}

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(source: String) -> Result<Self, Self::Error> {
        let regex = match WHOSE.get() {
            Whose::BuiltIn => OnceLock::new(),
            Whose::Anybody => Some(compiled(&source, MOST_COMPILED)?).into(),
            Whose::Packs(0) => return Err(Error::CompiledTooBig(USUAL)),
            Whose::Packs(left) => {
                let most = if left < MOST_COMPILED / USUAL { USUAL } else { MOST_COMPILED };
                let (regex, taken) = match compiled(&source, USUAL) {
                    Ok(regex) => (regex, 1),
                    Err(_) => (compiled(&source, most)?, MOST_COMPILED / USUAL),
                };
                WHOSE.set(Whose::Packs(left.saturating_sub(taken)));
                Some(regex).into()
            }
        };
        Ok(Self { source, regex, needles: OnceLock::new() })
    }
}

impl Pattern {
    /// The expression as the rule gives it.
    pub(in crate::checks) fn source(&self) -> &str {
        &self.source
    }

    /// The compiled expression; `None` if it is none.
    pub(in crate::checks) fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| compiled(&self.source, MOST_COMPILED).ok()).as_ref()
    }

    /// False if nothing in a text of these `grams` can match.
    pub(in crate::checks) fn may_be_in(&self, grams: &Grams) -> bool {
        let needles = self.needles.get_or_init(|| literals(&regex_syntax::parse(&self.source).ok()?).map(needles_of));
        needles.as_ref().is_none_or(|needles| needles.iter().any(|needle| grams.may_hold(needle)))
    }

    /// True if it matches in `text`.
    pub(in crate::checks) fn is_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// Its matches in `text`.
    pub(in crate::checks) fn matches<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + 't {
        self.regex().into_iter().flat_map(|regex| regex.captures_iter(text))
    }

    /// The places in `text` that it is about: its group `wrong`, or the whole match.
    pub(in crate::checks) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = TextRange> + 't {
        self.matches(text).filter_map(|captures| place(&captures))
    }
}

/// Phrases of which every match of `hir` holds at least one; `None` if there are none such, or too many to look for.
fn literals(hir: &Hir) -> Option<Vec<&[u8]>> {
    /// Looking for more takes longer than it saves.
    const MANY: usize = 40;
    let found = match hir.kind() {
        HirKind::Literal(literal) => vec![&*literal.0],
        HirKind::Capture(capture) => literals(&capture.sub)?,
        HirKind::Repetition(repetition) if repetition.min > 0 => literals(&repetition.sub)?,
        HirKind::Alternation(branches) => {
            branches.iter().map(literals).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect()
        }
        // The longer the shortest phrase, the less a text holds it by chance.
        HirKind::Concat(parts) => parts
            .iter()
            .filter_map(literals)
            .max_by_key(|phrases| (phrases.iter().map(|phrase| phrase.len()).min(), Reverse(phrases.len())))?,
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => return None,
    };
    (found.len() <= MANY && found.iter().all(|phrase| phrase.len() >= Needle::LEAST)).then_some(found)
}

fn needles_of(phrases: Vec<&[u8]>) -> Vec<Needle> {
    phrases.into_iter().filter_map(Needle::of).collect()
}

/// The range that a match is about.
pub(in crate::checks) fn place(captures: &Captures<'_>) -> Option<TextRange> {
    let place = captures.name("wrong").or_else(|| captures.get(0))?;
    (!place.is_empty()).then(|| TextRange::from(place.range()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(pattern: &str) -> Option<Vec<String>> {
        let hir = regex_syntax::parse(pattern).expect("valid");
        literals(&hir)
            .map(|found| found.into_iter().map(|phrase| String::from_utf8_lossy(phrase).into_owned()).collect())
    }

    #[test]
    fn every_match_holds_one_of_the_phrases() {
        assert_eq!(phrases("Giám đốc (?P<wrong>sở) [A-Z]"), Some(vec!["Giám đốc ".to_owned()]));
        assert_eq!(phrases("[0-9] (?P<wrong>Ngày) [0-9]"), Some(vec!["Ngày".to_owned()]));
        assert_eq!(phrases("(?:sáng|chiều) (?P<wrong>Thứ)x*"), Some(vec!["Thứ".to_owned()]));
        assert_eq!(phrases("(?:từng)+ [0-9]"), Some(vec!["từng".to_owned()]));
        // What may be left out, may be another letter or is short says nothing.
        for pattern in ["(?:từng)? [0-9]", "(?i)ngày", "[0-9]+- [a-z]", "(?:một|[a-z])", "^$"] {
            assert_eq!(phrases(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn a_document_without_the_phrases_is_not_looked_through() {
        let pattern =
            with_late_patterns(|| Pattern::try_from("Giám đốc (?P<wrong>sở) [A-Z]".to_owned())).expect("read");
        let grams = |text: &str| Grams::of([text].into_iter(), text.len());
        assert!(!pattern.may_be_in(&grams("Chủ tịch Ủy ban nhân dân xã")));
        assert!(pattern.regex.get().is_none());
        let text = "Giám đốc sở Y tế";
        assert!(pattern.may_be_in(&grams(text)));
        assert_eq!(pattern.places(text).map(|range| &text[range.usize()]).collect::<Vec<_>>(), ["sở"]);
    }

    #[test]
    fn what_is_no_expression_is_refused_at_once_but_in_built_in_rules() {
        assert!(Pattern::try_from("(".to_owned()).is_err());
        assert!(with_bounded_patterns(|| Pattern::try_from("(".to_owned())).is_err());
        let late = with_late_patterns(|| Pattern::try_from("(".to_owned())).expect("not looked at");
        assert!(late.regex().is_none() && !late.is_in("("));
    }
}
