//! The walk through one story: the body, a header, a footer, or the notes.

use std::collections::HashSet;

use super::Notices;
use super::comments::Ranges;
use super::container::{Container, Width};
use super::drawn_lines::{Drawing, LineMarks, Shapes, Stray};
use super::fonts::Fonts;
use super::numbering::{Label, Numbering};
use super::pages::Pages;
use super::paragraph::{Draft, Open, Stretch};
use super::properties::{self, ParagraphElement, alignment};
use super::resolve::Surroundings;
use super::section::{PageField, Section};
use super::styles::{StyleIndex, Styles, heading_level};
use crate::model::format::Alignment;
use crate::model::{BlockKind, Fact, Place, Table};
use crate::ooxml::{Element, Namespace, Xml, XmlError};
use crate::readers::insertions::Insertions;
use crate::readers::{MOST_BLOCKS, MOST_PARAGRAPHS, NoticeKind, within};

/// What a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoryKind {
    Body,
    Header,
    Footer,
    Footnotes,
    Endnotes,
}

/// Where a field is. Only its result is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Instruction,
    Result,
}

/// Everything read so far, and where the walk is.
pub(super) struct Story {
    pub(super) styles: Styles,
    pub(super) fonts: Fonts,
    pub(super) numbering: Numbering,
    pub(super) drafts: Vec<Draft>,
    pub(super) tables: Vec<Table>,
    pub(super) sections: Vec<Section>,
    pub(super) parts: Vec<String>,
    pub(super) notices: Notices,
    /// The body shows pictures or drawings.
    pub(super) has_pictures: bool,
    /// Drawings that are no lines: any of them may be the frame of some text.
    pub(super) boxes: u32,
    pub(super) footnotes: HashSet<i64>,
    pub(super) endnotes: HashSet<i64>,
    pub(super) part: u32,
    /// Paragraphs of the part so far.
    ordinal: u32,
    /// Cells of tables so far.
    pub(super) cells: usize,
    pub(super) fields: Vec<Field>,
    /// How many open elements are not part of the final view.
    dropped: u32,
    /// White space at the ends of `w:t` counts even if the `w:t` does not say so.
    pub(super) keep_space: bool,
    pub(super) scratch: String,
    /// What the part holds.
    kind: StoryKind,
    /// The section that the part belongs to, if it is not the body.
    section: u16,
    /// Space before and after where Word is to choose it.
    auto_space: Fact<u32>,
    /// What the open field does.
    pub(super) instruction: String,
    /// The text that comes next is the page number.
    pub(super) shows_page_number: bool,
    pub(super) page_fields: Vec<PageField>,
    /// Drawn lines of the current paragraph so far.
    pub(super) lines_drawn: Shapes,
    pub(super) strays: Vec<Stray>,
    pub(super) comments: Ranges,
    pub(super) pages: Pages,
    pub(super) insertions: Insertions,
    /// Where on the page the current drawing stands, if it says so.
    pub(super) box_alignment: Fact<Alignment>,
}

impl Story {
    pub(super) fn new(styles: Styles, fonts: Fonts, numbering: Numbering, auto_space: Fact<u32>) -> Self {
        Self {
            kind: StoryKind::Body,
            section: 0,
            auto_space,
            instruction: String::new(),
            shows_page_number: false,
            page_fields: Vec::new(),
            lines_drawn: Shapes::default(),
            strays: Vec::new(),
            comments: Ranges::default(),
            pages: Pages::default(),
            insertions: Insertions::default(),
            box_alignment: Fact::Unknown,
            styles,
            fonts,
            numbering,
            drafts: Vec::new(),
            tables: Vec::new(),
            sections: Vec::new(),
            parts: Vec::new(),
            notices: Notices::default(),
            has_pictures: false,
            boxes: 0,
            footnotes: HashSet::new(),
            endnotes: HashSet::new(),
            part: 0,
            ordinal: 0,
            cells: 0,
            fields: Vec::new(),
            dropped: 0,
            keep_space: false,
            scratch: String::new(),
        }
    }

