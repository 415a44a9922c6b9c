//! Words and phrases that a rule names, and where a text has them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::pattern::Pattern;
use crate::model::Block;
use crate::text::{Clean, TextRange, fold};

/// One phrase, or several of which any will do.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::checks) enum AnyOf {
    /// One phrase.
    One(String),
    /// Any of these.
    Several(Vec<String>),
}

impl AnyOf {
    /// The phrases.
    pub(in crate::checks) fn phrases(&self) -> &[String] {
        match self {
            Self::One(phrase) => std::slice::from_ref(phrase),
            Self::Several(phrases) => phrases,
        }
    }

    /// True if one of them stands in `folded` as whole words.
    pub(in crate::checks) fn is_in(&self, folded: &str) -> bool {
        is_about(folded, self.phrases())
    }

    /// What a reader is told is wanted: the first one.
    pub(in crate::checks) fn first(&self) -> &str {
        self.phrases().first().map_or("", String::as_str)
    }
}

/// True if one of `phrases` stands in the folded text as whole words.
pub(in crate::checks) fn is_about(folded: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| fold::has_words(folded, &fold::key(phrase)))
}

/// Whether a phrase is met inside longer words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Bounds {
    /// As whole words only.
    Words,
    /// Anywhere.
    Anywhere,
}

/// Whether capitals count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Capitals {
    /// `Trạm lộ` is met in `TRẠM LỘ` too.
    Alike,
    /// It is not, except for the capital that a sentence begins with.
    Matter,
}

/// What is looked for, made ready once for a document.
pub(in crate::checks) struct Hunt<'a> {
    phrases: Vec<Phrase>,
    pattern: Option<&'a Pattern>,
    except: Vec<String>,
    bounds: Bounds,
}

struct Phrase {
    key: String,
    /// As written, where capitals matter.
    written: Option<String>,
}

impl<'a> Hunt<'a> {
    /// Looks for `phrases` and for what `pattern` matches.
    pub(in crate::checks) fn new(
        phrases: impl IntoIterator<Item = &'a String>,
        pattern: Option<&'a Pattern>,
        capitals: Capitals,
        bounds: Bounds,
    ) -> Self {
        let phrase = |phrase: &String| Phrase {
            key: fold::key(phrase),
            written: (capitals == Capitals::Matter).then(|| spaced(phrase)),
        };
        let phrases = phrases.into_iter().map(phrase).filter(|phrase| !phrase.key.is_empty()).collect();
        Self { phrases, pattern, except: Vec::new(), bounds }
    }

    /// Leaves alone what stands inside one of these longer phrases.
    pub(in crate::checks) fn except(mut self, phrases: &[String]) -> Self {
        self.except = phrases.iter().map(|phrase| fold::key(phrase)).collect();
        self
    }

    /// Clean ranges within `within`, in order, none inside another.
    pub(in crate::checks) fn find(&self, block: &Block, within: TextRange) -> Vec<TextRange> {
        let mut found: Vec<TextRange> = self.phrases.iter().flat_map(|phrase| self.places_of(phrase, block)).collect();
        if let Some(pattern) = self.pattern {
            found.extend(pattern.places(block.clean()));
        }
        found.retain(|range| within.start() <= range.start() && range.end() <= within.end());
        if !found.is_empty() && !self.except.is_empty() {
            let allowed = places(&self.except, block.folded());
            let covers = |range: &TextRange| {
                allowed.iter().any(|allowed| allowed.start() <= range.start() && range.end() <= allowed.end())
            };
            found.retain(|range| !covers(range));
        }
        found.sort_by_key(|range| (range.start(), std::cmp::Reverse(range.end())));
        let mut end = 0;
        found.retain(|range| {
            let apart = range.start() >= end;
            end = end.max(range.end());
            apart
        });
        found
    }

