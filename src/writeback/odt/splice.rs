//! Bytes put into the content: remarks around words, text that is inserted, and the signs for text that is
//! deleted, which goes into the list of changes. What is not touched stays as it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::WriteError;
use super::clean::{ADDED_STYLE, CUT, RAW_SPACE};
use super::story::{Paragraph, Story, Stretch, Way};
use crate::diagnostic::{Remark, Tone};
use crate::ooxml::text::escaped;
use crate::text::TextRange;
use crate::writeback::{Author, Obstacle};

/// What stands before what at one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    /// Inserted text belongs to what stands before it.
    Inserted,
    RemarkEnd,
    RemarkStart,
    /// Bytes that are replaced.
    Replaced,
}

/// All that is put into the content.
pub(super) struct Splices<'a> {
    story: &'a Story,
    xml: &'a str,
    author: &'a Author,
    put: Vec<(Range<usize>, Order, String)>,
    /// The bytes of deleted text, by their start, and the places where text is inserted.
    deleted: BTreeMap<usize, usize>,
    inserted: BTreeSet<usize>,
    /// Spaces that are written in a way in which they are shown beside others.
    spaces: BTreeSet<usize>,
    /// Entries for the list of changes.
    regions: String,
    /// The number of the next remark or change.
    next: usize,
    has_tones: bool,
}

/// A change of the text of one paragraph.
pub(super) struct Change<'p> {
    /// Stretches that go, each with the bytes that it is written in.
    deleted: Vec<(&'p Stretch, Range<usize>)>,
    /// The byte where new text stands if none goes.
    at: usize,
    inserted: String,
    style: Option<&'p str>,
    /// A space behind the change that would not be shown any more beside another one.
    space: Option<usize>,
}

impl<'a> Splices<'a> {
    pub(super) fn new(story: &'a Story, xml: &'a str, author: &'a Author) -> Self {
        // Numbers that an earlier copy has left are not used again.
        let mut next = 1;
        while xml.contains(&format!("\"rasoat{next}\"")) {
            next += 1;
        }
        Self {
            story,
            xml,
            author,
            put: Vec::new(),
            deleted: BTreeMap::new(),
            inserted: BTreeSet::new(),
            spaces: BTreeSet::new(),
            regions: String::new(),
            next,
            has_tones: false,
        }
    }

    fn id(&mut self) -> String {
        loop {
            let id = format!("rasoat{}", self.next);
            self.next += 1;
            if !self.xml.contains(&format!("\"{id}\"")) {
                return id;
            }
        }
    }

    /// Puts `remark` around the bytes from `start` to `end`, or at one place.
    pub(super) fn remark(&mut self, remark: &Remark, start: usize, end: Option<usize>) {
        let id = self.id();
        let said = self.said(remark);
        let names = &self.story.names;
        let o = &names.office;
        let made = self.made();
        let initials = names.meta.as_ref().map_or_else(String::new, |meta| {
            format!("<{meta}creator-initials>{}</{meta}creator-initials>", escaped(&self.author.initials))
        });
        let written = format!("<{o}annotation {o}name=\"{id}\">{made}{initials}{said}</{o}annotation>");
        self.put.push((start..start, Order::RemarkStart, written));
        if let Some(end) = end.filter(|end| *end > start) {
            self.put.push((end..end, Order::RemarkEnd, format!("<{o}annotation-end {o}name=\"{id}\"/>")));
        }
    }

    /// The words of a remark.
    fn said(&mut self, remark: &Remark) -> String {
        let names = &self.story.names;
        let t = &names.text;
        let has_styles = self.story.styles_end.is_some() && names.style.is_some() && names.format.is_some();
        let mut said = String::new();
        for paragraph in &remark.paragraphs {
            let _ = write!(said, "<{t}p>");
            for (text, tone) in paragraph {
                let text = content(text, t);
                match style_of(*tone).filter(|_| has_styles) {
                    Some(style) => {
                        self.has_tones = true;
                        let _ = write!(said, "<{t}span {t}style-name=\"{style}\">{text}</{t}span>");
                    }
                    None => said.push_str(&text),
                }
            }
            let _ = write!(said, "</{t}p>");
        }
        said
    }

