//! Pages: layouts, master pages, and the page number in their headers and footers.

use std::collections::HashMap;

use super::properties::length;
use crate::model::Fact;
use crate::model::format::{PageNumber, PageSetup};
use crate::ooxml::{Element, Namespace, Xml, XmlError};

/// A `style:page-layout`.
#[derive(Debug, Clone, Copy, Default)]
struct Layout {
    width: Option<i32>,
    height: Option<i32>,
    /// Top, right, bottom, left, without header and footer.
    margins: [Option<i32>; 4],
    /// What a header or footer takes of the page, with the gap to the text.
    header: Option<i32>,
    footer: Option<i32>,
    gutter: i32,
}

/// A `style:master-page`.
#[derive(Debug, Clone, Default)]
pub(super) struct Master {
    layout: String,
    /// The master page of the pages after the first one.
    next: Option<String>,
    has_header: bool,
    has_footer: bool,
    /// The first page has a header or footer of its own.
    has_first: bool,
    /// The page number that its pages show.
    pub(super) number: Option<PageNumber>,
    /// The page number of the header or footer for the first page.
    pub(super) first_number: Option<PageNumber>,
}

/// A stretch of the body on one kind of page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) master: String,
    pub(super) restarts: bool,
}

/// All page layouts and master pages.
#[derive(Debug, Default)]
pub(super) struct Pages {
    layouts: HashMap<String, Layout>,
    pub(super) masters: HashMap<String, Master>,
    first: Option<String>,
}

