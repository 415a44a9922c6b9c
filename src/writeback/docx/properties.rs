//! Properties of runs, paragraphs and sections that are changed, with what they were beside them, so that
//! the change can be rejected.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::clean::ABSENT;
use crate::diagnostic::Look;
use crate::model::format::{Alignment, LineSpacing};
use crate::ooxml::text::escaped;
use crate::ooxml::{Xml, XmlError};

/// Children of `w:rPr` in the order that the schema asks for.
const OF_RUN: &[&str] = &[
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
];

/// Children of `w:pPr`.
const OF_PARAGRAPH: &[&str] = &[
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
];

/// Children of `w:sectPr`.
const OF_SECTION: &[&str] = &[
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
];

/// A child of an element of properties.
struct Property {
    name: String,
    written: String,
}

/// An element of properties, taken apart.
struct Properties {
    prefix: String,
    children: Vec<Property>,
}

impl Properties {
    /// Takes `written` apart, an element with its tags or nothing; `None` if it is not understood.
    fn of(written: &str, prefix: &str) -> Option<Self> {
        let mut children = Vec::new();
        if !written.is_empty() {
            for (name, range) in children_of(written).ok()? {
                let name = name.strip_prefix(prefix).map_or_else(|| name.clone(), str::to_owned);
                children.push(Property { name, written: written.get(range)?.to_owned() });
            }
        }
        Some(Self { prefix: prefix.to_owned(), children })
    }

    fn has(&self, name: &str) -> bool {
        self.children.iter().any(|child| child.name == name)
    }

    fn written(&self, unwanted: &[&str]) -> String {
        let wanted = self.children.iter().filter(|child| !unwanted.contains(&child.name.as_str()));
        wanted.map(|child| child.written.as_str()).collect()
    }

    /// Gives the child `name` these attributes and keeps its others; without a value one is taken off.
    fn set(&mut self, name: &str, order: &[&str], attributes: &[(&str, Option<&str>)]) {
        let p = self.prefix.clone();
        let own: Vec<(String, Option<&str>)> =
            attributes.iter().map(|(name, value)| (format!("{p}{name}"), *value)).collect();
        if let Some(child) = self.children.iter_mut().find(|child| child.name == name) {
            child.written = with_attributes(&child.written, &own);
            return;
        }
        self.put(name, order, with_attributes(&format!("<{p}{name}/>"), &own));
    }

    /// True if the list is named here and not by a style.
    fn names_list(&self) -> bool {
        let own = self.children.iter().find(|child| child.name == "numPr");
        own.is_some_and(|own| own.written.contains(&format!("<{}numId", self.prefix)))
    }

    /// Puts the child `name`, as `written`, in the place of the one of that name, or where it belongs.
    fn put(&mut self, name: &str, order: &[&str], written: String) {
        if let Some(child) = self.children.iter_mut().find(|child| child.name == name) {
            child.written = written;
            return;
        }
        let rank = |name: &str| order.iter().position(|known| *known == name).unwrap_or(order.len());
        let at = self.children.iter().position(|child| rank(&child.name) > rank(name)).unwrap_or(self.children.len());
        self.children.insert(at, Property { name: name.to_owned(), written });
    }
}

/// Names, as written, and bytes of the children of the only element of `written`.
fn children_of(written: &str) -> Result<Vec<(String, Range<usize>)>, XmlError> {
    let mut xml = Xml::new(written, 64);
    xml.root()?;
    let mut children = Vec::new();
    while let Some(element) = xml.child()? {
        let start = xml.started_at();
        let name = element.written_name().to_owned();
        xml.skip()?;
        children.push((name, start..xml.position()));
    }
    Ok(children)
}

