//! Every mark of rasoat taken out of a package again: its comments, its changes as if they were rejected, its
//! record. Where nobody has saved the copy since, the parts come back byte for byte: a run or a text that was
//! cut says so in its end tag ([`CUT`]), and is one again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::comments::prefix_of;
use super::returned::{Family, own_comments};
use super::{PackageError, WriteError, comments, main_part, record, restart, without_elements};
use crate::ooxml::{Element, Namespace, Package, Xml, XmlError, rewrite};
use crate::writeback::{Bounds, Cleaned};

/// Before the `>` of the end tag of a run, or of a text, that goes on in the next one; and before that of a start
/// tag whose attribute for spaces was not there. White space there means nothing, and who writes the part anew
/// leaves it out.
pub(super) const CUT: &str = " >";
/// The attribute that makes the spaces count at the ends of a text that was cut.
pub(super) const ADDED_SPACE: &str = r#" xml:space="preserve" >"#;
/// Old properties of something that had none, behind the name of the element.
pub(super) const ABSENT: &str = " />";

/// The package in `bytes` without the marks of `author`. What others wrote stays, their answers to comments of
/// `author` too.
pub fn clean(bytes: &[u8], author: &str, (limits, depth): Bounds) -> Result<Cleaned, WriteError> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package, depth)?;
    let relationships = package.relationships(Some(&main), depth)?;
    let family = own_comments(&mut package, &relationships, author, depth)?;
    let mut changed: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut dropped: BTreeSet<String> = BTreeSet::new();
    let mut cleaned = Cleaned { bytes: Vec::new(), comments: family.own.len(), changes: 0 };
    let kinds = ["header", "footer", "footnotes", "endnotes"];
    let stories =
        kinds.iter().flat_map(|kind| relationships.parts_of_kind(kind).map(str::to_owned).collect::<Vec<_>>());
    let mut stories: BTreeSet<String> = stories.chain([main.clone()]).collect();
    let mut unlinked: BTreeSet<String> = BTreeSet::new();
    let is_header = |name: &str| relationships.parts_of_kind("header").any(|part| part == name);
    for one in relationships.iter().filter(|one| one.id.starts_with(comments::ADDED)) {
        if let Some(part) = one.part().filter(|part| is_header(part)) {
            stories.remove(part);
            dropped.insert(part.to_owned());
            unlinked.insert(part.to_owned());
        }
    }
    for name in stories.into_iter().filter(|name| package.contains(name)).collect::<Vec<_>>() {
        let Ok(text) = String::from_utf8(package.bytes(&name)?) else { continue };
        if let Some((written, changes)) = story(&text, author, &family, depth).map_err(PackageError::from)? {
            cleaned.changes += changes;
            changed.insert(name, written.into_bytes());
        }
    }
    if let Some(part) = relationships.part_of_kind("numbering").filter(|part| package.contains(part)) {
        let text = package.xml(part)?;
        if restart::has_added(&text) {
            let document = match changed.get(&main) {
                Some(written) => String::from_utf8_lossy(written).into_owned(),
                None => package.xml(&main)?,
            };
            // Whoever has accepted the change without writing the lists anew needs them.
            let p = prefix_of(&document, "document");
            let is_used = |id: &str| document.contains(&format!("<{p}numId {p}val=\"{id}\""));
            changed.insert(part.to_owned(), restart::without_added(&text, &is_used).into_bytes());
        }
    }
    if !family.own.is_empty()
        && let Some(part) = relationships.part_of_kind("comments")
    {
        let text = package.xml(part)?;
        let is_own = |xml: &Xml<'_>, element: &Element<'_>| family.is_own(comments::id_of(xml, element));
        let (written, left) = without_children(&text, depth, &is_own).map_err(PackageError::from)?;
        let is_added = relationships.iter().any(|one| one.part() == Some(part) && one.id.starts_with(comments::ADDED));
        if left == 0 && is_added {
            dropped.insert(part.to_owned());
            unlinked.insert(part.to_owned());
        } else {
            changed.insert(part.to_owned(), written.into_bytes());
        }
        beside(&mut package, &relationships, &family, depth, &mut changed)?;
    }
    if let Some(part) = record::part(&mut package, &relationships) {
        let family = record::family(&mut package, &part, depth);
        dropped.extend(family.iter().cloned());
        unlinked.extend(family);
    }
    if !unlinked.is_empty() {
        unlink(&mut package, &main, &relationships, &unlinked, &mut changed)?;
    }
    if changed.is_empty() && dropped.is_empty() {
        return Ok(Cleaned { bytes: bytes.to_vec(), ..cleaned });
    }
    let is_dropped = |name: &str| dropped.contains(name.trim_start_matches('/'));
    cleaned.bytes = rewrite::rewritten(bytes, &changed, &is_dropped)?;
    Ok(cleaned)
}