    /// What replaces the bytes `range` of the text of `paragraph` by `inserted`.
    pub(super) fn change<'p>(
        &self,
        paragraph: &'p Paragraph,
        range: TextRange,
        inserted: String,
    ) -> Result<Change<'p>, Obstacle> {
        let style = paragraph.style.as_deref();
        if is_beside_fixed(paragraph, range) {
            return Err(Obstacle::Form);
        }
        if range.is_empty() {
            let (stretch, at) = beside(paragraph, range.start()).ok_or(Obstacle::Form)?;
            if let Some(obstacle) = stretch.obstacle {
                return Err(obstacle);
            }
            if self.is_deleted(&(at..at)) || self.inserted.contains(&at) {
                return Err(Obstacle::Form);
            }
            let space = raw_space(paragraph, range.end());
            return Ok(Change { deleted: Vec::new(), at, inserted, style, space });
        }
        // Among spaces it is all one which of them go, but not where words stand.
        let is_blank = inserted.bytes().all(|byte| byte == b' ');
        let range = if is_blank { aligned(paragraph, range) } else { range };
        let (range, inserted) = whole(paragraph, range, &inserted);
        if is_beside_fixed(paragraph, range) {
            return Err(Obstacle::Form);
        }
        let mut deleted = Vec::new();
        for stretch in paragraph.stretches.iter().filter(|stretch| overlaps(stretch.text, range)) {
            if let Some(obstacle) = stretch.obstacle {
                return Err(obstacle);
            }
            let bytes = match stretch.way {
                Way::Letters => written(stretch, range),
                Way::Whole if range.start() <= stretch.text.start() && stretch.text.end() <= range.end() => {
                    stretch.xml.clone()
                }
                Way::Whole | Way::Fixed => return Err(Obstacle::Form),
            };
            let has_id = self.story.around(stretch.within).iter().any(|inline| {
                self.xml.get(inline.open.clone()).is_none_or(|open| open.contains("xml:id=") || open.ends_with("/>"))
            });
            if has_id || self.is_deleted(&bytes) {
                return Err(Obstacle::Form);
            }
            deleted.push((stretch, bytes));
        }
        let Some((_, first)) = deleted.first() else { return Err(Obstacle::Form) };
        let at = first.start;
        Ok(Change { deleted, at, inserted, style, space: raw_space(paragraph, range.end()) })
    }

    /// Whether a deletion, or inserted text, stands in or beside `bytes`.
    fn is_deleted(&self, bytes: &Range<usize>) -> bool {
        let meets = self.deleted.range(..=bytes.end).next_back().is_some_and(|(_, end)| *end >= bytes.start);
        meets || self.inserted.range(bytes.start + 1..bytes.end.max(bytes.start + 1)).next().is_some()
    }

    /// Makes a change that [`Self::change`] found possible.
    pub(super) fn make(&mut self, change: &Change<'_>) {
        let mut inserted = Some(change.inserted.as_str()).filter(|text| !text.is_empty()).map(|text| self.fresh(text));
        if change.deleted.is_empty() {
            self.inserted.insert(change.at);
            self.put.push((change.at..change.at, Order::Inserted, inserted.take().unwrap_or_default()));
        }
        for (within, bytes, text) in self.pieces(change) {
            let sign = self.gone(within, &text, change.style);
            self.deleted.insert(bytes.start, bytes.end);
            self.put.push((bytes, Order::Replaced, sign + &inserted.take().unwrap_or_default()));
        }
        self.spaces.extend(change.space);
    }

    /// Deleted text in as few pieces as are written together: the element each stands in, its bytes, and how it is
    /// written where it stands alone.
    fn pieces(&self, change: &Change<'_>) -> Vec<(Option<usize>, Range<usize>, String)> {
        let mut pieces: Vec<(Option<usize>, Range<usize>, Vec<&Stretch>)> = Vec::new();
        for (stretch, bytes) in &change.deleted {
            match pieces.last_mut() {
                Some((within, known, stretches)) if *within == stretch.within && known.end == bytes.start => {
                    known.end = bytes.end;
                    stretches.push(stretch);
                }
                _ => pieces.push((stretch.within, bytes.clone(), vec![stretch])),
            }
        }
        let is_letters = |stretch: Option<&&Stretch>| stretch.is_some_and(|stretch| stretch.way == Way::Letters);
        let told = |(within, bytes, stretches): (Option<usize>, Range<usize>, Vec<&Stretch>)| {
            let mut inner = self.xml.get(bytes.clone()).unwrap_or("");
            let (mut before, mut after) = (String::new(), String::new());
            // At the ends of a paragraph a space is not shown.
            let space = format!("<{}{RAW_SPACE}", self.story.names.text);
            if is_letters(stretches.first())
                && let Some(rest) = inner.strip_prefix(' ')
            {
                inner = rest;
                before.clone_from(&space);
            }
            if is_letters(stretches.last())
                && let Some(rest) = inner.strip_suffix(' ')
            {
                inner = rest;
                after = space;
            }
            (within, bytes, format!("{before}{inner}{after}"))
        };
        pieces.into_iter().map(told).collect()
    }

    /// Text that is inserted, between its signs.
    fn fresh(&mut self, text: &str) -> String {
        let id = self.region("insertion", "");
        let t = &self.story.names.text;
        format!("<{t}change-start {t}change-id=\"{id}\"/>{}<{t}change-end {t}change-id=\"{id}\"/>", content(text, t))
    }

    /// The sign for text that is deleted.
    fn gone(&mut self, within: Option<usize>, text: &str, style: Option<&str>) -> String {
        let t = &self.story.names.text;
        let style = style.map_or_else(String::new, |style| format!(" {t}style-name=\"{}\"", escaped(style)));
        let around = self.story.around(within);
        let mut wrapped = format!("<{t}p{style}>");
        for inline in &around {
            let open = self.xml.get(inline.open.clone()).unwrap_or("");
            let _ = write!(wrapped, "{}{CUT}", open.trim_end_matches('>'));
        }
        wrapped.push_str(text);
        for inline in around.iter().rev() {
            let _ = write!(wrapped, "</{}{CUT}", inline.name);
        }
        let _ = write!(wrapped, "</{t}p>");
        let id = self.region("deletion", &wrapped);
        let t = &self.story.names.text;
        format!("<{t}change {t}change-id=\"{id}\"/>")
    }

    /// Adds an entry to the list of changes.
    fn region(&mut self, kind: &str, content: &str) -> String {
        let id = self.id();
        let (o, t) = (&self.story.names.office, &self.story.names.text);
        let made = self.made();
        let _ = write!(
            self.regions,
            "<{t}changed-region xml:id=\"{id}\" {t}id=\"{id}\"><{t}{kind}><{o}change-info>{made}</{o}change-info>{content}</{t}{kind}></{t}changed-region>"
        );
        id
    }

    /// Who made a remark or a change, and when.
    fn made(&self) -> String {
        let (dc, declared) = (&self.story.names.creators, &self.story.names.declared);
        let Author { name, date, .. } = self.author;
        format!(
            "<{dc}creator{declared}>{}</{dc}creator><{dc}date{declared}>{}</{dc}date>",
            escaped(name),
            escaped(date)
        )
    }

    /// The content with everything in it; `None` if nothing was put in. An error if there is no place for changes.
    pub(super) fn written(mut self) -> Result<Option<String>, WriteError> {
        if self.put.is_empty() {
            return Ok(None);
        }
        self.put_changes().ok_or(WriteError::Form)?;
        self.put_styles();
        for space in std::mem::take(&mut self.spaces) {
            let is_gone = self.deleted.range(..=space).next_back().is_some_and(|(_, end)| *end > space);
            if !is_gone {
                let written = format!("<{}{RAW_SPACE}", self.story.names.text);
                self.put.push((space..space + 1, Order::Replaced, written));
            }
        }
        self.put.sort_by(|(left, before, _), (right, after, _)| (left.start, before).cmp(&(right.start, after)));
        let mut out =
            String::with_capacity(self.xml.len() + self.put.iter().map(|(.., text)| text.len()).sum::<usize>());
        let mut at = 0;
        for (range, _, text) in &self.put {
            // What stands in deleted text stands behind it.
            if range.start > at {
                out.push_str(self.xml.get(at..range.start).unwrap_or(""));
            }
            out.push_str(text);
            at = at.max(range.end);
        }
        out.push_str(self.xml.get(at..).unwrap_or(""));
        Ok(Some(out))
    }

    fn put_changes(&mut self) -> Option<()> {
        if self.regions.is_empty() {
            return Some(());
        }
        let t = &self.story.names.text;
        let regions = std::mem::take(&mut self.regions);
        let (range, written) = match &self.story.changes {
            Some((list, false)) => {
                let end = list.start + self.xml.get(list.clone())?.rfind("</")?;
                (end..end, regions)
            }
            Some((list, true)) => {
                let end = list.end - "/>".len();
                (end..list.end, format!(">{regions}</{t}tracked-changes{CUT}"))
            }
            None => {
                let at = self.story.prelude?;
                (at..at, format!("<{t}tracked-changes {t}track-changes=\"false\"{CUT}{regions}</{t}tracked-changes>"))
            }
        };
        self.put.push((range, Order::Inserted, written));
        Some(())
    }

    fn put_styles(&mut self) {
        let names = &self.story.names;
        let known = (names.style.as_ref(), names.format.as_ref(), self.story.styles_end);
        let (Some(s), Some(fo), Some(end)) = known else { return };
        if !self.has_tones {
            return;
        }
        let looks =
            [(Tone::Strong, format!("{fo}font-weight=\"bold\"")), (Tone::Small, format!("{fo}color=\"#808080\""))];
        let styles: String = looks
            .iter()
            .filter_map(|(tone, look)| {
                let name = style_of(*tone)?;
                Some(format!("<{s}style {s}name=\"{name}\" {s}family=\"text\"><{s}text-properties {look}/></{s}style>"))
            })
            .collect();
        self.put.push((end..end, Order::Inserted, styles));
    }
}

