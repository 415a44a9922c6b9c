//! Bytes put into a part: between runs, into runs that are cut for it, and in the place of properties.
//! What is not touched stays as it is written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::clean::{ADDED_SPACE, CUT};
use super::story::{Child, ChildKind, Run, Story};
use crate::ooxml::text::{escaped, written_offset};
use crate::text::TextRange;
use crate::writeback::{Author, Obstacle};

/// Stands for the attributes of a revision in the properties of a run: each piece of a run that is cut has a
/// revision of its own.
pub(super) const LATER: &str = "\u{1}";

/// Something to stand at a place of a run's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Text that is inserted. It belongs to what stands before it.
    Inserted(String),
    /// The end of what comment number so and so is about, and the sign for the comment.
    CommentEnd(i64),
    /// The start of that.
    CommentStart(i64),
}

/// What happens to one run.
#[derive(Debug, Clone, Default)]
struct Touched {
    /// Marks before the whole run.
    before: Vec<Mark>,
    /// Marks behind the whole run.
    after: Vec<Mark>,
    /// Marks by the byte of the run's text that they stand before.
    inside: BTreeMap<u32, Vec<Mark>>,
    /// Text that goes.
    deleted: Vec<TextRange>,
    /// New properties, by the text that has them.
    properties: Vec<(TextRange, String)>,
    /// The whole run goes, whatever it holds.
    is_gone: bool,
}

impl Touched {
    /// The number of the new properties that byte `at` has.
    fn look_at(&self, at: u32) -> Option<usize> {
        self.properties.iter().position(|(range, _)| range.start() <= at && (at < range.end() || range.is_empty()))
    }

    fn properties_at(&self, at: u32) -> Option<&str> {
        self.look_at(at).and_then(|look| self.properties.get(look)).map(|(_, written)| written.as_str())
    }
}

/// Bytes to be written, by the byte at which they stand, each with the end of what they replace.
pub(super) type Pieces = BTreeMap<usize, (usize, String)>;

/// The part `xml` with `pieces` in it.
pub(super) fn joined(xml: &str, pieces: Pieces) -> String {
    let mut out = String::with_capacity(xml.len() + pieces.values().map(|(_, text)| text.len()).sum::<usize>());
    let mut at = 0;
    for (start, (end, written)) in pieces {
        // What lies in something that was written anew is in it already.
        if start < at {
            continue;
        }
        out.push_str(xml.get(at..start).unwrap_or(""));
        out.push_str(&written);
        at = end.max(start);
    }
    out.push_str(xml.get(at..).unwrap_or(""));
    out
}

/// All that is put into one part.
#[derive(Debug)]
pub(super) struct Splices<'a> {
    story: &'a Story,
    xml: &'a str,
    author: &'a Author,
    touched: BTreeMap<usize, Touched>,
    /// Bytes that are replaced, outside of runs.
    replaced: BTreeMap<usize, (Range<usize>, String)>,
    /// What stands last in a paragraph, by the byte where its end tag begins.
    last: BTreeMap<usize, String>,
    /// The id of the next revision.
    next_revision: i64,
}

