//! Lists: the labels that are shown and not stored.

use std::collections::HashMap;

use super::fonts::Fonts;
use super::properties::{self, TextProps};
use super::styles::Origin;
use crate::model::Fact;
use crate::ooxml::{Element, Namespace, Xml, XmlError};
use crate::readers::labels::{NumberFormat, bullet, is_symbol_font, write_number};
use crate::readers::{MOST_LISTS, within};

/// Levels of a list.
pub(super) const LEVELS: usize = 10;
/// Longest prefix, suffix or pattern of a label; more is an attack.
const LONGEST_AFFIX: usize = 64;

/// What follows a label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    /// A tab or a space; both are shown as a space.
    #[default]
    Space,
    Nothing,
}

/// A level of a list style.
#[derive(Debug, Clone, Default)]
struct Level {
    format: NumberFormat,
    prefix: String,
    suffix: String,
    /// Levels shown, this one included.
    display: usize,
    start: u32,
    /// Where `LibreOffice` stores the whole label with `%1%` for each level.
    pattern: Option<String>,
    bullet: String,
    in_symbol_font: bool,
    gap: Gap,
    left: Option<i32>,
    first_line: Option<i32>,
}

/// A `text:list-style` or the `text:outline-style`.
#[derive(Debug, Default)]
struct ListStyle {
    levels: [Option<Level>; LEVELS],
}

/// Where the counters of one list stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListId(usize);

/// The numbering of headings.
pub(super) const OUTLINE: ListId = ListId(0);

/// The label of one paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// What is shown, with the gap behind it; may be empty.
    pub(super) text: String,
    /// A mark, not a number.
    pub(super) is_bullet: bool,
    /// The name of a number format that is not known.
    pub(super) unknown_format: Option<String>,
}

/// All list styles and where the counters stand.
#[derive(Debug)]
pub(super) struct Lists {
    styles: Vec<ListStyle>,
    names: HashMap<(Origin, String), usize>,
    outline: ListStyle,
    counters: Vec<[Option<u32>; LEVELS]>,
    by_id: HashMap<String, ListId>,
    last_of_style: HashMap<String, ListId>,
}

impl Default for Lists {
    fn default() -> Self {
        Self {
            styles: Vec::new(),
            names: HashMap::new(),
            outline: ListStyle::default(),
            counters: vec![[None; LEVELS]],
            by_id: HashMap::new(),
            last_of_style: HashMap::new(),
        }
    }
}

impl Lists {
    /// Reads a `text:list-style`.
    pub(super) fn read_style(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        origin: Origin,
        fonts: &mut Fonts,
    ) -> Result<(), XmlError> {
        let name = xml.attribute(element, Namespace::OdfStyle, "name").map(std::borrow::Cow::into_owned);
        let style = read_levels(xml, fonts)?;
        within(self.styles.len(), MOST_LISTS, "lists")?;
        if let Some(name) = name {
            self.names.entry((origin, name)).or_insert(self.styles.len());
            self.styles.push(style);
        }
        Ok(())
    }

    /// Reads the `text:outline-style`.
    pub(super) fn read_outline(&mut self, xml: &mut Xml<'_>, fonts: &mut Fonts) -> Result<(), XmlError> {
        self.outline = read_levels(xml, fonts)?;
        Ok(())
    }

    /// Begins a list, or goes on with an earlier one.
    pub(super) fn begin(&mut self, style: &str, id: Option<&str>, goes_on: bool, goes_on_with: Option<&str>) -> ListId {
        let earlier = match goes_on_with {
            Some(id) => self.by_id.get(id).copied(),
            None if goes_on => self.last_of_style.get(style).copied(),
            None => None,
        };
        let list = earlier.unwrap_or_else(|| {
            self.counters.push([None; LEVELS]);
            ListId(self.counters.len() - 1)
        });
        if let Some(id) = id {
            self.by_id.insert(id.to_owned(), list);
        }
        self.last_of_style.insert(style.to_owned(), list);
        list
    }

    fn style(&self, origin: Origin, name: &str) -> Option<&ListStyle> {
        let find = |origin| self.names.get(&(origin, name.to_owned())).and_then(|at| self.styles.get(*at));
        find(origin).or_else(|| find(Origin::Common))
    }

    fn level(&self, list: ListId, origin: Origin, style: &str, level: usize) -> Option<&Level> {
        let style = if list == OUTLINE { Some(&self.outline) } else { self.style(origin, style) };
        style?.levels.get(level)?.as_ref()
    }

    /// The indents that the level gives to its paragraphs, and `None` for each that it does not set
    /// as a length.
    pub(super) fn indents(&self, list: ListId, origin: Origin, style: &str, level: usize) -> (Fact<i32>, Fact<i32>) {
        let level = self.level(list, origin, style, level);
        let fact = |length: Option<i32>| length.map_or(Fact::Unknown, Fact::Known);
        (fact(level.and_then(|level| level.left)), fact(level.and_then(|level| level.first_line)))
    }

