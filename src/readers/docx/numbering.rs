//! Automatic numbering: the labels that Word shows and does not store.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::fonts::Fonts;
use super::properties::{self, ParagraphProps, RunProps, number, value};
use super::styles::Styles;
use crate::ooxml::{Element, Namespace, Xml, XmlError};
use crate::readers::labels::{NumberFormat, bullet, is_symbol_font, write_number};
use crate::readers::{MOST_LISTS, within};

/// Most characters of the pattern of a label. Every paragraph of the list repeats it, so a hostile
/// file could make much of little.
const LONGEST_PATTERN: usize = 64;

/// Levels of a list.
const LEVELS: usize = 9;

/// A `w:lvl`.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: NumberFormat,
    text: String,
    /// The label is followed by nothing, not by a tab or a space.
    no_gap: bool,
    /// Start again after a level up to this one, from 1; 0 for never.
    restart: Option<u8>,
    /// All counters in the label are written as decimal.
    legal: bool,
    paragraph_style: Option<String>,
    /// The bullet is shown in a font of pictures.
    symbol_font: bool,
    paragraph: ParagraphProps,
    run: RunProps,
}

/// A `w:abstractNum`. It owns the counters.
#[derive(Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    style_link: Option<String>,
    num_style_link: Option<String>,
    counters: [Option<u32>; LEVELS],
}

/// A `w:num`: a use of an [`Abstract`].
#[derive(Debug, Default)]
struct List {
    definition: usize,
    overrides: [Override; LEVELS],
}

#[derive(Debug, Clone, Default)]
struct Override {
    start: Option<u32>,
    level: Option<Level>,
}

/// A list and a level of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ListLevel {
    list: u32,
    level: u8,
}

impl ListLevel {
    /// The number of the list in the file, and the level.
    pub(super) const fn numbers(self) -> (u32, u8) {
        (self.list, self.level)
    }
}

/// The label of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Label {
    /// What is shown, with the gap behind it; may be empty.
    pub(super) text: String,
    /// A mark, not a number.
    pub(super) is_bullet: bool,
    /// The name of a number format that is not known.
    pub(super) unknown_format: Option<String>,
}

/// All lists of the file and where their counters stand.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: Vec<Abstract>,
    lists: HashMap<u32, List>,
    /// Starts that took place already; each does so once.
    started: HashSet<ListLevel>,
}