/// The name of the style of a tone, if it has one.
fn style_of(tone: Tone) -> Option<String> {
    match tone {
        Tone::Plain => None,
        Tone::Strong => Some(format!("{ADDED_STYLE}1")),
        Tone::Small => Some(format!("{ADDED_STYLE}2")),
    }
}

fn overlaps(left: TextRange, right: TextRange) -> bool {
    left.start() < right.end() && right.start() < left.end()
}

/// The bytes of the part of `stretch`, which is written letter for letter, that lies in `range`.
fn written(stretch: &Stretch, range: TextRange) -> Range<usize> {
    let byte = |at: u32| stretch.xml.start + (at - stretch.text.start()) as usize;
    byte(range.start().max(stretch.text.start()))..byte(range.end().min(stretch.text.end()))
}

/// The stretch whose text an insertion at `at` goes on in, and the byte where it stands: behind what stands before,
/// or before what follows at the start of a paragraph.
fn beside(paragraph: &Paragraph, at: u32) -> Option<(&Stretch, usize)> {
    let shown = || paragraph.stretches.iter().filter(|stretch| !stretch.text.is_empty());
    let before = shown().find(|stretch| stretch.text.start() < at && at <= stretch.text.end());
    let place = |stretch: &Stretch, byte: u32| match stretch.way {
        Way::Letters => Some(stretch.xml.start + (byte - stretch.text.start()) as usize),
        Way::Whole | Way::Fixed if byte == stretch.text.start() => Some(stretch.xml.start),
        Way::Whole | Way::Fixed if byte == stretch.text.end() => Some(stretch.xml.end),
        Way::Whole | Way::Fixed => None,
    };
    if let Some(stretch) = before {
        return Some((stretch, place(stretch, at)?));
    }
    let after = shown().find(|stretch| stretch.text.start() == at)?;
    Some((after, place(after, at)?))
}

