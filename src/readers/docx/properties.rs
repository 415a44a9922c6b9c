//! `w:pPr` and `w:rPr` as they are written at one place, before anything is inherited.

use super::fonts::{Fonts, RunFonts};
use super::frame::{self, Tabs};
use super::section::Section;
use super::styles::{StyleIndex, Styles};
use crate::model::Fact;
use crate::model::format::{Alignment, LineSpacing};
use crate::ooxml::{Element, Namespace, Xml, XmlError};
use crate::readers::paragraph_look::ParagraphLook;

/// Properties of a paragraph. `None`: nothing is said here.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParagraphProps {
    pub(super) look: ParagraphLook,
    /// Word chooses the space, whatever else is set.
    pub(super) auto_before: Option<bool>,
    pub(super) auto_after: Option<bool>,
    pub(super) tabs: Tabs,
    /// As stored: 0 to 8, 9 for body text.
    pub(super) outline: Option<u8>,
    /// The list; 0 takes the paragraph out of any list.
    pub(super) list: Option<u32>,
    /// The level in the list, from 0.
    pub(super) level: Option<u8>,
}

impl ParagraphProps {
    /// These properties with `below` where they say nothing.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            look: self.look.over(below.look),
            auto_before: self.auto_before.or(below.auto_before),
            auto_after: self.auto_after.or(below.auto_after),
            tabs: self.tabs.over(below.tabs),
            outline: self.outline.or(below.outline),
            list: self.list.or(below.list),
            level: self.level.or(below.level),
        }
    }

    /// These properties without indents.
    pub(super) fn without_indents(self) -> Self {
        Self { look: self.look.without_indents(), ..self }
    }
}

/// Properties of a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProps {
    pub(super) style: Option<StyleIndex>,
    pub(super) fonts: RunFonts,
    pub(super) half_points: Option<u16>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) caps: Option<bool>,
    pub(super) small_caps: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) color: Option<Fact<Option<[u8; 3]>>>,
    pub(super) highlighted: Option<bool>,
}

impl RunProps {
    /// These properties with `below` where they say nothing.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            style: self.style.or(below.style),
            fonts: self.fonts.over(below.fonts),
            half_points: self.half_points.or(below.half_points),
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            caps: self.caps.or(below.caps),
            small_caps: self.small_caps.or(below.small_caps),
            hidden: self.hidden.or(below.hidden),
            underline: self.underline.or(below.underline),
            color: self.color.or(below.color),
            highlighted: self.highlighted.or(below.highlighted),
        }
    }
}

/// What a `w:rPr` holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunElement {
    pub(super) props: RunProps,
    /// For the paragraph mark: it is deleted or moved away.
    pub(super) deleted: bool,
    /// For the paragraph mark: it is inserted or moved here.
    pub(super) inserted: bool,
}

/// What a `w:pPr` holds.
#[derive(Debug, Default)]
pub(super) struct ParagraphElement {
    pub(super) style: Option<StyleIndex>,
    pub(super) props: ParagraphProps,
    pub(super) mark: RunElement,
    /// The paragraph stands in a frame, with this alignment on the page.
    pub(super) frame: Option<Fact<Alignment>>,
    /// The section that ends with this paragraph.
    pub(super) section: Option<Section>,
}

