//! The walk through the body, and through the headers and footers of the pages it is on.

use std::collections::BTreeSet;

use super::fonts::Fonts;
use super::lists::{LEVELS, Label, ListId, Lists, OUTLINE};
use super::page::{Band, Pages, Section};
use super::paragraph::{Draft, Open, Sight};
use super::styles::{Family, ListIndent, Origin, Style, Styles};
use crate::model::format::DrawnLine;
use crate::model::{BlockKind, Fact, Place, Table};
use crate::ooxml::{Element, Namespace, Xml, XmlError};
use crate::readers::insertions::Insertions;
use crate::readers::{MOST_BLOCKS, MOST_PARAGRAPHS, NoticeKind, Notices, within};

/// An item of a list.
#[derive(Debug, Clone)]
struct Item {
    list: ListId,
    style: String,
    /// From 0.
    level: usize,
    /// The number that the item sets.
    start: Option<u32>,
    /// The next paragraph shows the label.
    is_pending: bool,
}

/// Something that holds blocks one after the other: the body, a cell, a text box, a note.
#[derive(Debug)]
pub(super) struct Flow {
    pub(super) place: Place,
    /// The cell's position in its table.
    cell: Option<usize>,
    item: Option<Item>,
    /// What is read repeats what stands elsewhere, as a table of contents does.
    is_index: bool,
    /// An empty paragraph came last.
    blank: bool,
}

impl Flow {
    pub(super) const fn new(place: Place) -> Self {
        Self { place, cell: None, item: None, is_index: false, blank: false }
    }

    /// What stands inside of this one.
    pub(super) const fn inside(&self, place: Place, cell: Option<usize>) -> Self {
        Self { place, cell, item: None, is_index: self.is_index, blank: false }
    }
}

/// Everything read so far, and where the walk is.
#[derive(Default)]
pub(super) struct Story {
    /// Cells so far.
    pub(super) cells: usize,
    /// Spaces so far that stand for themselves by a number.
    pub(super) repeats: usize,
    pub(super) styles: Styles,
    pub(super) fonts: Fonts,
    pub(super) lists: Lists,
    pub(super) pages: Pages,
    pub(super) drafts: Vec<Draft>,
    /// Notes stand at the end.
    pub(super) notes: Vec<Draft>,
    pub(super) tables: Vec<Table>,
    pub(super) sections: Vec<Section>,
    pub(super) parts: Vec<String>,
    pub(super) notices: Notices,
    pub(super) has_pictures: bool,
    /// Automatic styles that the part may use.
    pub(super) origin: Option<Origin>,
    pub(super) part: u32,
    /// Paragraphs of the part so far.
    ordinal: u32,
    /// The changes that insert text, by their ids, and those of them that have begun and not ended.
    insertion_ids: BTreeSet<String>,
    pub(super) inserting: usize,
    pub(super) insertions: Insertions,
    /// How many open elements are not shown.
    dropped: u32,
    /// The header or footer that is read, and its master page.
    pub(super) band: Option<(String, Band)>,
}

impl Story {
    /// Begins the part `name`.
    pub(super) fn begin(&mut self, name: &str, origin: Origin) {
        self.part = self.parts.len() as u32;
        self.parts.push(name.to_owned());
        self.origin = Some(origin);
        self.ordinal = 0;
        self.dropped = 0;
    }

    pub(super) fn origin(&self) -> Origin {
        self.origin.unwrap_or(Origin::Common)
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

    /// True while what is read is not shown.
    pub(super) const fn is_dropping(&self) -> bool {
        self.dropped > 0
    }

    /// Reads all blocks of the current element.
    pub(super) fn blocks(&mut self, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            self.block(xml, &element, flow)?;
        }
        Ok(())
    }

    fn block(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, flow: &mut Flow) -> Result<(), XmlError> {
        match element.name() {
            (Namespace::OdfText, "p" | "h") => self.paragraph(xml, element, flow),
            (Namespace::OdfText, "list") => self.list(xml, element, flow),
            (Namespace::OdfText, "numbered-paragraph") => self.numbered_paragraph(xml, element, flow),
            (Namespace::OdfTable, "table") => {
                let style = xml.attribute(element, Namespace::OdfTable, "style-name");
                let style = self.styles.resolve(self.origin(), Family::Table, style.as_deref()).cloned();
                self.enter_page(&style.unwrap_or_default(), flow);
                self.table(xml, flow)
            }
            (Namespace::OdfText, "section") => {
                let style = xml.attribute(element, Namespace::OdfText, "style-name");
                let hidden = xml.attribute(element, Namespace::OdfText, "display").as_deref() == Some("none")
                    || self
                        .styles
                        .resolve(self.origin(), Family::Section, style.as_deref())
                        .is_some_and(|style| style.hidden);
                if hidden {
                    self.notices.add(NoticeKind::HiddenText, "");
                }
                self.unless(hidden, |story| story.blocks(xml, flow))
            }
            (
                Namespace::OdfText,
                "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index"
                | "alphabetical-index" | "bibliography",
            ) => {
                let is_outer = std::mem::replace(&mut flow.is_index, true);
                self.blocks(xml, flow)?;
                flow.is_index = is_outer;
                Ok(())
            }
            (Namespace::OdfText, "index-body" | "index-title") => self.blocks(xml, flow),
            (Namespace::OdfText, "tracked-changes") => self.tracked(xml),
            (Namespace::OdfText, "change-start" | "change-end") => {
                self.note_change(xml, element);
                xml.skip()
            }
            (Namespace::OdfDraw, _) => self.graphic(xml, element, flow).map(drop),
            _ => xml.skip(),
        }
    }

