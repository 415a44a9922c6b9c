//! The paragraphs of the content with the bytes that their text stands at.
//!
//! The reader tells the number of a paragraph and a place in the text that is shown; here the paragraphs are
//! counted in the same way, and those that are written into are taken apart.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::names::Names;
use crate::ooxml::{Element, Namespace, Node, Xml, XmlError};
use crate::text::TextRange;
use crate::writeback::Obstacle;

/// Most spaces that one `text:s` stands for, as the reader counts them.
const MOST_SPACES: usize = 1_000;

/// How a stretch of text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Letter for letter: it can be cut anywhere.
    Letters,
    /// By a reference or an element, which goes or stays as a whole.
    Whole,
    /// In a way that is left alone: white space that is shown as one space or not at all.
    Fixed,
}

/// A stretch of the text of a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) xml: Range<usize>,
    /// Bytes of the text of the paragraph.
    pub(super) text: TextRange,
    pub(super) way: Way,
    /// The element that it stands in, below the paragraph.
    pub(super) within: Option<usize>,
    pub(super) obstacle: Option<Obstacle>,
}

/// An element between a paragraph and its text.
#[derive(Debug, Clone)]
pub(super) struct Inline {
    pub(super) parent: Option<usize>,
    /// The whole element.
    pub(super) xml: Range<usize>,
    /// Its start tag.
    pub(super) open: Range<usize>,
    /// Its name as it is written.
    pub(super) name: String,
    /// A program makes what stands in it, so nothing is put between.
    pub(super) is_field: bool,
}

/// A paragraph that is written into.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// The name of its style, as it is written.
    pub(super) style: Option<String>,
    /// Its text without the label of a list.
    pub(super) text: String,
    pub(super) stretches: Vec<Stretch>,
    /// The drawing that it stands in.
    pub(super) drawn: Drawn,
    /// White space that follows is not shown.
    after_space: bool,
}

/// Whether a paragraph stands in a drawing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Drawn {
    /// It does not.
    #[default]
    Not,
    /// In one before this byte of a paragraph, where a remark can stand.
    Before(usize),
    /// In one beside which no remark can stand.
    Apart,
}

/// The content as it is written.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) names: Names,
    /// By their numbers, those that were asked for.
    pub(super) paragraphs: BTreeMap<u32, Paragraph>,
    pub(super) inlines: Vec<Inline>,
    /// The list of tracked changes, and whether it is an empty element.
    pub(super) changes: Option<(Range<usize>, bool)>,
    /// Where such a list belongs.
    pub(super) prelude: Option<usize>,
    /// The end of the automatic styles.
    pub(super) styles_end: Option<usize>,
}

impl Story {
    /// Takes the paragraphs `wanted` of the part `xml` apart; `None` if its names are written in a way that
    /// nothing can be added to.
    pub(super) fn read(xml: &str, wanted: &BTreeSet<u32>, depth: usize) -> Result<Option<Self>, XmlError> {
        let mut xml = Xml::new(xml, depth);
        let root = xml.root()?;
        let Some(names) = Names::of(&root) else { return Ok(None) };
        let story = Self {
            names,
            paragraphs: BTreeMap::new(),
            inlines: Vec::new(),
            changes: None,
            prelude: None,
            styles_end: None,
        };
        let mut scanner = Scanner { xml, wanted, ordinal: 0, open_changes: 0, story };
        scanner.content()?;
        Ok(Some(scanner.story))
    }

    /// The elements around something in `within`, the outermost first.
    pub(super) fn around(&self, within: Option<usize>) -> Vec<&Inline> {
        let outwards = |inline: &&Inline| inline.parent.and_then(|parent| self.inlines.get(parent));
        let mut around: Vec<&Inline> =
            std::iter::successors(within.and_then(|at| self.inlines.get(at)), outwards).collect();
        around.reverse();
        around
    }
}

/// What stands around a paragraph.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    obstacle: Option<Obstacle>,
    drawn: Drawn,
    /// The paragraph that is read, if its drawings come next.
    at: Option<usize>,
}

/// The walk through the content.
struct Scanner<'x, 'w> {
    xml: Xml<'x>,
    wanted: &'w BTreeSet<u32>,
    ordinal: u32,
    /// Changes of others that have begun and not ended.
    open_changes: usize,
    story: Story,
}