/// The byte of a space at `at` of the text that is written as a letter: beside a change it would not be shown.
fn raw_space(paragraph: &Paragraph, at: u32) -> Option<usize> {
    let covers = |stretch: &&Stretch| stretch.text.start() <= at && at < stretch.text.end();
    let stretch = paragraph.stretches.iter().find(covers).filter(|stretch| stretch.way == Way::Letters)?;
    let is_space = paragraph.text.get(at as usize..).is_some_and(|rest| rest.starts_with(' '));
    is_space.then(|| stretch.xml.start + (at - stretch.text.start()) as usize)
}

/// True if white space that is not shown as it is written stands beside a change of `range`: once its neighbours have
/// changed it may be shown. The space behind a change is one of them where it is written anew.
fn is_beside_fixed(paragraph: &Paragraph, range: TextRange) -> bool {
    let end = range.end() + u32::from(raw_space(paragraph, range.end()).is_some());
    let is_beside = |text: TextRange| text.start() <= end && range.start() <= text.end();
    paragraph.stretches.iter().any(|stretch| stretch.way == Way::Fixed && is_beside(stretch.text))
}

/// `range`, moved among the spaces around it if it is all spaces and cuts an element that stands for several: which of
/// them go is all one.
fn aligned(paragraph: &Paragraph, range: TextRange) -> TextRange {
    let cuts = |range: TextRange| {
        let is_inside = |at: u32, stretch: &Stretch| stretch.text.start() < at && at < stretch.text.end();
        paragraph.stretches.iter().filter(|stretch| stretch.way != Way::Letters).any(|stretch| {
            is_inside(range.start(), stretch)
                || is_inside(range.end(), stretch)
                || stretch.way == Way::Fixed && overlaps(stretch.text, range)
        })
    };
    let text = paragraph.text.as_str();
    let is_blank = text.get(range.usize()).is_some_and(|text| text.bytes().all(|byte| byte == b' '));
    if !is_blank || !cuts(range) {
        return range;
    }
    let before = text.get(..range.usize().start).unwrap_or("");
    let after = text.get(range.usize().end..).unwrap_or("");
    let left = range.start() - (before.len() - before.trim_end_matches(' ').len()) as u32;
    let right = range.end() + (after.len() - after.trim_start_matches(' ').len()) as u32;
    let starts = paragraph.stretches.iter().map(|stretch| stretch.text.start());
    let ends = paragraph.stretches.iter().filter_map(|stretch| stretch.text.end().checked_sub(range.len()));
    let moved = starts.chain(ends).filter(|start| left <= *start && start + range.len() <= right);
    let mut moved = moved.map(|start| TextRange::new(start, start + range.len()));
    moved.find(|range| !cuts(*range)).unwrap_or(range)
}

