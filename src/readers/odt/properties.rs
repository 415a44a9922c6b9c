//! Paragraph and text properties as one style says them, before anything is inherited.

use super::fonts::{FontId, Fonts};
use crate::model::Fact;
use crate::model::format::{Alignment, LineSpacing};
use crate::ooxml::{Element, Namespace, Xml};

/// Properties of a paragraph. `None`: nothing is said here; `Some(Unknown)`: something is said that
/// is not resolved, as a percentage of what is inherited.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParagraphProps {
    pub(super) alignment: Option<Fact<Alignment>>,
    pub(super) first_line: Option<Fact<i32>>,
    pub(super) left: Option<Fact<i32>>,
    pub(super) right: Option<Fact<i32>>,
    pub(super) space_before: Option<Fact<u32>>,
    pub(super) space_after: Option<Fact<u32>>,
    pub(super) line_spacing: Option<Fact<LineSpacing>>,
    pub(super) contextual_spacing: Option<bool>,
    /// A line is drawn below.
    pub(super) border_below: Option<bool>,
    /// A border is drawn around.
    pub(super) framed: Option<bool>,
}

impl ParagraphProps {
    /// These properties with `below` where they say nothing.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            alignment: self.alignment.or(below.alignment),
            first_line: self.first_line.or(below.first_line),
            left: self.left.or(below.left),
            right: self.right.or(below.right),
            space_before: self.space_before.or(below.space_before),
            space_after: self.space_after.or(below.space_after),
            line_spacing: self.line_spacing.or(below.line_spacing),
            contextual_spacing: self.contextual_spacing.or(below.contextual_spacing),
            border_below: self.border_below.or(below.border_below),
            framed: self.framed.or(below.framed),
        }
    }

    /// True if an indent is set here.
    pub(super) const fn has_indent(&self) -> bool {
        self.left.is_some() || self.first_line.is_some()
    }
}

/// A font size as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    HalfPoints(u16),
    /// Of the inherited size.
    Percent(u16),
}

/// Properties of text. Once resolved, they are the facts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TextProps {
    pub(super) font: Option<FontId>,
    pub(super) size: Option<Size>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) caps: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) color: Option<Fact<Option<[u8; 3]>>>,
}

impl TextProps {
    /// These properties with `below` where they say nothing, or only a share of what is below.
    pub(super) fn over(self, below: Self) -> Self {
        let size = match (self.size, below.size) {
            (Some(Size::Percent(share)), Some(Size::HalfPoints(size))) => {
                let scaled = (u32::from(size) * u32::from(share) + 50) / 100;
                Some(Size::HalfPoints(u16::try_from(scaled).unwrap_or(u16::MAX)))
            }
            (own, inherited) => own.or(inherited),
        };
        Self {
            font: self.font.or(below.font),
            size,
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            underline: self.underline.or(below.underline),
            caps: self.caps.or(below.caps),
            hidden: self.hidden.or(below.hidden),
            color: self.color.or(below.color),
        }
    }
}

/// Reads the attributes of a `style:paragraph-properties`.
pub(super) fn read_paragraph(xml: &Xml<'_>, element: &Element<'_>) -> ParagraphProps {
    let mut props = ParagraphProps::default();
    for attribute in xml.attributes(element) {
        let value = &*attribute.value;
        match (attribute.namespace, attribute.local) {
            (Namespace::OdfFormat, "text-align") => props.alignment = Some(alignment(value)),
            (Namespace::OdfFormat, "text-indent") => props.first_line = Some(twips(value)),
            (Namespace::OdfStyle, "auto-text-indent") if value == "true" => props.first_line = Some(Fact::Unknown),
            (Namespace::OdfFormat, "margin-left") => props.left = Some(twips(value)),
            (Namespace::OdfFormat, "margin-right") => props.right = Some(twips(value)),
            (Namespace::OdfFormat, "margin-top") => props.space_before = Some(space(value)),
            (Namespace::OdfFormat, "margin-bottom") => props.space_after = Some(space(value)),
            (Namespace::OdfFormat, "line-height") => props.line_spacing = Some(line_height(value)),
            (Namespace::OdfStyle, "line-height-at-least") => {
                props.line_spacing = Some(space(value)).map(|height| with(height, LineSpacing::AtLeast));
            }
            // Lead between lines depends on the height of the font.
            (Namespace::OdfStyle, "line-spacing") => props.line_spacing = Some(Fact::Unknown),
            (Namespace::OdfStyle, "contextual-spacing") => props.contextual_spacing = Some(value == "true"),
            (Namespace::OdfFormat, name @ ("border" | "border-bottom")) => {
                let drawn = !value.split_whitespace().any(|word| matches!(word, "none" | "hidden"));
                props.border_below = Some(drawn);
                if name == "border" {
                    props.framed = Some(drawn);
                }
            }
            _ => {}
        }
    }
    props
}

