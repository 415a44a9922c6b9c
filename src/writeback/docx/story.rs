//! The runs of a part with the bytes they stand at: what has to be known to write between them.
//!
//! The reader tells where a run starts; here every run of the part is found again, with its children
//! and with what stands around it.

use std::ops::Range;

use crate::ooxml::{Element, Namespace, Xml, XmlError, text};
use crate::text::TextRange;
use crate::writeback::Obstacle;

/// What stands around a run.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    /// The outermost run that it stands in, by its index: the one that holds the drawing.
    host: Option<usize>,
    /// The paragraph, by its index.
    paragraph: Option<usize>,
    obstacle: Option<Obstacle>,
}

/// A child of a run. A long document has tens of thousands of runs, so places take no more than they need.
#[derive(Debug, Clone)]
pub(super) struct Child {
    /// The whole element.
    pub(super) xml: TextRange,
    /// Bytes of the run's text that it stands for.
    pub(super) text: TextRange,
    pub(super) kind: ChildKind,
}

/// What a child of a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ChildKind {
    /// A `w:t` whose text is written letter for letter, but for references, in these bytes.
    Text {
        content: TextRange,
        /// White space at its ends is kept.
        keeps_space: bool,
    },
    /// A tab, a break or a sign; or text that cannot be cut.
    Whole,
    /// A mark of a field.
    Field,
    /// No text.
    Other,
}

/// A run.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The whole element.
    pub(super) xml: TextRange,
    /// Its start tag.
    pub(super) open: TextRange,
    /// Its `w:rPr`.
    pub(super) properties: Option<TextRange>,
    pub(super) children: Box<[Child]>,
    /// The run that holds the drawing it stands in.
    pub(super) host: Option<usize>,
    pub(super) paragraph: Option<usize>,
    pub(super) obstacle: Option<Obstacle>,
    /// Its text.
    pub(super) text: Box<str>,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    /// Its start tag.
    pub(super) open: Range<usize>,
    /// Its `w:pPr`.
    pub(super) properties: Option<Range<usize>>,
    /// Where its end tag begins.
    pub(super) close: usize,
}

/// A part as it is written.
#[derive(Debug)]
pub(super) struct Story {
    /// Prefix of the namespace of word processing, with its colon.
    pub(super) prefix: String,
    /// The name of that namespace: transitional or strict.
    pub(super) namespace: String,
    /// By the byte at which they start.
    pub(super) runs: Vec<Run>,
    pub(super) paragraphs: Vec<Paragraph>,
    /// Every `w:sectPr`, in document order.
    pub(super) sections: Vec<Range<usize>>,
    /// The highest id of a revision.
    pub(super) last_revision: i64,
}

impl Story {
    /// Reads the part `xml`; `None` if its own namespace has no prefix, so that attributes could not be
    /// written.
    pub(super) fn read(xml: &str, depth: usize) -> Result<Option<Self>, XmlError> {
        let mut scanner = Scanner {
            xml: Xml::new(xml, depth),
            keeps_space: false,
            fields: 0,
            story: Self {
                prefix: String::new(),
                namespace: String::new(),
                runs: Vec::new(),
                paragraphs: Vec::new(),
                sections: Vec::new(),
                last_revision: 0,
            },
        };
        let root = scanner.xml.root()?;
        scanner.keeps_space = keeps_space(&scanner.xml, &root);
        let Some((prefix, _)) = root.written_name().split_once(':') else { return Ok(None) };
        let declaration = format!("xmlns:{prefix}");
        let uri = root.written_attributes().find(|(name, _)| *name == declaration).map(|(_, value)| value.into_owned());
        let Some(uri) = uri else { return Ok(None) };
        scanner.story.prefix = format!("{prefix}:");
        scanner.story.namespace = uri;
        scanner.walk(Around::default())?;
        scanner.story.runs.shrink_to_fit();
        Ok(Some(scanner.story))
    }

    /// The run that starts at `byte`.
    pub(super) fn run_at(&self, byte: u32) -> Option<usize> {
        self.runs.binary_search_by_key(&byte, |run| run.xml.start()).ok()
    }

    /// Gives back what is known of the runs, once all is decided about them.
    pub(super) fn forget_runs(&mut self) {
        self.runs = Vec::new();
    }
}

/// The walk through a part.
struct Scanner<'x> {
    xml: Xml<'x>,
    keeps_space: bool,
    /// Fields that have begun and not ended.
    fields: usize,
    story: Story,
}

