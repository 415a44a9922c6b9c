//! What came back with a marked copy: the record, and what people did with the comments.

use std::collections::{BTreeMap, BTreeSet};

use super::record;
use super::{PackageError, WriteError, comments, main_part};
use crate::ooxml::{Element, Namespace, Package, Relationships, Xml, XmlError};
use crate::writeback::record::parsed;
use crate::writeback::{Bounds, OwnComment, Returned};

/// Reads what came back in `bytes`, which `author` has marked.
pub fn returned(bytes: &[u8], author: &str, (limits, depth): Bounds) -> Result<Returned, WriteError> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package, depth)?;
    let relationships = package.relationships(Some(&main), depth)?;
    let family = own_comments(&mut package, &relationships, author, depth)?;
    let recorded = match record::part(&mut package, &relationships) {
        Some(part) => parsed(&package.xml(&part)?, depth).map_err(PackageError::from)?,
        None => None,
    };
    Ok(Returned { recorded, comments: family.own.into_values().collect() })
}

/// The comments of one author, with what newer programs know of them.
#[derive(Debug, Default)]
pub(super) struct Family {
    /// By id.
    pub(super) own: BTreeMap<i64, OwnComment>,
    /// Ids of the paragraphs by which other parts name them.
    pub(super) paragraphs: BTreeSet<String>,
}

impl Family {
    pub(super) fn is_own(&self, id: Option<i64>) -> bool {
        id.is_some_and(|id| self.own.contains_key(&id))
    }
}

/// A comment as it is read.
struct Said {
    id: i64,
    author: String,
    /// The id of its last paragraph.
    paragraph: Option<String>,
    paragraphs: Vec<String>,
}

/// The comments of `author` and their answers.
pub(super) fn own_comments(
    package: &mut Package<'_>,
    relationships: &Relationships,
    author: &str,
    depth: usize,
) -> Result<Family, WriteError> {
    let mut family = Family::default();
    let Some(part) = relationships.part_of_kind("comments").filter(|part| package.contains(part)) else {
        return Ok(family);
    };
    let all = read(&package.xml(part)?, depth).map_err(PackageError::from)?;
    let extended = match relationships.part_of_kind("commentsExtended").filter(|part| package.contains(part)) {
        Some(part) => threads(&package.xml(part)?, depth).map_err(PackageError::from)?,
        None => BTreeMap::new(),
    };
    let thread = |said: &Said| said.paragraph.as_ref().and_then(|paragraph| extended.get(paragraph));
    for said in all.iter().filter(|said| said.author == author) {
        let answers = all.iter().filter(|other| {
            other.author != author
                && said.paragraph.is_some()
                && thread(other).is_some_and(|thread| thread.parent == said.paragraph)
        });
        let own = OwnComment {
            paragraphs: said.paragraphs.clone(),
            is_done: thread(said).is_some_and(|thread| thread.is_done),
            answers: answers.map(|other| (other.author.clone(), other.paragraphs.join(" "))).collect(),
        };
        family.own.insert(said.id, own);
        family.paragraphs.extend(said.paragraph.clone());
    }
    Ok(family)
}

/// What is known of the thread of a comment.
struct Thread {
    parent: Option<String>,
    is_done: bool,
}

/// The threads, by the ids of the last paragraphs of their comments.
fn threads(text: &str, depth: usize) -> Result<BTreeMap<String, Thread>, XmlError> {
    let mut xml = Xml::new(text, depth);
    xml.root()?;
    let mut threads = BTreeMap::new();
    while let Some(element) = xml.child()? {
        let value = |wanted| written(&element, wanted);
        if let Some(paragraph) = value("paraId") {
            let is_done = value("done").is_some_and(|done| matches!(done.as_str(), "1" | "true" | "on"));
            threads.insert(paragraph, Thread { parent: value("paraIdParent"), is_done });
        }
        xml.skip()?;
    }
    Ok(threads)
}

/// An attribute by its name without the prefix.
fn written(element: &Element<'_>, wanted: &str) -> Option<String> {
    let mut attributes = element.written_attributes();
    attributes.find(|(name, _)| name.rsplit(':').next() == Some(wanted)).map(|(_, value)| value.into_owned())
}

fn read(text: &str, depth: usize) -> Result<Vec<Said>, XmlError> {
    let mut xml = Xml::new(text, depth);
    xml.root()?;
    let mut all = Vec::new();
    while let Some(element) = xml.child()? {
        let Some(id) = comments::id_of(&xml, &element) else {
            xml.skip()?;
            continue;
        };
        let author = xml.attribute(&element, Namespace::Word, "author").unwrap_or_default().into_owned();
        let mut said = Said { id, author, paragraph: None, paragraphs: Vec::new() };
        while let Some(paragraph) = xml.child()? {
            if paragraph.is(Namespace::Word, "p") {
                said.paragraph = written(&paragraph, "paraId").or(said.paragraph);
            }
            let mut text = String::new();
            words(&mut xml, &mut text)?;
            said.paragraphs.push(text.trim().to_owned());
        }
        all.push(said);
    }
    Ok(all)
}

fn words(xml: &mut Xml<'_>, said: &mut String) -> Result<(), XmlError> {
    while let Some(element) = xml.child()? {
        if element.is(Namespace::Word, "t") {
            xml.text(|part| said.push_str(part))?;
        } else {
            words(xml, said)?;
        }
    }
    Ok(())
}
