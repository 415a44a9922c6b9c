//! A regular expression that a rule gives.

use std::cell::Cell;
use std::cmp::Reverse;
use std::sync::OnceLock;

use memchr::memmem;
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
    /// Of every match at least one phrase of each.
    clauses: OnceLock<Vec<Clause>>,
}

/// Phrases of which a match holds at least one.
type Clause = Vec<Phrase>;

#[derive(Debug)]
struct Phrase {
    bytes: Box<[u8]>,
    needle: Needle,
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
        Ok(Self { source, regex, clauses: OnceLock::new() })
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

    /// The compiled expression, unless it is still to be compiled and cannot match in `text`: compiling takes longer
    /// than looking for the phrases of its matches in all of a document.
    fn regex_for(&self, text: &str) -> Option<&Regex> {
        let holds = |phrase: &Phrase| memmem::find(text.as_bytes(), &phrase.bytes).is_some();
        let may_match = self.regex.get().is_some() || self.clauses().iter().all(|clause| clause.iter().any(holds));
        if may_match { self.regex() } else { None }
    }

    /// False if nothing in a text of these `grams` can match.
    pub(in crate::checks) fn may_be_in(&self, grams: &Grams) -> bool {
        self.clauses().iter().all(|clause| clause.iter().any(|phrase| grams.may_hold(&phrase.needle)))
    }

    fn clauses(&self) -> &[Clause] {
        self.clauses.get_or_init(|| {
            let hir = regex_syntax::parse(&self.source).ok();
            let clauses = hir.iter().flat_map(clauses).map(|phrases| phrases.into_iter().filter_map(Phrase::of));
            clauses.map(Iterator::collect).collect()
        })
    }

    /// True if it matches in `text`.
    pub(in crate::checks) fn is_in(&self, text: &str) -> bool {
        self.regex_for(text).is_some_and(|regex| regex.is_match(text))
    }

    /// Its matches in `text`.
    pub(in crate::checks) fn matches<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + 't {
        self.regex_for(text).into_iter().flat_map(|regex| regex.captures_iter(text))
    }

    /// The places in `text` that it is about: its group `wrong`, or the whole match.
    pub(in crate::checks) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = TextRange> + 't {
        self.matches(text).filter_map(|captures| place(&captures))
    }
}

impl Phrase {
    fn of(bytes: &[u8]) -> Option<Self> {
        Some(Self { bytes: bytes.into(), needle: Needle::of(bytes)? })
    }
}

/// Sets of phrases of each of which every match of `hir` holds at least one.
fn clauses(hir: &Hir) -> Vec<Vec<&[u8]>> {
    /// Looking for more takes longer than it saves.
    const MANY: usize = 40;
    match hir.kind() {
        HirKind::Literal(literal) if literal.0.len() >= Needle::LEAST => vec![vec![&*literal.0]],
        HirKind::Capture(capture) => clauses(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => clauses(&repetition.sub),
        HirKind::Alternation(branches) => {
            // The longer the shortest phrase of a branch, the less a text holds it by chance.
            let best =
                |branch| clauses(branch).into_iter().max_by_key(|phrases| (shortest(phrases), Reverse(phrases.len())));
            let phrases: Option<Vec<_>> = branches.iter().map(best).collect();
            let phrases: Vec<_> = phrases.into_iter().flatten().flatten().collect();
            if phrases.is_empty() || phrases.len() > MANY { Vec::new() } else { vec![phrases] }
        }
        HirKind::Concat(parts) => parts.iter().flat_map(clauses).collect(),
        HirKind::Literal(_) | HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => {
            Vec::new()
        }
    }
}

fn shortest(phrases: &[&[u8]]) -> Option<usize> {
    phrases.iter().map(|phrase| phrase.len()).min()
}

/// The range that a match is about.
pub(in crate::checks) fn place(captures: &Captures<'_>) -> Option<TextRange> {
    let place = captures.name("wrong").or_else(|| captures.get(0))?;
    (!place.is_empty()).then(|| TextRange::from(place.range()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(pattern: &str) -> Vec<Vec<String>> {
        let hir = regex_syntax::parse(pattern).expect("valid");
        let text = |phrase: &[u8]| String::from_utf8_lossy(phrase).into_owned();
        clauses(&hir).into_iter().map(|clause| clause.into_iter().map(text).collect()).collect()
    }

    #[test]
    fn every_match_holds_a_phrase_of_each_clause() {
        assert_eq!(phrases("Giám đốc (?P<wrong>sở) [A-Z]"), [["Giám đốc "], ["sở"]]);
        assert_eq!(phrases("[0-9] (?P<wrong>Ngày) [0-9]"), [["Ngày"]]);
        assert_eq!(phrases("(?:sáng|chiều) (?P<wrong>Thứ)x*"), [vec!["sáng", "chiều"], vec!["Thứ"]]);
        assert_eq!(phrases("(?:từng)+ [0-9]"), [["từng"]]);
        assert_eq!(phrases("(?:các sở [0-9]+ ngành|từng) x"), [["các sở ", "từng"]]);
        // What may be left out, may be another letter or is short says nothing.
        for pattern in ["(?:từng)? [0-9]", "(?i)ngày", "[0-9]+- [a-z]", "(?:một|[a-z])", "^$"] {
            assert_eq!(phrases(pattern), Vec::<Vec<String>>::new(), "{pattern}");
        }
    }

    #[test]
    fn a_text_without_the_phrases_is_not_looked_through() {
        let pattern =
            with_late_patterns(|| Pattern::try_from("Giám đốc (?P<wrong>sở) [A-Z]".to_owned())).expect("read");
        let grams = |text: &str| Grams::of([text].into_iter(), text.len());
        assert!(!pattern.may_be_in(&grams("Chủ tịch Ủy ban nhân dân xã")));
        let text = "Giám đốc sở Y tế";
        assert!(pattern.may_be_in(&grams(text)));
        assert!(!pattern.is_in("các sở, các ngành"));
        assert!(pattern.regex.get().is_none());
        assert_eq!(pattern.places(text).map(|range| &text[range.usize()]).collect::<Vec<_>>(), ["sở"]);
        assert!(pattern.regex.get().is_some());
    }

    #[test]
    fn what_is_no_expression_is_refused_at_once_but_in_built_in_rules() {
        assert!(Pattern::try_from("(".to_owned()).is_err());
        assert!(with_bounded_patterns(|| Pattern::try_from("(".to_owned())).is_err());
        let late = with_late_patterns(|| Pattern::try_from("(".to_owned())).expect("not looked at");
        assert!(late.regex().is_none() && !late.is_in("("));
    }
}