impl Scanner<'_> {
    /// Reads all children of the current element.
    fn walk(&mut self, around: Around) -> Result<(), XmlError> {
        while let Some(element) = self.xml.child()? {
            self.element(&element, around)?;
        }
        Ok(())
    }

    fn element(&mut self, element: &Element<'_>, around: Around) -> Result<(), XmlError> {
        let start = self.xml.started_at();
        if element.namespace() == Namespace::Word {
            self.note_revision(element);
        }
        match element.name() {
            (Namespace::Word, "r") => self.run(around),
            (Namespace::Word, "p") => {
                let paragraph = self.story.paragraphs.len();
                let open = start..self.xml.position();
                self.story.paragraphs.push(Paragraph { close: open.end, open, properties: None });
                let inside = Around { paragraph: Some(paragraph), ..around };
                self.walk(inside)?;
                if let Some(paragraph) = self.story.paragraphs.get_mut(paragraph) {
                    paragraph.close = self.xml.started_at().max(paragraph.close);
                }
                Ok(())
            }
            (Namespace::Word, "pPr") => {
                self.walk(around)?;
                let range = start..self.xml.position();
                if let Some(paragraph) = around.paragraph.and_then(|at| self.story.paragraphs.get_mut(at)) {
                    paragraph.properties.get_or_insert(range);
                }
                Ok(())
            }
            (Namespace::Word, "sectPr") => {
                self.walk(around)?;
                self.story.sections.push(start..self.xml.position());
                Ok(())
            }
            // The old properties of a change are no properties.
            (Namespace::Word, "pPrChange" | "sectPrChange" | "rPrChange") => self.xml.skip(),
            (Namespace::Word, "ins" | "del" | "moveFrom" | "moveTo") => self.inside(around, Obstacle::Tracked),
            (Namespace::Word, "fldSimple") => self.inside(around, Obstacle::Field),
            (Namespace::Word, "sdt") => self.control(around),
            (Namespace::Compatibility, "AlternateContent") => {
                if self.enter_branch()? {
                    self.walk(around)?;
                    self.xml.skip()?;
                }
                Ok(())
            }
            _ => self.walk(around),
        }
    }

    fn inside(&mut self, around: Around, obstacle: Obstacle) -> Result<(), XmlError> {
        self.walk(Around { obstacle: around.obstacle.or(Some(obstacle)), ..around })
    }

    /// A content control: its text is somebody's own unless it is locked or comes from elsewhere.
    fn control(&mut self, around: Around) -> Result<(), XmlError> {
        let mut obstacle = around.obstacle;
        while let Some(element) = self.xml.child()? {
            if !element.is(Namespace::Word, "sdtPr") {
                self.element(&element, Around { obstacle, ..around })?;
                continue;
            }
            while let Some(property) = self.xml.child()? {
                let decides = matches!(
                    property.local(),
                    "lock" | "dataBinding" | "dropDownList" | "comboBox" | "date" | "checkbox" | "docPartObj"
                );
                if decides {
                    obstacle = obstacle.or(Some(Obstacle::Control));
                }
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    fn enter_branch(&mut self) -> Result<bool, XmlError> {
        while let Some(element) = self.xml.child()? {
            if let (Namespace::Compatibility, "Choice" | "Fallback") = element.name() {
                return Ok(true);
            }
            self.xml.skip()?;
        }
        Ok(false)
    }

    fn run(&mut self, around: Around) -> Result<(), XmlError> {
        let start = self.xml.started_at();
        let index = self.story.runs.len();
        let in_box = around.host.map(|_| Obstacle::TextBox);
        self.story.runs.push(Run {
            xml: TextRange::from(start..start),
            open: TextRange::from(start..self.xml.position()),
            properties: None,
            children: Box::default(),
            host: around.host,
            paragraph: around.paragraph,
            obstacle: around.obstacle.or(in_box),
            text: Box::default(),
        });
        let in_field = self.fields > 0;
        let mut stored = Stored::default();
        let inner = Around { host: around.host.or(Some(index)), ..around };
        self.children(inner, &mut stored)?;
        let end = self.xml.position();
        let in_field = in_field || self.fields > 0 || stored.has_field;
        if let Some(run) = self.story.runs.get_mut(index) {
            run.xml = TextRange::from(start..end);
            run.properties = stored.properties;
            run.children = stored.children.into_boxed_slice();
            run.text = stored.text.into_boxed_str();
            run.obstacle = run.obstacle.or(in_field.then_some(Obstacle::Field));
        }
        Ok(())
    }

    fn children(&mut self, around: Around, stored: &mut Stored) -> Result<(), XmlError> {
        while let Some(element) = self.xml.child()? {
            let start = self.xml.started_at();
            let before = stored.text.len();
            let kind = self.child(&element, around, stored)?;
            let xml = TextRange::from(start..self.xml.position());
            if element.is(Namespace::Word, "rPr") {
                stored.properties = Some(xml);
                continue;
            }
            let text = TextRange::from(before..stored.text.len());
            stored.children.push(Child { xml, text, kind });
        }
        Ok(())
    }

    /// Reads one child of a run.
    fn child(&mut self, element: &Element<'_>, around: Around, stored: &mut Stored) -> Result<ChildKind, XmlError> {
        match element.name() {
            (Namespace::Word, "t") => return self.text(element, &mut stored.text),
            (Namespace::Word, "sym") => {
                let code = self.xml.attribute(element, Namespace::Word, "char");
                stored.text.push(text::symbol(code.as_deref().unwrap_or("")));
            }
            (Namespace::Word, "fldChar") => {
                match self.xml.attribute(element, Namespace::Word, "fldCharType").as_deref() {
                    Some("begin") => self.fields += 1,
                    Some("end") => self.fields = self.fields.saturating_sub(1),
                    _ => {}
                }
                stored.has_field = true;
                self.xml.skip()?;
                return Ok(ChildKind::Field);
            }
            (Namespace::Word, "instrText") => {
                self.xml.skip()?;
                return Ok(ChildKind::Field);
            }
            (Namespace::Word, "ruby" | "rubyBase" | "r") => return self.nested(around, stored),
            (Namespace::Compatibility, "AlternateContent") => {
                let mut kind = ChildKind::Other;
                if self.enter_branch()? {
                    kind = self.nested(around, stored)?;
                    self.xml.skip()?;
                }
                return Ok(kind);
            }
            (Namespace::Word, "rPr" | "drawing" | "pict" | "object") => {
                self.walk(around)?;
                return Ok(ChildKind::Other);
            }
            (Namespace::Word, local) => {
                let Some(literal) = text::literal(local) else {
                    self.xml.skip()?;
                    return Ok(ChildKind::Other);
                };
                stored.text.push_str(literal);
            }
            _ => {
                self.xml.skip()?;
                return Ok(ChildKind::Other);
            }
        }
        self.xml.skip()?;
        Ok(ChildKind::Whole)
    }

    /// What stands deeper in a run is not cut.
    fn nested(&mut self, around: Around, stored: &mut Stored) -> Result<ChildKind, XmlError> {
        let mut inner = Stored { text: std::mem::take(&mut stored.text), ..Stored::default() };
        let before = inner.text.len();
        self.children(around, &mut inner)?;
        stored.has_field |= inner.has_field;
        stored.text = inner.text;
        Ok(if stored.text.len() > before { ChildKind::Whole } else { ChildKind::Other })
    }

    fn text(&mut self, element: &Element<'_>, into: &mut String) -> Result<ChildKind, XmlError> {
        let keeps = self.keeps_space || keeps_space(&self.xml, element);
        let from = self.xml.position();
        let mut parts = 0;
        let mut is_plain = true;
        let mut said = String::new();
        self.xml.text(|part| {
            parts += part.len();
            is_plain &= !part.contains(['\n', '\r']);
            text::push_line(part, &mut said);
        })?;
        let content = from..self.xml.started_at().max(from);
        let shown = if keeps { said.as_str() } else { said.trim_matches([' ', '\t']) };
        into.push_str(shown);
        // Sections that are marked as text, comments and references to the unknown are not cut.
        let is_whole = shown.len() != said.len() || !is_plain || !self.is_written_plainly(&content, parts);
        Ok(if is_whole { ChildKind::Whole } else { ChildKind::Text { content: content.into(), keeps_space: keeps } })
    }

    fn is_written_plainly(&self, content: &Range<usize>, stands_for: usize) -> bool {
        let written = self.xml.written(content.clone()).unwrap_or("");
        !written.contains('<') && text::written_offset(written, stands_for) == Some(written.len())
    }

    fn note_revision(&mut self, element: &Element<'_>) {
        let is_one = matches!(
            element.local(),
            "ins"
                | "del"
                | "moveFrom"
                | "moveTo"
                | "moveFromRangeStart"
                | "moveToRangeStart"
                | "rPrChange"
                | "pPrChange"
                | "sectPrChange"
                | "tblPrChange"
                | "tblGridChange"
                | "trPrChange"
                | "tcPrChange"
                | "tblPrExChange"
                | "numberingChange"
                | "cellIns"
                | "cellDel"
                | "cellMerge"
        );
        if is_one {
            let id = self.xml.attribute(element, Namespace::Word, "id").and_then(|id| id.parse().ok());
            self.story.last_revision = self.story.last_revision.max(id.unwrap_or(0));
        }
    }
}

/// What a run holds, while it is read.
#[derive(Default)]
struct Stored {
    properties: Option<TextRange>,
    children: Vec<Child>,
    text: String,
    has_field: bool,
}

/// True if the spaces at the ends of the text of `element` count.
fn keeps_space(xml: &Xml<'_>, element: &Element<'_>) -> bool {
    xml.attribute(element, Namespace::Xml, "space").as_deref() == Some("preserve")
}