    /// Reads the part `name`, which belongs to `section` if it is not the body. After an error, the
    /// blocks before it stay.
    pub(super) fn read_part(
        &mut self,
        text: &[u8],
        depth: usize,
        name: &str,
        (kind, section): (StoryKind, u16),
    ) -> Result<(), XmlError> {
        self.part = self.parts.len() as u32;
        self.parts.push(name.to_owned());
        self.ordinal = 0;
        self.dropped = 0;
        self.section = section;
        self.kind = kind;
        self.shows_page_number = false;
        self.instruction.clear();
        self.fields.clear();
        let mut xml = Xml::of_bytes(text, depth);
        let root = xml.root()?;
        self.keep_space = keeps_space(&xml, &root);
        match kind {
            StoryKind::Body => {
                while let Some(element) = xml.child()? {
                    if element.is(Namespace::Word, "body") {
                        self.blocks(&mut xml, &mut Container::new(Place::Body))?;
                    } else {
                        xml.skip()?;
                    }
                }
                Ok(())
            }
            StoryKind::Header | StoryKind::Footer => {
                let place = self.place_of(Place::Body);
                self.blocks(&mut xml, &mut Container::new(place))
            }
            StoryKind::Footnotes | StoryKind::Endnotes => self.notes(&mut xml, kind),
        }
    }

