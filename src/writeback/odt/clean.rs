//! Every mark of rasoat taken out of a package again: its remarks, its changes as if they were rejected, its record.
//! Where nobody has saved the copy since, the content comes back byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{CONTENT, META, PackageError, WriteError, meta};
use crate::ooxml::{Element, Namespace, Node, Package, Xml, XmlError, rewrite};
use crate::writeback::{Bounds, Cleaned};

/// In the place of the `>` of a tag that was not there or stands for another one. White space there means nothing,
/// and who writes the part anew leaves it out.
pub(super) const CUT: &str = " >";
/// A space that was written as a letter, behind the prefix.
pub(super) const RAW_SPACE: &str = "s  />";
/// How the names of the styles begin that remarks use.
pub(super) const ADDED_STYLE: &str = "RaSoat";

/// The package in `bytes` without the marks of `author`.
pub fn clean(bytes: &[u8], author: &str, (limits, depth): Bounds) -> Result<Cleaned, WriteError> {
    let mut package = Package::open(bytes, limits)?;
    let mut cleaned = Cleaned { bytes: Vec::new(), comments: 0, changes: 0 };
    let mut changed: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let text = package.xml(CONTENT)?;
    let mut walk = Cleaner {
        xml: Xml::new(&text, depth),
        text: &text,
        author,
        edits: Vec::new(),
        regions: BTreeMap::new(),
        remarks: BTreeSet::new(),
        inserting: 0,
        cleaned: &mut cleaned,
    };
    walk.xml.root().map_err(PackageError::from)?;
    walk.inside().map_err(PackageError::from)?;
    let edits = walk.edits;
    if !edits.is_empty() {
        changed.insert(CONTENT.to_owned(), applied(&text, edits).into_bytes());
    }
    if package.contains(META) {
        let text = package.xml(META)?;
        if let Some((range, _)) = meta::find(&text, depth).map_err(PackageError::from)?.record {
            changed.insert(META.to_owned(), applied(&text, vec![(range, String::new())]).into_bytes());
        }
    }
    if changed.is_empty() {
        return Ok(Cleaned { bytes: bytes.to_vec(), ..cleaned });
    }
    cleaned.bytes = rewrite::rewritten(bytes, &changed, &|_| false)?;
    Ok(cleaned)
}

