//! The piece table: which bytes of the file the text is made of.

use std::ops::Range;

use super::bytes::{bounds, u16_at, u32_at};

/// What the bytes 0x80 to 0x9f stand for in pieces of one byte a letter.
const CP1252: [u16; 32] = [
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d,
    0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0x009d, 0x017e, 0x0178,
];

/// A stretch of text that lies in the file as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// Characters of the document.
    characters: Range<u32>,
    /// Its first byte in the stream.
    offset: u32,
    /// One byte a letter, else two.
    is_narrow: bool,
}

/// A character with the byte it is stored at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// UTF-16.
    pub(super) code: u16,
    pub(super) offset: u32,
}

/// The whole text of the file.
#[derive(Debug)]
pub(super) struct Text<'b> {
    stream: &'b [u8],
    pieces: Vec<Piece>,
    /// Some of the text is not in the file.
    pub(super) is_cut: bool,
}

impl<'b> Text<'b> {
    /// Reads the piece table; `None` if there is none.
    pub(super) fn read(stream: &'b [u8], table: &[u8]) -> Option<Self> {
        let list = piece_list(table)?;
        let starts = bounds(list, 8);
        let descriptors = starts.len() * 4;
        let mut text = Self { stream, pieces: Vec::new(), is_cut: false };
        // No byte is the text of two places, so the text is never longer than the stream.
        let mut left = stream.len() as u64;
        for (index, pair) in starts.windows(2).enumerate() {
            let (&[from, to], Some(stored)) = (pair, u32_at(list, descriptors + index * 8 + 2)) else { break };
            let is_narrow = stored & 0x4000_0000 != 0;
            let stored = stored & 0x3fff_ffff;
            let offset = if is_narrow { stored / 2 } else { stored };
            let width = if is_narrow { 1 } else { 2 };
            let length = u64::from(to.saturating_sub(from));
            let end = u64::from(offset) + length * width;
            let known = text.pieces.last().map_or(0, |last| last.characters.end);
            if from < known || to < from || end > stream.len() as u64 || length > left {
                text.is_cut |= to != from;
                continue;
            }
            left -= length;
            text.pieces.push(Piece { characters: from..to, offset, is_narrow });
        }
        Some(text)
    }

    /// The characters of `range`, as far as they are in the file.
    pub(super) fn units(&self, range: Range<u32>) -> impl Iterator<Item = Unit> + '_ {
        let first = self.pieces.partition_point(|piece| piece.characters.end <= range.start);
        let of_range = self.pieces.iter().skip(first).take_while(move |piece| piece.characters.start < range.end);
        of_range.flat_map(move |piece| {
            let from = range.start.max(piece.characters.start) - piece.characters.start;
            let to = range.end.min(piece.characters.end) - piece.characters.start;
            (from..to).filter_map(move |index| self.unit(piece, index))
        })
    }

    fn unit(&self, piece: &Piece, index: u32) -> Option<Unit> {
        let width = if piece.is_narrow { 1 } else { 2 };
        let offset = piece.offset + index * width;
        let code = if piece.is_narrow {
            match *self.stream.get(offset as usize)? {
                byte @ 0x80..=0x9f => CP1252[usize::from(byte - 0x80)],
                byte => u16::from(byte),
            }
        } else {
            u16_at(self.stream, offset as usize)?
        };
        Some(Unit { code, offset })
    }
}

/// The list of pieces behind the changes of a fast save.
fn piece_list(mut table: &[u8]) -> Option<&[u8]> {
    loop {
        match *table.first()? {
            1 => table = table.get(3 + usize::from(u16_at(table, 1)?)..)?,
            2 => {
                let length = u32_at(table, 1)? as usize;
                // A list that is cut short is read as far as it goes.
                return table.get(5..length.saturating_add(5).min(table.len()));
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of pieces given by their last character, stored offset and width.
    fn table(pieces: &[(u32, u32)]) -> Vec<u8> {
        let mut list: Vec<u8> = 0u32.to_le_bytes().to_vec();
        list.extend(pieces.iter().flat_map(|(end, _)| end.to_le_bytes()));
        for (_, stored) in pieces {
            list.extend([0, 0]);
            list.extend(stored.to_le_bytes());
            list.extend([0, 0]);
        }
        let mut table = vec![1, 2, 0, 9, 9, 2];
        table.extend((list.len() as u32).to_le_bytes());
        table.extend(list);
        table
    }

    fn shown(text: &Text<'_>, range: Range<u32>) -> String {
        let codes: Vec<u16> = text.units(range).map(|unit| unit.code).collect();
        String::from_utf16_lossy(&codes)
    }

    #[test]
    fn narrow_and_wide_pieces_make_one_text() {
        let mut stream = b"Nam \x96 n".to_vec();
        stream.extend([0]);
        stream.extend("ữ".encode_utf16().flat_map(u16::to_le_bytes));
        let table = table(&[(7, 0x4000_0000), (8, 8)]);
        let text = Text::read(&stream, &table).expect("pieces");
        assert_eq!(shown(&text, 0..8), "Nam – nữ");
        assert_eq!(shown(&text, 4..7), "– n");
        assert_eq!(shown(&text, 7..99), "ữ");
        assert!(!text.is_cut);
    }

    #[test]
    fn pieces_beyond_the_file_or_over_it_again_are_left_out() {
        let stream = b"abc".to_vec();
        let text = Text::read(&stream, &table(&[(3, 0x4000_0000), (6, 0x4000_0000), (9, 400)])).expect("pieces");
        assert_eq!(shown(&text, 0..9), "abc");
        assert!(text.is_cut);
        assert!(Text::read(&stream, &[1, 255, 255]).is_none());
        assert!(Text::read(&stream, &[]).is_none());
    }
}
