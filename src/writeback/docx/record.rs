//! Where a package keeps what it remembers: in a part that programs keep without looking at it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::WriteError;
use super::comments::{ADDED, appended, prefix_of, relationships_of};
use crate::ooxml::{Package, Relationships};
use crate::writeback::record::{Recorded, parsed, written};

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
