//! Numbers that a list follows, with the items of the list: `gồm 04 lĩnh vực:`, `5 chỉ số: (1) …; (2) …`,
//! `02 vòng thi:` before `Vòng 1` and `Vòng 2`.
//!
//! What the list has is counted in several ways. Only where the words say that the list is all there is
//! may another number be a fault; the others prove a number or say nothing.

use std::ops::Range;

use super::lists::{Marker, item_sign, marker};
use super::numbers::{self, Number};
use super::reading::{At, Reading};
use super::scan;
use crate::lexicon::announcements::{Announcements, announcements as words};
use crate::model::Span;
use crate::model::figure::Announcement;
use crate::text::{letters, numerals};

/// An announcement and where its number stands.
pub(super) struct Announced {
    /// Index of the reading.
    pub(super) reading: usize,
    /// Token of the number.
    pub(super) number: At,
    pub(super) said: Announcement,
}

/// A number that may announce a list.
struct Lead {
    count: i64,
    number: Range<At>,
    noun: Range<At>,
    /// The first token of the list.
    list: At,
    /// The token that ends it within its block.
    end: At,
    /// Nothing but words that lead to the list stands between the noun and it.
    joined: bool,
    /// The list is said to be all there is of the noun.
    closed: bool,
    /// Nothing between the number and the colon says that the list is a choice.
    whole: bool,
}

/// Tokens between a number and the colon of its list at most.
const LEAD: usize = 24;
/// Tokens of a list within a sentence at most.
const LONGEST_LIST: usize = 1_000;
/// Tokens of an item between commas at most.
const LONGEST_NAME: usize = 8;
/// Words of a kind of paper: `quyết định`, `kế hoạch`.
const PAPER: usize = 2;
/// Blocks that one item may have.
const LONGEST_ITEM: usize = 40;
/// Blocks in which items that are named like the noun are looked for.
const NAMED_WITHIN: usize = 200;

/// The announcements of a document, in order.
pub(super) fn find(readings: &[Reading<'_>]) -> Vec<Announced> {
    let words = words();
    let mut found = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        // A list follows a colon or stands in brackets.
        let colons: Vec<At> = (0..reading.len()).filter(|at| matches!(reading.mark(*at), ':' | '(')).collect();
        if colons.is_empty() {
            continue;
        }
        let numbers = numbers::read(reading);
        for colon in colons {
            let Some(lead) = lead(reading, &numbers, colon, words) else { continue };
            let items = if lead.list >= reading.len() {
                below(&readings[at + 1..], reading, &lead, words)
            } else {
                within(reading, &lead, words)
            };
            let Some((items, closed)) = items else { continue };
            // Far fewer or more items than announced are groups of the things, or things of another kind.
            let off = i64::try_from(items.len())
                .map_or(i64::MAX, |listed| lead.count.saturating_sub(listed).saturating_abs());
            if off > (lead.count / 2).max(2) || !closed && off != 0 {
                continue;
            }
            let shown = lead.noun.clone().find(|at| words.ends_noun(reading.word(*at))).unwrap_or(lead.noun.end);
            let noun = lead.noun.start..shown.max(lead.noun.start + 1);
            found.push(Announced {
                reading: at,
                number: lead.number.start,
                said: Announcement {
                    span: reading.block.span(reading.cover(&(lead.number.start..noun.end))),
                    noun: reading.slice(&noun).to_owned(),
                    count: lead.count,
                    items,
                    closed,
                },
            });
        }
    }
    found
}

/// The last number before the colon in digits, or behind it in words: `bốn nội dung sau:`.
fn number_before(
    reading: &Reading<'_>,
    numbers: &[Number],
    colon: At,
    words: &Announcements,
) -> Option<(Range<At>, i64)> {
    let before = numbers.partition_point(|number| number.tokens.end <= colon);
    let number = before.checked_sub(1).and_then(|last| numbers.get(last));
    let from = number.map_or(0, |number| number.tokens.end).max(colon.saturating_sub(LEAD));
    let in_words = (from..colon).rev().find_map(|at| {
        let value = words.numeral(reading.word_before(at, 1), reading.word(at))?;
        words.is_listed(reading.folded_slice(&scan::noun(reading, at + 1))).then_some((at..at + 1, value))
    });
    in_words.or_else(|| {
        let number = number?;
        Some((number.tokens.clone(), number.value?.integer()?))
    })
}

