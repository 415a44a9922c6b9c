//! The outline: which lines are numbered divisions, how they nest, and the number each should have.
//!
//! A naive sequence rule is wrong nine times in ten on real documents, because numbering starts
//! anew at each Điều, Chương and Phụ lục, in quotations and in table cells. So the tree comes
//! first, quoted stretches and cells are left out, and a number is judged only within its series.

use std::collections::HashMap;

use super::marker;
use crate::lexicon::lines::line_words;
use crate::model::format::{Alignment, Fact};
use crate::model::outline::{Division, Marker, MarkerStyle, Outline, Sequence};
use crate::model::{Block, BlockId, BlockKind, Document, Place, Zone};
use crate::text::TextRange;
use crate::text::letters::{self, Case};

/// Headings are shorter than this; longer numbered lines are paragraphs.
const HEADING_LIMIT: usize = 180;

/// A title in small letters that nothing marks as one is at most so long.
const TITLE_LIMIT: usize = 120;

/// Reads the outline of `document`, whose zones are known.
pub(super) fn recognize(document: &Document) -> Outline {
    let quoted = quoted_blocks(document);
    let mut builder = Builder::default();
    for block in document.blocks() {
        let in_flow = block.place == Place::Body;
        let zone = document.zone(block.id());
        if !in_flow || !matches!(zone, Zone::Body | Zone::Attachment) || quoted[block.id().index()] {
            continue;
        }
        let begins = document.attached.iter().any(|attached| attached.first == block.id());
        if zone == Zone::Attachment && !builder.in_attachment || begins || starts_attachment(block) {
            builder.in_attachment = zone == Zone::Attachment;
            builder.restart();
        }
        builder.add(block);
    }
    builder.finish(document)
}

#[derive(Default)]
struct Builder {
    divisions: Vec<Division>,
    /// Open divisions, outermost first.
    stack: Vec<usize>,
    /// Members of each series so far, with the corrected number of the last.
    series: Vec<Series>,
    /// Open series of a parent and style, outermost first: a list that starts at 1 again inside a
    /// numbered paragraph does not end the outer one.
    current: HashMap<(Option<usize>, MarkerStyle, Vec<u32>), Vec<usize>>,
    in_attachment: bool,
    /// Value of the last division numbered by a capital letter, to tell `C.` from the Roman hundred
    /// and `I.` after `H.` from the Roman one.
    previous_capital: Option<u32>,
    /// A line in capitals without a number has stood since the last article.
    capitals_since: bool,
}

struct Series {
    members: Vec<usize>,
    corrected: u32,
    /// The series below the same parent that was open when this one started with 1 again.
    after: Option<usize>,
}

impl Builder {
    fn restart(&mut self) {
        self.stack.clear();
        self.current.clear();
    }

    fn add(&mut self, block: &Block) {
        let Some(line) = block.lines().next() else { return };
        match marker::parse(block, line, self.previous_capital) {
            Some(found) => self.numbered(block, line, found),
            None if self.takes_title_below(block) => {}
            None if is_plain_heading(block, line) => self.plain(block, line),
            None => self.look_for_capitals(block, line),
        }
    }

    /// `Phần thứ nhất` and `Chương I` have their title on the lines below: gives it to the division
    /// that stands right above, if that has only a number.
    fn takes_title_below(&mut self, block: &Block) -> bool {
        let Some(last) = self.divisions.last_mut() else { return false };
        let above = last.below.last().map_or(last.block, |line| line.block);
        let bare = last.marker.as_ref().is_some_and(|marker| marker.style.has_title_below());
        if !bare || !last.title.range.is_empty() || above.index() + 1 != block.id().index() {
            return false;
        }
        let titled = block.lines().next().is_some_and(|line| is_plain_heading(block, line));
        if !titled && !is_small_title(block, last.below.is_empty()) {
            return false;
        }
        block.lines().for_each(|line| add_title_line(last, block, line));
        true
    }

