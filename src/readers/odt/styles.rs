//! Styles: automatic ones of a part, common ones, and the defaults of a family.

use std::collections::HashMap;

use super::fonts::Fonts;
use super::properties::{self, Size, TextProps};
use crate::model::Fact;
use crate::model::format::{Alignment, LineSpacing, ParagraphFormat, RunFormat};
use crate::ooxml::{Element, Namespace, Xml, XmlError};
use crate::readers::paragraph_look::ParagraphLook;
use crate::readers::{MOST_STYLES, within};
use crate::text::TextRange;

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Paragraph,
    Text,
    Table,
    Section,
}

impl Family {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "paragraph" => Self::Paragraph,
            "text" => Self::Text,
            "table" => Self::Table,
            "section" => Self::Section,
            _ => return None,
        })
    }
}

/// Where styles come from. Automatic styles are seen by their own part only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    Common,
    /// Automatic styles of `styles.xml`, for headers and footers.
    Masters,
    /// Automatic styles of `content.xml`.
    Content,
}

/// Who says how far a list paragraph is indented: the last style on the way to the root that sets
/// an indent or a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Indents {
    Style,
    List,
}

/// A style as written, or with everything it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) paragraph: ParagraphLook,
    pub(super) text: TextProps,
    /// The list that the style brings.
    pub(super) list: Option<String>,
    /// The master page that begins here; empty for none.
    pub(super) master: Option<String>,
    /// Page numbers start anew here.
    pub(super) restarts: bool,
    /// The style is hidden (sections).
    pub(super) hidden: bool,
    /// An indent is set by the automatic style itself.
    has_own_indent: bool,
    indents: Option<Indents>,
}

impl Style {
    fn over(self, below: &Self) -> Self {
        Self {
            paragraph: self.paragraph.over(below.paragraph),
            text: self.text.over(below.text),
            list: self.list.or_else(|| below.list.clone()),
            master: self.master.or_else(|| below.master.clone()),
            restarts: self.restarts || below.restarts,
            hidden: self.hidden || below.hidden,
            has_own_indent: self.has_own_indent,
            indents: self.indents.or(below.indents),
        }
    }
}

/// A style with its place in the hierarchy.
#[derive(Debug)]
struct Entry {
    own: Style,
    family: Family,
    parent: Option<String>,
    resolved: Option<Style>,
}

/// All styles of the file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    entries: Vec<Entry>,
    names: HashMap<(Origin, Family, String), usize>,
    default_paragraph: Style,
    /// Without the common styles nothing that they might say is known.
    pub(super) is_known: bool,
}

impl Styles {
    /// Reads a `style:style` or `style:default-style`.
    pub(super) fn read(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        origin: Origin,
        fonts: &mut Fonts,
    ) -> Result<(), XmlError> {
        let is_default = element.is(Namespace::OdfStyle, "default-style");
        let (mut name, mut family, mut parent) = (None, None, None);
        let mut style = Style::default();
        for attribute in xml.attributes(element).filter(|attribute| attribute.namespace == Namespace::OdfStyle) {
            match attribute.local {
                "name" => name = Some(attribute.value.into_owned()),
                "family" => family = Family::of(&attribute.value),
                "parent-style-name" => parent = Some(attribute.value.into_owned()),
                "list-style-name" => style.list = Some(attribute.value.into_owned()),
                "master-page-name" => style.master = Some(attribute.value.into_owned()),
                _ => {}
            }
        }
        let Some(family) = family else { return xml.skip() };
        while let Some(element) = xml.child()? {
            let page_number = || xml.attribute(&element, Namespace::OdfStyle, "page-number");
            match element.name() {
                (Namespace::OdfStyle, "paragraph-properties") => {
                    style.paragraph = properties::read_paragraph(xml, &element);
                    style.restarts |= page_number().is_some_and(|number| number != "auto");
                }
                (Namespace::OdfStyle, "table-properties") => {
                    style.restarts |= page_number().is_some_and(|number| number != "auto");
                }
                (Namespace::OdfStyle, "text-properties") => style.text = properties::read_text(xml, &element, fonts),
                (Namespace::OdfStyle, "section-properties") => {
                    style.hidden = xml.attribute(&element, Namespace::OdfText, "display").as_deref() == Some("none");
                }
                _ => {}
            }
            xml.skip()?;
        }
        style.has_own_indent = origin != Origin::Common && style.paragraph.has_indent();
        style.indents = if style.paragraph.has_indent() {
            Some(Indents::Style)
        } else {
            style.list.as_ref().map(|_| Indents::List)
        };
        match name {
            _ if is_default && family == Family::Paragraph => {
                style.indents = None;
                self.default_paragraph = style;
            }
            Some(name) if !is_default => {
                within(self.entries.len(), MOST_STYLES, "styles")?;
                self.names.entry((origin, family, name)).or_insert(self.entries.len());
                self.entries.push(Entry { own: style, family, parent, resolved: None });
            }
            _ => {}
        }
        Ok(())
    }