/// The last number before the colon, if it counts things.
fn lead(reading: &Reading<'_>, numbers: &[Number], colon: At, words: &Announcements) -> Option<Lead> {
    let (number, count) = number_before(reading, numbers, colon, words)?;
    if !(2..=40).contains(&count) {
        return None;
    }
    let (start, end) = (number.start, number.end);
    let noun = scan::noun(reading, end);
    let apart = colon - end <= LEAD && !(end..colon).any(|at| scan::ends_sentence(reading, at));
    if noun.is_empty() || !apart || numbers::glued_left(reading, start) || numbers::glued_right(reading, end) {
        return None;
    }
    let bracket = reading.mark(colon) == '(';
    let joined = (noun.end..colon).all(|at| matches!(reading.mark(at), ',' | ';') || words.joins(reading.word(at)));
    let opened = !words.speaks_of(reading.word_before(start, 1));
    let leads = |at: &At| words.joins(reading.word(*at)) || reading.mark(*at) == ':';
    let leading = (colon + 1..reading.len()).take_while(leads).count() * usize::from(bracket);
    let listed = words.is_listed(reading.folded_slice(&noun));
    let between = end..colon;
    let whole = !bracket
        && opened
        && between.clone().all(|at| reading.is_word(at))
        && !words.chooses(reading.folded_slice(&between));
    let end = if bracket { closing(reading, colon)? } else { reading.len() };
    // Brackets may name some of the things only, unless they say `gồm`.
    let all = !bracket || leading > 0;
    let lead = Lead {
        count,
        number,
        noun,
        list: colon + 1 + leading,
        end,
        joined,
        closed: joined && opened && listed && all,
        whole,
    };
    (joined || !bracket).then_some(lead)
}

