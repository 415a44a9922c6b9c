//! Passages (a sentence, or a list of short items with its lead-in) and lists that are announced
//! with a number.

use std::ops::Range;

use super::numbers;
use super::reading::{At, Reading};
use super::scan::{self, Found};
use crate::model::Span;
use crate::model::figure::Announcement;
use crate::text::{letters, numerals};

/// How a list item is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    /// `-`, `+`, `*`, `•`.
    Sign(char),
    /// `1.`, `1)`, `(1)` with the number and its closing.
    Number(u32, char),
    /// `a)`, with the number of the letter.
    Letter(u32),
}

impl Marker {
    /// True if both mark items of one list, in whatever order.
    fn same_style(self, other: Self) -> bool {
        match (self, other) {
            (Self::Sign(this), Self::Sign(other)) | (Self::Number(_, this), Self::Number(_, other)) => this == other,
            (this, other) => matches!((this, other), (Self::Letter(_), Self::Letter(_))),
        }
    }

    fn number(self) -> Option<u32> {
        match self {
            Self::Sign(_) => None,
            Self::Number(number, _) | Self::Letter(number) => Some(number),
        }
    }
}

/// The marker a block begins with.
fn marker(reading: &Reading<'_>) -> Option<Marker> {
    let closing = reading.mark(1);
    match reading.mark(0) {
        sign @ ('-' | '–' | '+' | '*' | '•' | '●' | '·' | '\u{f0b7}') => {
            Some(Marker::Sign(if sign == '–' { '-' } else { sign }))
        }
        '(' if reading.is_number(1) && reading.mark(2) == ')' => {
            Some(Marker::Number(reading.text(1).parse().ok()?, '('))
        }
        _ if reading.is_number(0)
            && matches!(closing, '.' | ')' | '/')
            && reading.glued(0)
            && !reading.is_number(2) =>
        {
            Some(Marker::Number(reading.text(0).parse().ok()?, closing))
        }
        _ if reading.is_word(0) && matches!(closing, '.' | ')') && reading.glued(0) => {
            let mut word = reading.word(0).chars();
            let letter = word.next().and_then(letters::point_number)?;
            (word.next().is_none() && !reading.is_capital(0)).then_some(Marker::Letter(letter))
        }
        _ => None,
    }
}

/// The sign that a list item begins with and the tokens it takes: `-`, the closing of its number, `a` for a letter.
pub(super) fn item_sign(reading: &Reading<'_>) -> Option<(char, At)> {
    Some(match marker(reading)? {
        Marker::Sign(sign) => (sign, 1),
        Marker::Number(_, '(') => ('(', 3),
        Marker::Number(_, closing) => (closing, 2),
        Marker::Letter(_) => ('a', 2),
    })
}

/// Items longer than this are paragraphs with figures of their own.
const SHORT_ITEM: usize = 32;

/// Collects passages as ranges of figures.
#[derive(Default)]
pub(super) struct Passages {
    done: Vec<Range<usize>>,
    open: Open,
}

/// How the last passage may go on in the next block.
#[derive(Default)]
enum Open {
    /// Not at all.
    #[default]
    Closed,
    /// With the first item of a list that it leads in.
    LeadIn,
    /// With the next item of a list.
    List(Marker),
}

