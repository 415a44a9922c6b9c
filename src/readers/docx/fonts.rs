//! Font names, interned, and the theme that stands behind some of them.

use super::theme_colors::ThemeColors;
use crate::ooxml::{Element, Namespace, Xml, XmlError};

/// A font name of a [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FontId(u32);

/// The fonts of a run: Word shows accented letters (`hAnsi`) and the rest (`ascii`) in two that may
/// differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RunFonts {
    pub(super) accented: Option<FontId>,
    pub(super) plain: Option<FontId>,
}

impl RunFonts {
    /// These fonts with those of `below` where they say nothing.
    pub(super) fn over(self, below: Self) -> Self {
        Self { accented: self.accented.or(below.accented), plain: self.plain.or(below.plain) }
    }
}

/// A font of the theme.
#[derive(Debug, Clone, Copy, Default)]
struct ThemeFont {
    latin: Option<FontId>,
    /// The one it names for the script `Viet`.
    vietnamese: Option<FontId>,
}

/// Every font name of the file once.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    names: Vec<String>,
    /// Fonts of headings and of running text, by the theme.
    major: ThemeFont,
    minor: ThemeFont,
    /// The settings say that the theme is used for Vietnamese.
    pub(super) for_vietnamese: bool,
    /// The colours of the same theme.
    pub(super) colors: ThemeColors,
}

impl Fonts {
    /// The name of `id`; `None` for a theme font that the theme does not name.
    pub(super) fn name(&self, id: FontId) -> Option<&str> {
        self.names.get(id.0 as usize).map(String::as_str).filter(|name| !name.is_empty())
    }

    /// The id of `name`. Files use a handful of fonts, so the search is short; a hostile file with
    /// thousands of names gets the unnamed font for the rest.
    fn intern(&mut self, name: &str) -> FontId {
        const MOST: usize = 256;
        if let Some(at) = self.names.iter().position(|known| known == name) {
            return FontId(at as u32);
        }
        if self.names.len() >= MOST {
            return FontId(u32::MAX);
        }
        self.names.push(name.to_owned());
        FontId(self.names.len() as u32 - 1)
    }

    /// Reads the fonts and colours of a theme part.
    pub(super) fn read_theme(&mut self, text: &str, depth: usize) -> Result<(), XmlError> {
        let mut xml = Xml::new(text, depth);
        xml.root()?;
        while let Some(element) = xml.child()? {
            if element.is(Namespace::Drawing, "themeElements") {
                self.read_theme_elements(&mut xml)?;
            } else {
                xml.skip()?;
            }
        }
        Ok(())
    }

    fn read_theme_elements(&mut self, xml: &mut Xml<'_>) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            if element.is(Namespace::Drawing, "clrScheme") {
                self.colors = ThemeColors::read(xml)?;
                continue;
            }
            if !element.is(Namespace::Drawing, "fontScheme") {
                xml.skip()?;
                continue;
            }
            while let Some(font) = xml.child()? {
                match font.name() {
                    (Namespace::Drawing, "majorFont") => self.major = self.read_theme_font(xml)?,
                    (Namespace::Drawing, "minorFont") => self.minor = self.read_theme_font(xml)?,
                    _ => xml.skip()?,
                }
            }
        }
        Ok(())
    }

    fn read_theme_font(&mut self, xml: &mut Xml<'_>) -> Result<ThemeFont, XmlError> {
        let mut font = ThemeFont::default();
        while let Some(element) = xml.child()? {
            let attribute = |name| xml.attribute(&element, Namespace::None, name);
            let script = attribute("script");
            let name = attribute("typeface").map(|name| self.intern(&name));
            match (element.name(), script.as_deref()) {
                ((Namespace::Drawing, "latin"), _) => font.latin = name,
                ((Namespace::Drawing, "font"), Some("Viet")) => font.vietnamese = name,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(font)
    }

    /// The fonts that a `w:rFonts` sets. In one element the theme is stronger than a name.
    pub(super) fn of_element(&mut self, xml: &Xml<'_>, element: &Element<'_>) -> RunFonts {
        let (mut named, mut themed) = (RunFonts::default(), RunFonts::default());
        for attribute in xml.attributes(element).filter(|attribute| attribute.namespace == Namespace::Word) {
            match attribute.local {
                "hAnsi" => named.accented = Some(self.intern(&attribute.value)),
                "ascii" => named.plain = Some(self.intern(&attribute.value)),
                "hAnsiTheme" => themed.accented = Some(self.of_theme(&attribute.value)),
                "asciiTheme" => themed.plain = Some(self.of_theme(&attribute.value)),
                _ => {}
            }
        }
        themed.over(named)
    }

    fn of_theme(&mut self, slot: &str) -> FontId {
        let font = if slot.starts_with("major") { self.major } else { self.minor };
        // ECMA-376, 17.15.1.88 lets the language of the theme choose the font of its script. Not every program
        // does so, and which of two fonts is shown then depends on the reader.
        let differs = self.for_vietnamese && font.vietnamese.is_some_and(|name| Some(name) != font.latin);
        // An empty name is the font that nobody knows.
        font.latin.filter(|_| !differs).unwrap_or_else(|| self.intern(""))
    }
}