/// Reads the children of a `w:pPr`. Style names are looked up in `styles`, if there are any yet.
pub(super) fn read_paragraph(
    xml: &mut Xml<'_>,
    fonts: &mut Fonts,
    styles: Option<&Styles>,
) -> Result<ParagraphElement, XmlError> {
    let mut result = ParagraphElement::default();
    let props = &mut result.props;
    while let Some(element) = xml.child()? {
        let (Namespace::Word, name) = element.name() else {
            xml.skip()?;
            continue;
        };
        match name {
            "pStyle" => result.style = value(xml, &element).and_then(|id| styles?.index(&id)),
            "jc" => props.look.alignment = value(xml, &element).map(|jc| alignment(&jc)),
            "outlineLvl" => props.outline = number(xml, &element),
            "ind" => read_indent(xml, &element, props),
            "spacing" => read_spacing(xml, &element, props),
            "contextualSpacing" => props.look.contextual_spacing = Some(is_on(xml, &element)),
            "framePr" => result.frame = frame::alignment_of(xml, &element),
            "numPr" => {
                while let Some(element) = xml.child()? {
                    match element.name() {
                        (Namespace::Word, "numId") => props.list = number(xml, &element),
                        (Namespace::Word, "ilvl") => props.level = number(xml, &element),
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            "pBdr" => {
                let mut sides = 0;
                while let Some(element) = xml.child()? {
                    let drawn = value(xml, &element).is_some_and(|kind| is_drawn(&kind));
                    match element.name() {
                        (Namespace::Word, "bottom") => {
                            props.look.border_below = Some(drawn);
                            sides += usize::from(drawn);
                        }
                        (Namespace::Word, "top" | "left" | "start" | "right" | "end") => sides += usize::from(drawn),
                        _ => {}
                    }
                    xml.skip()?;
                }
                props.look.framed = Some(sides == 4);
                continue;
            }
            "tabs" => {
                props.tabs = Tabs::read(xml)?;
                continue;
            }
            "rPr" => {
                result.mark = read_run(xml, fonts, styles)?;
                continue;
            }
            "sectPr" => {
                result.section = Some(Section::read(xml)?);
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(result)
}

/// Reads the children of a `w:rPr`.
pub(super) fn read_run(xml: &mut Xml<'_>, fonts: &mut Fonts, styles: Option<&Styles>) -> Result<RunElement, XmlError> {
    let mut result = RunElement::default();
    let props = &mut result.props;
    while let Some(element) = xml.child()? {
        if let (Namespace::Word, name) = element.name() {
            match name {
                "rStyle" => props.style = value(xml, &element).and_then(|id| styles?.index(&id)),
                "rFonts" => props.fonts = fonts.of_element(xml, &element).over(props.fonts),
                "sz" => props.half_points = number(xml, &element),
                "b" => props.bold = Some(is_on(xml, &element)),
                "i" => props.italic = Some(is_on(xml, &element)),
                "caps" => props.caps = Some(is_on(xml, &element)),
                "smallCaps" => props.small_caps = Some(is_on(xml, &element)),
                "vanish" => props.hidden = Some(is_on(xml, &element)),
                "u" => props.underline = Some(value(xml, &element).is_some_and(|kind| kind != "none")),
                "highlight" => {
                    props.highlighted =
                        Some(value(xml, &element).is_some_and(|color| color != "none" && color != "white"));
                }
                "color" => props.color = Some(fonts.colors.of_element(xml, &element)),
                "del" | "moveFrom" => result.deleted = true,
                "ins" | "moveTo" => result.inserted = true,
                _ => {}
            }
        }
        xml.skip()?;
    }
    Ok(result)
}

fn read_indent(xml: &Xml<'_>, element: &Element<'_>, props: &mut ParagraphProps) {
    let (mut first, mut hanging) = (None, None);
    // Widths of a character depend on the font; zero switches the setting off.
    let (mut first_unclear, mut left_unclear, mut right_unclear) = (false, false, false);
    for attribute in xml.attributes(element).filter(|attribute| attribute.namespace == Namespace::Word) {
        let value = &attribute.value;
        match attribute.local {
            "firstLine" => first = length(value),
            "hanging" => hanging = length(value),
            "left" | "start" => props.look.left = length(value).map(Fact::Known).or(props.look.left),
            "right" | "end" => props.look.right = length(value).map(Fact::Known).or(props.look.right),
            "firstLineChars" | "hangingChars" => first_unclear |= value != "0",
            "leftChars" | "startChars" => left_unclear |= value != "0",
            "rightChars" | "endChars" => right_unclear |= value != "0",
            _ => {}
        }
    }
    if let Some(indent) = hanging.map(|hanging| -hanging).or(first) {
        props.look.first_line = Some(Fact::Known(indent));
    }
    let sides = [
        (first_unclear, &mut props.look.first_line),
        (left_unclear, &mut props.look.left),
        (right_unclear, &mut props.look.right),
    ];
    for (_, indent) in sides.into_iter().filter(|(unclear, _)| *unclear) {
        *indent = Some(Fact::Unknown);
    }
}

fn read_spacing(xml: &Xml<'_>, element: &Element<'_>, props: &mut ParagraphProps) {
    let height = |value: &str| length(value).map(|length| length.max(0).unsigned_abs());
    let (mut before_unclear, mut after_unclear) = (false, false);
    let (mut line, mut rule) = (None, None);
    for attribute in xml.attributes(element).filter(|attribute| attribute.namespace == Namespace::Word) {
        let value = &attribute.value;
        match attribute.local {
            "before" => props.look.space_before = height(value).map(Fact::Known).or(props.look.space_before),
            "after" => props.look.space_after = height(value).map(Fact::Known).or(props.look.space_after),
            "beforeAutospacing" => props.auto_before = Some(truth(value)),
            "afterAutospacing" => props.auto_after = Some(truth(value)),
            "beforeLines" => before_unclear |= value != "0",
            "afterLines" => after_unclear |= value != "0",
            "line" => line = length(value).map(i32::unsigned_abs),
            "lineRule" => rule = Some(attribute.value),
            _ => {}
        }
    }
    if let Some(line) = line {
        props.look.line_spacing = Some(match rule.as_deref() {
            _ if line == 0 => Fact::Unknown,
            Some("exact") => Fact::Known(LineSpacing::Exactly(line)),
            Some("atLeast") => Fact::Known(LineSpacing::AtLeast(line)),
            // Stored in 240ths of a line.
            _ => Fact::Known(LineSpacing::Multiple((line * 100 + 120) / 240)),
        });
    }
    if before_unclear {
        props.look.space_before = Some(Fact::Unknown);
    }
    if after_unclear {
        props.look.space_after = Some(Fact::Unknown);
    }
}

/// Where `w:jc` and its likes put a paragraph.
pub(super) fn alignment(value: &str) -> Fact<Alignment> {
    match value {
        "left" | "start" => Fact::Known(Alignment::Left),
        "center" => Fact::Known(Alignment::Center),
        "right" | "end" => Fact::Known(Alignment::Right),
        "both" => Fact::Known(Alignment::Justified),
        _ => Fact::Unknown,
    }
}

fn is_drawn(border: &str) -> bool {
    !matches!(border, "nil" | "none")
}

/// Twentieths of a point, from a plain number or (strict family) a number with a unit.
pub(super) fn length(value: &str) -> Option<i32> {
    let value = value.trim();
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f64 = digits.parse().ok()?;
    let twips = match &value[digits.len()..] {
        "" => number,
        "pt" => number * 20.0,
        "mm" => number * 1440.0 / 25.4,
        "cm" => number * 1440.0 / 2.54,
        "in" => number * 1440.0,
        "pc" | "pi" => number * 240.0,
        _ => return None,
    };
    // A length beyond this is no length of a page.
    (twips.abs() < 1_000_000.0).then_some(twips.round() as i32)
}

/// The `w:val` of `element`.
pub(super) fn value<'e>(xml: &Xml<'_>, element: &'e Element<'_>) -> Option<std::borrow::Cow<'e, str>> {
    xml.attribute(element, Namespace::Word, "val")
}

/// The `w:val` of `element` as a number.
pub(super) fn number<T: std::str::FromStr>(xml: &Xml<'_>, element: &Element<'_>) -> Option<T> {
    value(xml, element)?.trim().parse().ok()
}

/// A switch: on unless its value says no.
pub(super) fn is_on(xml: &Xml<'_>, element: &Element<'_>) -> bool {
    value(xml, element).is_none_or(|value| truth(&value))
}

/// A switch that is written as a value.
pub(super) fn truth(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_units_in_strict_files() {
        assert_eq!(length("567"), Some(567));
        assert_eq!(length("-28.35pt"), Some(-567));
        assert_eq!(length("30mm"), Some(1701));
        assert_eq!(length("wide"), None);
        assert_eq!(length("99999999999"), None);
    }
}
