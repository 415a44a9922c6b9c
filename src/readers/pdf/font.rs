//! Fonts of a PDF: from the bytes of a string to characters and widths.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::cmap::{self, CMap};
use super::package::{Budget, plain, resolved};
use crate::model::Fact;
use crate::readers::ReadError;

/// Width, in ems, of a letter whose font does not tell it.
const USUAL_WIDTH: f64 = 0.5;

/// A font as text needs it.
#[derive(Debug)]
pub(super) struct Font {
    /// Its family without subset prefix and style (`Times New Roman`).
    pub(super) family: Option<String>,
    /// Known where the name says so.
    pub(super) bold: Fact<bool>,
    /// Known where the name says so.
    pub(super) italic: Fact<bool>,
    code_bytes: usize,
    texts: BTreeMap<u32, String>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
}

/// One code of a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    /// Its characters; `None` if the font does not tell them.
    pub(super) text: Option<&'a str>,
    /// Its width in ems.
    pub(super) width: f64,
    /// The one-byte code 32, to which word spacing applies.
    pub(super) is_space_code: bool,
}

impl Font {
    /// Reads a font dictionary.
    pub(super) fn new(pdf: &Document, dict: &Dictionary, budget: &mut Budget) -> Result<Self, ReadError> {
        let name = name_of(pdf, dict, b"BaseFont");
        let composite = name_of(pdf, dict, b"Subtype") == "Type0";
        let map = match resolved(pdf, dict, b"ToUnicode") {
            Some(Object::Stream(stream)) => cmap::parse(&plain(stream, budget)?),
            _ => CMap::default(),
        };
        let (widths, default_width) = if composite { composite_widths(pdf, dict) } else { simple_widths(pdf, dict) };
        let code_bytes = if composite { two_bytes_unless_told(pdf, dict, &map, budget)? } else { 1 };
        let mut texts = if composite { BTreeMap::new() } else { encoded_texts(pdf, dict) };
        texts.extend(map.texts);
        budget.font(texts.len() + widths.len())?;
        let style = name.to_ascii_lowercase();
        let says = |words: &[&str]| {
            if words.iter().any(|word| style.contains(word)) { Fact::Known(true) } else { Fact::Unknown }
        };
        Ok(Self {
            family: family(&name),
            bold: says(&["bold", "black", "heavy"]),
            italic: says(&["italic", "oblique"]),
            code_bytes,
            texts,
            widths,
            default_width,
        })
    }

    /// The codes of a string.
    pub(super) fn shown<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Shown<'a>> {
        bytes.chunks(self.code_bytes).map(|chunk| {
            let code = chunk.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            Shown {
                text: self.texts.get(&code).map(String::as_str),
                width: self.widths.get(&code).copied().unwrap_or(self.default_width),
                is_space_code: chunk == [b' '],
            }
        })
    }
}

fn name_of(pdf: &Document, dict: &Dictionary, key: &[u8]) -> String {
    let name = resolved(pdf, dict, key).and_then(|object| object.as_name().ok()).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) => Some(f64::from(*value)),
        _ => None,
    }
}

fn descriptor_number(pdf: &Document, dict: &Dictionary, key: &[u8]) -> Option<f64> {
    let descriptor = resolved(pdf, dict, b"FontDescriptor")?.as_dict().ok()?;
    number(resolved(pdf, descriptor, key)?)
}

fn simple_widths(pdf: &Document, dict: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    // Glyphs of a Type 3 font are drawn in a space of their own.
    let scale = resolved(pdf, dict, b"FontMatrix")
        .and_then(|matrix| matrix.as_array().ok()?.first().and_then(number))
        .unwrap_or(0.001);
    let first = resolved(pdf, dict, b"FirstChar").and_then(code).unwrap_or(0);
    let list = resolved(pdf, dict, b"Widths").and_then(|widths| widths.as_array().ok());
    let widths: BTreeMap<u32, f64> = list
        .into_iter()
        .flatten()
        .zip(first..=255)
        .filter_map(|(width, code)| Some((code, number(pdf.dereference(width).ok()?.1)? * scale)))
        .collect();
    let missing = descriptor_number(pdf, dict, b"MissingWidth").map(|width| width * scale);
    let default = if widths.is_empty() { USUAL_WIDTH } else { missing.unwrap_or(0.0) };
    (widths, default)
}

fn composite_widths(pdf: &Document, dict: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    let mut widths = BTreeMap::new();
    let descendant = resolved(pdf, dict, b"DescendantFonts")
        .and_then(|fonts| fonts.as_array().ok()?.first())
        .and_then(|font| pdf.dereference(font).ok()?.1.as_dict().ok());
    let Some(descendant) = descendant else { return (widths, 1.0) };
    let default = resolved(pdf, descendant, b"DW").and_then(number).unwrap_or(1000.0) / 1000.0;
    let list = resolved(pdf, descendant, b"W").and_then(|list| list.as_array().ok());
    let mut entries =
        list.into_iter().flatten().filter_map(|entry| pdf.dereference(entry).ok()).map(|(_, entry)| entry);
    while let (Some(first), Some(second)) = (entries.next().and_then(code), entries.next()) {
        if let Ok(list) = second.as_array() {
            for (width, code) in list.iter().zip(first..=0xffff) {
                widths.extend(pdf.dereference(width).ok().and_then(|(_, width)| Some((code, number(width)? / 1000.0))));
            }
        } else if let (Some(last), Some(width)) = (code(second), entries.next().and_then(number)) {
            widths.extend((first..=last).map(|code| (code, width / 1000.0)));
        }
    }
    (widths, default)
}

