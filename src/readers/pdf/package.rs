//! The objects of a PDF and the limits under which they are unpacked.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, Object, Stream};

use super::index;

use crate::readers::{Limits, ReadError};

/// Largest stream that another filter than Flate may unpack: such filters unpack without a limit
/// of their own.
const OTHER_FILTER_BYTES: usize = 1 << 16;

/// Largest stream of drawing commands. A page of text has 20 to 200 kilobytes; a command takes
/// about fifty bytes of memory for each byte.
pub(super) const CONTENT_BYTES: usize = 8 << 20;

/// Most forms drawn in one file, each as often as it is drawn. Forms that draw forms grow as a power
/// of their depth; a page of text draws a handful.
const FORMS: usize = 4_000;

/// Most fonts of one file. Programs that embed one for each page and style make some thousands.
const FONTS: usize = 5_000;
/// Most codes of all fonts of one file. A font of Vietnamese text names some hundred.
const CODES: usize = 1_000_000;
/// Most letters of one page; a full one has 5,000.
pub(super) const PAGE_GLYPHS: usize = 100_000;
/// Most drawing commands of one stream: each takes some hundred bytes of memory.
const STREAM_COMMANDS: usize = 300_000;

/// An error if `content` holds more drawing commands than are read: words that are neither numbers nor
/// names. Strings are not told apart, for a count that is a little too high does no harm.
pub(super) fn measure_commands(content: &[u8]) -> Result<(), ReadError> {
    let begins = |pair: &[u8]| {
        let [before, first] = pair else { return false };
        let parts = before.is_ascii_whitespace() || matches!(before, b']' | b')' | b'>');
        parts && (first.is_ascii_alphabetic() || matches!(first, b'\'' | b'"'))
    };
    let parted = |pair: &[u8]| matches!(pair, [b'[' | b'(' | b'<' | b'/', _]);
    let (commands, operands) = content.windows(2).fold((0_usize, 0_usize), |(commands, operands), pair| {
        (commands + usize::from(begins(pair)), operands + usize::from(parted(pair)))
    });
    if commands > STREAM_COMMANDS || operands > 4 * STREAM_COMMANDS { Err(bomb("drawing commands")) } else { Ok(()) }
}

/// What may still be spent on one file.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes of unpacked streams.
    pub(super) bytes: u64,
    /// Letters. A page has about 3,000.
    pub(super) glyphs: usize,
    /// Drawing commands.
    pub(super) commands: usize,
    /// Forms.
    pub(super) forms: usize,
    /// Fonts.
    fonts: usize,
    /// Codes of all fonts, with what they show and how wide.
    codes: usize,
}

impl Budget {
    /// The whole budget.
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            bytes: limits.unpacked_bytes,
            glyphs: limits.pdf_glyphs,
            commands: 2 * limits.pdf_glyphs,
            forms: FORMS,
            fonts: FONTS,
            codes: CODES,
        }
    }

    /// Takes one command off.
    pub(super) fn command(&mut self) -> Result<(), ReadError> {
        self.commands = self.commands.checked_sub(1).ok_or_else(|| bomb("drawing commands"))?;
        Ok(())
    }

    /// Takes one form off.
    pub(super) fn form(&mut self) -> Result<(), ReadError> {
        self.forms = self.forms.checked_sub(1).ok_or_else(|| bomb("forms"))?;
        Ok(())
    }

    /// Takes the letters that one code shows off.
    pub(super) fn glyph(&mut self, letters: usize) -> Result<(), ReadError> {
        self.glyphs = self.glyphs.checked_sub(letters.max(1)).ok_or_else(|| bomb("letters"))?;
        Ok(())
    }

    /// Takes one font with so many codes off.
    pub(super) fn font(&mut self, codes: usize) -> Result<(), ReadError> {
        self.fonts = self.fonts.checked_sub(1).ok_or_else(|| bomb("fonts"))?;
        self.codes = self.codes.checked_sub(codes).ok_or_else(|| bomb("letters of fonts"))?;
        Ok(())
    }
}

pub(super) fn bomb(limit: &str) -> ReadError {
    ReadError::Bomb { detail: limit.to_owned() }
}

pub(super) fn damaged(detail: impl Into<String>) -> ReadError {
    ReadError::Damaged { detail: detail.into() }
}