/// The bracket that closes the one at `open`.
fn closing(reading: &Reading<'_>, open: At) -> Option<At> {
    let mut depth = 0u32;
    (open..reading.len().min(open + LONGEST_LIST)).find(|at| {
        match reading.mark(*at) {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

/// Items, and whether they are surely all, so that their number may be held against what is announced.
type Items = Option<(Vec<Span>, bool)>;

/// The items in the blocks below the one that announces them.
fn below(readings: &[Reading<'_>], announcer: &Reading<'_>, lead: &Lead, words: &Announcements) -> Items {
    if let Some(items) = blocks(readings, marker(announcer), words) {
        // A long way from the number to its colon, only a numbered list is surely the one that is meant.
        let numbered = readings.first().and_then(marker).is_some_and(|marker| marker.number().is_some());
        let meant = lead.closed || numbered;
        let fits = lead.joined && i64::try_from(items.len()) == Ok(lead.count);
        let closed = lead.closed && meant || lead.whole && numbered && echo(readings, announcer, lead, items.len());
        return (meant || fits).then_some((items, closed));
    }
    let first = readings.first()?;
    if let Some(items) = ordinal_blocks(readings, words) {
        return Some((items, lead.closed));
    }
    let fits = |items: &Vec<Span>| i64::try_from(items.len()) == Ok(lead.count);
    let inline = numbered(first, 0).filter(fits);
    inline.or_else(|| named(readings, announcer, lead).filter(fits)).map(|items| (items, false))
}

/// The items behind the colon in the same block.
fn within(reading: &Reading<'_>, lead: &Lead, words: &Announcements) -> Items {
    if let Some(items) = numbered(reading, lead.list) {
        return Some((items, lead.closed));
    }
    if let Some(items) = by_ordinals(reading, lead, words) {
        return Some((items, lead.closed));
    }
    if let Some(items) = by_names(reading, lead, words) {
        return Some((items, lead.closed));
    }
    let semicolons = by_semicolons(reading, lead.list, lead.end, words);
    if let Some(items) = semicolons.filter(|items| lead.closed || i64::try_from(items.len()) == Ok(lead.count)) {
        return Some((items, lead.closed));
    }
    // Commas stand in names too, so that there may be fewer things than pieces, but hardly more. In names of places
    // there are none.
    let (items, proper) = by_commas(reading, lead.list, lead.end, words)?;
    // `12 tổ: 5 tổ loại 1, 7 tổ loại 2` is no list of tổ.
    let counts = (lead.list..lead.end.min(reading.len()))
        .any(|at| reading.is_number(at) || words.is_several(reading.word(at)) && !words.adds(reading.word(at)));
    let too_few = !counts && i64::try_from(items.len()).is_ok_and(|pieces| pieces < lead.count);
    let bracketed = lead.end < reading.len();
    let places = !bracketed && lead.joined && words.is_place(reading.folded_slice(&lead.noun));
    Some((items, lead.closed && too_few || places && proper))
}

/// True if each of the `count` numbered items in `readings` begins with the noun that was announced: `03 buổi
/// tập huấn` and `(1) Buổi tập huấn thứ nhất`.
fn echo(readings: &[Reading<'_>], announcer: &Reading<'_>, lead: &Lead, count: usize) -> bool {
    let noun = |step: usize| announcer.word(lead.noun.start + step);
    let begins = |reading: &&Reading<'_>| {
        let Some((_, start)) = item_sign(reading) else { return false };
        reading.word(start) == noun(0)
            && (reading.word(start + 1) == noun(1) || reading.is_capital(start + 1) || reading.is_number(start + 1))
    };
    readings.iter().take(NAMED_WITHIN).filter(begins).count() >= count
}

/// The items of `(1) …; (2) …` or `a) …; b) …` from token `from` on, if the first stands there.
fn numbered(reading: &Reading<'_>, from: At) -> Option<Vec<Span>> {
    let first = from + usize::from(reading.mark(from) == '(');
    enumerator(reading, first).filter(|number| *number == 1)?;
    let mut starts: Vec<At> = vec![first];
    for at in first + 1..reading.len() {
        match enumerator(reading, at) {
            // Another list, or a reference to a clause.
            Some(1) => return None,
            Some(number) if number == starts.len() as u32 + 1 => starts.push(at),
            _ => {}
        }
    }
    if starts.len() < 2 {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([reading.len()]);
    Some(starts.iter().zip(ends).map(|(start, end)| reading.block.span(reading.cover(&(*start..end)))).collect())
}

/// The place in the list of an item that begins at `at` with `thứ nhất`, `Một là`.
fn ordinal(reading: &Reading<'_>, at: At, words: &Announcements) -> Option<usize> {
    words.ordinals().iter().position(|phrases| phrases.iter().any(|phrase| reading.has_phrase(at, phrase)))
}

/// The items of `thứ nhất, …; thứ hai, …` or `Phần thứ nhất …; Phần thứ hai …`, if the first begins the list.
fn by_ordinals(reading: &Reading<'_>, lead: &Lead, words: &Announcements) -> Option<Vec<Span>> {
    let noun = reading.word(lead.noun.start);
    let furthest = lead.end.min(reading.len()).min(lead.list + LONGEST_LIST);
    let stop = list_end(reading, lead.list, lead.end).unwrap_or(furthest);
    let mut starts: Vec<At> = Vec::new();
    for at in lead.list..stop {
        let opens = at == lead.list || matches!(reading.mark_before(at, 1), ';' | ',' | '.');
        let named = usize::from(reading.word(at) == noun);
        if opens && ordinal(reading, at + named, words) == Some(starts.len()) {
            starts.push(at);
        }
    }
    if starts.len() < 2 || starts.first() != Some(&lead.list) {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([stop]);
    Some(starts.iter().zip(ends).map(|(start, end)| reading.block.span(reading.cover(&(*start..end)))).collect())
}

/// The blocks that begin with `Thứ nhất`, `Thứ hai` and so on, if the first block does.
fn ordinal_blocks(readings: &[Reading<'_>], words: &Announcements) -> Option<Vec<Span>> {
    let mut items: Vec<Span> = Vec::new();
    let mut since = 0;
    for reading in readings {
        let start = item_sign(reading).map_or(0, |(_, end)| end);
        if ordinal(reading, start, words) == Some(items.len()) {
            items.push(reading.block.whole());
            since = 0;
        } else if items.is_empty() || is_heading(reading, words) || since > LONGEST_ITEM {
            break;
        }
        since += 1;
    }
    (items.len() >= 2).then_some(items)
}

/// The papers of `04 quyết định, gồm: Quyết định số 12/QĐ-UBND, Quyết định số 15/QĐ-UBND và Quyết định số 18`: each
/// piece between commas is one of the kind that was announced.
fn by_names(reading: &Reading<'_>, lead: &Lead, words: &Announcements) -> Option<Vec<Span>> {
    let stop = list_end(reading, lead.list, lead.end)?;
    let noun = lead.noun.start..(lead.noun.start + PAPER).min(lead.noun.end);
    let kind = reading.folded_slice(&noun);
    let begins = |at: At| {
        noun.len() == PAPER
            && reading.is_capital(at)
            && reading.has_phrase(at, kind)
            && reading.word(at + PAPER) == "số"
    };
    let parts = |at: At| matches!(reading.mark(at), ',' | ';') || words.adds(reading.word(at));
    let mut starts = vec![lead.list];
    starts.extend((lead.list..stop).filter(|at| parts(*at) && begins(at + 1)).map(|at| at + 1));
    // `Kế hoạch số 12 về phòng, chống dịch`: a comma may stand in the name of a paper, but no other paper behind it.
    let others = (lead.list..stop).filter(|at| reading.word(*at) == "số" && reading.is_number(at + 1)).count();
    if starts.len() < 2 || !begins(lead.list) || others != starts.len() {
        return None;
    }
    let ends = starts.iter().skip(1).map(|next| next - 1).chain([stop]);
    Some(starts.iter().zip(ends).map(|(start, end)| reading.block.span(reading.cover(&(*start..end)))).collect())
}

/// The number of `(1)`, `1)` or `a)` whose number or letter is token `at`.
fn enumerator(reading: &Reading<'_>, at: At) -> Option<u32> {
    if reading.mark(at + 1) != ')' || !reading.glued(at) {
        return None;
    }
    if reading.is_number(at) {
        return reading.text(at).parse().ok();
    }
    let mut letters = reading.word(at).chars();
    let letter = letters.next().and_then(letters::point_number)?;
    (letters.next().is_none() && !reading.is_capital(at)).then_some(letter)
}

/// `06 văn bản chỉ đạo, gồm: Công văn …; Công văn …; Kế hoạch ….`: the list told apart by semicolons.
fn by_semicolons(reading: &Reading<'_>, from: At, end: At, words: &Announcements) -> Option<Vec<Span>> {
    let stop = list_end(reading, from, end)?;
    let mut items: Vec<Range<At>> = Vec::new();
    let mut start = from;
    for at in from..=stop {
        if at == stop || reading.mark(at) == ';' {
            items.push(start..at);
            start = at + 1;
        }
    }
    // An item that holds a number of things, or several papers, is not one.
    let single = items.iter().all(|item| {
        let counts = item.clone().any(|at| {
            words.is_several(reading.word(at))
                || reading.is_number(at)
                    && reading.is_word(at + 1)
                    && words.is_listed(reading.folded_slice(&scan::noun(reading, at + 1)))
        });
        let symbols = item.clone().filter(|at| reading.word(*at) == "số" && reading.is_number(at + 1)).count();
        !item.is_empty() && !counts && symbols <= 1
    });
    (items.len() >= 2 && single).then(|| items.iter().map(|item| reading.block.span(reading.cover(item))).collect())
}

/// `03 lĩnh vực: đất đai, hộ tịch và xây dựng.`: short items between commas, the last behind `và`.
/// True beside them if every word is in capitals, as in names.
fn by_commas(reading: &Reading<'_>, from: At, end: At, words: &Announcements) -> Option<(Vec<Span>, bool)> {
    let stop = list_end(reading, from, end)?;
    let parts = |at: At| reading.mark(at) == ',' || words.adds(reading.word(at));
    let mut items: Vec<Range<At>> = Vec::new();
    let mut start = from;
    for at in from..=stop {
        if at == stop || parts(at) {
            items.push(start..at);
            start = at + 1;
        }
    }
    let short = items.iter().all(|item| {
        !item.is_empty()
            && item.len() <= LONGEST_NAME
            && item.clone().all(|at| reading.is_word(at) || reading.is_number(at))
    });
    let proper = items.iter().all(|item| item.clone().all(|at| reading.is_capital(at)));
    let spans = || items.iter().map(|item| reading.block.span(reading.cover(item))).collect();
    (items.len() >= 2 && short).then(|| (spans(), proper))
}

/// Where the list from `from` on ends in its sentence: at the mark that ends it, or at `end`.
fn list_end(reading: &Reading<'_>, from: At, end: At) -> Option<At> {
    let bracketed = end < reading.len();
    let end = end.min(from + LONGEST_LIST);
    let stop = (from..end).find(|at| scan::ends_sentence(reading, *at));
    if bracketed { stop.is_none().then_some(end) } else { stop }
}

/// The blocks that begin with the noun and a number: `Vòng 1`, `Vòng 2`.
fn named(readings: &[Reading<'_>], announcer: &Reading<'_>, lead: &Lead) -> Option<Vec<Span>> {
    let noun = announcer.word(lead.noun.start);
    let mut items = Vec::new();
    for reading in readings.iter().take(NAMED_WITHIN) {
        let first = (0..3).find(|at| reading.is_word(*at) && reading.word(*at) == noun);
        let number = first.filter(|at| reading.is_number(at + 1)).and_then(|at| reading.text(at + 1).parse().ok());
        if number == Some(items.len() + 1) {
            items.push(reading.block.whole());
        }
    }
    (items.len() >= 2).then_some(items)
}

/// True for `II. …`, `Điều 5. …`, `Chương I`: the list above it has ended.
fn is_heading(reading: &Reading<'_>, words: &Announcements) -> bool {
    let roman = reading.mark(1) == '.' && numerals::roman_value(reading.text(0)).is_some();
    roman || reading.is_capital(0) && words.opens_heading(reading.word(0))
}

/// The items of the list that begins with the first of `readings`; `None` if no list begins there
/// or its end cannot be told.
fn blocks(readings: &[Reading<'_>], announcer: Option<Marker>, words: &Announcements) -> Option<Vec<Span>> {
    let style = marker(readings.first()?)?;
    // A list marked like its lead-in runs on past it.
    if announcer.is_some_and(|announcer| announcer.same_style(style))
        || style.number().is_some_and(|number| number != 1)
    {
        return None;
    }
    let mut items = Vec::new();
    let mut expected = 1;
    let mut since = 0;
    for reading in readings {
        since += 1;
        if since > LONGEST_ITEM {
            break;
        }
        match marker(reading) {
            Some(marker) if marker.same_style(style) => {
                if marker.number().is_some_and(|number| number != expected) {
                    break;
                }
                expected += 1;
                // A dashed item that leads in a dashed list of its own hides where the first one ends.
                let leads_in = reading.len().checked_sub(1).is_some_and(|last| reading.mark(last) == ':');
                if leads_in && matches!(marker, Marker::Sign(_)) {
                    return None;
                }
                items.push(reading.block.whole());
                since = 0;
            }
            // Items of a lower level, and paragraphs between numbered items.
            Some(Marker::Sign(_)) => {}
            Some(_) => break,
            None if matches!(style, Marker::Sign(_)) || is_heading(reading, words) => break,
            None => {}
        }
    }
    (items.len() >= 2).then_some(items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockId, BlockKind, Place};

    #[test]
    fn the_examples_of_the_lexicon_hold() {
        for example in &words().example {
            let paragraphs = example.text.lines().enumerate();
            let block = |(at, line): (usize, &str)| {
                Block::new(BlockId(at as u32), BlockKind::Paragraph, Place::Body, line.to_owned(), Vec::new())
            };
            let blocks: Vec<Block> = paragraphs.map(block).collect();
            let readings: Vec<Reading<'_>> = blocks.iter().map(Reading::new).collect();
            let found = find(&readings);
            let said: Vec<_> =
                found.iter().map(|one| (one.said.count, one.said.items.len(), one.said.closed)).collect();
            let told = example.announced.zip(example.listed).zip(example.closed);
            let expected: Vec<_> =
                told.map(|((announced, listed), closed)| (announced, listed, closed)).into_iter().collect();
            assert_eq!(said, expected, "{}", example.text);
        }
    }
}
