//! Which part of a known partition a figure names: `24 nam`, `nữ: 08 người`, `20 hồ sơ đúng hạn`.

use std::ops::Range;

use super::reading::{At, Reading};
use super::scan::Found;
use super::ties;
use crate::lexicon::partitions::{NounClass, PartName, Partitions};
use crate::model::figure::FigureKind;

/// A part that a figure names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named<'a> {
    pub(super) name: PartName,
    /// Folded words that qualify the whole (`hồ sơ giải quyết`); empty if none.
    pub(super) qualifier: &'a str,
    /// Folded noun that is counted; empty if none.
    pub(super) noun: &'a str,
}

/// The parts that `found` may name; several when partitions share a name.
pub(super) fn named<'a>(reading: &Reading<'a>, found: &Found, lexicon: &Partitions) -> Vec<Named<'a>> {
    let noun = if found.kind == FigureKind::Percent { after_percent(reading, found) } else { found.noun.clone() };
    if qualified(reading, noun.end) {
        return Vec::new();
    }
    let by_noun = in_noun(reading, &noun, lexicon);
    if by_noun.is_empty() { in_lead(reading, found, &noun, lexicon) } else { by_noun }
}

/// True if the words at `at` go on to qualify the noun before them.
fn qualified(reading: &Reading<'_>, at: At) -> bool {
    matches!(reading.word(at), "là" | "với" | "gồm" | "trong" | "tăng" | "giảm" | "so" | "bằng" | "hoặc")
        && !reading.has_phrase(at, "trong đó")
}

fn after_percent(reading: &Reading<'_>, found: &Found) -> Range<At> {
    let mut end = found.noun.end;
    // `75% nam và 25% nữ`
    while end > found.noun.start && !reading.is_word(end - 1) {
        end -= 1;
    }
    found.noun.start..end
}

fn in_noun<'a>(reading: &Reading<'a>, noun: &Range<At>, lexicon: &Partitions) -> Vec<Named<'a>> {
    let Some((start, names)) = longest_suffix(reading, noun, lexicon) else { return Vec::new() };
    let qualifier = reading.folded_slice(&(noun.start..start));
    let qualifier = if start == noun.start { "" } else { qualifier };
    let fits = |name: &PartName| qualifier.is_empty() || head(lexicon, *name, qualifier).is_some();
    names
        .iter()
        .filter(|name| fits(name))
        .map(|name| Named { name: *name, qualifier, noun: reading_head(qualifier, lexicon, *name) })
        .collect()
}

fn reading_head<'a>(phrase: &'a str, lexicon: &Partitions, name: PartName) -> &'a str {
    head(lexicon, name, phrase).map_or("", |head| phrase.get(..head.len()).unwrap_or(""))
}

fn head<'l>(lexicon: &'l Partitions, name: PartName, phrase: &str) -> Option<&'l str> {
    lexicon.class_of(name.partition).and_then(|class| class.head(phrase))
}

fn in_lead<'a>(reading: &Reading<'a>, found: &Found, noun: &Range<At>, lexicon: &Partitions) -> Vec<Named<'a>> {
    let lead = lead(reading, found);
    let Some((start, names)) = longest_suffix(reading, &lead, lexicon) else { return Vec::new() };
    let noun_text = if noun.is_empty() { "" } else { reading.folded_slice(noun) };
    let fits = |name: &PartName| {
        let class = lexicon.class_of(name.partition);
        let bare = noun_text.is_empty() || class.is_some_and(|class| class.head(noun_text) == Some(noun_text));
        bare && leads(reading, &(lead.start..start), class)
    };
    names.iter().filter(|name| fits(name)).map(|name| Named { name: *name, qualifier: "", noun: noun_text }).collect()
}

/// The words before a figure that may name a part, without the verbs between.
fn lead(reading: &Reading<'_>, found: &Found) -> Range<At> {
    let mut end = found.lead.end;
    if found.kind == FigureKind::Percent {
        end = ties::introduction(reading, found.number.start).start;
        if matches!(reading.mark_before(end, 1), '(' | ':') {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && reading.is_word(start - 1) && !matches!(reading.word(start - 1), "và" | "với") {
            start -= 1;
        }
        return start..end;
    }
    while end > found.lead.start && matches!(reading.word(end - 1), "có" | "là" | "được" | "gồm" | "lượng") {
        end -= 1;
    }
    found.lead.start..end
}

/// True if the words before a part's name only lead to it, or name what is divided.
fn leads(reading: &Reading<'_>, words: &Range<At>, class: Option<&NounClass>) -> bool {
    let filler = |at: At| {
        matches!(
            reading.word(at),
            "trong"
                | "đó"
                | "số"
                | "có"
                | "gồm"
                | "là"
                | "giới"
                | "tính"
                | "tỷ"
                | "tỉ"
                | "lệ"
                | "bao"
                | "lượng"
                | "còn"
                | "lại"
        )
    };
    let first = words.clone().find(|at| !filler(*at)).unwrap_or(words.end);
    first == words.end || class.is_some_and(|class| class.head(reading.folded_slice(&(first..words.end))).is_some())
}

/// The longest name of a part that `words` end with, and where it starts.
fn longest_suffix<'l>(
    reading: &Reading<'_>,
    words: &Range<At>,
    lexicon: &'l Partitions,
) -> Option<(At, &'l [PartName])> {
    let most = words.len().min(lexicon.longest());
    (1..=most).rev().map(|length| words.end - length).find_map(|start| {
        let names = lexicon.named(reading.folded_slice(&(start..words.end)));
        // A capital inside a phrase makes a name: `người Việt Nam`.
        let proper = reading.is_capital(words.end - 1) && words.end - 1 > words.start;
        (!names.is_empty() && !proper).then_some((start, names))
    })
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;
    use crate::lexicon::partitions::partitions;
    use crate::model::{Block, BlockId, BlockKind, Place};

    fn names(text: &str) -> Vec<String> {
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        let reading = Reading::new(&block);
        let lexicon = partitions();
        scan(&reading, &super::super::numbers::read(&reading), &[])
            .iter()
            .map(|found| {
                let named = named(&reading, found, lexicon);
                named
                    .first()
                    .map_or(String::new(), |named| lexicon.all[named.name.partition].parts[named.name.part][0].clone())
            })
            .collect()
    }

    #[test]
    fn parts_are_named_on_both_sides() {
        assert_eq!(names("24 nam, nữ 08"), ["nam", "nữ"]);
        assert_eq!(names("nam: 24 người; nữ: 08 người"), ["nam", "nữ"]);
        assert_eq!(names("24 đồng chí nam và 08 cán bộ nữ"), ["nam", "nữ"]);
        assert_eq!(names("nam chiếm 75%, nữ chiếm 25%"), ["nam", "nữ"]);
        assert_eq!(names("20 hồ sơ giải quyết trước hạn, 10 hồ sơ đúng hạn"), ["trước hạn", "đúng hạn"]);
        assert_eq!(names("30 tiêu chí đạt, 2 tiêu chí không đạt"), ["đạt", "không đạt"]);
    }

    #[test]
    fn qualified_parts_are_other_things() {
        assert_eq!(names("24 nam là đảng viên"), [""]);
        assert_eq!(names("08 nữ đảng viên"), [""]);
        assert_eq!(names("24 người Việt Nam"), [""]);
        assert_eq!(names("nữ 08 đại biểu Quốc hội"), [""]);
    }
}
