//! The style sheet: what a paragraph or a run inherits, and how direct formatting lies over it.

use std::collections::HashMap;

use super::fonts::{FontId, Fonts};
use super::properties::{self, ParagraphProps, RunProps, value};
use crate::model::Fact;
use crate::model::format::{Alignment, ParagraphFormat, RunFormat};
use crate::ooxml::{Namespace, Xml, XmlError};
use crate::text::TextRange;

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

/// The properties that a table style sets anywhere, also for single rows or corners. Where it does,
/// the value in a cell depends on the cell's place and is not resolved.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TableInfluence {
    paragraph: ParagraphProps,
    run: RunProps,
}

impl TableInfluence {
    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self { paragraph: self.paragraph.over(other.paragraph), run: self.run.over(other.run) }
    }
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
    table: TableInfluence,
}

/// All styles.
#[derive(Debug)]
pub(super) struct Styles {
    all: Vec<Style>,
    by_id: HashMap<String, StyleIndex>,
    default_paragraph: Option<StyleIndex>,
    default_table: Option<StyleIndex>,
    paragraph_defaults: ParagraphProps,
    run_defaults: RunProps,
    /// False if the style sheet could not be read: then only direct formatting is known.
    known: bool,
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
                let Style { mut paragraph, run, table, .. } = self.all[parent.index()];
                let style = &mut self.all[at];
                if style.paragraph.list.is_some() {
                    // The list stands nearer than the indents of the parent.
                    paragraph.first_line = None;
                }
                style.paragraph = style.paragraph.over(paragraph);
                style.run = style.run.over(run);
                style.table = style.table.and(table);
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

    /// What the table style `style` (or the default one) decides for cells.
    pub(super) fn table(&self, style: Option<StyleIndex>) -> TableInfluence {
        let style = style.filter(|style| self.all[style.index()].kind == StyleKind::Table).or(self.default_table);
        style.map_or_else(TableInfluence::default, |style| self.all[style.index()].table)
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
    pub(super) fn paragraph(&self, style: Option<StyleIndex>) -> ParagraphProps {
        style.map_or_else(ParagraphProps::default, |style| self.all[style.index()].paragraph)
    }

    /// The facts of a paragraph. `numbering` are the properties of its list level, which lie below
    /// direct formatting; they lie below the style too if the style brought the list.
    pub(super) fn paragraph_format(
        &self,
        style: Option<StyleIndex>,
        direct: &ParagraphProps,
        numbering: Option<&ParagraphProps>,
        table: &TableInfluence,
    ) -> ParagraphFormat {
        let styled = self.paragraph(style);
        let level = numbering.copied().unwrap_or_default();
        let list_is_direct = direct.list.is_some();
        let indent = if list_is_direct {
            direct.first_line.or(level.first_line).or(styled.first_line)
        } else {
            direct.first_line.or(styled.first_line).or(level.first_line)
        };
        let outline = direct.outline.or(styled.outline);
        ParagraphFormat {
            alignment: self.fact(direct.alignment, table.paragraph.alignment.is_some(), styled.alignment, |defaults| {
                defaults.alignment.unwrap_or(Fact::Known(Alignment::Left))
            }),
            first_line_indent: self.fact(indent, table.paragraph.first_line.is_some(), None, |defaults| {
                defaults.first_line.unwrap_or(Fact::Known(0))
            }),
            space_before: self.fact(
                direct.space_before,
                table.paragraph.space_before.is_some(),
                styled.space_before,
                |defaults| defaults.space_before.unwrap_or(Fact::Known(0)),
            ),
            space_after: self.fact(
                direct.space_after,
                table.paragraph.space_after.is_some(),
                styled.space_after,
                |defaults| defaults.space_after.unwrap_or(Fact::Known(0)),
            ),
            outline_level: outline.filter(|level| *level < 9).map_or(Fact::Unknown, |level| Fact::Known(level + 1)),
            ..ParagraphFormat::default()
        }
    }

    fn fact<T>(
        &self,
        direct: Option<Fact<T>>,
        in_doubt: bool,
        styled: Option<Fact<T>>,
        default: impl Fn(&ParagraphProps) -> Fact<T>,
    ) -> Fact<T> {
        match direct {
            Some(fact) => fact,
            None if in_doubt || !self.known => Fact::Unknown,
            None => styled.unwrap_or_else(|| default(&self.paragraph_defaults)),
        }
    }

    /// The facts of a run with the `direct` properties in a paragraph of `style`.
    pub(super) fn run(&self, style: Option<StyleIndex>, direct: &RunProps, table: &TableInfluence) -> RunFacts {
        let paragraph = style.map_or_else(RunProps::default, |style| self.all[style.index()].run);
        let character = direct
            .style
            .map(|style| &self.all[style.index()])
            .filter(|style| style.kind == StyleKind::Character)
            .map_or_else(RunProps::default, |style| style.run);
        let defaults = &self.run_defaults;
        let near = direct.over(character);
        let toggle = |direct: Option<bool>, character: Option<bool>, paragraph: Option<bool>, default: Option<bool>| {
            direct.unwrap_or_else(|| default == Some(true) || (paragraph.unwrap_or(false) ^ character.unwrap_or(false)))
        };
        let weigh = |value: bool, direct: Option<bool>, in_doubt: bool| {
            if direct.is_some() || (self.known && !in_doubt) { Fact::Known(value) } else { Fact::Unknown }
        };
        let bold = toggle(direct.bold, character.bold, paragraph.bold, defaults.bold);
        let italic = toggle(direct.italic, character.italic, paragraph.italic, defaults.italic);
        RunFacts {
            font: match near.font {
                Some(font) => Some(font),
                None if table.run.font.is_some() => None,
                None => paragraph.font.or(defaults.font),
            },
            half_points: match near.half_points {
                Some(size) => Fact::Known(size),
                None if table.run.half_points.is_some() || !self.known => Fact::Unknown,
                // 10 pt is what the standard gives to a file that says nothing.
                None => Fact::Known(paragraph.half_points.or(defaults.half_points).unwrap_or(20)),
            },
            bold: weigh(bold, direct.bold, table.run.bold.is_some()),
            italic: weigh(italic, direct.italic, table.run.italic.is_some()),
            hidden: toggle(direct.hidden, character.hidden, paragraph.hidden, defaults.hidden),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Linking {
    Untouched,
    Open,
    Done,
}

/// Resolved facts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RunFacts {
    font: Option<FontId>,
    half_points: Fact<u16>,
    bold: Fact<bool>,
    italic: Fact<bool>,
    /// Not shown.
    pub(super) hidden: bool,
}

impl RunFacts {
    /// As the model has it.
    pub(super) fn format(self, range: TextRange, fonts: &Fonts) -> RunFormat {
        RunFormat {
            range,
            font: self.font.and_then(|font| fonts.name(font)).map(str::to_owned),
            half_points: self.half_points,
            bold: self.bold,
            italic: self.italic,
            underline: Fact::Unknown,
            caps: Fact::Unknown,
            color: Fact::Unknown,
        }
    }
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
                let mut part = Style::default();
                read_style(xml, fonts, &mut part)?;
                style.table = style.table.and(part.table);
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    style.table = style.table.and(TableInfluence { paragraph: style.paragraph, run: style.run });
    Ok(())
}

/// The heading level in a style name: `heading 2`.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    name.strip_prefix("heading ")?.parse().ok().filter(|level| (1..=9).contains(level))
}