impl Numbering {
    /// Reads the numbering part.
    pub(super) fn read(text: &str, depth: usize, fonts: &mut Fonts, styles: &Styles) -> Result<Self, XmlError> {
        let mut xml = Xml::new(text, depth);
        let mut result = Self::default();
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut lists: Vec<(u32, Option<String>, List)> = Vec::new();
        xml.root()?;
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::Word, "abstractNum") => {
                    within(result.definitions.len(), MOST_LISTS, "lists")?;
                    let id = xml.attribute(&element, Namespace::Word, "abstractNumId").unwrap_or_default().into_owned();
                    ids.entry(id).or_insert(result.definitions.len());
                    result.definitions.push(read_abstract(&mut xml, fonts)?);
                }
                (Namespace::Word, "num") => {
                    within(lists.len(), MOST_LISTS, "lists")?;
                    let id = xml.attribute(&element, Namespace::Word, "numId").and_then(|id| id.trim().parse().ok());
                    let (definition, list) = read_list(&mut xml, fonts)?;
                    if let Some(id) = id {
                        lists.push((id, definition, list));
                    }
                }
                _ => xml.skip()?,
            }
        }
        for (id, definition, mut list) in lists {
            let Some(definition) = definition.and_then(|id| ids.get(&id).copied()) else { continue };
            list.definition = definition;
            result.lists.entry(id).or_insert(list);
        }
        result.follow_style_links(styles);
        Ok(result)
    }

    /// A definition may be only a pointer through a numbering style to the real one.
    fn follow_style_links(&mut self, styles: &Styles) {
        let mut by_style: HashMap<&str, usize> = HashMap::new();
        for (at, definition) in self.definitions.iter().enumerate() {
            if let Some(style) = &definition.style_link {
                by_style.entry(style).or_insert(at);
            }
        }
        let mut moved: Vec<(u32, usize)> = Vec::new();
        let mut ids: Vec<u32> = self.lists.keys().copied().collect();
        ids.sort_unstable();
        for id in ids {
            let Some(style) = self.definition_of(id).and_then(|definition| definition.num_style_link.as_deref()) else {
                continue;
            };
            let through_list = || self.lists.get(&styles.list_of(style)?).map(|list| list.definition);
            if let Some(real) = by_style.get(style).copied().or_else(through_list) {
                moved.push((id, real));
            }
        }
        for (id, real) in moved {
            if let Some(list) = self.lists.get_mut(&id) {
                list.definition = real;
            }
        }
    }

    fn definition_of(&self, list: u32) -> Option<&Abstract> {
        self.definitions.get(self.lists.get(&list)?.definition)
    }

    /// The list and level of a paragraph, if it has one. Number and level are inherited separately;
    /// a style that brings the list takes the level that names the style.
    pub(super) fn place<'s>(
        &self,
        direct: &ParagraphProps,
        styled: &ParagraphProps,
        mut style_ids: impl Iterator<Item = &'s str>,
    ) -> Option<ListLevel> {
        let list = direct.list.or(styled.list).filter(|list| *list != 0)?;
        let definition = self.definition_of(list)?;
        let linked = || {
            let level_of = |id: &str| {
                let names = |level: &Option<Level>| {
                    level.as_ref().is_some_and(|level| level.paragraph_style.as_deref() == Some(id))
                };
                definition.levels.iter().position(names)
            };
            if direct.list.is_some() { None } else { style_ids.find_map(level_of).map(|level| level as u8) }
        };
        let level = direct.level.or_else(linked).or(styled.level).unwrap_or(0);
        ((level as usize) < LEVELS).then_some(ListLevel { list, level })
    }

    fn level<'n>(&'n self, list: &'n List, level: usize) -> Option<&'n Level> {
        let own = list.overrides.get(level).and_then(|own| own.level.as_ref());
        own.or_else(|| self.definitions.get(list.definition)?.levels.get(level)?.as_ref())
    }

    /// The properties that the level gives to its paragraphs and to its label.
    pub(super) fn props(&self, at: ListLevel) -> Option<(&ParagraphProps, &RunProps)> {
        let level = self.level(self.lists.get(&at.list)?, at.level as usize)?;
        Some((&level.paragraph, &level.run))
    }

    /// Counts one more paragraph at `at` and gives its label.
    pub(super) fn advance(&mut self, at: ListLevel) -> Option<Label> {
        let current = at.level as usize;
        let list = self.lists.get(&at.list)?;
        let definition = self.definitions.get(list.definition)?;
        let mut counters = definition.counters;
        let start = |level: usize| {
            let own = list.overrides.get(level).and_then(|own| own.start);
            own.unwrap_or_else(|| self.level(list, level).map_or(0, |level| level.start))
        };
        for (upper, counter) in counters.iter_mut().enumerate().take(current) {
            counter.get_or_insert_with(|| start(upper));
        }
        let overridden = list.overrides[current].start;
        let next = match (overridden, counters[current]) {
            (Some(start), _) if !self.started.contains(&at) => start,
            (_, Some(value)) => value.saturating_add(1),
            (_, None) => start(current),
        };
        counters[current] = Some(next);
        for (lower, counter) in counters.iter_mut().enumerate().skip(current + 1) {
            let restart = self.level(list, lower).and_then(|level| level.restart).map_or(lower, usize::from);
            if current < restart {
                *counter = None;
            }
        }
        let label = self.label(list, current, &counters, start);
        let definition = list.definition;
        self.started.insert(at);
        self.definitions[definition].counters = counters;
        Some(label)
    }

    fn label(
        &self,
        list: &List,
        current: usize,
        counters: &[Option<u32>; LEVELS],
        start: impl Fn(usize) -> u32,
    ) -> Label {
        let Some(level) = self.level(list, current) else { return Label::default() };
        let mut label = Label { is_bullet: level.format == NumberFormat::Bullet, ..Label::default() };
        if label.is_bullet {
            label.text = bullet(&level.text, level.symbol_font);
        } else {
            let mut rest = level.text.as_str();
            while let Some(at) = rest.find('%') {
                label.text.push_str(&rest[..at]);
                rest = &rest[at + 1..];
                let Some(digit @ b'1'..=b'9') = rest.as_bytes().first() else {
                    label.text.push('%');
                    continue;
                };
                let shown = usize::from(digit - b'1');
                rest = &rest[1..];
                let decimal = NumberFormat::Decimal;
                let format = self.level(list, shown).map_or(&decimal, |level| &level.format);
                let format = if level.legal && *format != NumberFormat::None { &decimal } else { format };
                if let NumberFormat::Unknown(name) = format {
                    label.unknown_format = Some(name.clone());
                }
                write_number(format, counters[shown].unwrap_or_else(|| start(shown)), &mut label.text);
            }
            label.text.push_str(rest);
        }
        if label.text.trim().is_empty() {
            label.text.clear();
        } else if !level.no_gap {
            label.text.push(' ');
        }
        label
    }
}

