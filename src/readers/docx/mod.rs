//! DOCX: the package becomes blocks in reading order, with the run that each stretch of text came
//! from.
//!
//! [`read`] finds the parts, [`story`], [`run`] and [`table`] walk through each of them, [`styles`], [`fonts`] and
//! [`numbering`] answer what a paragraph inherits. What is read is the *final view*: tracked
//! insertions are text, tracked deletions and hidden text are not.
//!
//! Positions: [`Block::part`] and [`Block::paragraph`] name a `w:p` of a part, counted in document
//! order and without those inside `mc:Fallback` (and of several `mc:Choice` only the first). The
//! run of an [`Origin::Docx`](crate::model::Origin) is told by the byte of the part at which its `w:r`
//! starts, so that the writer finds it without reading as the reader does; its bytes count everything that
//! `w:t`, tabs, breaks, hyphens and symbols of the run stand for. A paragraph whose mark is deleted or
//! hidden goes on in the next one.
//!
//! [`Block::part`]: crate::model::Block::part
//! [`Block::paragraph`]: crate::model::Block::paragraph

mod comments;
mod container;
mod drawn_lines;
mod fonts;
mod frame;
mod numbering;
mod pages;
mod paragraph;
mod properties;
mod resolve;
mod run;
mod section;
mod story;
mod styles;
mod table;
mod table_style;
mod theme_colors;

use std::collections::HashSet;

use super::{Limits, Notice, NoticeKind, Notices, ReadError, draft, read_error};
use crate::model::{Fact, Format, Place, RawDocument};
use crate::ooxml::{Namespace, Package, PackageError, Relationships, Xml, XmlError};
use fonts::Fonts;
use numbering::Numbering;
use section::{HeaderPart, PageField, Section, Settings};
use story::{Story, StoryKind};
use styles::Styles;

/// Reads the DOCX in `package`.
pub(super) fn read(package: Package<'_>, limits: &Limits) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    let mut parts = Parts { package, depth: limits.xml_depth, notices: Notices::default() };
    let main = parts.main_part()?;
    let text = parts.package.xml_bytes(&main).map_err(read_error)?;
    check_root(&text, limits.xml_depth)?;

    let relationships = parts.optional(|parts| parts.package.relationships(Some(&main), parts.depth), &main)?;
    let relationships = relationships.unwrap_or_default();
    let settings = parts.related(&relationships, "settings", Settings::read)?;
    let mut fonts = Fonts::default();
    fonts.for_vietnamese = matches!(&settings, Related::Read(settings) if settings.theme_is_vietnamese);
    parts.related(&relationships, "theme", |text, depth| fonts.read_theme(text, depth))?;
    let styles = parts.related(&relationships, "styles", |text, depth| Styles::read(text, depth, &mut fonts))?;
    let styles = match styles {
        Related::Read(styles) => styles,
        Related::None => Styles::default(),
        Related::Damaged => Styles::unknown(),
    };
    let numbering =
        parts.related(&relationships, "numbering", |text, depth| Numbering::read(text, depth, &mut fonts, &styles))?;
    let auto_space = match &settings {
        Related::Read(settings) => Fact::Known(settings.auto_space()),
        Related::None => Fact::Known(Settings::default().auto_space()),
        Related::Damaged => Fact::Unknown,
    };
    let settings = settings.value().unwrap_or_default();
    let mut story = Story::new(styles, fonts, numbering.value().unwrap_or_default(), auto_space);
    story.read_part(&text, limits.xml_depth, &main, (StoryKind::Body, 0)).map_err(xml_error)?;
    drop(text);
    let tables_of_body = story.tables.len();
    if story.drafts.last().is_some_and(|draft| usize::from(draft.format.section) == story.sections.len()) {
        // Every paragraph stands in a section, even if the file ends without its set-up.
        story.sections.push(Section::default());
    }
    let mut damaged = HashSet::new();
    for HeaderPart { part, kind, section } in section::shown_parts(&story.sections, settings, &relationships) {
        if parts.story(&mut story, &part, (kind, section))?.is_none() {
            damaged.insert(part);
        }
    }
    let Story { sections, page_fields, parts: names, .. } = &mut story;
    section::set_page_numbers(sections, settings, &relationships, |part| {
        let of_part = |field: &&PageField| names.get(field.part as usize).is_some_and(|name| name == part);
        match page_fields.iter().find(of_part) {
            None if damaged.contains(part) => Fact::Unknown,
            field => Fact::Known(field.copied()),
        }
    });
    for (kind, story_kind) in [("footnotes", StoryKind::Footnotes), ("endnotes", StoryKind::Endnotes)] {
        if let Some(part) = relationships.part_of_kind(kind) {
            parts.story(&mut story, part, (story_kind, 0))?;
        }
    }
    parts.note_extras();
    // Text in tables of headers and notes stands in the header or the note.
    story.tables.truncate(tables_of_body);
    let said = parts.related(&relationships, "comments", comments::read)?.value().unwrap_or_default();
    let ranges = std::mem::take(&mut story.comments);
    if ranges.has_any(&said) {
        story.notices.add(NoticeKind::Comments, "");
    }
    let pages = std::mem::take(&mut story.pages);
    let insertions = std::mem::take(&mut story.insertions);
    let (mut raw, notices) = finish(story, parts.notices)?;
    raw.page_starts = pages.settled();
    raw.insertions = insertions.settled(&raw);
    raw.comments = comments::settle(&raw, &ranges, &said).map_err(|error| read_error(error.into()))?;
    Ok((raw, notices))
}

