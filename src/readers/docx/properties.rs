//! `w:pPr` and `w:rPr` as they are written at one place, before anything is inherited.

use super::fonts::{FontId, Fonts};
use super::section::Section;
use super::styles::{StyleIndex, Styles};
use crate::model::Fact;
use crate::model::format::Alignment;
use crate::ooxml::{Element, Namespace, Xml, XmlError};

/// Properties of a paragraph. `None`: nothing is said here; `Some(Unknown)`: something is said that
/// is not resolved.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParagraphProps {
    pub(super) alignment: Option<Fact<Alignment>>,
    pub(super) first_line: Option<Fact<i32>>,
    pub(super) space_before: Option<Fact<u32>>,
    pub(super) space_after: Option<Fact<u32>>,
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
            alignment: self.alignment.or(below.alignment),
            first_line: self.first_line.or(below.first_line),
            space_before: self.space_before.or(below.space_before),
            space_after: self.space_after.or(below.space_after),
            outline: self.outline.or(below.outline),
            list: self.list.or(below.list),
            level: self.level.or(below.level),
        }
    }
}

/// Properties of a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProps {
    pub(super) style: Option<StyleIndex>,
    pub(super) font: Option<FontId>,
    pub(super) half_points: Option<u16>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl RunProps {
    /// These properties with `below` where they say nothing.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            style: self.style.or(below.style),
            font: self.font.or(below.font),
            half_points: self.half_points.or(below.half_points),
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            hidden: self.hidden.or(below.hidden),
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
            "jc" => props.alignment = value(xml, &element).map(|jc| alignment(&jc)),
            "outlineLvl" => props.outline = number(xml, &element),
            "ind" => read_indent(xml, &element, props),
            "spacing" => read_spacing(xml, &element, props),
            "contextualSpacing" if is_on(xml, &element) => {
                // Space between paragraphs of one style is dropped; which ones, the neighbours say.
                props.space_before = Some(Fact::Unknown);
                props.space_after = Some(Fact::Unknown);
            }
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
                "rFonts" => props.font = fonts.of_element(xml, &element).or(props.font),
                "sz" => props.half_points = number(xml, &element),
                "b" => props.bold = Some(is_on(xml, &element)),
                "i" => props.italic = Some(is_on(xml, &element)),
                "vanish" => props.hidden = Some(is_on(xml, &element)),
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
    let (mut first, mut hanging, mut by_characters) = (None, None, false);
    for attribute in xml.attributes(element).filter(|attribute| attribute.namespace == Namespace::Word) {
        match attribute.local {
            "firstLine" => first = length(&attribute.value),
            "hanging" => hanging = length(&attribute.value),
            // Widths of a character depend on the font; zero switches the setting off.
            "firstLineChars" | "hangingChars" => by_characters |= attribute.value != "0",
            _ => {}
        }
    }
    if by_characters {
        props.first_line = Some(Fact::Unknown);
    } else if let Some(indent) = hanging.map(|hanging| -hanging).or(first) {
        props.first_line = Some(Fact::Known(indent));
    }
}

fn read_spacing(xml: &Xml<'_>, element: &Element<'_>, props: &mut ParagraphProps) {
    let known = |value: &str| length(value).map(|length| Fact::Known(length.max(0).unsigned_abs()));
    let (mut before_unclear, mut after_unclear) = (false, false);
    for attribute in xml.attributes(element).filter(|attribute| attribute.namespace == Namespace::Word) {
        let value = &attribute.value;
        match attribute.local {
            "before" => props.space_before = known(value).or(props.space_before),
            "after" => props.space_after = known(value).or(props.space_after),
            "beforeAutospacing" => before_unclear |= truth(value),
            "afterAutospacing" => after_unclear |= truth(value),
            "beforeLines" => before_unclear |= value != "0",
            "afterLines" => after_unclear |= value != "0",
            _ => {}
        }
    }
    if before_unclear {
        props.space_before = Some(Fact::Unknown);
    }
    if after_unclear {
        props.space_after = Some(Fact::Unknown);
    }
}

fn alignment(value: &str) -> Fact<Alignment> {
    match value {
        "left" | "start" => Fact::Known(Alignment::Left),
        "center" => Fact::Known(Alignment::Center),
        "right" | "end" => Fact::Known(Alignment::Right),
        "both" => Fact::Known(Alignment::Justified),
        _ => Fact::Unknown,
    }
}

/// Twentieths of a point, from a plain number or (strict family) a number with a unit.
pub(super) fn length(value: &str) -> Option<i32> {
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

fn truth(value: &str) -> bool {
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
