//! What came back with a marked copy: the record, and what people did with the remarks.

use super::clean::attribute;
use super::{CONTENT, META, PackageError, WriteError, meta};
use crate::ooxml::{Element, Namespace, Node, Package, Xml, XmlError};
use crate::writeback::{Bounds, OwnComment, Returned};

/// Reads what came back in `bytes`, which `author` has marked.
pub fn returned(bytes: &[u8], author: &str, (limits, depth): Bounds) -> Result<Returned, WriteError> {
    let mut package = Package::open(bytes, limits)?;
    let mut returned = Returned::default();
    if package.contains(META) {
        let text = package.xml(META)?;
        returned.recorded = meta::find(&text, depth).map_err(PackageError::from)?.record.map(|(_, recorded)| recorded);
    }
    let text = package.xml(CONTENT)?;
    let mut all = Vec::new();
    let mut xml = Xml::new(&text, depth);
    xml.root().and_then(|_| find(&mut xml, &mut all)).map_err(PackageError::from)?;
    let own = all.iter().filter(|said| said.author == author);
    returned.comments = own
        .map(|said| {
            let is_answer = |other: &&Said| other.author != author && !said.name.is_empty() && other.to == said.name;
            let answers = all.iter().filter(is_answer);
            OwnComment {
                paragraphs: said.paragraphs.clone(),
                is_done: said.is_done,
                answers: answers.map(|other| (other.author.clone(), other.paragraphs.join(" "))).collect(),
            }
        })
        .collect();
    Ok(returned)
}

/// A remark as it is read.
#[derive(Default)]
struct Said {
    name: String,
    /// The name of the remark that it answers.
    to: String,
    author: String,
    is_done: bool,
    paragraphs: Vec<String>,
}

fn find(xml: &mut Xml<'_>, all: &mut Vec<Said>) -> Result<(), XmlError> {
    while let Some(element) = xml.child()? {
        if element.is(Namespace::OdfOffice, "annotation") {
            all.push(said(xml, &element)?);
        } else {
            find(xml, all)?;
        }
    }
    Ok(())
}

fn said(xml: &mut Xml<'_>, element: &Element<'_>) -> Result<Said, XmlError> {
    let mut said = Said {
        name: attribute(element, "name").unwrap_or_default(),
        to: attribute(element, "parent-name").unwrap_or_default(),
        is_done: attribute(element, "resolved").as_deref() == Some("true"),
        ..Said::default()
    };
    while let Some(child) = xml.child()? {
        if child.local() == "creator" {
            xml.text(|part| said.author.push_str(part))?;
        } else if child.is(Namespace::OdfText, "p") {
            let mut text = String::new();
            words(xml, &mut text)?;
            said.paragraphs.push(text.trim().to_owned());
        } else {
            xml.skip()?;
        }
    }
    Ok(said)
}

fn words(xml: &mut Xml<'_>, text: &mut String) -> Result<(), XmlError> {
    while let Some(node) = xml.node()? {
        match node {
            Node::Text(part) => text.push_str(&part),
            Node::Element(element) => {
                if element.is(Namespace::OdfText, "s") {
                    let times = attribute(&element, "c").and_then(|times| times.parse().ok()).unwrap_or(1_usize);
                    text.push_str(&" ".repeat(times.min(8)));
                }
                words(xml, text)?;
            }
        }
    }
    Ok(())
}
