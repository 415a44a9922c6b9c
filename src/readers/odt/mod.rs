//! ODT: the package becomes blocks in reading order.
//!
//! [`read`] finds the parts, [`story`] walks through the content and through the headers and footers
//! of the master pages that are used; [`styles`], [`fonts`], [`lists`] and [`page`] answer what a
//! paragraph inherits. What is read is the *final view*: deletions that are tracked are kept apart in
//! the file and left out, annotations and hidden text too.
//!
//! Positions: [`Block::part`] and [`Block::paragraph`] name a `text:p` or `text:h` of a part, counted
//! in document order without those of tracked deletions and annotations. White space is taken
//! together as the format asks, so a place is counted in the text that is shown.
//!
//! [`Block::part`]: crate::model::Block::part
//! [`Block::paragraph`]: crate::model::Block::paragraph

mod fonts;
mod inline;
mod lists;
mod page;
mod paragraph;
mod properties;
mod story;
mod styles;
mod table;

use super::{Limits, Notice, NoticeKind, ReadError, draft, read_error};
use crate::model::{Format, Place, RawDocument};
use crate::ooxml::{Namespace, Package, PackageError, Xml, XmlError};
use page::Band;
use story::{Flow, Story};
use styles::Origin;

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads the ODT in `package`.
pub(super) fn read(mut package: Package<'_>, limits: &Limits) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    let depth = limits.xml_depth;
    if is_encrypted(&mut package, depth)? {
        return Err(ReadError::Encrypted);
    }
    let mut story = Story::default();
    let styles = if package.contains(STYLES) {
        optional(&mut story, STYLES, |_| package.xml(STYLES))?
    } else {
        // The format allows a document without any common style.
        story.styles.is_known = true;
        None
    };
    if let Some(text) = &styles {
        let read = optional(&mut story, STYLES, |story| Ok(read_styles(text, depth, story)?))?;
        story.styles.is_known = read.is_some();
    }
    let content = package.xml(CONTENT).map_err(read_error)?;
    read_content(&content, depth, &mut story)?;
    drop(content);
    if let Some(text) = styles.filter(|_| story.styles.is_known) {
        optional(&mut story, STYLES, |story| Ok(read_masters(&text, depth, story)?))?;
    }
    if package.has_folder("META-INF/") && package.contains("META-INF/documentsignatures.xml") {
        story.notices.add(NoticeKind::Signed, "");
    }
    if package.has_folder("Basic/") || package.has_folder("Scripts/") {
        story.notices.add(NoticeKind::Macros, "");
    }
    finish(story)
}

/// True if the manifest says that an entry is encrypted.
fn is_encrypted(package: &mut Package<'_>, depth: usize) -> Result<bool, ReadError> {
    if package.contains("encrypted-package") {
        return Ok(true);
    }
    if !package.contains(MANIFEST) {
        return Ok(false);
    }
    let text = match package.xml(MANIFEST) {
        Ok(text) => text,
        Err(PackageError::Damaged(_) | PackageError::Missing(_)) => return Ok(false),
        Err(error) => return Err(read_error(error)),
    };
    // Old writers put a DOCTYPE here, which the walk refuses; what can be read decides.
    Ok(find_encryption(&text, depth).unwrap_or(false))
}

fn find_encryption(text: &str, depth: usize) -> Result<bool, XmlError> {
    let mut xml = Xml::new(text, depth);
    xml.root()?;
    while let Some(entry) = xml.child()? {
        if entry.is(Namespace::OdfManifest, "file-entry") {
            while let Some(element) = xml.child()? {
                if element.is(Namespace::OdfManifest, "encryption-data") {
                    return Ok(true);
                }
                xml.skip()?;
            }
        } else {
            xml.skip()?;
        }
    }
    Ok(false)
}

/// What `read` makes of something that the document can do without. A part beyond the limits is
/// not damage but an attack, so it is an error even here.
fn optional<T>(
    story: &mut Story,
    name: &str,
    read: impl FnOnce(&mut Story) -> Result<T, PackageError>,
) -> Result<Option<T>, ReadError> {
    match read(story) {
        Ok(value) => Ok(Some(value)),
        Err(error @ (PackageError::Bomb(_) | PackageError::Encrypted)) => Err(read_error(error)),
        Err(PackageError::Damaged(_) | PackageError::Missing(_)) => {
            story.notices.add(NoticeKind::DamagedPart, name);
            Ok(None)
        }
    }
}

