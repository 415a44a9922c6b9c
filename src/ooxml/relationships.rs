//! Relationships: which part belongs to which, by the `.rels` files.

use std::collections::HashMap;

use super::xml::{Namespace, Xml, XmlError};

/// Where a relationship leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A part of the package, by its full name without a leading slash.
    Part(String),
    /// Something outside of the package.
    External(String),
}

/// One relationship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// Its id in its source part.
    pub id: String,
    /// The last segment of its type: `styles`, `header`, `officeDocument`. The segments before it
    /// differ between the transitional and the strict family.
    pub kind: String,
    /// Where it leads.
    pub target: Target,
}

/// The relationships of one part, in file order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relationships {
    list: Vec<Relationship>,
    by_id: HashMap<String, usize>,
}

impl Relationships {
    /// Reads the relationship file `text` of the part `source` (empty for the package).
    pub fn parse(text: &str, source: &str, depth: usize) -> Result<Self, XmlError> {
        let mut xml = Xml::new(text, depth);
        let mut result = Self::default();
        xml.root()?;
        while let Some(element) = xml.child()? {
            if element.is(Namespace::PackageRelationships, "Relationship") {
                let (mut id, mut kind, mut target) = (String::new(), String::new(), String::new());
                let mut external = false;
                for attribute in xml.attributes(&element) {
                    match attribute.local {
                        "Id" => id = attribute.value.into_owned(),
                        "Type" => kind = last_segment(&attribute.value),
                        "Target" => target = attribute.value.into_owned(),
                        "TargetMode" => external = attribute.value == "External",
                        _ => {}
                    }
                }
                let target = if external { Target::External(target) } else { Target::Part(resolve(source, &target)) };
                result.by_id.entry(id.clone()).or_insert(result.list.len());
                result.list.push(Relationship { id, kind, target });
            }
            xml.skip()?;
        }
        Ok(result)
    }

    /// The part behind the first relationship of `kind`.
    pub fn part_of_kind(&self, kind: &str) -> Option<&str> {
        self.list.iter().filter(|relationship| relationship.kind == kind).find_map(Relationship::part)
    }

    /// The parts behind the relationships of `kind`, in file order.
    pub fn parts_of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.list.iter().filter(move |relationship| relationship.kind == kind).filter_map(Relationship::part)
    }

    /// The part behind the relationship `id`.
    pub fn part(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).and_then(|at| self.list.get(*at)).and_then(Relationship::part)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Relationship> {
        self.list.iter()
    }
}

impl Relationship {
    /// The part it leads to, if it stays in the package.
    pub fn part(&self) -> Option<&str> {
        match &self.target {
            Target::Part(name) => Some(name),
            Target::External(_) => None,
        }
    }
}

fn last_segment(kind: &str) -> String {
    kind.rsplit('/').next().unwrap_or("").to_owned()
}

/// The relationship file of `source`, or of the package.
pub(super) fn file_of(source: Option<&str>) -> String {
    let (folder, name) = source.unwrap_or("").rsplit_once('/').unwrap_or(("", source.unwrap_or("")));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// The full name of `target` as written in the relationships of `source`.
fn resolve(source: &str, target: &str) -> String {
    let folder = if target.starts_with('/') { "" } else { source.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(target.split(['/', '\\'])) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_absolute_or_external() {
        assert_eq!(resolve("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/document.xml", "/word/theme/theme1.xml"), "word/theme/theme1.xml");
        assert_eq!(resolve("word/document.xml", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
    }

    #[test]
    fn relationship_files_stand_beside_their_part() {
        assert_eq!(file_of(None), "_rels/.rels");
        assert_eq!(file_of(Some("word/document.xml")), "word/_rels/document.xml.rels");
        assert_eq!(file_of(Some("document.xml")), "_rels/document.xml.rels");
    }

    #[test]
    fn external_targets_are_no_parts() {
        let text = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="http://x/relationships/hyperlink" Target="word/a.xml" TargetMode="External"/>
            <Relationship Id="rId2" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="s.xml"/>
        </Relationships>"#;
        let all = Relationships::parse(text, "word/document.xml", 16).expect("parses");
        assert_eq!(all.part("rId1"), None);
        assert_eq!(all.part_of_kind("styles"), Some("word/s.xml"));
    }
}
