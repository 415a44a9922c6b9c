//! Sections: page set-up, and which headers and footers are shown.

use std::collections::HashSet;

use super::properties::{is_on, length};
use super::story::StoryKind;
use crate::model::Fact;
use crate::model::format::PageSetup;
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
}

impl Section {
    /// Reads the children of a `w:sectPr`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, XmlError> {
        let mut section = Self::default();
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
}

impl Settings {
    /// Reads the settings part.
    pub(super) fn read(text: &str, depth: usize) -> Result<Self, XmlError> {
        let mut xml = Xml::new(text, depth);
        let mut settings = Self::default();
        xml.root()?;
        while let Some(element) = xml.child()? {
            if element.is(Namespace::Word, "evenAndOddHeaders") {
                settings.even_and_odd = is_on(&xml, &element);
            }
            xml.skip()?;
        }
        Ok(settings)
    }
}

/// A header or footer part to read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HeaderPart {
    pub(super) part: String,
    pub(super) kind: StoryKind,
}

/// The header and footer parts that are on some page, headers first, each once. A section without
/// a reference of its own has those of the section before.
pub(super) fn shown_parts(sections: &[Section], settings: Settings, relationships: &Relationships) -> Vec<HeaderPart> {
    const PAGES: [Pages; 3] = [Pages::Default, Pages::First, Pages::Even];
    let mut result = Vec::new();
    let mut known = HashSet::new();
    for kind in [StoryKind::Header, StoryKind::Footer] {
        for pages in PAGES {
            let mut current = None;
            for section in sections {
                let own = section.references.iter().find(|own| own.kind == kind && own.pages == pages);
                current = own.map(|own| own.relationship.as_str()).or(current);
                let shown = match pages {
                    Pages::Default => true,
                    Pages::First => section.title_page,
                    Pages::Even => settings.even_and_odd,
                };
                let Some(part) = current.filter(|_| shown).and_then(|id| relationships.part(id)) else { continue };
                if known.insert(part) {
                    result.push(HeaderPart { part: part.to_owned(), kind });
                }
            }
        }
    }
    result
}
