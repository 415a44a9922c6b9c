//! Sections: page set-up, and which headers and footers are shown.

use std::collections::HashSet;

use super::properties::{is_on, length};
use super::story::StoryKind;
use crate::model::Fact;
use crate::model::format::{Alignment, PageNumber, PageSetup};
use crate::ooxml::{Namespace, Relationships, Xml, XmlError};

/// The pages that a header or footer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pages {
    Default,
    First,
    Even,
}

/// A reference from a section to a header or footer part.
#[derive(Debug, Clone)]
struct Reference {
    kind: StoryKind,
    pages: Pages,
    relationship: String,
}

/// A `w:sectPr`.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    pub(super) page: PageSetup,
    references: Vec<Reference>,
    /// The first page has its own header and footer.
    title_page: bool,
    /// Pages are numbered in letters or Roman numerals.
    other_numerals: bool,
}

impl Section {
    /// Reads the children of a `w:sectPr`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, XmlError> {
        let mut section = Self::default();
        section.page.restarts_numbering = Fact::Known(false);
        while let Some(element) = xml.child()? {
            let twips = |name| xml.attribute(&element, Namespace::Word, name).and_then(|value| length(&value));
            match element.name() {
                (Namespace::Word, "pgSz") => {
                    let side = |name| match twips(name).and_then(|twips| u32::try_from(twips).ok()) {
                        Some(length) => Fact::Known(length),
                        None => Fact::Unknown,
                    };
                    section.page.width = side("w");
                    section.page.height = side("h");
                }
                (Namespace::Word, "pgMar") => {
                    let sides = (twips("top"), twips("right"), twips("bottom"), twips("left"));
                    if let (Some(top), Some(right), Some(bottom), Some(left)) = sides {
                        section.page.margins = Fact::Known([top, right, bottom, left]);
                    }
                    let gutter = twips("gutter").unwrap_or(0);
                    section.page.gutter = Fact::Known(gutter.max(0).unsigned_abs());
                }
                (Namespace::Word, "pgNumType") => {
                    let start = xml.attribute(&element, Namespace::Word, "start");
                    section.page.restarts_numbering = Fact::Known(start.is_some());
                    let format = xml.attribute(&element, Namespace::Word, "fmt");
                    section.other_numerals =
                        format.is_some_and(|format| !matches!(&*format, "decimal" | "decimalZero" | "numberInDash"));
                }
                (Namespace::Word, "titlePg") => section.title_page = is_on(xml, &element),
                (Namespace::Word, name @ ("headerReference" | "footerReference")) => {
                    let kind = if name == "headerReference" { StoryKind::Header } else { StoryKind::Footer };
                    let pages = match xml.attribute(&element, Namespace::Word, "type").as_deref() {
                        Some("first") => Pages::First,
                        Some("even") => Pages::Even,
                        _ => Pages::Default,
                    };
                    if let Some(id) = xml.attribute(&element, Namespace::Relationship, "id") {
                        section.references.push(Reference { kind, pages, relationship: id.into_owned() });
                    }
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(section)
    }
}

/// What matters of the settings part.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Settings {
    /// Even pages have their own headers and footers.
    even_and_odd: bool,
    /// Space that Word chooses is that of older versions, not that of web pages.
    old_auto_space: bool,
    /// The fonts of the theme are used for Vietnamese.
    pub(super) theme_is_vietnamese: bool,
}

impl Settings {
    /// Reads the settings part.
    pub(super) fn read(text: &str, depth: usize) -> Result<Self, XmlError> {
        let mut xml = Xml::new(text, depth);
        let mut settings = Self::default();
        xml.root()?;
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::Word, "evenAndOddHeaders") => settings.even_and_odd = is_on(&xml, &element),
                (Namespace::Word, "themeFontLang") => {
                    let language = xml.attribute(&element, Namespace::Word, "val");
                    settings.theme_is_vietnamese = language.is_some_and(|language| language.starts_with("vi"));
                }
                (Namespace::Word, "compat") => {
                    while let Some(element) = xml.child()? {
                        if element.is(Namespace::Word, "doNotUseHTMLParagraphAutoSpacing") {
                            settings.old_auto_space = is_on(&xml, &element);
                        }
                        xml.skip()?;
                    }
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(settings)
    }