/// Opens the file. Streams that the library unpacks while loading are measured before.
pub(super) fn open(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if is_encrypted(bytes) {
        return Err(ReadError::Encrypted);
    }
    measure_indexes(bytes, limits)?;
    index::measure(bytes)?;
    let pdf = Document::load_mem(bytes).map_err(|error| damaged(error.to_string()))?;
    if pdf.is_encrypted() || pdf.was_encrypted() {
        return Err(ReadError::Encrypted);
    }
    Ok(pdf)
}

/// True if the trailer names a dictionary of encryption. It stands in plain bytes in every form of
/// trailer.
fn is_encrypted(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    found(bytes, KEY).any(|at| {
        let rest = &bytes[at + KEY.len()..];
        let value = rest.iter().position(|byte| !byte.is_ascii_whitespace()).map_or(&[][..], |start| &rest[start..]);
        match value {
            [b'<', b'<', ..] => true,
            [first, ..] if first.is_ascii_digit() => {
                let near = &value[..value.len().min(24)];
                near.iter().find(|byte| byte.is_ascii_alphabetic()) == Some(&b'R')
            }
            _ => false,
        }
    })
}

/// Refuses streams of objects and of cross-references that unpack beyond the limit.
fn measure_indexes(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    /// Longest distance from the type in a dictionary to the stream behind it.
    const DICTIONARY: usize = 2048;
    let mut left = limits.unpacked_bytes / 8;
    let mut measured = 0;
    for at in found(bytes, b"stream") {
        let head = &bytes[at.saturating_sub(DICTIONARY).max(measured)..at];
        let is_index = found(head, b"ObjStm").next().is_some() || found(head, b"XRef").next().is_some();
        if at < measured || !is_index {
            continue;
        }
        measured = at;
        let body = &bytes[at + b"stream".len()..];
        let start = body.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let mut unpacked = ZlibDecoder::new(&body[start..]).take(left);
        let size =
            std::io::copy(&mut unpacked, &mut std::io::sink()).unwrap_or(0).max(unpacked_so_far(left, &unpacked));
        left = left.checked_sub(size).filter(|left| *left > 0).ok_or_else(|| bomb("unpacked size"))?;
    }
    Ok(())
}

/// Bytes that came out before a fault ended the stream.
fn unpacked_so_far<R>(before: u64, reader: &std::io::Take<R>) -> u64 {
    before - reader.limit()
}

fn found<'a>(bytes: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = needle.first().copied().unwrap_or_default();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
            from = at + 1;
            if bytes[at..].starts_with(needle) {
                return Some(at);
            }
        }
    })
}

/// The value of `key` behind all references.
pub(super) fn resolved<'a>(pdf: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    Some(pdf.dereference(dict.get(key).ok()?).ok()?.1)
}

/// The unpacked bytes of a stream.
pub(super) fn plain(stream: &Stream, budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
    let filters = stream.filters().unwrap_or_default();
    let predicted =
        stream.dict.get(b"DecodeParms").and_then(Object::as_dict).is_ok_and(|parms| parms.has(b"Predictor"));
    let out = match filters.as_slice() {
        [] => stream.content.clone(),
        [b"FlateDecode" | b"Fl"] if !predicted => inflate(&stream.content, budget.bytes)?,
        filters => {
            let packers = filters.iter().filter(|name| !name.starts_with(b"ASCII")).count();
            if stream.content.len() > OTHER_FILTER_BYTES || filters.len() > 2 || packers > 1 {
                return Err(bomb("packed stream"));
            }
            stream.decompressed_content().map_err(|error| damaged(error.to_string()))?
        }
    };
    budget.bytes = budget.bytes.checked_sub(out.len() as u64).ok_or_else(|| bomb("unpacked size"))?;
    Ok(out)
}

/// Unpacks as much as is whole; a fault at the end of a stream is common and harmless.
fn inflate(bytes: &[u8], limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut out = Vec::new();
    let mut reader = ZlibDecoder::new(bytes).take(limit.saturating_add(1));
    let _ = reader.read_to_end(&mut out);
    if out.len() as u64 > limit { Err(bomb("unpacked size")) } else { Ok(out) }
}
