//! The few properties that decide what is text and what is a cell: read from the pages of
//! properties, which name stretches of the file and not of the text.

use super::bytes::{bounds, u16_at, u32_at};

/// Size of a page of properties.
const PAGE: usize = 512;

/// What matters of the properties of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ParagraphMarks {
    /// It stands in a table.
    pub(super) in_table: bool,
    /// It is no paragraph but the end of a row.
    pub(super) ends_row: bool,
    /// Tables around it; more than one in a nested table.
    pub(super) depth: u32,
    /// It shows an automatic number, which is not stored.
    pub(super) is_numbered: bool,
}

/// What matters of the properties of characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CharacterMarks {
    /// A tracked change deletes them.
    pub(super) is_deleted: bool,
    pub(super) is_hidden: bool,
    /// They stand for a sign of a symbol font.
    pub(super) is_symbol: bool,
}

/// Stretches of the file with their properties.
#[derive(Debug, Default)]
pub(super) struct Marks<T> {
    /// First byte, byte behind the last, properties; in order.
    stretches: Vec<(u32, u32, T)>,
}

impl<T: Copy + Default> Marks<T> {
    /// The properties of the byte `offset`; `None` where the file says nothing.
    pub(super) fn at(&self, offset: u32) -> Option<T> {
        let at = self.stretches.partition_point(|(_, end, _)| *end <= offset);
        self.stretches.get(at).filter(|(start, ..)| *start <= offset).map(|(.., marks)| *marks)
    }

    /// Reads all pages that `list` names; `read` makes the properties of an entry from the page and
    /// the entry's place in it.
    fn of_pages(stream: &[u8], list: &[u8], entry: usize, read: impl Fn(&[u8], usize) -> T) -> Self {
        let starts = bounds(list, 4);
        let numbers = starts.len() * 4;
        // A page is named once, so there are no more than fit into the stream.
        let pages = starts.len().saturating_sub(1).min(stream.len() / PAGE + 1);
        let mut stretches = Vec::new();
        for index in 0..pages {
            let Some(number) = u32_at(list, numbers + index * 4) else { break };
            let start = (number & 0x003f_ffff) as usize * PAGE;
            let Some(page) = stream.get(start..start + PAGE) else { continue };
            let count = usize::from(page[PAGE - 1]);
            for index in 0..count {
                let (Some(from), Some(to)) = (u32_at(page, index * 4), u32_at(page, index * 4 + 4)) else { break };
                let at = (count + 1) * 4 + index * entry;
                if from < to {
                    stretches.push((from, to, read(page, at)));
                }
            }
        }
        stretches.sort_by_key(|(start, end, _)| (*start, *end));
        // Stretches that overlap are broken; the first one counts.
        let mut known = 0;
        stretches.retain(|(start, end, _)| {
            let is_next = *start >= known;
            if is_next {
                known = *end;
            }
            is_next
        });
        Self { stretches }
    }
}

/// The marks of all paragraphs.
pub(super) fn paragraphs(stream: &[u8], list: &[u8]) -> Marks<ParagraphMarks> {
    Marks::of_pages(stream, list, 13, |page, at| {
        let mut marks = ParagraphMarks::default();
        let Some(start) = page.get(at).map(|word| usize::from(*word) * 2).filter(|start| *start > 0) else {
            return marks;
        };
        let properties = match page.get(start).copied().unwrap_or(0) {
            0 => {
                let length = page.get(start + 1).map_or(0, |words| usize::from(*words) * 2);
                page.get(start + 2..start + 2 + length)
            }
            words => page.get(start + 1..start + usize::from(words) * 2),
        };
        // The style comes first.
        for (code, operand) in Properties(properties.and_then(|all| all.get(2..)).unwrap_or_default()) {
            let first = operand.first().copied().unwrap_or(0);
            match code {
                0x2416 => marks.in_table = first != 0,
                0x2417 => marks.ends_row = first != 0,
                0x6649 => marks.depth = u32_at(operand, 0).unwrap_or(0),
                0x460b => marks.is_numbered = u16_at(operand, 0).is_some_and(|list| list != 0 && list != 0xf801),
                _ => {}
            }
        }
        marks
    })
}

/// The marks of all characters.
pub(super) fn characters(stream: &[u8], list: &[u8]) -> Marks<CharacterMarks> {
    Marks::of_pages(stream, list, 1, |page, at| {
        let mut marks = CharacterMarks::default();
        let Some(start) = page.get(at).map(|word| usize::from(*word) * 2).filter(|start| *start > 0) else {
            return marks;
        };
        let length = usize::from(page.get(start).copied().unwrap_or(0));
        for (code, operand) in Properties(page.get(start + 1..start + 1 + length).unwrap_or_default()) {
            let is_on = operand.first().is_some_and(|value| value & 1 != 0);
            match code {
                0x0800 => marks.is_deleted = is_on,
                0x083c => marks.is_hidden = is_on,
                0x6a09 => marks.is_symbol = true,
                _ => {}
            }
        }
        marks
    })
}

/// Properties one after the other: a code, whose highest bits say how long the value is.
struct Properties<'b>(&'b [u8]);

impl<'b> Iterator for Properties<'b> {
    type Item = (u16, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let code = u16_at(self.0, 0)?;
        let rest = self.0.get(2..)?;
        let length = match (code >> 13, code) {
            (0 | 1, _) => 1,
            (2 | 4 | 5, _) => 2,
            (3, _) => 4,
            (7, _) => 3,
            // The definition of a table has a length of two bytes, which counts one too many.
            (_, 0xd608) => usize::from(u16_at(rest, 0)?) + 1,
            // Beyond this length another rule holds, and nothing that matters here follows.
            (_, 0xc615) if rest.first() == Some(&255) => return None,
            _ => usize::from(*rest.first()?) + 1,
        };
        let operand = rest.get(..length)?;
        self.0 = rest.get(length..)?;
        Some((code, operand))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_as_long_as_their_code_says() {
        let bytes = [0x16, 0x24, 1, 0x08, 0xd6, 3, 0, 7, 7, 0x0b, 0x46, 5, 0, 0x49, 0x66, 1, 0, 0, 0, 0x17, 0x24, 1, 9];
        let codes: Vec<u16> = Properties(&bytes).map(|(code, _)| code).collect();
        assert_eq!(codes, [0x2416, 0xd608, 0x460b, 0x6649, 0x2417]);
    }

    #[test]
    fn a_page_names_stretches_of_the_file() {
        let mut stream = vec![0; PAGE * 2];
        let page = &mut stream[PAGE..];
        page[..12].copy_from_slice(&[16, 0, 0, 0, 20, 0, 0, 0, 30, 0, 0, 0]);
        page[12] = 100;
        page[200..204].copy_from_slice(&[3, 0x3c, 0x08, 1]);
        page[PAGE - 1] = 2;
        let list = [16, 0, 0, 0, 30, 0, 0, 0, 1, 0, 0, 0];
        let marks = characters(&stream, &list);
        assert_eq!(marks.at(15), None);
        assert!(marks.at(16).is_some_and(|marks| marks.is_hidden));
        assert!(marks.at(20).is_some_and(|marks| !marks.is_hidden));
        assert_eq!(marks.at(30), None);
    }
}
