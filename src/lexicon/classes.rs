//! Classes of words that several recognisers and checks ask about: levels of places, units, marks,
//! labels, titles outside the law. Data from `rules/lexicon`.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::data;
use crate::text::{fold, letters};

/// The file `rules/lexicon/classes.toml`; all words folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Classes {
    /// What a place is: `tỉnh`, `đặc khu`, `tp.`
    pub levels: Vec<String>,
    /// First words of units that another body stands above.
    pub units: Vec<String>,
    /// First words of bodies that stand for themselves or above others.
    pub bodies: Vec<String>,
    /// Ordinals without `thứ`, from the first on.
    pub ordinals: Vec<String>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| serde_json::from_str(data::CLASSES).unwrap_or_default());

/// The classes of words.
pub fn classes() -> &'static Classes {
    &CLASSES
}

/// Length of the longest of `words` that `folded` begins with as whole words.
pub fn opens_with(folded: &str, words: &[String]) -> Option<usize> {
    let whole = |word: &&String| {
        folded.strip_prefix(word.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    words.iter().filter(whole).map(String::len).max()
}

impl Classes {
    /// Length of the level that the folded name of a place begins with, if a name follows.
    pub fn level(&self, folded: &str) -> Option<usize> {
        opens_with(folded, &self.levels).filter(|end| folded[*end..].starts_with([' ', '\u{a0}']))
    }

    /// The last level in `folded` that stands behind other words: the place of a unit.
    pub fn last_level(&self, folded: &str) -> Option<Range<usize>> {
        let all = self.levels.iter().flat_map(|level| fold::find_words(folded, level));
        all.filter(|at| at.start > 0 && folded[at.end..].starts_with(' ')).max_by_key(|at| (at.end, at.len()))
    }

    /// True if the folded line names a unit or a body by its first words.
    pub fn names_body(&self, folded: &str) -> bool {
        opens_with(folded, &self.units).or_else(|| opens_with(folded, &self.bodies)).is_some()
    }
}

/// A stamp or mark above the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// How secret the paper is.
    Secrecy,
    /// How soon it must arrive.
    Urgency,
    /// Who may see it.
    Circulation,
    /// It is a draft.
    Draft,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkEntry {
    mark: Mark,
    words: Vec<String>,
    #[serde(default)]
    numbered: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples, run as tests"))]
    right: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples, run as tests"))]
    wrong: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkFile {
    mark: Vec<MarkEntry>,
}

static MARKS: LazyLock<MarkFile> = LazyLock::new(|| serde_json::from_str(data::MARKS).unwrap_or_default());

/// The mark that a folded line in capitals is, if it is nothing else.
pub fn mark(folded: &str) -> Option<Mark> {
    let text = folded.trim_matches(['(', ')', '*', '.', ':', ' ']);
    let is = |entry: &&MarkEntry| {
        entry.words.iter().any(|words| match text.strip_prefix(words.as_str()) {
            Some("") => true,
            Some(rest) => entry.numbered && rest.starts_with(' ') && is_turn(rest.trim_start()),
            None => false,
        })
    };
    MARKS.mark.iter().find(is).map(|entry| entry.mark)
}

/// True for `2`, `lần 2`, `lần thứ hai`.
fn is_turn(folded: &str) -> bool {
    let number = folded.strip_prefix("lần").map_or(folded, str::trim_start);
    let number = number.strip_prefix("thứ").map_or(number, str::trim_start);
    !number.is_empty()
        && (number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit())
            || classes().ordinals.iter().any(|ordinal| ordinal == number))
}

/// A part that words of its own open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Labelled {
    /// *Kính gửi*.
    Addressees,
    /// *Nơi nhận*.
    Recipients,
    /// *Lưu*, the last of the recipients.
    Archive,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelEntry {
    part: Labelled,
    words: String,
    slips: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples, run as tests"))]
    right: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples, run as tests"))]
    wrong: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelFile {
    label: Vec<LabelEntry>,
}

static LABELS: LazyLock<LabelFile> = LazyLock::new(|| serde_json::from_str(data::LABELS).unwrap_or_default());

/// Where the words that open `part` end at the start of a folded line, whatever white space stands
/// between them. What is written instead of them counts where a colon follows or nothing.
pub fn label_end(part: Labelled, folded: &str) -> Option<usize> {
    // Every line of a document is asked.
    if !folded.starts_with(['k', 'l', 'n']) {
        return None;
    }
    let entry = LABELS.label.iter().find(|entry| entry.part == part)?;
    if let Some(end) = words_end(folded, &entry.words) {
        return Some(end);
    }
    entry.slips.iter().filter_map(|words| words_end(folded, words)).find(|end| {
        let rest = folded[*end..].trim_start();
        rest.is_empty() || rest.starts_with(':')
    })
}

/// Where `words` end at the start of `folded`, as whole words with any white space between them.
fn words_end(folded: &str, words: &str) -> Option<usize> {
    let mut at = 0;
    for (index, word) in words.split_whitespace().enumerate() {
        let rest = &folded[at..];
        let apart = rest.trim_start();
        if index > 0 && apart.len() == rest.len() {
            return None;
        }
        let gap = if index > 0 { rest.len() - apart.len() } else { 0 };
        folded[at + gap..].strip_prefix(word)?;
        at += gap + word.len();
    }
    (!folded[at..].starts_with(char::is_alphanumeric)).then_some(at)
}

/// A part whose words may stand where it was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trace {
    /// Quốc hiệu.
    NationalName,
    /// Tiêu ngữ.
    Motto,
    /// Địa danh và thời gian ban hành.
    PlaceAndDate,
    /// Nơi nhận.
    Recipients,
    /// Chức vụ, họ tên người ký.
    Signature,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TraceEntry {
    part: Trace,
    words: Vec<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TraceFile {
    trace: Vec<TraceEntry>,
}

static TRACES: LazyLock<TraceFile> = LazyLock::new(|| serde_json::from_str(data::TRACES).unwrap_or_default());

/// The words that show a part, by part: all words of one of the lists.
pub fn traces() -> impl Iterator<Item = (Trace, &'static [Vec<String>])> {
    TRACES.trace.iter().map(|entry| (entry.part, entry.words.as_slice()))
}

/// The file `rules/lexicon/titles.toml`; all words folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Titles {
    /// First words of titles of papers outside the kinds of the decree.
    pub outside: Vec<String>,
    /// First words of the programme of a meeting.
    pub agenda: Vec<String>,
    /// First words of the lines below such a title.
    pub agenda_lines: Vec<String>,
}

static TITLES: LazyLock<Titles> = LazyLock::new(|| serde_json::from_str(data::TITLES).unwrap_or_default());

/// Titles of papers that are no kind of the decree.
pub fn titles() -> &'static Titles {
    &TITLES
}

/// The first letters of the words of a name, as a symbol has them (`CỤC THUẾ` is `CT`, *và*
/// left out).
pub fn initials(name: &str) -> String {
    let words = name.split([' ', '-', ',']).filter(|word| !word.is_empty());
    let named = words.filter(|word| fold::key(word) != "và" && word.starts_with(char::is_uppercase));
    named.filter_map(|word| word.chars().next()).map(symbol_letter).collect()
}

/// A letter as symbols write it: without tone, and `Đ` kept.
fn symbol_letter(letter: char) -> char {
    if matches!(letter, 'đ' | 'Đ') { 'Đ' } else { fold::upper(letters::base(letter)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::letters::Case;

    #[test]
    fn the_files_are_read() {
        assert!(!classes().levels.is_empty());
        assert!(!MARKS.mark.is_empty());
        assert!(!LABELS.label.is_empty());
        assert!(!TRACES.trace.is_empty());
        assert!(!titles().outside.is_empty());
    }

    #[test]
    fn marks_hold_their_examples() {
        let read = |line: &str| {
            let upper = letters::case_of(line) == Case::Upper;
            mark(&fold::fold(line)).filter(|_| upper)
        };
        for entry in &MARKS.mark {
            entry.right.iter().for_each(|line| assert_eq!(read(line), Some(entry.mark), "{line}"));
            entry.wrong.iter().for_each(|line| assert_ne!(read(line), Some(entry.mark), "{line}"));
        }
    }

    #[test]
    fn labels_hold_their_examples() {
        for entry in &LABELS.label {
            let end = |line: &str| label_end(entry.part, &fold::fold(line));
            entry.right.iter().for_each(|line| assert!(end(line).is_some(), "{line}"));
            entry.wrong.iter().for_each(|line| assert!(end(line).is_none(), "{line}"));
            entry.slips.iter().for_each(|words| assert!(end(&format!("{words}:")).is_some(), "{words}"));
        }
    }

    #[test]
    fn a_slip_of_a_label_needs_its_colon() {
        assert!(label_end(Labelled::Recipients, "nơi gửi:").is_some());
        assert!(label_end(Labelled::Recipients, "nơi gửi báo cáo là sở nội vụ").is_none());
    }

    #[test]
    fn the_longest_level_counts() {
        let level = |text: &str| classes().level(text);
        assert_eq!(level("thị xã an hải"), Some("thị xã".len()));
        assert_eq!(level("tp. hồ chí minh"), Some("tp.".len()));
        assert_eq!(level("đặc khu"), None, "no name follows");
        let unit = "phòng kinh tế thị xã an hải";
        assert_eq!(classes().last_level(unit).map(|at| &unit[at]), Some("thị xã"));
    }

    #[test]
    fn initials_are_those_of_symbols() {
        assert_eq!(initials("CỤC THUẾ"), "CT");
        assert_eq!(initials("SỞ VĂN HÓA VÀ THỂ THAO"), "SVHTT");
        assert_eq!(initials("ỦY BAN NHÂN DÂN"), "UBND");
    }
}
