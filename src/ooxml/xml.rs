//! XML as a walk from element to element, with resolved namespaces and a depth limit.
//!
//! The reader of a part asks for one child after the other; each child must be consumed (by reading
//! its children to the end, its text, or [`Xml::skip`]) before the next is asked for. No tree is
//! built. A `DOCTYPE` is refused, so only the five predefined entities and character references
//! exist.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Why an XML part could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// Not well-formed.
    #[error("{0}")]
    Malformed(String),
    /// It ends inside of an element.
    #[error("the XML ends too early")]
    Truncated,
    /// It has a document type declaration.
    #[error("a DOCTYPE is not allowed")]
    Doctype,
    /// More namespaces than any program declares.
    #[error("too many namespaces")]
    TooManyNamespaces,
    /// Nested beyond the limit.
    #[error("elements are nested too deep")]
    TooDeep,
    /// More of something than a document that people made has.
    #[error("too many {0}")]
    TooMany(&'static str),
}

impl From<quick_xml::Error> for XmlError {
    fn from(error: quick_xml::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}

/// The namespaces that matter; the transitional and the strict spelling are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Namespace {
    /// No namespace.
    None,
    /// Word processing (`w`).
    Word,
    /// Ids of relationships in attributes (`r`).
    Relationship,
    /// Relationship files.
    PackageRelationships,
    /// Markup compatibility (`mc`).
    Compatibility,
    /// `DrawingML` (`a`).
    Drawing,
    /// Drawings in a word processing document (`wp`).
    WordDrawing,
    /// Mathematics (`m`).
    Math,
    /// Embedded objects (`o`).
    Office,
    /// Drawings of older programs (`v`).
    Vml,
    /// Spreadsheets.
    Spreadsheet,
    /// Presentations.
    Presentation,
    /// `OpenDocument`: the parts of a document (`office`).
    OdfOffice,
    /// `OpenDocument`: styles (`style`).
    OdfStyle,
    /// `OpenDocument`: running text (`text`).
    OdfText,
    /// `OpenDocument`: tables (`table`).
    OdfTable,
    /// `OpenDocument`: frames and shapes (`draw`).
    OdfDraw,
    /// `OpenDocument`: formatting attributes (`fo`).
    OdfFormat,
    /// `OpenDocument`: lengths and font families (`svg`).
    OdfVector,
    /// `OpenDocument`: the list of parts (`manifest`).
    OdfManifest,
    /// `OpenDocument`: what `LibreOffice` adds (`loext`).
    OdfExtension,
    /// The `xml` prefix itself.
    Xml,
    /// Any other.
    Other,
}

impl Namespace {
    fn of(uri: &str) -> Self {
        match uri {
            "" => Self::None,
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Self::Relationship,
            "http://schemas.openxmlformats.org/package/2006/relationships" => Self::PackageRelationships,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/drawingml/2006/main" | "http://purl.oclc.org/ooxml/drawingml/main" => {
                Self::Drawing
            }
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::WordDrawing,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "urn:schemas-microsoft-com:office:office" => Self::Office,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Self::Spreadsheet,
            "http://schemas.openxmlformats.org/presentationml/2006/main"
            | "http://purl.oclc.org/ooxml/presentationml/main" => Self::Presentation,
            "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" => Self::OdfExtension,
            _ => uri.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:").map_or(Self::Other, Self::of_open_document),
        }
    }

    /// The namespace behind the last segments of an `OpenDocument` name.
    fn of_open_document(name: &str) -> Self {
        match name {
            "office:1.0" => Self::OdfOffice,
            "style:1.0" => Self::OdfStyle,
            "text:1.0" => Self::OdfText,
            "table:1.0" => Self::OdfTable,
            "drawing:1.0" => Self::OdfDraw,
            "xsl-fo-compatible:1.0" => Self::OdfFormat,
            "svg-compatible:1.0" => Self::OdfVector,
            "manifest:1.0" => Self::OdfManifest,
            _ => Self::Other,
        }
    }
}

/// The start of an element.
#[derive(Debug, Clone)]
pub struct Element<'x> {
    namespace: Namespace,
    start: BytesStart<'x>,
    local_at: usize,
}

