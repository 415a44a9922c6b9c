//! A user's own registry of instruments: read and validated as a whole, so that all mistakes are
//! known at once, each with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::value::RawValue;

use super::citation_kinds::{citation_kind, citation_kinds};
use super::instruments::{Entry, Instrument, number_key};
use super::issuers::{issuer_by_code, issuer_by_phrase};
use crate::text::fold;

/// A mistake in a registry file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The bytes of the entry, or of the place where the file cannot be read.
    pub range: Range<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong in a registry file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no JSON array, or an entry lacks a field or has a wrong one: the library's words.
    Syntax(String),
    /// A kind that the lexicon does not know.
    UnknownKind(String),
    /// The number is not one of that kind: `73/2023/NQ-CP` for a decree.
    NumberOfOtherKind(String),
    /// The year in the number is not that of the date.
    YearAgainstDate(String),
    /// An issuer that the lexicon does not know.
    UnknownIssuer(String),
    /// The issuer is not that of the number.
    IssuerAgainstNumber {
        /// The issuer.
        issuer: String,
        /// The number.
        number: String,
    },
    /// It ends before it begins, or binds before it was issued.
    DaysInWrongOrder,
    /// Kind, number and date stand in the file twice.
    Twice(String),
    /// It is replaced by something that it replaces itself.
    Cycle(Vec<String>),
}

/// Mistakes of a file that are told; who mends these finds the next ones.
const MOST_MISTAKES: usize = 100;
/// Names of a circle that are told.
const MOST_NAMES: usize = 12;

/// Reads a registry file.
pub fn read(text: &str) -> Result<Vec<Instrument>, Vec<Mistake>> {
    let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| {
        vec![Mistake { range: place_of(text, error.line(), error.column()), fault: Fault::Syntax(told(&error)) }]
    })?;
    let mut entries: Vec<(Range<usize>, Entry)> = Vec::new();
    let mut mistakes = Vec::new();
    for item in items {
        let raw = item.get();
        let start = raw.as_ptr() as usize - text.as_ptr() as usize;
        match serde_json::from_str::<Entry>(raw) {
            Ok(entry) => entries.push((start..start + raw.len(), entry)),
            Err(error) => {
                let inner = place_of(raw, error.line(), error.column());
                let range = start + inner.start..start + inner.end;
                mistakes.push(Mistake { range, fault: Fault::Syntax(told(&error)) });
            }
        }
    }
    let faults = entries
        .iter()
        .flat_map(|(range, entry)| faults(entry).into_iter().map(|fault| Mistake { range: range.clone(), fault }));
    mistakes.extend(faults);
    mistakes.extend(doubles(&entries));
    mistakes.extend(cycles(&entries));
    if mistakes.is_empty() {
        return Ok(entries.into_iter().map(|(_, entry)| Instrument::from(entry)).collect());
    }
    mistakes.sort_by_key(|mistake| mistake.range.start);
    mistakes.truncate(MOST_MISTAKES);
    Err(mistakes)
}

/// The library's words without its own account of the place.
fn told(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// The byte at a line and column, both from 1, of `text`.
fn place_of(text: &str, line: usize, column: usize) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |letter| at + letter.len_utf8());
    at..end
}

/// What is wrong with one entry.
pub fn faults(entry: &Entry) -> Vec<Fault> {
    let mut faults = Vec::new();
    let key = number_key(&entry.number);
    let Some(kind) = citation_kind(&entry.kind) else {
        return vec![Fault::UnknownKind(entry.kind.clone())];
    };
    let parts: Vec<&str> = key.split(['/', '-']).collect();
    let is_assembly = parts.iter().any(|part| {
        let letters = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
        letters.len() < part.len() && matches!(letters, "QH" | "UBTVQH")
    });
    let takes_term = matches!(&*entry.kind, "luat" | "bo-luat" | "phap-lenh" | "nghi-quyet");
    let of_kind = if key.is_empty() {
        entry.kind == "hien-phap"
    } else {
        key.starts_with(|first: char| first.is_ascii_digit())
            && (is_assembly && takes_term
                || parts.iter().skip(1).any(|part| kind.codes.iter().any(|code| code == part)))
    };
    if !of_kind {
        faults.push(Fault::NumberOfOtherKind(entry.number.clone()));
    }
    let year = parts.get(1).filter(|year| year.len() == 4).and_then(|year| year.parse::<i16>().ok());
    if year.is_some_and(|year| year != entry.date.year()) {
        faults.push(Fault::YearAgainstDate(entry.number.clone()));
    }
    match issuer_by_phrase(&fold::key(&entry.issuer)) {
        None => faults.push(Fault::UnknownIssuer(entry.issuer.clone())),
        Some((named, _)) => {
            let coded: Vec<_> = parts.iter().skip(1).filter_map(|part| issuer_by_code(part)).collect();
            let same = |code: &&super::issuers::Issuer| {
                code.code == named.code
                    || code.name == named.name
                    || !code.family.is_empty() && code.family == named.family
            };
            // Laws of before 2000 bear the number of the order by which the President announced them.
            let announced = key.contains("CTN") && takes_term;
            if of_kind && !announced && !key.is_empty() && !coded.is_empty() && !coded.iter().any(same) {
                let (issuer, number) = (entry.issuer.clone(), entry.number.clone());
                faults.push(Fault::IssuerAgainstNumber { issuer, number });
            }
        }
    }
    let starts = entry.effective.unwrap_or(entry.date);
    if entry.ended.is_some_and(|ended| ended < entry.date || ended < starts) {
        faults.push(Fault::DaysInWrongOrder);
    }
    faults
}

