//! The part that holds the comments, and the places where a package says that it has one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{STRICT, WriteError};
use crate::diagnostic::{Remark, Tone};
use crate::ooxml::text::escaped;
use crate::ooxml::{Element, Namespace, Package, Relationships, Xml};
use crate::writeback::Author;

/// How the ids of relationships begin that are added.
pub(super) const ADDED: &str = "rIdRaSoat";

/// The id of a comment, or of a mark that belongs to one.
pub(super) fn id_of(xml: &Xml<'_>, element: &Element<'_>) -> Option<i64> {
    xml.attribute(element, Namespace::Word, "id").and_then(|id| id.parse().ok())
}

/// The comments of a package and what is added to them.
pub(super) struct Comments {
    /// The name of the part.
    part: String,
    /// What it holds, if it is there.
    known: Option<String>,
    prefix: String,
    namespace: String,
    next: i64,
    added: String,
}

impl Comments {
    /// The comments of the document in the part `main`, whose namespace is `namespace`.
    pub(super) fn read(
        package: &mut Package<'_>,
        (main, relationships): (&str, &Relationships),
        namespace: &str,
        depth: usize,
    ) -> Result<Self, WriteError> {
        let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let Some(part) = relationships.part_of_kind("comments") else {
            let mut part = format!("{folder}comments.xml");
            let mut number = 1;
            while package.contains(&part) {
                number += 1;
                part = format!("{folder}comments{number}.xml");
            }
            let (prefix, namespace) = ("w:".to_owned(), namespace.to_owned());
            return Ok(Self { part, known: None, prefix, namespace, next: 0, added: String::new() });
        };
        let text = package.xml(part)?;
        let mut xml = Xml::new(&text, depth);
        let root = xml.root().map_err(crate::ooxml::PackageError::from)?;
        let Some((prefix, _)) = root.written_name().split_once(':') else { return Err(WriteError::Form) };
        let prefix = format!("{prefix}:");
        let mut next = 0;
        while let Some(element) = xml.child().map_err(crate::ooxml::PackageError::from)? {
            let id = xml.attribute(&element, Namespace::Word, "id").and_then(|id| id.parse::<i64>().ok());
            next = next.max(id.map_or(0, |id| id.saturating_add(1)));
            xml.skip().map_err(crate::ooxml::PackageError::from)?;
        }
        let namespace = namespace.to_owned();
        Ok(Self { part: part.to_owned(), known: Some(text), prefix, namespace, next, added: String::new() })
    }

    /// Adds a comment and gives its number.
    pub(super) fn add(&mut self, remark: &Remark, author: &Author) -> i64 {
        let id = self.next;
        self.next += 1;
        let p = &self.prefix;
        let Author { name, initials, date } = author;
        let _ = write!(
            self.added,
            r#"<{p}comment {p}id="{id}" {p}author="{}" {p}date="{}" {p}initials="{}">"#,
            escaped(name),
            escaped(date),
            escaped(initials)
        );
        for paragraph in &remark.paragraphs {
            let _ = write!(self.added, "<{p}p>");
            for (text, tone) in paragraph {
                let properties = match tone {
                    Tone::Plain => String::new(),
                    Tone::Strong => format!("<{p}rPr><{p}b/></{p}rPr>"),
                    Tone::Small => {
                        format!(r#"<{p}rPr><{p}color {p}val="808080"/><{p}sz {p}val="14"/></{p}rPr>"#)
                    }
                };
                let text = escaped(text);
                let _ = write!(self.added, r#"<{p}r>{properties}<{p}t xml:space="preserve">{text}</{p}t></{p}r>"#);
            }
            let _ = write!(self.added, "</{p}p>");
        }
        let _ = write!(self.added, "</{p}comment>");
        id
    }

    /// Puts the part, and what leads to it, among the parts that are written.
    pub(super) fn write(
        self,
        package: &mut Package<'_>,
        main: &str,
        parts: &mut BTreeMap<String, Vec<u8>>,
    ) -> Result<(), WriteError> {
        if self.added.is_empty() {
            return Ok(());
        }
        let p = &self.prefix;
        if let Some(known) = &self.known {
            let written = appended(known, &format!("{p}comments"), &self.added).ok_or(WriteError::Form)?;
            parts.insert(self.part, written.into_bytes());
            return Ok(());
        }
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{p}comments xmlns:w=\"{}\">{}</{p}comments>",
            escaped(&self.namespace),
            self.added
        );
        parts.insert(self.part.clone(), text.into_bytes());
        let name = relationships_of(main);
        let target = self.part.rsplit('/').next().unwrap_or("comments.xml");
        let kind = if self.namespace.starts_with(STRICT) {
            "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        };
        let written = if package.contains(&name) {
            let known = package.xml(&name)?;
            let id = unused_id(&known);
            let p = prefix_of(&known, "Relationships");
            let entry = format!(r#"<{p}Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#);
            appended(&known, &format!("{p}Relationships"), &entry).ok_or(WriteError::Form)?
        } else {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        parts.insert(name, written.into_bytes());
        let types = package.xml("[Content_Types].xml")?;
        let p = prefix_of(&types, "Types");
        let entry = format!(
            r#"<{p}Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>"#,
            self.part
        );
        let written = appended(&types, &format!("{p}Types"), &entry).ok_or(WriteError::Form)?;
        parts.insert("[Content_Types].xml".to_owned(), written.into_bytes());
        Ok(())
    }
}

/// The name of the part that holds the relationships of `main`.
pub(super) fn relationships_of(main: &str) -> String {
    let (folder, file) = main.rsplit_once('/').map_or(("", main), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{file}.rels")
}

/// `xml` with `added` as the last children of its root `name`; `None` if it is not where it should be.
pub(super) fn appended(xml: &str, name: &str, added: &str) -> Option<String> {
    let end = format!("</{name}");
    if let Some(at) = xml.rfind(&end) {
        return Some(format!("{}{added}{}", xml.get(..at)?, xml.get(at..)?));
    }
    // The root has no children yet.
    let start = xml.rfind(&format!("<{name}"))?;
    let slash = start + xml.get(start..)?.find("/>")?;
    Some(format!("{}>{added}</{name}>{}", xml.get(..slash)?, xml.get(slash + 2..)?))
}

/// The prefix, with its colon, of the root `name`.
pub(super) fn prefix_of(xml: &str, name: &str) -> String {
    let mut depth = Xml::new(xml, 2);
    let root = depth.root().ok();
    let written = root.as_ref().map_or(name, |root| root.written_name());
    written.strip_suffix(name).unwrap_or("").to_owned()
}

/// An id that no relationship in `xml` has.
fn unused_id(xml: &str) -> String {
    let mut number = 1;
    loop {
        let id = format!("{ADDED}{number}");
        if !xml.contains(&format!("\"{id}\"")) && !xml.contains(&format!("'{id}'")) {
            return id;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_root_is_opened() {
        assert_eq!(appended("<a:x b=\"1\"/>", "a:x", "<c/>").as_deref(), Some("<a:x b=\"1\"><c/></a:x>"));
        assert_eq!(appended("<x><b/></x>\n", "x", "<c/>").as_deref(), Some("<x><b/><c/></x>\n"));
        assert_eq!(appended("<y/>", "x", "<c/>"), None);
    }
}