/// A code of at most two bytes.
fn code(object: &Object) -> Option<u32> {
    u16::try_from(object.as_i64().ok()?).ok().map(u32::from)
}

/// Composite fonts of text have codes of two bytes; an own code map may say otherwise.
fn two_bytes_unless_told(
    pdf: &Document,
    dict: &Dictionary,
    map: &CMap,
    budget: &mut Budget,
) -> Result<usize, ReadError> {
    let own = match resolved(pdf, dict, b"Encoding") {
        Some(Object::Stream(stream)) => cmap::parse(&plain(stream, budget)?).code_bytes.or(map.code_bytes),
        _ => None,
    };
    Ok(own.unwrap_or(2).clamp(1, 2))
}

/// Characters by the encoding of a simple font.
fn encoded_texts(pdf: &Document, dict: &Dictionary) -> BTreeMap<u32, String> {
    let mut encoding = match resolved(pdf, dict, b"Encoding") {
        Some(Object::Dictionary(encoding)) => Object::Dictionary(encoding.clone()),
        Some(Object::Name(name)) => Object::Name(name.clone()),
        _ => Object::Name(b"WinAnsiEncoding".to_vec()),
    };
    let mut differences = Vec::new();
    if let Object::Dictionary(encoding) = &mut encoding {
        encoding.set("Type", Object::Name(b"Encoding".to_vec()));
        if !encoding.has(b"BaseEncoding") {
            encoding.set("BaseEncoding", Object::Name(b"WinAnsiEncoding".to_vec()));
        }
        let list = resolved(pdf, encoding, b"Differences").and_then(|list| list.as_array().ok()).cloned();
        differences = list.unwrap_or_default();
        encoding.set("Differences", Object::Array(differences.clone()));
    }
    let mut probe = Dictionary::new();
    probe.set("Type", Object::Name(b"Font".to_vec()));
    probe.set("Encoding", encoding);
    let mut texts = BTreeMap::new();
    if let Ok(encoding) = probe.get_font_encoding(pdf) {
        for code in 0..=255u8 {
            if let Ok(text) = encoding.bytes_to_string(&[code])
                && !text.is_empty()
            {
                texts.insert(u32::from(code), text);
            }
        }
    }
    let mut code = 0;
    for entry in &differences {
        match entry {
            Object::Integer(start) => code = u32::try_from(*start).unwrap_or(0),
            Object::Name(name) => {
                if let Some(letter) = named_by_number(name) {
                    texts.insert(code, letter.to_string());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    texts
}

/// The character of a glyph name such as `uni1EA1` or `u1EA1`.
fn named_by_number(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let digits = digits.split('.').next().filter(|digits| (4..=6).contains(&digits.len()))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// `ABCDEF+TimesNewRomanPS-BoldMT` and `Times New Roman,Bold` are both `Times New Roman`.
fn family(name: &str) -> Option<String> {
    let name = match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
        _ => name,
    };
    let base = name.split([',', '-']).next().unwrap_or(name);
    let base = ["PSMT", "MT", "PS"].iter().find_map(|end| base.strip_suffix(end)).unwrap_or(base);
    // Printers that make PDF give fonts names of their own: `CIDFont+F1`, or capitals and digits.
    let made_up = base.contains('+')
        || !base.contains(|letter: char| letter.is_ascii_lowercase())
            && base.contains(|letter: char| letter.is_ascii_digit());
    if base.is_empty() || made_up {
        return None;
    }
    if base.starts_with('.') || base.starts_with("VNI") || base.contains(' ') {
        return Some(base.to_owned());
    }
    let mut spaced = String::with_capacity(base.len() + 4);
    for letter in base.chars() {
        if letter.is_ascii_uppercase() && spaced.ends_with(|before: char| before.is_ascii_lowercase()) {
            spaced.push(' ');
        }
        spaced.push(letter);
    }
    Some(spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_without_prefix_and_style() {
        let same =
            ["FAAAAI+TimesNewRomanPS-BoldMT", "Times New Roman,Bold", "TimesNewRomanPSMT", "TimesNewRoman,Italic"];
        assert!(same.iter().all(|name| family(name).as_deref() == Some("Times New Roman")));
        assert_eq!(family("BAAAAA+LiberationSerif-Bold").as_deref(), Some("Liberation Serif"));
        assert_eq!(family(".VnTimeH").as_deref(), Some(".VnTimeH"));
        assert_eq!(family("FPXRPC+FEF761F795D"), None);
    }

    #[test]
    fn glyph_names_with_numbers() {
        assert_eq!(named_by_number(b"uni1EA1"), Some('ạ'));
        assert_eq!(named_by_number(b"u1EA1.alt"), Some('ạ'));
        assert_eq!(named_by_number(b"union"), None);
    }
}