/// `text` with bytes replaced that do not lie in each other.
fn applied(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (cut, written) in edits {
        out.push_str(text.get(at..cut.start).unwrap_or(""));
        out.push_str(&written);
        at = cut.end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// What an entry of the list of changes was.
enum Region {
    Insertion,
    /// With the text that was deleted, as it is written.
    Deletion(String),
    Other,
}

/// The walk through the content.
struct Cleaner<'x, 'a> {
    xml: Xml<'x>,
    text: &'x str,
    author: &'a str,
    edits: Vec<(Range<usize>, String)>,
    /// The own changes by their ids.
    regions: BTreeMap<String, Region>,
    /// The names of the own remarks.
    remarks: BTreeSet<String>,
    /// Own insertions that have begun and not ended.
    inserting: usize,
    cleaned: &'a mut Cleaned,
}

impl Cleaner<'_, '_> {
    fn replace(&mut self, range: Range<usize>, written: String) {
        self.edits.push((range, written));
    }

    fn cut(&mut self, range: Range<usize>) {
        self.replace(range, String::new());
    }

    /// Reads what stands in the current element.
    fn inside(&mut self) -> Result<(), XmlError> {
        while let Some(element) = self.xml.child()? {
            self.element(&element)?;
        }
        Ok(())
    }

    fn element(&mut self, element: &Element<'_>) -> Result<(), XmlError> {
        let start = self.xml.started_at();
        match element.name() {
            (Namespace::OdfText, "p" | "h" | "span" | "a") => self.inline(),
            (Namespace::OdfText, "tracked-changes") => self.changes(start),
            (Namespace::OdfText, "change" | "change-start" | "change-end") => self.sign(element, start),
            (Namespace::OdfText, "s" | "tab" | "line-break") => {
                self.xml.skip()?;
                let range = start..self.xml.position();
                let written = self.text.get(range.clone()).unwrap_or("");
                if self.inserting > 0 {
                    self.cut(range);
                } else if written.ends_with(&format!(":{RAW_SPACE}")) {
                    self.replace(range, " ".to_owned());
                }
                Ok(())
            }
            (Namespace::OdfOffice, "annotation") => {
                let name = attribute(element, "name").unwrap_or_default();
                let is_ours = creator(&mut self.xml)? == self.author;
                if is_ours {
                    self.cleaned.comments += 1;
                    self.remarks.insert(name);
                    self.cut(start..self.xml.position());
                }
                Ok(())
            }
            (Namespace::OdfOffice, "annotation-end") => {
                let is_ours = attribute(element, "name").is_some_and(|name| self.remarks.contains(&name));
                self.xml.skip()?;
                if is_ours {
                    self.cut(start..self.xml.position());
                }
                Ok(())
            }
            (Namespace::OdfStyle, "style") => {
                let name = attribute(element, "name").unwrap_or_default();
                self.xml.skip()?;
                if name.strip_prefix(ADDED_STYLE).is_some_and(|number| number.parse::<u8>().is_ok()) {
                    self.cut(start..self.xml.position());
                }
                Ok(())
            }
            _ => self.inside(),
        }
    }

    /// Reads what stands in an element with text.
    fn inline(&mut self) -> Result<(), XmlError> {
        while let Some(node) = self.xml.node()? {
            match node {
                Node::Text(_) if self.inserting > 0 => self.cut(self.xml.started_at()..self.xml.position()),
                Node::Text(_) => {}
                Node::Element(element) => self.element(&element)?,
            }
        }
        Ok(())
    }

    /// The sign for a change.
    fn sign(&mut self, element: &Element<'_>, start: usize) -> Result<(), XmlError> {
        let id = attribute(element, "change-id").unwrap_or_default();
        self.xml.skip()?;
        let Some(region) = self.regions.get(&id) else { return Ok(()) };
        let written = match region {
            Region::Deletion(text) => text.clone(),
            Region::Insertion | Region::Other => String::new(),
        };
        let is_insertion = matches!(region, Region::Insertion);
        match element.local() {
            "change-start" if is_insertion => self.inserting += 1,
            "change-end" if is_insertion => self.inserting = self.inserting.saturating_sub(1),
            _ => {}
        }
        let end = self.xml.position();
        self.replace(start..end, written);
        Ok(())
    }

    /// The list of changes, which starts at `start`.
    fn changes(&mut self, start: usize) -> Result<(), XmlError> {
        let inside = self.xml.position();
        let mut others = 0;
        let known = self.edits.len();
        while let Some(element) = self.xml.child()? {
            let at = self.xml.started_at();
            // A region has an id for the format and one for XML, which are the same.
            let id = attribute(&element, "id").unwrap_or_default();
            match self.region()? {
                Some(region) => {
                    self.cleaned.changes += 1;
                    self.regions.insert(id, region);
                    self.cut(at..self.xml.position());
                }
                None => others += 1,
            }
        }
        let (end_tag, end) = (self.xml.started_at(), self.xml.position());
        let is_cut = |range: Range<usize>| self.text.get(range).is_some_and(|tag| tag.ends_with(CUT));
        if others == 0 && self.edits.len() > known {
            if is_cut(start..inside) {
                self.edits.truncate(known);
                self.cut(start..end);
            } else if is_cut(end_tag..end) {
                self.edits.truncate(known);
                self.replace(inside - 1..end, "/>".to_owned());
            }
        }
        Ok(())
    }

    /// An entry of the list, if it is an own one.
    fn region(&mut self) -> Result<Option<Region>, XmlError> {
        let mut found = None;
        while let Some(kind) = self.xml.child()? {
            let kind = kind.local().to_owned();
            let (mut is_ours, mut text) = (false, String::new());
            while let Some(child) = self.xml.child()? {
                if child.is(Namespace::OdfOffice, "change-info") {
                    is_ours = creator(&mut self.xml)? == self.author;
                    continue;
                }
                let inside = self.xml.position();
                self.xml.skip()?;
                let end = self.xml.started_at().max(inside);
                text.push_str(&restored(self.text.get(inside..end).unwrap_or("")));
            }
            if is_ours {
                found = Some(match kind.as_str() {
                    "insertion" => Region::Insertion,
                    "deletion" => Region::Deletion(text),
                    _ => Region::Other,
                });
            }
        }
        Ok(found)
    }
}

/// Deleted text as it was written where it stood.
fn restored(written: &str) -> String {
    let mut inner = written;
    // What stood around it was written once more.
    while let Some(end) = inner.find('>').filter(|end| inner.get(..=*end).is_some_and(|tag| tag.ends_with(CUT))) {
        let Some(rest) = inner.get(end + 1..) else { break };
        let Some(close) = rest.rfind("</").filter(|_| rest.ends_with(CUT)) else { break };
        inner = rest.get(..close).unwrap_or("");
    }
    let mut out = String::with_capacity(inner.len());
    while let Some(at) = inner.find(RAW_SPACE) {
        let start = inner.get(..at).and_then(|before| before.rfind('<')).unwrap_or(at);
        out.push_str(inner.get(..start).unwrap_or(""));
        out.push(' ');
        inner = inner.get(at + RAW_SPACE.len()..).unwrap_or("");
    }
    out + inner
}

/// An attribute by its name without the prefix.
pub(super) fn attribute(element: &Element<'_>, wanted: &str) -> Option<String> {
    let mut attributes = element.written_attributes();
    attributes.find(|(name, _)| name.rsplit(':').next() == Some(wanted)).map(|(_, value)| value.into_owned())
}

/// Who made what the current element tells of; leaves it.
fn creator(xml: &mut Xml<'_>) -> Result<String, XmlError> {
    let mut creator = String::new();
    while let Some(element) = xml.child()? {
        if element.local() == "creator" && creator.is_empty() {
            xml.text(|part| creator.push_str(part))?;
        } else {
            xml.skip()?;
        }
    }
    Ok(creator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deleted_text_comes_back_as_it_was_written() {
        assert_eq!(restored("<t:span t:style-name=\"T1\" >a<t:s  /></t:span >"), "a ");
        assert_eq!(restored("<t:s  />a<t:s/>"), " a<t:s/>");
        assert_eq!(restored("<t:span t:style-name=\"T1\">a</t:span>"), "<t:span t:style-name=\"T1\">a</t:span>");
        assert_eq!(restored(""), "");
    }
}