    /// Reads the notes that the text refers to; separators and forgotten notes are not shown.
    fn notes(&mut self, xml: &mut Xml<'_>, kind: StoryKind) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            let id = xml.attribute(&element, Namespace::Word, "id").and_then(|id| id.parse().ok());
            let cited = if kind == StoryKind::Footnotes { &self.footnotes } else { &self.endnotes };
            let shown = id.is_some_and(|id: i64| cited.contains(&id));
            let place = self.place_of(Place::Body);
            self.unless(!shown, |story| story.blocks(xml, &mut Container::new(place)))?;
        }
        Ok(())
    }

    /// Does `read`, leaving out what it finds if `dropped`.
    pub(super) fn unless<T>(
        &mut self,
        dropped: bool,
        read: impl FnOnce(&mut Self) -> Result<T, XmlError>,
    ) -> Result<T, XmlError> {
        self.dropped += u32::from(dropped);
        let result = read(self);
        self.dropped -= u32::from(dropped);
        result
    }

    /// Paragraphs of the part so far.
    pub(super) const fn paragraphs(&self) -> u32 {
        self.ordinal
    }

    /// The place of what stands at `place` of the current part: cells and text boxes of a header are
    /// still its header.
    pub(super) const fn place_of(&self, place: Place) -> Place {
        match self.kind {
            StoryKind::Body => place,
            StoryKind::Header => Place::Header,
            StoryKind::Footer => Place::Footer,
            StoryKind::Footnotes | StoryKind::Endnotes => Place::Note,
        }
    }

    /// True while a header or a footer is read.
    pub(super) const fn in_margin(&self) -> bool {
        matches!(self.kind, StoryKind::Header | StoryKind::Footer)
    }

    /// True while what is read is not part of the final view.
    pub(super) const fn is_dropping(&self) -> bool {
        self.dropped > 0
    }

    /// Reads all blocks of the current element.
    pub(super) fn blocks(&mut self, xml: &mut Xml<'_>, into: &mut Container) -> Result<(), XmlError> {
        self.nested_blocks(xml, into)?;
        self.end(into);
        Ok(())
    }

    fn nested_blocks(&mut self, xml: &mut Xml<'_>, into: &mut Container) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            self.block(xml, &element, into)?;
        }
        Ok(())
    }

    /// Reads one child of a container.
    pub(super) fn block(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        into: &mut Container,
    ) -> Result<(), XmlError> {
        match element.name() {
            (Namespace::Word, "p") => self.paragraph(xml, into),
            (Namespace::Word, "tbl") => {
                self.end(into);
                self.table(xml, into)
            }
            (Namespace::Word, "sdt" | "sdtContent" | "customXml" | "smartTag") => self.nested_blocks(xml, into),
            (Namespace::Word, "ins" | "moveTo") => {
                self.tracked();
                self.nested_blocks(xml, into)
            }
            (Namespace::Word, "del" | "moveFrom") => {
                self.tracked();
                self.unless(true, |story| story.nested_blocks(xml, into))
            }
            (Namespace::Word, "sectPr") => {
                self.sections.push(Section::read(xml)?);
                Ok(())
            }
            (Namespace::Word, "commentRangeStart" | "commentRangeEnd") => {
                let position = self.before_next();
                self.comments.mark(xml, element, position);
                xml.skip()
            }
            (Namespace::Word, "altChunk") => {
                self.notices.add(NoticeKind::Embedded, "altChunk");
                xml.skip()
            }
            (Namespace::Compatibility, "AlternateContent") => {
                if enter_branch(xml)? {
                    self.nested_blocks(xml, into)?;
                    xml.skip()?;
                }
                Ok(())
            }
            _ => xml.skip(),
        }
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>, into: &mut Container) -> Result<(), XmlError> {
        self.ordinal += 1;
        let ordinal = self.ordinal;
        within(ordinal as usize, MOST_PARAGRAPHS, "paragraphs")?;
        within(self.drafts.len(), MOST_BLOCKS, "blocks")?;
        let mut open: Option<Open> = None;
        while let Some(element) = xml.child()? {
            if open.is_none() && element.is(Namespace::Word, "pPr") {
                let props = properties::read_paragraph(xml, &mut self.fonts, Some(&self.styles))?;
                open = Some(self.open(ordinal, props, into));
                continue;
            }
            let open = open.get_or_insert_with(|| self.open(ordinal, ParagraphElement::default(), into));
            self.inline(xml, &element, open)?;
        }
        // An instruction that is not finished in its paragraph is a broken field; it must not
        // swallow what follows.
        self.fields.iter_mut().for_each(|field| *field = Field::Result);
        let open = match open {
            Some(open) => open,
            None => self.open(ordinal, ParagraphElement::default(), into),
        };
        if open.runs_on {
            into.joined = Some(open);
        } else {
            self.close(open, into);
        }
        Ok(())
    }

    /// Begins a paragraph: resolves its style and counts it in its list.
    fn open(&mut self, ordinal: u32, element: ParagraphElement, into: &mut Container) -> Open {
        let ParagraphElement { style, props, mark, frame, section } = element;
        let section_index = if self.part == 0 { self.sections.len() as u16 } else { self.section };
        self.sections.extend(section.filter(|_| self.part == 0));
        if mark.deleted || mark.inserted {
            self.tracked();
        }
        let style = self.styles.of_paragraph(style);
        let styled = self.styles.paragraph(style);
        let runs_on = mark.deleted || self.styles.hides(style, &mark.props, &into.table);
        let at = self.numbering.place(&props, styled, self.styles.chain(style));
        let at = at.filter(|_| !runs_on && !self.is_dropping());
        let label = at.and_then(|at| self.numbering.advance(at)).unwrap_or_default();
        if let Some(format) = &label.unknown_format {
            self.notices.add(NoticeKind::NumberFormat, format);
        }
        let level = at.and_then(|at| self.numbering.props(at));
        // Hardly any paragraph has a label, so how it looks is not resolved before it is needed.
        let label_facts = (!label.text.is_empty()).then(|| {
            let props = level.map_or(mark.props, |(_, run)| run.over(mark.props));
            self.styles.run(style, &props, &into.table)
        });
        // Word drops the space it chooses at the edges of cells and lists.
        let auto_space = if into.cell.is_some() || level.is_some() { Fact::Unknown } else { self.auto_space };
        let around = Surroundings { level: level.map(|(paragraph, _)| paragraph), table: &into.table, auto_space };
        let mut format = self.styles.paragraph_format(style, &props, around);
        format.section = section_index;
        format.list = at.map(super::numbering::ListLevel::numbers);
        let marks = LineMarks { shapes: Shapes::default(), border: self.styles.has_border_below(style, &props) };
        let kind = self.kind(style, format.outline_level.known(), &label);
        let mut open = Open {
            at: self.drafts.len(),
            ordinal,
            style,
            table: into.table,
            plain_facts: None,
            kind,
            format,
            runs_on,
            stretch: Stretch::default(),
            label_len: 0,
            is_numbered: false,
            width: into.width,
            frame,
            tabs: props.tabs.over(styled.tabs),
            tab_alignment: None,
            marks,
        };
        open.begin(&label, label_facts, into.joined.take());
        open
    }

    fn kind(&self, style: Option<StyleIndex>, outline: Option<u8>, label: &Label) -> BlockKind {
        let name = self.styles.name(style);
        if name.starts_with("toc ") {
            // A line of the table of contents repeats a heading; it is none.
            BlockKind::Verbatim
        } else if let Some(level) = outline.or_else(|| heading_level(name)) {
            BlockKind::Heading(level)
        } else if label.text.is_empty() {
            BlockKind::Paragraph
        } else {
            BlockKind::ListItem
        }
    }

    /// Ends the paragraph that was to go on, because there is no next one.
    pub(super) fn end(&mut self, into: &mut Container) {
        if let Some(open) = into.joined.take()
            && !open.stretch.text.is_empty()
        {
            self.close(open, into);
        }
    }

    fn close(&mut self, open: Open, into: &mut Container) {
        self.pages.end_of_paragraph(open.ordinal, into.place);
        if self.is_dropping() {
            return;
        }
        if open.is_blank() {
            into.blank = true;
            self.leave_marks(open.marks, into);
            return;
        }
        into.last = Some(open.at);
        let draft = Draft {
            kind: open.kind,
            place: into.place,
            cell: into.cell,
            blank_before: std::mem::take(&mut into.blank),
            part: self.part,
            paragraph: open.ordinal,
            format: open.format,
            runs: open.stretch.runs,
            text: open.stretch.text,
            pieces: open.stretch.pieces,
            marks: open.marks,
        };
        self.drafts.insert(open.at, draft);
    }

    /// A line at an empty paragraph belongs to the paragraph above it.
    fn leave_marks(&mut self, marks: LineMarks, container: &Container) {
        if marks.is_none() {
            return;
        }
        let above = container.last.filter(|last| last + 1 == self.drafts.len());
        match above.and_then(|last| self.drafts.get_mut(last)) {
            Some(above) => above.marks = above.marks.and(marks),
            None if marks.shapes.count > 0 => {
                self.strays.push(Stray { after: self.drafts.len(), place: container.place });
            }
            None => {}
        }
    }

    /// Looks for text boxes in a drawing or a picture.
    pub(super) fn graphic(&mut self, xml: &mut Xml<'_>, mut drawing: Drawing) -> Result<Drawing, XmlError> {
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::Word, "txbxContent") => {
                    let outer = std::mem::take(&mut self.fields);
                    let lines = self.lines_drawn;
                    let mut container = Container::new(self.place_of(Place::TextBox));
                    container.width = Width::Box(self.box_alignment);
                    self.blocks(xml, &mut container)?;
                    self.fields = outer;
                    self.lines_drawn = lines;
                }
                (Namespace::Compatibility, "AlternateContent") => {
                    if enter_branch(xml)? {
                        self.graphic(xml, drawing)?;
                        xml.skip()?;
                    }
                }
                (Namespace::WordDrawing, "positionH") => self.box_alignment = horizontal_place(xml)?,
                (Namespace::Office, "OLEObject") => {
                    let program = xml.attribute(&element, Namespace::None, "ProgID").unwrap_or_default();
                    self.notices.add(NoticeKind::Embedded, &program);
                    xml.skip()?;
                }
                _ => {
                    self.lines_drawn = self.lines_drawn.and(drawing.enter(xml, &element));
                    drawing = self.graphic(xml, drawing)?;
                }
            }
        }
        Ok(drawing)
    }

    /// Says that the file holds tracked changes.
    pub(super) fn tracked(&mut self) {
        self.notices.add(NoticeKind::TrackedChanges, "");
    }
}

/// Enters the branch of an `mc:AlternateContent` to read: the first choice, because text boxes are
/// stored twice. False if there is none; then the element is left.
pub(super) fn enter_branch(xml: &mut Xml<'_>) -> Result<bool, XmlError> {
    while let Some(element) = xml.child()? {
        if let (Namespace::Compatibility, "Choice" | "Fallback") = element.name() {
            return Ok(true);
        }
        xml.skip()?;
    }
    Ok(false)
}

/// Where the `wp:positionH` of a drawing puts it.
fn horizontal_place(xml: &mut Xml<'_>) -> Result<Fact<Alignment>, XmlError> {
    let mut place = Fact::Unknown;
    while let Some(element) = xml.child()? {
        if element.is(Namespace::WordDrawing, "align") {
            xml.text(|name| place = alignment(name))?;
        } else {
            xml.skip()?;
        }
    }
    Ok(place)
}

/// True if the spaces at the ends of the text of `element` count.
pub(super) fn keeps_space(xml: &Xml<'_>, element: &Element<'_>) -> bool {
    xml.attribute(element, Namespace::Xml, "space").as_deref() == Some("preserve")
}
