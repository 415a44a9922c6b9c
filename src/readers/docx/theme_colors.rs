//! The colours of the theme and what a `w:color` makes of them.

use super::properties::value;
use crate::model::Fact;
use crate::ooxml::{Element, Namespace, Xml, XmlError};

type Rgb = [u8; 3];

/// The slots of a colour scheme, in the order of [`ThemeColors`].
const SLOTS: [&str; 12] =
    ["dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];

/// The colours of the theme; `None` where it does not say one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ThemeColors {
    slots: [Option<Rgb>; SLOTS.len()],
}

impl ThemeColors {
    /// Reads the children of an `a:clrScheme`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, XmlError> {
        let mut colors = Self::default();
        while let Some(slot) = xml.child()? {
            let at = SLOTS.iter().position(|name| slot.is(Namespace::Drawing, name));
            while let Some(color) = xml.child()? {
                let attribute = match color.name() {
                    (Namespace::Drawing, "srgbClr") => "val",
                    // A colour of the system stands with what it was when the file was saved.
                    (Namespace::Drawing, "sysClr") => "lastClr",
                    _ => "",
                };
                let rgb = xml.attribute(&color, Namespace::None, attribute).and_then(|hex| rgb(&hex));
                if let Some(at) = at {
                    colors.slots[at] = rgb;
                }
                xml.skip()?;
            }
        }
        Ok(colors)
    }

    /// The colour that a `w:color` sets; `None` for the automatic one. A colour of the theme is
    /// stronger than the one written beside it, which is only what it looked like when it was saved.
    pub(super) fn of_element(&self, xml: &Xml<'_>, element: &Element<'_>) -> Fact<Option<Rgb>> {
        let attribute = |name| xml.attribute(element, Namespace::Word, name);
        let themed = attribute("themeColor").filter(|name| name != "none");
        if let Some(base) = themed.as_deref().and_then(|name| self.named(name)) {
            let share = |name| attribute(name).and_then(|hex| u8::from_str_radix(&hex, 16).ok());
            return Fact::Known(Some(varied(base, share("themeTint"), share("themeShade"))));
        }
        match value(xml, element).as_deref() {
            None | Some("auto") if themed.is_some() => Fact::Unknown,
            None | Some("auto") => Fact::Known(None),
            Some(hex) => rgb(hex).map_or(Fact::Unknown, |rgb| Fact::Known(Some(rgb))),
        }
    }

    fn named(&self, name: &str) -> Option<Rgb> {
        let slot = match name {
            "dark1" | "text1" => "dk1",
            "light1" | "background1" => "lt1",
            "dark2" | "text2" => "dk2",
            "light2" | "background2" => "lt2",
            "hyperlink" => "hlink",
            "followedHyperlink" => "folHlink",
            accent => accent,
        };
        self.slots[SLOTS.iter().position(|known| *known == slot)?]
    }
}

fn rgb(hex: &str) -> Option<Rgb> {
    let [_, red, green, blue] = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6)?.to_be_bytes();
    Some([red, green, blue])
}

/// `base` made lighter by a tint or darker by a shade, of which 255 leaves it as it is. Word moves the
/// lightness of a colour; mixing with white or black does the same within a step or two of 255.
fn varied(base: Rgb, tint: Option<u8>, shade: Option<u8>) -> Rgb {
    let scaled = |part: u8, share: u8| (u16::from(part) * u16::from(share) / 255) as u8;
    base.map(|part| {
        let part = tint.map_or(part, |share| u8::MAX - scaled(u8::MAX - part, share));
        shade.map_or(part, |share| scaled(part, share))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tints_lighten_and_shades_darken() {
        assert_eq!(varied([0, 0, 0], Some(0x80), None), [127, 127, 127]);
        assert_eq!(varied([255, 255, 255], None, Some(0x80)), [128, 128, 128]);
        assert_eq!(varied([68, 114, 196], Some(0xff), Some(0xff)), [68, 114, 196]);
    }

    #[test]
    fn colours_have_six_digits() {
        assert_eq!(rgb("FF0102"), Some([255, 1, 2]));
        assert_eq!((rgb("F00"), rgb("đỏ0")), (None, None));
    }
}