impl Pages {
    /// Reads a `style:page-layout`.
    pub(super) fn read_layout(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), XmlError> {
        let name = xml.attribute(element, Namespace::OdfStyle, "name").map(std::borrow::Cow::into_owned);
        let mut layout = Layout::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::OdfStyle, "page-layout-properties") => read_properties(xml, &element, &mut layout),
                (Namespace::OdfStyle, "header-style") => {
                    layout.header = read_band(xml)?;
                    continue;
                }
                (Namespace::OdfStyle, "footer-style") => {
                    layout.footer = read_band(xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        if let Some(name) = name {
            self.layouts.entry(name).or_insert(layout);
        }
        Ok(())
    }

    /// Reads the attributes of a `style:master-page` and which headers and footers it has.
    pub(super) fn read_master(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), XmlError> {
        let attribute = |name| xml.attribute(element, Namespace::OdfStyle, name).map(std::borrow::Cow::into_owned);
        let name = attribute("name");
        let mut master = Master {
            layout: attribute("page-layout-name").unwrap_or_default(),
            next: attribute("next-style-name"),
            ..Master::default()
        };
        while let Some(element) = xml.child()? {
            if let Some(band) = Band::of(xml, &element) {
                master.has_header |= band.at_top && !band.is_first;
                master.has_footer |= !band.at_top && !band.is_first;
                master.has_first |= band.is_first;
            }
            xml.skip()?;
        }
        if let Some(name) = name {
            self.first.get_or_insert_with(|| name.clone());
            self.masters.entry(name).or_insert(master);
        }
        Ok(())
    }

    /// The master page of a document that names none.
    pub(super) fn default_master(&self) -> String {
        let standard = "Standard";
        match &self.first {
            Some(first) if !self.masters.contains_key(standard) => first.clone(),
            _ => standard.to_owned(),
        }
    }

    /// The master page of the pages of `section` after its first one.
    fn following(&self, section: &Section) -> Option<&Master> {
        let first = self.masters.get(&section.master)?;
        first.next.as_ref().and_then(|next| self.masters.get(next)).or(Some(first))
    }

    /// The names of the master pages that `sections` are on.
    pub(super) fn shown(&self, sections: &[Section]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for section in sections {
            let next = self.masters.get(&section.master).and_then(|master| master.next.clone());
            for name in std::iter::once(section.master.clone()).chain(next) {
                if self.masters.contains_key(&name) && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The page set-up of `section`.
    pub(super) fn setup(&self, section: &Section) -> PageSetup {
        let (Some(first), Some(master)) = (self.masters.get(&section.master), self.following(section)) else {
            return PageSetup::default();
        };
        let mut setup = PageSetup { restarts_numbering: Fact::Known(section.restarts), ..PageSetup::default() };
        let is_one_master = std::ptr::eq(first, master);
        let shown_first = if is_one_master && first.has_first { first.first_number } else { first.number };
        let number = master.number.or(shown_first);
        setup.page_number =
            Fact::Known(number.map(|number| PageNumber { on_first_page: shown_first.is_some(), ..number }));
        let Some(layout) = self.layouts.get(&master.layout) else { return setup };
        let side = |length: Option<i32>| match length.and_then(|length| u32::try_from(length).ok()) {
            Some(length) => Fact::Known(length),
            None => Fact::Unknown,
        };
        setup.width = side(layout.width);
        setup.height = side(layout.height);
        setup.gutter = side(Some(layout.gutter));
        let band = |is_there: bool, height: Option<i32>| if is_there { height } else { Some(0) };
        let [top, right, bottom, left] = layout.margins;
        let top = top.zip(band(master.has_header, layout.header)).map(|(margin, band)| margin + band);
        let bottom = bottom.zip(band(master.has_footer, layout.footer)).map(|(margin, band)| margin + band);
        if let (Some(top), Some(right), Some(bottom), Some(left)) = (top, right, bottom, left) {
            setup.margins = Fact::Known([top, right, bottom, left]);
        }
        setup
    }
}

/// A header or footer of a master page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Band {
    pub(super) at_top: bool,
    /// For the first page only.
    pub(super) is_first: bool,
}

impl Band {
    /// What `element` is, if it is a header or footer that is shown.
    pub(super) fn of(xml: &Xml<'_>, element: &Element<'_>) -> Option<Self> {
        let (Namespace::OdfStyle | Namespace::OdfExtension, name) = element.name() else { return None };
        let (at_top, is_first) = match name {
            "header" | "header-left" => (true, false),
            "footer" | "footer-left" => (false, false),
            "header-first" => (true, true),
            "footer-first" => (false, true),
            _ => return None,
        };
        let shown = xml.attribute(element, Namespace::OdfStyle, "display").as_deref() != Some("false");
        shown.then_some(Self { at_top, is_first })
    }
}

fn read_properties(xml: &Xml<'_>, element: &Element<'_>, layout: &mut Layout) {
    for attribute in xml.attributes(element) {
        let length = length(&attribute.value);
        match (attribute.namespace, attribute.local) {
            (Namespace::OdfFormat, "page-width") => layout.width = length,
            (Namespace::OdfFormat, "page-height") => layout.height = length,
            (Namespace::OdfFormat, "margin-top") => layout.margins[0] = length,
            (Namespace::OdfFormat, "margin-right") => layout.margins[1] = length,
            (Namespace::OdfFormat, "margin-bottom") => layout.margins[2] = length,
            (Namespace::OdfFormat, "margin-left") => layout.margins[3] = length,
            (Namespace::OdfFormat, "margin") => {
                layout.margins.iter_mut().for_each(|margin| *margin = margin.or(length));
            }
            (Namespace::OdfExtension, "margin-gutter") => layout.gutter = length.unwrap_or(0),
            _ => {}
        }
    }
}

/// The height of a header or footer, with the gap to the text.
fn read_band(xml: &mut Xml<'_>) -> Result<Option<i32>, XmlError> {
    let mut height = None;
    while let Some(element) = xml.child()? {
        if element.is(Namespace::OdfStyle, "header-footer-properties") {
            let least = xml.attribute(&element, Namespace::OdfFormat, "min-height");
            let fixed = xml.attribute(&element, Namespace::OdfVector, "height");
            height = fixed.or(least).and_then(|height| length(&height));
        }
        xml.skip()?;
    }
    Ok(height)
}