impl Element<'_> {
    /// Its namespace.
    pub const fn namespace(&self) -> Namespace {
        self.namespace
    }

    /// Its name without prefix.
    pub fn local(&self) -> &str {
        self.start.name().0.get(self.local_at..).unwrap_or("")
    }

    /// Namespace and name, for `match`.
    pub fn name(&self) -> (Namespace, &str) {
        (self.namespace, self.local())
    }

    /// Its name with the prefix of the file.
    pub fn written_name(&self) -> &str {
        self.start.name().0
    }

    /// Its attributes with the names of the file, declarations of namespaces among them.
    pub fn written_attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.filter_map(Result::ok).map(|attribute| (attribute.key.0, unescaped(attribute.value)))
    }

    /// True if it is `local` of `namespace`.
    pub fn is(&self, namespace: Namespace, local: &str) -> bool {
        self.namespace == namespace && self.local() == local
    }
}

/// An attribute with its value unescaped.
#[derive(Debug, Clone)]
pub struct Attribute<'e> {
    /// Its namespace; [`Namespace::None`] without prefix.
    pub namespace: Namespace,
    /// Its name without prefix.
    pub local: &'e str,
    /// Its value.
    pub value: Cow<'e, str>,
}

/// A child of an element with mixed content.
#[derive(Debug, Clone)]
pub enum Node<'x> {
    /// The start of an element.
    Element(Element<'x>),
    /// A stretch of text.
    Text(Cow<'x, str>),
}

/// A prefix and what it stands for from some depth on.
#[derive(Debug)]
struct Binding {
    prefix: String,
    namespace: Namespace,
    depth: usize,
}

/// A walk through one XML part.
pub struct Xml<'x> {
    bytes: &'x [u8],
    reader: Reader<&'x [u8]>,
    /// The element entered last is empty (`<w:b/>`), so its end comes next.
    closed: bool,
    bindings: Vec<Binding>,
    /// The binding found last: nearly all names of a part have one prefix.
    hot: usize,
    /// Bytes of the mark of UTF-8 in front, which the reader does not see.
    mark: usize,
    /// Where what was read last starts.
    event_at: usize,
    depth: usize,
    max_depth: usize,
}

/// The mark of UTF-8 at the start of a file.
const BOM: &[u8] = b"\xef\xbb\xbf";