    fn places_of(&self, phrase: &Phrase, block: &Block) -> Vec<TextRange> {
        let folded = block.folded();
        let mut found: Vec<TextRange> = match self.bounds {
            Bounds::Words => fold::find_words(folded, &phrase.key).map(TextRange::from).collect(),
            Bounds::Anywhere => {
                let at = folded.match_indices(&phrase.key);
                at.map(|(at, found)| TextRange::from(at..at + found.len())).collect()
            }
        };
        if let Some(written) = &phrase.written {
            found.retain(|range| has_capitals_of(block.shown(), *range, written));
        }
        found
    }
}

fn places(keys: &[String], folded: &str) -> Vec<TextRange> {
    keys.iter().flat_map(|key| fold::find_words(folded, key).map(TextRange::from)).collect()
}

/// `phrase` in composed letters with single spaces.
fn spaced(phrase: &str) -> String {
    let clean = Clean::new(phrase);
    clean.text(phrase).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True if the text at `range` has its capitals where `written` has them. The first letter of a sentence
/// is a capital whatever the phrase says.
fn has_capitals_of(text: &str, range: TextRange, written: &str) -> bool {
    let Some(found) = text.get(range.usize()) else { return false };
    let before = text.get(..range.usize().start).unwrap_or("").trim_end();
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', ':', '“', '"']);
    let alike = |(at, (found, written)): (usize, (char, char))| {
        found.is_uppercase() == written.is_uppercase() || at == 0 && opens && found.is_uppercase()
    };
    found.chars().zip(written.chars()).enumerate().all(alike)
}

#[cfg(test)]
mod tests {
    use crate::model::{BlockId, BlockKind, Origin, Piece, Place};

    use super::*;

    fn block(text: &str) -> Block {
        let range = TextRange::from(0..text.len());
        let piece = Piece { range, origin: Origin::Text { bytes: range } };
        Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), vec![piece])
    }

    fn found(text: &str, phrases: &[&str], capitals: Capitals, bounds: Bounds, except: &[&str]) -> Vec<String> {
        let own = |list: &[&str]| list.iter().map(|phrase| (*phrase).to_owned()).collect::<Vec<_>>();
        let (block, phrases, except) = (block(text), own(phrases), own(except));
        let hunt = Hunt::new(&phrases, None, capitals, bounds).except(&except);
        let within = TextRange::from(0..block.clean().len());
        hunt.find(&block, within).into_iter().map(|range| block.clean()[range.usize()].to_owned()).collect()
    }

    #[test]
    fn phrases_are_whole_words_in_any_case_and_tone_placement() {
        let text = "Uỷ ban Nhân dân tỉnh; ỦY BAN NHÂN DÂN xã; ủy ban nhân dânh";
        let all = found(text, &["ủy ban nhân dân"], Capitals::Alike, Bounds::Words, &[]);
        assert_eq!(all, ["Uỷ ban Nhân dân", "ỦY BAN NHÂN DÂN"]);
        assert_eq!(found("hồ sơ NĐCP", &["cp"], Capitals::Alike, Bounds::Anywhere, &[]), ["CP"]);
    }

    #[test]
    fn overlapping_hits_are_one() {
        let phrases = ["kết quả", "kết quả đạt được"];
        assert_eq!(found("kết quả đạt được", &phrases, Capitals::Alike, Bounds::Words, &[]), ["kết quả đạt được"]);
    }

    #[test]
    fn capitals_count_where_they_are_asked_for() {
        let text = "Thôn mây hạ, thôn Mây Hạ. Thôn mây Hạ";
        assert_eq!(found(text, &["thôn mây hạ"], Capitals::Matter, Bounds::Words, &[]), ["Thôn mây hạ"]);
        assert_eq!(found(text, &["Thôn mây Hạ"], Capitals::Matter, Bounds::Words, &[]), ["Thôn mây Hạ"]);
    }

    #[test]
    fn longer_phrases_shelter_what_they_hold() {
        let text = "cơ bản hoàn thành; cơ bản đạt";
        let hits = found(text, &["cơ bản"], Capitals::Alike, Bounds::Words, &["cơ bản hoàn thành"]);
        assert_eq!(hits, ["cơ bản"]);
    }
}