    fn numbered(&mut self, block: &Block, line: TextRange, found: Marker) {
        let style = found.style;
        if found.style == MarkerStyle::CapitalLetter {
            self.previous_capital = Some(found.value);
        }
        let rank = rank(found.style);
        while let Some(top) = self.stack.last() {
            if self.rank_of(*top) < rank {
                break;
            }
            self.stack.pop();
        }
        let parent = self.stack.last().copied();
        let heading = heading(block, line, &found);
        let index = self.divisions.len();
        let key = (parent, found.style, found.prefix.clone());
        let (series, sequence) = self.place(key, index, found.value, (block.id(), heading.stands_alone));
        let mut division = Division {
            block: block.id(),
            marker: Some(found),
            title: block.span(heading.title),
            title_text: block.shown()[heading.title.usize()].to_owned(),
            below: Vec::new(),
            inline: heading.inline.map(|range| block.span(range)),
            is_heading: heading.stands_alone,
            depth: self.stack.len() as u8,
            parent,
            series,
            sequence,
            end: block.id(),
        };
        if style.has_title_below() && heading.title.is_empty() {
            // A line break within the paragraph parts number and title as well.
            block.lines().skip(1).for_each(|line| add_title_line(&mut division, block, line));
        }
        self.divisions.push(division);
        self.stack.push(index);
        if style == MarkerStyle::Article {
            self.capitals_since = false;
        }
    }

    fn look_for_capitals(&mut self, block: &Block, line: TextRange) {
        self.capitals_since = self.capitals_since || letters::case_of(&block.clean()[line.usize()]) == Case::Upper;
    }

    /// A heading without number closes what is numbered below its level.
    fn plain(&mut self, block: &Block, line: TextRange) {
        self.look_for_capitals(block, line);
        let level = match block.kind {
            BlockKind::Heading(level) => level,
            _ => 1,
        };
        while let Some(top) = self.stack.last() {
            let closes = match &self.divisions[*top].marker {
                Some(marker) => rank(marker.style) > rank(MarkerStyle::Roman) || level <= 1,
                None => true,
            };
            if !closes {
                break;
            }
            self.stack.pop();
        }
        let index = self.divisions.len();
        let parent = self.stack.last().copied();
        self.series.push(Series { members: vec![index], corrected: 1, after: None });
        self.divisions.push(Division {
            block: block.id(),
            marker: None,
            title: block.span(line),
            title_text: block.shown()[line.usize()].to_owned(),
            below: Vec::new(),
            inline: None,
            is_heading: true,
            depth: self.stack.len() as u8,
            parent,
            series: self.series.len() - 1,
            sequence: Sequence::Right,
            end: block.id(),
        });
        self.stack.push(index);
    }

    fn rank_of(&self, index: usize) -> u8 {
        self.divisions[index].marker.as_ref().map_or(rank(MarkerStyle::None), |marker| rank(marker.style))
    }

    /// Puts number `value` into its series and judges it against the numbers before.
    fn place(
        &mut self,
        key: (Option<usize>, MarkerStyle, Vec<u32>),
        index: usize,
        value: u32,
        (at_block, is_heading): (BlockId, bool),
    ) -> (usize, Sequence) {
        let written = |member: usize| self.divisions[member].marker.as_ref().map_or(0, |marker| marker.value);
        // A list of its own starts with `1.`, not with a Roman or a decimal number again.
        let style = key.1;
        // Articles and chapters start again where a file holds several documents: below lines in capitals.
        let once = matches!(style, MarkerStyle::Roman | MarkerStyle::Decimal(_) | MarkerStyle::CapitalLetter)
            || (style.has_title_below() || style == MarkerStyle::Article) && !self.capitals_since;
        let open = self.current.entry(key).or_default();
        let last = open.last().and_then(|at| self.series[*at].members.last()).copied();
        // So does a heading under the same heading.
        let once = once
            || style == MarkerStyle::Arabic && is_heading && last.is_some_and(|last| self.divisions[last].is_heading);
        // Two paragraphs that stand together are no two lists.
        let once = once || last.is_some_and(|last| self.divisions[last].block.index() + 1 == at_block.index());
        // A second `I.` or `2.1.` right after the first is a slip; any other 1 starts a list anew.
        let first_again = once && last.is_some_and(|last| written(last) == 1);
        // A series that opens with 2 and has its 1 right after was turned around.
        if value == 1
            && once
            && let Some(last) = last.filter(|last| written(*last) == 2)
            && let Some(at) = open.last().copied()
            && self.series[at].members == [last]
        {
            self.series[at].members.push(index);
            self.series[at].corrected = 2;
            return (at, Sequence::Backwards { previous: last, expected: 2 });
        }
        if value == 1 && !first_again || open.is_empty() {
            self.series.push(Series { members: vec![index], corrected: value, after: open.last().copied() });
            open.push(self.series.len() - 1);
            return (self.series.len() - 1, Sequence::Right);
        }
        let goes_on = |at: &usize| {
            let series = &self.series[*at];
            Marker::follows(style, series.corrected, value)
                || series.members.last().is_some_and(|last| Marker::follows(style, written(*last), value))
        };
        if let Some(depth) = open.iter().rposition(goes_on) {
            open.truncate(depth + 1);
        }
        let at = open.last().copied().unwrap_or_default();
        let series = &mut self.series[at];
        let previous = series.members.last().copied().unwrap_or(index);
        let last = written(previous);
        let before = self.divisions.get(previous).map_or(Sequence::Right, |division| division.sequence);
        let expected = Marker::next(style, series.corrected);
        let follows = Marker::follows(style, last, value) || Marker::follows(style, series.corrected, value);
        let sequence = if follows {
            Sequence::Right
        } else if let Some(first) = series.members.iter().copied().find(|member| value > 0 && written(*member) == value)
        {
            Sequence::Duplicate { first, expected }
        } else if value > last {
            Sequence::Gap { previous, expected }
        } else {
            // Two numbers that changed places: the second has the number that the first should have.
            let turned = matches!(before, Sequence::Gap { expected, .. } if expected == value) && last == value + 1;
            Sequence::Backwards { previous, expected: if turned { last } else { expected } }
        };
        series.corrected = match sequence {
            // What follows a repeated number goes on from the number it should have had.
            Sequence::Duplicate { expected, .. } | Sequence::Backwards { expected, .. } => expected,
            Sequence::Right | Sequence::Gap { .. } => value,
        };
        series.members.push(index);
        (at, sequence)
    }