impl Passages {
    /// Adds the figures of the next block, the first of which is figure `first` of the document.
    pub(super) fn add(&mut self, reading: &Reading<'_>, first: usize, found: &[Found]) {
        let marker = marker(reading);
        let one_sentence = found.first().map(|found| found.sentence) == found.last().map(|found| found.sentence);
        let short = reading.len() <= SHORT_ITEM && one_sentence;
        let joins = match (&self.open, marker) {
            (Open::LeadIn, Some(_)) => short,
            (Open::List(before), Some(marker)) => short && marker.same_style(*before),
            _ => false,
        };
        let mut start = first;
        for (step, figure) in found.iter().enumerate() {
            let index = first + step;
            let new = found.get(step.wrapping_sub(1)).is_some_and(|before| before.sentence != figure.sentence);
            if new {
                self.push(start..index, joins);
                start = index;
            }
        }
        self.push(start..first + found.len(), joins);
        let leads_in = reading.len().checked_sub(1).is_some_and(|last| reading.mark(last) == ':');
        self.open = match marker {
            _ if leads_in => {
                // The last sentence of the lead-in belongs to the list even without a figure.
                if found.is_empty() {
                    self.done.push(first..first);
                }
                Open::LeadIn
            }
            Some(marker) if short => {
                if !joins && found.is_empty() {
                    self.done.push(first..first);
                }
                Open::List(marker)
            }
            _ => Open::Closed,
        };
    }

    /// Nothing goes on past a table.
    pub(super) fn interrupt(&mut self) {
        self.open = Open::Closed;
    }

    fn push(&mut self, range: Range<usize>, joins: bool) {
        match self.done.last_mut() {
            Some(last) if joins => last.end = range.end,
            _ if range.is_empty() => {}
            _ => self.done.push(range),
        }
    }

    /// The passages in order.
    pub(super) fn finish(self) -> Vec<Range<usize>> {
        self.done
    }
}

