//! Text and Markdown: fixes as bytes put in the place of others. Encoding, byte order mark, line ends and
//! the form of all other letters stay.

use std::collections::BTreeMap;

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::Fix;
use crate::engine::fix::FixPlan;
use crate::model::Document;
use crate::text::TextRange;

/// One replacement in the decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The bytes that go.
    pub bytes: TextRange,
    /// What comes.
    pub text: String,
}

/// The edits of `fix`; `None` if one of them cannot be made: it touches text that the file does not
/// hold letter for letter (a label of automatic numbering, an entity of Markdown).
pub fn of_fix(document: &Document, fix: &Fix) -> Option<Vec<Replacement>> {
    let edit = |edit: &crate::diagnostic::Edit| {
        let bytes = document.source_bytes(edit.span)?;
        let stored = document.block(edit.span.block).text().get(edit.span.range.usize())?;
        let written = document.raw.decoded.get(bytes.usize())?;
        (stored == written).then(|| Replacement { bytes, text: edit.replacement.clone() })
    };
    fix.edits.iter().map(edit).collect()
}

/// The edits of all fixes of `plan` that can be made, by place, and the numbers of the fixes that cannot.
pub fn of_plan(document: &Document, plan: &FixPlan<'_>) -> (Vec<Replacement>, Vec<usize>) {
    let (mut all, mut refused) = (Vec::new(), Vec::new());
    for (at, planned) in plan.taken.iter().enumerate() {
        match of_fix(document, planned.fix) {
            Some(replacements) => all.extend(replacements),
            None => refused.push(at),
        }
    }
    all.sort_by_key(|edit| edit.bytes);
    (all, refused)
}

/// `text` with `replacements`, which are sorted and do not touch.
pub fn applied(text: &str, replacements: &[Replacement]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for replacement in replacements {
        out.push_str(text.get(at..replacement.bytes.usize().start).unwrap_or(""));
        out.push_str(&replacement.text);
        at = replacement.bytes.usize().end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// How the bytes of a text file stand for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// The code page of Windows for Vietnamese.
    Windows1258,
}

impl Encoding {
    /// The encoding with this name of the WHATWG.
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "UTF-8" => Some(Self::Utf8),
            "UTF-16LE" => Some(Self::Utf16Le),
            "UTF-16BE" => Some(Self::Utf16Be),
            "windows-1258" => Some(Self::Windows1258),
            _ => None,
        }
    }

    /// Bytes of the file behind `text`.
    fn width(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16Le | Self::Utf16Be => text.encode_utf16().count() * 2,
            Self::Windows1258 => text.chars().count(),
        }
    }

    /// `text` in this encoding; `None` if it has a letter that the encoding has not.
    fn encoded(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 => Some(text.as_bytes().to_vec()),
            Self::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Windows1258 => {
                let mut bytes = Vec::new();
                for letter in text.nfc() {
                    bytes.extend(in_code_page(letter)?);
                }
                Some(bytes)
            }
        }
    }
}

/// A letter of Vietnamese in the code page: as it is, or the letter without its tone and the tone.
fn in_code_page(letter: char) -> Option<Vec<u8>> {
    let encode = |text: &str| {
        let (bytes, _, has_gaps) = WINDOWS_1258.encode(text);
        (!has_gaps).then(|| bytes.into_owned())
    };
    encode(letter.encode_utf8(&mut [0; 4])).or_else(|| {
        let parts: Vec<char> = std::iter::once(letter).nfd().collect();
        let (tones, rest): (Vec<char>, Vec<char>) = parts
            .into_iter()
            .partition(|part| matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'));
        let base: String = rest.into_iter().nfc().collect();
        encode(&format!("{base}{}", tones.into_iter().collect::<String>()))
    })
}

/// The bytes of a file whose text is `decoded` with `replacements` made in it, which are sorted and do
/// not touch; `None` if the encoding has no sign for a letter of them.
pub fn rewritten(original: &[u8], decoded: &str, encoding: Encoding, replacements: &[Replacement]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(original.len());
    let (mut text_at, mut file_at) = (0, 0);
    for replacement in replacements {
        let range = replacement.bytes.usize();
        let kept = encoding.width(decoded.get(text_at..range.start)?);
        out.extend_from_slice(original.get(file_at..file_at + kept)?);
        out.extend(encoding.encoded(&replacement.text)?);
        file_at += kept + encoding.width(decoded.get(range.clone())?);
        text_at = range.end;
    }
    out.extend_from_slice(original.get(file_at..)?);
    Some(out)
}

/// The bytes of the file with those fixes of `plan` made that can be, and the numbers of the findings they mend;
/// `None` if the bytes do not stand for the text of `document` in this encoding.
pub fn mended(
    original: &[u8],
    document: &Document,
    encoding: Encoding,
    plan: &FixPlan<'_>,
) -> Option<(Vec<u8>, Vec<usize>)> {
    let decoded = &*document.raw.decoded;
    let has_returns = decoded.contains("\r\n");
    let mut made = Vec::new();
    // Different places of the document may be one of the file.
    let mut all: BTreeMap<u32, Replacement> = BTreeMap::new();
    for planned in &plan.taken {
        let Some(mut edits) = of_fix(document, planned.fix) else { continue };
        for edit in &mut edits {
            if has_returns && edit.text.contains('\n') {
                edit.text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n");
            }
        }
        let is_free = |edit: &Replacement| {
            let before = all.range(..=edit.bytes.end()).next_back();
            before.is_none_or(|(_, taken)| !taken.bytes.touches(edit.bytes))
        };
        if edits.iter().all(|edit| is_free(edit) && encoding.encoded(&edit.text).is_some()) {
            all.extend(edits.into_iter().map(|edit| (edit.bytes.start(), edit)));
            made.push(planned.finding);
        }
    }
    let all: Vec<Replacement> = all.into_values().collect();
    Some((rewritten(original, decoded, encoding, &all)?, made))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replacement(start: u32, end: u32, text: &str) -> Replacement {
        Replacement { bytes: TextRange::new(start, end), text: text.to_owned() }
    }

    #[test]
    fn bytes_that_no_edit_touches_are_kept_in_every_encoding() {
        let text = "\u{feff}Đo\u{0323}̂c lập ;\r\nHạnh phúc.";
        let at = text.find(" ;").expect("there") as u32;
        let edits = [replacement(at, at + 2, "; “ộ”")];
        let wanted = applied(text, &edits);
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
            let file = encoding.encoded(text).expect("encodes");
            assert_eq!(rewritten(&file, text, encoding, &edits), encoding.encoded(&wanted));
        }
    }

    #[test]
    fn the_old_code_page_parts_letter_and_tone() {
        let bytes = Encoding::Windows1258.encoded("Điều ộ, ữ").expect("encodes");
        let (text, _) = WINDOWS_1258.decode_without_bom_handling(&bytes);
        assert_eq!(text.nfc().collect::<String>(), "Điều ộ, ữ");
        assert_eq!(rewritten(&bytes, &text, Encoding::Windows1258, &[replacement(0, 0, "→")]), None);
        let fixed = rewritten(&bytes, &text, Encoding::Windows1258, &[replacement(0, 2, "D")]).expect("encodes");
        assert_eq!(fixed[..3], *b"Di\xea");
    }
}
