//! Font names, each once, and the font faces that styles name them by.

use std::collections::HashMap;

use crate::ooxml::{Namespace, Xml, XmlError};

/// Most font names of one file; a hostile file gets no name for the rest.
const MOST: usize = 256;

/// A font name of a [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FontId(u16);

/// Every font name of the file once.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    names: Vec<String>,
    /// Families by the name of their face, in the part that is read.
    faces: HashMap<String, Option<FontId>>,
}

impl Fonts {
    /// The name of `id`.
    pub(super) fn name(&self, id: FontId) -> Option<&str> {
        self.names.get(usize::from(id.0)).map(String::as_str)
    }

    /// Reads a `office:font-face-decls`. Each part has its own.
    pub(super) fn read_faces(&mut self, xml: &mut Xml<'_>) -> Result<(), XmlError> {
        self.faces.clear();
        while let Some(element) = xml.child()? {
            if element.is(Namespace::OdfStyle, "font-face") && self.faces.len() < MOST {
                let name = xml.attribute(&element, Namespace::OdfStyle, "name");
                let family = xml.attribute(&element, Namespace::OdfVector, "font-family");
                if let (Some(name), Some(family)) = (name, family) {
                    let id = self.family(&family);
                    self.faces.insert(name.into_owned(), id);
                }
            }
            xml.skip()?;
        }
        Ok(())
    }

    /// The font behind the face `name`. A face that is not declared is taken for the family.
    pub(super) fn face(&mut self, name: &str) -> Option<FontId> {
        match self.faces.get(name) {
            Some(id) => *id,
            None => self.family(name),
        }
    }

    /// The first family of a list like `'Times New Roman', serif`.
    pub(super) fn family(&mut self, list: &str) -> Option<FontId> {
        let name = list.split(',').next().unwrap_or("").trim().trim_matches(['\'', '"']);
        if name.is_empty() {
            return None;
        }
        if let Some(at) = self.names.iter().position(|known| known == name) {
            return Some(FontId(at as u16));
        }
        if self.names.len() >= MOST {
            return None;
        }
        self.names.push(name.to_owned());
        Some(FontId(self.names.len() as u16 - 1))
    }
}
