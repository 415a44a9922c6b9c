//! What stands inside a paragraph: spans, fields, notes, frames and shapes.

use super::paragraph::{Open, Sight};
use super::properties::{TextProps, length};
use super::story::{Flow, Story};
use super::styles::half_points;
use crate::model::format::PageNumber;
use crate::model::{Fact, Place};
use crate::ooxml::{Element, Namespace, Node, Xml, XmlError};
use crate::readers::{MOST_REPEATS, NoticeKind, within};
use crate::text::TextRange;

/// Most spaces that one `text:s` stands for; more is an attack.
const MOST_SPACES: usize = 1_000;
/// A shape lower than this many twips and longer than it is high is a line.
const LINE_HEIGHT: i32 = 60;

impl Story {
    /// Reads the content of a paragraph, a span or a field.
    pub(super) fn inlines(
        &mut self,
        xml: &mut Xml<'_>,
        props: TextProps,
        open: &mut Open,
        flow: &Flow,
    ) -> Result<(), XmlError> {
        while let Some(node) = xml.node()? {
            match node {
                Node::Text(text) => self.show(&text, props, open),
                Node::Element(element) => self.inline(xml, &element, props, open, flow)?,
            }
        }
        Ok(())
    }

    fn inline(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        props: TextProps,
        open: &mut Open,
        flow: &Flow,
    ) -> Result<(), XmlError> {
        match element.name() {
            (Namespace::OdfText, "span") => {
                let name = xml.attribute(element, Namespace::OdfText, "style-name");
                let props = self.styles.text(self.origin(), name.as_deref(), props);
                return self.inlines(xml, props, open, flow);
            }
            (Namespace::OdfText, "s") => {
                let times = xml.attribute(element, Namespace::OdfText, "c").and_then(|times| times.parse().ok());
                let times = times.unwrap_or(1).min(MOST_SPACES);
                self.repeats += times;
                within(self.repeats, MOST_REPEATS, "repeats")?;
                self.show_exact(&" ".repeat(times), props, open);
            }
            (Namespace::OdfText, "tab") => self.show_exact("\t", props, open),
            (Namespace::OdfText, "line-break") => self.show_exact("\n", props, open),
            (Namespace::OdfText, "note") => return self.note(xml),
            (Namespace::OdfText, "change-start" | "change-end") => self.note_change(xml, element),
            (Namespace::OdfText, "page-number") => {
                let format = xml.attribute(element, Namespace::OdfStyle, "num-format");
                let in_digits = Fact::Known(format.is_none_or(|format| format == "1"));
                self.page_number(props, in_digits, open, flow);
                return self.inlines(xml, props, open, flow);
            }
            (Namespace::OdfText, "hidden-text") => self.notices.add(NoticeKind::HiddenText, ""),
            (Namespace::OdfText, "hidden-paragraph")
                if xml.attribute(element, Namespace::OdfText, "is-hidden").as_deref() == Some("true") =>
            {
                self.notices.add(NoticeKind::HiddenText, "");
                open.sight = Sight::Hidden;
            }
            // A label that was stored for other programs; it is computed anew.
            (Namespace::OdfText, "number" | "note-citation" | "ruby-text" | "script") | (Namespace::OdfOffice, _) => {}
            // Fields, links and the like: their text is what is shown.
            (Namespace::OdfText | Namespace::OdfExtension, _) => return self.inlines(xml, props, open, flow),
            (Namespace::OdfDraw, _) => {
                let tables = self.tables.len();
                if let Some(length) = self.graphic(xml, element, flow)? {
                    open.sight = match open.sight {
                        Sight::Plain => Sight::WithLine(length),
                        // Of several lines it is not known which is the one below the text.
                        Sight::WithLine(_) => Sight::WithLine(Fact::Unknown),
                        Sight::Hidden => Sight::Hidden,
                    };
                }
                // A floating table is kept in a frame of the paragraph that it stands above.
                if self.tables.len() > tables && open.text.trim().is_empty() {
                    open.at = self.drafts.len();
                }
                return Ok(());
            }
            _ => {}
        }
        xml.skip()
    }

    /// Adds text of the XML, if it is shown.
    fn show(&mut self, text: &str, props: TextProps, open: &mut Open) {
        if self.is_shown(text, props) {
            let from = open.text.len();
            open.push_flowing(text, props);
            self.note_inserted(open, from);
        }
    }