fn read_abstract(xml: &mut Xml<'_>, fonts: &mut Fonts) -> Result<Abstract, XmlError> {
    let mut result = Abstract::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            (Namespace::Word, "lvl") => {
                let slot = level_slot(xml, &element).and_then(|at| result.levels.get_mut(at));
                let level = read_level(xml, fonts)?;
                if let Some(slot) = slot {
                    *slot = Some(level);
                }
                continue;
            }
            (Namespace::Word, "styleLink") => {
                result.style_link = value(xml, &element).map(Cow::into_owned);
            }
            (Namespace::Word, "numStyleLink") => {
                result.num_style_link = value(xml, &element).map(Cow::into_owned);
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(result)
}

fn read_list(xml: &mut Xml<'_>, fonts: &mut Fonts) -> Result<(Option<String>, List), XmlError> {
    let mut list = List::default();
    let mut definition = None;
    while let Some(element) = xml.child()? {
        match element.name() {
            (Namespace::Word, "abstractNumId") => {
                definition = value(xml, &element).map(Cow::into_owned);
                xml.skip()?;
            }
            (Namespace::Word, "lvlOverride") => {
                let slot = level_slot(xml, &element);
                let mut own = Override::default();
                while let Some(element) = xml.child()? {
                    match element.name() {
                        (Namespace::Word, "startOverride") => {
                            own.start = number(xml, &element);
                            xml.skip()?;
                        }
                        (Namespace::Word, "lvl") => own.level = Some(read_level(xml, fonts)?),
                        _ => xml.skip()?,
                    }
                }
                if let Some(slot) = slot.and_then(|at| list.overrides.get_mut(at)) {
                    *slot = own;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok((definition, list))
}

fn level_slot(xml: &Xml<'_>, element: &Element<'_>) -> Option<usize> {
    xml.attribute(element, Namespace::Word, "ilvl")?.trim().parse().ok()
}

fn read_level(xml: &mut Xml<'_>, fonts: &mut Fonts) -> Result<Level, XmlError> {
    let mut level = Level::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            (Namespace::Word, "start") => level.start = number(xml, &element).unwrap_or(0),
            (Namespace::Word, "numFmt") => level.format = number_format(xml, &element),
            (Namespace::Word, "lvlText") => {
                let none = xml.attribute(&element, Namespace::Word, "null").is_some_and(|null| null != "0");
                let pattern = value(xml, &element).filter(|_| !none).unwrap_or_default();
                level.text = pattern.chars().take(LONGEST_PATTERN).collect();
            }
            (Namespace::Word, "suff") => level.no_gap = value(xml, &element).as_deref() == Some("nothing"),
            (Namespace::Word, "lvlRestart") => level.restart = number(xml, &element),
            (Namespace::Word, "isLgl") => level.legal = properties::is_on(xml, &element),
            (Namespace::Word, "pStyle") => {
                level.paragraph_style = value(xml, &element).map(Cow::into_owned);
            }
            (Namespace::Word, "pPr") => {
                level.paragraph = properties::read_paragraph(xml, fonts, None)?.props;
                continue;
            }
            (Namespace::Word, "rPr") => {
                level.run = properties::read_run(xml, fonts, None)?.props;
                level.symbol_font =
                    level.run.fonts.accented.and_then(|font| fonts.name(font)).is_some_and(is_symbol_font);
                continue;
            }
            (Namespace::Compatibility, "AlternateContent") => {
                read_plain_format(xml, &mut level)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(level)
}

/// A number format that older programs do not know stands beside one that they do; the older one
/// is read.
fn read_plain_format(xml: &mut Xml<'_>, level: &mut Level) -> Result<(), XmlError> {
    while let Some(branch) = xml.child()? {
        if !branch.is(Namespace::Compatibility, "Fallback") {
            xml.skip()?;
            continue;
        }
        while let Some(element) = xml.child()? {
            if element.is(Namespace::Word, "numFmt") {
                level.format = number_format(xml, &element);
            }
            xml.skip()?;
        }
    }
    Ok(())
}

fn number_format(xml: &Xml<'_>, element: &Element<'_>) -> NumberFormat {
    match value(xml, element).as_deref() {
        Some("decimal") | None => NumberFormat::Decimal,
        Some("decimalZero") => NumberFormat::DecimalZero,
        Some("upperRoman") => NumberFormat::UpperRoman,
        Some("lowerRoman") => NumberFormat::LowerRoman,
        Some("upperLetter") => NumberFormat::UpperLetter,
        Some("lowerLetter") => NumberFormat::LowerLetter,
        Some("vietnameseCounting") => NumberFormat::Vietnamese,
        Some("bullet") => NumberFormat::Bullet,
        Some("none") => NumberFormat::None,
        Some(other) => NumberFormat::Unknown(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> Numbering {
        let text = format!(
            r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inner}</w:numbering>"#
        );
        Numbering::read(&text, 64, &mut Fonts::default(), &Styles::default()).expect("reads")
    }

    fn level(ilvl: u8, format: &str, text: &str, more: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
        )
    }

    fn labels(numbering: &mut Numbering, uses: &[(u32, u8)]) -> Vec<String> {
        let label = |&(list, level): &(u32, u8)| numbering.advance(ListLevel { list, level }).expect("list").text;
        uses.iter().map(label).collect()
    }

    #[test]
    fn lower_levels_start_again_and_upper_levels_are_shown() {
        let mut numbering = read(&format!(
            r#"<w:abstractNum w:abstractNumId="0">{}{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
            level(0, "upperRoman", "%1.", ""),
            level(1, "decimal", "%2.", ""),
            level(2, "lowerLetter", "%3)", r#"<w:lvlRestart w:val="0"/>"#),
        ));
        let shown = labels(&mut numbering, &[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]);
        assert_eq!(shown, ["I. ", "1. ", "2. ", "a) ", "II. ", "1. ", "b) "]);
    }

    #[test]
    fn legal_labels_are_decimal_throughout() {
        let mut numbering = read(&format!(
            r#"<w:abstractNum w:abstractNumId="0">{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
            level(0, "upperRoman", "%1.", ""),
            level(1, "decimal", "%1.%2.", "<w:isLgl/><w:suff w:val=\"nothing\"/>"),
        ));
        assert_eq!(labels(&mut numbering, &[(1, 0), (1, 1), (1, 0), (1, 1)]), ["I. ", "1.1.", "II. ", "2.1."]);
    }

    #[test]
    fn two_lists_of_one_definition_count_on_and_a_start_works_once() {
        let mut numbering = read(&format!(
            r#"<w:abstractNum w:abstractNumId="4">{}</w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num>
            <w:num w:numId="3"><w:abstractNumId w:val="4"/>
              <w:lvlOverride w:ilvl="0"><w:startOverride w:val="2"/></w:lvlOverride></w:num>"#,
            level(0, "decimal", "%1.", ""),
        ));
        let shown = labels(&mut numbering, &[(1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0)]);
        assert_eq!(shown, ["1. ", "2. ", "3. ", "2. ", "3. ", "4. "]);
    }

    #[test]
    fn style_links_lead_to_the_real_definition() {
        let mut numbering = read(&format!(
            r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Muc"/></w:abstractNum>
            <w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Muc"/>{}</w:abstractNum>
            <w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>"#,
            level(0, "decimalZero", "Điều %1.", ""),
        ));
        assert_eq!(labels(&mut numbering, &[(7, 0)]), ["Điều 01. "]);
    }

    #[test]
    fn unknown_formats_are_decimal_and_said() {
        let mut numbering = read(&format!(
            r#"<w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
            level(0, "ordinalText", "%1.", ""),
        ));
        let label = numbering.advance(ListLevel { list: 1, level: 0 }).expect("list");
        assert_eq!((label.text.as_str(), label.unknown_format.as_deref()), ("1. ", Some("ordinalText")));
    }

    #[test]
    fn a_list_without_definition_has_no_label() {
        let mut numbering = read(r#"<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>"#);
        assert_eq!(numbering.advance(ListLevel { list: 1, level: 0 }), None);
    }
}