fn doubles(entries: &[(Range<usize>, Entry)]) -> Vec<Mistake> {
    let mut seen = BTreeSet::new();
    let mut mistakes = Vec::new();
    for (range, entry) in entries {
        if !seen.insert((&entry.kind, number_key(&entry.number), entry.date)) {
            mistakes.push(Mistake { range: range.clone(), fault: Fault::Twice(entry.number.clone()) });
        }
    }
    mistakes
}

/// Entries that come back to themselves over what replaced them. Numbers that several entries bear
/// are left out: which of them replaced the other is not said.
fn cycles(entries: &[(Range<usize>, Entry)]) -> Vec<Mistake> {
    let mut next: BTreeMap<String, Option<&Entry>> = BTreeMap::new();
    for (_, entry) in entries {
        next.entry(number_key(&entry.number)).and_modify(|known| *known = None).or_insert(Some(entry));
    }
    let mut mistakes = Vec::new();
    let mut walked: BTreeSet<String> = BTreeSet::new();
    for (range, entry) in entries {
        let mut path: Vec<String> = Vec::new();
        let mut numbers: Vec<&str> = Vec::new();
        let (mut at, mut key) = (entry, number_key(&entry.number));
        // Every entry is passed once, from whichever comes first.
        while walked.insert(key.clone()) {
            path.push(key.clone());
            numbers.push(&at.number);
            if at.replaced_by.is_empty() {
                path.clear();
                break;
            }
            key = number_key(&at.replaced_by);
            let Some(Some(following)) = next.get(&key) else { break };
            at = following;
        }
        if let Some(first) = path.iter().position(|passed| *passed == key) {
            let circle = numbers.iter().skip(first).map(|number| (*number).to_owned());
            let mut chain: Vec<String> = circle.take(MOST_NAMES).collect();
            chain.extend(numbers.get(first).map(|number| (*number).to_owned()));
            mistakes.push(Mistake { range: range.clone(), fault: Fault::Cycle(chain) });
        }
    }
    mistakes
}

/// Kinds that an entry may have.
pub fn kinds() -> Vec<&'static str> {
    citation_kinds().iter().map(|kind| kind.slug.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = r#"[{"kind": "quyet-dinh", "number": "15/2026/QĐ-UBND", "date": "2026-03-05",
        "issuer": "Ủy ban nhân dân tỉnh Thanh Sơn", "title": "Ban hành Quy chế làm việc"}]"#;

    fn only(text: &str) -> Fault {
        let mistakes = read(text).expect_err("has a mistake");
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(text.get(mistakes[0].range.clone()).is_some());
        mistakes[0].fault.clone()
    }

    #[test]
    fn a_right_file_is_read() {
        let read = read(RIGHT).expect("right");
        assert_eq!(read[0].key, "15/2026/QĐ-UBND");
    }

    #[test]
    fn mistakes_are_found() {
        assert_eq!(only(&RIGHT.replace("quyet-dinh", "quyetdinh")), Fault::UnknownKind("quyetdinh".to_owned()));
        assert!(matches!(only(&RIGHT.replace("quyet-dinh", "nghi-dinh")), Fault::NumberOfOtherKind(_)));
        assert!(matches!(only(&RIGHT.replace("2026-03-05", "2025-03-05")), Fault::YearAgainstDate(_)));
        assert!(matches!(only(&RIGHT.replace("2026-03-05", "2026-02-30")), Fault::Syntax(_)));
        assert!(matches!(only(&RIGHT.replace("Ủy ban nhân dân tỉnh", "Công ty")), Fault::UnknownIssuer(_)));
        assert!(matches!(only(&RIGHT.replace("Ủy ban nhân dân tỉnh", "Chính phủ")), Fault::IssuerAgainstNumber { .. }));
        assert!(matches!(only(&RIGHT.replace("\"title\"", "\"tittle\"")), Fault::Syntax(_)));
        assert!(matches!(only("{}"), Fault::Syntax(_)));
        let ended = RIGHT.replace("\"issuer\"", "\"ended\": \"2026-01-01\", \"issuer\"");
        assert_eq!(only(&ended), Fault::DaysInWrongOrder);
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let one = RIGHT.trim_matches(['[', ']']);
        let text =
            format!("[{}, {}, {one}, {one}]", one.replace("quyet-dinh", "x"), one.replace("2026-03-05", "2025-03-05"));
        assert_eq!(read(&text).expect_err("mistakes").len(), 3);
    }

    #[test]
    fn circles_are_found() {
        let one = RIGHT.trim_matches(['[', ']']);
        let first = one.replace("\"issuer\"", "\"replaced-by\": \"16/2026/QĐ-UBND\", \"issuer\"");
        let second =
            one.replace("15/2026", "16/2026").replace("\"issuer\"", "\"replaced-by\": \"15/2026/QĐ-UBND\", \"issuer\"");
        let mistakes = read(&format!("[{first}, {second}]")).expect_err("a circle");
        assert!(mistakes.iter().all(|mistake| matches!(mistake.fault, Fault::Cycle(_))), "{mistakes:?}");
    }
}
