//! What a copy remembers of the findings that were told in it: rules and fingerprints, no words. It is a part of
//! the package that programs keep without looking at it, and it goes with the other marks.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::WriteError;
use super::comments::{ADDED, appended, prefix_of, relationships_of};
use crate::diagnostic::{RuleId, Severity};
use crate::ooxml::text::escaped;
use crate::ooxml::{Namespace, Package, Relationships, Xml, XmlError};

/// The name of its root.
const ROOT: &str = "raSoat";
/// The namespace of its elements.
const SPACE: &str = "urn:rasoat:record:1";

/// A finding that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its rule.
    pub rule: RuleId,
    /// Its weight then.
    pub severity: Severity,
    /// Names it across edits elsewhere.
    pub fingerprint: String,
    /// A fix of it was put in as a tracked change.
    pub is_mended: bool,
    /// The sum of the paragraph of a comment that tells it, see [`sum`]; empty if none does.
    pub told: String,
}

/// Names a paragraph of a comment.
pub fn sum(paragraph: &str) -> String {
    blake3::hash(paragraph.trim().as_bytes()).to_hex().chars().take(16).collect()
}

/// The part as it is written.
fn written(recorded: &[Recorded]) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{ROOT} xmlns=\"{SPACE}\">");
    for entry in recorded {
        let _ = write!(
            out,
            r#"<finding rule="{}" severity="{}" print="{}" mended="{}" told="{}"/>"#,
            escaped(entry.rule.as_str()),
            entry.severity.name(),
            escaped(&entry.fingerprint),
            u8::from(entry.is_mended),
            escaped(&entry.told)
        );
    }
    let _ = write!(out, "</{ROOT}>");
    out
}

/// Reads a part; `None` if it is something else.
pub(super) fn parsed(text: &str, depth: usize) -> Result<Option<Vec<Recorded>>, XmlError> {
    let mut xml = Xml::new(text, depth);
    let root = xml.root()?;
    let is_ours = root.local() == ROOT && root.written_attributes().any(|(_, value)| value == SPACE);
    if !is_ours {
        return Ok(None);
    }
    let mut recorded = Vec::new();
    while let Some(element) = xml.child()? {
        let value = |name| xml.attribute(&element, Namespace::None, name).unwrap_or_default().into_owned();
        let severity = [Severity::Info, Severity::Warning, Severity::Error];
        let severity = severity.into_iter().find(|severity| severity.name() == value("severity"));
        if let (Ok(rule), Some(severity)) = (RuleId::try_from(value("rule")), severity) {
            recorded.push(Recorded {
                rule,
                severity,
                fingerprint: value("print"),
                is_mended: value("mended") == "1",
                told: value("told"),
            });
        }
        xml.skip()?;
    }
    Ok(Some(recorded))
}

/// By what a program tells the record from other data of its kind.
const PROPERTIES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n",
    "<ds:datastoreItem ds:itemID=\"{5B6D9A0E-3C41-4E0B-9C57-7A53D1F0A8E2}\" ",
    "xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\">",
    "<ds:schemaRefs><ds:schemaRef ds:uri=\"urn:rasoat:record:1\"/></ds:schemaRefs></ds:datastoreItem>"
);
/// What the part with those properties is.
const PROPERTIES_TYPE: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";

/// The parts that belong to the record in `part`, itself among them.
pub(super) fn family(package: &mut Package<'_>, part: &str, depth: usize) -> Vec<String> {
    let links = relationships_of(part);
    let properties = package.relationships(Some(part), depth).ok();
    let properties = properties.and_then(|links| links.part_of_kind("customXmlProps").map(str::to_owned));
    [part.to_owned(), links].into_iter().chain(properties).filter(|name| package.contains(name)).collect()
}

/// The part that holds the record, if the package has one.
pub(super) fn part(package: &mut Package<'_>, relationships: &Relationships) -> Option<String> {
    let parts: Vec<String> = relationships.parts_of_kind("customXml").map(str::to_owned).collect();
    parts.into_iter().find(|part| {
        let is_ours = |text: &String| matches!(parsed(text, 16), Ok(Some(_)));
        package.contains(part) && package.xml(part).is_ok_and(|text| is_ours(&text))
    })
}

/// Puts the record, and what leads to it, among the parts that are written.
pub(super) fn write(
    recorded: &[Recorded],
    package: &mut Package<'_>,
    (main, is_strict): (&str, bool),
    parts: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), WriteError> {
    let mut number = 1;
    let is_used = |number: i32| {
        ["item", "itemProps"].iter().any(|kind| package.contains(&format!("customXml/{kind}{number}.xml")))
    };
    while is_used(number) {
        number += 1;
    }
    let name = format!("customXml/item{number}.xml");
    let up = "../".repeat(main.matches('/').count());
    let host = if is_strict { "http://purl.oclc.org/ooxml" } else { "http://schemas.openxmlformats.org" };
    let year = if is_strict { "" } else { "/2006" };
    let of_main = relationships_of(main);
    let known = match parts.get(&of_main) {
        Some(written) => String::from_utf8_lossy(written).into_owned(),
        None if package.contains(&of_main) => package.xml(&of_main)?,
        // Nothing leads from the document anywhere; a record is not worth a new part of that kind.
        None => return Ok(()),
    };
    let p = prefix_of(&known, "Relationships");
    let entry = format!(
        r#"<{p}Relationship Id="{ADDED}Record" Type="{host}/officeDocument{year}/relationships/customXml" Target="{up}{name}"/>"#
    );
    let links = appended(&known, &format!("{p}Relationships"), &entry).ok_or(WriteError::Form)?;
    let types = match parts.get("[Content_Types].xml") {
        Some(written) => String::from_utf8_lossy(written).into_owned(),
        None => package.xml("[Content_Types].xml")?,
    };
    let p = prefix_of(&types, "Types");
    let properties = format!("customXml/itemProps{number}.xml");
    let mut entries = format!(r#"<{p}Override PartName="/{properties}" ContentType="{PROPERTIES_TYPE}"/>"#);
    if !types.contains(r#"Extension="xml""#) {
        let _ = write!(entries, r#"<{p}Override PartName="/{name}" ContentType="application/xml"/>"#);
    }
    let types = appended(&types, &format!("{p}Types"), &entries).ok_or(WriteError::Form)?;
    let to_properties = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{host}/officeDocument{year}/relationships/customXmlProps\" Target=\"itemProps{number}.xml\"/></Relationships>"
    );
    parts.insert("[Content_Types].xml".to_owned(), types.into_bytes());
    parts.insert(of_main, links.into_bytes());
    parts.insert(relationships_of(&name), to_properties.into_bytes());
    parts.insert(properties, PROPERTIES.as_bytes().to_vec());
    parts.insert(name, written(recorded).into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_recorded_is_read_again() {
        let recorded = vec![Recorded {
            rule: RuleId::from_static("typing/double-space"),
            severity: Severity::Info,
            fingerprint: "ab<&\"".to_owned(),
            is_mended: true,
            told: sum("Gợi ý: có hai dấu cách."),
        }];
        assert_eq!(parsed(&written(&recorded), 16), Ok(Some(recorded)));
        assert_eq!(parsed("<other/>", 16), Ok(None));
    }
}