/// A part that the document can do without.
enum Related<T> {
    Read(T),
    /// There is none.
    None,
    /// It is missing or broken; a notice says so.
    Damaged,
}

impl<T> Related<T> {
    fn value(self) -> Option<T> {
        match self {
            Self::Read(value) => Some(value),
            Self::None | Self::Damaged => None,
        }
    }
}

/// The package while its parts are read.
struct Parts<'b> {
    package: Package<'b>,
    depth: usize,
    notices: Notices,
}

impl Parts<'_> {
    /// The name of the part that holds the document, or what the package is instead.
    fn main_part(&mut self) -> Result<String, ReadError> {
        let relationships = self.package.relationships(None, self.depth).map_err(read_error)?;
        let Some(main) = relationships.part_of_kind("officeDocument") else {
            return Err(ReadError::NotWhatNameSays { found: "zip" });
        };
        match main.split_once('/').map(|(folder, _)| folder) {
            Some("xl") => Err(ReadError::Unsupported { format: "XLSX" }),
            Some("ppt") => Err(ReadError::Unsupported { format: "PPTX" }),
            _ => Ok(main.to_owned()),
        }
    }

    /// What `read` makes of something that the document can do without. A part beyond the limits
    /// is not damage but an attack, so it is an error even here.
    fn optional<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, PackageError>,
        name: &str,
    ) -> Result<Option<T>, ReadError> {
        match read(self) {
            Ok(value) => Ok(Some(value)),
            Err(error @ (PackageError::Bomb(_) | PackageError::Encrypted)) => Err(read_error(error)),
            Err(PackageError::Damaged(_) | PackageError::Missing(_)) => {
                self.notices.add(NoticeKind::DamagedPart, name);
                Ok(None)
            }
        }
    }

    /// What `read` makes of the part of `kind`.
    fn related<T>(
        &mut self,
        relationships: &Relationships,
        kind: &str,
        read: impl FnOnce(&str, usize) -> Result<T, XmlError>,
    ) -> Result<Related<T>, ReadError> {
        let Some(name) = relationships.part_of_kind(kind) else {
            // Without its relationships the document cannot tell which parts are its own.
            let file = format!("{kind}.xml");
            if relationships.iter().next().is_some() || !self.package.has_part_named(&file) {
                return Ok(Related::None);
            }
            self.notices.add(NoticeKind::DamagedPart, &file);
            return Ok(Related::Damaged);
        };
        let read = |parts: &mut Self| {
            let text = parts.package.xml(name)?;
            Ok(read(&text, parts.depth)?)
        };
        Ok(self.optional(read, name)?.map_or(Related::Damaged, Related::Read))
    }

    /// Adds the blocks of a header, a footer or the notes; `None` if the part is damaged.
    fn story(&mut self, story: &mut Story, name: &str, kind: (StoryKind, u16)) -> Result<Option<()>, ReadError> {
        let read = |parts: &mut Self| {
            let text = parts.package.xml_bytes(name)?;
            Ok(story.read_part(&text, parts.depth, name, kind)?)
        };
        self.optional(read, name)
    }

    fn note_extras(&mut self) {
        if self.package.has_folder("_xmlsignatures/") {
            self.notices.add(NoticeKind::Signed, "");
        }
        if self.package.has_part_named("vbaProject.bin") {
            self.notices.add(NoticeKind::Macros, "");
        }
    }
}

/// Makes sure that the main part is a word processing document.
fn check_root(text: &[u8], depth: usize) -> Result<(), ReadError> {
    let mut xml = Xml::of_bytes(text, depth);
    match xml.root().map_err(xml_error)?.name() {
        (Namespace::Word, "document") => Ok(()),
        (Namespace::Spreadsheet, _) => Err(ReadError::Unsupported { format: "XLSX" }),
        (Namespace::Presentation, _) => Err(ReadError::Unsupported { format: "PPTX" }),
        _ => Err(ReadError::NotWhatNameSays { found: "zip" }),
    }
}

/// Turns drafts into blocks and gives the tables their cells' blocks.
fn finish(story: Story, mut notices: Notices) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    let Story { mut drafts, tables, sections, parts, fonts, notices: of_story, has_pictures, boxes, strays, .. } =
        story;
    if !drafts.iter().any(|draft| draft.part == 0) {
        return Err(if has_pictures { ReadError::PicturesOnly } else { ReadError::Empty });
    }
    drawn_lines::settle(&mut drafts, &strays);
    for draft in &mut drafts {
        if draft.format.framed == Fact::Known(false) && (boxes > 0 || draft.place != Place::Body) {
            draft.format.framed = Fact::Unknown;
        }
    }
    let mut raw = RawDocument::new(Format::Docx);
    draft::settle(&mut raw, drafts, tables, |range, facts| facts.format(range, &fonts));
    raw.pages = sections.iter().map(|section| section.page).collect();
    raw.parts = parts;
    for notice in of_story.0 {
        notices.add(notice.kind, &notice.detail);
    }
    Ok((raw, notices.0))
}

fn xml_error(error: XmlError) -> ReadError {
    read_error(error.into())
}