    /// A list has two points at least: two lists below one parent of which each is a single `a)`, or of
    /// which the second goes on with `c)`, are one list with its `b)` written as a second `a)`. Three of
    /// them stand below headings that are none to us.
    fn join_single_points(&mut self) {
        let ends: Vec<bool> = {
            let mut ends = vec![true; self.series.len()];
            self.series.iter().filter_map(|series| series.after).for_each(|before| ends[before] = false);
            ends
        };
        for (again, _) in self.series.iter().zip(ends).filter(|(_, ends)| *ends) {
            let Some(before) = again.after.map(|before| &self.series[before]).filter(|before| before.after.is_none())
            else {
                continue;
            };
            let ([first], [second, rest @ ..]) = (before.members.as_slice(), again.members.as_slice()) else {
                continue;
            };
            let style = self.divisions[*second].marker.as_ref().map(|marker| marker.style);
            let next = rest.first().map(|next| &mut self.divisions[*next]);
            let skips_one = |next: &Division| next.marker.as_ref().is_some_and(|marker| marker.value == 3);
            if style != Some(MarkerStyle::Letter) || next.as_deref().is_some_and(|next| !skips_one(next)) {
                continue;
            }
            if let Some(next) = next {
                next.sequence = Sequence::Right;
            }
            self.divisions[*second].sequence = Sequence::Duplicate { first: *first, expected: 2 };
        }
    }

    /// Numbers that a gap leaves out may stand where no line begins: on the line of the one before, or in a
    /// table between (`1. Họ và tên: …… 2. Giới tính: ……`).
    fn close_gaps(&mut self, document: &Document) {
        for at in 0..self.divisions.len() {
            let Sequence::Gap { previous, expected } = self.divisions[at].sequence else { continue };
            let Some(marker) = &self.divisions[at].marker else { continue };
            let between = self.divisions[previous].block.index()..=self.divisions[at].block.index();
            let blocks = document.blocks().get(between).unwrap_or_default();
            let found = |value: u32| {
                let number = Marker::write(marker.style, &marker.prefix, value);
                blocks.iter().any(|block| holds_number(block.clean(), &number))
            };
            // A long run of missing numbers is no line of a form.
            if marker.value.saturating_sub(expected) <= MOST_GLUED && (expected..marker.value).all(found) {
                self.divisions[at].sequence = Sequence::Right;
            }
        }
    }

    /// `2.8.`, `9.`, `2.10.`: the number between is `2.9.` with its first part left out.
    fn complete_decimals(&mut self) {
        for at in 1..self.divisions.len().saturating_sub(1) {
            let Sequence::Gap { .. } = self.divisions[at].sequence else { continue };
            let Some((value, MarkerStyle::Arabic)) =
                self.divisions[at].marker.as_ref().map(|own| (own.value, own.style))
            else {
                continue;
            };
            let decimal = |division: &Division| match &division.marker {
                Some(marker) if matches!(marker.style, MarkerStyle::Decimal(_)) => {
                    Some((marker.prefix.clone(), marker.value))
                }
                _ => None,
            };
            let before = self.divisions[..at].iter().rposition(|division| decimal(division).is_some());
            let Some(before) = before else { continue };
            let Some((prefix, last)) = decimal(&self.divisions[before]) else { continue };
            let next = self.divisions[at + 1..].iter().find_map(decimal);
            if last + 1 != value || next != Some((prefix.clone(), value + 1)) {
                continue;
            }
            let series = self.divisions[at].series;
            if let Some(marker) = &mut self.divisions[at].marker {
                marker.style = MarkerStyle::Decimal(u8::try_from(prefix.len() + 1).unwrap_or(u8::MAX));
                marker.prefix = prefix;
            }
            self.divisions[at].sequence = Sequence::Gap { previous: before, expected: value };
            self.rejoin(series, at);
        }
    }

