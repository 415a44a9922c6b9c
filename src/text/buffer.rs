//! A text under edit, with lines and columns as editors count them.
//!
//! Editors end a line at LF, CR LF or a lone CR, and count columns from 0 in units that client and
//! server agree on. [`super::LineIndex`] is for reports: LF only, counted from 1.

use super::TextRange;

/// What one column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    /// A byte of UTF-8.
    Utf8,
    /// A code unit of UTF-16, which every editor knows.
    #[default]
    Utf16,
    /// A code point.
    Utf32,
}

impl Unit {
    /// Columns that `letter` takes.
    const fn width(self, letter: char) -> usize {
        match self {
            Self::Utf8 => letter.len_utf8(),
            Self::Utf16 => letter.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// Columns that `text` takes.
    pub fn columns(self, text: &str) -> u32 {
        match self {
            Self::Utf8 => text.len() as u32,
            Self::Utf16 | Self::Utf32 => text.chars().map(|letter| self.width(letter)).sum::<usize>() as u32,
        }
    }
}

/// A place as editors name it: both numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Caret {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0, in the agreed unit.
    pub column: u32,
}

/// A text and where its lines start.
#[derive(Debug, Clone, Default)]
pub struct Buffer {
    text: String,
    /// First byte of each line.
    starts: Vec<u32>,
}

impl Buffer {
    /// A buffer that holds `text`.
    pub fn new(text: String) -> Self {
        let mut starts = vec![0];
        starts.extend(line_starts(text.as_bytes(), 0, text.len()));
        Self { text, starts }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of lines; an empty text has one.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The text of line `line` without its end; empty beyond the last line.
    pub fn line(&self, line: u32) -> &str {
        let Some(start) = self.starts.get(line as usize) else { return "" };
        let end = self.starts.get(line as usize + 1).map_or(self.text.len(), |next| *next as usize);
        let slice = self.text.get(*start as usize..end).unwrap_or("");
        slice.trim_end_matches(['\n', '\r'])
    }

    /// The byte at `place`. A column beyond its line is the end of that line, a line beyond the
    /// text is the end of the text, and a column inside a character is the start of the character.
    pub fn offset(&self, place: Caret, unit: Unit) -> u32 {
        let Some(start) = self.starts.get(place.line as usize) else { return self.text.len() as u32 };
        let line = self.line(place.line);
        let mut columns = 0;
        for (at, letter) in line.char_indices() {
            columns += unit.width(letter);
            if columns > place.column as usize {
                return start + at as u32;
            }
        }
        start + line.len() as u32
    }

    /// The place of byte `offset`; an offset inside a character counts as its start.
    pub fn place(&self, offset: u32, unit: Unit) -> Caret {
        let offset = self.boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.text.get(start as usize..offset as usize).unwrap_or("");
        Caret { line: line as u32, column: unit.columns(before) }
    }

    /// Puts `new` in the place of `range`.
    pub fn replace(&mut self, range: TextRange, new: &str) {
        let (start, end) = (self.boundary(range.start()), self.boundary(range.end()));
        self.text.replace_range(start as usize..end as usize, new);
        let new_end = start as usize + new.len();
        // Whether a line starts at a byte depends on that byte and the one before it, so starts
        // before the edit and more than one byte behind it stay what they are.
        let kept = self.starts.partition_point(|at| *at < start).max(1);
        let behind = self.starts.partition_point(|at| *at <= end).max(kept);
        let shift = |at: &u32| (*at - end) + new_end as u32;
        let tail: Vec<u32> = self.starts.get(behind..).unwrap_or(&[]).iter().map(shift).collect();
        self.starts.truncate(kept);
        let from = (start as usize).saturating_sub(1);
        self.starts.extend(line_starts(self.text.as_bytes(), from, new_end));
        self.starts.extend(tail);
    }

    fn boundary(&self, offset: u32) -> u32 {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset as u32
    }
}

/// Starts of the lines that follow the line ends among the bytes from `from` to `to`.
fn line_starts(bytes: &[u8], from: usize, to: usize) -> impl Iterator<Item = u32> + '_ {
    (from..to.min(bytes.len())).filter_map(|at| {
        let ends = match bytes.get(at) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        ends.then_some(at as u32 + 1)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UNITS: [Unit; 3] = [Unit::Utf8, Unit::Utf16, Unit::Utf32];

    fn at(line: u32, column: u32) -> Caret {
        Caret { line, column }
    }

    #[test]
    fn columns_in_each_unit() {
        let buffer = Buffer::new("một\r\nĐiều 😀 hai\rba".to_owned());
        let offset = buffer.text().find("hai").expect("present") as u32;
        assert_eq!(buffer.place(offset, Unit::Utf8), at(1, 13));
        assert_eq!(buffer.place(offset, Unit::Utf16), at(1, 8));
        assert_eq!(buffer.place(offset, Unit::Utf32), at(1, 7));
        assert_eq!((buffer.line(0), buffer.line(2), buffer.line(3)), ("một", "ba", ""));
    }

    #[test]
    fn places_outside_are_the_nearest_inside() {
        let buffer = Buffer::new("a😀\r\nb".to_owned());
        assert_eq!(buffer.offset(at(0, 2), Unit::Utf16), 1);
        assert_eq!(buffer.offset(at(0, 99), Unit::Utf16), 5);
        assert_eq!(buffer.offset(at(9, 0), Unit::Utf16), 8);
    }

    proptest! {
        #[test]
        fn lines_stay_right_under_edits(
            text in "[a-cĐ😀\r\n]{0,20}",
            edits in proptest::collection::vec((0u32..40, 0u32..40, "[xệ\r\n]{0,4}"), 1..20),
        ) {
            let mut buffer = Buffer::new(text);
            for (from, to, new) in edits {
                buffer.replace(TextRange::new(from.min(to), from.max(to)), &new);
                let fresh = Buffer::new(buffer.text().to_owned());
                prop_assert_eq!(&buffer.starts, &fresh.starts, "{:?}", buffer.text());
            }
        }

        #[test]
        fn places_and_offsets_round_trip(text in "[a-cĐệ😀\r\n]{0,30}") {
            let buffer = Buffer::new(text);
            for (offset, letter) in buffer.text().char_indices() {
                for unit in UNITS {
                    let place = buffer.place(offset as u32, unit);
                    // Inside CR LF no editor can place its cursor.
                    if letter != '\n' {
                        prop_assert_eq!(buffer.offset(place, unit), offset as u32);
                    }
                }
            }
        }
    }
}
