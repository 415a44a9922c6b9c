//! The style sheet: what a paragraph or a run inherits from its styles.

use std::collections::HashMap;

use super::fonts::Fonts;
use super::properties::{self, ParagraphProps, RunProps, value};
use super::table_style::{CellPlace, CellStyle, Condition, ConditionalParts, TableInfluence};
use crate::ooxml::{Namespace, Xml, XmlError};
use crate::readers::{MOST_STYLES, within};

/// A style of a [`Styles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StyleIndex(u32);

impl StyleIndex {
    const fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum StyleKind {
    #[default]
    Paragraph,
    Character,
    Table,
    Numbering,
}

#[derive(Debug, Default)]
struct Style {
    id: String,
    /// The name in ASCII small letters; unlike the id, Word does not translate it.
    name: String,
    kind: StyleKind,
    is_default: bool,
    based_on: Option<String>,
    parent: Option<StyleIndex>,
    /// As written; after reading, with everything inherited from other styles.
    paragraph: ParagraphProps,
    run: RunProps,
    /// For a table style: its parts for single rows, columns and corners.
    table: ConditionalParts,
}

/// All styles.
#[derive(Debug)]
pub(super) struct Styles {
    all: Vec<Style>,
    by_id: HashMap<String, StyleIndex>,
    default_paragraph: Option<StyleIndex>,
    default_table: Option<StyleIndex>,
    pub(super) paragraph_defaults: ParagraphProps,
    pub(super) run_defaults: RunProps,
    /// What no style says.
    nothing: (ParagraphProps, RunProps),
    /// False if the style sheet could not be read: then only direct formatting is known.
    pub(super) known: bool,
}

impl Default for Styles {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            by_id: HashMap::new(),
            default_paragraph: None,
            default_table: None,
            paragraph_defaults: ParagraphProps::default(),
            run_defaults: RunProps::default(),
            nothing: <(ParagraphProps, RunProps)>::default(),
            known: true,
        }
    }
}

impl Styles {
    /// The styles of a file whose style sheet is broken.
    pub(super) fn unknown() -> Self {
        Self { known: false, ..Self::default() }
    }