    /// Judges the member behind `left`, which leaves its series, against the one before it.
    fn rejoin(&mut self, series: usize, left: usize) {
        let Some(place) = self.series[series].members.iter().position(|member| *member == left) else { return };
        self.series[series].members.remove(place);
        let members = &self.series[series].members;
        let (Some(before), Some(next)) = (place.checked_sub(1).map(|at| members[at]), members.get(place).copied())
        else {
            return;
        };
        let value = |at: usize| self.divisions[at].marker.as_ref().map_or(0, |marker| marker.value);
        if value(next) == value(before) + 1 {
            self.divisions[next].sequence = Sequence::Right;
        }
    }

    fn finish(mut self, document: &Document) -> Outline {
        self.join_single_points();
        self.close_gaps(document);
        self.complete_decimals();
        let last = BlockId(document.blocks().len() as u32);
        let body_end = document
            .blocks()
            .iter()
            .rev()
            .find(|block| matches!(document.zone(block.id()), Zone::Body | Zone::Attachment))
            .map_or(last, |block| BlockId(block.id().0 + 1));
        let body_only = document
            .blocks()
            .iter()
            .find(|block| document.zone(block.id()) == Zone::Closing)
            .map_or(body_end, Block::id);
        for at in 0..self.divisions.len() {
            let depth = self.divisions[at].depth;
            let limit = if self.divisions[at].block < body_only { body_only } else { body_end };
            let next =
                self.divisions[at + 1..].iter().find(|later| later.depth <= depth).map_or(limit, |later| later.block);
            self.divisions[at].end = next.min(limit).max(self.divisions[at].block);
        }
        Outline { divisions: self.divisions }
    }
}

/// Order of the styles from the outside in.
const fn rank(style: MarkerStyle) -> u8 {
    match style {
        MarkerStyle::Part => 0,
        MarkerStyle::Chapter => 1,
        MarkerStyle::Section => 2,
        MarkerStyle::Subsection => 3,
        MarkerStyle::CapitalLetter => 4,
        MarkerStyle::Roman => 5,
        MarkerStyle::Article => 6,
        MarkerStyle::None => 7,
        MarkerStyle::Arabic => 8,
        MarkerStyle::Decimal(levels) => 8 + if levels > 8 { 8 } else { levels },
        MarkerStyle::Letter => 20,
    }
}

struct Heading {
    title: TextRange,
    inline: Option<TextRange>,
    /// A heading, not a numbered paragraph.
    stands_alone: bool,
}

/// Cuts the words after a number into title and text on the same line, and tells a heading from a
/// numbered paragraph.
fn heading(block: &Block, line: TextRange, found: &Marker) -> Heading {
    let shown = block.shown();
    let start = block.clean_range(found.span).end();
    let rest = crate::model::block::trimmed(shown, start as usize..line.end().max(start) as usize);
    let text = &shown[rest.clone()];
    let long = text.chars().count() > HEADING_LIMIT;
    let colon = text.find(':').filter(|at| {
        let title = &text[..*at];
        title.chars().count() <= 100 && !title.contains(['.', ';'])
    });
    let (title, inline) = match colon {
        Some(at) => {
            let after = crate::model::block::trimmed(shown, rest.start + at + 1..rest.end);
            (rest.start..rest.start + at, (!after.is_empty()).then(|| TextRange::from(after)))
        }
        None => (rest.clone(), None),
    };
    let sentence = text.ends_with([';', ',']) || text.ends_with('.') && text.split_whitespace().count() > 8;
    let stands_alone = match found.style {
        MarkerStyle::Part
        | MarkerStyle::Chapter
        | MarkerStyle::Section
        | MarkerStyle::Subsection
        | MarkerStyle::Article => true,
        MarkerStyle::Roman | MarkerStyle::CapitalLetter => !long,
        MarkerStyle::Arabic | MarkerStyle::Decimal(_) => {
            !long && !sentence && inline.is_none() || letters::case_of(text) == Case::Upper
        }
        MarkerStyle::Letter | MarkerStyle::None => false,
    };
    Heading { title: TextRange::from(title), inline, stands_alone }
}