/// Reads the attributes of a `style:text-properties`.
pub(super) fn read_text(xml: &Xml<'_>, element: &Element<'_>, fonts: &mut Fonts) -> TextProps {
    let mut props = TextProps::default();
    let mut automatic_color = false;
    for attribute in xml.attributes(element) {
        let value = &*attribute.value;
        match (attribute.namespace, attribute.local) {
            (Namespace::OdfStyle, "font-name") => props.font = fonts.face(value),
            (Namespace::OdfFormat, "font-family") => props.font = props.font.or_else(|| fonts.family(value)),
            (Namespace::OdfFormat, "font-size") => props.size = size(value),
            (Namespace::OdfFormat, "font-weight") => props.bold = Some(is_bold(value)),
            (Namespace::OdfFormat, "font-style") => props.italic = Some(matches!(value, "italic" | "oblique")),
            (Namespace::OdfStyle, "text-underline-style") => props.underline = Some(value != "none"),
            (Namespace::OdfFormat, "text-transform") => props.caps = Some(value == "uppercase"),
            (Namespace::OdfText, "display") => props.hidden = Some(value == "none"),
            (Namespace::OdfFormat, "color") => props.color = Some(color(value)),
            (Namespace::OdfStyle, "use-window-font-color") => automatic_color = value == "true",
            _ => {}
        }
    }
    if automatic_color {
        props.color = Some(Fact::Known(None));
    }
    props
}

fn alignment(value: &str) -> Fact<Alignment> {
    match value {
        "left" | "start" => Fact::Known(Alignment::Left),
        "center" => Fact::Known(Alignment::Center),
        "right" | "end" => Fact::Known(Alignment::Right),
        "justify" => Fact::Known(Alignment::Justified),
        _ => Fact::Unknown,
    }
}

fn line_height(value: &str) -> Fact<LineSpacing> {
    if value == "normal" {
        return Fact::Known(LineSpacing::Multiple(100));
    }
    match value.strip_suffix('%').map(|share| share.parse::<f64>().ok()) {
        Some(Some(share)) if (0.0..100_000.0).contains(&share) => {
            Fact::Known(LineSpacing::Multiple((share.round() as i32).unsigned_abs()))
        }
        Some(_) => Fact::Unknown,
        None => with(space(value), LineSpacing::Exactly),
    }
}

fn with(length: Fact<u32>, spacing: impl Fn(u32) -> LineSpacing) -> Fact<LineSpacing> {
    length.known().map_or(Fact::Unknown, |length| Fact::Known(spacing(length)))
}

fn twips(value: &str) -> Fact<i32> {
    length(value).map_or(Fact::Unknown, Fact::Known)
}

fn space(value: &str) -> Fact<u32> {
    length(value).map_or(Fact::Unknown, |length| Fact::Known(length.max(0).unsigned_abs()))
}

fn size(value: &str) -> Option<Size> {
    if let Some(share) = value.strip_suffix('%') {
        return share.parse().ok().map(Size::Percent);
    }
    let half_points = length(value)?.checked_add(5)? / 10;
    u16::try_from(half_points).ok().map(Size::HalfPoints)
}

/// Weights from 600 on are shown bold.
fn is_bold(value: &str) -> bool {
    value == "bold" || value.parse::<u16>().is_ok_and(|weight| weight >= 600)
}

fn color(value: &str) -> Fact<Option<[u8; 3]>> {
    let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6);
    match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
        Some(value) => {
            let [_, red, green, blue] = value.to_be_bytes();
            Fact::Known(Some([red, green, blue]))
        }
        None => Fact::Unknown,
    }
}

/// Twentieths of a point. Lengths always have a unit, but for zero; a percentage is no length.
pub(super) fn length(value: &str) -> Option<i32> {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f64 = digits.parse().ok()?;
    let twips = match &value[digits.len()..] {
        "" if number == 0.0 => 0.0,
        "pt" => number * 20.0,
        "mm" => number * 1440.0 / 25.4,
        "cm" => number * 1440.0 / 2.54,
        "in" => number * 1440.0,
        "pc" => number * 240.0,
        "px" => number * 15.0,
        _ => return None,
    };
    // A length beyond this is no length of a page.
    (twips.abs() < 1_000_000.0).then_some(twips.round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_units() {
        assert_eq!(length("1.27cm"), Some(720));
        assert_eq!(length("-0.25in"), Some(-360));
        assert_eq!(length("14pt"), Some(280));
        assert_eq!(length("0"), Some(0));
        assert_eq!(length("12"), None);
        assert_eq!(length("50%"), None);
        assert_eq!(length("inf"), None);
        assert_eq!(length("99999999cm"), None);
    }

    #[test]
    fn sizes_are_half_points_or_shares() {
        assert_eq!(size("13pt"), Some(Size::HalfPoints(26)));
        assert_eq!(size("13.5pt"), Some(Size::HalfPoints(27)));
        let share = TextProps { size: size("120%"), ..TextProps::default() };
        let base = TextProps { size: size("10pt"), ..TextProps::default() };
        assert_eq!(share.over(base).size, Some(Size::HalfPoints(24)));
        assert_eq!(size("-3pt"), None);
    }

    #[test]
    fn line_heights_are_shares_or_lengths() {
        assert_eq!(line_height("115%"), Fact::Known(LineSpacing::Multiple(115)));
        assert_eq!(line_height("18pt"), Fact::Known(LineSpacing::Exactly(360)));
        assert_eq!(line_height("wide"), Fact::Unknown);
    }
}