    /// Counts one more paragraph at `level` (from 0) of `list` and gives its label.
    pub(super) fn advance(
        &mut self,
        list: ListId,
        origin: Origin,
        style: &str,
        level: usize,
        start: Option<u32>,
    ) -> Label {
        let Some(mut counters) = self.counters.get(list.0).copied() else { return Label::default() };
        let Some(own) = self.level(list, origin, style, level) else { return Label::default() };
        let first = |at: usize| self.level(list, origin, style, at).map_or(1, |level| level.start);
        for (upper, counter) in counters.iter_mut().enumerate().take(level) {
            counter.get_or_insert_with(|| first(upper));
        }
        let next = match (start, counters[level]) {
            (Some(start), _) => start,
            (None, Some(value)) => value.saturating_add(1),
            (None, None) => own.start,
        };
        counters[level] = Some(next);
        counters[level + 1..].fill(None);
        let label = self.label(own, list, origin, style, level, &counters);
        if let Some(stored) = self.counters.get_mut(list.0) {
            *stored = counters;
        }
        label
    }

    fn label(
        &self,
        own: &Level,
        list: ListId,
        origin: Origin,
        style: &str,
        level: usize,
        counters: &[Option<u32>; LEVELS],
    ) -> Label {
        let mut label = Label { is_bullet: own.format == NumberFormat::Bullet, ..Label::default() };
        let mut number = |at: usize, text: &mut String| {
            let format = self.level(list, origin, style, at).map_or(&own.format, |level| &level.format);
            if let NumberFormat::Unknown(name) = format {
                label.unknown_format = Some(name.clone());
            }
            write_number(format, counters.get(at).copied().flatten().unwrap_or(1), text);
        };
        let mut text = String::new();
        if own.format == NumberFormat::Bullet {
            text = bullet(&own.bullet, own.in_symbol_font);
        } else if let Some(pattern) = &own.pattern {
            fill(pattern, &mut text, &mut number);
        } else if own.format != NumberFormat::None {
            text.push_str(&own.prefix);
            let shown = (level + 1).saturating_sub(own.display.max(1))..=level;
            for at in shown {
                let before = text.len();
                number(at, &mut text);
                if at < level && text.len() > before {
                    text.push('.');
                }
            }
            text.push_str(&own.suffix);
        } else {
            text.push_str(&own.prefix);
            text.push_str(&own.suffix);
        }
        if text.trim().is_empty() {
            return Label { text: String::new(), ..label };
        }
        if own.gap == Gap::Space {
            text.push(' ');
        }
        Label { text, ..label }
    }
}

/// Writes `pattern` with the numbers of the levels that `%1%` to `%10%` name.
fn fill(pattern: &str, text: &mut String, mut number: impl FnMut(usize, &mut String)) {
    let mut rest = pattern;
    while let Some(at) = rest.find('%') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let named = rest.split_once('%').and_then(|(digits, after)| Some((digits.parse::<usize>().ok()?, after)));
        match named {
            Some((level @ 1..=LEVELS, after)) => {
                number(level - 1, text);
                rest = after;
            }
            _ => text.push('%'),
        }
    }
    text.push_str(rest);
}

fn read_levels(xml: &mut Xml<'_>, fonts: &mut Fonts) -> Result<ListStyle, XmlError> {
    let mut style = ListStyle::default();
    while let Some(element) = xml.child()? {
        let (Namespace::OdfText, name) = element.name() else {
            xml.skip()?;
            continue;
        };
        let is_mark = matches!(name, "list-level-style-bullet" | "list-level-style-image");
        if !is_mark && !matches!(name, "list-level-style-number" | "outline-level-style") {
            xml.skip()?;
            continue;
        }
        let (number, mut level) = read_attributes(xml, &element, is_mark);
        read_content(xml, &mut level, fonts)?;
        if let Some(slot) = number.and_then(|number| style.levels.get_mut(number.checked_sub(1)?)) {
            *slot = Some(level);
        }
    }
    Ok(style)
}