/// Nouns for which a list follows when they are announced with a number.
fn is_listed(noun: &str) -> bool {
    const LISTED: [&str; 34] = [
        "văn bản",
        "tổ",
        "đoàn",
        "kế hoạch",
        "lĩnh vực",
        "nội dung",
        "nhiệm vụ",
        "nhóm",
        "giải pháp",
        "mục tiêu",
        "bước",
        "phần",
        "điểm",
        "vấn đề",
        "tiêu chí",
        "chỉ tiêu",
        "đơn vị",
        "cơ quan",
        "thành viên",
        "đồng chí",
        "nguyên tắc",
        "yêu cầu",
        "loại",
        "hình thức",
        "nguyên nhân",
        "bài học",
        "kiến nghị",
        "đề xuất",
        "dự án",
        "công trình",
        "mô hình",
        "thủ tục",
        "trường hợp",
        "biện pháp",
    ];
    LISTED.iter().any(|listed| noun.strip_prefix(listed).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Numbers announced at the end of a block, with the list that follows it.
pub(super) fn announcements(readings: &[Reading<'_>]) -> Vec<Announcement> {
    let mut found = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        found.extend(inline(reading));
        let Some((count, tokens)) = announced(reading) else { continue };
        let Some(items) = items(&readings[at + 1..], marker(reading)) else { continue };
        found.push(Announcement {
            span: reading.block.span(reading.cover(&tokens)),
            noun: reading.slice(&(tokens.start + 1..tokens.end)).to_owned(),
            count,
            items,
        });
    }
    found
}

/// `gồm 04 lĩnh vực:`, `các nội dung sau` at the end of a block: the number and its tokens.
fn announced(reading: &Reading<'_>) -> Option<(i64, Range<At>)> {
    let last = reading.len().checked_sub(1)?;
    if reading.mark(last) != ':' {
        return None;
    }
    let number = numbers::read(reading).pop()?;
    let value = number.value?.integer().filter(|value| (2..=40).contains(value))?;
    let (start, end) = (number.tokens.start, number.tokens.end);
    let alone = !numbers::glued_left(reading, start) && !numbers::glued_right(reading, end);
    // `Đối với 03 đơn vị được kiểm tra:` leads in what is said of them.
    let opened = !matches!(
        reading.word_before(start, 1),
        "với" | "cho" | "của" | "tại" | "ở" | "trong" | "từ" | "các" | "những" | "do" | "so" | "ngoài" | "sau" | "qua"
    );
    let noun = scan::noun(reading, end);
    let mut tail = noun.end;
    // `gồm 04 lĩnh vực, cụ thể như sau:`
    if reading.mark(tail) == ',' {
        tail += 1;
    }
    let closes = (tail..last).all(|at| {
        matches!(
            reading.word(at),
            "cụ" | "thể" | "như" | "sau" | "là" | "đây" | "gồm" | "trọng" | "tâm" | "chính" | "chủ" | "yếu"
        )
    });
    let fits = alone && opened && closes && is_listed(reading.folded_slice(&noun));
    let shown = noun
        .clone()
        .find(|at| matches!(reading.word(*at), "sau" | "cụ" | "như" | "trọng" | "chính" | "chủ"))
        .unwrap_or(noun.end);
    fits.then_some((value, start..shown.max(end + 1)))
}

/// Words between a number announced and its list at most.
const LEAD: usize = 8;

/// `06 văn bản chỉ đạo, gồm: Công văn …; Công văn …; Kế hoạch ….`: the list in the same sentence, told
/// apart by semicolons.
fn inline(reading: &Reading<'_>) -> Option<Announcement> {
    let numbers = numbers::read(reading);
    numbers.iter().find_map(|number| {
        let value = number.value?.integer().filter(|value| (2..=40).contains(value))?;
        let (start, end) = (number.tokens.start, number.tokens.end);
        let noun = scan::noun(reading, end);
        let colon = (noun.end..noun.end + LEAD).find(|at| reading.mark(*at) == ':')?;
        let joined = (noun.end..colon).all(|at| {
            matches!(reading.mark(at), ',' | ';')
                || matches!(reading.word(at), "gồm" | "bao" | "có" | "cụ" | "thể" | "như" | "sau" | "là")
        });
        let alone = !numbers::glued_left(reading, start) && !numbers::glued_right(reading, end);
        if !alone || !joined || !is_listed(reading.folded_slice(&noun)) {
            return None;
        }
        let stop = (colon + 1..reading.len()).find(|at| scan::ends_sentence(reading, *at))?;
        let mut items: Vec<Range<At>> = Vec::new();
        let mut from = colon + 1;
        for at in colon + 1..=stop {
            if at == stop || reading.mark(at) == ';' {
                items.push(from..at);
                from = at + 1;
            }
        }
        // An item that holds a number of things, or several papers, is not one.
        let single = items.iter().all(|item| {
            let counts = item.clone().any(|at| {
                matches!(reading.word(at), "các" | "và" | "những" | "hai" | "ba")
                    || reading.is_number(at)
                        && reading.is_word(at + 1)
                        && is_listed(reading.folded_slice(&scan::noun(reading, at + 1)))
            });
            let symbols = item.clone().filter(|at| reading.word(*at) == "số" && reading.is_number(at + 1)).count();
            !item.is_empty() && !counts && symbols <= 1
        });
        (items.len() >= 2 && single).then(|| Announcement {
            span: reading.block.span(reading.cover(&(start..noun.end))),
            noun: reading.slice(&noun).to_owned(),
            count: value,
            items: items.iter().map(|item| reading.block.span(reading.cover(item))).collect(),
        })
    })
}

/// Blocks that one item may have.
const LONGEST_ITEM: usize = 40;

/// True for `II. …`, `Điều 5. …`, `Chương I`: the list above it has ended.
fn is_heading(reading: &Reading<'_>) -> bool {
    let roman = reading.mark(1) == '.' && numerals::roman_value(reading.text(0)).is_some();
    roman || reading.is_capital(0) && matches!(reading.word(0), "điều" | "chương" | "phần" | "mục")
}

/// The items of the list that begins with the first of `readings`; `None` if no list begins there
/// or its end cannot be told.
fn items(readings: &[Reading<'_>], announcer: Option<Marker>) -> Option<Vec<Span>> {
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
            None if matches!(style, Marker::Sign(_)) || is_heading(reading) => break,
            None => {}
        }
    }
    (items.len() >= 2).then_some(items)
}