/// Takes what belongs to the own comments out of the parts that newer programs write beside them.
fn beside(
    package: &mut Package<'_>,
    relationships: &crate::ooxml::Relationships,
    family: &Family,
    depth: usize,
    changed: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), WriteError> {
    for (kind, attribute) in [("commentsExtended", "paraId"), ("commentsIds", "paraId")] {
        let Some(part) = relationships.part_of_kind(kind).filter(|part| package.contains(part)) else { continue };
        let text = package.xml(part)?;
        let names_own = |element: &Element<'_>, wanted: &str| {
            let mut values = element.written_attributes().filter(|(name, _)| local(name) == wanted);
            values.any(|(_, value)| family.paragraphs.contains(&*value))
        };
        let is_own = |_: &Xml<'_>, element: &Element<'_>| names_own(element, attribute);
        let (mut written, _) = without_children(&text, depth, &is_own).map_err(PackageError::from)?;
        // An answer to a comment that is gone is a comment.
        for paragraph in &family.paragraphs {
            for prefix in ["w15:", ""] {
                written = written.replace(&format!(r#" {prefix}paraIdParent="{paragraph}""#), "");
            }
        }
        if written != text {
            changed.insert(part.to_owned(), written.into_bytes());
        }
    }
    Ok(())
}

/// Takes out what leads to `parts`.
fn unlink(
    package: &mut Package<'_>,
    main: &str,
    relationships: &crate::ooxml::Relationships,
    parts: &BTreeSet<String>,
    changed: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), WriteError> {
    let ids: Vec<String> = relationships
        .iter()
        .filter(|one| one.part().is_some_and(|part| parts.contains(part)))
        .map(|one| format!("Id=\"{}\"", one.id))
        .collect();
    let of_main = comments::relationships_of(main);
    let known = package.xml(&of_main)?;
    let written =
        without_elements(&known, "Relationship", |element| ids.iter().any(|id| element.contains(id.as_str())));
    changed.insert(of_main, written.into_bytes());
    let types = package.xml("[Content_Types].xml")?;
    let names: Vec<String> = parts.iter().map(|part| format!("\"/{part}\"")).collect();
    let written =
        without_elements(&types, "Override", |element| names.iter().any(|name| element.contains(name.as_str())));
    if written != types {
        changed.insert("[Content_Types].xml".to_owned(), written.into_bytes());
    }
    Ok(())
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// `text` without the children of its root that `is_unwanted` names, and how many are left.
fn without_children(
    text: &str,
    depth: usize,
    is_unwanted: &dyn Fn(&Xml<'_>, &Element<'_>) -> bool,
) -> Result<(String, usize), XmlError> {
    let mut xml = Xml::new(text, depth);
    xml.root()?;
    let (mut out, mut at, mut left) = (String::with_capacity(text.len()), 0, 0);
    while let Some(element) = xml.child()? {
        let start = xml.started_at();
        let is_unwanted = is_unwanted(&xml, &element);
        xml.skip()?;
        if is_unwanted {
            out.push_str(text.get(at..start).unwrap_or(""));
            at = xml.position();
        } else {
            left += 1;
        }
    }
    out.push_str(text.get(at..).unwrap_or(""));
    Ok((out, left))
}

/// A story without marks and the number of changes that were taken back; `None` if there are no marks in it.
fn story(text: &str, author: &str, family: &Family, depth: usize) -> Result<Option<(String, usize)>, XmlError> {
    let mut cleaner =
        Cleaner { xml: Xml::new(text, depth), text, author, family, edits: Vec::new(), in_deletion: false, changes: 0 };
    let root = cleaner.xml.root()?;
    let prefix = root.written_name().split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    cleaner.walk()?;
    if cleaner.edits.is_empty() {
        return Ok(None);
    }
    let changes = cleaner.changes;
    let edits = std::mem::take(&mut cleaner.edits);
    Ok(Some((rejoined(&applied(text, 0..text.len(), edits), &prefix), changes)))
}

type Edit = (Range<usize>, String);
/// The bytes of an element, and those of what it holds.
type Whole = (Range<usize>, Range<usize>);

/// The bytes `range` of `text` with `edits`, which lie in it and not in each other.
fn applied(text: &str, range: Range<usize>, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(range.len());
    let mut at = range.start;
    for (cut, written) in edits {
        out.push_str(text.get(at..cut.start).unwrap_or(""));
        out.push_str(&written);
        at = cut.end.max(at);
    }
    out.push_str(text.get(at..range.end).unwrap_or(""));
    out
}

/// The walk through a story.
struct Cleaner<'x, 'f> {
    xml: Xml<'x>,
    text: &'x str,
    author: &'f str,
    family: &'f Family,
    edits: Vec<Edit>,
    in_deletion: bool,
    changes: usize,
}

impl Cleaner<'_, '_> {
    fn walk(&mut self) -> Result<(), XmlError> {
        while let Some(element) = self.xml.child()? {
            self.element(&element)?;
        }
        Ok(())
    }

    fn is_ours(&self, element: &Element<'_>) -> bool {
        self.xml.attribute(element, Namespace::Word, "author").as_deref() == Some(self.author)
    }

    /// A header that was made for a page number.
    fn is_added(&self, reference: &Element<'_>) -> bool {
        let id = self.xml.attribute(reference, Namespace::Relationship, "id");
        id.is_some_and(|id| id.starts_with(comments::ADDED))
    }

    fn cut(&mut self, range: Range<usize>) {
        self.edits.push((range, String::new()));
    }

    fn element(&mut self, element: &Element<'_>) -> Result<(), XmlError> {
        let (start, inside) = (self.xml.started_at(), self.xml.position());
        match element.name() {
            (Namespace::Word, "commentRangeStart" | "commentRangeEnd")
                if self.family.is_own(comments::id_of(&self.xml, element)) =>
            {
                self.xml.skip()?;
                self.cut(start..self.xml.position());
                Ok(())
            }
            (Namespace::Word, "ins") if self.is_ours(element) => {
                self.changes += 1;
                self.xml.skip()?;
                self.cut(start..self.xml.position());
                Ok(())
            }
            (Namespace::Word, "del") if self.is_ours(element) => {
                self.changes += 1;
                let outer = std::mem::replace(&mut self.in_deletion, true);
                self.walk()?;
                self.in_deletion = outer;
                self.cut(start..inside);
                if self.xml.position() > inside {
                    self.cut(self.xml.started_at()..self.xml.position());
                }
                Ok(())
            }
            (Namespace::Word, kind @ ("delText" | "delInstrText")) if self.in_deletion => {
                let name = element.written_name();
                let own = if kind == "delText" { "t" } else { "instrText" };
                let new = format!("{}{own}", name.strip_suffix(kind).unwrap_or(""));
                let old = name.len();
                self.xml.text(|_| {})?;
                self.edits.push((start..start + 1 + old, format!("<{new}")));
                let end = self.xml.started_at();
                if end > start {
                    self.edits.push((end..end + 2 + old, format!("</{new}")));
                }
                Ok(())
            }
            (Namespace::Word, "r") => self.run(start),
            (Namespace::Word, "rPr" | "pPr" | "sectPr") => self.properties(element, start..inside),
            _ => self.walk(),
        }
    }

    /// A run that holds nothing but the sign of a comment goes with it.
    fn run(&mut self, start: usize) -> Result<(), XmlError> {
        let known = self.edits.len();
        let (mut signs, mut has_others) = (Vec::new(), false);
        while let Some(child) = self.xml.child()? {
            let at = self.xml.started_at();
            match child.name() {
                (Namespace::Word, "commentReference") if self.family.is_own(comments::id_of(&self.xml, &child)) => {
                    self.xml.skip()?;
                    signs.push(at..self.xml.position());
                }
                (Namespace::Word, "rPr") => self.element(&child)?,
                _ => {
                    has_others = true;
                    self.element(&child)?;
                }
            }
        }
        if signs.is_empty() || has_others {
            for sign in signs {
                self.cut(sign);
            }
        } else {
            self.edits.truncate(known);
            self.cut(start..self.xml.position());
        }
        Ok(())
    }

    /// Properties: those before a change of ours, if there is one.
    fn properties(&mut self, element: &Element<'_>, open: Range<usize>) -> Result<(), XmlError> {
        let name = element.written_name().to_owned();
        let known = self.edits.len();
        let mut kept: Vec<Range<usize>> = Vec::new();
        let mut old: Option<Whole> = None;
        let is_section = element.local() == "sectPr";
        while let Some(child) = self.xml.child()? {
            let start = self.xml.started_at();
            match child.name() {
                (Namespace::Word, "rPrChange" | "pPrChange" | "sectPrChange") if self.is_ours(&child) => {
                    old = self.old_properties()?.or(old);
                }
                (Namespace::Word, "headerReference") if self.is_added(&child) => {
                    self.xml.skip()?;
                    self.cut(start..self.xml.position());
                }
                (Namespace::Word, "rPr" | "sectPr" | "headerReference" | "footerReference") => {
                    self.element(&child)?;
                    kept.push(start..self.xml.position());
                }
                _ => self.element(&child)?,
            }
        }
        let Some((whole, content)) = old else { return Ok(()) };
        self.changes += 1;
        let nested: Vec<Edit> = self.edits.drain(known..).collect();
        let kept: String = kept
            .into_iter()
            .map(|range| {
                let inner = nested.iter().filter(|(edit, _)| range.start <= edit.start && edit.end <= range.end);
                applied(self.text, range.clone(), inner.cloned().collect())
            })
            .collect();
        let whole = self.text.get(whole).unwrap_or("");
        let content = self.text.get(content).unwrap_or("");
        let written = if is_section {
            format!("{}{kept}{content}</{name}>", self.text.get(open.clone()).unwrap_or(""))
        } else if !kept.is_empty() {
            format!("<{name}>{content}{kept}</{name}>")
        } else if whole == format!("<{name}{ABSENT}") {
            String::new()
        } else {
            whole.to_owned()
        };
        self.edits.push((open.start..self.xml.position(), written));
        Ok(())
    }

    /// The bytes of the old properties in a change, and those of what they hold.
    fn old_properties(&mut self) -> Result<Option<Whole>, XmlError> {
        let mut found = None;
        while let Some(_old) = self.xml.child()? {
            let (start, inside) = (self.xml.started_at(), self.xml.position());
            self.xml.skip()?;
            let end = self.xml.position();
            let content = if end > inside { inside..self.xml.started_at() } else { inside..inside };
            found.get_or_insert((start..end, content));
        }
        Ok(found)
    }
}

/// `text` with the runs and texts made one again that were cut.
fn rejoined(text: &str, prefix: &str) -> String {
    let (run_end, text_end) = (format!("</{prefix}r{CUT}"), format!("</{prefix}t{CUT}"));
    let begins = |rest: &str, name: &str| {
        rest.strip_prefix(&format!("<{prefix}{name}")).is_some_and(|rest| rest.starts_with(['>', ' ', '/']))
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&run_end) {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at + run_end.len()..).unwrap_or("");
        if !begins(rest, "r") {
            let _ = write!(out, "</{prefix}r>");
            continue;
        }
        rest = behind_tag(rest);
        if begins(rest, "rPr") {
            rest = behind_element(rest);
        }
        if out.ends_with(&text_end) && begins(rest, "t") {
            out.truncate(out.len() - text_end.len());
            rest = behind_tag(rest);
        }
    }
    out.push_str(rest);
    if out.contains(&text_end) {
        // Two pieces of a text in one run.
        let mut joined = String::with_capacity(out.len());
        let mut rest = out.as_str();
        while let Some(at) = rest.find(&text_end) {
            joined.push_str(rest.get(..at).unwrap_or(""));
            rest = rest.get(at + text_end.len()..).unwrap_or("");
            if begins(rest, "t") {
                rest = behind_tag(rest);
            } else {
                let _ = write!(joined, "</{prefix}t>");
            }
        }
        joined.push_str(rest);
        out = joined;
    }
    out.replace(ADDED_SPACE, ">")
}

fn behind_tag(text: &str) -> &str {
    text.find('>').and_then(|end| text.get(end + 1..)).unwrap_or("")
}

fn behind_element(text: &str) -> &str {
    let mut xml = Xml::new(text, 64);
    let is_read = xml.root().is_ok() && xml.skip().is_ok();
    if is_read { text.get(xml.position()..).unwrap_or("") } else { text }
}