impl Scanner<'_, '_> {
    fn content(&mut self) -> Result<(), XmlError> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                (Namespace::OdfOffice, "automatic-styles") => {
                    let inside = self.xml.position();
                    self.xml.skip()?;
                    let end = self.xml.started_at();
                    self.story.styles_end = (end > inside).then_some(end);
                }
                (Namespace::OdfOffice, "body") => {
                    while let Some(element) = self.xml.child()? {
                        if element.is(Namespace::OdfOffice, "text") {
                            self.story.prelude = Some(self.xml.position());
                            self.walk(Around::default())?;
                        } else {
                            self.xml.skip()?;
                        }
                    }
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Reads what stands in the current element, which holds no text of its own.
    fn walk(&mut self, around: Around) -> Result<(), XmlError> {
        while let Some(element) = self.xml.child()? {
            self.element(&element, around)?;
        }
        Ok(())
    }

    fn element(&mut self, element: &Element<'_>, around: Around) -> Result<(), XmlError> {
        let start = self.xml.started_at();
        let within = |obstacle| Around { obstacle: around.obstacle.or(Some(obstacle)), ..around };
        match element.name() {
            (Namespace::OdfText, "p" | "h") => return self.paragraph(element, around),
            (Namespace::OdfText, "tracked-changes") => {
                let inside = self.xml.position();
                self.xml.skip()?;
                let end = self.xml.position();
                self.story.changes = Some((start..end, end == inside));
                return Ok(());
            }
            (Namespace::OdfOffice, "forms") => {
                self.xml.skip()?;
                self.story.prelude = Some(self.xml.position());
                return Ok(());
            }
            (Namespace::OdfText, "change-start" | "change-end") => self.note_change(element),
            (Namespace::OdfText, "section") => {
                let is_protected =
                    self.xml.attribute(element, Namespace::OdfText, "protected").as_deref() == Some("true");
                return self.walk(if is_protected { within(Obstacle::Control) } else { around });
            }
            (
                Namespace::OdfText,
                "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index"
                | "alphabetical-index" | "bibliography",
            ) => return self.walk(within(Obstacle::Field)),
            // What the reader passes over is not counted.
            (Namespace::OdfOffice, _)
            | (
                Namespace::OdfDraw,
                "image" | "object" | "object-ole" | "plugin" | "applet" | "floating-frame" | "control" | "glue-point",
            ) => {}
            (Namespace::OdfDraw, _) => {
                let drawn = match (around.drawn, around.at) {
                    (Drawn::Not, Some(at)) => Drawn::Before(at),
                    (Drawn::Not, None) => Drawn::Apart,
                    (outer, _) => outer,
                };
                return self.walk(Around { drawn, at: None, ..within(Obstacle::TextBox) });
            }
            _ => return self.walk(around),
        }
        self.xml.skip()
    }

    fn note_change(&mut self, element: &Element<'_>) {
        if element.local() == "change-start" {
            self.open_changes += 1;
        } else {
            self.open_changes = self.open_changes.saturating_sub(1);
        }
    }

    fn paragraph(&mut self, element: &Element<'_>, around: Around) -> Result<(), XmlError> {
        self.ordinal += 1;
        let ordinal = self.ordinal;
        let style = self.xml.attribute(element, Namespace::OdfText, "style-name").map(std::borrow::Cow::into_owned);
        let paragraph = Paragraph { style, after_space: true, drawn: around.drawn, ..Paragraph::default() };
        let mut open = self.wanted.contains(&ordinal).then_some(paragraph);
        self.inlines(&mut open, None, around)?;
        if let Some(paragraph) = open {
            self.story.paragraphs.insert(ordinal, paragraph);
        }
        Ok(())
    }

    /// Reads the content of a paragraph or of an element in it.
    fn inlines(&mut self, open: &mut Option<Paragraph>, within: Option<usize>, around: Around) -> Result<(), XmlError> {
        while let Some(node) = self.xml.node()? {
            let xml = self.xml.started_at()..self.xml.position();
            match node {
                Node::Text(text) => {
                    let Some(open) = open.as_mut() else { continue };
                    let obstacle = around.obstacle.or((self.open_changes > 0).then_some(Obstacle::Tracked));
                    let place = (within, obstacle);
                    let is_plain = self.xml.written(xml.clone()) == Some(&*text);
                    if is_plain {
                        open.push(&text, xml.start, place);
                    } else {
                        let is_reference = self.xml.written(xml.clone()).is_some_and(|raw| raw.starts_with('&'));
                        open.push_whole(&text, xml, if is_reference { Way::Whole } else { Way::Fixed }, place);
                    }
                }
                Node::Element(element) => self.inline(&element, open, within, around)?,
            }
        }
        Ok(())
    }

    fn inline(
        &mut self,
        element: &Element<'_>,
        open: &mut Option<Paragraph>,
        within: Option<usize>,
        around: Around,
    ) -> Result<(), XmlError> {
        let start = self.xml.started_at();
        let stands_for = match element.name() {
            (Namespace::OdfText, "s") => {
                let times = self.xml.attribute(element, Namespace::OdfText, "c").and_then(|times| times.parse().ok());
                " ".repeat(times.unwrap_or(1).min(MOST_SPACES))
            }
            (Namespace::OdfText, "tab") => "\t".to_owned(),
            (Namespace::OdfText, "line-break") => "\n".to_owned(),
            (Namespace::OdfText, "note") => return self.walk(Around { at: None, ..around }),
            (Namespace::OdfText, "change-start" | "change-end") => {
                self.note_change(element);
                return self.xml.skip();
            }
            (Namespace::OdfText, "hidden-text" | "number" | "note-citation" | "ruby-text" | "script")
            | (Namespace::OdfOffice, _) => return self.xml.skip(),
            (Namespace::OdfText | Namespace::OdfExtension, name) => {
                let is_field = !matches!(name, "span" | "a");
                let index = self.story.inlines.len();
                self.story.inlines.push(Inline {
                    parent: within,
                    xml: start..start,
                    open: start..self.xml.position(),
                    name: element.written_name().to_owned(),
                    is_field,
                });
                let obstacle = around.obstacle.or(is_field.then_some(Obstacle::Field));
                self.inlines(open, Some(index), Around { obstacle, ..around })?;
                let end = self.xml.position();
                if let Some(inline) = self.story.inlines.get_mut(index) {
                    inline.xml.end = end;
                }
                return Ok(());
            }
            (Namespace::OdfDraw, _) => {
                let host = within.map_or(start, |at| self.outside(at, start));
                return self.element(element, Around { at: Some(host), ..around });
            }
            _ => return self.xml.skip(),
        };
        self.xml.skip()?;
        if let Some(open) = open.as_mut() {
            let obstacle = around.obstacle.or((self.open_changes > 0).then_some(Obstacle::Tracked));
            open.push_whole(&stands_for, start..self.xml.position(), Way::Whole, (within, obstacle));
        }
        Ok(())
    }

    /// `byte`, or the start of the field around it.
    fn outside(&self, within: usize, byte: usize) -> usize {
        let around = self.story.around(Some(within));
        around.into_iter().find(|inline| inline.is_field).map_or(byte, |inline| inline.xml.start)
    }
}

type Where = (Option<usize>, Option<Obstacle>);

impl Paragraph {
    /// Adds text that is written at byte `at` as it is shown, but for its white space.
    fn push(&mut self, text: &str, at: usize, place: Where) {
        let is_space = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r');
        let (mut from, mut here) = (0, 0);
        while let Some(first) = text.get(here..).and_then(|rest| rest.chars().next()) {
            let rest = text.get(here..).unwrap_or("");
            if !is_space(first) {
                here += rest.find(is_space).unwrap_or(rest.len());
                self.after_space = false;
                continue;
            }
            let end = here + rest.find(|letter| !is_space(letter)).unwrap_or(rest.len());
            let is_shown = !self.after_space;
            self.after_space = true;
            if !is_shown || text.get(here..end) != Some(" ") {
                self.add(text.get(from..here).unwrap_or(""), at + from..at + here, Way::Letters, place);
                self.add(if is_shown { " " } else { "" }, at + here..at + end, Way::Fixed, place);
                from = end;
            }
            here = end;
        }
        self.add(text.get(from..).unwrap_or(""), at + from..at + text.len(), Way::Letters, place);
    }

    /// Adds text that something stands for.
    fn push_whole(&mut self, text: &str, xml: Range<usize>, way: Way, place: Where) {
        self.add(text, xml, way, place);
        self.after_space = false;
    }

    fn add(&mut self, text: &str, xml: Range<usize>, way: Way, (within, obstacle): Where) {
        if xml.is_empty() {
            return;
        }
        let range = TextRange::from(self.text.len()..self.text.len() + text.len());
        self.text.push_str(text);
        self.stretches.push(Stretch { xml, text: range, way, within, obstacle });
    }
}