/// A change that takes elements whole which stand for several spaces, and puts back those that stay.
fn whole(paragraph: &Paragraph, range: TextRange, inserted: &str) -> (TextRange, String) {
    let is_cut = |stretch: &&Stretch| {
        let text = paragraph.text.get(stretch.text.usize()).unwrap_or("");
        let stays = stretch.text.start() < range.start() || range.end() < stretch.text.end();
        stretch.way == Way::Whole && overlaps(stretch.text, range) && stays && text.bytes().all(|byte| byte == b' ')
    };
    let (mut start, mut end) = (range.start(), range.end());
    for stretch in paragraph.stretches.iter().filter(is_cut) {
        start = start.min(stretch.text.start());
        end = end.max(stretch.text.end());
    }
    let spaces = |count: u32| " ".repeat(count as usize);
    let inserted = spaces(range.start() - start) + inserted + &spaces(end - range.end());
    (TextRange::new(start, end), inserted)
}

/// `text` as it stands in a paragraph: spaces at its ends and beside others are written as elements.
fn content(text: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut shows_space = false;
    while let Some(letter) = letters.next() {
        match letter {
            ' ' if !shows_space || letters.peek().is_none() => {
                let _ = write!(out, "<{prefix}s/>");
            }
            '\t' => {
                let _ = write!(out, "<{prefix}tab/>");
            }
            '\n' => {
                let _ = write!(out, "<{prefix}line-break/>");
            }
            letter => out.push_str(&escaped(letter.encode_utf8(&mut [0; 4]))),
        }
        shows_space = !letter.is_whitespace();
    }
    out
}