    /// Passes over what tracked changes deleted, and keeps which of them insert.
    fn tracked(&mut self, xml: &mut Xml<'_>) -> Result<(), XmlError> {
        while let Some(region) = xml.child()? {
            self.notices.add(NoticeKind::TrackedChanges, "");
            let id = |namespace| xml.attribute(&region, namespace, "id").map(std::borrow::Cow::into_owned);
            let id = id(Namespace::OdfText).or_else(|| id(Namespace::Xml));
            while let Some(kind) = xml.child()? {
                if kind.is(Namespace::OdfText, "insertion") {
                    self.insertion_ids.extend(id.clone());
                }
                xml.skip()?;
            }
        }
        Ok(())
    }

    /// Notes where an insertion begins or ends.
    pub(super) fn note_change(&mut self, xml: &Xml<'_>, element: &Element<'_>) {
        let id = xml.attribute(element, Namespace::OdfText, "change-id");
        if !id.is_some_and(|id| self.insertion_ids.contains(&*id)) {
            return;
        }
        if element.local() == "change-start" {
            self.inserting += 1;
        } else {
            self.inserting = self.inserting.saturating_sub(1);
        }
    }

    fn list(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, flow: &mut Flow) -> Result<(), XmlError> {
        let (mut style, mut id, mut goes_on, mut goes_on_with) = (None, None, false, None);
        for attribute in xml.attributes(element) {
            match (attribute.namespace, attribute.local) {
                (Namespace::OdfText, "style-name") => style = Some(attribute.value.into_owned()),
                (Namespace::Xml, "id") => id = Some(attribute.value.into_owned()),
                (Namespace::OdfText, "continue-numbering") => goes_on = attribute.value == "true",
                (Namespace::OdfText, "continue-list") => goes_on_with = Some(attribute.value.into_owned()),
                _ => {}
            }
        }
        let outer = flow.item.take();
        let (list, style, level) = if let Some(item) = &outer {
            (item.list, style.unwrap_or_else(|| item.style.clone()), item.level + 1)
        } else {
            let style = style.unwrap_or_default();
            (self.lists.begin(&style, id.as_deref(), goes_on, goes_on_with.as_deref()), style, 0)
        };
        while let Some(element) = xml.child()? {
            let (Namespace::OdfText, name @ ("list-item" | "list-header")) = element.name() else {
                xml.skip()?;
                continue;
            };
            let attribute = |name| xml.attribute(&element, Namespace::OdfText, name);
            flow.item = Some(Item {
                list,
                style: attribute("style-override").map_or_else(|| style.clone(), std::borrow::Cow::into_owned),
                level: level.min(LEVELS - 1),
                start: attribute("start-value").and_then(|value| value.parse().ok()),
                is_pending: name == "list-item",
            });
            self.blocks(xml, flow)?;
        }
        flow.item = outer;
        Ok(())
    }