/// A heading by style, or a short line in capitals, without a number.
fn is_plain_heading(block: &Block, line: TextRange) -> bool {
    let text = &block.shown()[line.usize()];
    let short = text.chars().count() <= HEADING_LIMIT;
    let in_capitals =
        || letters::case_of(text) == Case::Upper && text.split_whitespace().count() >= 2 && !text.ends_with([';', ',']);
    short && (matches!(block.kind, BlockKind::Heading(_)) || in_capitals())
}

/// Adds `line` to the title that stands below the number of `division`.
fn add_title_line(division: &mut Division, block: &Block, line: TextRange) {
    let words = &block.shown()[line.usize()];
    if words.trim().is_empty() {
        return;
    }
    if !division.title_text.is_empty() {
        division.title_text.push(' ');
    }
    division.title_text.push_str(words);
    division.below.push(block.span(line));
}

/// A title in small letters right below the number of its division: a short line without a mark at
/// its end, in the middle of the page. Where the file does not tell the place, only the first line counts.
fn is_small_title(block: &Block, is_first: bool) -> bool {
    let text = block.clean().trim();
    let placed = match block.format.alignment {
        Fact::Known(alignment) => alignment == Alignment::Center,
        Fact::Unknown => is_first && text.starts_with(char::is_uppercase),
    };
    placed && text.chars().count() <= TITLE_LIMIT && text.ends_with(|last: char| last.is_alphanumeric() || last == ')')
}

/// A line that starts an annex: `Phụ lục`, `PHỤ LỤC I`, `Mẫu số 01`, `Biểu số 2`.
pub(super) fn starts_attachment(block: &Block) -> bool {
    let folded = block.folded().trim();
    let Some(rest) = line_words().after_annex(folded) else { return false };
    rest.chars().count() <= 12
        && rest.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '.' | ':' | '-' | '/'))
}

/// Most numbers that are looked for where no line begins.
const MOST_GLUED: u32 = 8;

/// True if `number` with a closing mark stands in the text behind a space or at the start of a cell.
fn holds_number(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + number.len()..].chars();
        let closed = after.next().is_some_and(|mark| matches!(mark, '.' | ')' | '/'));
        let apart = after.next().is_none_or(|next| next == ' ' || next.is_uppercase());
        before.is_none_or(char::is_whitespace) && closed && apart
    })
}

/// True for the line of an article, which a quoted *khoản* or *điểm* does not hold.
fn is_article_line(folded: &str) -> bool {
    let number = folded.trim_start().strip_prefix("điều ").map(str::trim_start);
    number.is_some_and(|rest| {
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        digits > 0 && rest[digits..].starts_with('.')
    })
}

/// Blocks that lie in a quotation over several blocks: the words of an amendment are numbered in
/// the text they change. A quotation that is never closed is a slip, not a quotation.
fn quoted_blocks(document: &Document) -> Vec<bool> {
    let blocks = document.blocks();
    let balance: Vec<i32> = blocks.iter().map(|block| quote_balance(block.clean())).collect();
    let closes: Vec<usize> =
        balance.iter().enumerate().filter(|(_, balance)| **balance < 0).map(|(at, _)| at).collect();
    let mut quoted = vec![false; blocks.len()];
    let mut next_close = 0;
    let mut at = 0;
    while at < blocks.len() {
        let opens_at_start = blocks[at].clean().trim_start().starts_with(['“', '"', '«']);
        if opens_at_start {
            quoted[at] = true;
        }
        if balance[at] > 0 {
            while next_close < closes.len() && closes[next_close] <= at {
                next_close += 1;
            }
            let Some(close) = closes.get(next_close).copied() else { break };
            // A quoted `“2. …` that is never closed ends before the next article.
            let opened = blocks[at].clean().trim_start().trim_start_matches('“');
            let of_article = opened.starts_with(|first: char| first.is_ascii_digit())
                || opened.get(1..).is_some_and(|rest| rest.starts_with(')'));
            let article = (at + 1..=close).find(|inside| of_article && is_article_line(blocks[*inside].folded()));
            if let Some(article) = article {
                quoted[at + 1..article].fill(true);
                at = article;
                continue;
            }
            for inside in &mut quoted[at + 1..=close] {
                *inside = true;
            }
            at = close;
        }
        at += 1;
    }
    quoted
}

/// Opening minus closing quotation marks, straight ones left out.
fn quote_balance(text: &str) -> i32 {
    text.chars()
        .map(|letter| match letter {
            '“' => 1,
            '”' => -1,
            _ => 0,
        })
        .sum()
}