    /// Reads the style sheet.
    pub(super) fn read(text: &str, depth: usize, fonts: &mut Fonts) -> Result<Self, XmlError> {
        let mut xml = Xml::new(text, depth);
        let mut sheet = Self::default();
        xml.root()?;
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::Word, "docDefaults") => sheet.read_defaults(&mut xml, fonts)?,
                (Namespace::Word, "style") => {
                    let mut style = Style::default();
                    for attribute in xml.attributes(&element) {
                        match attribute.local {
                            "type" => style.kind = kind(&attribute.value),
                            "styleId" => style.id = attribute.value.into_owned(),
                            "default" => style.is_default = matches!(&*attribute.value, "1" | "true" | "on"),
                            _ => {}
                        }
                    }
                    read_style(&mut xml, fonts, &mut style)?;
                    within(sheet.all.len(), MOST_STYLES, "styles")?;
                    sheet.add(style);
                }
                _ => xml.skip()?,
            }
        }
        sheet.link();
        Ok(sheet)
    }

    fn read_defaults(&mut self, xml: &mut Xml<'_>, fonts: &mut Fonts) -> Result<(), XmlError> {
        while xml.child()?.is_some() {
            while let Some(element) = xml.child()? {
                match element.name() {
                    (Namespace::Word, "rPr") => self.run_defaults = properties::read_run(xml, fonts, None)?.props,
                    (Namespace::Word, "pPr") => {
                        self.paragraph_defaults = properties::read_paragraph(xml, fonts, None)?.props;
                    }
                    _ => xml.skip()?,
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, style: Style) {
        let index = StyleIndex(self.all.len() as u32);
        match style.kind {
            StyleKind::Paragraph if style.is_default => self.default_paragraph = Some(index),
            StyleKind::Table if style.is_default => self.default_table = Some(index),
            _ => {}
        }
        self.by_id.entry(style.id.clone()).or_insert(index);
        self.all.push(style);
    }

    /// Lets every style inherit from the one it is based on, roots first. A style in a cycle counts
    /// as a root.
    fn link(&mut self) {
        for at in 0..self.all.len() {
            let parent = self.all[at].based_on.take().and_then(|id| self.by_id.get(&id).copied());
            self.all[at].parent = parent.filter(|parent| self.all[parent.index()].kind == self.all[at].kind);
        }
        let mut state = vec![Linking::Untouched; self.all.len()];
        for start in 0..self.all.len() {
            let mut chain = Vec::new();
            let mut next = Some(start);
            while let Some(at) = next {
                match state[at] {
                    Linking::Untouched => {
                        state[at] = Linking::Open;
                        chain.push(at);
                        next = self.all[at].parent.map(StyleIndex::index);
                    }
                    Linking::Open => {
                        if let Some(last) = chain.last() {
                            self.all[*last].parent = None;
                        }
                        next = None;
                    }
                    Linking::Done => next = None,
                }
            }
            for at in chain.into_iter().rev() {
                state[at] = Linking::Done;
                let Some(parent) = self.all[at].parent else { continue };
                let Style { mut paragraph, run, ref table, .. } = self.all[parent.index()];
                let table = self.all[at].table.over(table);
                let style = &mut self.all[at];
                if style.paragraph.list.is_some() {
                    // The list stands nearer than the indents of the parent.
                    paragraph = paragraph.without_indents();
                }
                style.paragraph = style.paragraph.over(paragraph);
                style.run = style.run.over(run);
                style.table = table;
            }
        }
    }

    /// The style with the id `id`.
    pub(super) fn index(&self, id: &str) -> Option<StyleIndex> {
        self.by_id.get(id).copied()
    }

    /// The style of a paragraph that names `style`, or none.
    pub(super) fn of_paragraph(&self, style: Option<StyleIndex>) -> Option<StyleIndex> {
        style.filter(|style| self.all[style.index()].kind == StyleKind::Paragraph).or(self.default_paragraph)
    }

    /// The list of the numbering style `id`.
    pub(super) fn list_of(&self, id: &str) -> Option<u32> {
        self.all[self.index(id)?.index()].paragraph.list
    }

    /// What the table style `style` (or the default one) decides for the cell at `place`.
    pub(super) fn table(&self, style: Option<StyleIndex>, place: &CellPlace) -> TableInfluence {
        let style = style.filter(|style| self.all[style.index()].kind == StyleKind::Table).or(self.default_table);
        style.map_or_else(TableInfluence::default, |style| {
            let style = &self.all[style.index()];
            style.table.influence(CellStyle { paragraph: style.paragraph, run: style.run }, place)
        })
    }

    /// The ids of `style` and of the styles it is based on, nearest first. A longer chain than
    /// anybody builds is cut, because it is walked for every numbered paragraph.
    pub(super) fn chain(&self, style: Option<StyleIndex>) -> impl Iterator<Item = &str> {
        const LONGEST: usize = 32;
        let next = |style: &&Style| style.parent.map(|parent| &self.all[parent.index()]);
        std::iter::successors(style.map(|style| &self.all[style.index()]), next)
            .map(|style| style.id.as_str())
            .take(LONGEST)
    }

    /// The ASCII small-letter name of `style`.
    pub(super) fn name(&self, style: Option<StyleIndex>) -> &str {
        style.map_or("", |style| self.all[style.index()].name.as_str())
    }

    /// The properties of a paragraph style with all it inherits from other styles.
    pub(super) fn paragraph(&self, style: Option<StyleIndex>) -> &ParagraphProps {
        style.map_or(&self.nothing.0, |style| &self.all[style.index()].paragraph)
    }

    /// The properties of the character style `style` with all it inherits; none for another kind.
    pub(super) fn character(&self, style: Option<StyleIndex>) -> &RunProps {
        let style = style.map(|style| &self.all[style.index()]);
        style.filter(|style| style.kind == StyleKind::Character).map_or(&self.nothing.1, |style| &style.run)
    }

    /// The run properties of a paragraph style with all it inherits from other styles.
    pub(super) fn run_of_paragraph(&self, style: Option<StyleIndex>) -> &RunProps {
        style.map_or(&self.nothing.1, |style| &self.all[style.index()].run)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Linking {
    Untouched,
    Open,
    Done,
}

fn kind(value: &str) -> StyleKind {
    match value {
        "character" => StyleKind::Character,
        "table" => StyleKind::Table,
        "numbering" => StyleKind::Numbering,
        _ => StyleKind::Paragraph,
    }
}

fn read_style(xml: &mut Xml<'_>, fonts: &mut Fonts, style: &mut Style) -> Result<(), XmlError> {
    while let Some(element) = xml.child()? {
        let (Namespace::Word, name) = element.name() else {
            xml.skip()?;
            continue;
        };
        match name {
            "name" => style.name = value(xml, &element).unwrap_or_default().to_ascii_lowercase(),
            "basedOn" => style.based_on = value(xml, &element).map(std::borrow::Cow::into_owned),
            "pPr" => {
                style.paragraph = properties::read_paragraph(xml, fonts, None)?.props;
                continue;
            }
            "rPr" => {
                style.run = properties::read_run(xml, fonts, None)?.props;
                continue;
            }
            "tblStylePr" => {
                let condition = xml.attribute(&element, Namespace::Word, "type");
                let condition = condition.and_then(|name| Condition::of(&name));
                let mut part = Style::default();
                read_style(xml, fonts, &mut part)?;
                if let Some(condition) = condition {
                    style.table.set(condition, CellStyle { paragraph: part.paragraph, run: part.run });
                }
                continue;
            }
            "tblPr" => {
                style.table.read_bands(xml)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(())
}

/// The heading level in a style name: `heading 2`.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    name.strip_prefix("heading ")?.parse().ok().filter(|level| (1..=9).contains(level))
}