impl<'a> Splices<'a> {
    pub(super) fn new(story: &'a Story, xml: &'a str, author: &'a Author, next_revision: i64) -> Self {
        Self {
            story,
            xml,
            author,
            touched: BTreeMap::new(),
            replaced: BTreeMap::new(),
            last: BTreeMap::new(),
            next_revision,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.touched.is_empty() && self.replaced.is_empty() && self.last.is_empty()
    }

    pub(super) const fn next_revision(&self) -> i64 {
        self.next_revision
    }

    /// Lets comment number `id` be about the text from `start` to `end`, each a run and a byte of its text.
    pub(super) fn comment(&mut self, id: i64, start: (usize, u32), end: (usize, u32)) {
        let story = self.story;
        let Some((first, last)) = story.runs.get(start.0).zip(story.runs.get(end.0)) else { return };
        // A comment cannot stand in a text box, so it is about the drawing.
        let (start_host, end_host) = (first.host, last.host);
        match start_host {
            Some(host) => self.touched.entry(host).or_default().before.push(Mark::CommentStart(id)),
            None => match snapped(first, start.1, Side::Start) {
                0 if !leads_with_field(first) => {
                    self.touched.entry(start.0).or_default().before.push(Mark::CommentStart(id));
                }
                at => self.mark(start.0, at, Mark::CommentStart(id)),
            },
        }
        if let Some(host) = end_host {
            self.touched.entry(host).or_default().after.push(Mark::CommentEnd(id));
            return;
        }
        let at = snapped(last, end.1, Side::End);
        if at as usize == last.text.len() && !trails_with_field(last) {
            self.touched.entry(end.0).or_default().after.push(Mark::CommentEnd(id));
        } else {
            self.mark(end.0, at, Mark::CommentEnd(id));
        }
    }

    fn mark(&mut self, run: usize, at: u32, mark: Mark) {
        self.touched.entry(run).or_default().inside.entry(at).or_default().push(mark);
    }

    /// Whether the bytes `range` of the text of `run` can be changed.
    pub(super) fn obstacle(&self, run: usize, range: TextRange) -> Option<Obstacle> {
        let number = run;
        let run = self.story.runs.get(run)?;
        // Two fixes may share a letter and its marks, which are changed together.
        let meets = |touched: &Touched| {
            let inserted = |(at, marks): (&u32, &Vec<Mark>)| {
                // Of two texts at one place, nobody could tell which comes first.
                let is_inside = range.start() < *at && *at < range.end() || range.is_empty() && *at == range.start();
                is_inside && marks.iter().any(|mark| matches!(mark, Mark::Inserted(_)))
            };
            let is_cut = |known: &TextRange| {
                known.touches(range)
                    && (!range.is_empty() || known.start() < range.start() && range.end() < known.end())
            };
            touched.deleted.iter().any(is_cut) || touched.inside.iter().any(inserted)
        };
        if self.touched.get(&number).is_some_and(meets) {
            return Some(Obstacle::Form);
        }
        if let Some(obstacle) = run.obstacle {
            return Some(obstacle);
        }
        (!run.can_be_cut(range.start()) || !run.can_be_cut(range.end())).then_some(Obstacle::Form)
    }

    /// Takes the bytes `range` of the text of `run` out.
    pub(super) fn delete(&mut self, run: usize, range: TextRange) {
        self.touched.entry(run).or_default().deleted.push(range);
    }

    /// Inserts `text` before byte `at` of the text of `run`.
    pub(super) fn insert(&mut self, run: usize, at: u32, text: &str) {
        self.mark(run, at, Mark::Inserted(text.to_owned()));
    }

    /// Gives the bytes `range` of the text of `run` the properties `written`, an element with its tags.
    pub(super) fn set_run_properties(&mut self, run: usize, range: TextRange, written: String) {
        self.touched.entry(run).or_default().properties.push((range, written));
    }

    /// Takes out `run`, which holds no text.
    pub(super) fn drop_run(&mut self, run: usize) {
        self.touched.entry(run).or_default().is_gone = true;
    }

    /// Replaces bytes outside of the text of runs; an empty range inserts before what else is put there.
    pub(super) fn replace(&mut self, range: Range<usize>, written: String) {
        match self.replaced.get_mut(&range.start) {
            Some((_, known)) if range.is_empty() => known.insert_str(0, &written),
            Some((known, text)) if known.start == known.end => {
                *known = range;
                text.push_str(&written);
            }
            _ => {
                self.replaced.insert(range.start, (range, written));
            }
        }
    }

    /// Puts `written` behind all runs of a paragraph, whose end tag begins at byte `close`.
    pub(super) fn append(&mut self, close: usize, written: &str) {
        self.last.entry(close).or_default().push_str(written);
    }

    /// The attributes of a new revision.
    pub(super) fn revision(&mut self) -> String {
        let prefix = &self.story.prefix;
        let id = self.next_revision;
        self.next_revision += 1;
        let Author { name, date, .. } = self.author;
        format!(r#"{prefix}id="{id}" {prefix}author="{}" {prefix}date="{}""#, escaped(name), escaped(date))
    }

    /// What is put where, and the id of the next revision.
    pub(super) fn written(mut self) -> (Pieces, i64) {
        let mut pieces = Pieces::new();
        for (start, (range, written)) in std::mem::take(&mut self.replaced) {
            pieces.insert(start, (range.end, written));
        }
        for (run, touched) in std::mem::take(&mut self.touched) {
            let Some(run) = self.story.runs.get(run) else { continue };
            let Range { start, end } = run.xml.usize();
            let is_whole = touched.inside.is_empty() && touched.deleted.is_empty() && touched.properties.is_empty();
            let mut before = String::new();
            for mark in &sorted(&touched.before) {
                self.write_mark(mark, run, None, &mut before);
            }
            let mut after = String::new();
            for mark in &sorted(&touched.after) {
                self.write_mark(mark, run, None, &mut after);
            }
            if touched.is_gone {
                let prefix = &self.story.prefix;
                let _ = write!(before, "<{prefix}del {}>", self.revision());
                after = format!("</{}del>{after}", self.story.prefix);
            }
            if is_whole {
                // What stands in the run, text boxes with runs of their own, is not written again.
                add(&mut pieces, start, start, before);
                add(&mut pieces, end, end, after);
            } else {
                let inner = self.write_run(run, &touched);
                add(&mut pieces, start, end, format!("{before}{inner}{after}"));
            }
        }
        for (close, written) in std::mem::take(&mut self.last) {
            add(&mut pieces, close, close, written);
        }
        (pieces, self.next_revision)
    }

    /// A run, cut where something stands in it.
    fn write_run(&mut self, run: &Run, touched: &Touched) -> String {
        let mut writer = RunWriter { out: String::new(), is_open: false, deletion: None, look: None, ends: Vec::new() };
        let mut marks = touched.inside.clone();
        let is_deleted = |at: u32| touched.deleted.iter().any(|range| range.start() <= at && at < range.end());
        let mut cuts: Vec<u32> = touched.deleted.iter().flat_map(|range| [range.start(), range.end()]).collect();
        cuts.extend(marks.keys());
        cuts.extend(touched.properties.iter().flat_map(|(range, _)| [range.start(), range.end()]));
        cuts.sort_unstable();
        cuts.dedup();
        for child in &run.children {
            // What stands for no text belongs to what comes before it, but for marks of fields that a
            // comment may not stand behind.
            let has_text = !child.text.is_empty();
            if has_text {
                self.write_marks(&mut marks, child.text.start(), run, touched, &mut writer);
            }
            let inner = cuts.iter().copied().filter(|cut| child.text.start() < *cut && *cut < child.text.end());
            let mut from = child.text.start();
            for to in inner.chain([child.text.end()]) {
                if from > child.text.start() {
                    self.write_marks(&mut marks, from, run, touched, &mut writer);
                }
                let deleting = has_text && is_deleted(from);
                let look = if has_text { touched.look_at(from) } else { writer.look.or(touched.look_at(from)) };
                if writer.is_open && (writer.deletion.is_some() != deleting || writer.look != look) {
                    self.close(&mut writer);
                }
                if !writer.is_open {
                    writer.look = look;
                    self.open(run, touched, deleting, &mut writer);
                }
                self.write_child(child, TextRange::new(from, to), deleting, &mut writer.out);
                from = to;
            }
            if has_text && child.text.end() as usize == run.text.len() {
                self.write_marks(&mut marks, child.text.end(), run, touched, &mut writer);
            }
        }
        self.close(&mut writer);
        for at in marks.keys().copied().collect::<Vec<_>>() {
            self.write_marks(&mut marks, at, run, touched, &mut writer);
        }
        // All pieces but the last say that the run goes on.
        let RunWriter { mut out, mut ends, .. } = writer;
        ends.pop();
        for end in ends.into_iter().rev() {
            out.replace_range(end..=end, CUT);
        }
        out
    }

    fn write_marks(
        &mut self,
        marks: &mut BTreeMap<u32, Vec<Mark>>,
        at: u32,
        run: &Run,
        touched: &Touched,
        writer: &mut RunWriter,
    ) {
        let Some(here) = marks.remove(&at) else { return };
        self.close(writer);
        for mark in &sorted(&here) {
            self.write_mark(mark, run, touched.properties_at(at.saturating_sub(1)), &mut writer.out);
        }
    }

    fn write_mark(&mut self, mark: &Mark, run: &Run, properties: Option<&str>, out: &mut String) {
        let prefix = &self.story.prefix;
        match mark {
            Mark::CommentStart(id) => {
                let _ = write!(out, r#"<{prefix}commentRangeStart {prefix}id="{id}"/>"#);
            }
            Mark::CommentEnd(id) => {
                let _ = write!(
                    out,
                    r#"<{prefix}commentRangeEnd {prefix}id="{id}"/><{prefix}r><{prefix}commentReference {prefix}id="{id}"/></{prefix}r>"#
                );
            }
            Mark::Inserted(text) => {
                let revision = self.revision();
                let prefix = &self.story.prefix;
                let own = run.properties.and_then(|range| self.xml.get(range.usize())).unwrap_or("");
                let properties = without_change(properties.unwrap_or(own), prefix);
                let content = content(text, prefix);
                let _ =
                    write!(out, "<{prefix}ins {revision}><{prefix}r>{properties}{content}</{prefix}r></{prefix}ins>");
            }
        }
    }

    fn open(&mut self, run: &Run, touched: &Touched, deleting: bool, writer: &mut RunWriter) {
        let prefix = &self.story.prefix;
        if deleting {
            let revision = self.revision();
            let prefix = &self.story.prefix;
            let _ = write!(writer.out, "<{prefix}del {revision}>");
            writer.deletion = Some(());
        }
        writer.out.push_str(self.xml.get(run.open.usize()).unwrap_or(&format!("<{prefix}r>")));
        let own = run.properties.and_then(|range| self.xml.get(range.usize())).unwrap_or("");
        match writer.look.and_then(|look| touched.properties.get(look)) {
            Some((_, properties)) => {
                let revision = self.revision();
                writer.out.push_str(&properties.replace(LATER, &revision));
            }
            None => writer.out.push_str(own),
        }
        writer.is_open = true;
    }

    fn close(&self, writer: &mut RunWriter) {
        if !writer.is_open {
            return;
        }
        let prefix = &self.story.prefix;
        let _ = write!(writer.out, "</{prefix}r>");
        writer.ends.push(writer.out.len() - 1);
        if writer.deletion.take().is_some() {
            let _ = write!(writer.out, "</{prefix}del>");
        }
        writer.is_open = false;
    }

    /// The bytes `range` of a run's text as far as `child` stands for them.
    fn write_child(&self, child: &Child, range: TextRange, deleting: bool, out: &mut String) {
        let whole = self.xml.get(child.xml.usize()).unwrap_or("");
        let ChildKind::Text { content, keeps_space } = &child.kind else {
            out.push_str(whole);
            return;
        };
        if range == child.text && !deleting {
            out.push_str(whole);
            return;
        }
        let written = self.xml.get(content.usize()).unwrap_or("");
        let place = |at: u32| written_offset(written, (at - child.text.start()) as usize).unwrap_or(written.len());
        let text = written.get(place(range.start())..place(range.end())).unwrap_or("");
        let prefix = &self.story.prefix;
        let name = if deleting { "delText" } else { "t" };
        // The first piece has the attributes of the whole.
        let own = self.xml.get(child.xml.usize().start..content.usize().start).unwrap_or("");
        let own = own.strip_prefix('<').and_then(|own| own.strip_prefix(&format!("{prefix}t"))).unwrap_or(">");
        let has_edge =
            text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) || text.contains('\t');
        let attributes = match (range.start() == child.text.start(), *keeps_space || has_edge) {
            (true, _) if *keeps_space || !has_edge => own.to_owned(),
            (true, _) => format!("{}{ADDED_SPACE}", own.trim_end_matches('>')),
            (false, true) => r#" xml:space="preserve">"#.to_owned(),
            (false, false) => ">".to_owned(),
        };
        let end = if range.end() == child.text.end() { ">" } else { CUT };
        let _ = write!(out, "<{prefix}{name}{attributes}{text}</{prefix}{name}{end}");
    }
}

/// A run that is written piece by piece.
struct RunWriter {
    out: String,
    is_open: bool,
    deletion: Option<()>,
    /// The number of the new properties of the piece.
    look: Option<usize>,
    /// Where the `>` of the end tags of the pieces stand.
    ends: Vec<usize>,
}

/// Adds bytes; those for one place stand one after the other.
fn add(pieces: &mut Pieces, start: usize, end: usize, written: String) {
    if written.is_empty() && start == end {
        return;
    }
    match pieces.get_mut(&start) {
        // The end of a run and the start of the next one are one place.
        Some((known, text)) => {
            *known = (*known).max(end);
            text.push_str(&written);
        }
        None => {
            pieces.insert(start, (end, written));
        }
    }
}

fn sorted(marks: &[Mark]) -> Vec<Mark> {
    let mut sorted = marks.to_vec();
    sorted.sort_by_key(|mark| match mark {
        Mark::Inserted(_) => (0, 0),
        Mark::CommentEnd(id) => (1, *id),
        Mark::CommentStart(id) => (2, *id),
    });
    sorted
}

/// The side of a stretch of text on which a place lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

impl Run {
    /// Whether something can stand before byte `at` of its text.
    pub(super) fn can_be_cut(&self, at: u32) -> bool {
        snapped(self, at, Side::Start) == at && snapped(self, at, Side::End) == at
    }
}

/// The place nearest to `at`, outwards, where the text of `run` can be cut.
fn snapped(run: &Run, at: u32, side: Side) -> u32 {
    let within = run.children.iter().find(|child| child.text.start() < at && at < child.text.end());
    match within {
        Some(Child { kind: ChildKind::Text { .. }, .. }) | None => at,
        Some(child) if side == Side::Start => child.text.start(),
        Some(child) => child.text.end(),
    }
}

fn leads_with_field(run: &Run) -> bool {
    let lead = run.children.iter().take_while(|child| child.text.is_empty());
    lead.into_iter().any(|child| child.kind == ChildKind::Field)
}

fn trails_with_field(run: &Run) -> bool {
    let trail = run.children.iter().rev().take_while(|child| child.text.is_empty());
    trail.into_iter().any(|child| child.kind == ChildKind::Field)
}

/// `text` as children of a run.
fn content(text: &str, prefix: &str) -> String {
    let mut out = String::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            let _ = write!(out, "<{prefix}br/>");
        }
        for (at, part) in line.split('\t').enumerate() {
            if at > 0 {
                let _ = write!(out, "<{prefix}tab/>");
            }
            if !part.is_empty() {
                let _ = write!(out, r#"<{prefix}t xml:space="preserve">{}</{prefix}t>"#, escaped(part));
            }
        }
    }
    out
}

/// Properties of a run without what they were before somebody's change.
fn without_change(properties: &str, prefix: &str) -> String {
    let (start, end) = (format!("<{prefix}rPrChange"), format!("</{prefix}rPrChange>"));
    match (properties.find(&start), properties.find(&end)) {
        (Some(from), Some(to)) if from < to => {
            format!("{}{}", properties.get(..from).unwrap_or(""), properties.get(to + end.len()..).unwrap_or(""))
        }
        _ => properties.to_owned(),
    }
}