/// Reads the styles, page layouts and master pages of `styles.xml`.
fn read_styles(text: &str, depth: usize, story: &mut Story) -> Result<(), XmlError> {
    let mut xml = Xml::new(text, depth);
    xml.root()?;
    while let Some(element) = xml.child()? {
        match element.name() {
            (Namespace::OdfOffice, "font-face-decls") => story.fonts.read_faces(&mut xml)?,
            (Namespace::OdfOffice, "styles") => read_style_list(&mut xml, Origin::Common, story)?,
            (Namespace::OdfOffice, "automatic-styles") => read_style_list(&mut xml, Origin::Masters, story)?,
            (Namespace::OdfOffice, "master-styles") => {
                while let Some(element) = xml.child()? {
                    if element.is(Namespace::OdfStyle, "master-page") {
                        story.pages.read_master(&mut xml, &element)?;
                    } else {
                        xml.skip()?;
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn read_style_list(xml: &mut Xml<'_>, origin: Origin, story: &mut Story) -> Result<(), XmlError> {
    while let Some(element) = xml.child()? {
        match element.name() {
            (Namespace::OdfStyle, "style" | "default-style") => {
                story.styles.read(xml, &element, origin, &mut story.fonts)?;
            }
            (Namespace::OdfText, "list-style") => {
                story.lists.read_style(xml, &element, origin, &mut story.fonts)?;
            }
            (Namespace::OdfText, "outline-style") => story.lists.read_outline(xml, &mut story.fonts)?,
            (Namespace::OdfStyle, "page-layout") => story.pages.read_layout(xml, &element)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Reads the automatic styles and the body of `content.xml`.
fn read_content(text: &str, depth: usize, story: &mut Story) -> Result<(), ReadError> {
    let xml_error = |error: XmlError| read_error(error.into());
    let mut xml = Xml::new(text, depth);
    if !xml.root().map_err(xml_error)?.is(Namespace::OdfOffice, "document-content") {
        return Err(ReadError::NotWhatNameSays { found: "zip" });
    }
    story.begin(CONTENT, Origin::Content);
    while let Some(element) = xml.child().map_err(xml_error)? {
        match element.name() {
            (Namespace::OdfOffice, "font-face-decls") => story.fonts.read_faces(&mut xml),
            (Namespace::OdfOffice, "automatic-styles") => read_style_list(&mut xml, Origin::Content, story),
            (Namespace::OdfOffice, "body") => read_body(&mut xml, story),
            _ => xml.skip(),
        }
        .map_err(xml_error)?;
    }
    Ok(())
}

fn read_body(xml: &mut Xml<'_>, story: &mut Story) -> Result<(), XmlError> {
    while let Some(element) = xml.child()? {
        if element.is(Namespace::OdfOffice, "text") {
            story.blocks(xml, &mut Flow::new(Place::Body))?;
        } else {
            xml.skip()?;
        }
    }
    Ok(())
}

/// Reads the headers and footers of the master pages in use.
fn read_masters(text: &str, depth: usize, story: &mut Story) -> Result<(), XmlError> {
    let shown = story.pages.shown(&story.sections);
    let mut xml = Xml::new(text, depth);
    story.begin(STYLES, Origin::Masters);
    xml.root()?;
    while let Some(element) = xml.child()? {
        if !element.is(Namespace::OdfOffice, "master-styles") {
            xml.skip()?;
            continue;
        }
        while let Some(element) = xml.child()? {
            let name = xml.attribute(&element, Namespace::OdfStyle, "name").unwrap_or_default().into_owned();
            let is_shown = element.is(Namespace::OdfStyle, "master-page") && shown.contains(&name);
            while let Some(element) = xml.child()? {
                let band = Band::of(&xml, &element);
                let place = if band.is_some_and(|band| band.at_top) { Place::Header } else { Place::Footer };
                let is_left_out = band.is_none() || !is_shown;
                story.band = band.filter(|_| is_shown).map(|band| (name.clone(), band));
                // Paragraphs of other master pages count, so that a place can be found by its number.
                story.unless(is_left_out, |story| story.blocks(&mut xml, &mut Flow::new(place)))?;
                story.band = None;
            }
        }
    }
    Ok(())
}

/// Turns drafts into blocks and gives the tables their cells' blocks.
fn finish(story: Story) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    let Story {
        mut drafts,
        notes,
        tables,
        sections,
        pages,
        parts,
        fonts,
        styles,
        notices,
        has_pictures,
        insertions,
        ..
    } = story;
    if !drafts.iter().any(|draft| draft.part == 0) {
        return Err(if has_pictures { ReadError::PicturesOnly } else { ReadError::Empty });
    }
    drafts.extend(notes);
    let mut raw = RawDocument::new(Format::Odt);
    draft::settle(&mut raw, drafts, tables, |range, props| styles.run_format(range, &props, &fonts));
    raw.pages = sections.iter().map(|section| pages.setup(section)).collect();
    raw.parts = parts;
    raw.insertions = insertions.settled(&raw);
    Ok((raw, notices.0))
}