    /// Space before and after a paragraph where Word is to choose it, in twentieths of a point.
    pub(super) const fn auto_space(self) -> u32 {
        if self.old_auto_space { 100 } else { 280 }
    }
}

/// A header or footer part to read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HeaderPart {
    pub(super) part: String,
    pub(super) kind: StoryKind,
    /// The first section that shows it.
    pub(super) section: u16,
}

const KINDS: [StoryKind; 2] = [StoryKind::Header, StoryKind::Footer];
const PAGES: [Pages; 3] = [Pages::Default, Pages::First, Pages::Even];

/// The header and footer parts of each section, by kind and pages, whether they are shown or not. A
/// section without a reference of its own has those of the section before.
fn parts_of_sections<'r>(sections: &[Section], relationships: &'r Relationships) -> Vec<[[Option<&'r str>; 3]; 2]> {
    let mut current = [[None; 3]; 2];
    let parts = |section: &Section| {
        for (kind, own_parts) in KINDS.into_iter().zip(&mut current) {
            for (pages, part) in PAGES.into_iter().zip(own_parts) {
                if let Some(own) = section.references.iter().find(|own| own.kind == kind && own.pages == pages) {
                    *part = relationships.part(&own.relationship);
                }
            }
        }
        current
    };
    sections.iter().map(parts).collect()
}

/// The header and footer parts that are on some page, headers first, each once.
pub(super) fn shown_parts(sections: &[Section], settings: Settings, relationships: &Relationships) -> Vec<HeaderPart> {
    let parts = parts_of_sections(sections, relationships);
    let mut result = Vec::new();
    let mut known = HashSet::new();
    for (kind_at, kind) in KINDS.into_iter().enumerate() {
        for (pages_at, pages) in PAGES.into_iter().enumerate() {
            for (at, (section, parts)) in sections.iter().zip(&parts).enumerate() {
                let shown = match pages {
                    Pages::Default => true,
                    Pages::First => section.title_page,
                    Pages::Even => settings.even_and_odd,
                };
                let Some(part) = parts[kind_at][pages_at].filter(|_| shown) else { continue };
                if known.insert(part) {
                    result.push(HeaderPart { part: part.to_owned(), kind, section: at as u16 });
                }
            }
        }
    }
    result
}

/// A page number in a header or footer part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageField {
    /// The part, as an index.
    pub(super) part: u32,
    pub(super) alignment: Fact<Alignment>,
    pub(super) half_points: Fact<u16>,
    pub(super) italic: Fact<bool>,
    /// What the field itself says of its numerals.
    pub(super) in_digits: Option<bool>,
}

/// Tells each section which page number it shows. `number_in` says what is in a part.
pub(super) fn set_page_numbers(
    sections: &mut [Section],
    settings: Settings,
    relationships: &Relationships,
    number_in: impl Fn(&str) -> Fact<Option<PageField>>,
) {
    let parts = parts_of_sections(sections, relationships);
    for (section, parts) in sections.iter_mut().zip(parts) {
        let shown_on = |pages: usize| {
            let mut unclear = false;
            for (kind, parts) in KINDS.into_iter().zip(parts) {
                match parts[pages].map_or(Fact::Known(None), &number_in) {
                    Fact::Known(Some(field)) => return Fact::Known(Some((kind, field))),
                    Fact::Known(None) => {}
                    Fact::Unknown => unclear = true,
                }
            }
            if unclear { Fact::Unknown } else { Fact::Known(None) }
        };
        let [default, first, even] = [0, 1, 2].map(shown_on);
        let default = match default {
            Fact::Known(None) if settings.even_and_odd => even,
            fact => fact,
        };
        let first = if section.title_page { first } else { default };
        section.page.page_number = match (default, first) {
            (Fact::Unknown, _) | (_, Fact::Unknown) => Fact::Unknown,
            (Fact::Known(default), Fact::Known(first)) => {
                Fact::Known(default.or(first).map(|(kind, field)| PageNumber {
                    at_top: kind == StoryKind::Header,
                    alignment: field.alignment,
                    half_points: field.half_points,
                    italic: field.italic,
                    in_digits: Fact::Known(field.in_digits.unwrap_or(!section.other_numerals)),
                    on_first_page: first.is_some(),
                }))
            }
        };
    }
}