    fn show_exact(&mut self, text: &str, props: TextProps, open: &mut Open) {
        if self.is_shown(text, props) {
            let from = open.text.len();
            open.push_exact(text, props);
            self.note_inserted(open, from);
        }
    }

    /// Notes the text of `open` from byte `from` on, if it is inserted.
    fn note_inserted(&mut self, open: &Open, from: usize) {
        if self.inserting > 0 {
            self.insertions.add(self.part, open.ordinal, TextRange::from(from..open.text.len()));
        }
    }

    fn is_shown(&mut self, text: &str, props: TextProps) -> bool {
        let hidden = props.hidden == Some(true);
        if hidden && !self.is_dropping() && !text.trim().is_empty() {
            self.notices.add(NoticeKind::HiddenText, "");
        }
        !hidden && !self.is_dropping()
    }

    /// Reads a `text:note`. Notes stand behind everything else.
    fn note(&mut self, xml: &mut Xml<'_>) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            if !element.is(Namespace::OdfText, "note-body") {
                xml.skip()?;
                continue;
            }
            std::mem::swap(&mut self.drafts, &mut self.notes);
            let read = self.blocks(xml, &mut Flow::new(Place::Note));
            std::mem::swap(&mut self.drafts, &mut self.notes);
            read?;
        }
        Ok(())
    }

    /// Notes that the header or footer shows the page number.
    fn page_number(&mut self, props: TextProps, in_digits: Fact<bool>, open: &Open, flow: &Flow) {
        let Some((master, band)) = &self.band else { return };
        // Where a cell, a frame or a tab stands, its own place on the page decides.
        let is_plain = matches!(flow.place, Place::Header | Place::Footer) && !open.text.contains('\t');
        let number = PageNumber {
            at_top: band.at_top,
            alignment: if is_plain { open.format.alignment } else { Fact::Unknown },
            half_points: half_points(&props),
            italic: Fact::Known(props.italic.unwrap_or(false)),
            in_digits,
            on_first_page: true,
        };
        if let Some(master) = self.pages.masters.get_mut(master) {
            let slot = if band.is_first { &mut master.first_number } else { &mut master.number };
            slot.get_or_insert(number);
        }
    }

    /// Reads a frame or a shape; the length of the line, if it is a drawn one. Its text goes into a text box.
    pub(super) fn graphic(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        flow: &Flow,
    ) -> Result<Option<Fact<u32>>, XmlError> {
        let place = match flow.place {
            Place::Body | Place::Cell(_) => Place::TextBox,
            other => other,
        };
        match element.local() {
            "frame" | "a" | "g" => {
                let mut line = None;
                while let Some(inner) = xml.child()? {
                    if inner.namespace() == Namespace::OdfDraw {
                        let inner = self.graphic(xml, &inner, flow)?;
                        line = line.map_or(inner, |_| Some(Fact::Unknown));
                    } else {
                        xml.skip()?;
                    }
                }
                Ok(line)
            }
            "image" => {
                self.has_pictures = true;
                xml.skip().map(|()| None)
            }
            "object" | "object-ole" | "plugin" | "applet" | "floating-frame" => {
                self.has_pictures = true;
                self.notices.add(NoticeKind::Embedded, "");
                xml.skip().map(|()| None)
            }
            "control" | "glue-point" => xml.skip().map(|()| None),
            name => {
                let line = if name == "line" { Some(line_length(xml, element)) } else { flat_length(xml, element) };
                self.blocks(xml, &mut flow.inside(place, None))?;
                Ok(line)
            }
        }
    }
}

/// The length of a shape without height, which is a line.
fn flat_length(xml: &Xml<'_>, element: &Element<'_>) -> Option<Fact<u32>> {
    let side = |name| length(&xml.attribute(element, Namespace::OdfVector, name)?);
    let (width, height) = (side("width")?, side("height")?);
    (height < LINE_HEIGHT && width > height * 4).then(|| Fact::Known(width.unsigned_abs()))
}

/// The length of a line that runs from one side to the other.
fn line_length(xml: &Xml<'_>, element: &Element<'_>) -> Fact<u32> {
    let end = |name| length(&xml.attribute(element, Namespace::OdfVector, name)?);
    let ends = (end("x1"), end("x2"), end("y1"), end("y2"));
    match ends {
        (Some(left), Some(right), Some(top), Some(bottom)) if top.abs_diff(bottom) < LINE_HEIGHT.unsigned_abs() => {
            Fact::Known(left.abs_diff(right))
        }
        _ => Fact::Unknown,
    }
}
