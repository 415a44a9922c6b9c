//! The properties of a document, among which the record of what was found stands: programs keep them.

use std::ops::Range;

use super::clean::attribute;
use crate::model::source::OWN_NAME;
use crate::ooxml::text::escaped;
use crate::ooxml::{Namespace, Xml, XmlError};
use crate::writeback::Recorded;
use crate::writeback::record::{parsed, written};

/// What of the properties has to do with the record.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The bytes of the property with the record, and what it says.
    pub(super) record: Option<(Range<usize>, Vec<Recorded>)>,
    /// Where another property can stand, and the prefix of its name.
    place: Option<(usize, String)>,
}

/// Looks through the part `text`.
pub(super) fn find(text: &str, depth: usize) -> Result<Found, XmlError> {
    let mut found = Found::default();
    let mut xml = Xml::new(text, depth);
    xml.root()?;
    while let Some(element) = xml.child()? {
        if !element.is(Namespace::OdfOffice, "meta") {
            xml.skip()?;
            continue;
        }
        let mut prefix = None;
        while let Some(property) = xml.child()? {
            let start = xml.started_at();
            if let Some(own) = property.written_name().strip_suffix("creation-date") {
                prefix = Some(own.to_owned());
            }
            if property.local() != "user-defined" {
                xml.skip()?;
                continue;
            }
            prefix = property.written_name().strip_suffix("user-defined").map(str::to_owned).or(prefix);
            let is_ours = attribute(&property, "name").as_deref() == Some(OWN_NAME);
            let mut value = String::new();
            xml.text(|part| value.push_str(part))?;
            if is_ours && let Ok(Some(recorded)) = parsed(&value, depth) {
                found.record = Some((start..xml.position(), recorded));
            }
        }
        found.place = prefix.map(|prefix| (xml.started_at(), prefix));
    }
    Ok(found)
}

/// The part `text` with `recorded` in it; `None` if there is a record already, or no place for one.
pub(super) fn with(text: &str, recorded: &[Recorded], depth: usize) -> Result<Option<String>, XmlError> {
    let Found { record: None, place: Some((at, prefix)) } = find(text, depth)? else { return Ok(None) };
    let (before, after) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    let value = escaped(&written(recorded));
    Ok(Some(format!("{before}<{prefix}user-defined {prefix}name=\"{OWN_NAME}\">{value}</{prefix}user-defined>{after}")))
}