/// The element `written`, which has no children, with attributes set or taken off.
fn with_attributes(written: &str, set: &[(String, Option<&str>)]) -> String {
    let mut xml = Xml::new(written, 2);
    let Ok(element) = xml.root() else { return written.to_owned() };
    let mut out = format!("<{}", element.written_name());
    for (name, value) in element.written_attributes() {
        if set.iter().all(|(known, _)| known != name) {
            let _ = write!(out, r#" {name}="{}""#, escaped(&value));
        }
    }
    for (name, value) in set {
        if let Some(value) = value {
            let _ = write!(out, r#" {name}="{}""#, escaped(value));
        }
    }
    out.push_str("/>");
    out
}

/// The element `name` as it was, to stand in a change; where there was none, an empty one that says so.
fn as_before(written: &str, name: &str, prefix: &str) -> String {
    if written.is_empty() { format!("<{prefix}{name}{ABSENT}") } else { written.to_owned() }
}

/// The properties `written` of a run, an element or nothing, changed as `looks` ask; `None` if a change
/// of them is not decided yet, or they are not understood.
pub(super) fn of_run(written: &str, prefix: &str, looks: &[&Look], revision: &str) -> Option<String> {
    let mut properties = Properties::of(written, prefix)?;
    if properties.has("rPrChange") {
        return None;
    }
    let before = as_before(written, "rPr", prefix);
    for look in looks {
        let switch = |on: bool| if on { None } else { Some("0") };
        match look {
            Look::HalfPoints(size) => {
                let size = size.to_string();
                properties.set("sz", OF_RUN, &[("val", Some(&size))]);
                properties.set("szCs", OF_RUN, &[("val", Some(&size))]);
            }
            Look::Font(font) => properties.set(
                "rFonts",
                OF_RUN,
                &[
                    ("asciiTheme", None),
                    ("hAnsiTheme", None),
                    ("cstheme", None),
                    ("ascii", Some(font)),
                    ("hAnsi", Some(font)),
                    ("cs", Some(font)),
                ],
            ),
            Look::Bold(on) => {
                properties.set("b", OF_RUN, &[("val", switch(*on))]);
                properties.set("bCs", OF_RUN, &[("val", switch(*on))]);
            }
            Look::Italic(on) => {
                properties.set("i", OF_RUN, &[("val", switch(*on))]);
                properties.set("iCs", OF_RUN, &[("val", switch(*on))]);
            }
            Look::Black => {
                let theme = [("themeColor", None), ("themeTint", None), ("themeShade", None)];
                properties.set("color", OF_RUN, &[[("val", Some("auto"))].as_slice(), &theme].concat());
            }
            Look::NotUnderlined => properties.set("u", OF_RUN, &[("val", Some("none"))]),
            _ => {}
        }
    }
    let p = prefix;
    let after = properties.written(&[]);
    Some(format!("<{p}rPr>{after}<{p}rPrChange {revision}>{before}</{p}rPrChange></{p}rPr>"))
}

/// Bytes to put in the place of others.
pub(super) type Splice = (Range<usize>, String);

/// The properties of a paragraph, which stand at `at`, changed as `looks` ask, `list` being the one it moves to, with its
/// level; `None` as in [`of_run`].
pub(super) fn of_paragraph(
    xml: &str,
    at: Option<Range<usize>>,
    after_tag: usize,
    prefix: &str,
    (looks, list, revision): (&[&Look], Option<(u32, u8)>, &str),
) -> Option<Vec<Splice>> {
    let written = at.clone().map_or("", |range| xml.get(range).unwrap_or(""));
    let mut properties = Properties::of(written, prefix)?;
    if properties.has("pPrChange") {
        return None;
    }
    let not_ours = ["rPr", "sectPr"];
    let is_whole = not_ours.iter().all(|name| !properties.has(name));
    let before = if is_whole {
        as_before(written, "pPr", prefix)
    } else {
        format!("<{prefix}pPr>{}</{prefix}pPr>", properties.written(&not_ours))
    };
    for look in looks {
        match look {
            Look::Alignment(alignment) => {
                let value = match alignment {
                    Alignment::Left => "left",
                    Alignment::Center => "center",
                    Alignment::Right => "right",
                    Alignment::Justified => "both",
                };
                properties.set("jc", OF_PARAGRAPH, &[("val", Some(value))]);
            }
            Look::FirstLine(twips) => {
                let twips = twips.to_string();
                let gone = [("firstLineChars", None), ("hangingChars", None), ("hanging", None)];
                properties.set(
                    "ind",
                    OF_PARAGRAPH,
                    &[[("firstLine", Some(twips.as_str()))].as_slice(), &gone].concat(),
                );
            }
            Look::SpaceBefore(twips) => {
                let twips = twips.to_string();
                let gone = [("beforeLines", None), ("beforeAutospacing", None)];
                properties.set(
                    "spacing",
                    OF_PARAGRAPH,
                    &[[("before", Some(twips.as_str()))].as_slice(), &gone].concat(),
                );
            }
            Look::SpaceAfter(twips) => {
                let twips = twips.to_string();
                let gone = [("afterLines", None), ("afterAutospacing", None)];
                properties.set(
                    "spacing",
                    OF_PARAGRAPH,
                    &[[("after", Some(twips.as_str()))].as_slice(), &gone].concat(),
                );
            }
            Look::LineSpacing(spacing) => {
                let (line, rule) = match spacing {
                    LineSpacing::Multiple(hundredths) => (hundredths * 240 / 100, "auto"),
                    LineSpacing::AtLeast(twips) => (*twips, "atLeast"),
                    LineSpacing::Exactly(twips) => (*twips, "exact"),
                };
                let line = line.to_string();
                properties.set("spacing", OF_PARAGRAPH, &[("line", Some(&line)), ("lineRule", Some(rule))]);
            }
            Look::ListFrom(_) => {
                // A list that comes with the style would bring indents of its own in another place.
                let (list, level) = list.filter(|_| properties.names_list())?;
                let p = prefix;
                let numbers =
                    format!("<{p}numPr><{p}ilvl {p}val=\"{level}\"/><{p}numId {p}val=\"{list}\"/></{p}numPr>");
                properties.put("numPr", OF_PARAGRAPH, numbers);
            }
            _ => {}
        }
    }
    let p = prefix;
    let change = format!("<{p}pPrChange {revision}>{before}</{p}pPrChange>");
    let mark: String =
        properties.children.iter().filter(|child| child.name == "rPr").map(|child| child.written.as_str()).collect();
    let own = properties.written(&not_ours);
    let Some(at) = at else {
        return Some(vec![(after_tag..after_tag, format!("<{p}pPr>{own}{mark}{change}</{p}pPr>"))]);
    };
    // The section is left as it stands, because it may be changed too.
    let section = children_of(written).ok()?.into_iter().find(|(name, _)| *name == format!("{p}sectPr"));
    Some(match section {
        None => vec![(at, format!("<{p}pPr>{own}{mark}{change}</{p}pPr>"))],
        Some((_, range)) => vec![
            (at.start..at.start + range.start, format!("<{p}pPr>{own}{mark}")),
            (at.start + range.end..at.end, format!("{change}</{p}pPr>")),
        ],
    })
}

/// The properties of a section, which stand at `at`, changed as `looks` ask; `None` as in [`of_run`], or if what is
/// asked cannot be done.
pub(super) fn of_section(
    xml: &str,
    at: Range<usize>,
    prefix: &str,
    looks: &[&Look],
    revision: &str,
) -> Option<Vec<Splice>> {
    let written = xml.get(at.clone())?;
    let properties = Properties::of(written, prefix)?;
    if properties.has("sectPrChange") {
        return None;
    }
    let p = prefix;
    let before = properties.written(&["headerReference", "footerReference"]);
    let close = at.start + written.rfind("</")?;
    let mut section = Section {
        start: at.start,
        written,
        prefix,
        close,
        children: children_of(written).ok()?,
        splices: BTreeMap::new(),
    };
    for look in looks {
        match look {
            Look::Margins([top, right, bottom, left]) => {
                let [top, right, bottom, left] = [top, right, bottom, left].map(ToString::to_string);
                let set = [
                    ("top", Some(top.as_str())),
                    ("right", Some(&right)),
                    ("bottom", Some(&bottom)),
                    ("left", Some(&left)),
                ];
                section.set("pgMar", &set, false)?;
            }
            Look::Paper(width, height) => {
                let (width, height) = (width.to_string(), height.to_string());
                section.set("pgSz", &[("w", Some(&width)), ("h", Some(&height))], false)?;
            }
            Look::PagesFromOne => section.set("pgNumType", &[("start", Some("1"))], true)?,
            Look::PagesInDigits => section.set("pgNumType", &[("fmt", None)], true)?,
            Look::FirstPageApart => {
                // Whatever waits to be shown there would be.
                if section.shows_first_apart() || has_reference_for(written, "first") {
                    return None;
                }
                section.set("titlePg", &[("val", None)], true)?;
            }
            _ => {}
        }
    }
    let change = format!("<{p}sectPrChange {revision}><{p}sectPr>{before}</{p}sectPr></{p}sectPrChange>");
    section.put(close..close, &change);
    Some(section.splices.into_values().collect())
}

/// True if a section has a header or a footer for these pages.
pub(super) fn has_reference_for(section: &str, pages: &str) -> bool {
    let references = section.split('<').filter(|tag| {
        let name = tag.split([' ', '/', '>']).next().unwrap_or("");
        name.ends_with("headerReference") || name.ends_with("footerReference")
    });
    let wanted = [format!("type=\"{pages}\""), format!("type='{pages}'")];
    references.into_iter().any(|tag| wanted.iter().any(|wanted| tag.contains(wanted)))
}

/// A section whose children are set one by one, each where it stands.
struct Section<'x> {
    start: usize,
    written: &'x str,
    prefix: &'x str,
    close: usize,
    children: Vec<(String, Range<usize>)>,
    splices: BTreeMap<usize, Splice>,
}

impl Section<'_> {
    /// Sets attributes of the child `name`, which is put where the schema wants it if there is none and it `may_come`.
    fn set(&mut self, name: &str, attributes: &[(&str, Option<&str>)], may_come: bool) -> Option<()> {
        let p = self.prefix;
        let own: Vec<_> = attributes.iter().map(|(name, value)| (format!("{p}{name}"), *value)).collect();
        let written_name = format!("{p}{name}");
        if let Some((_, range)) = self.children.iter().find(|(known, _)| *known == written_name).cloned() {
            let at = self.start + range.start..self.start + range.end;
            // What an earlier look put there is built upon.
            let known =
                self.splices.get(&at.start).filter(|(known, _)| *known == at).map(|(_, written)| written.clone());
            let element = with_attributes(known.as_deref().or(self.written.get(range))?, &own);
            self.splices.insert(at.start, (at, element));
            return Some(());
        }
        if !may_come {
            return None;
        }
        let rank = |name: &str| OF_SECTION.iter().position(|known| *known == name).unwrap_or(OF_SECTION.len());
        let later = self.children.iter().find(|(known, _)| rank(known.strip_prefix(p).unwrap_or(known)) > rank(name));
        let at = later.map_or(self.close, |(_, range)| self.start + range.start);
        self.put(at..at, &with_attributes(&format!("<{written_name}/>"), &own));
        Some(())
    }

    /// Puts `text` before whatever is put in the place of the bytes that begin there.
    fn put(&mut self, at: Range<usize>, text: &str) {
        let entry = self.splices.entry(at.start).or_insert((at.clone(), String::new()));
        if entry.0.is_empty() { entry.1.push_str(text) } else { entry.1.insert_str(0, text) }
    }

    /// The first page has a header and a footer of its own.
    fn shows_first_apart(&self) -> bool {
        let name = format!("{}titlePg", self.prefix);
        let written = self
            .children
            .iter()
            .find(|(known, _)| *known == name)
            .and_then(|(_, range)| self.written.get(range.clone()));
        written.is_some_and(|element| !["\"0\"", "\"false\"", "\"off\""].iter().any(|off| element.contains(off)))
    }
}