    fn index(&self, origin: Origin, family: Family, name: &str) -> Option<usize> {
        let find = |origin| self.names.get(&(origin, family, name.to_owned())).copied();
        find(origin).or_else(|| find(Origin::Common))
    }

    /// The style `name` with everything it inherits, but the defaults.
    pub(super) fn resolve(&mut self, origin: Origin, family: Family, name: Option<&str>) -> Option<&Style> {
        let first = self.index(origin, family, name?)?;
        // From the style to the first one that is resolved, or to the root. A cycle ends the chain.
        let mut chain = Vec::new();
        let mut current = Some(first);
        while let Some(at) = current {
            let entry = self.entries.get_mut(at)?;
            if entry.resolved.is_some() {
                break;
            }
            // Marks the entry as visited, so that a cycle comes to its end here.
            entry.resolved = Some(entry.own.clone());
            chain.push(at);
            let (family, parent) = (entry.family, entry.parent.clone());
            // A parent is a common style.
            current = parent.and_then(|parent| self.index(Origin::Common, family, &parent));
        }
        let mut below = current.and_then(|at| self.entries.get(at)?.resolved.clone()).unwrap_or_default();
        for at in chain.into_iter().rev() {
            let entry = self.entries.get_mut(at)?;
            let resolved = entry.own.clone().over(&below);
            below.clone_from(&resolved);
            entry.resolved = Some(resolved);
        }
        self.entries.get(first)?.resolved.as_ref()
    }

    /// The paragraph style `name` with everything it inherits.
    pub(super) fn paragraph(&mut self, origin: Origin, name: Option<&str>) -> Style {
        let named = self.resolve(origin, Family::Paragraph, name).cloned().unwrap_or_default();
        named.over(&self.default_paragraph)
    }

    /// The text properties of the text style `name` over those of the text around it.
    pub(super) fn text(&mut self, origin: Origin, name: Option<&str>, around: TextProps) -> TextProps {
        let own = self.resolve(origin, Family::Text, name).map(|style| style.text);
        own.map_or(around, |own| own.over(around))
    }

    /// The facts of a paragraph of the resolved `style`; in a list, its level may set the indents.
    pub(super) fn paragraph_format(&self, style: &Style, list: Option<&ListIndent>) -> ParagraphFormat {
        let props = style.paragraph;
        let (mut left, mut first_line) = (props.left, props.first_line);
        if let Some(list) = list
            && !style.has_own_indent
        {
            let by_list = !list.is_of_style || style.indents != Some(Indents::Style);
            if by_list {
                left = Some(list.left);
                first_line = Some(list.first_line);
            }
        }
        let border = self.fact(props.border_below.map(Fact::Known), false).known();
        ParagraphFormat {
            alignment: self.fact(props.alignment, Alignment::Left),
            first_line_indent: self.fact(first_line, 0),
            left_indent: self.fact(left, 0),
            right_indent: self.fact(props.right, 0),
            space_before: self.fact(props.space_before, 0),
            space_after: self.fact(props.space_after, 0),
            line_spacing: self.fact(props.line_spacing, LineSpacing::Multiple(100)),
            contextual_spacing: self.fact(props.contextual_spacing.map(Fact::Known), false),
            framed: if props.framed == Some(true) { Fact::Known(true) } else { Fact::Unknown },
            line_below: match border {
                Some(true) => Fact::Known(Some(crate::model::format::DrawnLine::Border)),
                _ => Fact::Unknown,
            },
            ..ParagraphFormat::default()
        }
    }

    /// The facts of the run `range` with the resolved properties `props`.
    pub(super) fn run_format(&self, range: TextRange, props: &TextProps, fonts: &Fonts) -> RunFormat {
        let known = |value: Option<bool>| self.fact(value.map(Fact::Known), false);
        RunFormat {
            range,
            font: props.font.and_then(|font| fonts.name(font)).map(str::to_owned),
            // The format names one font for all Western letters.
            plain_font: None,
            half_points: half_points(props),
            bold: known(props.bold),
            italic: known(props.italic),
            underline: known(props.underline),
            caps: known(props.caps),
            color: self.fact(props.color, None),
            highlighted: Fact::Unknown,
        }
    }

    /// What is said, else `default`, if everything that could say it was read.
    fn fact<T>(&self, said: Option<Fact<T>>, default: T) -> Fact<T> {
        match said {
            Some(fact) => fact,
            None if self.is_known => Fact::Known(default),
            None => Fact::Unknown,
        }
    }
}

/// The size, if it is known.
pub(super) const fn half_points(props: &TextProps) -> Fact<u16> {
    match props.size {
        Some(Size::HalfPoints(size)) => Fact::Known(size),
        _ => Fact::Unknown,
    }
}

/// The indents that a list level gives to its paragraphs.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListIndent {
    pub(super) left: Fact<i32>,
    pub(super) first_line: Fact<i32>,
    /// The list comes from the paragraph's style, not from the text around it.
    pub(super) is_of_style: bool,
}