    /// Reads a `text:numbered-paragraph`: an item without its list.
    fn numbered_paragraph(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        flow: &mut Flow,
    ) -> Result<(), XmlError> {
        let attribute = |name| xml.attribute(element, Namespace::OdfText, name).map(std::borrow::Cow::into_owned);
        let style = attribute("style-name").unwrap_or_default();
        let id = attribute("list-id");
        let level = attribute("level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
        let list = self.lists.begin(&style, id.as_deref(), id.is_none(), id.as_deref());
        let item = Item {
            list,
            style,
            level: level.saturating_sub(1).min(LEVELS - 1),
            start: attribute("start-value").and_then(|value| value.parse().ok()),
            is_pending: true,
        };
        let outer = flow.item.replace(item);
        self.blocks(xml, flow)?;
        flow.item = outer;
        Ok(())
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, flow: &mut Flow) -> Result<(), XmlError> {
        self.ordinal += 1;
        within(self.ordinal as usize, MOST_PARAGRAPHS, "paragraphs")?;
        within(self.drafts.len(), MOST_BLOCKS, "blocks")?;
        let mut heading = Heading::default();
        let mut style = None;
        let is_heading = element.local() == "h";
        for attribute in xml.attributes(element).filter(|attribute| attribute.namespace == Namespace::OdfText) {
            match attribute.local {
                "style-name" => style = Some(attribute.value.into_owned()),
                "outline-level" => heading.level = attribute.value.parse().unwrap_or(1),
                "is-list-header" => heading.is_unnumbered = attribute.value == "true",
                "start-value" => heading.start = attribute.value.parse().ok(),
                "restart-numbering" => heading.restarts = attribute.value == "true",
                _ => {}
            }
        }
        let style = self.styles.paragraph(self.origin(), style.as_deref());
        self.enter_page(&style, flow);
        let mut open = self.open(&style, is_heading.then_some(heading), flow);
        let base = open.base;
        self.inlines(xml, base, &mut open, flow)?;
        self.close(open, flow);
        Ok(())
    }

    /// Begins a paragraph: counts it in its list and resolves its looks.
    fn open(&mut self, style: &Style, heading: Option<Heading>, flow: &mut Flow) -> Open {
        let mut label = Label::default();
        let mut indent = None;
        if let Some(item) = flow.item.as_mut() {
            let (left, first_line) =
                self.lists.indents(item.list, self.origin.unwrap_or(Origin::Common), &item.style, item.level);
            let is_of_style = style.list.as_ref() == Some(&item.style);
            // Only the first paragraph of an item has the hanging indent of its label.
            let first_line = if item.is_pending { first_line } else { Fact::Unknown };
            indent = Some(ListIndent { left, first_line, is_of_style });
            if std::mem::take(&mut item.is_pending) && self.dropped == 0 {
                let start = item.start.take();
                label = self.lists.advance(
                    item.list,
                    self.origin.unwrap_or(Origin::Common),
                    &item.style,
                    item.level,
                    start,
                );
            }
        } else if let Some(heading) = heading.filter(|heading| !heading.is_unnumbered && self.dropped == 0) {
            let level = usize::from(heading.level.saturating_sub(1)).min(LEVELS - 1);
            let start = heading.start.or(heading.restarts.then_some(1));
            label = self.lists.advance(OUTLINE, Origin::Common, "", level, start);
        }
        if let Some(format) = &label.unknown_format {
            self.notices.add(NoticeKind::NumberFormat, format);
        }
        let kind = match heading {
            _ if flow.is_index => BlockKind::Verbatim,
            Some(heading) => BlockKind::Heading(heading.level.max(1)),
            None if label.text.is_empty() => BlockKind::Paragraph,
            None => BlockKind::ListItem,
        };
        let mut format = self.styles.paragraph_format(style, indent.as_ref());
        format.section = u16::try_from(self.sections.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if let BlockKind::Heading(level) = kind {
            format.outline_level = Fact::Known(level);
        }
        Open::new(self.drafts.len(), self.ordinal, kind, format, style, &label)
    }

    fn close(&mut self, open: Open, flow: &mut Flow) {
        if self.is_dropping() || open.sight == Sight::Hidden {
            return;
        }
        if open.is_blank() {
            // A line in an empty paragraph stands below the text before.
            if let Sight::WithLine(length) = open.sight
                && let Some(before) = self.drafts.last_mut().filter(|before| before.place == flow.place)
            {
                before.format.line_below = Fact::Known(Some(DrawnLine::Shape));
                before.format.line_length = length;
            }
            flow.blank = true;
            return;
        }
        let pieces = open.pieces();
        let mut format = open.format;
        if let Sight::WithLine(length) = open.sight {
            format.line_below = Fact::Known(Some(DrawnLine::Shape));
            format.line_length = length;
        }
        let draft = Draft {
            kind: open.kind,
            place: flow.place,
            cell: flow.cell,
            blank_before: std::mem::take(&mut flow.blank),
            part: self.part,
            paragraph: open.ordinal,
            format,
            runs: open.runs,
            text: open.text,
            pieces,
            marks: (),
        };
        self.drafts.insert(open.at.min(self.drafts.len()), draft);
    }

    /// Begins a section where `style` asks for a master page.
    fn enter_page(&mut self, style: &Style, flow: &Flow) {
        if flow.place != Place::Body || self.is_dropping() {
            return;
        }
        let asked = style.master.as_deref().filter(|master| !master.is_empty());
        let current = self.sections.last();
        let changes = match (asked, current) {
            (_, None) => true,
            (Some(asked), Some(current)) => asked != current.master || style.restarts,
            (None, Some(_)) => false,
        };
        if changes && self.sections.len() < usize::from(u16::MAX) {
            let master = asked.map_or_else(|| self.pages.default_master(), str::to_owned);
            let restarts = style.restarts && current.is_some();
            self.sections.push(Section { master, restarts });
        }
    }
}

/// What a `text:h` says.
#[derive(Debug, Clone, Copy)]
struct Heading {
    /// From 1.
    level: u8,
    is_unnumbered: bool,
    restarts: bool,
    start: Option<u32>,
}

impl Default for Heading {
    fn default() -> Self {
        Self { level: 1, is_unnumbered: false, restarts: false, start: None }
    }
}