/// Whether a look is one of letters, of a paragraph or of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearer {
    Letters,
    Paragraph,
    Section,
}

pub(super) const fn bearer(look: &Look) -> Bearer {
    match look {
        Look::HalfPoints(_) | Look::Font(_) | Look::Bold(_) | Look::Italic(_) | Look::Black | Look::NotUnderlined => {
            Bearer::Letters
        }
        Look::Alignment(_)
        | Look::FirstLine(_)
        | Look::SpaceBefore(_)
        | Look::SpaceAfter(_)
        | Look::LineSpacing(_)
        | Look::ListFrom(_)
        | Look::LineBelow { .. } => Bearer::Paragraph,
        Look::Margins(_)
        | Look::Paper(..)
        | Look::PagesFromOne
        | Look::PagesInDigits
        | Look::FirstPageApart
        | Look::PageNumber(_) => Bearer::Section,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_stand_in_the_order_of_the_schema() {
        let written = "<w:rPr><w:rStyle w:val=\"a\"/><w:i/><w:color w:val=\"FF0000\" w:themeColor=\"x\"/><w:u w:val=\"single\"/></w:rPr>";
        let looks =
            [Look::HalfPoints(28), Look::Font("Times New Roman"), Look::Bold(true), Look::Black, Look::Italic(false)];
        let looks: Vec<&Look> = looks.iter().collect();
        let new = of_run(written, "w:", &looks, "w:id=\"1\"").expect("changed");
        assert_eq!(
            new,
            "<w:rPr><w:rStyle w:val=\"a\"/><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
             w:cs=\"Times New Roman\"/><w:b/><w:bCs/><w:i w:val=\"0\"/><w:iCs w:val=\"0\"/><w:color w:val=\"auto\"/>\
             <w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:u w:val=\"single\"/><w:rPrChange w:id=\"1\"><w:rPr>\
             <w:rStyle w:val=\"a\"/><w:i/><w:color w:val=\"FF0000\" w:themeColor=\"x\"/><w:u w:val=\"single\"/>\
             </w:rPr></w:rPrChange></w:rPr>"
        );
        assert_eq!(of_run(&new, "w:", &looks, "w:id=\"2\""), None, "a change that is not decided");
    }

    #[test]
    fn the_section_of_a_paragraph_is_left_alone() {
        let xml = "<w:p><w:pPr><w:ind w:left=\"1\" w:hanging=\"2\"/><w:rPr><w:b/></w:rPr><w:sectPr><w:x/></w:sectPr></w:pPr></w:p>";
        let at = 5..xml.len() - "</w:p>".len();
        let splices =
            of_paragraph(xml, Some(at), 5, "w:", (&[&Look::FirstLine(567)], None, "w:id=\"1\"")).expect("changed");
        let mut new = xml.to_owned();
        for (range, text) in splices.into_iter().rev() {
            new.replace_range(range, &text);
        }
        assert_eq!(
            new,
            "<w:p><w:pPr><w:ind w:left=\"1\" w:firstLine=\"567\"/><w:rPr><w:b/></w:rPr><w:sectPr><w:x/></w:sectPr>\
             <w:pPrChange w:id=\"1\"><w:pPr><w:ind w:left=\"1\" w:hanging=\"2\"/></w:pPr></w:pPrChange></w:pPr></w:p>"
        );
    }

    #[test]
    fn margins_keep_what_is_not_changed() {
        let xml = "<w:sectPr><w:headerReference r:id=\"a\"/><w:pgSz w:w=\"1\" w:h=\"2\"/><w:pgMar w:top=\"1\" w:gutter=\"5\"/></w:sectPr>";
        let looks = [Look::Margins([1134, 850, 1134, 1701])];
        let looks: Vec<&Look> = looks.iter().collect();
        let splices = of_section(xml, 0..xml.len(), "w:", &looks, "w:id=\"1\"").expect("changed");
        let mut new = xml.to_owned();
        for (range, text) in splices.into_iter().rev() {
            new.replace_range(range, &text);
        }
        assert!(
            new.contains("<w:pgMar w:gutter=\"5\" w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\"/>")
        );
        assert!(new.ends_with(
            "<w:sectPrChange w:id=\"1\"><w:sectPr><w:pgSz w:w=\"1\" w:h=\"2\"/><w:pgMar w:top=\"1\" w:gutter=\"5\"/></w:sectPr></w:sectPrChange></w:sectPr>"
        ));
    }
}
