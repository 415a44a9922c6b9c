//! A paragraph while it is read: its text, where each stretch came from, and how it looks.

use super::container::Width;
use super::drawn_lines::LineMarks;
use super::frame::Tabs;
use super::numbering::Label;
use super::resolve::RunFacts;
use super::styles::StyleIndex;
use super::table_style::TableInfluence;
use crate::model::format::{Alignment, ParagraphFormat};
use crate::model::{BlockKind, Fact, Generator, Origin, Piece};
use crate::text::TextRange;

/// A block without its number.
pub(super) type Draft = crate::readers::draft::Draft<RunFacts, LineMarks>;

/// Text, origins and run facts, growing together.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) runs: Vec<(TextRange, RunFacts)>,
}

impl Stretch {
    /// Adds `shown`, which stands at `offset` of the run that starts at byte `run` of the part.
    pub(super) fn push(&mut self, shown: &str, run: u32, offset: u32, facts: RunFacts) {
        if shown.is_empty() {
            return;
        }
        let range = self.append(shown, facts);
        let end = offset + range.len();
        if let Some(Piece { range: before, origin: Origin::Docx { run: same, bytes } }) = self.pieces.last_mut()
            && *same == run
            && bytes.end() == offset
        {
            *before = before.cover(range);
            *bytes = TextRange::new(bytes.start(), end);
            return;
        }
        if self.pieces.is_empty() {
            self.pieces.reserve_exact(1);
        }
        self.pieces.push(Piece { range, origin: Origin::Docx { run, bytes: TextRange::new(offset, end) } });
    }

    /// Adds text that no run stores.
    pub(super) fn push_generated(&mut self, shown: &str, by: Generator, facts: RunFacts) {
        if !shown.is_empty() {
            let range = self.append(shown, facts);
            self.pieces.push(Piece { range, origin: Origin::Generated { by } });
        }
    }

    fn append(&mut self, shown: &str, facts: RunFacts) -> TextRange {
        let range = TextRange::from(self.text.len()..self.text.len() + shown.len());
        self.text.push_str(shown);
        match self.runs.last_mut() {
            Some((before, same)) if *same == facts => *before = before.cover(range),
            _ => {
                if self.runs.is_empty() {
                    // Most paragraphs look the same throughout, and there are many of them.
                    self.runs.reserve_exact(1);
                }
                self.runs.push((range, facts));
            }
        }
        range
    }

    /// Adds another stretch behind this one.
    fn extend(&mut self, other: Self) {
        if self.text.is_empty() {
            // Paragraph after paragraph may be joined; their text is not copied each time.
            *self = other;
            return;
        }
        let by = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.pieces.extend(other.pieces.into_iter().map(|piece| Piece { range: piece.range.shifted(by), ..piece }));
        self.runs.extend(other.runs.into_iter().map(|(range, facts)| (range.shifted(by), facts)));
    }
}

/// A paragraph that is not finished.
#[derive(Debug)]
pub(super) struct Open {
    /// Where its draft belongs; text boxes inside of it come after.
    pub(super) at: usize,
    /// Ordinal of the `w:p` in its part.
    pub(super) ordinal: u32,
    pub(super) style: Option<StyleIndex>,
    pub(super) table: TableInfluence,
    /// What a run inherits here, once one has asked.
    pub(super) plain_facts: Option<RunFacts>,
    pub(super) kind: BlockKind,
    pub(super) format: ParagraphFormat,
    /// Its mark is deleted or hidden: the next paragraph goes on here.
    pub(super) runs_on: bool,
    pub(super) stretch: Stretch,
    /// Bytes of the label of automatic numbering.
    pub(super) label_len: usize,
    /// The label is a number, not a bullet.
    pub(super) is_numbered: bool,
    pub(super) width: Width,
    /// Where its frame stands, if it is in one.
    pub(super) frame: Option<Fact<Alignment>>,
    pub(super) tabs: Tabs,
    /// How text after the last tab stands, where that tab itself says so.
    pub(super) tab_alignment: Option<Fact<Alignment>>,
    pub(super) marks: LineMarks,
}

impl Open {
    /// Puts the label and the text of the paragraph `before`, whose mark is not there, in front.
    pub(super) fn begin(&mut self, label: &Label, label_facts: Option<RunFacts>, before: Option<Self>) {
        if let Some(facts) = label_facts {
            self.stretch.push_generated(&label.text, Generator::Numbering, facts);
        }
        self.label_len = label.text.len();
        self.is_numbered = self.label_len > 0 && !label.is_bullet;
        if let Some(before) = before.filter(|before| !before.stretch.text.is_empty()) {
            self.at = before.at;
            self.ordinal = before.ordinal;
            self.stretch.extend(before.stretch);
        }
    }

    /// Where on the line the text stands that comes next.
    pub(super) fn alignment_here(&self) -> Fact<Alignment> {
        let line = self.stretch.text.rsplit('\n').next().unwrap_or("");
        let tabs = line.matches('\t').count();
        match (self.frame, tabs, self.format.alignment) {
            (Some(frame), ..) => frame,
            (None, 0, alignment) => self.width.on_page(alignment),
            _ if self.width != Width::Whole => Fact::Unknown,
            (None, _, Fact::Known(Alignment::Left | Alignment::Justified)) => {
                self.tab_alignment.unwrap_or_else(|| self.tabs.alignment(tabs))
            }
            _ => Fact::Unknown,
        }
    }

    /// True if there is nothing to read here. A number alone is something: the next number shows
    /// that it was counted.
    pub(super) fn is_blank(&self) -> bool {
        !self.is_numbered && self.stretch.text.get(self.label_len..).is_none_or(|text| text.trim().is_empty())
    }
}