fn read_attributes(xml: &Xml<'_>, element: &Element<'_>, is_mark: bool) -> (Option<usize>, Level) {
    let mut level = Level { display: 1, start: 1, ..Level::default() };
    // An empty format, or none at all, shows no number.
    level.format = if is_mark { NumberFormat::Bullet } else { NumberFormat::None };
    let mut number = None;
    for attribute in xml.attributes(element) {
        let affix = || attribute.value.chars().take(LONGEST_AFFIX).collect::<String>();
        match (attribute.namespace, attribute.local) {
            (Namespace::OdfText, "level") => number = attribute.value.parse().ok(),
            (Namespace::OdfText, "start-value") => level.start = attribute.value.parse().unwrap_or(1),
            (Namespace::OdfText, "display-levels") => level.display = attribute.value.parse().unwrap_or(1),
            (Namespace::OdfText, "bullet-char") => level.bullet = affix(),
            (Namespace::OdfStyle, "num-prefix") => level.prefix = affix(),
            (Namespace::OdfStyle, "num-suffix") => level.suffix = affix(),
            (Namespace::OdfStyle, "num-format") if !is_mark => level.format = number_format(&attribute.value),
            (Namespace::OdfStyle | Namespace::OdfExtension, "num-list-format") => level.pattern = Some(affix()),
            _ => {}
        }
    }
    if level.format == NumberFormat::Bullet && level.bullet.is_empty() {
        // A picture.
        level.bullet.push('•');
    }
    (number, level)
}

fn read_content(xml: &mut Xml<'_>, level: &mut Level, fonts: &mut Fonts) -> Result<(), XmlError> {
    while let Some(element) = xml.child()? {
        match element.name() {
            (Namespace::OdfStyle, "list-level-properties") => {
                while let Some(element) = xml.child()? {
                    if element.is(Namespace::OdfStyle, "list-level-label-alignment") {
                        read_alignment(xml, &element, level);
                    }
                    xml.skip()?;
                }
                continue;
            }
            (Namespace::OdfStyle, "text-properties") => {
                let TextProps { font, .. } = properties::read_text(xml, &element, fonts);
                level.in_symbol_font = font.and_then(|font| fonts.name(font)).is_some_and(is_symbol_font);
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(())
}

fn read_alignment(xml: &Xml<'_>, element: &Element<'_>, level: &mut Level) {
    level.left = Some(0);
    level.first_line = Some(0);
    for attribute in xml.attributes(element) {
        match (attribute.namespace, attribute.local) {
            (Namespace::OdfText, "label-followed-by") if attribute.value == "nothing" => level.gap = Gap::Nothing,
            (Namespace::OdfFormat, "margin-left") => level.left = properties::length(&attribute.value),
            (Namespace::OdfFormat, "text-indent") => level.first_line = properties::length(&attribute.value),
            _ => {}
        }
    }
}

fn number_format(name: &str) -> NumberFormat {
    match name {
        "1" => NumberFormat::Decimal,
        "01" => NumberFormat::DecimalZero,
        "I" => NumberFormat::UpperRoman,
        "i" => NumberFormat::LowerRoman,
        "A" => NumberFormat::UpperLetter,
        "a" => NumberFormat::LowerLetter,
        "" => NumberFormat::None,
        other => NumberFormat::Unknown(other.chars().take(LONGEST_AFFIX).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(levels: &str) -> Lists {
        let text = format!(
            r#"<text:list-style xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" style:name="L">{levels}</text:list-style>"#
        );
        let mut xml = Xml::new(&text, 16);
        let root = xml.root().expect("root");
        let mut lists = Lists::default();
        lists.read_style(&mut xml, &root, Origin::Content, &mut Fonts::default()).expect("reads");
        lists
    }

    fn label(lists: &mut Lists, list: ListId, level: usize) -> String {
        lists.advance(list, Origin::Content, "L", level, None).text
    }

    #[test]
    fn levels_count_and_show_those_above() {
        let mut lists = lists(
            r#"<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>
               <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>
               <text:list-level-style-number text:level="3" style:num-format="a" loext:num-list-format="%3%)"/>"#,
        );
        let list = lists.begin("L", Some("a"), false, None);
        assert_eq!(label(&mut lists, list, 0), "I. ");
        assert_eq!(label(&mut lists, list, 1), "I.1. ");
        assert_eq!(label(&mut lists, list, 2), "a) ");
        assert_eq!(label(&mut lists, list, 1), "I.2. ");
        assert_eq!(label(&mut lists, list, 2), "a) ");
        assert_eq!(label(&mut lists, list, 0), "II. ");
        let again = lists.begin("L", None, true, None);
        assert_eq!(label(&mut lists, again, 0), "III. ");
        let other = lists.begin("L", None, false, None);
        assert_eq!(label(&mut lists, other, 1), "I.1. ", "a level that was jumped over counts");
        let first = lists.begin("L", None, false, Some("a"));
        assert_eq!(label(&mut lists, first, 0), "IV. ");
    }

    #[test]
    fn patterns_name_their_levels() {
        let mut text = String::new();
        fill("Điều %1%.%10%% %x%", &mut text, |level, text| text.push_str(&(level + 1).to_string()));
        assert_eq!(text, "Điều 1.10% %x%");
    }
}
