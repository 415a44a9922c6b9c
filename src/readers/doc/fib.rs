//! The head of the `WordDocument` stream: where everything else is.

use super::bytes::{u16_at, u32_at};
use crate::readers::ReadError;

/// Before this version, files have no table stream and another head.
const WORD_97: u16 = 193;
/// Bytes before the first group of fields.
const BASE: usize = 32;

/// A stretch of the table stream.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) offset: u32,
    pub(super) length: u32,
}

impl Stretch {
    /// Its bytes; empty if they are not there.
    pub(super) fn of(self, stream: &[u8]) -> &[u8] {
        let end = self.offset.saturating_add(self.length) as usize;
        stream.get(self.offset as usize..end).unwrap_or_default()
    }
}

/// Lengths of the stories in characters, in the order they follow each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct StoryLengths {
    pub(super) body: u32,
    pub(super) footnotes: u32,
    pub(super) headers: u32,
    pub(super) macros: u32,
    pub(super) annotations: u32,
    pub(super) endnotes: u32,
    pub(super) text_boxes: u32,
    pub(super) header_text_boxes: u32,
}

/// What the reader needs of the head.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fib {
    /// The table stream is `1Table`, else `0Table`.
    pub(super) second_table: bool,
    pub(super) stories: StoryLengths,
    /// The piece table.
    pub(super) pieces: Stretch,
    /// Where each header and footer begins.
    pub(super) headers: Stretch,
    /// The shapes of the body and where each is anchored.
    pub(super) anchors: Stretch,
    /// Where the text of each text box begins, and the shape it stands in.
    pub(super) text_boxes: Stretch,
    /// Pages of character and of paragraph properties.
    pub(super) character_pages: Stretch,
    pub(super) paragraph_pages: Stretch,
}

impl Fib {
    /// Reads the head of `stream`, or says why the file cannot be read.
    pub(super) fn read(stream: &[u8]) -> Result<Self, ReadError> {
        let damaged = || ReadError::Damaged { detail: "WordDocument".to_owned() };
        let field = |at| u16_at(stream, at).ok_or_else(damaged);
        match field(0)? {
            0xa5ec if field(2)? >= WORD_97 => {}
            0xa5ec | 0xa5dc => return Err(ReadError::Unsupported { format: "Word 95" }),
            _ => return Err(damaged()),
        }
        let flags = field(10)?;
        if flags & 0x0100 != 0 {
            return Err(ReadError::Encrypted);
        }
        // Each group of fields says how many there are, so that newer files can be longer.
        let words = usize::from(field(BASE)?);
        let longs_at = BASE + 2 + words * 2 + 2;
        let longs = usize::from(field(longs_at - 2)?);
        let stretches_at = longs_at + longs * 4 + 2;
        let stretches = usize::from(field(stretches_at - 2)?);
        let long = |index: usize| {
            if index < longs { u32_at(stream, longs_at + index * 4).unwrap_or(0) } else { 0 }
        };
        let stretch = |index: usize| {
            let at = stretches_at + index * 8;
            match (u32_at(stream, at), u32_at(stream, at + 4)) {
                (Some(offset), Some(length)) if index < stretches => Stretch { offset, length },
                _ => Stretch::default(),
            }
        };
        let stories = StoryLengths {
            body: long(3),
            footnotes: long(4),
            headers: long(5),
            macros: long(6),
            annotations: long(7),
            endnotes: long(8),
            text_boxes: long(9),
            header_text_boxes: long(10),
        };
        Ok(Self {
            second_table: flags & 0x0200 != 0,
            stories,
            pieces: stretch(33),
            headers: stretch(11),
            anchors: stretch(40),
            text_boxes: stretch(56),
            character_pages: stretch(12),
            paragraph_pages: stretch(13),
        })
    }
}