impl<'x> Xml<'x> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'x str, max_depth: usize) -> Self {
        Self::of_bytes(text.as_bytes(), max_depth)
    }

    /// As [`Self::new`] for bytes that should be UTF-8; where they are not, they are malformed.
    pub fn of_bytes(bytes: &'x [u8], max_depth: usize) -> Self {
        let mark = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
        let reader = Reader::from_reader(bytes.get(mark..).unwrap_or_default());
        Self { bytes, reader, mark, closed: false, bindings: Vec::new(), hot: 0, event_at: 0, depth: 0, max_depth }
    }

    /// Byte offset in the text, behind what was read last.
    pub fn position(&self) -> usize {
        self.mark + self.reader.buffer_position() as usize
    }

    /// Byte offset at which the tag or the text starts that was read last.
    pub const fn started_at(&self) -> usize {
        self.event_at
    }

    /// The text of the part at these bytes; `None` if they cut a letter.
    pub fn written(&self, range: std::ops::Range<usize>) -> Option<&'x str> {
        std::str::from_utf8(self.bytes.get(range)?).ok()
    }

    /// The root element. Call it first.
    pub fn root(&mut self) -> Result<Element<'x>, XmlError> {
        self.child()?.ok_or(XmlError::Truncated)
    }

    /// The next child of the current element; `None` after its last one, which also leaves it.
    /// Text between elements is passed over.
    pub fn child(&mut self) -> Result<Option<Element<'x>>, XmlError> {
        if self.left_empty() {
            return Ok(None);
        }
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Some(self.enter(start)?)),
                Event::Empty(start) => return Ok(Some(self.enter_empty(start)?)),
                Event::End(_) => {
                    self.leave();
                    return Ok(None);
                }
                Event::Eof => return Err(XmlError::Truncated),
                _ => {}
            }
        }
    }

    /// The next child of the current element or the next stretch of its text; `None` after the last,
    /// which also leaves the element.
    pub fn node(&mut self) -> Result<Option<Node<'x>>, XmlError> {
        if self.left_empty() {
            return Ok(None);
        }
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Some(Node::Element(self.enter(start)?))),
                Event::Empty(start) => return Ok(Some(Node::Element(self.enter_empty(start)?))),
                Event::Text(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::CData(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::GeneralRef(reference) => {
                    if let Some(letter) = entity(&reference) {
                        return Ok(Some(Node::Text(Cow::Owned(letter.to_string()))));
                    }
                }
                Event::End(_) => {
                    self.leave();
                    return Ok(None);
                }
                Event::Eof => return Err(XmlError::Truncated),
                _ => {}
            }
        }
    }

    /// Leaves the current element, whatever is still in it.
    pub fn skip(&mut self) -> Result<(), XmlError> {
        if self.left_empty() {
            return Ok(());
        }
        let outside = self.depth.saturating_sub(1);
        loop {
            match self.event()? {
                Event::Start(_) => self.deeper()?,
                Event::Empty(_) => self.fits_deeper()?,
                Event::End(_) => {
                    self.leave();
                    if self.depth == outside {
                        return Ok(());
                    }
                }
                Event::Eof => return Err(XmlError::Truncated),
                _ => {}
            }
        }
    }

    /// Hands each stretch of text of the current element to `sink` and leaves the element.
    pub fn text(&mut self, mut sink: impl FnMut(&str)) -> Result<(), XmlError> {
        if self.left_empty() {
            return Ok(());
        }
        loop {
            match self.event()? {
                Event::Text(text) => sink(&text),
                Event::CData(text) => sink(&text),
                Event::GeneralRef(reference) => {
                    if let Some(letter) = entity(&reference) {
                        sink(letter.encode_utf8(&mut [0; 4]));
                    }
                }
                Event::Start(_) => {
                    self.deeper()?;
                    self.skip()?;
                }
                Event::Empty(_) => self.fits_deeper()?,
                Event::End(_) => {
                    self.leave();
                    return Ok(());
                }
                Event::Eof => return Err(XmlError::Truncated),
                _ => {}
            }
        }
    }

    /// The attributes of `element`, which must be the one entered last.
    pub fn attributes<'e>(&self, element: &'e Element<'_>) -> impl Iterator<Item = Attribute<'e>> {
        let mut attributes = element.start.attributes();
        attributes.with_checks(false);
        attributes.filter_map(Result::ok).map(|attribute| {
            let name = attribute.key.0;
            let (namespace, local) = match name.split_once(':') {
                Some((prefix, local)) => (self.resolve(prefix), local),
                None => (Namespace::None, name),
            };
            Attribute { namespace, local, value: unescaped(attribute.value) }
        })
    }

    /// The attribute `local` of `namespace`.
    pub fn attribute<'e>(&self, element: &'e Element<'_>, namespace: Namespace, local: &str) -> Option<Cow<'e, str>> {
        let raw = element.start.attributes_raw();
        if raw.is_empty() {
            return None;
        }
        // Most elements that are asked have one attribute, and no need for the general way.
        if let Some((name, value)) = only_attribute(raw) {
            let (own, stands_in) = match colon_of(name) {
                Some(at) => (&name[at + 1..], self.resolve(&name[..at])),
                None => (name, Namespace::None),
            };
            return (own == local && stands_in == namespace).then_some(Cow::Borrowed(value));
        }
        self.attributes(element)
            .find(|attribute| attribute.local == local && attribute.namespace == namespace)
            .map(|attribute| attribute.value)
    }

    fn event(&mut self) -> Result<Event<'x>, XmlError> {
        self.event_at = self.position();
        match self.reader.read_event()? {
            Event::DocType(_) => Err(XmlError::Doctype),
            event => Ok(event),
        }
    }

    /// Leaves the current element if it is an empty one.
    fn left_empty(&mut self) -> bool {
        let empty = std::mem::take(&mut self.closed);
        if empty {
            self.leave();
        }
        empty
    }

    fn enter_empty(&mut self, start: BytesStart<'x>) -> Result<Element<'x>, XmlError> {
        let element = self.enter(start)?;
        self.closed = true;
        Ok(element)
    }

    fn enter(&mut self, start: BytesStart<'x>) -> Result<Element<'x>, XmlError> {
        self.deeper()?;
        // The search for one letter is quick, and hardly any attribute has it.
        let attributes = start.attributes_raw();
        if !attributes.is_empty() && attributes.as_bytes().contains(&b'x') && attributes.contains("xmlns") {
            self.bind(&start)?;
        }
        let name = start.name().0;
        let (prefix, local_at) = match colon_of(name) {
            Some(at) => (&name[..at], at + 1),
            None => ("", 0),
        };
        let (namespace, binding) = self.look_up(prefix);
        self.hot = binding.unwrap_or(self.hot);
        Ok(Element { namespace, start, local_at })
    }

    fn deeper(&mut self) -> Result<(), XmlError> {
        self.fits_deeper()?;
        self.depth += 1;
        Ok(())
    }

    const fn fits_deeper(&self) -> Result<(), XmlError> {
        if self.depth < self.max_depth { Ok(()) } else { Err(XmlError::TooDeep) }
    }

    fn leave(&mut self) {
        while self.bindings.last().is_some_and(|binding| binding.depth == self.depth) {
            self.bindings.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn bind(&mut self, start: &BytesStart<'_>) -> Result<(), XmlError> {
        /// Word declares some forty. They are searched for every element, so there is a limit.
        const MOST: usize = 256;
        for attribute in start.attributes().with_checks(false).flatten() {
            let prefix = match attribute.key.0.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            let namespace = Namespace::of(&unescaped(attribute.value));
            if self.bindings.len() == MOST {
                return Err(XmlError::TooManyNamespaces);
            }
            self.bindings.push(Binding { prefix: prefix.to_owned(), namespace, depth: self.depth });
        }
        Ok(())
    }

    fn resolve(&self, prefix: &str) -> Namespace {
        self.look_up(prefix).0
    }

    /// The namespace of `prefix` and its binding.
    fn look_up(&self, prefix: &str) -> (Namespace, Option<usize>) {
        // The hot binding is the right one only if no later one has the same prefix; prefixes are
        // hardly ever bound again, so the check is short.
        if let Some(binding) = self.bindings.get(self.hot)
            && binding.prefix == prefix
            && !self.rebound(prefix)
        {
            return (binding.namespace, Some(self.hot));
        }
        if prefix == "xml" {
            return (Namespace::Xml, None);
        }
        match self.bindings.iter().rposition(|binding| binding.prefix == prefix) {
            Some(at) => (self.bindings[at].namespace, Some(at)),
            None if prefix.is_empty() => (Namespace::None, None),
            None => (Namespace::Other, None),
        }
    }

    /// True if an element below the root binds `prefix` after the hot binding.
    fn rebound(&self, prefix: &str) -> bool {
        self.bindings
            .iter()
            .skip(self.hot + 1)
            .rev()
            .take_while(|binding| binding.depth > 1)
            .any(|binding| binding.prefix == prefix)
    }
}

/// Where the colon of a name is. Names are short, so a plain search is the quickest.
fn colon_of(name: &str) -> Option<usize> {
    name.bytes().position(|byte| byte == b':')
}

/// Name and value of the attribute in `raw`, the text behind the name of an element, if there is only
/// this one and nothing in it is escaped.
fn only_attribute(raw: &str) -> Option<(&str, &str)> {
    let raw = raw.trim_ascii();
    let equals = raw.bytes().position(|byte| byte == b'=')?;
    let value = raw.get(equals + 1..)?.strip_prefix('"')?.strip_suffix('"')?;
    let plain = !value.bytes().any(|byte| matches!(byte, b'"' | b'&' | b'<'));
    let name = raw.get(..equals)?;
    (plain && !name.bytes().any(|byte| byte.is_ascii_whitespace())).then_some((name, value))
}

/// The character of an entity reference; `None` for anything that a DOCTYPE would have to define.
fn entity(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

fn unescaped(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    match unescape(&value) {
        Ok(text) => Cow::Owned(text.into_owned()),
        Err(_) => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn text_of(xml: &str) -> Result<String, XmlError> {
        let mut walk = Xml::new(xml, 8);
        let mut text = String::new();
        walk.root()?;
        while walk.child()?.is_some() {
            walk.text(|part| text.push_str(part))?;
        }
        Ok(text)
    }

    #[test]
    fn names_are_matched_by_namespace_not_by_prefix() {
        let text = format!(r#"<x:p xmlns:x="{W}" xmlns:w="urn:other"><w:t/><x:t x:val="a&amp;b" w:val="c"/></x:p>"#);
        let mut xml = Xml::new(&text, 8);
        assert!(xml.root().expect("root").is(Namespace::Word, "p"));
        let other = xml.child().expect("reads").expect("child");
        assert_eq!(other.name(), (Namespace::Other, "t"));
        xml.skip().expect("skips");
        let child = xml.child().expect("reads").expect("child");
        assert_eq!(child.name(), (Namespace::Word, "t"));
        assert_eq!(xml.attribute(&child, Namespace::Word, "val").as_deref(), Some("a&b"));
        xml.skip().expect("skips");
        assert!(xml.child().expect("reads").is_none());
    }

    #[test]
    fn a_prefix_bound_again_holds_inside_only() {
        let text = format!(r#"<w:p xmlns:w="{W}"><w:r xmlns:w="urn:other"><w:t/></w:r><w:t/></w:p>"#);
        let mut xml = Xml::new(&text, 8);
        assert_eq!(xml.root().expect("root").namespace(), Namespace::Word);
        assert_eq!(xml.child().expect("reads").expect("r").namespace(), Namespace::Other);
        assert_eq!(xml.child().expect("reads").expect("t").namespace(), Namespace::Other);
        xml.skip().expect("skips");
        assert!(xml.child().expect("reads").is_none());
        assert_eq!(xml.child().expect("reads").expect("t").namespace(), Namespace::Word);
    }

    #[test]
    fn only_predefined_entities_and_character_references_are_read() {
        assert_eq!(text_of("<a><b>1 &lt; 2 &#x110; &#273; &nbsp;</b></a>").as_deref(), Ok("1 < 2 Đ đ "));
        assert_eq!(text_of("<!DOCTYPE a [<!ENTITY e \"x\">]><a><b>&e;</b></a>"), Err(XmlError::Doctype));
    }

    #[test]
    fn an_attribute_alone_is_read_like_one_among_others() {
        assert_eq!(only_attribute(r#" w:val="28""#), Some(("w:val", "28")));
        assert_eq!(only_attribute(r#" w:val="28" w:x="1""#), None);
        assert_eq!(only_attribute(r#" w:val="a&amp;b""#), None);
        assert_eq!(only_attribute(" w:val='28'"), None);
        assert_eq!(only_attribute(r#" w:val = "28""#), None);
        assert_eq!(only_attribute("w:val"), None);
        let text = format!(r#"<w:p xmlns:w="{W}"><w:a w:val="1"/><w:b w:x="0" w:val="1"/><w:c val="1"/></w:p>"#);
        let mut xml = Xml::new(&text, 8);
        xml.root().expect("root");
        let mut found = Vec::new();
        while let Some(element) = xml.child().expect("reads") {
            found.push((
                xml.attribute(&element, Namespace::Word, "val").is_some(),
                xml.attribute(&element, Namespace::None, "val").is_some(),
            ));
            xml.skip().expect("skips");
        }
        assert_eq!(found, [(true, false), (true, false), (false, true)]);
    }

    #[test]
    fn places_count_from_the_first_byte_of_the_part() {
        for text in ["<a>x<b/>&amp;<c>đ</c></a>", "\u{feff}<?xml version=\"1.0\"?><a>x<b/>&amp;<c>đ</c></a>"] {
            let mut xml = Xml::new(text, 8);
            let mut tags = Vec::new();
            xml.root().expect("root");
            while xml.child().expect("reads").is_some() {
                tags.push(&text[xml.started_at()..xml.position()]);
                xml.skip().expect("skips");
            }
            assert_eq!(tags, ["<b/>", "<c>"]);
            assert_eq!(&text[xml.started_at()..xml.position()], "</a>");
        }
    }

    #[test]
    fn hostile_nesting_and_torn_files_are_errors() {
        let deep = format!("<a>{}", "<b>".repeat(10_000));
        assert_eq!(text_of(&deep), Err(XmlError::TooDeep));
        assert_eq!(text_of("<a><b>x"), Err(XmlError::Truncated));
        assert!(matches!(text_of("<a><b>x</c></a>"), Err(XmlError::Malformed(_))));
    }
}
